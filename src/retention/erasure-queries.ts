/** Reads for erasing a person: what stands against it, and where their name still stands in free text. */

import { type Expression, type SqlBool, sql } from 'kysely'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES } from '../kernel/locale.ts'
import { waitsInNameOf } from '../mail/respelled.ts'
import type { Person } from '../people/person.ts'
import { findPerson } from '../people/queries.ts'
import { plansHolding } from '../plans/mention-queries.ts'
import { stepsHolding } from '../steps/mention-queries.ts'
import { holdsWord } from '../store/search.ts'
import type { Store } from '../store/store.ts'
import { type Erasable, type Mention, writtenNames } from './erasure.ts'

/** The person with all that {@link decideErasure} asks, or null. */
export async function erasable(store: Store, id: Id): Promise<Erasable | null> {
  const person = await findPerson(store, id)
  if (!person) return null
  const [addresses, waitingMail, namedFor, ruling, onlyOrganiserOf, represented] = await Promise.all([
    ownAddresses(store, person),
    waitsInNameOf(store, writtenNames(person)),
    meetingsAhead(store, id),
    administrators(store),
    organisedAlone(store, id),
    lastInstitution(store, id),
  ])
  const { names, locale, version, zone } = person
  const administers = ruling.includes(id)
  return {
    id,
    names,
    locale,
    ownAddresses: addresses,
    version,
    zone,
    waitingMail,
    namedFor,
    administers,
    onlyAdministrator: administers && ruling.length === 1,
    onlyOrganiserOf,
    represented,
  }
}

/**
 * The directory's address and the account's (one may have been changed without the other), without those that another
 * person, account or institution has as well.
 */
async function ownAddresses(store: Store, person: Person): Promise<string[]> {
  const account = await store.db
    .selectFrom('accounts')
    .select('email')
    .where('person_id', '=', person.id)
    .executeTakeFirst()
  const known = [...new Set([person.email, account?.email ?? ''])].filter(Boolean)
  const shared = await Promise.all(known.map((address) => isShared(store, person.id, address)))
  return known.filter((_, at) => !shared[at])
}

async function isShared({ db }: Store, personId: Id, address: string): Promise<boolean> {
  const others = await Promise.all([
    db.selectFrom('persons').select('id').where('email', '=', address).where('id', '<>', personId).execute(),
    db
      .selectFrom('accounts')
      .select('email')
      .where('email', '=', address)
      .where('person_id', '<>', personId)
      .execute(),
    db.selectFrom('institutions').select('id').where('official_mail', '=', address).execute(),
  ])
  return others.some((rows) => rows.length > 0)
}

async function meetingsAhead(store: Store, personId: Id): Promise<Id[]> {
  const rows = await store.db
    .selectFrom('delegates')
    .innerJoin('meetings', 'meetings.id', 'delegates.meeting_id')
    .select('meetings.id')
    .where('delegates.person_id', '=', personId)
    .where('delegates.state', '=', 'nominated')
    .where('meetings.state', 'in', ['draft', 'announced', 'confirmed', 'postponed', 'in_session'])
    .execute()
  return rows.map((row) => row.id)
}

async function administrators(store: Store): Promise<Id[]> {
  const rows = await store.db
    .selectFrom('accounts')
    .select('person_id')
    .where('rank', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .execute()
  return rows.map((row) => row.person_id)
}

async function organisedAlone(store: Store, personId: Id): Promise<Id[]> {
  const rows = await store.db
    .selectFrom('dialogue_roles as own')
    .innerJoin('dialogues', 'dialogues.id', 'own.dialogue_id')
    .select('dialogues.id')
    .where('own.person_id', '=', personId)
    .where('own.role', '=', 'organiser')
    .where('own.ended_at', 'is', null)
    .where('dialogues.state', 'in', ['draft', 'active'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('dialogue_roles as other')
            .select('other.id')
            .whereRef('other.dialogue_id', '=', 'own.dialogue_id')
            .where('other.role', '=', 'organiser')
            .where('other.ended_at', 'is', null)
            .where('other.person_id', '<>', personId),
        ),
      ),
    )
    .execute()
  return rows.map((row) => row.id)
}

async function lastInstitution(store: Store, personId: Id): Promise<Erasable['represented']> {
  const row = await store.db
    .selectFrom('affiliations')
    .select('institution_id')
    .where('person_id', '=', personId)
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return (await institutionNames(store, [row.institution_id])).get(row.institution_id) ?? null
}

/** At most so many of one kind: the page is read by a person. */
const MENTIONS = 50

/** Free text: where it shows, the table, the column with the id of what shows it, and the columns to look into. */
const PLACES: readonly (readonly [Mention['place'], string, string, readonly string[]])[] = [
  ['decision', 'decision_texts', 'decision_id', ['text']],
  ['decision', 'decisions', 'id', ['reservations']],
  ['commitment', 'commitment_texts', 'commitment_id', ['text']],
  ['commitment', 'commitments', 'id', ['state_note']],
  ['commitment', 'reports', 'commitment_id', ['text', 'evidence', 'source', 'return_reason']],
  ['commitment', 'verifications', 'commitment_id', ['text']],
  ['commitment', 'commitment_shares', 'commitment_id', ['state_note']],
  ['commitment', 'commitment_part_texts', 'commitment_id', ['text']],
  ['commitment', 'share_reports', 'commitment_id', ['text', 'evidence', 'source', 'return_reason']],
  ['commitment', 'call_notes', 'commitment_id', ['words']],
  ['commitment', 'due_changes', 'commitment_id', ['reason', 'requested_by']],
  ['commitment', 'due_requests', 'commitment_id', ['reason', 'answer']],
  ['commitment', 'commitment_steps', 'commitment_id', ['reason', 'evidence']],
  ['dialogue', 'status_requests', 'dialogue_id', ['words_en', 'words_ru', 'words_kk']],
  ['commitment', 'status_lines', 'commitment_id', ['paper']],
  ['meeting', 'invitations', 'meeting_id', ['addressee', 'answer_source']],
  ['meeting', 'meeting_texts', 'meeting_id', ['title', 'venue']],
  ['meeting', 'meetings', 'id', ['link']],
  ['dialogue', 'dialogue_texts', 'dialogue_id', ['title', 'mandate']],
  ['dialogue', 'dialogues', 'id', ['project', 'funder']],
  ['roadmap', 'roadmap_texts', 'roadmap_id', ['title', 'act_title', 'act_body']],
  ['roadmap', 'roadmaps', 'id', ['act_number', 'act_link']],
  ['roadmap', 'roadmap_events', 'roadmap_id', ['reason']],
  ['roadmap', 'objective_texts', 'roadmap_id', ['title', 'description', 'closing']],
  ['roadmap', 'indicator_texts', 'roadmap_id', ['name', 'unit', 'rhythm']],
  ['roadmap', 'indicator_terms', 'roadmap_id', ['reason']],
  ['roadmap', 'indicator_values', 'roadmap_id', ['source', 'note']],
  ['document', 'document_links', 'document_id', ['title']],
  ['document', 'documents', 'id', ['name']],
  ['dialogue', 'letters', 'dialogue_id', ['signatory', 'note', 'paper']],
  ['dialogue', 'signatories', 'dialogue_id', ['name']],
  ['dialogue', 'letterhead_texts', 'dialogue_id', ['contact', 'names']],
  ['dialogue', 'letter_templates', 'dialogue_id', ['text']],
  ['supply', 'medicine_texts', 'medicine_id', ['name', 'unit']],
  ['supply', 'pipeline_lines', 'medicine_id', ['contract']],
  ['supply', 'supply_scenarios', 'medicine_id', ['name', 'note']],
]

/**
 * Decisions, commitments (with their reports), meetings (with agenda and invitations) and dialogues whose free texts
 * hold a surname of the person, and the files they gave. Nobody rewrites what people wrote: the secretariat reads these and decides.
 */
export async function mentionsOf(
  store: Store,
  person: Pick<Erasable, 'names'> & { readonly id?: Id },
): Promise<Mention[]> {
  const surnames = LOCALES.flatMap((lang) => person.names[lang]?.surname || [])
  if (surnames.length === 0) return []
  const found = await Promise.all([
    inAgendas(store, surnames),
    filesBy(store, person.id ?? ''),
    inDeliveries(store, surnames),
    inSteps(store, surnames),
    inPlans(store, surnames),
    ...PLACES.map(async ([place, table, id, columns]) => {
      const query = sql<{ id: Id }>`select ${sql.ref(id)} as id from ${sql.table(table)}
        where ${anyOf(columns, surnames)} limit ${MENTIONS}`
      return (await query.execute(store.db)).rows.map((row) => ({ place, id: row.id }))
    }),
  ])
  const once = new Map(found.flat().map((mention) => [`${mention.place}/${mention.id}`, mention]))
  return [...once].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, mention]) => mention)
}

async function inAgendas(store: Store, surnames: readonly string[]): Promise<Mention[]> {
  const rows = await store.db
    .selectFrom('agenda_items')
    .innerJoin('agenda_item_texts', 'agenda_item_texts.item_id', 'agenda_items.id')
    .select('agenda_items.meeting_id as id')
    .where(anyOf(['agenda_item_texts.title'], surnames))
    .limit(MENTIONS)
    .execute()
  return rows.map(({ id }) => ({ place: 'meeting', id }))
}

/** Reasons of moves and numbers of permits: their line says which medicine shows them. */
async function inDeliveries({ db }: Store, surnames: readonly string[]): Promise<Mention[]> {
  const [moves, permits] = await Promise.all([
    db
      .selectFrom('pipeline_moves')
      .innerJoin('pipeline_lines', 'pipeline_lines.id', 'pipeline_moves.line_id')
      .select('pipeline_lines.medicine_id as id')
      .where(anyOf(['pipeline_moves.reason'], surnames))
      .limit(MENTIONS)
      .execute(),
    db
      .selectFrom('supply_permits')
      .innerJoin('pipeline_lines', 'pipeline_lines.id', 'supply_permits.line_id')
      .select('pipeline_lines.medicine_id as id')
      .where(anyOf(['supply_permits.number'], surnames))
      .limit(MENTIONS)
      .execute(),
  ])
  return [...moves, ...permits].map(({ id }) => ({ place: 'supply', id }))
}

async function inPlans(store: Store, surnames: readonly string[]): Promise<Mention[]> {
  const pages = await plansHolding(store, (columns) => anyOf(columns, surnames), MENTIONS)
  return pages.map((id) => ({ place: 'plan', id }))
}

async function inSteps(store: Store, surnames: readonly string[]): Promise<Mention[]> {
  const { commitments, dialogues } = await stepsHolding(
    store,
    (columns) => anyOf(columns, surnames),
    MENTIONS,
  )
  return [
    ...commitments.map((id) => ({ place: 'commitment' as const, id })),
    ...dialogues.map((id) => ({ place: 'dialogue' as const, id })),
  ]
}

/** Nobody can look into them for a name. */
async function filesBy(store: Store, personId: Id): Promise<Mention[]> {
  const rows = await store.db
    .selectFrom('documents')
    .select('id')
    .where('created_by', '=', personId)
    .where('removed_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(MENTIONS)
    .execute()
  return rows.map(({ id }) => ({ place: 'document', id }))
}

function anyOf(columns: readonly string[], words: readonly string[]): Expression<SqlBool> {
  const each = columns.flatMap((column) => words.map((word) => holdsWord(column, word)))
  return sql<SqlBool>`(${sql.join(each, sql` or `)})`
}
