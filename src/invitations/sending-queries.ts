/** Reads of one act's mail: numbers counted by the database, and what did not go out. */

import { sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { MailKind } from '../mail/mail.ts'
import { lineOf } from '../mail/queries.ts'
import type { MailLine } from '../mail/record.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { type ActProgress, progressOf } from './sending.ts'

/** The facts of a meeting that are committed with mail to everybody named. */
const MAILED = ['meeting.announced', 'meeting.cancelled', 'meeting.calendar_mailed']

/** When the latest act was committed that mailed anything; null before any. Three queries. */
export async function latestAct(store: Store, meetingId: Id): Promise<Instant | null> {
  const [facts, letters] = await Promise.all([
    store.db
      .selectFrom('facts')
      .select('at')
      .where('subject_id', '=', meetingId)
      .where('kind', 'in', MAILED)
      .execute(),
    store.db
      .selectFrom('invitations')
      .select(['sent_at', 'reminded_at'])
      .where('meeting_id', '=', meetingId)
      .execute(),
  ])
  const instants = [...facts.map(({ at }) => at), ...letters.flatMap((row) => [row.sent_at, row.reminded_at])]
  const row = await store.db
    .selectFrom('outbox')
    .select((eb) => eb.fn.max('created_at').as('at'))
    .where('meeting_id', '=', meetingId)
    .where(
      inList(
        'created_at',
        [...new Set(instants)].filter((at) => at !== null),
      ),
    )
    .executeTakeFirst()
  return row?.at ?? null
}

/** What an act's mail is about: a meeting, or by `subject` a matter of another room. */
export type ActSubject = Id | { readonly subject: Id }

/** The act in numbers, in one query by index. */
export async function actProgress(store: Store, about: ActSubject, at: Instant): Promise<ActProgress> {
  const settled = sql<number>`case when settled_at is null then 0 else 1 end`
  const rows = await store.db
    .selectFrom('outbox')
    .select(['kind', 'state', settled.as('settled')])
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .where(columnOf(about), '=', typeof about === 'string' ? about : about.subject)
    .where('created_at', '=', at)
    .groupBy(['kind', 'state', settled])
    .execute()
  return progressOf(
    at,
    rows.map((row) => ({
      kind: row.kind as MailKind,
      state: row.state,
      settled: Number(row.settled) === 1,
      number: Number(row.number),
    })),
  )
}

/** How many of an act's mails that did not go out are listed. */
const TROUBLES_SHOWN = 50

/** What failed, is not certain or is tried again, and what is left out because of its address. */
export async function actTroubles(store: Store, about: ActSubject, at: Instant): Promise<MailLine[]> {
  const rows = await store.db
    .selectFrom('outbox')
    .select(['id', 'kind', 'person_id', 'to_name', 'to_address', 'subject', 'lang', 'state', 'attempts'])
    .select(['created_at', 'settled_at', 'not_before', 'last_code', 'last_reply'])
    .where(columnOf(about), '=', typeof about === 'string' ? about : about.subject)
    .where('created_at', '=', at)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['failed', 'uncertain', 'retry']),
        eb.and([eb('state', '=', 'skipped'), eb('last_reply', 'in', ['suppressed', 'expired', 'crashed'])]),
      ]),
    )
    .orderBy('id')
    .limit(TROUBLES_SHOWN)
    .execute()
  return rows.map(lineOf)
}

function columnOf(about: ActSubject): 'meeting_id' | 'subject_id' {
  return typeof about === 'string' ? 'meeting_id' : 'subject_id'
}
