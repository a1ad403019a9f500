/** What is on its way: quantity, date, how certain it is, and the chain of steps still ahead (domain.md §2.4). Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { daysBetween, type LocalDate } from '../kernel/local-date.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'

export const CERTAINTIES = ['planned', 'contracted', 'permitted', 'shipped', 'received'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** The twelve steps of buying a controlled medicine, with the calendar days each takes unless somebody knows better. */
export const CHAIN = [
  { key: 'quantification', days: 30 },
  { key: 'estimate', days: 60 },
  { key: 'budget', days: 30 },
  { key: 'tender', days: 60 },
  { key: 'contract', days: 30 },
  { key: 'import_permit', days: 30 },
  { key: 'export_permit', days: 20 },
  { key: 'shipment', days: 25 },
  { key: 'customs', days: 10 },
  { key: 'warehouse', days: 7 },
  { key: 'distribution', days: 14 },
  { key: 'receipt', days: 0 },
] as const
export type StepKey = (typeof CHAIN)[number]['key']

/** One step of a line; all twelve are there, in the order of {@link CHAIN}. */
export interface ChainStep {
  readonly key: StepKey
  readonly days: number
  readonly institutionId: Id | null
  readonly doneOn: LocalDate | null
}

/** One change of date or quantity; they are only ever added. */
export interface LineMove {
  readonly expectedFrom: LocalDate
  readonly expectedTo: LocalDate
  readonly quantityFrom: number
  readonly quantityTo: number
  readonly reason: string
  readonly movedAt: Instant
}

export interface Permit {
  readonly id: Id
  readonly kind: 'import' | 'export'
  readonly number: string
  readonly quantity: number
  readonly validFrom: LocalDate
  readonly validTo: LocalDate
}

export const PERMIT_KINDS = ['import', 'export'] as const

/** What is said of a line besides its date and quantity. */
export interface LineTerms {
  readonly certainty: Certainty
  /** Units that have come, and when the last of them came. */
  readonly received: number
  readonly receivedOn: LocalDate | null
  readonly shipsOn: LocalDate | null
  readonly contract: string
  readonly goodUntil: LocalDate | null
  readonly commitmentId: Id | null
  /** The step that the commitment promises; null when it promises the whole delivery. */
  readonly commitmentStep: StepKey | null
}

/** What the commitment of a line makes of the day on which it is expected. */
export interface HeldBack {
  /** The day without the commitment. */
  readonly expectedOn: LocalDate
  readonly promised: Promised
}

/** A commitment that is still owed, and when it will be done by what is known. */
export interface Promised {
  readonly commitmentId: Id
  readonly code: string
  readonly doneOn: LocalDate
  /** From the steps of the commitment, or only its due date. */
  readonly from: 'forecast' | 'due'
}

export interface PipelineLine extends LineTerms {
  readonly id: Id
  readonly medicineId: Id
  readonly quantity: number
  /** From this morning it can be given out. */
  readonly expectedOn: LocalDate
  readonly steps: readonly ChainStep[]
  /** Oldest first. */
  readonly moves: readonly LineMove[]
  readonly permits: readonly Permit[]
  /** Only where its commitment puts `expectedOn` later (`promised.ts`). */
  readonly heldBack?: HeldBack
}

/** Units that have not come yet. */
export function outstanding({ quantity, received }: Pick<PipelineLine, 'quantity' | 'received'>): number {
  return quantity - received
}

/** Is somebody bound to deliver? */
export function isConfirmed({ certainty }: Pick<PipelineLine, 'certainty'>): boolean {
  return certainty !== 'planned'
}

/** Days between the date first expected and the one expected now. */
export function slipOf({ moves, expectedOn }: Pick<PipelineLine, 'moves' | 'expectedOn'>): number {
  const [first] = moves
  return first ? daysBetween(first.expectedFrom, expectedOn) : 0
}

/**
 * @returns the terms, or `invalid`: more received than ordered (`supply.received_over`), received without a day or in
 *   the future, all received but not said so (`supply.received_when`), out to the patients before it left
 *   (`supply.ships_after`).
 */
export function decideTerms(
  terms: LineTerms,
  line: Pick<PipelineLine, 'quantity' | 'expectedOn'>,
  today: LocalDate,
): Outcome<LineTerms> {
  const faults: Fault[] = []
  const { received, receivedOn, certainty, shipsOn } = terms
  if (received > line.quantity) faults.push({ field: 'received', messageKey: 'supply.received_over' })
  if (received > 0 !== (receivedOn !== null) || (receivedOn !== null && receivedOn > today))
    faults.push({ field: 'received_on', messageKey: 'supply.received_when' })
  if ((certainty === 'received') !== received >= line.quantity)
    faults.push({ field: 'certainty', messageKey: 'supply.received_all' })
  if (shipsOn !== null && shipsOn > line.expectedOn)
    faults.push({ field: 'ships_on', messageKey: 'supply.ships_after' })
  return faults.length > 0 ? refuseFaults(faults) : done(terms)
}

/** Where a line is moved to, and why. */
export interface AskedMove {
  readonly expectedOn: LocalDate
  readonly quantity: number
  readonly reason: string
}

/**
 * @returns the move, or `conflict` for a line that has come (`supply.line_received`), `invalid` when nothing changes
 *   (`supply.moves_nothing`) or less is ordered than has come (`supply.received_over`).
 */
export function decideLineMove(line: PipelineLine, asked: AskedMove): Outcome<AskedMove> {
  if (line.certainty === 'received') return refuse('conflict', 'supply.line_received')
  if (asked.expectedOn === line.expectedOn && asked.quantity === line.quantity)
    return refuse('invalid', 'supply.moves_nothing', 'expected_on')
  // All of it may have come only when it is said so.
  return asked.quantity <= line.received ? refuse('invalid', 'supply.received_over', 'quantity') : done(asked)
}

/** Steps that are not done. A step is behind us when it or a later one is done. */
export function stepsAhead(line: Pick<PipelineLine, 'steps'>): readonly ChainStep[] {
  return line.steps.slice(line.steps.findLastIndex(({ doneOn }) => doneOn !== null) + 1)
}

/** The steps of a new line: those before its certainty count as taken care of elsewhere and are left to be dated. */
export function newChain(): ChainStep[] {
  return CHAIN.map(({ key, days }) => ({ key, days, institutionId: null, doneOn: null }))
}

/** Does a shipment on that day lie inside the permit? Unknown without a day. */
export function permitCovers({ validFrom, validTo }: Permit, shipsOn: LocalDate | null): boolean | null {
  return shipsOn === null ? null : shipsOn >= validFrom && shipsOn <= validTo
}
