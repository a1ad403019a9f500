/** Reads of the reminder job: who owes what, what they had already, and which of today's mails exist. */

import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Id } from '../kernel/id.ts'
import { addDays } from '../kernel/local-date.ts'
import type { SkipReason } from '../mail/settlement.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Reader } from './owner.ts'
import { owedNow, utcDay } from './queries.ts'
import { mailKey, type Owed } from './reminder.ts'

/** The first rung stands this far before the due date. */
const LADDER_DAYS = 30

/** One person with everything they owe. */
interface Debtor {
  readonly person: Reader
  readonly owed: readonly Owed[]
}

/** Everybody whom a reminder reaches, with their promises, soonest due first. */
export async function debtors(store: Store): Promise<Debtor[]> {
  // One day more: the date is already tomorrow in some zones.
  const until = addDays(utcDay(store), LADDER_DAYS + 1)
  const { promises, owners, people, movedAt, unreached } = await owedNow(store, { until })
  const sent = await sentSteps(
    store,
    promises.map((commitment) => commitment.id),
  )
  const byPerson = new Map<Id, { person: Reader; owed: Owed[] }>()
  for (const commitment of promises) {
    for (const id of owners.get(commitment.id) ?? []) {
      const person = people.get(id)
      if (!person || unreached.has(id)) continue
      const debtor = byPerson.get(person.id) ?? { person, owed: [] }
      const steps = sent.get(stepKey(commitment.id, commitment.dateVersion, person.id)) ?? new Set()
      debtor.owed.push({ commitment, movedAt: movedAt.get(commitment.id) ?? null, sent: steps })
      byPerson.set(person.id, debtor)
    }
  }
  return [...byPerson.values()]
}

/**
 * Of reminders that were not sent, the ones whose promise moved or was reported on, or that grew too old while
 * the relay was down: what they said may be said again. Where nobody wants or takes mail, it may not.
 */
const REPLACEABLE: readonly SkipReason[] = ['withdrawn', 'expired']

function isWithdrawn(eb: ExpressionBuilder<Database, 'outbox'>): Expression<SqlBool> {
  return eb.and([eb('outbox.state', '=', 'skipped'), eb('outbox.last_reply', 'in', REPLACEABLE)])
}

/**
 * The statement that forgets steps whose mail to this person was withdrawn, so that their key is free again.
 */
export function forgetWithdrawn(store: Store, personId: Id): Statement {
  const withdrawn = store.db
    .selectFrom('outbox')
    .select('outbox.id')
    .where('person_id', '=', personId)
    .where('kind', '=', 'reminder')
    .where(isWithdrawn)
  return store.db
    .deleteFrom('reminder_steps')
    .where('person_id', '=', personId)
    .where('outbox_id', 'in', withdrawn)
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
