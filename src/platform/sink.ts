/**
 * A mail server on loopback that keeps what it gets: for the demo story and the tests. It can be told to
 * fail at every point of the conversation as real relays do (safety.md T67–T70).
 */

import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

/** A message that the sink accepted, whether or not it could say so. */
export interface Received {
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
  readonly raw: Buffer
  /** Milliseconds since 1970. */
  readonly at: number
  /** False where the sink took the message and told nobody: then a copy has to come. */
  readonly answered: boolean
}

/** Where in the conversation: `body` after the go-ahead for the message, `dot` after its end. */
export type FaultPoint = 'connect' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'body' | 'dot'

/**
 * What goes wrong there: a reply code (after `until`, when it has one), the connection dropped, silence, an
 * answer that comes late (by a time, or when a promise says so) or a byte at a time, or one reply too many, so that all later ones are out of turn.
 * Dropped or silent at `dot` the message was taken (and is kept here) though nobody is told.
 */
export type Strike =
  | { readonly reply: number; readonly text?: string; readonly until?: Promise<void> }
  | { readonly drop: true }
  | { readonly stall: true }
  | { readonly waitMs: number }
  | { readonly acceptedAfter: Promise<void> }
  | { readonly dripMs: number }
  | { readonly disorder: true }

/**
 * A fault at one point, `times` in all and always without it; `greylist` refuses each recipient once with
 * 450; `plan` is asked at every point and says what happens there.
 */
export type SinkFault =
  | (Strike & { readonly at: FaultPoint; readonly times?: number })
  | { readonly greylist: true }
  | { readonly plan: (at: FaultPoint) => Strike | null }

export interface Sink {
  readonly port: number
  readonly messages: readonly Received[]
  /** How many connections were made so far. */
  connections(): number
  setFault(fault: SinkFault | null): void
  /** Resolves once `count` messages are here; rejects after ten seconds. */
  waitFor(count: number): Promise<void>
  close(): Promise<void>
}

type Connection = SMTPServer['connections'] extends Set<infer C> ? C : never

interface SinkOptions {
  /** Any that is free without it. */
  readonly port?: number
  readonly fault?: SinkFault
  /** Called with each message that was taken, before anybody is told. */
  taken?(message: Received): void
}

/** Starts a sink on 127.0.0.1. */
export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const messages: Received[] = []
  const faults = new Faults(options.fault ?? null)
  const watchers = new Set<() => void>()
  let connected = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onConnect: (session, next) => {
      connected += 1
      const connection = connectionOf(server, session)
      if (connection) faults.watch(connection)
      faults.strike('connect', connection, next)
    },
    onRcptTo: ({ address }, _session, next) => next(faults.greylist(address)),
    onData: (stream, session, next) => {
      const connection = connectionOf(server, session)
      faults.strike('body', connection, (refused) => {
        if (refused) return next(refused)
        const take = (message: Omit<Received, 'answered'>) =>
          faults.strike('dot', connection, next, (answered) => {
            messages.push({ ...message, answered })
            options.taken?.({ ...message, answered })
            for (const watcher of watchers) watcher()
          })
        // A client that died before its dot said nothing.
        receive(stream, session).then(take, () => {})
      })
    },
  })
  // A client that goes away in mid-sentence is what many tests are about.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    messages,
    connections: () => connected,
    setFault: (fault) => faults.set(fault),
    waitFor: (count) => waitUntil(() => messages.length >= count, watchers),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

function connectionOf(server: SMTPServer, session: SMTPServerSession): Connection | undefined {
  return [...server.connections].find((connection) => connection.id === session.id)
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Omit<Received, 'answered'>> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const { mailFrom, rcptTo } = session.envelope
  return {
    envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) },
    raw: Buffer.concat(chunks),
    at: Date.now(),
  }
}

function waitUntil(ready: () => boolean, watchers: Set<() => void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (end: () => void) => {
      watchers.delete(check)
      clearTimeout(timer)
      end()
    }
    const check = () => ready() && finish(resolve)
    const timer = setTimeout(() => finish(() => reject(new Error('the mail did not arrive'))), 10_000)
    watchers.add(check)
    check()
  })
}

type Next = (refused?: Error | null) => void

/** Decides at each point whether it goes wrong. */
class Faults {
  private fault: SinkFault | null
  private left = Number.POSITIVE_INFINITY
  private readonly seen = new Set<string>()

  constructor(fault: SinkFault | null) {
    this.fault = null
    this.set(fault)
  }

  set(fault: SinkFault | null): void {
    this.fault = fault
    this.left =
      fault && 'times' in fault && fault.times !== undefined ? fault.times : Number.POSITIVE_INFINITY
  }

  greylist(address: string): Error | null {
    if (!this.fault || !('greylist' in this.fault) || this.seen.has(address)) return null
    this.seen.add(address)
    return refusal(450, '4.7.1 greylisted, try again later')
  }

  /** Goes on by `next`, or lets the fault happen. `take` runs unless the message is refused. */
  strike(at: FaultPoint, connection: Connection | undefined, next: Next, take?: (answered: boolean) => void) {
    const fault = this.due(at)
    if (fault && 'reply' in fault) {
      const refuse = () => next(refusal(fault.reply, fault.text ?? 'fault'))
      if (fault.until) void fault.until.then(refuse)
      else refuse()
      return
    }
    take?.(!fault || 'waitMs' in fault || 'disorder' in fault)
    if (!fault) next()
    else if (connection) happen(connection, fault, next)
  }

  /** The library has no hook for EHLO, MAIL, RCPT and DATA as such: its one door for commands is wrapped. */
  watch(connection: Connection): void {
    const original = connection._onCommand.bind(connection)
    connection._onCommand = (command, callback) => {
      const verb = String(command).split(' ', 1)[0]?.toUpperCase() as FaultPoint
      const fault = this.due(verb)
      if (!fault) return original(command, callback)
      if (!('reply' in fault)) return happen(connection, fault, () => original(command, callback))
      connection.send(fault.reply, fault.text ?? 'fault', false)
      if (callback) setImmediate(callback)
    }
  }

  private due(at: FaultPoint): Strike | null {
    const { fault } = this
    if (!fault || 'greylist' in fault) return null
    if ('plan' in fault) return fault.plan(at)
    if (fault.at !== at || this.left <= 0) return null
    this.left -= 1
    return fault
  }
}

/** Everything that can go wrong without a refusal; silence is nothing at all. */
function happen(connection: Connection, fault: Exclude<Strike, { reply: number }>, next: () => void): void {
  if ('drop' in fault) connection._socket.destroy()
  else if ('waitMs' in fault) setTimeout(next, fault.waitMs)
  else if ('acceptedAfter' in fault) void fault.acceptedAfter.then(next)
  else if ('dripMs' in fault) drip(connection, fault.dripMs)
  else if ('disorder' in fault) {
    connection.send(250, 'out of turn', false)
    next()
  }
}

// A reply of many lines that never ends: no silence timeout strikes while its bytes come.
function drip(connection: Connection, everyMs: number): void {
  const timer = setInterval(() => connection._socket.write('2'), everyMs)
  connection._socket.once('close', () => clearInterval(timer))
}

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code })
}
