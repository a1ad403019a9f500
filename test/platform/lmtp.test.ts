/** LMTP: what a mail server is told, when, and what it may do to us (RFC 2033, T67). */

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer as createNetServer, type NetConnectOpts, type Socket, connect as tcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import nodemailer from 'nodemailer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unsubscribeToken } from '../../src/digests/preference.ts'
import { stopMail } from '../../src/digests/preference-commands.ts'
import { takeMail } from '../../src/inbound/commands.ts'
import { bounceAddress } from '../../src/mail/mail.ts'
import { incomingFindings } from '../../src/platform/doctor-incoming.ts'
import type { Way } from '../../src/platform/incoming.ts'
import { type Lmtp, startLmtp } from '../../src/platform/lmtp.ts'
import { startProcess } from '../fixtures/process.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { alternative, deliveryReport, words } from '../inbound/samples.ts'
import { DANA, type InboundWorld, openInboundWorld, PETR, TRUSTED } from '../inbound/world.ts'

const OURS = 'rsvp@intersession.example.org'
const CRLF = '\r\n'

let folder: string
let w: InboundWorld
let lmtp: Lmtp | null
let logged: string[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'intersession-lmtp-'))
  w = await openInboundWorld()
  lmtp = null
  logged = []
})
afterEach(async () => {
  await lmtp?.stop()
  await w.close()
  rmSync(folder, { recursive: true, force: true })
})

const LOOPBACK = { host: '127.0.0.1', port: 0 }

function way(more: Partial<Way> = {}): Way {
  const services = { authserv: 'mx.intersession.example.org', stopMail }
  return {
    mailDomain: INSTANCE.mailDomain,
    openStore: w.now,
    take: (mail) => takeMail(w.now(), mail, services),
    log: (line) => void logged.push(line),
    ...more,
  }
}

async function start(more: Partial<Way> = {}): Promise<Lmtp> {
  lmtp = await startLmtp(LOOPBACK, way(more), { silence: 5_000, ends: 1_000 })
  return lmtp
}

/** A mail server driven by hand: one line said, the whole answer heard. */
interface Talk {
  readonly socket: Socket
  /** Says lines and waits for `answers` replies. @returns their codes. */
  say(text: string, answers?: number): Promise<string[]>
  /** MAIL and RCPT for each, then the message. @returns the answers behind the dot. */
  hand(mail: string, to: readonly string[], from?: string): Promise<string[]>
  readonly closed: Promise<void>
}

async function talk(to: NetConnectOpts): Promise<Talk> {
  const socket = tcp(to)
  let heard = ''
  let wake = () => {}
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('data', (chunk) => {
    heard += chunk
    wake()
  })
  void closed.then(() => wake())
  const answers = async (count: number) => {
    const got: string[] = []
    while (got.length < count) {
      const line = /^(\d{3})([ -])(.*)\r\n/.exec(heard)
      if (line) heard = heard.slice(line[0].length)
      if (line?.[2] === ' ') got.push(`${line[1]} ${line[3]}`)
      if (!line && socket.destroyed) return [...got, 'closed']
      if (!line)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
    return got
  }
  const say = (text: string, count = 1) => {
    if (text) socket.write(`${text}${CRLF}`)
    return answers(count)
  }
  const hand = async (mail: string, recipients: readonly string[], from = 'gate@health.example') => {
    await say(`MAIL FROM:<${from}>`)
    for (const one of recipients) await say(`RCPT TO:<${one}>`)
    await say('DATA')
    return say(`${mail.replace(/^\./gm, '..')}${CRLF}.`, recipients.length)
  }
  await say('')
  return { socket, say, hand, closed }
}

async function greeted({ port }: Lmtp): Promise<Talk> {
  const one = await talk({ host: '127.0.0.1', port })
  await one.say('LHLO mx.example.org')
  return one
}

const codes = (answers: readonly string[]) => answers.map((one) => one.slice(0, 3))
const reply = (more = {}) =>
  alternative({ uid: w.uid, from: DANA, authentication: TRUSTED, partstat: 'ACCEPTED', ...more })

describe('a mail server', () => {
  test('hands an answer over and is told for each recipient', async () => {
    const one = await talk({ host: '127.0.0.1', port: (await start()).port })
    expect(codes(await one.say('EHLO mx.example.org'))).toEqual(['500'])
    expect(codes(await one.say('LHLO mx.example.org'))).toEqual(['250'])
    await one.say('MAIL FROM:<>')
    const asked = [
      OURS.toUpperCase(),
      `digest@${INSTANCE.mailDomain}`,
      `bounce+x.y@${INSTANCE.mailDomain}`,
      `unsubscribe+x@${INSTANCE.mailDomain}`,
      'rsvp@elsewhere.example',
      `postmaster@${INSTANCE.mailDomain}`,
      `bounce@${INSTANCE.mailDomain}`,
    ]
    const told: string[] = []
    for (const address of asked) told.push(...(await one.say(`RCPT TO:<${address}>`)))
    expect(codes(told)).toEqual(['250', '250', '250', '250', '550', '550', '550'])
    await one.say('RSET')
    expect(await one.hand(reply(), [OURS, `digest@${INSTANCE.mailDomain}`])).toEqual([
      '250 2.0.0 calendar applied',
      '250 2.0.0 calendar applied',
    ])
    expect(w.standing(DANA)).toEqual({ partstat: 'accepted', sequence: 0, answers: 1 })
    expect(w.rows('inbound_mails')).toHaveLength(1)
    expect(await one.hand(reply(), [OURS])).toEqual(['250 2.0.0 calendar applied'])
    expect(w.standing(DANA).answers).toBe(1)
  })

  test('hands over what is for one sealed address and for another, with dots at the start of lines', async () => {
    const one = await greeted(await start())
    const [dana, petr] = [DANA, PETR].map((who) => bounceAddress(INSTANCE, w.mailTo(who).id))
    const report = deliveryReport('x@y.example', { words: 'smtp; 550 5.1.1 gone' }).replace(
      'I am sorry',
      '..I am sorry',
    )
    expect(await one.hand(report, [dana ?? '', petr ?? ''], '')).toEqual([
      '250 2.0.0 report bounced',
      '250 2.0.0 report bounced',
    ])
    expect(w.rows('suppressions').map((row) => row.address)).toEqual([DANA, PETR])
    const person = w.raw.prepare('select id from persons where email = ?').pluck().get(DANA) as string
    const token = unsubscribeToken(INSTANCE, person, 'digest')
    const stop = [OURS, `unsubscribe+${token}@${INSTANCE.mailDomain}`]
    expect(await one.hand(words(DANA, 'stop'), stop)).toEqual([
      '250 2.0.0 words forwarded',
      '250 2.0.0 words stopped',
    ])
  })

  test('may be nodemailer', async () => {
    const { port } = await start()
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true })
    const envelope = { from: 'gate@health.example', to: [OURS, 'nobody@elsewhere.example'] }
    const sent = await transport.sendMail({ envelope, raw: reply({ partstat: 'DECLINED' }) })
    transport.close()
    expect([sent.accepted, sent.rejected]).toEqual([[OURS], ['nobody@elsewhere.example']])
    expect(w.standing(DANA).partstat).toBe('declined')
  })

  test('is told that ten megabytes are the most, and goes on', { timeout: 30_000 }, async () => {
    const one = await greeted(await start())
    expect(codes(await one.say('MAIL FROM:<a@b.example> SIZE=10000001'))).toEqual(['552'])
    const letter = `From: a@b.example${CRLF}${CRLF}${`${'x'.repeat(998)}${CRLF}`.repeat(10_100)}`
    const digest = `digest@${INSTANCE.mailDomain}`
    expect(codes(await one.hand(letter, [OURS, digest]))).toEqual(['552', '552'])
    expect(w.rows('inbound_mails')).toEqual([])
    expect(await one.hand(reply(), [OURS])).toEqual(['250 2.0.0 calendar applied'])
  })

  test('keeps the mail while the database cannot be written', async () => {
    const one = await greeted(await start())
    w.raw.pragma('query_only = on')
    expect(await one.hand(reply(), [OURS])).toEqual(['451 4.3.0 not taken, try again later'])
    expect(logged).toEqual([expect.stringMatching(/^lmtp: not taken: /)])
    w.raw.pragma('query_only = off')
    expect(await one.hand(reply(), [OURS])).toEqual(['250 2.0.0 calendar applied'])
  })

  test('that breaks off before the last dot has handed over nothing', async () => {
    const server = await start()
    const one = await greeted(server)
    await one.say('MAIL FROM:<>')
    await one.say(`RCPT TO:<${OURS}>`)
    await one.say('DATA')
    one.socket.end(reply())
    await one.closed
    const next = await greeted(server)
    expect(await next.hand(reply(), [OURS])).toEqual(['250 2.0.0 calendar applied'])
    expect(w.rows('inbound_mails')).toHaveLength(1)
  })

  test('has ten connections and twenty recipients a mail; the rest are told to come back', async () => {
    const server = await start()
    const all = await Promise.all(Array.from({ length: 10 }, () => greeted(server)))
    const eleventh = tcp({ host: '127.0.0.1', port: server.port })
    const said = await new Promise<string>((resolve) =>
      eleventh.once('data', (data) => resolve(String(data))),
    )
    expect(said.slice(0, 3)).toBe('421')
    eleventh.destroy()
    const [one] = all
    await one?.say('MAIL FROM:<>')
    const told: string[] = []
    for (let at = 0; at < 21; at++)
      told.push(...((await one?.say(`RCPT TO:<bounce+${at}.x@${INSTANCE.mailDomain}>`)) ?? []))
    expect(codes(told.slice(-2))).toEqual(['250', '452'])
    for (const each of all) each.socket.destroy()
  })
})

test('the doctor says whether it listens', async () => {
  const { port } = await start()
  const findings = (at: number) =>
    incomingFindings({ config: { lmtp: { host: '127.0.0.1', port: at } }, offline: true })
  expect(await findings(port)).toEqual([
    { level: 'ok', check: 'LMTP', says: `it listens at 127.0.0.1 port ${port}` },
  ])
  const all = await Promise.all(Array.from({ length: 10 }, () => greeted({ port } as Lmtp)))
  expect(await findings(port)).toMatchObject([
    { level: 'warn', says: `127.0.0.1 port ${port} has no free connection` },
  ])
  for (const each of all) each.socket.destroy()
  await lmtp?.stop()
  expect(await findings(port)).toMatchObject([{ level: 'warn', fix: 'Start the server.' }])
  const mute = createNetServer((socket) => socket.end())
  await new Promise<void>((resolve) => mute.listen(port, '127.0.0.1', resolve))
  expect(await findings(port)).toMatchObject([{ level: 'warn', fix: 'Start the server.' }])
  await new Promise((resolve) => mute.close(resolve))
})

describe('the end', () => {
  test('answers the mail under way, and nobody who comes later', async () => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const slow = way()
    let begun = () => {}
    const inHand = new Promise<void>((resolve) => {
      begun = resolve
    })
    const take: Way['take'] = async (mail) => {
      begun()
      return gate.then(() => slow.take(mail))
    }
    const server = await start({ take })
    const [one, idle] = [await greeted(server), await greeted(server)]
    const answered = one.hand(reply(), [OURS])
    await inHand
    const stopped = server.stop()
    expect(codes(await idle.say('MAIL FROM:<>'))).toEqual(['421'])
    open()
    expect(await answered).toEqual(['250 2.0.0 calendar applied'])
    await Promise.all([stopped, one.closed, idle.closed])
    expect(w.standing(DANA).answers).toBe(1)
  })
})

describe('a socket in the file system', () => {
  const path = () => join(folder, 'lmtp.sock')

  test('is for its owner and group, and replaces one whose process died', async () => {
    writeFileSync(path(), '')
    await expect(startLmtp({ path: path() }, way())).rejects.toThrow('is no socket')
    rmSync(path())
    const dead = createNetServer()
    await new Promise<void>((resolve) => dead.listen(path(), resolve))
    await expect(startLmtp({ path: path() }, way())).rejects.toThrow('another process listens')
    // A killed process takes no leave: the file stays behind without anybody at it.
    await new Promise((resolve) => dead.close(resolve))
    const ended = await startProcessThatDiesAt(path())
    expect([ended, existsSync(path())]).toEqual([null, true])
    lmtp = await startLmtp({ path: path() }, way())
    expect(statSync(path()).mode & 0o777).toBe(0o660)
    const one = await talk({ path: path() })
    await one.say('LHLO mx.example.org')
    expect(await one.hand(reply(), [OURS])).toEqual(['250 2.0.0 calendar applied'])
  })

  test('of a process that lives and has no time to answer is left to it', async () => {
    const { child, ready } = listenElsewhere(path(), 'process.kill(process.pid, "SIGSTOP")')
    const waiting: Socket[] = []
    try {
      await ready
      // Nobody takes these up, until no more may wait.
      for (let full = false; !full; ) full = !(await connects(waiting, path()))
      await expect(startLmtp({ path: path() }, way())).rejects.toThrow('is taken: EAGAIN')
      expect(existsSync(path())).toBe(true)
    } finally {
      child.kill('SIGKILL')
      for (const socket of waiting) socket.destroy()
    }
  })

  test('belongs to a running server and goes with it', { timeout: 30_000 }, async () => {
    const data = join(folder, 'data')
    const server = await startProcess({
      DATA_DIR: data,
      FREE_DISK_MB: '0',
      MAIL_DOMAIN: INSTANCE.mailDomain,
      LMTP_LISTEN: `unix:${path()}`,
    })
    const one = await talk({ path: path() })
    await one.say('LHLO mx.example.org')
    expect(await one.hand(words(DANA, 'Hello'), [OURS])).toEqual(['250 2.0.0 words nothing'])
    expect(await server.end('SIGTERM')).toBe(0)
    expect(existsSync(path())).toBe(false)
    const raw = new SqliteDatabase(join(data, 'intersession.sqlite'), { readonly: true })
    expect(raw.prepare('select count(*) from inbound_mails').pluck().get()).toBe(1)
    raw.close()
  })
})

async function startProcessThatDiesAt(path: string): Promise<number | null> {
  const { child } = listenElsewhere(path, 'process.kill(process.pid, "SIGKILL")')
  return new Promise((resolve) => child.once('exit', resolve))
}

/** Another process that listens with room for one to wait, and does something to itself then. */
function listenElsewhere(path: string, then: string) {
  const to = JSON.stringify({ path, backlog: 1 })
  const script = `require('net').createServer().listen(${to}, () => { require('fs').writeSync(1, 'x'); ${then} })`
  const child = spawn(process.execPath, ['-e', script])
  return { child, ready: new Promise((resolve) => child.stdout.once('data', resolve)) }
}

function connects(all: Socket[], path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = tcp(path, () => resolve(true))
    socket.once('error', () => resolve(false))
    all.push(socket)
  })
}
