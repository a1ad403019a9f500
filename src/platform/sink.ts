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
}

/** Where in the conversation: `body` after the go-ahead for the message, `dot` after its end. */
export type FaultPoint = 'connect' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'body' | 'dot'

/**
 * What goes wrong there: a reply code, the connection dropped, or silence; `times` in all, always without it.
 * Dropped at `dot` the message was taken (and is kept here) though nobody is told; at `body` it was not.
 * `greylist` refuses each recipient once with 450.
 */
type SinkFault =
  | {
      readonly at: FaultPoint
      readonly reply: number
      readonly text?: string
      readonly times?: number
    }
  | { readonly at: FaultPoint; readonly drop: true; readonly times?: number }
  | { readonly at: FaultPoint; readonly stall: true; readonly times?: number }
  | { readonly greylist: true }

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

/** Starts a sink on 127.0.0.1; without `port` on any that is free. */
export async function startSink(options: { port?: number; fault?: SinkFault } = {}): Promise<Sink> {
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
        void receive(stream, session).then((message) =>
          faults.strike('dot', connection, next, () => {
            messages.push(message)
            for (const watcher of watchers) watcher()
          }),
        )
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

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Received> {
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
  strike(at: FaultPoint, connection: Connection | undefined, next: Next, take?: () => void): void {
    const fault = this.due(at)
    const taken = !fault || 'drop' in fault || 'stall' in fault
    if (taken) take?.()
    if (!fault) next()
    else if ('reply' in fault) next(refusal(fault.reply, fault.text ?? 'fault'))
    else if ('drop' in fault) connection?._socket.destroy()
  }

  /** The library has no hook for EHLO, MAIL, RCPT and DATA as such: its one door for commands is wrapped. */
  watch(connection: Connection): void {
    const original = connection._onCommand.bind(connection)
    connection._onCommand = (command, callback) => {
      const verb = String(command).split(' ', 1)[0]?.toUpperCase() as FaultPoint
      const fault = this.due(verb)
      if (!fault) return original(command, callback)
      if ('drop' in fault) connection._socket.destroy()
      if (!('reply' in fault)) return
      connection.send(fault.reply, fault.text ?? 'fault', false)
      if (callback) setImmediate(callback)
    }
  }

  private due(at: FaultPoint): Exclude<SinkFault, { greylist: true }> | null {
    const { fault } = this
    if (!fault || 'greylist' in fault || fault.at !== at || this.left <= 0) return null
    this.left -= 1
    return fault
  }
}

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code })
}
