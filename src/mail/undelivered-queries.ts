/** Reads of mail that did not arrive: the tasks of the secretariat, and why. A fixed number of queries each. */

import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import type { MailSettlementsTable } from '../store/mail-room-schema.ts'
import type { Store } from '../store/store.ts'
import { PAGE_SIZE } from './filter.ts'
import { hasCeased, hindrance, isOvertaken } from './hindrance-queries.ts'
import { LINE, lineOf, within } from './queries.ts'
import type { MailScope } from './record.ts'
import {
  LEFT,
  LOST,
  OFFICIAL,
  type Settlement,
  type ShowUndelivered,
  type UndeliveredMail,
  type UndeliveredReason,
} from './undelivered.ts'

/** Which of them. */
export interface WhichUndelivered {
  /** `open`: of which nobody was told by other means, whether a task or not. */
  readonly show: ShowUndelivered | 'open'
  /** Only what something stands against, or only what nothing does. */
  readonly hindered?: boolean
  readonly reason?: UndeliveredReason | null
  readonly personId?: Id
  readonly institutionId?: Id
}

type Eb = ExpressionBuilder<Database, 'outbox'>

/** After a year nobody tells anybody of a letter that was lost. */
const YEAR = { days: -366 }

/** A part of the mail that did not arrive, newest first, and whether there is more; three queries. */
export async function listUndelivered(
  store: Store,
  scope: MailScope,
  which: WhichUndelivered,
  { page = 1, size = PAGE_SIZE } = {},
): Promise<{ lines: readonly UndeliveredMail[]; more: boolean }> {
  const rows = await missed(store, scope, which)
    .leftJoin('mail_settlements as told', 'told.outbox_id', 'outbox.id')
    .select(LINE)
    .select(['outbox.meeting_id', 'outbox.institution_id'])
    .select(['told.channel', 'told.settled_on', 'told.note', 'told.recorded_at', 'told.version'])
    .select([REASON.as('reason'), hindrance(store, 'same').as('hindrance')])
    .orderBy('outbox.created_at', 'desc')
    .orderBy('outbox.id', 'desc')
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute()
  const shown = rows.slice(0, size)
  const reports = await latestReports(
    store,
    shown.map((row) => row.id),
  )
  const lines = shown.map(
    (row): UndeliveredMail => ({
      ...lineOf(row),
      meetingId: row.meeting_id,
      institutionId: row.institution_id,
      reason: row.reason,
      bounce: reports.get(row.id) ?? null,
      settlement: settlementOf(row),
      hindrance: row.hindrance,
    }),
  )
  return { lines, more: rows.length > size }
}

/** How many there are for each reason, most first. */
export async function reasonsOf(
  store: Store,
  scope: MailScope,
  show: ShowUndelivered,
): Promise<{ reason: UndeliveredReason; number: number }[]> {
  const each = missed(store, scope, { show }).select(REASON.as('reason')).as('each')
  const rows = await store.db
    .selectFrom(each)
    .select('each.reason')
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .groupBy('each.reason')
    .execute()
  return rows
    .map(({ reason, number }) => ({ reason, number: Number(number) }))
    .sort((a, b) => b.number - a.number || (a.reason < b.reason ? -1 : 1))
}

/** How many tasks there are: official mail that did not arrive, of which nobody was told by other means. */
export async function countTasks(store: Store, scope: MailScope): Promise<number> {
  const row = await missed(store, scope, { show: 'tasks' })
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .executeTakeFirst()
  return Number(row?.number ?? 0)
}

/** What was recorded in place of the delivery of a mail, or null. */
export async function findSettlement(store: Store, outboxId: Id): Promise<Settlement | null> {
  const row = await store.db
    .selectFrom('mail_settlements')
    .selectAll()
    .where('outbox_id', '=', outboxId)
    .executeTakeFirst()
  return row ? settlementOf(row) : null
}

/** Did this mail not arrive, as far as anybody knows? For one that the caller has checked. */
export async function isLost(store: Store, id: Id): Promise<boolean> {
  const row = await store.db
    .selectFrom('outbox')
    .select('outbox.id')
    .where('outbox.id', '=', id)
    .where((eb) => isMissed(eb))
    .executeTakeFirst()
  return row !== undefined
}

function missed(store: Store, scope: MailScope, which: WhichUndelivered) {
  const { now } = store
  const all = store.db
    .selectFrom('outbox')
    .where('outbox.id', 'in', candidates(store))
    .where((eb) => eb.and([isMissed(eb), within(eb, scope), shown(eb, which.show, now)]))
  const able = hindrance(store, 'same')
  const narrowed =
    which.hindered === undefined ? all : all.where(able, which.hindered ? 'is not' : 'is', null)
  const ofReason = which.reason ? narrowed.where(REASON, '=', which.reason) : narrowed
  const ofPerson = which.personId ? ofReason.where('outbox.person_id', '=', which.personId) : ofReason
  return which.institutionId ? ofPerson.where('outbox.institution_id', '=', which.institutionId) : ofPerson
}

// By indexes of what is rare, so that no page reads all that was ever sent.
function candidates(store: Store) {
  const since = plus(store.now, YEAR)
  const byState = store.db
    .selectFrom('outbox as lost')
    .select('lost.id')
    .where('lost.state', 'in', ['failed', 'uncertain', 'skipped'])
    .where('lost.created_at', '>=', since)
  const byReport = store.db
    .selectFrom('bounces as report')
    .select('report.outbox_id as id')
    .where('report.class', 'in', LOST)
    .where('report.at', '>=', since)
  return byState.union(byReport)
}

function isMissed(eb: Eb): Expression<SqlBool> {
  const cameBack = eb
    .selectFrom('bounces')
    .select('bounces.id')
    .whereRef('bounces.outbox_id', '=', 'outbox.id')
    .where('bounces.class', 'in', LOST)
    // What was sent again since is on its way anew.
    .whereRef('bounces.at', '>=', 'outbox.settled_at')
  return eb.and([
    eb('outbox.settled_at', 'is not', null),
    eb('outbox.to_address', '<>', ''),
    eb.or([
      eb('outbox.state', 'in', ['failed', 'uncertain']),
      eb.and([eb('outbox.state', '=', 'skipped'), eb('outbox.last_reply', 'in', LEFT)]),
      eb.and([eb('outbox.state', '=', 'sent'), eb.exists(cameBack)]),
    ]),
  ])
}

function shown(eb: Eb, show: WhichUndelivered['show'], now: Instant): Expression<SqlBool> {
  const told = eb.exists(
    eb.selectFrom('mail_settlements').select('outbox_id').whereRef('outbox_id', '=', 'outbox.id'),
  )
  if (show === 'settled') return told
  if (show === 'open') return eb.not(told)
  const asks = eb.and([
    eb('outbox.kind', 'in', OFFICIAL),
    eb.or([eb('outbox.not_after', 'is', null), eb('outbox.not_after', '>=', now)]),
    eb.not(isOvertaken),
    eb.not(hasCeased),
  ])
  return eb.and([eb.not(told), show === 'tasks' ? asks : eb.not(asks)])
}

const REASON = sql<string>`case when outbox.state = 'uncertain' then 'uncertain'
  when outbox.state = 'sent' then 'bounced' when outbox.state = 'skipped' then outbox.last_reply
  when outbox.last_code is not null then cast(outbox.last_code as text) else 'other' end`

async function latestReports(store: Store, ids: readonly Id[]) {
  const rows = await store.db
    .selectFrom('bounces')
    .select(['outbox_id', 'class', 'status', 'words'])
    .where(inList('outbox_id', ids))
    .where('class', 'in', LOST)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.outbox_id, row]))
}

type Told = {
  readonly [Name in keyof Pick<
    MailSettlementsTable,
    'channel' | 'settled_on' | 'note' | 'recorded_at' | 'version'
  >]: MailSettlementsTable[Name] | null
}

function settlementOf(row: Told): Settlement | null {
  const { channel, settled_on: on, note, recorded_at: recordedAt, version } = row
  if (channel === null || on === null || recordedAt === null) return null
  return { channel, on, note: note ?? '', recordedAt, version: version ?? 0 }
}
