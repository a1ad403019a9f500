/** DKIM signatures, judged by a verifier of our own after RFC 6376 §6 and by nodemailer's reading of the body. */

import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import DKIM from 'nodemailer/lib/dkim'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { composeMail } from '../../src/mail/compose.ts'
import type { Message } from '../../src/mail/transport.ts'
import { readConfig } from '../../src/platform/config.ts'
import { type DkimKey, SIGNED_HEADERS, signingTransport, signMessage } from '../../src/platform/dkim.ts'
import { dkimKey } from '../../src/platform/dkim-command.ts'
import { dkimRecord, readDkimKeys } from '../../src/platform/dkim-key.ts'
import { main } from '../../src/platform/main.ts'
import { startServer } from '../../src/platform/serve.ts'
import { startSink } from '../../src/platform/sink.ts'
import { readSmtpUrl, smtpTransport } from '../../src/platform/smtp.ts'
import { INSTANCE, NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { mailTo, revision, rowOf, send } from './mails.ts'

const folder = mkdtempSync(join(tmpdir(), 'intersession-dkim-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const DOMAIN = INSTANCE.mailDomain
const RSA: DkimKey = {
  selector: 'rsa2026',
  kind: 'rsa',
  privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
}
const ED: DkimKey = {
  selector: 'ed2026',
  kind: 'ed25519',
  privateKey: generateKeyPairSync('ed25519').privateKey,
}

/** DNS as the verifier sees it. */
const ZONE = new Map(
  [RSA, ED].map((key) => {
    const [name = '', text = ''] = dkimRecord(key, DOMAIN).split('. IN TXT ')
    return [name, [...text.matchAll(/"([^"]*)"/g)].map((match) => match[1]).join('')]
  }),
)

function tagsOf(text: string): Map<string, string> {
  const pairs = text.split(';').filter((pair) => pair.trim() !== '')
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at).trim(), pair.slice(at + 1).replace(/\s+/g, '')]
    }),
  )
}

function keyIn(tags: Map<string, string>): KeyObject {
  const bytes = Buffer.from(tags.get('p') ?? '', 'base64')
  // RFC 8463 §4.2: the record has the 32 bytes alone; node wants the ASN.1 of RFC 8410 around them.
  const der =
    tags.get('k') === 'ed25519'
      ? Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes])
      : bytes
  return createPublicKey({ key: der, format: 'der', type: 'spki' })
}

/** Canonical lines, walked byte by byte, unlike the signer. */
function canonicalBody(body: Buffer): Buffer {
  const lines: string[] = []
  let line = ''
  let blank = false
  for (const byte of body) {
    if (byte === 0x0d) continue
    if (byte === 0x0a) {
      lines.push(line)
      line = ''
      blank = false
    } else if (byte === 0x20 || byte === 0x09) {
      blank = true
    } else {
      line += (blank ? ' ' : '') + String.fromCharCode(byte)
      blank = false
    }
  }
  if (line !== '') lines.push(line)
  while (lines.at(-1) === '') lines.pop()
  return Buffer.from(lines.map((one) => `${one}\r\n`).join(''), 'latin1')
}

/** What a verifier says of each signature of a message, from the top. */
function verdicts(raw: Buffer): string[] {
  const end = raw.indexOf('\r\n\r\n')
  const fields = raw
    .subarray(0, end)
    .toString('latin1')
    .split(/\r\n(?=[^ \t])/)
  const canonical = fields.map((field) => {
    const at = field.indexOf(':')
    return [
      field.slice(0, at).toLowerCase(),
      field
        .slice(at + 1)
        .replace(/\r\n/g, '')
        .replace(/[ \t]+/g, ' ')
        .trim(),
    ] as const
  })
  return canonical.flatMap(([name, value]) => {
    if (name !== 'dkim-signature') return []
    const tags = tagsOf(value)
    const record = ZONE.get(`${tags.get('s')}._domainkey.${tags.get('d')}`)
    if (!record) return ['no key']
    const hash = createHash('sha256')
      .update(canonicalBody(raw.subarray(end + 4)))
      .digest('base64')
    if (hash !== tags.get('bh')) return ['body changed']
    const left = [...canonical]
    const input = (tags.get('h') ?? '')
      .toLowerCase()
      .split(':')
      .map((wanted) => {
        const at = left.findLastIndex((field) => field[0] === wanted)
        return at < 0 ? '' : left.splice(at, 1).map(([key, text]) => `${key}:${text}\r\n`)[0]
      })
    input.push(`dkim-signature:${value.replace(/\bb=[\w+/= ]*$/, 'b=')}`)
    const bytes = Buffer.from(input.join(''), 'latin1')
    const ed = tags.get('a') === 'ed25519-sha256'
    const good = verify(
      ed ? null : 'sha256',
      ed ? createHash('sha256').update(bytes).digest() : bytes,
      keyIn(tagsOf(record)),
      Buffer.from(tags.get('b') ?? '', 'base64'),
    )
    return [good ? 'pass' : 'headers changed']
  })
}

function changed(raw: Buffer, from: string, to: string): Buffer {
  const text = raw.toString('latin1')
  expect(text).toContain(from)
  return Buffer.from(text.replace(from, to), 'latin1')
}

describe('a signed mail', () => {
  let open: TestStore
  beforeEach(() => {
    open = openTestStore()
  })
  afterEach(() => open.close())

  async function composed(mail = revision(1)): Promise<Message> {
    const [id = ''] = await send(open.store, mail)
    return composeMail(INSTANCE, rowOf(open, id))
  }
  const list = { id: 'digest', unsubscribeToken: 'abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE' } as const
  const digest = () => mailTo('petr@example.org', { kind: 'digest', list })

  test('is verified by both keys, and covers the whole list of headers', async () => {
    const raw = await signMessage((await composed()).raw, DOMAIN, [RSA, ED])
    expect(verdicts(raw)).toEqual(['pass', 'pass'])
    const h = /h=([\w:\s-]+);/.exec(raw.toString('latin1'))?.[1]?.replace(/\s/g, '')
    expect(h).toBe(
      'From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Reply-To:In-Reply-To:References:Auto-Submitted:List-Id:List-Unsubscribe:List-Unsubscribe-Post',
    )
    expect(h).toBe(SIGNED_HEADERS.join(':'))
  })

  test('is the same bytes each time, so that a retry repeats what was sent', async () => {
    const message = await composed()
    const first = await signMessage(message.raw, DOMAIN, [RSA, ED])
    expect((await signMessage(message.raw, DOMAIN, [RSA, ED])).equals(first)).toBe(true)
    expect(first.toString('latin1')).not.toMatch(/[; ][tx]=\d/)
  })

  test.each([
    ['Subject: ', 'Subject: x', 'headers changed'],
    ['List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n', '', 'headers changed'],
    ['From: ', 'Reply-To: evil@example.net\r\nFrom: ', 'headers changed'],
    [
      'Content-Transfer-Encoding: base64\r\n\r\n',
      'Content-Transfer-Encoding: base64\r\n\r\nx',
      'body changed',
    ],
    ['X-Auto-Response-Suppress: OOF', 'X-Auto-Response-Suppress: DR', 'pass'],
  ])('changed from %j to %j is found out: %s', async (from, to, verdict) => {
    const raw = await signMessage((await composed(digest())).raw, DOMAIN, [RSA])
    expect(verdicts(changed(raw, from, to))).toEqual([verdict])
  })

  test('has no byte above 7 bits and no long line, so that no relay needs to re-encode it', async () => {
    for (const mail of [revision(1), digest()]) {
      const raw = await signMessage((await composed(mail)).raw, DOMAIN, [RSA, ED])
      expect(raw.every((byte) => byte < 128)).toBe(true)
      expect(
        raw
          .toString()
          .split('\r\n')
          .filter((line) => line.length > 200),
      ).toEqual([])
    }
  })

  test('arrives as it was signed', async () => {
    const sink = await startSink()
    const relay = smtpTransport({ settings: readSmtpUrl(`smtp://127.0.0.1:${sink.port}`), name: DOMAIN })
    const transport = signingTransport(relay, DOMAIN, [RSA, ED])
    expect(await transport.send(await composed())).toMatchObject({ outcome: 'sent' })
    expect(verdicts(sink.messages[0]!.raw)).toEqual(['pass', 'pass'])
    await transport.close()
    await sink.close()
  })

  test('leaves a server that has a key', async () => {
    const sink = await startSink()
    const file = join(folder, 'server.pem')
    writeFileSync(file, RSA.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const read = readConfig({
      PORT: '0',
      DATA_DIR: join(folder, 'server'),
      MAIL_DOMAIN: DOMAIN,
      SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      DKIM_KEY_FILE: file,
      DKIM_SELECTOR: RSA.selector,
    })
    if ('faults' in read) throw new Error(read.faults.join())
    const clock = { now: () => NOW }
    const server = await startServer({ config: read.config, clock, background: false, log: () => {} })
    await send(server.openStore(), revision(1))
    expect(await server.deliver()).toMatchObject({ sent: 1 })
    expect(verdicts(sink.messages[0]!.raw)).toEqual(['pass'])
    await server.close()
    await sink.close()
  })

  test('is not sent when it cannot be signed', async () => {
    const sink = await startSink()
    const relay = smtpTransport({ settings: readSmtpUrl(`smtp://127.0.0.1:${sink.port}`), name: DOMAIN })
    const broken = { ...RSA, privateKey: createPublicKey(RSA.privateKey) }
    const outcome = await signingTransport(relay, DOMAIN, [broken]).send(await composed())
    expect(outcome).toMatchObject({ outcome: 'retry', relayDown: true })
    expect(outcome.reply).toMatch(/^not signed: /)
    expect(sink.messages).toEqual([])
    await relay.close()
    await sink.close()
  })
})

const HEAD = 'From: a@example.org\r\nSubject:  folded\r\n\t twice  \r\nTo:b@example.org\r\n\r\n'

describe('a signature over awkward bytes', () => {
  test.each([
    ['no body', ''],
    ['only empty lines', '\r\n\r\n\r\n'],
    ['empty lines at the end', 'text\r\n\r\n\r\n'],
    ['blanks at the ends of lines', ' a \t b \t\r\n\t\r\n \r\n'],
    ['no line end at the end', 'text'],
    ['bare line feeds and carriage returns', 'a\nb\rc\r\n'],
    ['a line of 100,000 characters', 'ы'.repeat(50_000)],
    ['a run of 200,000 blanks', `a${' '.repeat(200_000)}b`],
    ['8 bits', 'Қазақстан\r\n'],
    ['dots at the beginnings of lines', '.\r\n..\r\n.a\r\n'],
  ])('verifies: %s', async (_, body) => {
    expect(verdicts(await signMessage(HEAD + body, DOMAIN, [RSA, ED]))).toEqual(['pass', 'pass'])
  })

  test('verifies for any bytes, and its body hash is the one that nodemailer finds', async () => {
    const pieces = fc.constantFrom('a', ' ', '\t', '\r\n', '\r\n\r\n', '.', 'ы', '=')
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (parts) => {
        const raw = await signMessage(HEAD + parts.join(''), DOMAIN, [ED])
        expect(verdicts(raw)).toEqual(['pass'])
        expect(bodyHash(raw.toString('latin1'))).toBe(
          bodyHash(await signedByNodemailer(HEAD + parts.join(''))),
        )
      }),
      { numRuns: 60 },
    )
  })
})

function bodyHash(raw: string): string {
  return /bh=([\w+/=]+)/.exec(raw)?.[1] ?? ''
}

async function signedByNodemailer(raw: string): Promise<string> {
  const privateKey = RSA.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const signer = new DKIM({ domainName: DOMAIN, keySelector: 'rsa2026', privateKey })
  const chunks: Buffer[] = []
  for await (const chunk of signer.sign(raw)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('latin1')
}

describe('the keys', () => {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()

  test('are made with mode 600, printed as a DNS record and never overwritten', async () => {
    const read = readConfig({ DATA_DIR: folder, MAIL_DOMAIN: DOMAIN })
    if ('faults' in read) throw new Error('unexpected')
    const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
    const complained = vi.spyOn(console, 'error').mockImplementation(() => {})
    for (const [selector, type] of [
      ['made-rsa', 'rsa'],
      ['made-ed', 'ed25519'],
    ] as const) {
      expect(await dkimKey(['--selector', selector, '--type', type], read.config)).toBe(0)
      const to = join(folder, `dkim-${selector}.pem`)
      expect(statSync(to).mode & 0o777).toBe(0o600)
      const keys = readDkimKeys({ dkim: [{ file: to, selector }] })
      if ('faults' in keys) throw new Error(keys.faults.join())
      expect(printed.mock.lastCall?.[0]).toContain(`\n  ${dkimRecord(keys.keys[0]!, DOMAIN)}\n`)
      expect(await dkimKey(['--selector', selector], read.config)).toBe(1)
      expect(complained.mock.lastCall?.[0]).toBe(`${to} is there already`)
    }
    expect(await dkimKey(['--selector', 'a b'], read.config)).toBe(1)
    vi.restoreAllMocks()
  })

  test('that cannot be used are faults with their file, and the server does not start', async () => {
    const dsa = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    const weak = generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey
    const files = [
      join(folder, 'nowhere.pem'),
      file('broken.pem', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'),
      file('public.pem', createPublicKey(RSA.privateKey).export({ type: 'spki', format: 'pem' }).toString()),
      file('ec.pem', pem(dsa)),
      file('weak.pem', pem(weak)),
    ]
    const faults = [
      `DKIM_KEY_FILE: ${files[0]} cannot be read (ENOENT)`,
      `DKIM_KEY_FILE: ${files[1]} holds no private key in PEM without a passphrase`,
      `DKIM_KEY_FILE: ${files[2]} holds no private key in PEM without a passphrase`,
      `DKIM_KEY_FILE: ${files[3]} holds a key for ec, not RSA or Ed25519`,
      `DKIM_KEY_FILE: ${files[4]} holds an RSA key of fewer than 1024 bits`,
    ]
    expect(readDkimKeys({ dkim: files.map((one) => ({ file: one, selector: 's' })) })).toEqual({ faults })

    const said: string[] = []
    vi.spyOn(console, 'error').mockImplementation((line) => void said.push(String(line)))
    const selectors = files.map(() => 's').join()
    const env = { PORT: '0', DATA_DIR: folder, DKIM_KEY_FILE: files.join(), DKIM_SELECTOR: selectors }
    expect(await main(['start'], env)).toBe(1)
    expect(said).toEqual(faults)
    vi.restoreAllMocks()
  })
})
