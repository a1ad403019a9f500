/** Sending the words of a letter as a new mail, with a Message-ID of its own: load, decide, commit. */

import { nextStamp } from '../calendar/revision.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { hindrancesOf } from './hindrance-queries.ts'
import { messageIdOf } from './mail.ts'
import { UNSENT } from './outbox.ts'
import { findMail, lineOf } from './queries.ts'
import { mailScope, mayRenew } from './record.ts'
import { allowed } from './undelivered.ts'

/**
 * Queues the same letter as a new mail: for a reader who has lost it or whose server swallowed it. It goes to the
 * address that the person has now. A calendar entry keeps SEQUENCE and gets a newer DTSTAMP (calendar-mail.md §3.4),
 * so that calendars take it for the newer one and ask nobody again who has it.
 * @returns the new mail; `not_found`, `conflict` (`mail.not_to_repeat`), or {@link allowed} of what stands against it.
 */
export async function sendAnew(store: Store, asked: { actor: Actor; id: Id }): Promise<Outcome<Id>> {
  const row = await findMail(store, asked.id, mailScope(asked.actor))
  if (!row) return refuse('not_found', 'forms.unknown')
  if (!mayRenew(lineOf(row))) return refuse('conflict', 'mail.not_to_repeat')
  const free = allowed((await hindrancesOf(store, row.id)).anew)
  if (!free.ok) return free
  const entry = await newerEntry(store, row, asked.actor)
  if (!entry.ok) return entry
  const copy = copyOf(store, row, await addressNow(store, row), entry.value?.calendar ?? null)
  // Of one mail there is one copy: the second is a copy of that, so that nobody sends two by pressing twice.
  const fact = recordFact(
    store,
    { id: `renewal:${row.id}`, version: 0 },
    { kind: 'mail.renewed', actorId: asked.actor.personId, details: { mail: row.id, copy: copy.id } },
  )
  return store.commit([fact, entry.value?.statements ?? [], copy.statements], copy.id)
}

// What takes an entry out of a calendar goes where the entry is.
async function addressNow(store: Store, row: OutboxTable): Promise<string> {
  if (row.person_id === null || row.kind === 'calendar_cancel') return row.to_address
  const person = await store.db
    .selectFrom('persons')
    .select('email')
    .where('id', '=', row.person_id)
    .executeTakeFirst()
  return person?.email ?? row.to_address
}

interface NewerEntry {
  readonly calendar: string
  readonly statements: readonly (FactStatement | Statement)[]
}

async function newerEntry(store: Store, row: OutboxTable, actor: Actor): Promise<Outcome<NewerEntry | null>> {
  if (row.calendar === null || row.meeting_id === null) return done(null)
  const meeting = await store.db
    .selectFrom('meetings')
    .select(['id', 'version', 'calendar_stamp'])
    .where('id', '=', row.meeting_id)
    .executeTakeFirst()
  if (!meeting) return refuse('not_found', 'forms.unknown')
  const stamp = nextStamp(store.now, meeting.calendar_stamp)
  const fact = recordFact(store, meeting, {
    kind: 'meeting.entry_repeated',
    actorId: actor.personId,
    details: { delegate: row.subject_id },
  })
  const moved = store.db
    .updateTable('meetings')
    .set({ version: meeting.version + 1, calendar_stamp: stamp })
    .where('id', '=', meeting.id)
  return done({ calendar: stampedAt(row.calendar, stamp), statements: [fact, moved] })
}

/** The same entry with another DTSTAMP; its lines are ours, so that none is folded there. */
function stampedAt(calendar: string, stamp: Instant): string {
  const basic = stamp.replace(/[-:]|\.\d+/g, '')
  return calendar.replace(/^DTSTAMP:.*$/gm, `DTSTAMP:${basic}`)
}

function copyOf(store: Store, row: OutboxTable, address: string, calendar: string | null) {
  const { now, instance } = store
  const id = store.newId()
  const sequence = row.calendar_sequence ?? 0
  const copy: OutboxTable = {
    ...row,
    id,
    message_id: messageIdOf(instance, { kind: lineOf(row).kind, id, sequence }),
    dedupe_key: `renewal:${row.id}`,
    to_address: address,
    calendar,
    mail_date: now,
    not_before: now,
    created_at: now,
    ...UNSENT,
  }
  const files = store.db
    .insertInto('outbox_attachments')
    .columns(['outbox_id', 'position', 'document_id', 'name', 'media_type'])
    .expression((eb) =>
      eb
        .selectFrom('outbox_attachments')
        .select((own) => [own.val(id).as('outbox_id'), 'position', 'document_id', 'name', 'media_type'])
        .where('outbox_id', '=', row.id),
    )
  const insert = store.db.insertInto('outbox').values(copy)
  return { id, statements: row.attachments > 0 ? [insert, files] : [insert] }
}
