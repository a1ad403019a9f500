import PostalMime from 'postal-mime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documentBytes, removeContent, storeDocument } from '../../src/documents/documents.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { openDelivery } from '../../src/mail/delivery.ts'
import { enqueue, type Mail } from '../../src/mail/outbox.ts'
import type { Message, SendOutcome } from '../../src/mail/transport.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'
import { attempts, mailTo, revision, rowOf, send } from './mails.ts'

let open: TestStore
beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

const PDF = Uint8Array.from({ length: 700_000 }, (_, at) => (at * 7) % 256)
const NAME = 'Письмо № 1-234, приглашение.pdf'

/** Commits a file and mails that carry it, in one batch as a room would. */
async function sendWithFile(...mails: Mail[]): Promise<{ file: string; ids: string[] }> {
  const { store } = open
  const file = storeDocument(store, { name: NAME, mediaType: 'application/pdf', bytes: PDF })
  const queued = mails.map((mail) =>
    enqueue(store, { ...mail, attachments: [{ documentId: file.id, name: NAME }] }),
  )
  const fact = recordFact(store, { id: file.id, version: 0 }, { kind: 'test.stored', actorId: 'system' })
  await store.commit([fact, ...file.statements, ...queued.map(({ statements }) => statements)], null)
  return { file: file.id, ids: queued.map(({ id }) => id) }
}

/** Delivers all that is due to a relay that answers so, and gives what it was handed. */
async function deliver(at: string, answer: SendOutcome): Promise<Message[]> {
  const taken: Message[] = []
  const transport = {
    keeps: false,
    send: async (message: Message) => {
      taken.push(message)
      return answer
    },
    close: async () => {},
  }
  await openDelivery({ openStore: () => open.at(at), transport, random: () => 0.5 }).deliverDue()
  return taken
}

const GREY: SendOutcome = { outcome: 'retry', code: 450, reply: '450 greylisted' }
const OK: SendOutcome = { outcome: 'sent', code: 250, reply: '250 OK' }

function typesIn(message: Message | undefined): string[] {
  const raw = Buffer.from(message?.raw ?? '').toString('latin1')
  return [...raw.matchAll(/^Content-Type: ([^;\r\n]+)/gm)].map(([, type = '']) => type)
}

test('a file comes back as it was kept, whatever its size', async () => {
  const { file } = await sendWithFile()
  expect(Buffer.from((await documentBytes(open.store, file)) ?? []).equals(PDF)).toBe(true)
})

test('a letter with a file is mixed, its words first', async () => {
  await sendWithFile(mailTo('petr@example.org'))
  const [message] = await deliver('2026-01-15T04:01:00Z', OK)
  expect(typesIn(message)).toEqual([
    'multipart/mixed',
    'multipart/alternative',
    'text/plain',
    'text/html',
    'application/pdf',
  ])
  const parsed = await PostalMime.parse(message?.raw as Uint8Array)
  const [attached] = parsed.attachments
  expect(attached).toMatchObject({ filename: NAME, mimeType: 'application/pdf', disposition: 'attachment' })
  expect(Buffer.from(attached?.content as ArrayBuffer).equals(PDF)).toBe(true)
})

test('with a calendar the file stands after invite.ics', async () => {
  await sendWithFile(revision(1))
  const [message] = await deliver('2026-01-15T04:01:00Z', OK)
  expect(typesIn(message)).toEqual([
    'multipart/mixed',
    'multipart/alternative',
    'text/plain',
    'text/html',
    'text/calendar',
    'application/ics',
    'application/pdf',
  ])
})

test('every attempt sends the same bytes', async () => {
  await sendWithFile(mailTo('petr@example.org'))
  const [first] = await deliver('2026-01-15T04:01:00Z', GREY)
  const [second] = await deliver('2026-01-15T06:00:00Z', OK)
  expect(Buffer.from(second?.raw ?? '').equals(Buffer.from(first?.raw ?? 'none'))).toBe(true)
})

test('a mail that was there already gets no file of its twin', async () => {
  await send(open.store, mailTo('petr@example.org', { dedupeKey: 'once' }))
  await sendWithFile(mailTo('petr@example.org', { dedupeKey: 'once' }), mailTo('anna@example.org'))
  const rows = open.raw.prepare('select outbox_id from outbox_attachments').pluck().all()
  const anna = open.raw.prepare("select id from outbox where to_address = 'anna@example.org'").pluck().get()
  expect(rows).toEqual([anna])
})

test('a mail whose file was removed is given up and says why', async () => {
  const { file, ids } = await sendWithFile(mailTo('petr@example.org'))
  const { store } = open
  const fact = recordFact(store, { id: file, version: 1 }, { kind: 'test.removed', actorId: 'system' })
  await store.commit([fact, ...removeContent(store, { id: file, version: 1 }, null)], null)
  expect(await deliver('2026-01-15T04:01:00Z', OK)).toEqual([])
  expect(attempts(open, ids[0] ?? '')).toEqual(['rejected'])
  expect(rowOf(open, ids[0] ?? '').last_reply).toBe('not composed: an attached file was removed')
})
