/** Reads of dialogues: the process with its rules, who has which role, what a list says about each. */

import { accountOfAddress } from '../auth/accounts.ts'
import type { Id } from '../kernel/id.ts'
import { parseLocales, type Versions } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { type Act, type Actor, dialogueScope, may, type Scope } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type { DialoguesTable, DialogueTextsTable } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Dialogue, DialogueState } from './dialogue.ts'
import { type Candidate, DIALOGUE_ROLES, type HeldRole } from './role.ts'

/** One dialogue, or null when it is not there or outside the scope. */
export async function findDialogue(store: Store, id: Id, scope: Scope): Promise<Dialogue | null> {
  if (scope !== 'all' && !scope.includes(id)) return null
  const rows = await store.db.selectFrom('dialogues').selectAll().where('id', '=', id).execute()
  return (await assemble(store, rows))[0] ?? null
}

/** The dialogue in which `actor` wants to act. @returns `not_found` outside theirs, `forbidden` within. */
export async function dialogueFor(store: Store, actor: Actor, id: Id, act: Act): Promise<Outcome<Dialogue>> {
  const dialogue = await findDialogue(store, id, dialogueScope(actor))
  if (!dialogue) return refuse('not_found', 'forms.unknown')
  return may(actor, act, id) ? done(dialogue) : refuse('forbidden', 'forms.forbidden')
}

const ORDER: readonly DialogueState[] = ['active', 'draft', 'closed', 'archived']

/** All dialogues in the scope: the active ones first, then drafts, closed, archived; each by its code. */
export async function dialoguesInScope(store: Store, scope: Scope): Promise<Dialogue[]> {
  let query = store.db.selectFrom('dialogues').selectAll().orderBy('code')
  if (scope !== 'all') query = query.where(inList('id', scope))
  const found = await assemble(store, await query.execute())
  return found.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
}

/** Some dialogues by id, for rooms that have checked the scope already. */
export async function dialoguesById(store: Store, ids: readonly Id[]): Promise<Map<Id, Dialogue>> {
  return new Map((await dialoguesInScope(store, ids)).map((dialogue) => [dialogue.id, dialogue]))
}

/** Is the code in use by a dialogue other than `except`? */
export async function codeTaken(store: Store, code: string, except: Id | null): Promise<boolean> {
  const row = await store.db.selectFrom('dialogues').select('id').where('code', '=', code).executeTakeFirst()
  return row !== undefined && row.id !== except
}

/** The roles of a dialogue that are in force, organisers first, then as long as they last. */
export async function rolesInForce(store: Store, dialogueId: Id): Promise<HeldRole[]> {
  const rows = await store.db
    .selectFrom('dialogue_roles')
    .selectAll()
    .where('dialogue_id', '=', dialogueId)
    .where('ended_at', 'is', null)
    .orderBy('granted_at')
    .orderBy('id')
    .execute()
  const held = rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    role: row.role,
    grantedAt: row.granted_at,
    endedAt: row.ended_at,
  }))
  return held.sort((a, b) => DIALOGUE_ROLES.indexOf(a.role) - DIALOGUE_ROLES.indexOf(b.role))
}

/**
 * The person who signs in with this address, else the one of the directory who has it; null when nobody does.
 * Of several, the one who has an account, else the one known longest.
 */
export async function candidateByAddress(store: Store, address: string): Promise<Candidate | null> {
  const email = address.toLowerCase()
  const account = await accountOfAddress(store, email)
  if (account) return { personId: account.personId, email, account: account.closedAt ? 'disabled' : 'open' }
  const row = await store.db
    .selectFrom('persons')
    .leftJoin('accounts', 'accounts.person_id', 'persons.id')
    .select(['persons.id', 'accounts.person_id as account', 'accounts.disabled_at'])
    .where('persons.email', '=', email)
    .orderBy((eb) => eb('accounts.person_id', 'is', null))
    .orderBy('persons.id')
    .executeTakeFirst()
  if (!row) return null
  const state = row.account === null ? null : row.disabled_at === null ? 'open' : 'disabled'
  return { personId: row.id, email, account: state }
}

/** How many meetings delegates still expect: announced, confirmed, postponed or in session. */
export async function meetingsAhead(store: Store, dialogueId: Id): Promise<number> {
  const row = await store.db
    .selectFrom('meetings')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('dialogue_id', '=', dialogueId)
    .where('state', 'in', ['announced', 'confirmed', 'postponed', 'in_session'])
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** How many institutions of each sector are invited to a meeting (withdrawn invitations left out). */
export async function invitedBySector(store: Store, meetingId: Id): Promise<Map<Id, number>> {
  const rows = await store.db
    .selectFrom('invitations')
    .innerJoin('institutions', 'institutions.id', 'invitations.institution_id')
    .select((eb) => ['institutions.sector_id', eb.fn.countAll<number>().as('count')])
    .where('invitations.meeting_id', '=', meetingId)
    .where('invitations.state', '<>', 'withdrawn')
    .groupBy('institutions.sector_id')
    .execute()
  return new Map(rows.map((row) => [row.sector_id, Number(row.count)]))
}

async function assemble(store: Store, rows: readonly DialoguesTable[]): Promise<Dialogue[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const texts = await store.db
    .selectFrom('dialogue_texts')
    .selectAll()
    .where(inList('dialogue_id', ids))
    .execute()
  const textsOf = Map.groupBy(texts, (text) => text.dialogue_id)
  return rows.map((row) => dialogueOf(row, textsOf.get(row.id) ?? []))
}

function dialogueOf(row: DialoguesTable, texts: readonly DialogueTextsTable[]): Dialogue {
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    title: versions(row, texts, 'title'),
    mandate: versions(row, texts, 'mandate'),
    project: row.project,
    funder: row.funder,
    zone: row.zone,
    holidayCalendar: row.holiday_calendar,
    languages: parseLocales(row.languages),
    authoritative: row.authoritative_lang,
    attribution: row.attribution,
    participantList: row.participant_list,
    quorumBasis: row.quorum_basis,
    quorumPercent: row.quorum_percent,
    decisionRule: row.decision_rule,
    silenceLength: row.silence_length,
    silenceUnit: row.silence_unit,
    createdAt: row.created_at,
    version: row.version,
  }
}

function versions(
  row: DialoguesTable,
  texts: readonly DialogueTextsTable[],
  column: 'title' | 'mandate',
): Versions {
  return {
    authoritative: row.authoritative_lang,
    texts: Object.fromEntries(texts.map((text) => [text.lang, text[column]])),
  }
}
