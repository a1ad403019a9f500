/** Words that the page of a status paper and its printed versions say alike. */

import type { CommitmentState } from '../../src/commitments/commitment.ts'
import { COMMITMENT_STATES } from '../../src/commitments/state.ts'
import { formatDate, formatInstant } from '../../src/i18n/dates.ts'
import { shortNameOf } from '../../src/institutions/institution.ts'
import { daysBetween } from '../../src/kernel/local-date.ts'
import type { Chosen } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import {
  isNamed,
  type PaperLine,
  type PaperPart,
  type StatusPaper,
  type Totals,
} from '../../src/status/paper.ts'
import type { RequestState } from '../../src/status/request.ts'
import { dueWords } from '../commitments/words.ts'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

/** The institution as the audience may know it. */
export function leadOf({ locale, t }: Reader, paper: StatusPaper, { lead }: Pick<PaperLine, 'lead'>): Chosen {
  if (!isNamed(lead, paper.audience)) return { text: t.status.paper.unlisted, lang: locale }
  return shortNameOf(lead, locale)
}

/** The due date, and under it how far it moved. */
export function dueLines(reader: Reader, line: PaperLine): string[] {
  return slipOf(line) === null ? [dueWords(reader, line)] : [dueWords(reader, line), slipped(reader, line)]
}

function slipped({ t }: Reader, line: PaperLine): string {
  return t.commitments.moved(line.dueMoves, slipOf(line) ?? 0)
}

/** Days between the date first agreed and the one that holds; null when it never moved. */
export function slipOf({ dueMoves, dueOn, firstDueOn }: PaperLine): number | null {
  if (dueMoves === 0) return null
  return dueOn && firstDueOn ? daysBetween(firstDueOn, dueOn) : 0
}

/** What was reported last and when; "no report" where nothing ever was. */
export function reportLines(reader: Reader, paper: StatusPaper, { report }: PaperLine): string[] {
  const { paper: t } = reader.t.status
  if (!report) return [t.noReport]
  const { claims } = reader.t.commitments
  const remarks = [report.late ? t.late : '', report.returned ? t.returned : ''].filter(Boolean)
  const when = formatDate(reader.locale, dateOf(report.at, paper.request.zone))
  const said = paper.words.get(report.id)
  return [
    [`${claims[report.claim]}, ${when}`, ...remarks].join(' · '),
    ...[said?.text ?? '', said?.evidence ?? ''].filter(Boolean),
  ]
}

/** "14 of 20 institutions answered", and how many in part: it stands beside every number of the paper. */
export function completenessOf({ t }: Reader, { asked, answered, partly }: Totals): string {
  const { paper } = t.status
  const all = paper.completeness(answered, asked)
  return partly > 0 ? `${all} (${paper.partly(partly)})` : all
}

/** The numbers of the paper in the order of a commitment's life. */
export function totalsRows({ t }: Reader, { lines, states, silent }: Totals): (readonly [string, number])[] {
  const { paper } = t.status
  const counted = COMMITMENT_STATES.flatMap((state: CommitmentState) => {
    const number = states[state]
    return number ? [[t.commitments.states[state], number] as const] : []
  })
  return [[paper.all, lines], ...counted, [paper.silent, silent]]
}

/** How an institution answered, and when last. */
export function partWords({ locale, t }: Reader, paper: StatusPaper, part: PaperPart): string {
  const { paper: words } = t.status
  const zone = paper.request.zone
  return [
    words.parts[part.state],
    ...(part.answeredAt ? [words.answered(formatDate(locale, dateOf(part.answeredAt, zone)))] : []),
    ...(part.reachable ? [] : [words.unreachable]),
  ].join(' · ')
}

/** When the paper tells of: kept for ever, or as of this moment. */
export function asOfWords({ locale, t }: Reader, { request, asOf }: StatusPaper): string {
  const { paper } = t.status
  const when = formatInstant(locale, asOf, request.zone)
  return request.state === 'closed' ? paper.closedAt(when) : paper.asOf(when)
}

/** The title of the paper: with a meeting it says what it is for. */
export function titleOf({ t }: Reader, { meetingId }: { readonly meetingId: string | null }): string {
  return meetingId === null ? t.status.title : t.status.before
}

const STATE_TONES: Readonly<Record<RequestState, Tone>> = { draft: 'quiet', open: 'neutral', closed: 'good' }

/** The shape that goes with the state of a request. */
export function requestTone(state: RequestState): Tone {
  return STATE_TONES[state]
}

const PART_TONES: Readonly<Record<PaperPart['state'], Tone>> = {
  answered: 'good',
  partly: 'warn',
  waiting: 'bad',
  not_asked: 'quiet',
}

/** The shape that goes with how an institution answered. */
export function partTone(state: PaperPart['state']): Tone {
  return PART_TONES[state]
}
