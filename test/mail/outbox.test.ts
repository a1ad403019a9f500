import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bounceAddress, type MailKind, messageIdOf } from '../../src/mail/mail.ts'
import { enqueue, withdrawUnsent } from '../../src/mail/outbox.ts'
import { INSTANCE, NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { mailTo, revision, rowOf, send, states } from './mails.ts'

let open: TestStore
beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

describe('queueing a mail', () => {
  test('renders it once, with everything that a retry needs', async () => {
    const [id = ''] = await send(open.store, revision(3, { inReplyTo: '<first@example.org>' }))
    const row = rowOf(open, id)
    expect(row).toMatchObject({
      state: 'queued',
      from_mailbox: 'rsvp',
      message_id: messageIdOf(INSTANCE, { kind: 'calendar_request', id, sequence: 3 }),
      in_reply_to: '<first@example.org>',
      mail_date: NOW,
      not_before: NOW,
      not_after: null,
      calendar_method: 'REQUEST',
      calendar_sequence: 3,
      attempts: 0,
      fence: 0,
    })
    expect(row.body_text).toBe('Просим принять участие.\n')
    expect(row.body_html).toContain('Просим принять участие.')
  })

  test('the same reason twice is one mail', async () => {
    await send(open.store, mailTo('petr@example.org', { dedupeKey: 'once' }))
    await send(open.store, mailTo('petr@example.org', { dedupeKey: 'once' }))
    expect(states(open)).toEqual(['queued'])
  })

  test('a Message-ID names kind, mail and revision, and is sealed', () => {
    const id = '01jx0000000000000000000000'
    const messageId = messageIdOf(INSTANCE, { kind: 'digest', id, sequence: 0 })
    expect(messageId).toMatch(/^<digest\.01jx0{22}\.0\.[\w-]{8}@intersession\.example\.org>$/)
    expect(bounceAddress(INSTANCE, id)).toMatch(/^bounce\+01jx0{22}\.[\w-]{8}@intersession\.example\.org$/)
  })

  test('a sign-in link is given up after ten minutes, a digest only when its room says so', async () => {
    const [signIn = '', digest = ''] = await send(
      open.store,
      mailTo('a@example.org', { kind: 'sign_in' }),
      mailTo('b@example.org', { kind: 'digest' }),
    )
    expect(rowOf(open, signIn).not_after).toBe('2026-01-15T04:10:00.000Z')
    expect(rowOf(open, digest)).toMatchObject({ not_after: null, from_mailbox: 'digest' })
  })

  test.each([
    ['sign_in', 'calendar_cancel'],
    ['calendar_cancel', 'calendar_request'],
    ['calendar_update', 'invitation_letter'],
    ['verification_request', 'reminder'],
    ['reminder', 'digest'],
  ] as [MailKind, MailKind][])('%s goes before %s', async (first, second) => {
    const ids = await send(
      open.store,
      mailTo('a@example.org', { kind: first }),
      mailTo('b@example.org', { kind: second }),
    )
    const [a, b] = ids.map((id) => rowOf(open, id).priority)
    expect(a).toBeLessThan(b ?? 0)
  })

  test.each(['"x"@example.org', 'a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org'])(
    'an address like %j is a bug and stops the command',
    (address) => {
      expect(() => enqueue(open.store, mailTo(address))).toThrow(RangeError)
    },
  )

  test('names and subjects are one clean line', async () => {
    const [id = ''] = await send(
      open.store,
      mailTo('a@example.org', {
        to: { personId: null, address: 'a@example.org', name: ' Иванов\r\nBcc: b@example.org ' },
        letter: { subject: 'Тема\r\nBcc: x\u202e', parts: [] },
      }),
    )
    expect(rowOf(open, id)).toMatchObject({ to_name: 'Иванов Bcc: b@example.org', subject: 'Тема Bcc: x' })
  })
})

describe('withdrawing what was not sent', () => {
  test('takes only the mails it names', async () => {
    const [letter = '', reminder = '', other = ''] = await send(
      open.store,
      mailTo('a@example.org', { subjectId: 's', kind: 'invitation_letter' }),
      mailTo('a@example.org', { subjectId: 's', kind: 'invitation_reminder' }),
      mailTo('a@example.org', { subjectId: 't' }),
    )
    await open.store.tidy(withdrawUnsent(open.store, { subjectId: 's', kind: 'invitation_reminder' }))
    expect([letter, reminder, other].map((id) => rowOf(open, id).state)).toEqual([
      'queued',
      'skipped',
      'queued',
    ])
    expect(rowOf(open, reminder)).toMatchObject({ last_reply: 'withdrawn', settled_at: NOW })
  })

  test('lets what is being sent go once, and not again whatever becomes of it', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org', { subjectId: 's' }))
    open.raw.prepare("update outbox set state = 'sending', attempts = 1, lease_until = ?").run(NOW)
    await open.store.tidy(withdrawUnsent(open.store, { subjectId: 's' }))
    expect(rowOf(open, id)).toMatchObject({ state: 'sending', not_after: NOW, settled_at: null })
  })

  test('leaves alone what was sent', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org', { subjectId: 's' }))
    open.raw.prepare("update outbox set state = 'sent', settled_at = ?").run(NOW)
    await open.store.tidy(withdrawUnsent(open.store, { subjectId: 's' }))
    expect(rowOf(open, id)).toMatchObject({ state: 'sent', not_after: null })
  })
})
