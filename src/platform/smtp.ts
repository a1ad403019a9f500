/**
 * Mail over SMTP: nodemailer's connections, kept open and used again.
 *
 * Our own pool of some thirty lines, because nodemailer's reports a connection lost before the message and
 * one lost after its final dot alike (`ECONNECTION`, command `CONN`). Here the message is a stream that we
 * own: once it was read to its end the relay may have it, and the outcome is uncertain (safety.md §3.4.5).
 */

import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { cleanLine } from '../kernel/text.ts'
import type { Message, SendOutcome, Transport } from '../mail/transport.ts'
import { isLoopback } from './loopback.ts'

/** Where the relay is and how to speak to it; made by {@link readSmtpUrl}. */
export interface SmtpSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (`smtps://`). */
  readonly secure: boolean
  /** STARTTLS: demanded, used if offered, or not used. */
  readonly startTls: 'required' | 'optional' | 'never'
  readonly auth: { readonly user: string; readonly pass: string } | null
}

interface SmtpOptions {
  readonly settings: SmtpSettings
  /** What we call ourselves in EHLO: the mail domain. */
  readonly name: string
  /** Milliseconds for one message, connecting included; the outbox leases for longer. Default 3 minutes. */
  readonly messageTimeout?: number
  /** Milliseconds without a byte. Default 1 minute. */
  readonly silenceTimeout?: number
  /** Opens the connection, with TLS where that comes first; otherwise nodemailer does. */
  connect?(settings: SmtpSettings): Promise<Socket>
}

const MESSAGES_PER_CONNECTION = 100
const IDLE_MS = 30_000
// Byte by byte a relay can keep any silence timeout from striking, so each message has a deadline too.
const TOO_SLOW = 'the relay took too long'

/**
 * Reads `smtp://user:password@host:port?tls=required|optional|never` or `smtps://…`.
 *
 * Without `tls` STARTTLS is demanded, so that nobody on the way can talk us out of it; only a relay on this
 * very machine is spoken to without. Default ports: 587, and 465 for smtps.
 * @throws Error without the address in its message, which may hold a password.
 */
export function readSmtpUrl(text: string): SmtpSettings {
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname)
    throw new Error('SMTP_URL must look like smtp://host:port or smtps://user:password@host')
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const startTls = url.searchParams.get('tls') ?? (isLoopback(host) ? 'never' : 'required')
  if (startTls !== 'required' && startTls !== 'optional' && startTls !== 'never')
    throw new Error('SMTP_URL: tls is required, optional or never')
  const user = decodeURIComponent(url.username)
  return {
    host,
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    startTls,
    auth: user ? { user, pass: decodeURIComponent(url.password) } : null,
  }
}

/** A connection with what it has done so far. */
interface Line {
  readonly connection: SMTPConnection
  sent: number
  dead: boolean
  timer?: NodeJS.Timeout
}

/**
 * A transport to one relay. It opens as many connections as messages are being sent at once, keeps them for
 * thirty seconds and a hundred messages, and never speaks plainly where TLS is demanded.
 */
export function smtpTransport(options: SmtpOptions): Transport {
  const idle: Line[] = []

  function take(): Line | undefined {
    let line = idle.pop()
    while (line?.dead) line = idle.pop()
    clearTimeout(line?.timer)
    return line
  }

  function keep(line: Line): void {
    line.sent += 1
    if (line.dead || line.sent >= MESSAGES_PER_CONNECTION) {
      line.connection.quit()
      return
    }
    idle.push(line)
    line.timer = setTimeout(() => hangUp(line), IDLE_MS).unref()
  }

  function hangUp(line: Line): void {
    line.dead = true
    line.connection.quit()
  }

  async function attempt(message: Message, deadline: number): Promise<SendOutcome> {
    const line = take() ?? (await openLine(options, deadline))
    if ('outcome' in line) return line
    const { outcome, stale } = await sendOver(line, message, deadline)
    release(line, outcome, keep)
    // The relay had hung up while nothing was said; not a byte of the message had left.
    return stale ? attempt(message, deadline) : outcome
  }

  return {
    keeps: false,
    send: (message) => attempt(message, Date.now() + (options.messageTimeout ?? 180_000)),
    close: async () => {
      for (let line = take(); line; line = take()) hangUp(line)
    },
  }
}

// After a refusal the session is reset and goes on; after 421 or silence the connection is of no use.
function release(line: Line, outcome: SendOutcome, keep: (line: Line) => void): void {
  if (outcome.outcome === 'sent') keep(line)
  else if (line.dead || outcome.code === undefined || outcome.code === 421) line.connection.close()
  else line.connection.reset((error) => (error ? line.connection.close() : keep(line)))
}

async function openLine(options: SmtpOptions, deadline: number): Promise<Line | SendOutcome> {
  try {
    const socket = await options.connect?.(options.settings)
    return await openOver(socket, options, deadline)
  } catch (error) {
    return { outcome: 'retry', ...answerOf(error as Error), relayDown: true }
  }
}

function openOver(
  socket: Socket | undefined,
  options: SmtpOptions,
  deadline: number,
): Promise<Line | SendOutcome> {
  const ready = socket ? { connection: socket, secured: options.settings.secure } : {}
  const connection = new SMTPConnection({ ...connectionOptions(options), ...ready })
  const { auth } = options.settings
  const line: Line = { connection, sent: 0, dead: false }
  return new Promise((resolve) => {
    const open = () => {
      clearTimeout(timer)
      resolve(line)
    }
    const fail = (error: Error) => {
      clearTimeout(timer)
      line.dead = true
      resolve({ outcome: 'retry', ...answerOf(error), relayDown: true })
      connection.close()
    }
    const timer = setTimeout(() => fail(new Error(TOO_SLOW)), deadline - Date.now())
    connection.on('error', fail)
    connection.once('end', () => fail(new Error('the relay closed the connection')))
    connection.connect((error) => {
      if (error) fail(error)
      else if (auth) connection.login(auth, (refused) => (refused ? fail(refused) : open()))
      else open()
    })
  })
}

function connectionOptions({ settings, name, silenceTimeout = 60_000 }: SmtpOptions) {
  return {
    host: settings.host,
    port: settings.port,
    name,
    secure: settings.secure,
    requireTLS: settings.startTls === 'required',
    opportunisticTLS: settings.startTls === 'optional',
    ignoreTLS: settings.startTls === 'never',
    tls: { minVersion: 'TLSv1.2' as const },
    connectionTimeout: Math.min(30_000, silenceTimeout),
    greetingTimeout: Math.min(30_000, silenceTimeout),
    socketTimeout: silenceTimeout,
    socketCloseTimeout: 1000,
  }
}

/** `stale`: an old connection was found closed before anything of the message was read. */
interface Sent {
  readonly outcome: SendOutcome
  readonly stale: boolean
}

function sendOver(line: Line, { envelope, raw, outboxId }: Message, deadline: number): Promise<Sent> {
  const bytes = Buffer.from(raw)
  const source = new Readable({
    read() {
      this.push(bytes)
      this.push(null)
    },
  })
  const dsn = {
    ret: 'HDRS',
    envid: outboxId,
    notify: ['FAILURE', 'DELAY'],
    orcpt: `rfc822;${envelope.to}`,
  }
  return new Promise((resolve) => {
    const settle = (error: Error | null, response = '') => {
      clearTimeout(timer)
      const outcome = error ? outcomeOf(error, source.readableEnded) : sentOutcome(response)
      const unread = outcome.outcome === 'retry' && outcome.code === undefined && !source.readableDidRead
      resolve({ outcome, stale: unread && line.sent > 0 && Date.now() < deadline })
    }
    const timer = setTimeout(() => settle(new Error(TOO_SLOW)), deadline - Date.now())
    line.connection.send({ ...envelope, size: bytes.length, dsn }, source, (error, info) =>
      settle(error, info?.response),
    )
  })
}

function sentOutcome(response: string): SendOutcome {
  return { outcome: 'sent', code: Number(response.slice(0, 3)) || 250, reply: replyText(response) }
}

interface SmtpError extends Error {
  readonly code?: string
  readonly response?: string
  readonly responseCode?: number | false
  /** What was refused: `MAIL FROM`, `RCPT TO`, `DATA`. */
  readonly command?: string
}

/**
 * What a failed send means. Any reply of the relay decides: 4xx is retried, 5xx is not, except a full
 * mailbox, a confused session (503) and a relay that wants us to sign in. Without a reply it depends on
 * whether the whole message had been handed over.
 */
function outcomeOf(error: SmtpError, handedOver: boolean): SendOutcome {
  const { code, reply } = answerOf(error)
  if (code === undefined) {
    if (handedOver) return { outcome: 'uncertain', reply }
    const ours = error.code === 'EMESSAGE' || error.code === 'EENVELOPE'
    return { outcome: ours ? 'rejected' : 'retry', reply }
  }
  if (SIGN_IN_CODES.has(code)) return { outcome: 'retry', code, reply, relayDown: true }
  const full = /^\d{3}[ -]5\.2\.2\b/.test(reply) || (code === 552 && !/^552[ -]5\.3\.4\b/.test(reply))
  if (code < 500 || code === 503 || full) return { outcome: 'retry', code, reply }
  return { outcome: 'rejected', code, reply, ...(error.command === 'MAIL FROM' ? { ofSender: true } : {}) }
}

const SIGN_IN_CODES: ReadonlySet<number> = new Set([530, 534, 535, 538])

function answerOf(error: SmtpError): { code?: number; reply: string } {
  const reply = replyText(error.response ?? error.message)
  return error.responseCode ? { code: error.responseCode, reply } : { reply }
}

function replyText(text: string): string {
  return cleanLine(text).slice(0, 500)
}
