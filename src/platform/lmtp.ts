/**
 * LMTP (RFC 2033): a mail server on this machine hands mail over and is told for each recipient what became of it.
 * 250 only after the mail is written down; 451 whenever it is not, so that the mail server keeps it.
 */

import { chmodSync, lstatSync, rmSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { MAX_MESSAGE } from '../inbound/bounds.ts'
import type { InboundMail } from '../inbound/commands.ts'
import { isOurs } from '../inbound/envelope.ts'
import type { Incoming, Way } from './incoming.ts'
import type { LmtpAddress } from './lmtp-address.ts'

/** Ten letters of ten megabytes may be in memory at once. A mail server told to wait (421) comes back. */
const MAX_CONNECTIONS = 10
const MAX_RECIPIENTS = 20

/** Milliseconds; tests have no patience. */
interface Patience {
  /** Without a byte. */
  readonly silence: number
  /** For mail under way once the server was told to stop. */
  readonly ends: number
}

const PATIENCE: Patience = { silence: 60_000, ends: 10_000 }

/** A door that listens. */
export interface Lmtp extends Incoming {
  /** 0 for a socket in the file system. */
  readonly port: number
}

/** Starts to listen. @throws Error when the address is in use, or the path is something other than a dead socket. */
export async function startLmtp(
  address: LmtpAddress,
  way: Way,
  { silence, ends }: Patience = PATIENCE,
): Promise<Lmtp> {
  const inHand = new Set<Promise<unknown>>()
  let stopping = false
  const server = new SMTPServer({
    lmtp: true,
    name: way.mailDomain,
    size: MAX_MESSAGE,
    rejectOversized: true,
    maxClients: MAX_CONNECTIONS,
    maxRecipients: MAX_RECIPIENTS,
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    socketTimeout: silence,
    closeTimeout: ends,
    onMailFrom: (_, _session, next) => next(stopping ? refusal(421, '4.3.2 going down') : null),
    onRcptTo: ({ address: to }, _, next) =>
      next(isOurs(to, way.mailDomain) ? null : refusal(550, '5.1.1 not an address of ours')),
    onData: (stream, session, next) => {
      const work = take(stream, session, way).then((answers) => next(null, answers))
      inHand.add(work)
      void work.finally(() => inHand.delete(work))
    },
  })
  // A client that goes away in mid-sentence is its mail server's matter.
  server.on('error', () => {})
  await listen(server, address)
  return {
    port: 'path' in address ? 0 : (server.server.address() as AddressInfo).port,
    async stop() {
      stopping = true
      const closed = new Promise<void>((resolve) => server.close(resolve))
      await Promise.race([Promise.allSettled(inHand), closed])
      // Whoever is not answered by now keeps the mail.
      for (const connection of server.connections) {
        connection.send(421, '4.3.2 going down', false)
        connection.close()
      }
      await closed
    },
  }
}

type Answer = string | Error

async function take(stream: SMTPServerDataStream, session: SMTPServerSession, way: Way): Promise<Answer[]> {
  const { mailFrom, rcptTo } = session.envelope
  const from = mailFrom && mailFrom.address !== '' ? mailFrom.address : '<>'
  const answers: Answer[] = []
  try {
    const raw = await readAll(stream)
    // One after the other: for all but sealed addresses the second time does nothing.
    for (const { address: to } of rcptTo)
      answers.push(raw ? await answerFor({ raw, envelope: { from, to } }, way) : TOO_LARGE)
    return answers
  } catch {
    // Broken off before its last dot: nobody hears the answer.
    return rcptTo.map(() => LATER)
  }
}

async function answerFor(mail: InboundMail, { take: hand, log }: Way): Promise<Answer> {
  try {
    const { verdict, outcome } = await hand(mail)
    return `2.0.0 ${verdict} ${outcome}`
  } catch (error) {
    log(`lmtp: not taken: ${error instanceof Error ? error.message : error}`)
    return LATER
  }
}

// Of too much the rest is read and thrown away: the answer comes only behind the last dot.
async function readAll(stream: SMTPServerDataStream): Promise<Uint8Array<ArrayBuffer> | null> {
  let chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size <= MAX_MESSAGE) chunks.push(chunk)
    else chunks = []
  }
  return size > MAX_MESSAGE ? null : new Uint8Array(Buffer.concat(chunks))
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}

const TOO_LARGE = refusal(552, '5.3.4 more than ten megabytes')
const LATER = refusal(451, '4.3.0 not taken, try again later')

async function listen(server: SMTPServer, address: LmtpAddress): Promise<void> {
  if ('path' in address) await clearPath(address.path)
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    if ('path' in address) server.listen(address.path, resolve)
    else server.listen(address.port, address.host, resolve)
  })
  // The group of the folder decides who may hand mail over: with the bit setgid, that of the mail server.
  if ('path' in address) chmodSync(address.path, 0o660)
}

// A process that was killed leaves its socket behind, and only that refuses: one that is busy, or that we may not
// reach, answers otherwise.
async function clearPath(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found) return
  if (!found.isSocket()) throw new Error(`LMTP_LISTEN: ${path} is no socket`)
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(path, () => resolve('another process listens'))
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'no answer'))
    socket.once('connect', () => socket.destroy())
  })
  if (answer !== 'ECONNREFUSED') throw new Error(`LMTP_LISTEN: ${path} is taken: ${answer}`)
  rmSync(path)
}
