/** A word with the relay for the doctor: connects, asks for TLS, signs in, names our sender, sends nothing. */

import { connect, isIP, type Socket } from 'node:net'
import { connect as secure, type TLSSocket } from 'node:tls'
import type { SmtpSettings } from './smtp.ts'

interface Asked {
  readonly settings: SmtpSettings
  /** Where to connect; the name in the certificate is that of the settings all the same. */
  readonly address: string
  /** What we call ourselves. */
  readonly name: string
  readonly sender: string
  /** Milliseconds for everything; default 20 seconds. */
  readonly timeout?: number
}

export interface Reply {
  readonly code: number
  readonly text: string
}

/** What the relay said. */
export interface Heard {
  /** Keywords of EHLO in capitals with their arguments, after TLS where there is any. */
  readonly offers: ReadonlyMap<string, string>
  /** Null without TLS; `fault` is why the certificate is not to be believed. */
  readonly tls: { readonly protocol: string; readonly fault: string | null } | null
  /** Null when we have no password or it was not tried. */
  readonly signIn: Reply | null
  /** Null when we did not come so far. */
  readonly sender: Reply | null
}

/** Has the conversation. @throws Error in words for the operator when the relay does not answer. */
export async function hearRelay(asked: Asked): Promise<Heard> {
  const line = new Line(asked.address, asked.settings.port)
  const timer = setTimeout(() => line.end(new Error('no answer in time')), asked.timeout ?? 20_000)
  try {
    return await converse(line, asked)
  } finally {
    clearTimeout(timer)
    line.end()
  }
}

async function converse(line: Line, { settings, name, sender }: Asked): Promise<Heard> {
  await line.connected()
  let tls = settings.secure ? await line.secure(settings.host) : null
  expectGood(await line.reply(), 'the greeting')
  let offers = await greet(line, name)
  if (!tls && settings.startTls !== 'never' && offers.has('STARTTLS')) {
    expectGood(await line.say('STARTTLS'), 'STARTTLS')
    tls = await line.secure(settings.host)
    offers = await greet(line, name)
  }
  const safe = tls ? tls.fault === null : settings.startTls !== 'required'
  const signIn = safe ? await signedIn(line, settings, offers) : null
  const welcome = safe && (!settings.auth || signIn?.code === 235)
  const answer = welcome ? await line.say(`MAIL FROM:<${sender}>`) : null
  await line.say('QUIT').catch(() => {})
  return { offers, tls, signIn, sender: answer }
}

async function greet(line: Line, name: string): Promise<Map<string, string>> {
  const reply = await line.say(`EHLO ${name}`)
  expectGood(reply, 'EHLO')
  const lines = reply.text.split('\n').slice(1)
  return new Map(
    lines.map((text) => {
      const [keyword = '', ...rest] = text.trim().split(/[ =]/)
      return [keyword.toUpperCase(), rest.join(' ').toUpperCase()]
    }),
  )
}

async function signedIn(line: Line, { auth }: SmtpSettings, offers: Heard['offers']): Promise<Reply | null> {
  if (!auth || !offers.get('AUTH')?.split(' ').includes('PLAIN')) return null
  return line.say(`AUTH PLAIN ${Buffer.from(`\0${auth.user}\0${auth.pass}`).toString('base64')}`)
}

function expectGood({ code, text }: Reply, what: string): void {
  if (code < 200 || code > 299) throw new Error(`${what} was answered by ${code} ${text}`)
}

const MOST_HEARD = 65_536

/** One connection: lines out, replies in. */
class Line {
  private socket: Socket
  private heard = ''
  private error: Error | null = null
  private wake: () => void = () => {}

  constructor(host: string, port: number) {
    this.socket = connect({ host, port })
    this.socket.once('connect', () => this.wake())
    this.listen()
  }

  private listen(): void {
    this.socket.setEncoding('utf8')
    this.socket.on('data', (text: string) => {
      this.heard += text
      if (this.heard.length > MOST_HEARD) this.end(new Error('it says too much'))
      this.wake()
    })
    this.socket.on('error', (error) => this.end(error))
    this.socket.on('close', () => this.end(new Error('the connection was closed')))
  }

  end(error?: Error): void {
    this.error ??= error ?? new Error('the conversation is over')
    this.socket.destroy()
    this.wake()
  }

  connected(): Promise<void> {
    return this.until(() => (this.socket.connecting ? null : { done: true })).then(() => {})
  }

  /** Wraps the connection. What was heard before belongs to nobody: it may have been put in on the way. */
  async secure(host: string): Promise<NonNullable<Heard['tls']>> {
    this.socket.removeAllListeners('data')
    this.heard = ''
    const named = isIP(host) ? { host } : { host, servername: host }
    // The fault is what we want to know; nothing secret is said when there is one.
    const options = { socket: this.socket, rejectUnauthorized: false, minVersion: 'TLSv1.2' as const }
    const wrapped: TLSSocket = secure({ ...options, ...named })
    this.socket = wrapped
    let open = false
    wrapped.once('secureConnect', () => {
      open = true
      this.wake()
    })
    this.listen()
    await this.until(() => (open ? { done: true } : null))
    const fault = wrapped.authorized ? null : faultOf(wrapped.authorizationError)
    return { protocol: wrapped.getProtocol() ?? 'TLS', fault }
  }

  say(text: string): Promise<Reply> {
    this.socket.write(`${text}\r\n`)
    return this.reply()
  }

  reply(): Promise<Reply> {
    return this.until(() => {
      const [whole] = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\r?\n/.exec(this.heard) ?? []
      if (whole === undefined) return null
      this.heard = this.heard.slice(whole.length)
      const lines = whole.trimEnd().split(/\r?\n/)
      return { code: Number(whole.slice(0, 3)), text: lines.map((line) => line.slice(4)).join('\n') }
    })
  }

  private until<T>(look: () => T | null): Promise<T> {
    return new Promise((resolve, reject) => {
      this.wake = () => {
        const found = look()
        if (found !== null) resolve(found)
        else if (this.error) reject(this.error)
      }
      this.wake()
    })
  }
}

function faultOf(error: Error | string): string {
  return typeof error === 'string' ? error : ((error as NodeJS.ErrnoException).code ?? error.message)
}
