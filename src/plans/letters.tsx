/** The letters of this room: facts about a plan, and one person's official mail out of them. */

import type { LetterBody } from '../../views/letters/letter.tsx'
import { type PlanMatter, planLetter, plansPresented } from '../../views/letters/plans.tsx'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { unsubscribeToken } from '../digests/preference.ts'
import { messagesIn } from '../i18n/messages.ts'
import { type InstitutionName, nameOf } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import { chooseText } from '../kernel/locale.ts'
import type { Mail, MailKind } from '../mail/outbox.ts'
import { fullName, salutation } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import type { Store } from '../store/store.ts'
import type { Plan } from './plan.ts'
import type { Request } from './request.ts'
import type { RequestStep } from './request-reminders.ts'
import type { Template } from './template.ts'

/** Who is written to about which plan. */
export interface PlanLetterFacts {
  readonly dialogue: Dialogue
  readonly template: Pick<Template, 'title' | 'from' | 'to'>
  readonly plan: Pick<Plan, 'id' | 'dueOn'>
  /** Whose plan it is. */
  readonly owner: InstitutionName
  /** To which the reader belongs. */
  readonly ofId: Id
  readonly person: PersonCard
  readonly url: string
}

const KINDS: Readonly<Record<PlanMatter['matter'], MailKind>> = {
  request: 'plan_request',
  report: 'plan_request',
  report_again: 'plan_report_reminder',
  reminder: 'plan_reminder',
  presented: 'plan_presented',
  returned: 'plan_answer',
  approved: 'plan_answer',
}

/** The letter itself, also for the preview. */
export function letterAbout(
  { dialogue, template, plan, owner, person, url }: PlanLetterFacts,
  about: PlanMatter,
): LetterBody {
  const lang = person.locale
  return planLetter({
    t: messagesIn(lang),
    lang,
    greeting: salutation(person, lang),
    dialogue: chooseText(dialogue.title, lang).text,
    template: chooseText(template.title, lang).text,
    period: template,
    institution: nameOf(owner, lang).text,
    dueOn: plan.dueOn,
    url,
    about,
  })
}

/** The mail of {@link letterAbout}; `revision` tells it from others about the same plan. */
export function planMail(facts: PlanLetterFacts, about: PlanMatter, revision: string): Mail {
  const { person, plan, ofId, dialogue } = facts
  return {
    kind: KINDS[about.matter],
    dedupeKey: `plan:${about.matter}:${plan.id}:${revision}:${person.id}`,
    subjectId: plan.id,
    institutionId: ofId,
    ...envelopeOf(person, dialogue),
    letter: letterAbout(facts, about),
  }
}

/** The letter that some plans of one template were handed in, to one person; also for the preview. */
export function presentedLetter(plans: readonly [PlanLetterFacts, ...PlanLetterFacts[]]): LetterBody {
  const [first] = plans
  if (plans.length === 1) return letterAbout(first, { matter: 'presented' })
  const lang = first.person.locale
  return plansPresented({
    t: messagesIn(lang),
    lang,
    greeting: salutation(first.person, lang),
    dialogue: chooseText(first.dialogue.title, lang).text,
    template: chooseText(first.template.title, lang).text,
    period: first.template,
    plans: plans.map(({ owner, url }) => ({ institution: nameOf(owner, lang).text, url })),
  })
}

/**
 * The mail of {@link presentedLetter}. The first plan is its subject, so that its answer withdraws the mail; of the
 * others delivery looks again (`digests/recheck.ts`), and what still waits is told anew.
 */
export function presentedMail(
  plans: readonly [PlanLetterFacts, ...PlanLetterFacts[]],
  revision: string,
): Mail {
  const [{ person, plan, ofId, dialogue }] = plans
  return {
    kind: KINDS.presented,
    dedupeKey: `plans:presented:${revision}:${person.id}`,
    subjectId: plan.id,
    institutionId: ofId,
    ...envelopeOf(person, dialogue),
    letter: presentedLetter(plans),
  }
}

/** Later than this a reminder has given way to the telephone. */
const REMINDER_LIFE = { days: 6 }

/** What a reminder of a half-yearly request needs besides. */
interface AskedAgain {
  readonly request: Pick<Request, 'id' | 'from' | 'to' | 'dueOn'>
  readonly step: RequestStep
  /** Where its reader switches reminders off. */
  readonly settingsUrl: string
}

/** The reminder of a half-yearly request to one person; one click stops it like the others. */
export function reportReminderMail(
  store: Store,
  facts: PlanLetterFacts,
  { request, step, settingsUrl }: AskedAgain,
): Mail {
  const { person, plan, ofId, dialogue } = facts
  const token = unsubscribeToken(store.instance, person.id, 'reminders')
  const { id, from, to, dueOn } = request
  const about = { matter: 'report_again', from, to, dueOn, isOver: step === 'after', settingsUrl } as const
  return {
    kind: KINDS[about.matter],
    dedupeKey: `plan:${about.matter}:${plan.id}:${id}:${step}:${person.id}`,
    subjectId: plan.id,
    institutionId: ofId,
    ...envelopeOf(person, dialogue),
    letter: letterAbout(facts, about),
    list: { id: 'reminders', unsubscribeToken: token },
    notAfter: plus(store.now, REMINDER_LIFE),
  }
}

function envelopeOf(person: PersonCard, dialogue: Dialogue) {
  const lang = person.locale
  return {
    to: { personId: person.id, address: person.email, name: fullName(person, lang) },
    fromName: messagesIn(lang).commitments.letters.from(dialogue.code),
    lang,
  }
}
