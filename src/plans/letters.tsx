/** The letters of this room: facts about a plan, and one person's official mail out of them. */

import type { LetterBody } from '../../views/letters/letter.tsx'
import { type PlanMatter, planLetter } from '../../views/letters/plans.tsx'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { messagesIn } from '../i18n/messages.ts'
import { type InstitutionName, nameOf } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import { chooseText } from '../kernel/locale.ts'
import type { Mail, MailKind } from '../mail/outbox.ts'
import { fullName, salutation } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import type { Plan } from './plan.ts'
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
  reminder: 'plan_reminder',
  presented: 'plan_answer',
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
  const lang = person.locale
  return {
    kind: KINDS[about.matter],
    dedupeKey: `plan:${about.matter}:${plan.id}:${revision}:${person.id}`,
    subjectId: plan.id,
    institutionId: ofId,
    to: { personId: person.id, address: person.email, name: fullName(person, lang) },
    fromName: messagesIn(lang).commitments.letters.from(dialogue.code),
    lang,
    letter: letterAbout(facts, about),
  }
}
