/** All that is held about one person, table by table: what they get when they ask for it. */

import type { Id } from '../kernel/id.ts'
import type { Store } from '../store/store.ts'

/** Rows as they are stored, without what lets somebody in: hashes and tokens. */
export type PersonalCopy = Readonly<Record<string, readonly object[]>>

/** The copy, or null for an unknown person. */
export async function heldAbout(store: Store, id: Id): Promise<PersonalCopy | null> {
  const { db } = store
  const persons = await db.selectFrom('persons').selectAll().where('id', '=', id).execute()
  if (persons.length === 0) return null
  const own = db.selectFrom('delegates').select('id').where('person_id', '=', id)
  return {
    persons,
    person_names: await db.selectFrom('person_names').selectAll().where('person_id', '=', id).execute(),
    affiliations: await db.selectFrom('affiliations').selectAll().where('person_id', '=', id).execute(),
    accounts: await db.selectFrom('accounts').selectAll().where('person_id', '=', id).execute(),
    dialogue_roles: await db.selectFrom('dialogue_roles').selectAll().where('person_id', '=', id).execute(),
    sessions: await db
      .selectFrom('sessions')
      .select(['created_at', 'verified_at', 'expires_at', 'user_agent'])
      .where('person_id', '=', id)
      .execute(),
    passkeys: await db
      .selectFrom('passkeys')
      .select(['label', 'created_at', 'used_at'])
      .where('person_id', '=', id)
      .execute(),
    saved_filters: await db.selectFrom('saved_filters').selectAll().where('person_id', '=', id).execute(),
    delegates: await db.selectFrom('delegates').selectAll().where('person_id', '=', id).execute(),
    delegate_answers: await db
      .selectFrom('delegate_answers')
      .selectAll()
      .where('delegate_id', 'in', own)
      .execute(),
    ...(await followUp(store, id)),
    ...(await goalsAndSupply(store, id)),
    documents: await documentsBy(store, id),
    mails: await mailsTo(store, id),
    mail_settlements: await db
      .selectFrom('mail_settlements')
      .select(['outbox_id', 'channel', 'settled_on', 'note'])
      .where('outbox_id', 'in', db.selectFrom('outbox').select('id').where('person_id', '=', id))
      .execute(),
    acts: await db
      .selectFrom('facts')
      .select(['at', 'kind', 'subject_id', 'subject_version'])
      .where('actor_id', '=', id)
      .orderBy('at')
      .orderBy('subject_id')
      .orderBy('subject_version')
      .execute(),
  }
}

/** What they answer for, reported, checked, and were phoned about. */
async function followUp({ db }: Store, id: Id) {
  return {
    commitments: await db
      .selectFrom('commitments')
      .select(['id', 'dialogue_id', 'number', 'state', 'due_on'])
      .where('person_id', '=', id)
      .execute(),
    reports: await db.selectFrom('reports').selectAll().where('person_id', '=', id).execute(),
    share_reports: await db.selectFrom('share_reports').selectAll().where('person_id', '=', id).execute(),
    call_notes: await db
      .selectFrom('call_notes')
      .select(['commitment_id', 'result', 'words', 'next_on', 'at'])
      .where('person_id', '=', id)
      .execute(),
    verifications: await db.selectFrom('verifications').selectAll().where('person_id', '=', id).execute(),
    due_requests: await db.selectFrom('due_requests').selectAll().where('asked_by', '=', id).execute(),
    step_moves: await db.selectFrom('step_moves').selectAll().where('moved_by', '=', id).execute(),
    stock_reports: await db
      .selectFrom('stock_reports')
      .select(['place_id', 'month', 'channel', 'reported_at', 'superseded_at'])
      .where('reported_by', '=', id)
      .execute(),
    plan_texts: await db.selectFrom('plan_texts').selectAll().where('written_by', '=', id).execute(),
    plan_activities: await db
      .selectFrom('plan_activities')
      .selectAll()
      .where('written_by', '=', id)
      .execute(),
    plan_presentations: await db
      .selectFrom('plan_presentations')
      .select(['plan_id', 'number', 'presented_at'])
      .where('presented_by', '=', id)
      .execute(),
    plan_reports: await db.selectFrom('plan_reports').selectAll().where('reported_by', '=', id).execute(),
    plan_people: await db.selectFrom('plan_people').selectAll().where('person_id', '=', id).execute(),
    stock_requests: await db.selectFrom('stock_requests').selectAll().where('person_id', '=', id).execute(),
    stock_contacts: await db.selectFrom('stock_contacts').selectAll().where('person_id', '=', id).execute(),
  }
}

/** What they noted of roadmaps, and their own words about supply without the deliveries these are about. */
async function goalsAndSupply({ db }: Store, id: Id) {
  return {
    roadmap_events: await db.selectFrom('roadmap_events').selectAll().where('done_by', '=', id).execute(),
    indicator_terms: await db
      .selectFrom('indicator_terms')
      .selectAll()
      .where('changed_by', '=', id)
      .execute(),
    indicator_values: await db
      .selectFrom('indicator_values')
      .selectAll()
      .where('noted_by', '=', id)
      .execute(),
    supply_scenarios: await db
      .selectFrom('supply_scenarios')
      .select(['medicine_id', 'name', 'note', 'made_at'])
      .where('made_by', '=', id)
      .execute(),
  }
}

/** The files they gave; what is in them is fetched by their ids. */
function documentsBy(store: Store, id: Id): Promise<object[]> {
  return store.db
    .selectFrom('documents')
    .select(['id', 'name', 'media_type', 'size', 'lang', 'created_at', 'removed_at'])
    .where('created_by', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

function mailsTo(store: Store, id: Id): Promise<object[]> {
  return store.db
    .selectFrom('outbox')
    .select(['kind', 'subject', 'to_address', 'state', 'created_at', 'settled_at', 'message_id'])
    .where('person_id', '=', id)
    .orderBy('created_at')
    .execute()
}
