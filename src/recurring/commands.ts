/** Sets, corrects and ends the rhythm of a commitment, and writes the parts of a joint one: load, decide, commit. */

import { agendaOf } from '../agenda/queries.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { commitmentFor, supportersOf } from '../commitments/queries.ts'
import { isFinal } from '../commitments/state.ts'
import { participantNames } from '../invitations/participant-queries.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { meetingsById } from '../meetings/queries.ts'
import type { Act, Actor } from '../people/may.ts'
import { mentionFaults } from '../people/mention.ts'
import type { Store } from '../store/store.ts'
import { askedTo, recurrencesOf } from './queries.ts'
import { decideRecurrence, decideSeriesEnd, type RecurrenceDraft } from './recurrence.ts'
import { shareOf } from './share-queries.ts'
import { endSeries, insertPart, type PartDraft, rewritePart, saveRecurrence } from './shares.ts'

interface Asked {
  readonly actor: Actor
  /** The commitment. */
  readonly id: Id
  /** Its version that the page showed. */
  readonly version: number
}

/**
 * Makes a commitment recur, or corrects its rhythm: what was asked for already stays as it is.
 * @returns done; `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile` or from a final state, the faults of
 *   `decideRecurrence`, `invalid` `forms.not_a_choice` (field `medicine`) for a medicine of another dialogue.
 */
export async function setRecurrence(
  store: Store,
  asked: Asked & { readonly draft: RecurrenceDraft },
): Promise<Outcome<null>> {
  const found = await standing(store, asked, 'coordinate')
  if (!found.ok) return found
  const commitment = found.value
  const [supporters, to, medicine] = await Promise.all([
    supportersOf(store, [commitment.id]),
    askedTo(store, [commitment.id]),
    isMedicineOf(store, commitment, asked.draft.medicineId),
  ])
  const known = { supported: supporters.has(commitment.id), askedTo: to.get(commitment.id) ?? null }
  const decision = decideRecurrence(asked.draft, known)
  if (!decision.ok) return decision
  if (!medicine) return refuse('invalid', 'forms.not_a_choice', 'medicine')
  const { every, owedBy, first, last } = decision.value
  return store.commit(
    [
      recordFact(store, commitment, {
        kind: 'commitment.recurrence_set',
        actorId: asked.actor.personId,
        details: { every, owed_by: owedBy, first, last },
      }),
      ...saveRecurrence(store, commitment, {
        draft: decision.value,
        since: dateOf(store.now, commitment.zone),
      }),
    ],
    null,
  )
}

async function isMedicineOf(store: Store, { dialogueId }: Commitment, id: Id | null): Promise<boolean> {
  if (id === null) return true
  const row = await store.db
    .selectFrom('medicines')
    .select('id')
    .where('id', '=', id)
    .where('dialogue_id', '=', dialogueId)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Ends a series: nothing more is asked for; what is open stays owed.
 * @returns done; `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile` or `recurring.ended`.
 */
export async function endRecurrence(store: Store, asked: Asked): Promise<Outcome<null>> {
  const found = await standing(store, asked, 'coordinate')
  if (!found.ok) return found
  const commitment = found.value
  const recurrence = (await recurrencesOf(store, [commitment.id])).get(commitment.id)
  if (!recurrence) return refuse('not_found', 'forms.unknown')
  const decision = decideSeriesEnd(recurrence)
  if (!decision.ok) return decision
  return store.commit(
    [
      recordFact(store, commitment, { kind: 'commitment.recurrence_ended', actorId: asked.actor.personId }),
      ...endSeries(store, commitment, dateOf(store.now, commitment.zone)),
    ],
    null,
  )
}

interface AskedPart extends Asked {
  readonly institutionId: Id
  readonly draft: PartDraft
}

/**
 * Writes the part of a supporting institution, or corrects it while it is open.
 * @returns done; `not_found` for an institution that does not support the commitment, `forbidden`, `conflict`
 *   `forms.changed_meanwhile`, `recurring.not_open`, `recurring.verifies_it` or from a final state, `invalid` with `forms.required` (field
 *   `text_<lang>`), `commitments.authoritative_missing` or, under the Chatham House Rule, `minutes.names_somebody`.
 */
export async function writePart(store: Store, asked: AskedPart): Promise<Outcome<null>> {
  const found = await standing(store, asked, 'record')
  if (!found.ok) return found
  const commitment = found.value
  const { institutionId, draft } = asked
  const [supporters, part] = await Promise.all([
    supportersOf(store, [commitment.id]),
    shareOf(store, commitment.id, { institutionId }),
  ])
  if (!part && !supporters.get(commitment.id)?.includes(institutionId))
    return refuse('not_found', 'forms.unknown')
  if (part && part.state !== 'open') return refuse('conflict', 'recurring.not_open')
  if (institutionId === commitment.verifierId) return refuse('conflict', 'recurring.verifies_it')
  const faults = [...partFaults(draft), ...(await namedIn(store, commitment, draft.text))]
  if (faults.length > 0) return refuseFaults(faults)
  const actorId = asked.actor.personId
  const fact = { kind: 'commitment.part_written', actorId, details: { institution: institutionId } }
  if (!part)
    return store.commit(
      [recordFact(store, commitment, fact), ...insertPart(store, commitment, { institutionId, draft })],
      null,
    )
  return store.commit(
    [recordFact(store, part, { ...fact, kind: 'share.rewritten' }), ...rewritePart(store, part, draft)],
    null,
  )
}

function partFaults({ text, authoritative }: PartDraft): Fault[] {
  if (!LOCALES.some((lang) => text[lang]))
    return [{ field: `text_${LOCALES[0]}`, messageKey: 'forms.required' }]
  return text[authoritative]
    ? []
    : [{ field: 'authoritative', messageKey: 'commitments.authoritative_missing' }]
}

/** Under the Chatham House Rule the words of a part must not tell who was there (product.md rule 5). */
async function namedIn(store: Store, commitment: Commitment, text: PartDraft['text']): Promise<Fault[]> {
  const { meetingId, itemId } = commitment
  if (!meetingId) return []
  const [meetings, items] = await Promise.all([meetingsById(store, [meetingId]), agendaOf(store, meetingId)])
  const meeting = meetings.get(meetingId)
  const rule = items.find(({ id }) => id === itemId)?.attribution ?? meeting?.attribution
  if (!meeting || rule !== 'chatham_house') return []
  const { people } = await participantNames(store, meeting, rule)
  return mentionFaults(text, people, { field: 'text', messageKey: 'minutes.names_somebody' })
}

async function standing(store: Store, { actor, id, version }: Asked, act: Act): Promise<Outcome<Commitment>> {
  const found = await commitmentFor(store, actor, id, act)
  if (!found.ok) return found
  const { state } = found.value
  if (isFinal(state)) return refuse('conflict', 'commitments.is_final', undefined, { state })
  return found.value.version === version ? done(found.value) : refuse('conflict', 'forms.changed_meanwhile')
}
