/** A mailbox read over IMAP, against Debian's dovecot: nothing is missed, nothing taken twice, nothing holds up the next. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, connect as tcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { stopMail } from '../../src/digests/preference-commands.ts'
import { type InboundMail, takeMail } from '../../src/inbound/commands.ts'
import { plus } from '../../src/kernel/instant.ts'
import { bounceAddress } from '../../src/mail/mail.ts'
import { readConfig } from '../../src/platform/config.ts'
import { incomingFindings } from '../../src/platform/doctor-incoming.ts'
import { startMailbox } from '../../src/platform/imap.ts'
import type { Trust } from '../../src/platform/imap-client.ts'
import type { ImapSettings } from '../../src/platform/imap-url.ts'
import type { Incoming, Way } from '../../src/platform/incoming.ts'
import { systemClock } from '../../src/platform/process.ts'
import { startServer } from '../../src/platform/serve.ts'
import { type Dovecot, HAS_DOVECOT, PASSWORD, startDovecot, USER } from '../fixtures/dovecot.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { alternative, bytes, deliveryReport, words } from '../inbound/samples.ts'
import { DANA, type InboundWorld, openInboundWorld, TRUSTED } from '../inbound/world.ts'

if (!HAS_DOVECOT) process.stdout.write('imap: skipped, since dovecot is not there (package dovecot-imapd)\n')

let dovecot: Dovecot
let w: InboundWorld
let readers: Incoming[]
let logged: string[]
let taken: string[]
beforeAll(async () => {
  if (HAS_DOVECOT) dovecot = await startDovecot()
})
afterAll(() => dovecot?.stop())
beforeEach(async () => {
  w = await openInboundWorld()
  readers = []
  logged = []
  taken = []
})
afterEach(async () => {
  await Promise.all(readers.map((one) => one.stop()))
  await w.close()
})

const minute = (at: number) => `20260116T05${String(at).padStart(2, '0')}00Z`
const reply = (at: number, partstat = 'ACCEPTED') =>
  alternative({
    uid: w.uid,
    from: DANA,
    authentication: TRUSTED,
    partstat,
    stamp: minute(at),
    comment: `n${at}`,
  })

interface Asked {
  readonly folder: string
  readonly settings?: Partial<ImapSettings>
  readonly moves?: boolean
  readonly trust?: Trust
  readonly everyMs?: number
  /** Throws for what must not be taken. */
  readonly check?: (mail: InboundMail) => void
}

function read({ folder, settings, moves = false, check, ...more }: Asked): Incoming {
  const services = { authserv: 'mx.intersession.example.org', stopMail }
  const take: Way['take'] = async (mail) => {
    check?.(mail)
    const done = await takeMail(w.now(), mail, services)
    taken.push(`${done.verdict} ${done.outcome}`)
    return done
  }
  const own = {
    host: '127.0.0.1',
    port: dovecot.port,
    tls: 'never',
    user: USER,
    pass: PASSWORD,
    folder,
  } as const
  const reader = startMailbox({
    settings: { ...own, ...settings },
    moves,
    mailDomain: INSTANCE.mailDomain,
    openStore: w.now,
    take,
    log: (line) => void logged.push(line),
    pauseMs: 5,
    ...more,
  })
  readers.push(reader)
  return reader
}

/** What a person does with the mailbox. */
async function byHand<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const auth = { user: USER, pass: PASSWORD }
  const at = { host: '127.0.0.1', port: dovecot.port, secure: false, doSTARTTLS: false }
  const client = new ImapFlow({ ...at, auth, logger: false })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.logout()
  }
}

let made = 0
async function newFolder(): Promise<string> {
  made += 1
  const folder = `Answers${made}`
  await byHand((client) => client.mailboxCreate(folder))
  return folder
}

async function until(there: () => boolean): Promise<void> {
  const began = Date.now()
  while (!there()) {
    if (Date.now() - began > 60_000) throw new Error(`not there: ${JSON.stringify({ taken, logged })}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const cursor = () =>
  w.raw.prepare('select last_uid, trying_uid, tries, lease_holder from mailboxes').get() as Record<
    string,
    unknown
  >
const isPast = (uid: number) => () => cursor()?.last_uid === uid

describe.skipIf(!HAS_DOVECOT)('a mailbox', () => {
  test('is read by TLS, in order, told of new mail at once, and marked as read', async () => {
    dovecot.deliver([reply(1), reply(2, 'DECLINED')])
    const first = {
      folder: 'INBOX',
      settings: { host: 'localhost', port: dovecot.tlsPort, tls: 'first' },
    } as const
    read({ ...first, trust: { ca: dovecot.ca } })
    await until(isPast(2))
    expect(w.standing(DANA)).toEqual({ partstat: 'declined', sequence: 0, answers: 2 })
    dovecot.deliver([reply(3, 'TENTATIVE')])
    await until(isPast(3))
    expect(w.standing(DANA).partstat).toBe('tentative')
    expect(dovecot.flags()).toEqual(['S', 'S', 'S'])
    await until(() => w.rows('heartbeats')[0]?.outcome === 'done 1')
    // Then it waits: it looked when it started, and when it was told.
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(w.rows('heartbeats')[0]?.runs).toBeLessThanOrEqual(3)
    expect(logged).toEqual([])
  })

  test('is not opened to a server with a certificate that nobody signed, nor with a wrong password', async () => {
    read({ folder: 'INBOX', settings: { host: 'localhost', port: dovecot.tlsPort, tls: 'first' } })
    read({ folder: 'Other', settings: { host: 'localhost', tls: 'upgrade' } })
    read({ folder: 'INBOX', settings: { pass: 'wrong' } })
    await until(() => logged.length === 3)
    expect(logged.join('\n')).toMatch(/self-signed certificate/)
    expect(logged.join('\n')).toMatch(/Authentication failed/i)
    expect(logged.join('\n')).not.toContain(PASSWORD)
    expect(taken).toEqual([])
    expect(w.rows('heartbeats')).toMatchObject([{ job: 'imap', outcome: 'failed' }])
  })

  test('goes on after a restart where it stood, whatever people have read or deleted meanwhile', async () => {
    const folder = await newFolder()
    dovecot.deliver([reply(1), reply(2)], folder)
    read({ folder })
    await until(isPast(2))
    await readers.pop()?.stop()
    expect(cursor()).toMatchObject({ last_uid: 2, lease_holder: null })
    dovecot.deliver([reply(3), reply(4), reply(5)], folder)
    await byHand(async (client) => {
      await client.mailboxOpen(folder)
      await client.messageFlagsAdd('3', ['\\Seen'], { uid: true })
      await client.messageDelete('1,4', { uid: true })
    })
    read({ folder })
    await until(isPast(5))
    expect(taken).toHaveLength(4)
    expect(w.standing(DANA).answers).toBe(4)
  })

  test('made anew is read from its beginning, and what was taken before does nothing again', async () => {
    const folder = await newFolder()
    dovecot.deliver([reply(1), reply(2), reply(3)], folder)
    read({ folder })
    await until(isPast(3))
    await readers.pop()?.stop()
    await byHand(async (client) => {
      await client.mailboxDelete(folder)
      await client.mailboxCreate(folder)
    })
    dovecot.deliver([reply(2), reply(9, 'DECLINED')], folder)
    read({ folder })
    await until(() => taken.length === 5)
    expect(w.standing(DANA)).toEqual({ partstat: 'declined', sequence: 0, answers: 4 })
  })

  test('tells for whom a mail is by its header, so that reports are believed', async () => {
    const folder = await newFolder()
    const to = bounceAddress(INSTANCE, w.mailTo(DANA).id)
    const loose = words('mailer-daemon@mx.example.net', `<${DANA}>: 550 5.1.1 unknown user`, { to: DANA })
    dovecot.deliver(
      [
        deliveryReport(to, { status: '5.7.1', words: '550 5.7.1 no' }),
        `Return-Path: <>\r\nDelivered-To: ${USER}\r\nX-Original-To: ${to}\r\n${loose}`,
      ],
      folder,
    )
    read({ folder })
    await until(isPast(2))
    expect(taken).toEqual(['report bounced', 'report bounced'])
    expect(w.rows('bounces').map((row) => row.class)).toEqual(['policy', 'hard'])
  })

  test('is moved to folders, if so set', async () => {
    const folder = await newFolder()
    const poison = words('x@evil.example', 'POISON')
    dovecot.deliver([reply(1), poison, reply(2)], folder)
    read({ folder, moves: true, check: throwOnPoison })
    await until(isPast(3))
    expect([dovecot.flags(folder), dovecot.flags('Processed'), dovecot.flags('Set aside')]).toEqual([
      [],
      ['S', 'S'],
      ['Fa'],
    ])
  })

  test('of five hundred messages is read whole', async () => {
    const folder = await newFolder()
    const mails = Array.from({ length: 500 }, (_, at) =>
      reply(at % 60).replace('Subject: ', `Subject: ${at} `),
    )
    dovecot.deliver(mails, folder)
    const began = performance.now()
    read({ folder })
    await until(isPast(500))
    process.stdout.write(`imap: 500 messages in ${Math.round(performance.now() - began)} ms\n`)
    expect(taken).toHaveLength(500)
    expect(w.standing(DANA)).toEqual({ partstat: 'accepted', sequence: 0, answers: 60 })
    expect(dovecot.flags(folder)).toEqual(Array(500).fill('S'))
  })
})

test.skipIf(!HAS_DOVECOT)(
  'a server of ours reads the mailbox of its settings until it is stopped',
  async () => {
    const folder = await newFolder()
    dovecot.deliver([words(DANA, 'Hello')], folder)
    const dataDir = mkdtempSync(join(tmpdir(), 'intersession-imap-'))
    const file = join(dataDir, 'address')
    const auth = `${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}`
    writeFileSync(file, `imap://${auth}@127.0.0.1:${dovecot.port}/${folder}\n`, { mode: 0o600 })
    const env = { DATA_DIR: dataDir, PORT: '0', FREE_DISK_MB: '0', BASE_URL: 'http://localhost:3000' }
    const settings = readConfig({ ...env, IMAP_URL_FILE: file })
    if ('faults' in settings) throw new Error(settings.faults.join())
    const log = (line: string) => void logged.push(line)
    const server = await startServer({ config: settings.config, clock: systemClock, background: true, log })
    await until(() => dovecot.flags(folder)[0] === 'S')
    const { db } = server.engine
    expect(await db.selectFrom('inbound_mails').select('verdict').execute()).toEqual([{ verdict: 'words' }])
    await server.close()
    rmSync(dataDir, { recursive: true, force: true })
    expect(logged).toEqual([])
  },
)

test.skipIf(!HAS_DOVECOT)('the doctor opens it, and says what is wrong with it', async () => {
  const auth = `${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}`
  const said = async (url: string) => {
    const config = { imap: { url, file: '', moves: false } }
    const trust = { ca: dovecot.ca }
    return (await incomingFindings({ config, offline: true, trust })).map(({ level, says }) => [level, says])
  }
  expect((await said(`imaps://${auth}@localhost:${dovecot.tlsPort}`))[0]).toEqual([
    'ok',
    expect.stringMatching(
      /^INBOX of \S+ at localhost can be read, holds \d+ messages and tells of new mail$/,
    ),
  ])
  const folder = await newFolder()
  dovecot.deliver([words('x@evil.example', 'POISON'), reply(1)], folder)
  const url = `imap://${auth}@127.0.0.1:${dovecot.port}/${folder}`
  // Those in the folder for them, too.
  const asideBy = async () =>
    Number(/^messages that were set aside: (\d+)$/.exec((await said(url))[1]?.[1] ?? '')?.[1] ?? 0)
  const before = await asideBy()
  read({ folder, check: throwOnPoison })
  await until(isPast(2))
  expect((await asideBy()) - before).toBe(1)
  expect(await said(`imap://${auth}@127.0.0.1:${dovecot.port}/Nowhere`)).toEqual([
    ['bad', expect.stringContaining("Mailbox doesn't exist: Nowhere")],
  ])
  expect(await said(`imap://x:wrong@127.0.0.1:${dovecot.port}`)).toEqual([
    ['bad', expect.stringContaining('Authentication failed')],
  ])
  expect(await said(`imaps://${auth}@imap.gmail.com`)).toEqual([
    ['warn', 'imap.gmail.com could not be asked (offline)'],
    ['warn', 'imap.gmail.com is a Google account: guests at Google send no answers to one'],
  ])
})

function throwOnPoison({ raw }: InboundMail): void {
  if (!Buffer.from(raw).includes('POISON')) return
  // Tries count only when they are minutes apart.
  w.setNow(plus(w.now().now, { minutes: 4 }))
  throw new Error('a fault of ours')
}

describe.skipIf(!HAS_DOVECOT)('a message that cannot be taken', () => {
  test('is tried three times, set aside unread, and the next is taken', async () => {
    const folder = await newFolder()
    dovecot.deliver([words('x@evil.example', 'POISON'), reply(1)], folder)
    read({ folder, check: throwOnPoison })
    await until(isPast(2))
    expect(taken).toEqual(['calendar applied'])
    expect(cursor()).toMatchObject({ trying_uid: 0, tries: 0 })
    expect(dovecot.flags(folder)).toEqual(['Fa', 'S'])
    expect(logged).toEqual([
      'mailbox: not read: a fault of ours',
      'mailbox: message 1 is set aside: it was begun 3 times and never ended',
      'mailbox: it is read again',
    ])
    const keywords = await byHand(async (client) => {
      await client.mailboxOpen(folder)
      return client.search({ keyword: '$Intersession-Poison' }, { uid: true })
    })
    expect(keywords).toEqual([1])
  })

  test('is tried once more when somebody moves it out and in again, and loses its star', async () => {
    const folder = await newFolder()
    const away = await newFolder()
    dovecot.deliver([words('x@evil.example', 'POISON')], folder)
    let faulty = true
    read({ folder, check: (mail) => faulty && throwOnPoison(mail), everyMs: 50 })
    await until(isPast(1))
    faulty = false
    await byHand(async (client) => {
      await client.mailboxOpen(folder)
      await client.messageMove('1', away, { uid: true })
      await client.mailboxOpen(away)
      await client.messageMove('1', folder, { uid: true })
    })
    await until(isPast(2))
    expect(taken).toEqual(['words nothing'])
    expect(dovecot.flags(folder)).toEqual(['S'])
  })

  test('and was set aside stays so in a folder made anew', async () => {
    const folder = await newFolder()
    dovecot.deliver([words('x@evil.example', 'POISON'), reply(1)], folder)
    read({ folder, check: throwOnPoison })
    await until(isPast(2))
    await readers.pop()?.stop()
    w.raw.prepare('update mailboxes set uid_validity = 1').run()
    read({ folder })
    await until(() => taken.length === 2)
    expect(taken).toEqual(['calendar applied', 'calendar applied'])
  })

  test('counts its tries over restarts, so that one which kills the process is set aside too', async () => {
    const folder = await newFolder()
    dovecot.deliver([reply(1), reply(2)], folder)
    read({ folder })
    await until(isPast(2))
    await readers.pop()?.stop()
    // What three processes leave behind that died with the first message in hand.
    w.raw.prepare('update mailboxes set last_uid = 0, trying_uid = 1, tries = 3, tried_at = null').run()
    taken = []
    read({ folder })
    await until(isPast(2))
    expect(taken).toEqual(['calendar applied'])
    expect(logged.at(-1)).toBe('mailbox: message 1 is set aside: it was begun 3 times and never ended')
  })

  test('is not blamed for a database that cannot be written', async () => {
    const folder = await newFolder()
    dovecot.deliver([reply(1)], folder)
    let stuck = true
    let tries = 0
    const { Unavailable } = await import('../../src/store/store.ts')
    const check = () => {
      tries += 1
      if (stuck) throw new Unavailable('disk full')
    }
    read({ folder, check })
    await until(() => tries > 5)
    stuck = false
    await until(isPast(1))
    expect(taken).toEqual(['calendar applied'])
    expect(dovecot.flags(folder)).toEqual(['S'])
  })

  test('of sixty megabytes is not even fetched', { timeout: 60_000 }, async () => {
    const folder = await newFolder()
    const line = `${'x'.repeat(998)}\r\n`
    dovecot.deliver([bytes(`From: a@b.example\r\n\r\n${line.repeat(60_000)}`), reply(1)], folder)
    const gate = await openGate()
    read({ folder, settings: { port: gate.port } })
    await until(isPast(2))
    await gate.close()
    expect(taken).toEqual(['calendar applied'])
    expect(gate.bytes()).toBeLessThan(20_000)
    expect(dovecot.flags(folder)).toEqual(['Fa', 'S'])
    expect(logged).toEqual([
      'mailbox: message 1 is set aside: 60000021 bytes are too many, it was not fetched',
    ])
  })
})

describe.skipIf(!HAS_DOVECOT)('bad days', () => {
  test('a connection that breaks in the middle of a message is made again, and the message is whole', async () => {
    const folder = await newFolder()
    const long = words(DANA, 'x'.repeat(900_000))
    dovecot.deliver([reply(1), long, reply(2)], folder)
    const gate = await openGate({ cuts: 2, after: 200_000 })
    read({ folder, settings: { port: gate.port } })
    await until(isPast(3))
    await gate.close()
    expect(gate.connections()).toBe(3)
    expect(taken).toEqual(['calendar applied', 'words forwarded', 'calendar applied'])
    expect(dovecot.flags(folder)).toEqual(['S', 'S', 'S'])
    expect(w.mails('forwarded')[0]?.body_text.length).toBeGreaterThan(10_000)
  })

  test('a server that cannot tell of new mail is asked for it', async () => {
    const folder = await newFolder()
    const gate = await openGate({ hide: / IDLE(?= )/g })
    read({ folder, settings: { port: gate.port }, everyMs: 50 })
    await until(() => w.rows('heartbeats').some(({ runs }) => Number(runs) > 2))
    dovecot.deliver([reply(1)], folder)
    await until(isPast(1))
    await gate.close()
    expect([taken, logged]).toEqual([['calendar applied'], []])
  })

  test('one process reads at a time, and the other goes on when the first is gone, in whatever way', async () => {
    const folder = await newFolder()
    const first = read({ folder, everyMs: 20 })
    await until(() => cursor()?.lease_holder !== undefined && cursor().lease_holder !== null)
    const holder = cursor().lease_holder
    read({ folder, everyMs: 20 })
    dovecot.deliver([reply(1), reply(2)], folder)
    await until(isPast(2))
    expect(cursor().lease_holder).toBe(holder)
    await first.stop()
    dovecot.deliver([reply(3)], folder)
    await until(isPast(3))
    expect(taken).toHaveLength(3)
    // The lease of one that stands still runs out; when it wakes up it finds out, and leaves the cursor alone.
    w.setNow('2026-01-17T05:00:00Z')
    w.raw
      .prepare("update mailboxes set lease_holder = 'another', lease_until = '2026-01-17T05:03:00.000Z'")
      .run()
    dovecot.deliver([reply(4)], folder)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect([taken.length, cursor().last_uid]).toEqual([3, 3])
    w.setNow('2026-01-17T05:04:00Z')
    await until(isPast(4))
  })
})

interface Gate {
  readonly port: number
  connections(): number
  /** How much the server sent. */
  bytes(): number
  close(): Promise<void>
}

interface Spoilt {
  /** Breaks the first so many connections once the server has sent `after` bytes. */
  readonly cuts?: number
  readonly after?: number
  /** What the server says and nobody is to hear. */
  readonly hide?: RegExp
}

/** A way to dovecot on which things go wrong. */
async function openGate({ cuts = 0, after = 0, hide }: Spoilt = {}): Promise<Gate> {
  let connections = 0
  let bytes = 0
  const server: Server = createServer((client) => {
    connections += 1
    const cut = connections <= cuts
    let sent = 0
    const imap = tcp(dovecot.port, '127.0.0.1')
    const end = () => {
      client.destroy()
      imap.destroy()
    }
    for (const socket of [client, imap]) socket.on('error', end).on('close', end)
    client.pipe(imap)
    imap.on('data', (chunk) => {
      sent += chunk.length
      bytes += chunk.length
      if (cut && sent > after) end()
      else client.write(hide ? chunk.toString('latin1').replace(hide, '') : chunk)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    bytes: () => bytes,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      return Promise.race([closed, new Promise<void>((resolve) => setTimeout(resolve, 50))])
    },
  }
}
