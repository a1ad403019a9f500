/** Sends the reminders that are due: load, decide, commit, a few dozen people at a time. */

import { type LinkRequest, linkUrls } from '../auth/links.ts'
import { LINK_LIFE } from '../commitments/commitment.ts'
import { dialoguesById } from '../dialogues/queries.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import type { Versions } from '../kernel/locale.ts'
import { recordFact } from '../ledger/facts.ts'
import { enqueue } from '../mail/outbox.ts'
import { personCards } from '../people/queries.ts'
import type { Share } from '../recurring/share.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { ownStepOf } from '../supply/tie.ts'
import { supplyTies } from '../supply/tie-queries.ts'
import { type ReminderFacts, reminderMail } from './letters.tsx'
import { mailDay } from './mail-day.ts'
import { institutionsByPerson } from './owner.ts'
import { speakersAmong } from './owner-queries.ts'
import { holidaysNow, utcDay } from './queries.ts'
import { type Reminder, reminderFor, reminderSubject } from './reminder.ts'
import { debtors, earlierMails, forgetWithdrawn } from './reminder-queries.ts'

/** People per batch: one commit for all of them, and not more statements than D1 takes. */
const BATCH = 50

/** A withdrawn mail may be replaced on the same day, but not for ever. */
const MAILS_A_DAY = 3

const UNNAMED: Versions = { authoritative: 'en', texts: {} }

/** A reminder that goes out as the fact after `version` of its subject. */
interface Pending {
  readonly reminder: Reminder
  readonly version: number
}

/**
 * Queues one mail to everybody who owes a word today by their own clock and calendar. Running it twice, late or
 * in two processes gives the same mails: the fact of the person and day lets only one through.
 * @returns how many mails were queued; a batch that another process took is left to it.
 */
export async function sendReminders(store: Store): Promise<number> {
  const pending = await pendingReminders(store)
  let queued = 0
  for (let at = 0; at < pending.length; at += BATCH) {
    const some = pending.slice(at, at + BATCH)
    if (await sendBatch(store, some)) queued += some.length
  }
  return queued
}

async function pendingReminders(store: Store): Promise<Pending[]> {
  const [people, holidays] = await Promise.all([debtors(store), holidaysNow(store)])
  const reminders = people.flatMap(({ person, owed }) => {
    const day = mailDay(store.now, { zone: person.zone, holidays: holidays(person.holidayCalendar) })
    const reminder = day && reminderFor(person, day.date, owed)
    return reminder ? [reminder] : []
  })
  const earlier = await earlierMails(
    store,
    reminders.map(({ person, date }) => reminderSubject(person.id, date)),
  )
  return reminders.flatMap((reminder) => {
    const before = earlier.get(reminderSubject(reminder.person.id, reminder.date))
    if (before?.stands || (before?.version ?? 0) >= MAILS_A_DAY) return []
    return [{ reminder, version: before?.version ?? 0 }]
  })
}

async function sendBatch(store: Store, pending: readonly Pending[]): Promise<boolean> {
  const facts = pending.map(({ reminder, version }) => factOf(store, reminder, version))
  const [first, ...rest] = facts
  if (!first) return false
  const letters = await lettersOf(store, pending)
  const outcome = await store.commit([first, ...rest, letters], null)
  return outcome.ok
}

function factOf(store: Store, { person, date, due }: Reminder, version: number): FactStatement {
  const subject = { id: reminderSubject(person.id, date), version }
  const details = { person: person.id, date, commitments: due.length }
  return recordFact(store, subject, { kind: 'reminder.decided', actorId: 'system', details })
}

async function lettersOf(store: Store, pending: readonly Pending[]): Promise<Statement[]> {
  const due = pending.flatMap(({ reminder }) => reminder.due.map(({ commitment }) => commitment))
  const pages = await promisedPages(store, pending)
  const owing = pending.flatMap(({ reminder }) => reminder.due.map(owingOf))
  const [cards, dialogues, institutions, ties, links] = await Promise.all([
    personCards(
      store,
      pending.map(({ reminder }) => reminder.person.id),
    ),
    dialoguesById(store, [...new Set(due.map(({ dialogueId }) => dialogueId))]),
    institutionNames(store, [...new Set([...due.map(({ leadId }) => leadId), ...owing])]),
    supplyTies(store, [...new Set(due.map(({ id }) => id))]),
    linkUrls(
      store,
      pending.flatMap(({ reminder }) => linksOf(store, reminder, pages.get(reminder) ?? [])),
    ),
  ])
  const urls = links.urls.values()
  const nextUrl = () => urls.next().value ?? ''
  const statements = pending.flatMap(({ reminder, version }) => {
    // In the order of linksOf: the settings, what was promised, then each commitment.
    const settingsUrl = nextUrl()
    const promised = (pages.get(reminder) ?? []).map((id) => ({
      institution: institutions.get(id)?.official ?? UNNAMED,
      url: nextUrl(),
    }))
    const promises = reminder.due.map(({ commitment, share }) => ({
      commitment,
      ...(share ? { shareId: share.id } : {}),
      dialogue: dialogues.get(commitment.dialogueId)?.title ?? UNNAMED,
      lead: leadFor(institutions.get(commitment.leadId), share),
      ownSteps: (ties.get(commitment.id) ?? []).flatMap(
        (tie) => ownStepOf(tie, share?.institutionId ?? commitment.leadId) ?? [],
      ),
      url: nextUrl(),
    }))
    const person = cards.get(reminder.person.id)
    if (!person) return []
    return mailOf(store, {
      reminder: { ...reminder, person },
      version: version + 1,
      promises,
      promised,
      settingsUrl,
    })
  })
  return [...links.statements, ...statements]
}

/** Of another institution's promise only a lead that may be listed is named (domain.md §2.9). */
function leadFor(lead: InstitutionName | undefined, share: Share | null): Versions {
  const hidden = !lead || (share && share.institutionId !== lead.id && lead.listable === 'never')
  return hidden ? UNNAMED : lead.official
}

/** The institution that owes: the lead, or the one whose period or part it is. */
function owingOf({ commitment, share }: Reminder['due'][number]): Id {
  return share?.institutionId ?? commitment.leadId
}

/** Of each reminder, the institutions that owe something in it and whose focal point its reader is; one query. */
async function promisedPages(store: Store, pending: readonly Pending[]): Promise<Map<Reminder, Id[]>> {
  const people = pending.map(({ reminder }) => reminder.person.id)
  const speakers = await speakersAmong(store, people, utcDay(store))
  const points = institutionsByPerson(speakers.filter(({ role }) => role === 'focal_point'))
  return new Map(
    pending.map(({ reminder }) => {
      const owing = new Set(reminder.due.map(owingOf))
      return [reminder, [...owing].filter((id) => points.get(reminder.person.id)?.has(id))]
    }),
  )
}

function linksOf(store: Store, { person, due }: Reminder, promised: readonly Id[]): LinkRequest[] {
  const common = { personId: person.id, expiresAt: plus(store.now, LINK_LIFE) }
  const reports = due.map(({ commitment }) => ({
    ...common,
    purpose: 'report' as const,
    subjectId: commitment.id,
  }))
  const pages = promised.map((subjectId) => ({ ...common, purpose: 'promises' as const, subjectId }))
  return [{ ...common, purpose: 'preferences', subjectId: person.id }, ...pages, ...reports]
}

function mailOf(store: Store, facts: ReminderFacts): Statement[] {
  const { person, due } = facts.reminder
  const mail = enqueue(store, reminderMail(store, facts))
  const steps = due.map(({ commitment, share, step }) => {
    const had = { step, person_id: person.id, outbox_id: mail.id, at: store.now }
    const { id, dateVersion, dueOn } = commitment
    return share && dueOn
      ? store.db.insertInto('share_reminders').values({ share_id: share.id, due_on: dueOn, ...had })
      : store.db.insertInto('reminder_steps').values({ commitment_id: id, date_version: dateVersion, ...had })
  })
  return [...forgetWithdrawn(store, person.id), ...mail.statements, ...steps]
}
