/** Words that several pages and letters say about a commitment: its due date, how late, how it stands. */

import type { Commitment, CommitmentState, Due } from '../../src/commitments/commitment.ts'
import { daysLate, isReviewDue, isSilent, slipDays } from '../../src/commitments/due.ts'
import type { Show } from '../../src/commitments/filter.ts'
import { formatDate, formatDue } from '../../src/i18n/dates.ts'
import { type InstitutionName, shortNameOf } from '../../src/institutions/institution.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import type { Cell } from '../parts/cell.ts'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

/** No more exact than it was promised; an undated one says when it is looked at again. */
export function dueWords({ locale, t }: Reader, { dueOn, duePrecision, reviewOn }: Due): string {
  if (dueOn || !reviewOn) return formatDue(locale, { on: dueOn, precision: duePrecision })
  return t.commitments.reviewOn(formatDate(locale, reviewOn))
}

/** How often the date moved and how far, or the empty text. */
export function slipWords({ t }: Reader, commitment: Commitment): string {
  return commitment.dueMoves > 0 ? t.commitments.moved(commitment.dueMoves, slipDays(commitment)) : ''
}

/** What presses: late, never reported, to be looked at again; nothing for the others. */
export function pressing({ t }: Reader, commitment: Commitment, today: LocalDate): readonly string[] {
  const days = daysLate(commitment, today)
  return [
    ...(days > 0 ? [t.commitments.late(days)] : []),
    ...(isSilent(commitment, today) ? [t.commitments.noReport] : []),
    ...(isReviewDue(commitment, today) ? [t.commitments.reviewNow] : []),
  ]
}

const TONES: Readonly<Record<CommitmentState, Tone>> = {
  proposed: 'quiet',
  agreed: 'neutral',
  in_progress: 'neutral',
  blocked: 'warn',
  reported_done: 'warn',
  returned: 'warn',
  verified: 'good',
  superseded: 'quiet',
  dropped: 'quiet',
}

/** The shape that goes with a state. */
export function toneOf(state: CommitmentState): Tone {
  return TONES[state]
}

/** The due date of a row with its slip under it. */
export function dueCell(reader: Reader, commitment: Commitment): Cell {
  const slip = slipWords(reader, commitment)
  const due = dueWords(reader, commitment)
  return slip ? { lines: [due, { quiet: slip }] } : due
}

/** The state of a row, and under it what presses. */
export function stateCell(reader: Reader, commitment: Commitment, today: LocalDate): Cell {
  const state = { tone: toneOf(commitment.state), text: reader.t.commitments.states[commitment.state] }
  const remarks = pressing(reader, commitment, today)
  if (remarks.length === 0) return state
  return { lines: [state, ...remarks.map((text) => ({ tone: 'bad' as const, text }))] }
}

/** The short name of the lead, and whether somebody is named there; without `lead` it is not for this reader. */
export function leadCell(reader: Reader, commitment: Commitment, lead: InstitutionName | undefined): Cell {
  const { noPerson, unlisted } = reader.t.commitments
  const name = lead ? shortNameOf(lead, reader.locale) : { quiet: unlisted }
  return commitment.personId ? name : { lines: [name, { quiet: noPerson }] }
}

/** The words for a choice of states, or for one state. */
export function showWords({ t }: Reader, show: Show): string {
  const words: Readonly<Record<Show, string>> = {
    ...t.commitments.shows,
    ...t.filters.shows,
    ...t.commitments.states,
  }
  return words[show]
}
