/** T21: whatever stands in names, titles and texts, the envelope and the headers are ours (safety.md §1.7). */

import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseAddress } from '../../src/mail/address.ts'
import { composeMail } from '../../src/mail/compose.ts'
import { enqueue } from '../../src/mail/outbox.ts'
import type { Transport } from '../../src/mail/transport.ts'
import { type Sink, startSink } from '../../src/platform/sink.ts'
import { readSmtpUrl, smtpTransport } from '../../src/platform/smtp.ts'
import { INSTANCE, openTestStore, type TestStore } from '../fixtures/store.ts'
import { CALENDAR, mailTo, rowOf } from './mails.ts'

let open: TestStore
let sink: Sink
let transport: Transport

beforeAll(async () => {
  open = openTestStore()
  sink = await startSink()
  transport = smtpTransport({ settings: readSmtpUrl(`smtp://127.0.0.1:${sink.port}`), name: 'example.org' })
})

afterAll(async () => {
  await transport.close()
  await sink.close()
  await open.close()
})

const HEADERS = [
  'auto-submitted',
  'x-auto-response-suppress',
  'content-language',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'from',
  'to',
  'in-reply-to',
  'references',
  'subject',
  'message-id',
  'date',
  'mime-version',
  'content-type',
]

const HOSTILE = [
  '\r\nBcc: evil@example.com',
  '\r\n\r\n<b>body</b>',
  '\nX-Evil: 1',
  '\rRCPT TO:<evil@example.com>',
  '", evil@example.com, "',
  '<evil@example.com>',
  '(comment) evil@example.com',
  '=?utf-8?Q?=0D=0ABcc:_evil@example.com?=',
  '\r\n.\r\nMAIL FROM:<evil@example.com>',
  '\u2028Bcc: evil@example.com',
  '\u0000',
  '\ud800',
  '; charset=utf-7',
  '\r\n----_NmP-x-Part_1\r\nContent-Type: text/html\r\n\r\n<b>',
]

const text = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('', ...HOSTILE), fc.string())
  .map((parts) => parts.join(''))

test('generated names, titles and texts reach exactly one recipient under exactly these headers', async () => {
  await fc.assert(
    fc.asyncProperty(text, text, text, text, async (toName, fromName, subject, body) => {
      const mail = mailTo('petr@example.org', {
        to: { personId: null, address: 'petr@example.org', name: toName },
        fromName,
        letter: {
          subject: `x${subject}`,
          parts: [{ lang: 'en', blocks: [{ kind: 'text', text: `.\n${body}` }] }],
        },
        inReplyTo: '<first@example.org>',
        list: { id: 'digest', unsubscribeToken: 'abcdefghijklmnopqrstuvwxyz' },
        calendar: { method: 'REQUEST', sequence: 1, content: CALENDAR },
      })
      const { id, statements } = enqueue(open.store, mail)
      for (const statement of statements) await open.store.tidy(statement)
      const message = await composeMail(INSTANCE, rowOf(open, id))

      const before = sink.messages.length
      expect(await transport.send(message)).toMatchObject({ outcome: 'sent' })
      expect(sink.messages.length).toBe(before + 1)
      const received = sink.messages[before]
      expect(received?.envelope).toEqual({ from: message.envelope.from, to: ['petr@example.org'] })
      expect(received?.raw.toString('hex')).toBe(Buffer.from(message.raw).toString('hex'))

      const parsed = await PostalMime.parse(received?.raw ?? '')
      expect(parsed.headers.map(({ key }) => key)).toEqual(HEADERS)
      expect(parsed.to).toMatchObject([{ address: 'petr@example.org' }])
      expect(parsed.from).toMatchObject({ address: 'rsvp@intersession.example.org' })
      expect(parsed.attachments.map(({ mimeType }) => mimeType)).toEqual(['text/calendar', 'application/ics'])
    }),
    { numRuns: 300 },
  )
}, 60_000)

test('a hostile address never gets as far as the composer', () => {
  fc.assert(
    fc.property(text, fc.constantFrom(...HOSTILE), (local, hostile) => {
      const typed = `${local}${hostile}@example.org${hostile}`
      expect(parseAddress(typed).ok).toBe(false)
    }),
    { numRuns: 500 },
  )
})
