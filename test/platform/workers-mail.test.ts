/** The transports of a worker, run in workerd: TLS to a relay by its name, and the words of the binding. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Miniflare } from 'miniflare'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SendOutcome } from '../../src/mail/transport.ts'

const folder = mkdtempSync(join(tmpdir(), 'intersession-smtp-'))
const certificate = makeCertificate('trusted')
const stranger = makeCertificate('stranger')

let miniflare: Miniflare
let address: URL
let running: SMTPServer[] = []
let received: { text: string; secure: boolean }[] = []

beforeAll(async () => {
  // Read by workerd's wrapper when it is loaded: what it trusts besides the usual authorities.
  if (certificate) process.env.NODE_EXTRA_CA_CERTS = join(folder, 'trusted.pem')
  const { convertV4MiniflareOptions, Miniflare: Runtime } = await import('miniflare')
  const options = {
    modules: true,
    script: await bundled(),
    compatibilityDate: '2026-09-01',
    compatibilityFlags: ['nodejs_compat'],
    // What workerd says of refused certificates is what these tests are about.
    handleStructuredLogs: () => {},
  }
  miniflare = new Runtime(convertV4MiniflareOptions({ ...options, host: '127.0.0.1', port: 0 }))
  address = await miniflare.ready
})

afterEach(async () => {
  for (const server of running) server.close()
  running = []
  received = []
})

afterAll(async () => {
  await miniflare?.dispose()
  rmSync(folder, { recursive: true, force: true })
})

/** A certificate for the name localhost that signs itself; null without openssl. */
function makeCertificate(name: string): { key: string; cert: string } | null {
  const [key, cert] = [join(folder, `${name}-key.pem`), join(folder, `${name}.pem`)]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  try {
    execFileSync('openssl', ['req', '-x509', ...kind, ...names, '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } catch {
    return null
  }
}

const SCRIPT = `
  import { openTransport } from './src/platform/workers-mail.ts'
  const message = {
    outboxId: 'x',
    envelope: { from: 'bounce+x@example.org', to: 'reader@example.org' },
    raw: 'From: "O, Brien" <rsvp@example.org>\\r\\nSubject: Test\\r\\n\\r\\nHello\\r\\n',
  }
  export default {
    async fetch(request) {
      const { url, code, text } = await request.json()
      const seen = []
      const binding = {
        send: async (mail) => {
          seen.push(mail.from, mail.to)
          if (text) throw Object.assign(new Error(text), code ? { code } : {})
        },
      }
      const way = url ? { by: 'smtp', url } : { by: 'send_email', binding }
      const transport = openTransport(way, 'example.org', 5000)
      const outcome = await transport.send(message)
      await transport.close()
      return Response.json({ outcome, seen })
    },
  }`

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['cloudflare:*'],
    write: false,
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('/')" },
  })
  return outputFiles[0]?.text ?? ''
}

async function send(asked: {
  url?: string
  code?: string
  text?: string
}): Promise<{ outcome: SendOutcome; seen: string[] }> {
  const answer = await fetch(address, { method: 'POST', body: JSON.stringify(asked) })
  return (await answer.json()) as { outcome: SendOutcome; seen: string[] }
}

async function relay(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({
    ...options,
    authOptional: true,
    onData: (stream, session, done) => {
      let text = ''
      stream.on('data', (chunk) => {
        text += chunk
      })
      stream.on('end', () => {
        received.push({ text, secure: session.secure })
        done()
      })
    },
  })
  // A client that does not like our certificate goes away in mid-sentence.
  server.on('error', () => {})
  running.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.server.address() as AddressInfo).port
}

describe('SMTP out of workerd', () => {
  test.skipIf(!certificate)('by TLS from the first byte, to the name in the certificate', async () => {
    const port = await relay({ secure: true, ...certificate })
    expect((await send({ url: `smtps://localhost:${port}` })).outcome.outcome).toBe('sent')
    expect(received).toEqual([{ text: expect.stringContaining('Subject: Test'), secure: true }])
    const other = (await send({ url: `smtps://127.0.0.1:${port}` })).outcome
    expect(other).toMatchObject({ outcome: 'retry', relayDown: true })
    expect(received).toHaveLength(1)
  })

  test.skipIf(!certificate)('by STARTTLS, to the name in the certificate', async () => {
    const port = await relay({ secure: false, ...certificate })
    const { outcome } = await send({ url: `smtp://localhost:${port}?tls=required` })
    expect(outcome.outcome).toBe('sent')
    expect(received).toEqual([{ text: expect.stringContaining('Subject: Test'), secure: true }])
  })

  test.each([true, false])(
    'never to a relay with a certificate that nobody signed (TLS first: %s)',
    async (secure) => {
      const port = await relay({ secure, ...stranger })
      const url = secure ? `smtps://localhost:${port}` : `smtp://localhost:${port}?tls=required`
      expect((await send({ url })).outcome).toMatchObject({ outcome: 'retry', relayDown: true })
      expect(received).toEqual([])
    },
  )

  test('never plainly where TLS is demanded', async () => {
    const port = await relay({ disabledCommands: ['STARTTLS'] })
    const { outcome } = await send({ url: `smtp://localhost:${port}?tls=required` })
    expect(outcome).toMatchObject({ outcome: 'retry', relayDown: true })
    expect(received).toEqual([])
  })
})

describe('the send_email binding', () => {
  test('gets the sender of the From header, which it demands', async () => {
    expect(await send({})).toEqual({
      outcome: { outcome: 'sent', code: 250, reply: '' },
      seen: ['rsvp@example.org', 'reader@example.org'],
    })
  })

  test.each([
    ['E_RECIPIENT_SUPPRESSED', { outcome: 'rejected' }],
    ['E_VALIDATION_ERROR', { outcome: 'rejected' }],
    ['E_HEADER_NOT_ALLOWED', { outcome: 'rejected' }],
    ['E_SENDER_NOT_VERIFIED', { outcome: 'retry', relayDown: true }],
    ['E_DAILY_LIMIT_EXCEEDED', { outcome: 'retry', relayDown: true }],
    ['E_DELIVERY_FAILED', { outcome: 'retry' }],
  ])('%s', async (code, expected) => {
    const { outcome } = await send({ code, text: 'no' })
    expect(outcome).toEqual({ ...expected, reply: `${code} no` })
  })

  test('a connection lost in mid-call may have sent it', async () => {
    const { outcome } = await send({ text: 'Network connection lost.' })
    expect(outcome).toEqual({ outcome: 'uncertain', reply: 'Network connection lost.' })
  })
})
