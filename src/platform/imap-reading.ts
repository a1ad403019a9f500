/** One look into a mailbox: every new message goes through the door, in its order, and none holds up the next. */

import type { ImapFlow } from 'imapflow'
import { MAX_MESSAGE } from '../inbound/bounds.ts'
import { envelopeIn } from '../inbound/envelope.ts'
import {
  beginAnew,
  beginMessage,
  type Cursor,
  giveBack,
  type Held,
  passMessage,
} from '../inbound/mailboxes.ts'
import { Unavailable } from '../store/store.ts'
import type { Way } from './incoming.ts'

/** What a look needs. */
export interface Reader extends Way {
  readonly folder: string
  readonly held: Held
  /** Move messages to folders instead of flagging them. */
  readonly moves: boolean
  /** Begin no further message. */
  stopping(): boolean
}

/** What a look did; `more` when it was not the end of the mailbox. */
interface Looked {
  readonly taken: number
  readonly more: boolean
}

/** The keyword of a message that was set aside. */
const POISON = '$Intersession-Poison'
const STAR = [POISON, '\\Flagged']
const PROCESSED = 'Processed'
const SET_ASIDE = 'Set aside'

/** So often a message is begun: the door may throw, the connection break, or the process die of it. */
const MAX_TRIES = 3
const A_LOOK = 100
/** So many others are asked for to learn whose trouble it is. */
const OTHERS = 5

/**
 * Takes what lies behind the cursor, at most {@link A_LOOK} messages.
 * @throws what the connection, the store or the door threw; the message stays and is tried again, three times in all
 *   and minutes apart.
 */
export async function readNew(client: ImapFlow, reader: Reader, cursor: Cursor): Promise<Looked> {
  const { uidValidity } = await client.mailboxOpen(reader.folder)
  const last = Number(uidValidity) === cursor.uid_validity ? cursor.last_uid : 0
  if (Number(uidValidity) !== cursor.uid_validity)
    holding(await beginAnew(reader.openStore(), reader.held, Number(uidValidity)))
  // Behind the cursor lies what was set aside only if a person moved it there, to have it tried once more.
  const untried = last === 0 ? { unKeyword: POISON } : {}
  const found = await client.search({ uid: `${last + 1}:*`, ...untried }, { uid: true })
  if (!found) throw new Error('the mailbox cannot be searched')
  // `n:*` names the last message also when it lies before n (RFC 9051 §9).
  const waiting = found.filter((uid) => uid > last).sort((a, b) => a - b)
  const uids = waiting.slice(0, A_LOOK)
  const listed = await listedOf(client, uids)
  let taken = 0
  for (const uid of uids) {
    if (reader.stopping()) return { taken, more: false }
    const known = listed.get(uid) ?? { size: 0, wasSetAside: false }
    if (await readOne(client, reader, { uid, ...known })) taken += 1
  }
  return { taken, more: waiting.length > uids.length }
}

/** What is known of a message before it is fetched. */
interface Listed {
  readonly size: number
  readonly wasSetAside: boolean
}

async function listedOf(client: ImapFlow, uids: readonly number[]): Promise<ReadonlyMap<number, Listed>> {
  if (uids.length === 0) return new Map()
  const asked = { uid: true, size: true, flags: true }
  const listed = await client.fetchAll(uids.join(','), asked, { uid: true })
  return new Map(
    listed.map(({ uid, size, flags }) => [
      uid,
      { size: size ?? 0, wasSetAside: flags?.has(POISON) ?? false },
    ]),
  )
}

interface Waiting extends Listed {
  readonly uid: number
}

// Marked before the cursor goes on: a crash between them costs a repetition, which the door knows.
async function readOne(client: ImapFlow, reader: Reader, waiting: Waiting): Promise<boolean> {
  const { uid } = waiting
  const store = reader.openStore()
  const tries = await beginMessage(store, reader.held, uid)
  holding(tries !== null)
  const trouble = troubleOf(waiting.size, tries ?? 0)
  if (trouble) reader.log(`mailbox: message ${uid} is set aside: ${trouble}`)
  const attempt = { uid, tries: tries ?? 0, giveBack: () => giveBack(store, reader.held).catch(() => {}) }
  const taken = trouble === null && (await takeMessage(client, reader, attempt))
  if (trouble) await mark(client, reader, waiting, STAR)
  else if (taken) await mark(client, reader, waiting, ['\\Seen'])
  holding(await passMessage(reader.openStore(), reader.held, uid))
  return taken
}

function troubleOf(size: number, tries: number): string | null {
  if (size > MAX_MESSAGE) return `${size} bytes are too many, it was not fetched`
  return tries > MAX_TRIES ? `it was begun ${MAX_TRIES} times and never ended` : null
}

interface Attempt {
  readonly uid: number
  readonly tries: number
  giveBack(): Promise<void>
}

// From the second try on a message is blamed for not coming only if the server hands out another: a storage that is
// away, or a connection that nobody can keep, must not cost an answer.
async function takeMessage(client: ImapFlow, reader: Reader, attempt: Attempt): Promise<boolean> {
  const { uid, tries, giveBack: uncount } = attempt
  const blamed = tries < 2 || (await handsOutAnother(client, uid))
  const raw = await fetchWhole(client, uid).catch(async (error: unknown) => {
    if (!blamed) await uncount()
    throw error
  })
  if (raw === null) return false
  try {
    await reader.take({ raw, envelope: envelopeIn(raw, reader.mailDomain) })
    return true
  } catch (error) {
    if (error instanceof Unavailable) await uncount()
    throw error
  }
}

/** @returns null when it is gone. @throws Error when it is there and the server does not hand it out. */
async function fetchWhole(client: ImapFlow, uid: number): Promise<Uint8Array<ArrayBuffer> | null> {
  // Whatever size the server told: the door refuses one byte more than it may have.
  const bytes = await fetchBytes(client, uid, MAX_MESSAGE + 1)
  if (bytes) return new Uint8Array(bytes)
  const there = await client.search({ uid: String(uid) }, { uid: true })
  if (there && !there.includes(uid)) return null
  throw new Error(`message ${uid} is not handed out`)
}

// `BODY[] NIL`, and an answer without a body, are no mail.
async function fetchBytes(client: ImapFlow, uid: number, maxLength: number): Promise<Uint8Array | null> {
  const fetched = await client.fetchOne(String(uid), { source: { start: 0, maxLength } }, { uid: true })
  const source = fetched ? fetched.source : undefined
  return source instanceof Uint8Array && source.length > 0 ? source : null
}

// Those before it were handed out once.
async function handsOutAnother(client: ImapFlow, uid: number): Promise<boolean> {
  const found = (await client.search({ all: true, unKeyword: POISON }, { uid: true })) || []
  const earlier = found.filter((one) => one < uid).slice(-OTHERS)
  const later = found.filter((one) => one > uid).slice(0, OTHERS - earlier.length)
  for (const other of [...earlier.reverse(), ...later])
    if (await fetchBytes(client, other, 1_000).catch(() => null)) return true
  return false
}

// A mailbox that takes no flags or folders is still read: the cursor counts, marks are for people.
async function mark(
  client: ImapFlow,
  reader: Reader,
  { uid, wasSetAside }: Waiting,
  flags: string[],
): Promise<void> {
  try {
    if (wasSetAside) await client.messageFlagsRemove(String(uid), STAR, { uid: true })
    await client.messageFlagsAdd(String(uid), flags, { uid: true })
    if (reader.moves) await move(client, uid, flags === STAR ? SET_ASIDE : PROCESSED)
  } catch (error) {
    reader.log(
      `mailbox: message ${uid} could not be marked: ${error instanceof Error ? error.message : error}`,
    )
  }
}

async function move(client: ImapFlow, uid: number, folder: string): Promise<void> {
  const moved = await client.messageMove(String(uid), folder, { uid: true }).catch(() => false)
  if (moved) return
  await client.mailboxCreate(folder)
  await client.messageMove(String(uid), folder, { uid: true })
}

/** How many messages were set aside, by their marks in the folder that is open and in the one for them. */
export async function countSetAside(client: ImapFlow): Promise<number> {
  const starred = (await client.search({ keyword: POISON }, { uid: true })) || []
  const folder = await client.status(SET_ASIDE, { messages: true }).catch(() => null)
  return starred.length + ((folder || undefined)?.messages ?? 0)
}

/** Another process has the lease: it goes on where we stood. */
export class Lost extends Error {}

function holding(held: boolean): void {
  if (!held) throw new Lost('another process reads the mailbox now')
}
