/** The status paper: one line per commitment, live while the request is open, kept as it was once it is closed. Pure. */

import type { Commitment, CommitmentState, Due, Visibility } from '../commitments/commitment.ts'
import type { Claim, Report } from '../commitments/report.ts'
import { awaitsLead } from '../commitments/state.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Versions } from '../kernel/locale.ts'
import type { AttributionRule } from '../store/schema.ts'
import type { StatusPart, StatusRequest } from './request.ts'

/** What the paper keeps of an institution: its names on the day, and whether it may be named. */
export type PaperInstitution = Pick<InstitutionName, 'id' | 'official' | 'short' | 'precedence' | 'listable'>

/** What the paper says of one report; its words stay in the report, where they can be erased. */
export interface PaperReport {
  readonly id: Id
  readonly claim: Claim
  readonly at: Instant
  readonly late: boolean
  readonly returned: boolean
  /** Given for this paper: after the request was opened, so its author knew who would read it. */
  readonly forPaper: boolean
}

/** The item of an agenda that a commitment comes from. */
interface PaperItem {
  readonly id: Id
  readonly title: Versions
  readonly closed: boolean
}

/** One commitment as the paper shows it. */
export interface PaperLine extends Due {
  readonly commitmentId: Id
  readonly number: number
  readonly text: Versions
  readonly lead: PaperInstitution
  readonly state: CommitmentState
  readonly visibility: Visibility
  readonly firstDueOn: LocalDate | null
  readonly dueMoves: number
  readonly item: PaperItem | null
  /** The last one; null is "no report". */
  readonly report: PaperReport | null
  /** Could its lead report when the paper was made? What waits to be verified was reported already. */
  readonly owes: boolean
}

/** Words and proof of a report. */
export interface ReportWords {
  readonly text: string
  readonly evidence: string
}

/** Who reads the paper: the secretariat all of it, members what may be handed out. */
export type PaperAudience = 'secretariat' | 'members'

/** How one institution stands to the request. `not_asked`: nothing of it could be reported when the letters went. */
export type PartState = 'answered' | 'partly' | 'waiting' | 'not_asked'

/** One institution with its lines by number. */
export interface PaperPart {
  readonly lead: PaperInstitution
  readonly lines: readonly PaperLine[]
  readonly state: PartState
  readonly answeredAt: Instant | null
  /** False when it was asked and nobody could be written to. */
  readonly reachable: boolean
}

/** A line of a commitment as it stands. */
export function lineOf(
  commitment: Commitment,
  known: {
    readonly lead: PaperInstitution
    readonly item: PaperItem | null
    readonly report: Pick<Report, 'id' | 'claim' | 'at' | 'late' | 'state'> | null
    readonly openedAt: Instant | null
  },
): PaperLine {
  const { lead, item, report, openedAt } = known
  const { id, precedence, official, short, listable } = lead
  const { dueOn, duePrecision, reviewOn, firstDueOn, dueMoves, number, text, state, visibility } = commitment
  return {
    ...{ number, text, state, visibility, dueOn, duePrecision, reviewOn, firstDueOn, dueMoves, item },
    commitmentId: commitment.id,
    lead: { id, precedence, official, short, listable },
    report: report && {
      id: report.id,
      claim: report.claim,
      at: report.at,
      late: report.late,
      returned: report.state === 'returned',
      forPaper: isForPaper(report, openedAt),
    },
    owes: awaitsLead(state),
  }
}

/** Was a report given after the request was opened? */
export function isForPaper(report: Pick<Report, 'at'>, openedAt: Instant | null): boolean {
  return openedAt !== null && report.at >= openedAt
}

/**
 * The lines that an audience may read: members none that are closed or only proposed. Nothing says how many were left
 * out: that they exist is for those who record.
 */
export function linesFor(lines: readonly PaperLine[], audience: PaperAudience): readonly PaperLine[] {
  if (audience === 'secretariat') return lines
  return lines.filter(({ visibility, state }) => visibility !== 'closed' && state !== 'proposed')
}

/**
 * May the audience read the words of a report? The secretariat does. Members read words that were written for this
 * paper, never its proof; and under the Chatham House Rule of the meeting no words at all.
 */
export function showsWords(
  report: PaperReport,
  audience: PaperAudience,
  rule: AttributionRule | null,
): boolean {
  return audience === 'secretariat' || (report.forPaper && !report.returned && rule !== 'chatham_house')
}

/** The institutions in protocol order, each with its lines by number and how far it answered. */
export function partsOf(lines: readonly PaperLine[], parts: readonly StatusPart[]): PaperPart[] {
  const sent = new Map(parts.map((part) => [part.institutionId, part]))
  const groups = Map.groupBy(lines, ({ lead }) => lead.id)
  const made = [...groups.values()].flatMap((own) => {
    const [first] = own
    return first ? [partOf(first.lead, byNumber(own), sent.get(first.lead.id) ?? null)] : []
  })
  return made.sort(inOrder)
}

function partOf(
  lead: PaperInstitution,
  lines: readonly PaperLine[],
  part: Pick<StatusPart, 'asked' | 'people'> | null,
): PaperPart {
  const told = lines.filter(({ report }) => report?.forPaper)
  const answeredAt = told.reduce<Instant | null>(
    (last, { report }) => (report && (last === null || report.at > last) ? report.at : last),
    null,
  )
  const open = lines.filter((line) => line.owes && !line.report?.forPaper)
  const reachable = part === null || !part.asked || part.people > 0
  return { lead, lines, answeredAt, reachable, state: stateOf(part, told.length, open.length) }
}

function stateOf(part: Pick<StatusPart, 'asked'> | null, told: number, open: number): PartState {
  if (told > 0) return open > 0 ? 'partly' : 'answered'
  if (part === null || !part.asked) return 'not_asked'
  return 'waiting'
}

function byNumber(lines: readonly PaperLine[]): PaperLine[] {
  return lines.toSorted((a, b) => a.number - b.number)
}

function inOrder(a: PaperPart, b: PaperPart): number {
  return a.lead.precedence - b.lead.precedence || (a.lead.id < b.lead.id ? -1 : 1)
}

/** The lines of one agenda item; null for those without one that may be named. */
export interface ItemGroup {
  readonly item: PaperItem | null
  readonly lines: readonly PaperLine[]
}

/** The lines by agenda item, in the order of their numbers; members are not told the titles of closed items. */
export function byItem(lines: readonly PaperLine[], audience: PaperAudience): ItemGroup[] {
  const named = ({ item }: PaperLine) => (item && (audience === 'secretariat' || !item.closed) ? item : null)
  const groups = Map.groupBy(byNumber(lines), (line) => named(line)?.id ?? '')
  const made = [...groups.values()].map((own) => ({ item: own[0] ? named(own[0]) : null, lines: own }))
  return [...made.filter(({ item }) => item), ...made.filter(({ item }) => !item)]
}

/** What the paper says in numbers; none of them is shown without how many institutions answered. */
export interface Totals {
  /** Institutions that were asked, and how many of them answered for all they were asked, or for some of it. */
  readonly asked: number
  readonly answered: number
  readonly partly: number
  readonly lines: number
  readonly states: Readonly<Partial<Record<CommitmentState, number>>>
  /** Commitments without any report. */
  readonly silent: number
}

/** Counts what an audience reads. An institution counts as a whole, by all that it was asked. */
export function totalsOf(parts: readonly PaperPart[], lines: readonly PaperLine[]): Totals {
  const asked = parts.filter(({ state }) => state !== 'not_asked')
  const states: Partial<Record<CommitmentState, number>> = {}
  for (const { state } of lines) states[state] = (states[state] ?? 0) + 1
  return {
    asked: asked.length,
    answered: asked.filter(({ state }) => state === 'answered').length,
    partly: asked.filter(({ state }) => state === 'partly').length,
    lines: lines.length,
    states,
    silent: lines.filter(({ report }) => report === null).length,
  }
}

/** A paper as one audience reads it. */
export interface StatusPaper {
  readonly request: StatusRequest
  readonly audience: PaperAudience
  readonly parts: readonly PaperPart[]
  readonly lines: readonly PaperLine[]
  readonly totals: Totals
  /** By report, as far as they may be read. */
  readonly words: ReadonlyMap<Id, ReportWords>
  /** The instant it tells of: when it was closed, else now. */
  readonly asOf: Instant
}

/** The paper for an audience; `words` are those of all reports. */
export function paperFor(
  audience: PaperAudience,
  known: {
    readonly request: StatusRequest
    readonly lines: readonly PaperLine[]
    readonly parts: readonly StatusPart[]
    readonly words: ReadonlyMap<Id, ReportWords>
    readonly rule: AttributionRule | null
    readonly now: Instant
  },
): StatusPaper {
  const { request, words, rule } = known
  const lines = linesFor(known.lines, audience)
  const parts = partsOf(lines, known.parts)
  const readable = lines.flatMap(({ report }) => {
    const said = report && showsWords(report, audience, rule) ? words.get(report.id) : undefined
    if (!report || !said) return []
    // What proves it is between the institution and who verifies; a "done" says it in the place of words.
    const shown = audience === 'secretariat' ? said : { text: said.text || said.evidence, evidence: '' }
    return [[report.id, shown] as const]
  })
  return {
    ...{ request, audience, parts, lines },
    totals: totalsOf(parts, lines),
    words: new Map(readable),
    asOf: request.closedAt ?? known.now,
  }
}

/** May this institution be named to the audience? */
export function isNamed({ listable }: PaperInstitution, audience: PaperAudience): boolean {
  return audience === 'secretariat' || listable !== 'never'
}
