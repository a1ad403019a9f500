/** Records templates and their editions: load, decide, commit one batch. */

import { dialogueFor } from '../dialogues/queries.ts'
import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { lastEdition, plansOf, templateFor } from './queries.ts'
import { insertTemplate, rewriteTemplate } from './records.ts'
import { decideTemplate, type TemplateDraft } from './template.ts'

interface AskedTemplate extends TemplateDraft {
  readonly actor: Actor
  readonly dialogueId: Id
}

/** Records the first edition. @returns its id; `not_found`, `forbidden`, the faults of `decideTemplate`. */
export async function recordTemplate(store: Store, asked: AskedTemplate): Promise<Outcome<Id>> {
  const dialogue = await dialogueFor(store, asked.actor, asked.dialogueId, 'coordinate')
  if (!dialogue.ok) return dialogue
  const draft = decideTemplate(asked)
  if (!draft.ok) return draft
  const id = store.newId()
  const edition = { id, dialogueId: dialogue.value.id, seriesId: id, edition: 1 }
  const fact = { kind: 'plan_template.recorded', actorId: asked.actor.personId }
  return store.commit(
    [
      recordFact(store, { id, version: 0 }, { ...fact, details: { dialogue: dialogue.value.id } }),
      ...insertTemplate(store, edition, draft.value),
    ],
    id,
  )
}

interface AskedEdit extends TemplateDraft {
  readonly actor: Actor
  readonly id: Id
  readonly version: number
}

/**
 * Changes a template. One from which plans were made stays as it is: the change is its next edition.
 * @returns the id of the edition that has the new words; `not_found`, `forbidden`, `conflict`
 *   `forms.changed_meanwhile`, the faults of `decideTemplate`.
 */
export async function editTemplate(store: Store, asked: AskedEdit): Promise<Outcome<Id>> {
  const found = await templateFor(store, asked.actor, asked.id, 'coordinate')
  if (!found.ok) return found
  const template = found.value
  if (template.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const draft = decideTemplate(asked)
  if (!draft.ok) return draft
  const actorId = asked.actor.personId
  if ((await plansOf(store, [template.id])).length === 0)
    return store.commit(
      [
        recordFact(store, template, { kind: 'plan_template.edited', actorId }),
        ...rewriteTemplate(store, template, draft.value),
      ],
      template.id,
    )
  const id = store.newId()
  const last = await lastEdition(store, template.seriesId)
  const edition = { id, dialogueId: template.dialogueId, seriesId: template.seriesId, edition: last + 1 }
  return store.commit(
    [
      // Two next editions at once collide there.
      recordFact(
        store,
        { id: `${template.seriesId}:editions`, version: last - 1 },
        { kind: 'plan_template.edition_numbered', actorId, details: { template: id } },
      ),
      recordFact(
        store,
        { id, version: 0 },
        {
          kind: 'plan_template.recorded',
          actorId,
          details: { dialogue: template.dialogueId, edition: last + 1 },
        },
      ),
      ...insertTemplate(store, edition, draft.value),
    ],
    id,
  )
}
