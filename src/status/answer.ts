/**
 * One institution's answer: all its commitments in one form, each line a report by itself. What one line refuses does
 * not lose the others, and a line left empty says nothing at all. Pure.
 */

import type { Commitment } from '../commitments/commitment.ts'
import { type Claim, decideReport, type Report, type TakenReport, takesBack } from '../commitments/report.ts'
import { awaitsLead } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Fault, faultsOf, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import type { Actor } from '../people/may.ts'

/** Characters that one line may say. */
export const MOST_WORDS = 2_000

/** Lines that one commit takes: each is up to ten statements, and D1 takes 1,000 a request. */
export const MOST_TAKEN = 80

/** What was typed for one commitment. */
export interface TypedLine {
  readonly number: number
  readonly claim: Claim | null
  /** For "done" the proof: a figure, a number, a link. */
  readonly words: string
  /** The version of the commitment that the page showed. */
  readonly version: number
}

/** One commitment of the part with its last report. */
export interface AskedLine {
  readonly commitment: Commitment
  readonly last: Report | null
}

/** What the lines are decided with. */
interface Answering {
  readonly actor: Actor
  readonly openedAt: Instant
  /** In the zone of the dialogue. */
  readonly today: LocalDate
}

/** A line that was taken. */
export interface TakenLine {
  readonly commitment: Commitment
  readonly taken: TakenReport
  /** The report of "done" that it takes back. */
  readonly replaces: Id | null
}

/** All lines of a form: what is taken, and what is wrong with the others, at their fields. */
export interface DecidedAnswer {
  readonly taken: readonly TakenLine[]
  readonly faults: readonly Fault[]
}

/** The fields of one line, named by the commitment's number. */
export function fieldsOf(number: number): { claim: string; words: string; version: string } {
  return { claim: `claim_${number}`, words: `words_${number}`, version: `version_${number}` }
}

/**
 * May something be said about a commitment here: while its lead owes it, or to correct a "done" of this request that
 * nobody has settled?
 */
export function takesAnswer({ commitment, last }: AskedLine, openedAt: Instant): boolean {
  return awaitsLead(commitment.state) || correctable(last, commitment, openedAt) !== null
}

function correctable(last: Report | null, commitment: Commitment, openedAt: Instant): Report | null {
  if (!last || last.at < openedAt || last.channel !== 'link') return null
  return takesBack(commitment, { corrects: last }) ? last : null
}

/**
 * Decides every line that says something.
 * @returns the lines that are taken, and faults of the others: `status.claim_missing` at its claim,
 *   `status.line_unknown`, `status.changed_meanwhile`, the refusals of `decideReport` at its words, and
 *   `status.next_part` beyond {@link MOST_TAKEN}.
 */
export function decideAnswer(
  typed: readonly TypedLine[],
  lines: readonly AskedLine[],
  answering: Answering,
): DecidedAnswer {
  const known = new Map(lines.map((line) => [line.commitment.number, line]))
  const taken: TakenLine[] = []
  const faults: Fault[] = []
  for (const line of typed) {
    const decided = decideLine(line, known.get(line.number) ?? null, answering)
    const outcome =
      decided.ok && taken.length === MOST_TAKEN ? refuse('invalid', 'status.next_part', 'claim') : decided
    if (outcome.ok) taken.push(outcome.value)
    else faults.push(faultOf(line.number, outcome))
  }
  return { taken, faults }
}

function decideLine(
  { claim, words, version }: TypedLine,
  line: AskedLine | null,
  { actor, openedAt, today }: Answering,
): Outcome<TakenLine> {
  if (!line) return refuse('invalid', 'status.line_unknown', 'words')
  const { commitment, last } = line
  if (version !== commitment.version) return refuse('conflict', 'status.changed_meanwhile', 'claim')
  if (!claim) return refuse('invalid', 'status.claim_missing', 'claim')
  if ([...words].length > MOST_WORDS) return refuse('invalid', 'forms.too_long', 'words', { max: MOST_WORDS })
  const corrects = correctable(last, commitment, openedAt)
  const said = claim === 'done' ? { text: '', evidence: words } : { text: words, evidence: '' }
  const asked = { actor, claim, ...said, channel: 'link' as const, source: '', today, corrects }
  const taken = decideReport(commitment, asked)
  return taken.ok ? done({ commitment, taken: taken.value, replaces: corrects?.id ?? null }) : taken
}

/** A fault at the field of its line; the words of a commitment's own form are here one field. */
function faultOf(number: number, refusal: Refusal): Fault {
  const { claim, words } = fieldsOf(number)
  const [fault] = faultsOf(refusal)
  const { messageKey, params } = fault ?? refusal
  const field = fault?.field === 'claim' || !fault ? claim : words
  return params ? { field, messageKey, params } : { field, messageKey }
}
