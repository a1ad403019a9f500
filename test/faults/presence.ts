/** Is everything there that was acknowledged, and nothing half there (I1)? */

import { sql } from 'kysely'
import type { Store } from '../../src/store/store.ts'
import type { MailRow, Seen } from './invariants.ts'
import type { Write } from './recorder.ts'

/** Acknowledged writes that are not in the database. */
export async function missingWrites({ world, store }: Seen): Promise<string[]> {
  const { db } = store
  const known = {
    institution: await namesIn(db.selectFrom('institution_names').select('official as name')),
    person: await namesIn(db.selectFrom('person_names').select('surname as name')),
    dialogue: await namesIn(db.selectFrom('dialogue_texts').select('title as name')),
    meeting: await namesIn(db.selectFrom('meeting_texts').select('title as name')),
    letters: await namesIn(
      db
        .selectFrom('outbox')
        .select(sql<string>`meeting_id || ' ' || to_address`.as('name'))
        .where('kind', '=', 'invitation_letter'),
    ),
    nomination: await namesIn(
      db
        .selectFrom('delegates')
        .innerJoin('persons', 'persons.id', 'delegates.person_id')
        .select(sql<string>`delegates.meeting_id || ' ' || persons.email`.as('name')),
    ),
    withdrawal: await namesIn(
      db.selectFrom('facts').select('subject_id as name').where('kind', '=', 'invitation.withdrawn'),
    ),
    moved: numbered(
      await db
        .selectFrom('facts')
        .select('subject_id as name')
        .where('kind', '=', 'meeting.edited')
        .execute(),
    ),
  }
  return world.recorder.writes.flatMap((write) =>
    keysOf(write)
      .filter((key) => !known[write.kind].has(key))
      .map((key) => `${write.kind} ${key} was acknowledged and is not there`),
  )
}

/** The first of a name is `name 1`, the next `name 2`. */
function numbered(rows: readonly { readonly name: string }[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  return new Set(
    rows.map(({ name }) => {
      const nth = (counts.get(name) ?? 0) + 1
      counts.set(name, nth)
      return `${name} ${nth}`
    }),
  )
}

async function namesIn(query: { execute(): Promise<{ name: string }[]> }): Promise<ReadonlySet<string>> {
  return new Set((await query.execute()).map(({ name }) => name))
}

function keysOf(write: Write): string[] {
  switch (write.kind) {
    case 'letters':
      return write.addresses.map((address) => `${write.meetingId} ${address}`)
    case 'nomination':
      return [`${write.meetingId} ${write.address}`]
    case 'withdrawal':
      return [write.invitationId]
    case 'moved':
      return [`${write.meetingId} ${write.nth}`]
    default:
      return [write.name]
  }
}

/** Rows whose version is that of their newest fact; anything else is half a commit. */
const SUBJECTS = ['institutions', 'persons', 'dialogues', 'meetings', 'invitations', 'delegates'] as const

/** Commands of which one part is there and another is not. */
export async function halves({ store, rows }: Seen): Promise<string[]> {
  const found: string[] = []
  const newest = new Map(
    (
      await store.db
        .selectFrom('facts')
        .select(['subject_id', ({ fn }) => fn.max('subject_version').as('version')])
        .groupBy('subject_id')
        .execute()
    ).map((row) => [row.subject_id, Number(row.version)]),
  )
  for (const table of SUBJECTS) {
    for (const { id, version } of await store.db.selectFrom(table).select(['id', 'version']).execute())
      if (newest.get(id) !== version)
        found.push(`${table} ${id} has version ${version}, its newest fact ${newest.get(id)}`)
  }
  return [...found, ...(await factsAlone(store)), ...(await silentCommands(store, rows))]
}

/** First facts about things that are not there. */
async function factsAlone({ db }: Store): Promise<string[]> {
  const begun = await db
    .selectFrom('facts')
    .select(['subject_id', 'kind'])
    .where('kind', 'in', [
      'institution.added',
      'person.added',
      'dialogue.opened',
      'meeting.planned',
      'invitation.prepared',
    ])
    .execute()
  const there = new Set<string>()
  for (const table of SUBJECTS)
    for (const { id } of await db.selectFrom(table).select('id').execute()) there.add(id)
  return begun
    .filter(({ subject_id }) => !there.has(subject_id))
    .map(({ subject_id, kind }) => `${kind} of ${subject_id}, which is not there`)
}

/** Commands whose mail is not in the outbox: invitations that are sent, and requests to sign in. */
async function silentCommands({ db }: Store, rows: readonly MailRow[]): Promise<string[]> {
  const mailed = new Set(rows.map(({ subject_id }) => subject_id))
  const keys = new Set(rows.map(({ dedupe_key }) => dedupe_key))
  const sent = await db.selectFrom('invitations').select('id').where('sent_at', 'is not', null).execute()
  const asked = await db
    .selectFrom('sign_in_requests')
    .select('id')
    .where('person_id', 'is not', null)
    .execute()
  return [
    ...sent.filter(({ id }) => !mailed.has(id)).map(({ id }) => `invitation ${id} is sent without a letter`),
    ...asked.filter(({ id }) => !keys.has(`sign_in:${id}`)).map(({ id }) => `sign-in ${id} without a letter`),
  ]
}
