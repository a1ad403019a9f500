/** What needs the secretariat today: counts and first rows, in a fixed number of queries. */

import type { Commitment } from '../commitments/commitment.ts'
import { completenessOf } from '../commitments/count-queries.ts'
import { type CommitmentFilter, OPEN } from '../commitments/filter.ts'
import { listCommitments } from '../commitments/queries.ts'
import type { Reach } from '../commitments/reach.ts'
import { whomToPhone } from '../digests/call-queries.ts'
import { countOpenAnswers } from '../inbound/review-queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { dateOf } from '../kernel/zone.ts'
import { countReturned } from '../mail/bounces.ts'
import { countOpen } from '../mail/queries.ts'
import type { MailScope } from '../mail/record.ts'
import { countTasks, listUndelivered } from '../mail/undelivered-queries.ts'
import { upcomingMeetings } from '../meetings/queries.ts'
import { countClockChanges } from '../meetings/zone-queries.ts'
import { oversightFor } from '../oversight/queries.ts'
import type { Scope, Viewer } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import type { Few, Needs, Replies } from './needs.ts'

/** Whose start page: what they may see, and the dialogues that they coordinate. */
interface HomeOf {
  readonly dialogues: Scope
  readonly coordinates: Scope
  /** In which dialogues they see who answered. */
  readonly answers: Scope
  readonly mail: MailScope
  /** In which dialogues they decide about answers that came by mail. */
  readonly reviews: Scope
  readonly mayOpen: boolean
  readonly viewer: Viewer
  readonly reach: Reach
  readonly locale: Locale
}

/** Rows of each list; the rest stands on a page of its own. */
const SHOWN = 8

/** Late ones among which enough were reported on. */
const LATE = 100

const NOBODY = { total: 0, rows: [] }

/** Everything for the start page of somebody with this reach. */
export async function needsOf(store: Store, asked: HomeOf): Promise<Needs> {
  const { viewer, coordinates, reach, locale } = asked
  const toWhom = { reach, locale }
  const overseen = coordinates === 'all' || coordinates.length > 0
  const meetings = await upcomingMeetings(store, asked.dialogues, 5)
  const [late, silent, reported, phone, begun, clockChanges, mail, oversight] = await Promise.all([
    // Who coordinates sees by institution what is late.
    overseen ? NOBODY : kept(store, listOf, { ...OPEN, show: 'late' }, toWhom, LATE),
    kept(store, listOf, { ...OPEN, show: 'silent' }, toWhom, SHOWN),
    kept(store, listOf, { ...OPEN, show: 'reported_done' }, toWhom, SHOWN),
    kept(store, whomToPhone, coordinates, SHOWN),
    firstDialogue(store, asked.dialogues),
    countClockChanges(store, asked.reviews),
    kept(store, mailNeeds, asked.mail, asked.reviews),
    overseen ? oversightFor(store, viewer, dateOf(store.now, viewer.zone), meetings) : null,
  ])
  const replies = await repliesOf(
    store,
    meetings
      .filter(({ dialogueId }) => asked.answers === 'all' || asked.answers.includes(dialogueId))
      .map((meeting) => meeting.id),
  )
  return {
    meetings,
    replies,
    silent: fewOf(silent.total, silent.rows),
    // The silent ones stand in a list of their own.
    late: fewOf(
      overseen ? 0 : late.total - silent.total,
      late.rows.filter((row) => row.lastReportAt !== null),
    ),
    reported: fewOf(reported.total, reported.rows),
    calls: phone.calls,
    stopped: phone.stopped,
    ...mail,
    clockChanges,
    isNew: asked.mayOpen && begun.length === 0,
    oversight,
  }
}

/** Mail in trouble, and answers by mail that wait for a decision. */
async function mailNeeds(
  store: Store,
  scope: MailScope,
  reviews: Scope,
): Promise<Pick<Needs, 'lostMails' | 'failedMails' | 'returnedMails' | 'openAnswers'>> {
  const [mail, returnedMails, openAnswers, lost] = await Promise.all([
    countOpen(store, scope),
    countReturned(store, scope),
    countOpenAnswers(store, reviews),
    lostMails(store, scope),
  ])
  const failedMails = (mail.get('failed') ?? 0) + (mail.get('uncertain') ?? 0)
  return { lostMails: lost, failedMails, returnedMails, openAnswers }
}

async function lostMails(store: Store, scope: MailScope): Promise<Needs['lostMails']> {
  const [total, { lines }] = await Promise.all([
    countTasks(store, scope),
    listUndelivered(store, scope, { show: 'tasks' }, { size: SHOWN }),
  ])
  return { total, first: lines }
}

function fewOf(total: number, rows: readonly Commitment[]): Few {
  return { total, first: rows.slice(0, SHOWN) }
}

async function listOf(
  store: Store,
  filter: CommitmentFilter,
  { reach, locale }: Pick<HomeOf, 'reach' | 'locale'>,
  size: number,
) {
  const [page, { total }] = await Promise.all([
    listCommitments(store, filter, reach, { page: 1, size, locale }),
    completenessOf(store, filter, reach),
  ])
  return { total, rows: page.commitments }
}

async function firstDialogue(store: Store, dialogues: Scope): Promise<{ id: Id }[]> {
  const any = store.db.selectFrom('dialogues').select('id').limit(1)
  return (dialogues === 'all' ? any : any.where(inList('id', dialogues))).execute()
}

async function repliesOf(store: Store, meetingIds: readonly Id[]): Promise<Map<Id, Replies>> {
  const rows = await store.db
    .selectFrom('invitations')
    .select(['meeting_id', 'state'])
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .where(inList('meeting_id', meetingIds))
    .groupBy(['meeting_id', 'state'])
    .execute()
  const counted = new Map<Id, Replies>(meetingIds.map((id) => [id, { invited: 0, answered: 0 }]))
  for (const { meeting_id, state, number } of rows) {
    const seen = counted.get(meeting_id) ?? { invited: 0, answered: 0 }
    const invited = ['sent', 'acknowledged', 'nominated', 'regrets'].includes(state) ? Number(number) : 0
    const answered = ['nominated', 'regrets'].includes(state) ? Number(number) : 0
    counted.set(meeting_id, { invited: seen.invited + invited, answered: seen.answered + answered })
  }
  return counted
}
