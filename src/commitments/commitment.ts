/** A commitment: what one institution promised, by when, and who checks it (product.md rule 3). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'
import type { Zone } from '../kernel/zone.ts'
import type { CommitmentsTable } from '../store/followup-schema.ts'

export type CommitmentState = CommitmentsTable['state']
export type DuePrecision = CommitmentsTable['due_precision']
export type Visibility = CommitmentsTable['visibility']

/** What a commitment came of: a meeting, a plan's activity or a document by its id, or none of them. */
export interface Source {
  readonly kind: CommitmentsTable['source_kind']
  readonly id: string | null
}

/** Where the source of a commitment is read, for who may. */
export interface SourceShown {
  readonly href: string
  /** In whatever language it was written. */
  readonly title: string
}

/** A due date with its precision; exactly one of the two dates is set. */
export interface Due {
  /** The last day of the precision (30 June for a second quarter); null only when `undated`. */
  readonly dueOn: LocalDate | null
  readonly duePrecision: DuePrecision
  /** When an undated commitment is looked at again. */
  readonly reviewOn: LocalDate | null
}

/** One promise with everything a list, a page or a letter says about it. */
export interface Commitment extends Due {
  readonly id: Id
  readonly dialogueId: Id
  /** Zone of the dialogue: its calendar day decides what is late. */
  readonly zone: Zone
  /** Counted within the dialogue, from 1, never given twice; shown by {@link codeOf}. */
  readonly number: number
  readonly meetingId: Id | null
  readonly source: Source
  /** The objective of the dialogue's roadmap that it serves. */
  readonly objectiveId: Id | null
  readonly itemId: Id | null
  readonly decisionId: Id | null
  /** The one lead institution: the promise stays with it whoever leaves. */
  readonly leadId: Id
  /** A person of the lead institution; null while nobody is named. */
  readonly personId: Id | null
  /** The institution asked to verify, never the lead. */
  readonly verifierId: Id | null
  readonly text: Versions
  readonly state: CommitmentState
  readonly stateSince: Instant
  /** Why it was dropped or superseded; else empty. */
  readonly stateNote: string
  /** The due date first agreed, from which the slip is counted. */
  readonly firstDueOn: LocalDate | null
  readonly dueMoves: number
  /** Grows with every due-date move or change of owner: reminders of an older version are void. */
  readonly dateVersion: number
  readonly visibility: Visibility
  /** Null while the lead never reported: "no report" is a state of its own. */
  readonly lastReportAt: Instant | null
  readonly remindersSentTo: LocalDate | null
  /** No reminder before this day, if the coordinator granted a pause. */
  readonly pausedUntil: LocalDate | null
  readonly createdAt: Instant
  readonly version: number
}

export const VISIBILITIES: readonly Visibility[] = ['members', 'public', 'closed']
export const PRECISIONS: readonly DuePrecision[] = ['day', 'quarter', 'year', 'undated']

/** What is asked to be recorded or written anew, before it was checked. */
export interface CommitmentDraft {
  readonly text: Readonly<Partial<Record<Locale, string>>>
  readonly authoritative: Locale
  readonly leadId: Id
  readonly supporterIds: readonly Id[]
  readonly verifierId: Id | null
  readonly itemId: Id | null
  readonly decisionId: Id | null
  /** The objective of the dialogue's roadmap that it serves; left out, as it is. */
  readonly objectiveId?: Id | null
  readonly visibility: Visibility
  readonly due: Due
  readonly agreed: boolean
}

/** A personal link to report or to verify lives this long after the last mail that carried it. */
export const LINK_LIFE = { days: 365 }

/** How a commitment is cited: `C-01`. */
export function codeOf(commitment: Pick<Commitment, 'number'>): string {
  return `C-${String(commitment.number).padStart(2, '0')}`
}

/**
 * Checks what is asked to be recorded.
 * @returns `invalid` with every fault: `forms.required` (field `text_<lang>`), `commitments.authoritative_missing`
 *   (`authoritative`), `commitments.lead_supports_itself` (`supporters`), `commitments.lead_cannot_verify`
 *   (`verifier`; domain.md §4.6 invariant 2).
 */
export function decideCommitment(draft: CommitmentDraft): Outcome<CommitmentDraft> {
  const faults: Fault[] = []
  if (!LOCALES.some((lang) => draft.text[lang]))
    faults.push({ field: `text_${LOCALES[0]}`, messageKey: 'forms.required' })
  else if (!draft.text[draft.authoritative])
    faults.push({ field: 'authoritative', messageKey: 'commitments.authoritative_missing' })
  if (draft.supporterIds.includes(draft.leadId))
    faults.push({ field: 'supporters', messageKey: 'commitments.lead_supports_itself' })
  if (draft.verifierId === draft.leadId)
    faults.push({ field: 'verifier', messageKey: 'commitments.lead_cannot_verify' })
  return faults.length > 0 ? refuseFaults(faults) : done(draft)
}

/** What search looks through: the texts in all languages, folded. The code is found by its number. */
export function searchText(text: CommitmentDraft['text']): string {
  return fold(LOCALES.flatMap((lang) => text[lang] ?? []).join(' '))
}
