/** The rule by which a commitment recurs: who owes the reports, in which rhythm, from when. Pure. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import type { RecurrencesTable } from '../store/recurring-schema.ts'
import { periodOfKey, type Rhythm } from './rhythm.ts'

type OwedBy = RecurrencesTable['owed_by']
export const OWED_BY: readonly OwedBy[] = ['lead', 'supporters']

/** A rule as it stands. */
export interface Recurrence extends Rhythm {
  readonly commitmentId: Id
  readonly owedBy: OwedBy
  /** A stock report of this medicine counts as the period's report. */
  readonly medicineId: Id | null
  /** Since when the rule is as it is, in the dialogue's zone: nothing that lay before is asked for. */
  readonly since: LocalDate
  /** Nothing is asked for any more from this day on. */
  readonly endedOn: LocalDate | null
  readonly version: number
}

/** A rule as a form sends it. */
export type RecurrenceDraft = Omit<Recurrence, 'commitmentId' | 'since' | 'endedOn' | 'version'>

/**
 * Checks a rule. A change touches only what was not asked for yet.
 * @param known what is known beside it: whether anybody supports the commitment, and the last day of the last period
 *   that was asked for.
 * @returns `invalid` with every fault: `recurring.not_a_period` (field `first` or `last`), `recurring.last_before_first`
 *   (`last`), `recurring.asked_already` (`first`), `recurring.nobody_supports` (`owed_by`), `forms.out_of_range` (`day`).
 */
export function decideRecurrence(
  draft: RecurrenceDraft,
  known: { readonly supported: boolean; readonly askedTo: LocalDate | null },
): Outcome<RecurrenceDraft> {
  const faults: Fault[] = []
  const [first, last] = [periodOfKey(draft.first), draft.last === null ? null : periodOfKey(draft.last)]
  if (first?.every !== draft.every) faults.push({ field: 'first', messageKey: 'recurring.not_a_period' })
  else if (known.askedTo !== null && first.startsOn <= known.askedTo)
    faults.push({ field: 'first', messageKey: 'recurring.asked_already' })
  if (draft.last !== null && last?.every !== draft.every)
    faults.push({ field: 'last', messageKey: 'recurring.not_a_period' })
  else if (first && last && last.startsOn < first.startsOn)
    faults.push({ field: 'last', messageKey: 'recurring.last_before_first' })
  if (draft.owedBy === 'supporters' && !known.supported)
    faults.push({ field: 'owed_by', messageKey: 'recurring.nobody_supports' })
  const most = draft.dayRule === 'working_day' ? 23 : 31
  if (draft.day < 1 || draft.day > most)
    faults.push({ field: 'day', messageKey: 'forms.out_of_range', params: { min: 1, max: most } })
  return faults.length > 0 ? refuseFaults(faults) : done(draft)
}

/** @returns `conflict` `recurring.ended` for a series that has ended. */
export function decideSeriesEnd(recurrence: Pick<Recurrence, 'endedOn'>): Outcome<null> {
  return recurrence.endedOn === null ? done(null) : refuse('conflict', 'recurring.ended')
}
