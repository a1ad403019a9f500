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
import { type Gathering, loadDialogues, loadMeeting } from './load-meetings.ts'
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
}

/** Fills a freshly migrated database; `store` is one over `raw`, frozen at the present of the data. */
export async function load(raw: Raw, store: Store, size: Size): Promise<Loaded> {
  const insert = rowWriter(raw)
  const { dialogues, directory, gathering, promises } = raw.transaction(() => {
    const directory = loadDirectory(insert, store, size)
    const dialogues = loadDialogues(insert, store, size)
    const gathering = loadMeeting(insert, store, { ...size, directory, dialogueId: dialogues[0]!.id })
    const promises = loadCommitments(insert, store, { ...size, directory, dialogues, gathering })
    return { directory, dialogues, gathering, promises }
  })()
  const dialogueIds = dialogues.map(({ id }) => id)
  const organiser = await loadOrganiser(insert, store, dialogueIds)
  const paths = await loadLinks(store, { directory, gathering, promises })
  return { ...organiser, ...paths, dialogueIds, meetingId: gathering.meetingId }
}

async function loadOrganiser(insert: Insert, store: Store, dialogueIds: readonly Id[]) {
  const personId = loadPerson(insert, store, 0)
  for (const dialogue_id of dialogueIds) {
    const role = { id: store.newId(), dialogue_id, person_id: personId, role: 'organiser' } as const
    insert('dialogue_roles', { ...role, granted_at: store.now, ended_at: null, version: 1 })
  }
  const session = createSession(store, personId, 'bench')
  const account = openAccount(store, { personId, email: 'organiser@example.org', rank: 'organiser' })
  await commit(store, [...account, session.statement])
  return { organiserId: personId, cookie: session.cookie }
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
