/** Mails for the tests of this room, and the ways they get into the outbox. */

import { recordFact } from '../../src/ledger/facts.ts'
import type { Mail } from '../../src/mail/outbox.ts'
import { enqueue } from '../../src/mail/outbox.ts'
import type { OutboxTable } from '../../src/store/followup-schema.ts'
import type { Store } from '../../src/store/store.ts'
import type { TestStore } from '../fixtures/store.ts'

let made = 0

/** An invitation to one person; everything can be overridden. */
export function mailTo(address: string, more: Partial<Mail> = {}): Mail {
  made += 1
  return {
    kind: 'invitation_letter',
    dedupeKey: `test:${made}`,
    subjectId: `subject-${made}`,
    to: { personId: null, address, name: 'Иванов Пётр' },
    fromName: 'Секретариат диалога',
    lang: 'ru',
    letter: {
      subject: 'Приглашение: диалог, 14.10.2025',
      parts: [{ lang: 'ru', blocks: [{ kind: 'text', text: 'Просим принять участие.' }] }],
    },
    ...more,
  }
}

export const CALENDAR = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'

/** A revision of somebody's calendar entry. */
export function revision(sequence: number, more: Partial<Mail> = {}): Mail {
  const method = more.kind === 'calendar_cancel' ? ('CANCEL' as const) : ('REQUEST' as const)
  return mailTo('petr@example.org', {
    kind: 'calendar_request',
    meetingId: 'meeting',
    to: { personId: 'petr', address: 'petr@example.org', name: 'Пётр' },
    calendar: { method, sequence, content: CALENDAR },
    ...more,
  })
}

/** Commits mails as a command would, with a fact of their own. */
export async function send(store: Store, ...mails: Mail[]): Promise<string[]> {
  const queued = mails.map((mail) => enqueue(store, mail))
  const fact = recordFact(
    store,
    { id: store.newId(), version: 0 },
    { kind: 'test.mailed', actorId: 'system' },
  )
  await store.commit([fact, ...queued.map(({ statements }) => statements)], null)
  return queued.map(({ id }) => id)
}

/** One row of the outbox. */
export function rowOf({ raw }: Pick<TestStore, 'raw'>, id: string): OutboxTable {
  return raw.prepare('select * from outbox where id = ?').get(id) as OutboxTable
}

/** The states of all rows, in the order in which they were made. */
export function states({ raw }: Pick<TestStore, 'raw'>): string[] {
  return raw.prepare('select state from outbox order by rowid').pluck().all() as string[]
}

/** What became of each attempt at a mail. */
export function attempts({ raw }: Pick<TestStore, 'raw'>, id: string): string[] {
  const sql = 'select outcome from mail_attempts where outbox_id = ? order by attempt'
  return raw.prepare(sql).pluck().all(id) as string[]
}
