/** The writes of the dialogues room as statements: a dialogue's row and texts, and its roles. */

import type { Id } from '../kernel/id.ts'
import { LOCALES } from '../kernel/locale.ts'
import type { DialogueRole } from '../people/may.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Dialogue, DialogueDraft } from './dialogue.ts'

/** Statements that write a new dialogue as a draft. */
export function insertDialogue(store: Store, id: Id, draft: DialogueDraft): Statement[] {
  const row = store.db
    .insertInto('dialogues')
    .values({ id, ...columnsOf(draft), state: 'draft', created_at: store.now, version: 1 })
  return [row, ...insertTexts(store, id, draft)]
}

/** Statements that write the new facts of a dialogue. */
export function rewriteDialogue(store: Store, dialogue: Dialogue, draft: DialogueDraft): Statement[] {
  return [
    store.db
      .updateTable('dialogues')
      .set({ ...columnsOf(draft), version: dialogue.version + 1 })
      .where('id', '=', dialogue.id),
    store.db.deleteFrom('dialogue_texts').where('dialogue_id', '=', dialogue.id),
    ...insertTexts(store, dialogue.id, draft),
  ]
}

/** The statement that counts a decision about a dialogue that is written elsewhere, such as a role. */
export function nextVersion(store: Store, dialogue: Pick<Dialogue, 'id' | 'version'>): Statement {
  return store.db
    .updateTable('dialogues')
    .set({ version: dialogue.version + 1 })
    .where('id', '=', dialogue.id)
}

/** The statement that gives a person a role from now on. */
export function insertRole(
  store: Store,
  role: { readonly dialogueId: Id; readonly personId: Id; readonly role: DialogueRole },
): Statement {
  return store.db.insertInto('dialogue_roles').values({
    id: store.newId(),
    dialogue_id: role.dialogueId,
    person_id: role.personId,
    role: role.role,
    granted_at: store.now,
    ended_at: null,
    version: 1,
  })
}

function insertTexts(store: Store, dialogueId: Id, { title, mandate }: DialogueDraft): Statement[] {
  const rows = LOCALES.flatMap((lang) => {
    const own = title[lang]
    return own ? [{ dialogue_id: dialogueId, lang, title: own, mandate: mandate[lang] ?? '' }] : []
  })
  return [store.db.insertInto('dialogue_texts').values(rows)]
}

function columnsOf(draft: DialogueDraft) {
  return {
    code: draft.code,
    project: draft.project,
    funder: draft.funder,
    zone: draft.zone,
    holiday_calendar: draft.holidayCalendar,
    languages: draft.languages.join(','),
    authoritative_lang: draft.authoritative,
    attribution: draft.attribution,
    participant_list: draft.participantList,
    quorum_basis: draft.quorumBasis,
    quorum_percent: draft.quorumPercent,
    decision_rule: draft.decisionRule,
    silence_length: draft.silenceLength,
    silence_unit: draft.silenceUnit,
  }
}
