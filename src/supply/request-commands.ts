/** Whether and whom to ask for stock reports, and asking at once: load, decide, commit. */

import { findDialogue } from '../dialogues/queries.ts'
import { utcDay } from '../digests/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import { peopleOf } from '../people/queries.ts'
import { insertRows } from '../store/limits.ts'
import { inList } from '../store/lists.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Place } from './place.ts'
import { medicineFor, placesOf } from './queries.ts'
import { nextVersion } from './records.ts'
import { monthOf } from './report.ts'
import { mailingParts } from './request.ts'
import { type AskingDraft, contactField } from './request-forms.ts'
import { mailingFact, mailingStatements, type StockMailing } from './request-mails.ts'
import { handMailings } from './request-preview-queries.ts'
import { askingOf } from './request-queries.ts'
import { versioned } from './request-sending.ts'

interface AskedSetting {
  readonly actor: Actor
  /** The medicine. */
  readonly id: Id
  readonly draft: AskingDraft
}

/**
 * Sets how a medicine is asked for. Switching it on begins with the month that runs: nothing is asked of the past.
 * @returns `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile`, `invalid` `stock.not_of_place` for a person who
 *   does not speak for the institution of the place.
 */
export async function setAsking(store: Store, { actor, id, draft }: AskedSetting): Promise<Outcome<null>> {
  const medicine = await medicineFor(store, actor, id, 'coordinate')
  if (!medicine.ok) return medicine
  if (medicine.value.version !== draft.version) return refuse('conflict', 'forms.changed_meanwhile')
  const [places, before, dialogue] = await Promise.all([
    placesOf(store, [id]),
    askingOf(store, id),
    findDialogue(store, medicine.value.dialogueId, 'all'),
  ])
  if (!dialogue) return refuse('not_found', 'forms.unknown')
  const wrong = await wrongContact(store, places, draft)
  if (wrong) return refuse('invalid', 'stock.not_of_place', contactField(wrong.id))
  const asking = {
    asked: draft.asked ? 1 : 0,
    due_days: draft.dueDays,
    first_month: before.asked ? before.firstMonth : monthOf(dateOf(store.now, dialogue.zone)),
  }
  return store.commit(
    [
      recordFact(store, medicine.value, {
        kind: 'medicine.asking_changed',
        actorId: actor.personId,
        details: { asked: asking.asked, due_days: asking.due_days },
      }),
      nextVersion(store, medicine.value),
      store.db
        .insertInto('stock_askings')
        .values({ medicine_id: id, ...asking })
        .onConflict((conflict) => conflict.column('medicine_id').doUpdateSet(asking)),
      saveContacts(store, places, draft),
    ],
    null,
  )
}

async function wrongContact(
  store: Store,
  places: readonly Place[],
  { contacts }: AskingDraft,
): Promise<Place | undefined> {
  const institutions = [...new Set(places.map(({ institutionId }) => institutionId))]
  const staff = await peopleOf(store, institutions, utcDay(store))
  return places.find((place) => {
    const person = contacts.get(place.id)
    return (
      person !== undefined &&
      !staff.some(({ card, affiliation }) => {
        return card.id === person && affiliation.institutionId === place.institutionId
      })
    )
  })
}

function saveContacts(store: Store, places: readonly Place[], { contacts }: AskingDraft): Statement[] {
  const ids = places.map(({ id }) => id)
  const rows = ids.flatMap((placeId) => {
    const person = contacts.get(placeId)
    return person ? [{ place_id: placeId, person_id: person }] : []
  })
  return [
    store.db.deleteFrom('stock_contacts').where(inList('place_id', ids)),
    ...insertRows(store.db, 'stock_contacts', rows),
  ]
}

/** Statements of one commit: D1 takes 1,000 queries of a request, and what is read before are some forty. */
const STATEMENTS = 800

/**
 * Asks for everything that is missing of a medicine now, one mail to each person, and nobody a second time on a day.
 * {@link STATEMENTS} are one commit; what a break left out goes with the next press.
 * @returns how many mails; `not_found`, `forbidden`, `conflict` `stock.asking_off`, `stock.nobody_to_ask`,
 *   `forms.changed_meanwhile`, `stock.partly_asked` (params `sent`, `all`) when something came between two commits or
 *   one request takes no more.
 */
export async function askNow(
  store: Store,
  { actor, id, today }: { readonly actor: Actor; readonly id: Id; readonly today: LocalDate },
): Promise<Outcome<number>> {
  const medicine = await medicineFor(store, actor, id, 'coordinate')
  if (!medicine.ok) return medicine
  if (!(await askingOf(store, id)).asked) return refuse('conflict', 'stock.asking_off')
  const { mailings } = await handMailings(store, id, today)
  const due = await versioned(store, mailings, actor.personId)
  if (due.length === 0) return refuse('conflict', 'stock.nobody_to_ask')
  return inParts(store, due)
}

/** Queues the mails, one part a commit; the form's receipt comes with the last one. */
async function inParts(store: Store, due: readonly StockMailing[]): Promise<Outcome<number>> {
  let sent = 0
  for (const [turn, part] of mailingParts(due, STATEMENTS).entries()) {
    const partly = refuse('conflict', 'stock.partly_asked', undefined, { sent, all: due.length })
    if (turn >= store.largeBatches) return partly
    const [first, ...rest] = part.map((mailing) => mailingFact(store, mailing))
    if (!first) break
    const last = sent + part.length === due.length
    const batch = [first, ...rest, await mailingStatements(store, part)] as const
    const outcome = await store.commit(batch, null, last ? 'last' : 'more')
    if (!outcome.ok) return sent === 0 ? outcome : partly
    sent += part.length
  }
  return done(sent)
}
