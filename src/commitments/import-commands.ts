/** Takes a table of commitments over, all its new lines or none: load, decide, commit. */

import type { Dialogue } from '../dialogues/dialogue.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import { allInstitutions } from '../institutions/queries.ts'
import { surnamesKeptOut } from '../invitations/participant-queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingsById } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import { soughtFor } from '../people/mention.ts'
import { peopleOf } from '../people/queries.ts'
import { objectivesOf } from '../roadmaps/queries.ts'
import type { Statement, Store } from '../store/store.ts'
import type { SentTable } from '../tables/table.ts'
import { codeOf } from './commitment.ts'
import { insertCommitment } from './commitments.ts'
import { lastNumber } from './count-queries.ts'
import { type ImportKnown, type ImportLine, importLines, type KnownPerson, MOST_IMPORTED } from './import.ts'
import { finderOf } from './matching.ts'
import { noteNewNamings } from './naming.ts'

/** Where the commitments come from, and whether they are agreed already. */
export interface ImportChoice {
  /** The meeting at which they were made; null: outside a meeting. */
  readonly meetingId: Id | null
  readonly agreed: boolean
}

/** Everything that the lines of a table are compared with, in a fixed number of queries. */
export async function importKnown(
  store: Store,
  dialogue: Dialogue,
  { meetingId, agreed }: ImportChoice,
): Promise<ImportKnown> {
  const institutions = await allInstitutions(store, dialogue.authoritative)
  const ids = institutions.map(({ id }) => id)
  const [staff, objectives, recorded, meetings] = await Promise.all([
    peopleOf(store, ids, dateOf(store.now, dialogue.zone)),
    objectivesOf(store, dialogue.id),
    recordedIn(store, dialogue.id),
    meetingsById(store, meetingId ? [meetingId] : []),
  ])
  const chosen = meetings.get(meetingId ?? '')
  // Who sits in a meeting of another dialogue must not be found out by trying names.
  const meeting = chosen?.dialogueId === dialogue.id ? chosen : null
  const named = institutions.map(({ id, official, short }) => ({
    id,
    names: [...Object.values(official.texts), ...Object.values(short.texts)].filter(Boolean),
  }))
  return {
    ...recorded,
    institution: finderOf(named),
    people: peopleByAddress(staff),
    objectives: new Map(objectives.map(({ code, id }) => [fold(code), id])),
    authoritative: dialogue.authoritative,
    keptOut: meeting ? (await surnamesKeptOut(store, meeting, meeting.attribution)).map(soughtFor) : [],
    agreed,
  }
}

function peopleByAddress(staff: Awaited<ReturnType<typeof peopleOf>>): Map<string, KnownPerson> {
  const byAddress = Map.groupBy(
    staff.filter(({ card }) => card.email !== ''),
    ({ card }) => card.email.toLowerCase(),
  )
  return new Map(
    [...byAddress].flatMap(([address, entries]) => {
      const [first] = entries
      if (!first) return []
      // An address that several people share names nobody.
      if (entries.some(({ card }) => card.id !== first.card.id)) return []
      const institutionIds = entries.map(({ affiliation }) => affiliation.institutionId)
      return [[address, { id: first.card.id, protected: first.card.protected, institutionIds }]]
    }),
  )
}

/** Numbers and texts of a dialogue, closed ones too: who imports records there. */
async function recordedIn(store: Store, dialogueId: Id): Promise<Pick<ImportKnown, 'numbers' | 'texts'>> {
  const ours = store.db.selectFrom('commitments').select('id').where('dialogue_id', '=', dialogueId)
  const [rows, texts] = await Promise.all([
    store.db
      .selectFrom('commitments')
      .select(['id', 'number'])
      .where('dialogue_id', '=', dialogueId)
      .execute(),
    store.db
      .selectFrom('commitment_texts')
      .select(['commitment_id', 'text'])
      .where('commitment_id', 'in', ours)
      .orderBy('commitment_id')
      .orderBy('lang')
      .execute(),
  ])
  const codes = new Map(rows.map((row) => [row.id, codeOf(row)]))
  return {
    numbers: new Set(rows.map(({ number }) => number)),
    texts: new Map(texts.map(({ commitment_id, text }) => [fold(text), codes.get(commitment_id) ?? ''])),
  }
}

interface AskedImport extends ImportChoice {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly table: SentTable
  /** In which the columns are named to who asks. */
  readonly locale: Locale
}

/**
 * Records every new line as a commitment with the next numbers of the dialogue; lines whose code exists are left alone.
 * @returns how many; `not_found`, `forbidden`; `invalid`: as {@link importLines}, `overview.meeting_unknown` (`meeting`),
 *   `overview.import_wrong` when a line is, `overview.import_nothing`, `overview.import_too_many`.
 */
export async function importCommitments(store: Store, asked: AskedImport): Promise<Outcome<number>> {
  const dialogue = await dialogueFor(store, asked.actor, asked.dialogueId, 'coordinate')
  if (!dialogue.ok) return dialogue
  const meeting = await meetingOf(store, asked)
  if (!meeting.ok) return meeting
  const known = await importKnown(store, dialogue.value, asked)
  const lines = importLines(asked.table, known, asked.locale)
  if (!lines.ok) return lines
  if (lines.value.some(({ state }) => state === 'wrong')) return refuse('invalid', 'overview.import_wrong')
  const fresh = lines.value.filter(({ state }) => state === 'new')
  if (fresh.length === 0) return refuse('invalid', 'overview.import_nothing')
  if (fresh.length > MOST_IMPORTED)
    return refuse('invalid', 'overview.import_too_many', undefined, { most: MOST_IMPORTED })
  return record(store, asked, fresh)
}

/** The meeting that was chosen: of this dialogue. */
async function meetingOf(
  store: Store,
  { meetingId, dialogueId }: Pick<AskedImport, 'meetingId' | 'dialogueId'>,
): Promise<Outcome<Meeting | null>> {
  if (!meetingId) return done(null)
  const meeting = (await meetingsById(store, [meetingId])).get(meetingId)
  return meeting?.dialogueId === dialogueId
    ? done(meeting)
    : refuse('invalid', 'overview.meeting_unknown', 'meeting')
}

async function record(
  store: Store,
  { actor, dialogueId, meetingId }: AskedImport,
  lines: readonly ImportLine[],
): Promise<Outcome<number>> {
  const last = await lastNumber(store, dialogueId)
  const actorId = actor.personId
  // As by hand: whoever takes the same numbers at the same moment collides here.
  const numbered = recordFact(
    store,
    { id: `${dialogueId}:commitments`, version: last },
    { kind: 'dialogue.commitments_imported', actorId, details: { first: last + 1, count: lines.length } },
  )
  const numberedLines = lines.map((line, at) => ({ ...line, id: store.newId(), number: last + 1 + at }))
  const statements = numberedLines.flatMap(({ draft, personId, id, number }): Statement[] => {
    if (!draft) return []
    const details = { meeting: meetingId, number, imported: 1 }
    const kind = meetingId ? ('meeting' as const) : ('outside' as const)
    const origin = { id, dialogueId, meetingId, number, personId, source: { kind, id: null } }
    return [
      recordFact(store, { id, version: 0 }, { kind: 'commitment.recorded', actorId, details }),
      ...insertCommitment(store, origin, draft),
    ]
  })
  const named = numberedLines.flatMap(({ id, draft, personId }) =>
    draft && personId ? [{ commitmentId: id, personId }] : [],
  )
  return store.commit([numbered, statements, noteNewNamings(store, named, actorId)], lines.length)
}
