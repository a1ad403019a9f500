/** What is on its way: adding it, moving it, its terms, its steps, its permits. Load, decide, commit. */

import { commitmentsById } from '../commitments/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import type { Statement, Store } from '../store/store.ts'
import {
  type AskedMove,
  type ChainStep,
  decideLineMove,
  decideTerms,
  type LineTerms,
  newChain,
  type Permit,
  type PipelineLine,
} from './line.ts'
import type { Medicine } from './medicine.ts'
import { medicineFor, supplyOf } from './queries.ts'
import { nextVersion, saveSteps } from './records.ts'
import { type Changes, changedLines, changeOf } from './supposition.ts'

interface AskedLine {
  readonly actor: Actor
  /** The medicine. */
  readonly id: Id
  readonly quantity: number
  readonly expectedOn: LocalDate
  readonly terms: LineTerms
  /** Where today is: the dialogue's. */
  readonly zone: Zone
}

/** Adds a delivery with the steps of the chain. @returns its id; `not_found`, `forbidden`, or as {@link decideTerms}. */
export async function addLine(store: Store, asked: AskedLine): Promise<Outcome<Id>> {
  const medicine = await medicineFor(store, asked.actor, asked.id, 'coordinate')
  if (!medicine.ok) return medicine
  const { quantity, expectedOn, terms } = asked
  const checked = await checkTerms(store, medicine.value, { ...asked, line: { quantity, expectedOn } })
  if (!checked.ok) return checked
  const id = store.newId()
  const row = { id, medicine_id: asked.id, quantity, expected_on: expectedOn, ...columnsOf(terms) }
  return store.commit(
    [
      recordFact(store, medicine.value, factOf(asked.actor, 'line_added', id)),
      nextVersion(store, medicine.value),
      store.db.insertInto('pipeline_lines').values(row),
      saveSteps(store, id, newChain()),
    ],
    id,
  )
}

/** Facts tell that a delivery changed, never when it comes: they are read by more people than shipments are. */
function factOf(actor: Actor, what: string, lineId: Id) {
  return { kind: `medicine.${what}`, actorId: actor.personId, details: { line: lineId } }
}

function columnsOf(terms: LineTerms) {
  return {
    received: terms.received,
    received_on: terms.receivedOn,
    ships_on: terms.shipsOn,
    certainty: terms.certainty,
    contract: terms.contract,
    good_until: terms.goodUntil,
    commitment_id: terms.commitmentId,
    commitment_step: terms.commitmentId ? terms.commitmentStep : null,
  }
}

interface CheckedTerms {
  readonly terms: LineTerms
  readonly line: Pick<PipelineLine, 'quantity' | 'expectedOn'>
  readonly zone: Zone
}

async function checkTerms(
  store: Store,
  medicine: Medicine,
  { terms, line, zone }: CheckedTerms,
): Promise<Outcome<LineTerms>> {
  if (terms.commitmentId) {
    const found = (await commitmentsById(store, [terms.commitmentId])).get(terms.commitmentId)
    if (found?.dialogueId !== medicine.dialogueId)
      return refuse('invalid', 'forms.not_a_choice', 'commitment')
  }
  return decideTerms(terms, line, dateOf(store.now, zone))
}

/** Who changes which delivery of which medicine. */
interface OnLine {
  readonly actor: Actor
  readonly id: Id
  readonly lineId: Id
  /** That of the medicine, as the page showed it. */
  readonly version: number
}

async function lineFor(
  store: Store,
  { actor, id, lineId, version }: OnLine,
): Promise<Outcome<{ medicine: Medicine; line: PipelineLine }>> {
  const medicine = await medicineFor(store, actor, id, 'coordinate')
  if (!medicine.ok) return medicine
  const line = (await supplyOf(store, medicine.value)).lines.find((one) => one.id === lineId)
  if (!line) return refuse('not_found', 'forms.unknown')
  return medicine.value.version === version
    ? done({ medicine: medicine.value, line })
    : refuse('conflict', 'forms.changed_meanwhile')
}

/** Every change of a delivery: one fact of the medicine, its next version, and the statements that it makes. */
async function changeLine(
  store: Store,
  asked: OnLine & { readonly what: string },
  change: (found: { medicine: Medicine; line: PipelineLine }) => Promise<Outcome<readonly Statement[]>>,
): Promise<Outcome<null>> {
  const found = await lineFor(store, asked)
  if (!found.ok) return found
  const statements = await change(found.value)
  if (!statements.ok) return statements
  const { medicine } = found.value
  return store.commit(
    [
      recordFact(store, medicine, factOf(asked.actor, asked.what, asked.lineId)),
      nextVersion(store, medicine),
      statements.value,
    ],
    null,
  )
}

/**
 * Moves the date or the quantity; the move is added to those before it.
 * @returns `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile`, or as {@link decideLineMove}.
 */
export function moveLine(store: Store, asked: OnLine & { readonly move: AskedMove }): Promise<Outcome<null>> {
  return changeLine(store, { ...asked, what: 'line_moved' }, async ({ line }) => {
    const decision = decideLineMove(line, asked.move)
    return decision.ok ? done(moved(store, asked.actor, { line, move: decision.value })) : decision
  })
}

function moved(
  store: Store,
  actor: Actor,
  { line, move }: { readonly line: PipelineLine; readonly move: AskedMove },
): Statement[] {
  const { expectedOn, quantity, reason } = move
  return [
    store.db
      .updateTable('pipeline_lines')
      .set({ expected_on: expectedOn, quantity })
      .where('id', '=', line.id),
    store.db.insertInto('pipeline_moves').values({
      id: store.newId(),
      line_id: line.id,
      expected_from: line.expectedOn,
      expected_to: expectedOn,
      quantity_from: line.quantity,
      quantity_to: quantity,
      reason,
      moved_by: actor.personId,
      moved_at: store.now,
    }),
  ]
}

interface AskedAdoption {
  readonly actor: Actor
  readonly id: Id
  /** That of the medicine, as the page showed it. */
  readonly version: number
  readonly changes: Changes
  readonly reason: string
}

/**
 * Makes what was only supposed so: each changed delivery is moved, all with the same reason, all or none.
 * @returns `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile`, `invalid` when nothing changes
 *   (`supply.moves_nothing`), or as {@link decideLineMove}.
 */
export async function adoptChanges(store: Store, asked: AskedAdoption): Promise<Outcome<null>> {
  const { actor, id, changes, reason } = asked
  const medicine = await medicineFor(store, actor, id, 'coordinate')
  if (!medicine.ok) return medicine
  if (medicine.value.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const { lines } = await supplyOf(store, medicine.value)
  const statements: Statement[] = []
  for (const line of changedLines(lines, changes)) {
    const decision = decideLineMove(line, { ...changeOf(line, changes), reason })
    if (!decision.ok) return decision
    statements.push(...moved(store, actor, { line, move: decision.value }))
  }
  if (statements.length === 0) return refuse('invalid', 'supply.moves_nothing')
  return store.commit(
    [
      recordFact(store, medicine.value, { kind: 'medicine.changes_adopted', actorId: actor.personId }),
      nextVersion(store, medicine.value),
      statements,
    ],
    null,
  )
}

/** Sets what is said of a delivery. @returns as {@link moveLine}, and as {@link decideTerms}. */
export function setTerms(
  store: Store,
  asked: OnLine & { readonly terms: LineTerms; readonly zone: Zone },
): Promise<Outcome<null>> {
  return changeLine(store, { ...asked, what: 'line_changed' }, async ({ medicine, line }) => {
    const decision = await checkTerms(store, medicine, { ...asked, line })
    if (!decision.ok) return decision
    const { terms } = asked
    return done([store.db.updateTable('pipeline_lines').set(columnsOf(terms)).where('id', '=', line.id)])
  })
}

/**
 * Sets days, owners and ends of all twelve steps.
 * @returns `not_found`, `forbidden`, `conflict`, `invalid` for an institution that is not there.
 */
export function setSteps(
  store: Store,
  asked: OnLine & { readonly steps: readonly ChainStep[] },
): Promise<Outcome<null>> {
  return changeLine(store, { ...asked, what: 'steps_changed' }, async ({ line }) => {
    const owners = [...new Set(asked.steps.flatMap(({ institutionId }) => institutionId ?? []))]
    const known = await institutionNames(store, owners)
    if (known.size < owners.length) return refuse('invalid', 'forms.not_a_choice', 'steps')
    return done(saveSteps(store, line.id, asked.steps))
  })
}

/**
 * Adds an import or export permit to a delivery.
 * @returns `not_found`, `forbidden`, `conflict`, `invalid` when it ends before it begins (`supply.permit_dates`).
 */
export function addPermit(
  store: Store,
  asked: OnLine & { readonly permit: Omit<Permit, 'id'> },
): Promise<Outcome<null>> {
  return changeLine(store, { ...asked, what: 'permit_added' }, async ({ line }) => {
    const { kind, number, quantity, validFrom, validTo } = asked.permit
    if (validTo < validFrom) return refuse('invalid', 'supply.permit_dates', 'valid_to')
    return done([
      store.db.insertInto('supply_permits').values({
        id: store.newId(),
        line_id: line.id,
        kind,
        number,
        quantity,
        valid_from: validFrom,
        valid_to: validTo,
      }),
    ])
  })
}
