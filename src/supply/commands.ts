/** Medicines, their places and estimates: load, decide, commit. Whoever coordinates the dialogue keeps them. */

import { dialogueFor } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import { insertRows } from '../store/limits.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Estimate } from './estimate.ts'
import { decideMedicine, type MedicineDraft } from './medicine.ts'
import type { Level } from './place.ts'
import { medicineFor, supplyOf } from './queries.ts'
import { nextVersion } from './records.ts'

interface AskedMedicine {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly draft: MedicineDraft
}

/** Adds a medicine to a dialogue. @returns its id; `not_found`, `forbidden`, or as {@link decideMedicine}. */
export async function addMedicine(store: Store, asked: AskedMedicine): Promise<Outcome<Id>> {
  const dialogue = await dialogueFor(store, asked.actor, asked.dialogueId, 'coordinate')
  if (!dialogue.ok) return dialogue
  const decision = decideMedicine(asked.draft)
  if (!decision.ok) return decision
  const id = store.newId()
  const row = { id, dialogue_id: asked.dialogueId, created_at: store.now, version: 1 }
  return store.commit(
    [
      recordFact(store, { id, version: 0 }, { kind: 'medicine.added', actorId: asked.actor.personId }),
      store.db.insertInto('medicines').values({ ...row, ...columnsOf(asked.draft) }),
      textRows(store, id, asked.draft),
    ],
    id,
  )
}

interface AskedEdit {
  readonly actor: Actor
  readonly id: Id
  readonly version: number
  readonly draft: MedicineDraft
}

/**
 * Changes what is said of a medicine. The unit stays once somebody has reported: figures of two units cannot be added.
 * @returns `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile`, `invalid` `supply.unit_stays`, or as
 *   {@link decideMedicine}.
 */
export async function editMedicine(store: Store, asked: AskedEdit): Promise<Outcome<null>> {
  const medicine = await medicineFor(store, asked.actor, asked.id, 'coordinate')
  if (!medicine.ok) return medicine
  if (medicine.value.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const decision = decideMedicine(asked.draft)
  if (!decision.ok) return decision
  if (asked.draft.unitMilligrams !== medicine.value.unitMilligrams) {
    const { reports, lines } = await supplyOf(store, medicine.value)
    if (reports.length + lines.length > 0) return refuse('invalid', 'supply.unit_stays', 'unit_mg')
  }
  const { db } = store
  return store.commit(
    [
      recordFact(store, medicine.value, { kind: 'medicine.changed', actorId: asked.actor.personId }),
      db
        .updateTable('medicines')
        .set({ ...columnsOf(asked.draft), version: asked.version + 1 })
        .where('id', '=', asked.id),
      db.deleteFrom('medicine_texts').where('medicine_id', '=', asked.id),
      textRows(store, asked.id, asked.draft),
    ],
    null,
  )
}

function columnsOf(draft: MedicineDraft) {
  return {
    authoritative_lang: draft.authoritative,
    unit_mg: draft.unitMilligrams,
    base_permille: draft.basePermille,
    patients: draft.patients,
    daily_mg: draft.dailyMilligrams,
    min_months: draft.minMonths,
    max_months: draft.maxMonths,
    safety_days: draft.safetyDays,
    rate: draft.rate,
  }
}

function textRows(store: Store, id: Id, { names, units }: MedicineDraft): Statement[] {
  const rows = LOCALES.flatMap((lang) => {
    const [name, unit] = [names[lang], units[lang]]
    return name && unit ? [{ medicine_id: id, lang, name, unit }] : []
  })
  return insertRows(store.db, 'medicine_texts', rows)
}

interface AskedPlaces {
  readonly actor: Actor
  readonly id: Id
  readonly institutionIds: readonly Id[]
  readonly level: Level
}

/**
 * Institutions that report from now on; those that do already stay as they are.
 * @returns `not_found`, `forbidden`, `invalid` without an institution or with one that is not there.
 */
export async function addPlaces(store: Store, asked: AskedPlaces): Promise<Outcome<null>> {
  const medicine = await medicineFor(store, asked.actor, asked.id, 'coordinate')
  if (!medicine.ok) return medicine
  const { institutionIds, level, id } = asked
  if (institutionIds.length === 0) return refuse('invalid', 'forms.required', 'institutions')
  const [known, { places }] = await Promise.all([
    institutionNames(store, institutionIds),
    supplyOf(store, medicine.value),
  ])
  if (known.size < institutionIds.length) return refuse('invalid', 'forms.not_a_choice', 'institutions')
  const there = new Set(places.map(({ institutionId }) => institutionId))
  const rows = institutionIds
    .filter((institutionId) => !there.has(institutionId))
    .map((institutionId) => ({
      id: store.newId(),
      medicine_id: id,
      institution_id: institutionId,
      level,
      closed_at: null,
      version: 1,
    }))
  return store.commit(
    [
      recordFact(store, medicine.value, { kind: 'medicine.places_added', actorId: asked.actor.personId }),
      nextVersion(store, medicine.value),
      // Its first version is its lock: the fact that belongs to it.
      ...rows.map((row) =>
        recordFact(
          store,
          { id: row.id, version: 0 },
          { kind: 'supply_place.added', actorId: asked.actor.personId },
        ),
      ),
      ...insertRows(store.db, 'supply_places', rows),
    ],
    null,
  )
}

/** A place that reports no more; what it reported stays. @returns `not_found`, `forbidden`. */
export async function closePlace(
  store: Store,
  asked: { readonly actor: Actor; readonly id: Id; readonly placeId: Id },
): Promise<Outcome<null>> {
  const medicine = await medicineFor(store, asked.actor, asked.id, 'coordinate')
  if (!medicine.ok) return medicine
  const place = (await supplyOf(store, medicine.value)).places.find(({ id }) => id === asked.placeId)
  if (!place) return refuse('not_found', 'forms.unknown')
  const { version } = place
  return store.commit(
    [
      recordFact(store, place, { kind: 'supply_place.closed', actorId: asked.actor.personId }),
      store.db
        .updateTable('supply_places')
        .set({ closed_at: store.now, version: version + 1 })
        .where('id', '=', place.id),
    ],
    null,
  )
}

interface AskedEstimate {
  readonly actor: Actor
  readonly id: Id
  readonly year: number
  readonly kind: Estimate['kind']
  readonly baseGrams: number
  readonly confirmedOn: LocalDate
}

/**
 * Records an estimate that was confirmed; nothing is ever changed, a correction of a year is a supplementary one.
 * @returns `not_found`, `forbidden`, `invalid` for a second confirmed one of the same year
 * (`supply.estimate_there`), for a supplementary one without a first (`supply.estimate_first`).
 */
export async function addEstimate(store: Store, asked: AskedEstimate): Promise<Outcome<null>> {
  const medicine = await medicineFor(store, asked.actor, asked.id, 'coordinate')
  if (!medicine.ok) return medicine
  const { year, kind, baseGrams, confirmedOn } = asked
  const { estimates } = await supplyOf(store, medicine.value)
  const decision = decideEstimate(estimates, { year, kind })
  if (!decision.ok) return decision
  return store.commit(
    [
      recordFact(store, medicine.value, { kind: 'medicine.estimate_added', actorId: asked.actor.personId }),
      nextVersion(store, medicine.value),
      store.db.insertInto('supply_estimates').values({
        id: store.newId(),
        medicine_id: asked.id,
        year,
        kind,
        base_grams: baseGrams,
        confirmed_on: confirmedOn,
      }),
    ],
    null,
  )
}

function decideEstimate(known: readonly Estimate[], asked: Pick<Estimate, 'year' | 'kind'>): Outcome<null> {
  const there = known.some(({ year, kind }) => year === asked.year && kind === 'confirmed')
  if (asked.kind === 'confirmed' && there) return refuse('invalid', 'supply.estimate_there', 'kind')
  return asked.kind === 'supplementary' && !there
    ? refuse('invalid', 'supply.estimate_first', 'kind')
    : done(null)
}
