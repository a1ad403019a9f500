import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Locale } from '../../src/kernel/locale.ts'
import { composeMail } from '../../src/mail/compose.ts'
import { bounceAddress } from '../../src/mail/mail.ts'
import type { Mail } from '../../src/mail/outbox.ts'
import { INSTANCE, openTestStore, type TestStore } from '../fixtures/store.ts'
import { CALENDAR, mailTo, revision, rowOf, send } from './mails.ts'

let open: TestStore
beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

async function composed(mail: Mail) {
  const [id = ''] = await send(open.store, mail)
  const row = rowOf(open, id)
  const message = await composeMail(INSTANCE, row)
  return { id, row, message, raw: Buffer.from(message.raw).toString('utf8') }
}

const part = (lang: Locale) => [{ lang, blocks: [{ kind: 'text', text: lang }] }] as const

/** The tree of a message: the type of each part, indented by its depth, with what decides how it is read. */
function treeOf(raw: string): string[] {
  const headers = raw.split(/\r\n(?=Content-Type:)/i).slice(1)
  return headers.map((part) => {
    const head = part.slice(0, part.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
    const type = /^Content-Type: ([^\r]*)/i.exec(head)?.[1] ?? ''
    const encoding = /Content-Transfer-Encoding: (\S+)/i.exec(head)?.[1] ?? ''
    const disposition = /Content-Disposition: ([^\r]*)/i.exec(head)?.[1] ?? ''
    return [type.replace(/ ?boundary=.*/, ''), encoding, disposition].filter(Boolean).join(' | ')
  })
}

function headerNames(raw: string): string[] {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  return head.split('\r\n').map((line) => line.slice(0, line.indexOf(':')))
}

function header(raw: string, name: string): string {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
}

describe('an invitation with a calendar', () => {
  test('has the one tree that all calendars read', async () => {
    const { raw } = await composed(revision(1))
    expect(treeOf(raw)).toEqual([
      'multipart/mixed;',
      'multipart/alternative;',
      'text/plain; charset=utf-8 | base64',
      'text/html; charset=utf-8 | quoted-printable',
      'text/calendar; charset=utf-8; method=REQUEST; component=VEVENT | base64',
      'application/ics; name=invite.ics | base64 | attachment; filename=invite.ics',
    ])
  })

  test('carries the same bytes of the calendar twice', async () => {
    const { raw } = await composed(revision(1, { kind: 'calendar_cancel' }))
    const encoded = raw.match(/(?<=\r\n\r\n)QkVH[\w+/=\r\n]+?(?=\r\n--)/g) ?? []
    expect(encoded.map((base64) => Buffer.from(base64, 'base64').toString('utf8'))).toEqual([
      CALENDAR,
      CALENDAR,
    ])
    expect(treeOf(raw)[4]).toBe('text/calendar; charset=utf-8; method=CANCEL; component=VEVENT | base64')
  })

  test('has these headers and no others', async () => {
    const { raw, row } = await composed(revision(2, { inReplyTo: '<first@example.org>' }))
    expect(headerNames(raw)).toEqual([
      'Auto-Submitted',
      'X-Auto-Response-Suppress',
      'Content-Language',
      'From',
      'To',
      'In-Reply-To',
      'References',
      'Subject',
      'Message-ID',
      'Date',
      'MIME-Version',
      'Content-Type',
    ])
    expect(header(raw, 'Auto-Submitted')).toBe('auto-generated')
    expect(header(raw, 'X-Auto-Response-Suppress')).toBe('OOF, AutoReply')
    expect(header(raw, 'Content-Language')).toBe('ru')
    expect(header(raw, 'Message-ID').trim()).toBe(row.message_id)
    expect(header(raw, 'In-Reply-To')).toBe('<first@example.org>')
    expect(header(raw, 'References')).toBe('<first@example.org>')
    expect(header(raw, 'Date')).toBe('Thu, 15 Jan 2026 04:00:00 +0000')
  })

  test('names the languages of its letter in their order', async () => {
    const both = { subject: 'Шақыру', parts: [...part('kk'), ...part('ru')] }
    const { raw } = await composed(revision(1, { lang: 'kk', letter: both }))
    expect(header(raw, 'Content-Language')).toBe('kk, ru')
  })

  test('goes from the constant mailbox to one person, and bounces to an address of its own', async () => {
    const { id, message } = await composed(revision(1))
    const parsed = await PostalMime.parse(message.raw as Uint8Array)
    expect(parsed.from).toEqual({ name: 'Секретариат диалога', address: 'rsvp@intersession.example.org' })
    expect(parsed.to).toEqual([{ name: 'Пётр', address: 'petr@example.org' }])
    expect(parsed.subject).toBe('Приглашение: диалог, 14.10.2025')
    expect(message.envelope).toEqual({ from: bounceAddress(INSTANCE, id), to: 'petr@example.org' })
  })
})

describe('convenience mail', () => {
  test('can be stopped with one click and has no calendar', async () => {
    const list = { id: 'digest', unsubscribeToken: 'abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE' } as const
    const { raw } = await composed(mailTo('petr@example.org', { kind: 'digest', list }))
    expect(treeOf(raw)).toEqual([
      'multipart/alternative;',
      'text/plain; charset=utf-8 | base64',
      'text/html; charset=utf-8 | quoted-printable',
    ])
    expect(header(raw, 'List-Id')).toBe('<digest.intersession.example.org>')
    expect(header(raw, 'List-Unsubscribe').trim()).toBe(
      `<https://intersession.example.org/u/${list.unsubscribeToken}>, <mailto:unsubscribe+${list.unsubscribeToken}@intersession.example.org>`,
    )
    expect(header(raw, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    expect(headerNames(raw).filter((name) => /^list-unsubscribe$/i.test(name))).toHaveLength(1)
    expect(header(raw, 'From')).toContain('<digest@intersession.example.org>')
  })

  test('an invitation has no such headers: one press would silence a ministry', async () => {
    const { raw } = await composed(revision(1))
    expect(headerNames(raw).filter((name) => name.startsWith('List-'))).toEqual([])
  })
})

describe('composing', () => {
  test('twice gives the same bytes', async () => {
    const { row, message } = await composed(revision(1))
    const again = await composeMail(INSTANCE, row)
    expect(Buffer.from(again.raw).equals(Buffer.from(message.raw))).toBe(true)
  })

  test.each(['petr@example.org\r\nBcc: x@example.org', '"x"@example.org', 'PETR@EXAMPLE.ORG', ''])(
    'refuses a row addressed to %j',
    async (to_address) => {
      const { row } = await composed(revision(1))
      await expect(composeMail(INSTANCE, { ...row, to_address })).rejects.toThrow(RangeError)
    },
  )

  test('every line ends in CRLF', async () => {
    const { raw } = await composed(revision(1))
    expect(raw).not.toMatch(/[^\r]\n|\r[^\n]/)
  })

  test('lines are never longer than 998 octets', async () => {
    const long = 'ә'.repeat(3000)
    const { raw } = await composed(
      mailTo('petr@example.org', {
        letter: { subject: long, parts: [{ lang: 'kk', blocks: [{ kind: 'text', text: long }] }] },
      }),
    )
    expect(Math.max(...raw.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998)
  })
})
