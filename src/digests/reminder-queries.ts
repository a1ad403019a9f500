/** Reads of the reminder job: who owes what, what they had already, and which of today's mails exist. */

import type { Id } from '../kernel/id.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import { addDays } from '../kernel/local-date.ts'
import { dueOfShare } from '../recurring/asked.ts'
import { inList } from '../store/lists.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Reader } from './owner.ts'
import { type OwedNow, owedNow, utcDay } from './queries.ts'
import { mailKey, type Owed } from './reminder.ts'
import { sentShareSteps, shareStepKey, sharesNow } from './share-queries.ts'
import { isWithdrawn } from './withdrawn-queries.ts'

/** The first rung stands this far before the due date. */
const LADDER_DAYS = 30

/** One person with everything they owe. */
interface Debtor {
  readonly person: Reader
  readonly owed: readonly Owed[]
}

/** Everybody whom a reminder reaches, with their promises, soonest due first, then what they owe by period or in part. */
export async function debtors(store: Store): Promise<Debtor[]> {
  // One day more: the date is already tomorrow in some zones.
  const until = addDays(utcDay(store), LADDER_DAYS + 1)
  const [now, shares] = await Promise.all([owedNow(store, { until }), sharesNow(store, { until })])
  const [sent, sentShares, named] = await Promise.all([
    sentSteps(
      store,
      now.promises.map((commitment) => commitment.id),
    ),
    sentShareSteps(
      store,
      shares.owed.map(({ share }) => share.id),
    ),
    namedLately(store),
  ])
  const byPerson = new Map<Id, { person: Reader; owed: Owed[] }>()
  for (const commitment of now.promises)
    for (const person of reachedAmong(now, commitment.id)) {
      const steps = sent.get(stepKey(commitment.id, commitment.dateVersion, person.id)) ?? NONE
      const movedAt = now.movedAt.get(commitment.id) ?? null
      const namedAt = named.get(`${commitment.id}/${person.id}`) ?? null
      add(byPerson, person, { commitment, share: null, movedAt, namedAt, sent: steps })
    }
  for (const { share, commitment } of shares.owed)
    for (const person of reachedAmong(shares, share.id)) {
      const key = shareStepKey(share.id, dueOfShare(share, commitment), person.id)
      const steps = sentShares.get(key) ?? NONE
      add(byPerson, person, { commitment, share, movedAt: null, namedAt: null, sent: steps })
    }
  return [...byPerson.values()]
}

const NONE: ReadonlySet<string> = new Set()

/** The owners of one thing whom a reminder reaches. */
function reachedAmong(
  { owners, people, unreached }: Pick<OwedNow, 'owners' | 'people' | 'unreached'>,
  id: Id,
): Reader[] {
  const reached = (owners.get(id) ?? []).filter((owner) => !unreached.has(owner))
  return reached.flatMap((owner) => people.get(owner) ?? [])
}

function add(byPerson: Map<Id, { person: Reader; owed: Owed[] }>, person: Reader, owed: Owed): void {
  const debtor = byPerson.get(person.id) ?? { person, owed: [] }
  debtor.owed.push(owed)
  byPerson.set(person.id, debtor)
}

/**
 * The statements that forget steps whose mail to this person was withdrawn, so that their key is free again.
 */
export function forgetWithdrawn(store: Store, personId: Id): Statement[] {
  const withdrawn = store.db
    .selectFrom('outbox')
    .select('outbox.id')
    .where('person_id', '=', personId)
    .where('kind', '=', 'reminder')
    .where(isWithdrawn)
  return (['reminder_steps', 'share_reminders'] as const).map((table) =>
    store.db.deleteFrom(table).where('person_id', '=', personId).where('outbox_id', 'in', withdrawn),
  )
}

/** When people were named for commitments within two days, by commitment and person: today somewhere. */
async function namedLately(store: Store): Promise<Map<string, Instant>> {
  const rows = await store.db
    .selectFrom('naming_letters')
    .select(['commitment_id', 'person_id', 'named_at'])
    .where('named_at', '>=', plus(store.now, { days: -2 }))
    // A clock that was wrong holds nothing back.
    .where('named_at', '<=', store.now)
    .execute()
  return new Map(rows.map((row) => [`${row.commitment_id}/${row.person_id}`, row.named_at]))
}

/** Steps per commitment, version of its date and person; those of a withdrawn mail do not count. */
async function sentSteps(store: Store, commitmentIds: readonly Id[]): Promise<Map<string, Set<string>>> {
  const rows = await store.db
    .selectFrom('reminder_steps')
    .leftJoin('outbox', 'outbox.id', 'reminder_steps.outbox_id')
    .select(['commitment_id', 'date_version', 'step', 'reminder_steps.person_id'])
    .where(inList('commitment_id', commitmentIds))
    .where((eb) => eb.or([eb('outbox.id', 'is', null), eb.not(isWithdrawn(eb))]))
    .execute()
  const steps = new Map<string, Set<string>>()
  for (const row of rows) {
    const key = stepKey(row.commitment_id, row.date_version, row.person_id)
    steps.set(key, (steps.get(key) ?? new Set()).add(row.step))
  }
  return steps
}

function stepKey(commitmentId: Id, dateVersion: number, personId: Id): string {
  return `${commitmentId}/${dateVersion}/${personId}`
}

/** What was decided about one person and day before. */
interface Earlier {
  /** The ledger's version; 0 before the first decision. */
  readonly version: number
  /** False when the mail was withdrawn before it went, so that it may be replaced. */
  readonly stands: boolean
}

/** What was decided under these ledger subjects; a subject without any decision is missing. */
export async function earlierMails(store: Store, subjects: readonly string[]): Promise<Map<string, Earlier>> {
  const facts = await store.db
    .selectFrom('facts')
    .select((eb) => ['subject_id', eb.fn.max('subject_version').as('version')])
    .where(inList('subject_id', subjects))
    .groupBy('subject_id')
    .execute()
  const withdrawn = await store.db
    .selectFrom('outbox')
    .select('dedupe_key')
    .where(
      inList(
        'dedupe_key',
        facts.map((row) => mailKey(row.subject_id, Number(row.version))),
      ),
    )
    .where(isWithdrawn)
    .execute()
  const gone = new Set(withdrawn.map((row) => row.dedupe_key))
  return new Map(
    facts.map((row) => {
      const version = Number(row.version)
      return [row.subject_id, { version, stands: !gone.has(mailKey(row.subject_id, version)) }]
    }),
  )
}
