/** A database as full as in a speed test: invented rows, the same ones every time but for their ids. */

import type { Database as Raw } from 'better-sqlite3'
import { openAccount } from '../src/auth/accounts.ts'
import { type LinkRequest, linkUrls } from '../src/auth/links.ts'
import { createSession } from '../src/auth/session.ts'
import type { Id } from '../src/kernel/id.ts'
import { plus } from '../src/kernel/instant.ts'
import { recordFact } from '../src/ledger/facts.ts'
import type { Store } from '../src/store/store.ts'
import { loadCommitments } from './load-commitments.ts'
import { type Directory, loadDirectory, loadPerson } from './load-directory.ts'
import { type Followed, type FollowupSize, type LoadedFollowup, loadFollowup } from './load-followup.ts'
import { type Gathering, loadDialogues, loadMeeting } from './load-meetings.ts'
import { type LoadedPlans, loadPlans } from './load-plans.ts'
import { type LoadedSupply, loadSupply } from './load-supply.ts'
import { type Insert, rowWriter } from './rows.ts'

/** How many of everything. */
export interface Size {
  readonly institutions: number
  /** Of each institution. */
  readonly focalPoints: number
  /** Who belongs to some institution and does nothing else. */
  readonly members: number
  readonly dialogues: number
  /** Of each dialogue, held and closed. */
  readonly pastMeetings: number
  readonly commitments: number
  /** Of each commitment that was reported on at all. */
  readonly reportsEach: number
  /** Of each commitment. */
  readonly factsEach: number
  /** Of the one meeting that is to come. */
  readonly delegates: number
  /** Of that meeting, not sent yet: one for each institution that has no delegates. */
  readonly draftInvitations: boolean
  /** Mails of the past. */
  readonly mails: number
  /** Commitments that can be reported on by personal link. */
  readonly reportLinks: number
  /** What came between the meetings; null for nothing of it. */
  readonly followup: FollowupSize | null
}

/** What speed.md measures with. */
export const FULL: Size = {
  institutions: 40,
  focalPoints: 1,
  members: 1_500,
  dialogues: 10,
  pastMeetings: 4,
  commitments: 10_000,
  reportsEach: 1,
  factsEach: 1,
  delegates: 50,
  draftInvitations: false,
  mails: 3_000,
  reportLinks: 5_000,
  followup: null,
}

/** An instance after some years: 5,000 commitments with 50,000 reports and 100,000 facts, and all that is around them. */
export const YEARS: Size = {
  ...FULL,
  pastMeetings: 39,
  commitments: 5_000,
  reportsEach: 14,
  factsEach: 20,
  reportLinks: 40,
  followup: {
    steppedEvery: 20,
    recurring: 2,
    supporters: 20,
    months: 12,
    asked: 200,
    askedOfOne: 40,
    places: 20,
    plans: 20,
    activities: 40,
  },
}

/** Where to go in the loaded database, and who goes there. */
export interface Loaded {
  /** The session of an organiser with a role in every dialogue. */
  readonly cookie: string
  readonly organiserId: Id
  readonly dialogueIds: readonly Id[]
  readonly meetingId: Id
  /** Paths such as `/p/…`. */
  readonly delegatePaths: readonly string[]
  readonly reportPaths: readonly string[]
  /** What came between the meetings, and who follows it up. */
  readonly between: Between | null
}

/** The pages of what came between the meetings. */
export interface Between extends LoadedFollowup, LoadedSupply, LoadedPlans {
  /** The session of somebody who coordinates every dialogue, and of somebody who coordinates the first one. */
  readonly coordinator: string
  readonly ofOne: string
  /** Paths such as `/p/…`, by what they open. */
  readonly paths: Readonly<Record<'promises' | 'status' | 'stock' | 'plan', string>>
}

/** Fills a freshly migrated database; `store` is one over `raw`, frozen at the present of the data. */
export async function load(raw: Raw, store: Store, size: Size): Promise<Loaded> {
  const insert = rowWriter(raw)
  const { dialogues, directory, gathering, promises, followed } = raw.transaction(() => {
    const directory = loadDirectory(insert, store, size)
    const dialogues = loadDialogues(insert, store, size)
    const gathering = loadMeeting(insert, store, { ...size, directory, dialogueId: dialogues[0]!.id })
    const promises = loadCommitments(insert, store, { ...size, directory, dialogues, gathering })
    const dialogueIds = dialogues.map(({ id }) => id)
    const { meetingId } = gathering
    const { rows } = promises
    const followed =
      size.followup &&
      loadBetween(insert, raw, store, { directory, dialogueIds, meetingId, rows, size: size.followup })
    // What followed may have given some of them to another institution.
    const leadOf = raw.prepare('select lead_institution_id from commitments where id = ?').pluck()
    const reportable = promises.reportable.map(({ id }) => ({ id, leadId: String(leadOf.get(id)) }))
    return { directory, dialogues, gathering, promises: reportable, followed }
  })()
  const dialogueIds = dialogues.map(({ id }) => id)
  const { personId, cookie } = await loadStaff(insert, store, { dialogueIds, role: 'organiser', n: 0 })
  const paths = await loadLinks(store, { directory, gathering, promises })
  const between = followed && (await openBetween(insert, store, { directory, dialogueIds, followed }))
  return { organiserId: personId, cookie, ...paths, dialogueIds, meetingId: gathering.meetingId, between }
}

type Following = LoadedFollowup & LoadedSupply & LoadedPlans

function loadBetween(insert: Insert, raw: Raw, store: Store, asked: Followed): Following {
  const followup = loadFollowup(insert, raw, store, asked)
  return { ...followup, ...loadSupply(insert, store, asked), ...loadPlans(insert, store, asked) }
}

interface Opened {
  readonly directory: Directory
  readonly dialogueIds: readonly Id[]
  readonly followed: Following
}

async function openBetween(insert: Insert, store: Store, opened: Opened): Promise<Between> {
  const { followed, dialogueIds } = opened
  const all = await loadStaff(insert, store, { dialogueIds, role: 'coordinator', n: 1 })
  const one = await loadStaff(insert, store, {
    dialogueIds: dialogueIds.slice(0, 1),
    role: 'coordinator',
    n: 2,
  })
  const personId = opened.directory.focalPoints.get(followed.institutionId)?.[0] ?? ''
  const expiresAt = plus(store.now, { days: 60 })
  const { urls, statements } = await linkUrls(store, [
    { personId, purpose: 'promises', subjectId: followed.institutionId, expiresAt },
    { personId, purpose: 'status', subjectId: followed.statusPartId, expiresAt },
    { personId, purpose: 'stock', subjectId: followed.placeId, expiresAt },
    { personId, purpose: 'plan', subjectId: followed.planId, expiresAt },
  ])
  await commit(store, statements)
  const [promises = '', status = '', stock = '', plan = ''] = urls.map((url) => new URL(url).pathname)
  const paths = { promises, status, stock, plan }
  return { ...followed, coordinator: all.cookie, ofOne: one.cookie, paths }
}

interface Staff {
  readonly dialogueIds: readonly Id[]
  readonly role: 'organiser' | 'coordinator'
  readonly n: number
}

/** Somebody of the secretariat, signed in. */
async function loadStaff(insert: Insert, store: Store, { dialogueIds, role, n }: Staff) {
  const personId = loadPerson(insert, store, n)
  for (const dialogue_id of dialogueIds) {
    const given = { id: store.newId(), dialogue_id, person_id: personId, role } as const
    insert('dialogue_roles', { ...given, granted_at: store.now, ended_at: null, version: 1 })
  }
  const session = createSession(store, personId, 'bench')
  const rank = role === 'organiser' ? 'organiser' : 'member'
  const account = openAccount(store, { personId, email: `${role}${n}@example.org`, rank })
  await commit(store, [...account, session.statement])
  return { personId, cookie: session.cookie }
}

interface Linked {
  readonly directory: Directory
  readonly gathering: Gathering
  readonly promises: readonly { readonly id: Id; readonly leadId: Id }[]
}

async function loadLinks(store: Store, { directory, gathering, promises }: Linked) {
  const expiresAt = plus(store.now, { days: 60 })
  const attend = gathering.delegates.map(({ id, personId }): LinkRequest => {
    return { personId, purpose: 'attend', subjectId: id, expiresAt }
  })
  const report = promises.flatMap(({ id, leadId }): LinkRequest[] => {
    const personId = directory.focalPoints.get(leadId)?.[0]
    return personId ? [{ personId, purpose: 'report', subjectId: id, expiresAt }] : []
  })
  const { urls, statements } = await linkUrls(store, [...attend, ...report])
  await commit(store, statements)
  const paths = urls.map((url) => new URL(url).pathname)
  return { delegatePaths: paths.slice(0, attend.length), reportPaths: paths.slice(attend.length) }
}

async function commit(store: Store, statements: Parameters<Store['commit']>[0][1][]): Promise<void> {
  const loaded = { kind: 'bench.loaded', actorId: 'system' }
  const outcome = await store.commit(
    [recordFact(store, { id: store.newId(), version: 0 }, loaded), ...statements],
    null,
  )
  if (!outcome.ok) throw new Error('the load data could not be written')
}
