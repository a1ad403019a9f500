/** T67: what the transport makes of every way in which a relay can fail. */

import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Message, Transport } from '../../src/mail/transport.ts'
import { type FaultPoint, type Sink, startSink } from '../../src/platform/sink.ts'
import { readSmtpUrl, type SmtpSettings, smtpTransport } from '../../src/platform/smtp.ts'

let sink: Sink
let transport: Transport

function open(differs: Partial<SmtpSettings> = {}): Transport {
  const settings = { ...readSmtpUrl(`smtp://127.0.0.1:${sink.port}`), ...differs }
  return smtpTransport({ settings, name: 'example.org', silenceTimeout: 300, messageTimeout: 900 })
}

beforeEach(async () => {
  sink = await startSink()
  transport = open()
})

afterEach(async () => {
  await transport.close()
  await sink.close()
})

const message: Message = {
  outboxId: '01jx0000000000000000000000',
  envelope: { from: 'bounce+1@example.org', to: 'petr@example.org' },
  raw: 'Subject: x\r\n\r\n.a line that begins with a dot\r\n',
}

const BEFORE_SESSION: FaultPoint[] = ['connect', 'EHLO']
const IN_SESSION: FaultPoint[] = ['MAIL', 'RCPT', 'DATA', 'body', 'dot']

describe('a relay that works', () => {
  test('gets the exact bytes and the one recipient, over one connection', async () => {
    for (let n = 0; n < 3; n++) {
      expect(await transport.send(message)).toEqual({
        outcome: 'sent',
        code: 250,
        reply: '250 OK: message queued',
      })
    }
    expect(sink.messages.map(({ envelope, raw }) => [envelope, raw.toString()])).toEqual(
      Array(3).fill([{ from: 'bounce+1@example.org', to: ['petr@example.org'] }, message.raw]),
    )
    expect(sink.connections()).toBe(1)
  })
})

describe('a reply of the relay', () => {
  test.each(IN_SESSION)('4xx at %s is tried again, and the connection goes on', async (at) => {
    sink.setFault({ at, reply: 450, text: 'later', times: 1 })
    expect(await transport.send(message)).toEqual({ outcome: 'retry', code: 450, reply: '450 later' })
    expect(await transport.send(message)).toMatchObject({ outcome: 'sent' })
    expect(sink.messages.length).toBe(1)
  })

  test.each(IN_SESSION)('5xx at %s is final', async (at) => {
    sink.setFault({ at, reply: 550, text: '5.1.1 no such user' })
    expect(await transport.send(message)).toEqual({
      outcome: 'rejected',
      code: 550,
      reply: '550 5.1.1 no such user',
      ...(at === 'MAIL' ? { ofSender: true } : {}),
    })
    expect(sink.messages.length).toBe(0)
  })

  test.each([
    [421, 'closing', 'retry'],
    [451, 'local error', 'retry'],
    [452, 'out of space', 'retry'],
    [503, 'bad sequence', 'retry'],
    [552, '5.2.2 mailbox full', 'retry'],
    [554, '5.2.2 mailbox full', 'retry'],
    [552, '5.3.4 too large', 'rejected'],
    [552, 'mailbox full', 'retry'],
    [553, 'no such address', 'rejected'],
    [554, '5.7.1 policy', 'rejected'],
  ] as const)('%i %s', async (reply, text, outcome) => {
    sink.setFault({ at: 'RCPT', reply, text })
    expect(await transport.send(message)).toEqual({ outcome, code: reply, reply: `${reply} ${text}` })
  })

  test('that we must sign in is about us and not about the mail', async () => {
    sink.setFault({ at: 'MAIL', reply: 530, text: 'authentication required' })
    expect(await transport.send(message)).toMatchObject({ outcome: 'retry', code: 530, relayDown: true })
  })

  test.each(BEFORE_SESSION)('421 at %s means the relay is down', async (at) => {
    sink.setFault({ at, reply: 421, text: 'too busy' })
    expect(await transport.send(message)).toEqual({
      outcome: 'retry',
      code: 421,
      reply: '421 too busy',
      relayDown: true,
    })
  })
})

describe('a connection lost', () => {
  test.each(BEFORE_SESSION)('at %s means the relay is down', async (at) => {
    sink.setFault({ at, drop: true })
    expect(await transport.send(message)).toMatchObject({ outcome: 'retry', relayDown: true })
  })

  test.each(['MAIL', 'RCPT', 'DATA'] as const)('at %s: surely not accepted, tried again', async (at) => {
    sink.setFault({ at, drop: true })
    expect(await transport.send(message)).toEqual({
      outcome: 'retry',
      reply: 'Connection closed unexpectedly',
    })
  })

  test('after the final dot is uncertain, though the relay has the message', async () => {
    sink.setFault({ at: 'dot', drop: true })
    expect(await transport.send(message)).toEqual({
      outcome: 'uncertain',
      reply: 'Connection closed unexpectedly',
    })
    expect(sink.messages.length).toBe(1)
  })

  test('while it was idle is nobody’s fault: the message goes over a new one', async () => {
    await transport.send(message)
    sink.setFault({ at: 'MAIL', drop: true, times: 1 })
    expect(await transport.send(message)).toMatchObject({ outcome: 'sent' })
    expect(sink.connections()).toBe(2)
    expect(sink.messages.length).toBe(2)
  })
})

describe('silence', () => {
  test.each(BEFORE_SESSION)('at %s means the relay is down', async (at) => {
    sink.setFault({ at, stall: true })
    expect(await transport.send(message)).toMatchObject({ outcome: 'retry', relayDown: true })
  })

  test.each(['MAIL', 'RCPT', 'DATA'] as const)('at %s is tried again', async (at) => {
    sink.setFault({ at, stall: true })
    expect(await transport.send(message)).toEqual({ outcome: 'retry', reply: 'Timeout' })
  })

  test('after the final dot is uncertain', async () => {
    sink.setFault({ at: 'dot', stall: true })
    expect(await transport.send(message)).toEqual({ outcome: 'uncertain', reply: 'Timeout' })
  })

  test('broken by a byte now and then still has an end', async () => {
    const slow = await trickling()
    const { port } = slow.address() as AddressInfo
    const settings = readSmtpUrl(`smtp://127.0.0.1:${port}`)
    const patient = smtpTransport({ settings, name: 'x.org', silenceTimeout: 300, messageTimeout: 500 })
    expect(await patient.send(message)).toEqual({ outcome: 'retry', reply: 'the relay took too long' })
    slow.close()
  })
})

/** A relay that answers MAIL with one byte of an endless reply every 50 ms. */
async function trickling(): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.write('220 slow\r\n')
    socket.once('data', () => {
      socket.write('250 slow\r\n')
      socket.once('data', () => {
        const timer = setInterval(() => socket.write('2'), 50)
        socket.on('close', () => clearInterval(timer))
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

describe('TLS', () => {
  test('that was demanded and is not offered stops the mail: it is never sent in the clear', async () => {
    const strict = open({ startTls: 'required' })
    expect(await strict.send(message)).toMatchObject({ outcome: 'retry', relayDown: true })
    expect(sink.messages.length).toBe(0)
  })

  test('from the first byte is not given up either', async () => {
    const strict = open({ secure: true })
    expect(await strict.send(message)).toMatchObject({ outcome: 'retry', relayDown: true })
    expect(sink.messages.length).toBe(0)
  })
})

test('no relay at all', async () => {
  await sink.close()
  expect(await transport.send(message)).toMatchObject({ outcome: 'retry', relayDown: true })
})

describe('SMTP_URL', () => {
  test.each([
    ['smtp://mail.example.org', { port: 587, secure: false, startTls: 'required', auth: null }],
    ['smtp://mail.example.org:25?tls=optional', { port: 25, startTls: 'optional' }],
    ['smtp://mail.example.org?tls=never', { startTls: 'never' }],
    ['smtp://localhost:1025', { host: 'localhost', port: 1025, startTls: 'never' }],
    ['smtp://[::1]', { host: '::1', startTls: 'never' }],
    ['smtps://mail.example.org', { port: 465, secure: true }],
    ['smtps://a%40b:p%3Aw@mail.example.org', { auth: { user: 'a@b', pass: 'p:w' } }],
  ])('%s', (url, settings) => {
    expect(readSmtpUrl(url)).toMatchObject(settings)
  })

  test.each(['', 'mail.example.org', 'http://mail.example.org', 'smtp://u:secret@h?tls=maybe'])(
    '%j is refused without repeating it',
    (url) => {
      expect(() => readSmtpUrl(url)).toThrow(/^SMTP_URL(?!.*secret)/)
    },
  )
})
