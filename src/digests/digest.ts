/** One digest: what waits for a person and what changed, in the order in which it is read. Pure. */

import type { LinkPurpose } from '../auth/links.ts'
import type { Commitment, CommitmentState, Due } from '../commitments/commitment.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Versions } from '../kernel/locale.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { ExpectedLine, Missing } from '../oversight/oversight.ts'
import type { DueRequest } from '../steps/due-request.ts'
import type { MedicineAtRisk } from '../supply/at-risk.ts'
import type { Unreached } from './call.ts'

/** About this many lines in all, then "and N more" (product.md rule 10). */
export const LINES = 15

/** No section is squeezed out by those before it: each shows at least this many. */
const LINES_OF_EACH = 3

/** In the order in which they are read. */
type SectionKind =
  | 'waiting'
  | 'grant'
  | 'meetings'
  | 'risks'
  | 'late'
  | 'calls'
  | 'stopped'
  | 'failed'
  | 'expected'
  | 'ahead'
  | 'changes'

/** Where a line leads: the recipient's own link, a page of the secretariat, or nowhere. */
export type Target =
  | {
      readonly kind: 'link'
      readonly purpose: LinkPurpose
      readonly subjectId: Id
      readonly expiresAt: Instant
    }
  | { readonly kind: 'page'; readonly path: string }
  | null

/** A commitment as all its lines tell it. */
export interface PromiseLine {
  readonly commitment: Commitment
  readonly dialogue: Versions
  readonly lead: Versions
  /** In the recipient's zone. */
  readonly lastReportOn: LocalDate | null
}

export type Line = { readonly target: Target } & (
  | (PromiseLine & { readonly kind: 'owed' | 'verify' | 'unverified' | 'late' })
  /** `owner` is null when nobody is known, `hidden` when the name stands on the page only. */
  | (PromiseLine & {
      readonly kind: 'call'
      readonly owner: string | 'hidden' | null
      /** When the first of the owners is back, if all of them pause. */
      readonly pausedUntil: LocalDate | null
    })
  | (PromiseLine & {
      readonly kind: 'changed'
      /** The new state if it changed. */
      readonly state: CommitmentState | null
      readonly moved: { readonly from: Due; readonly to: Due } | null
    })
  | {
      readonly kind: 'attend' | 'nominate'
      readonly meeting: Meeting
      readonly replyBy: LocalDate | null
    }
  | { readonly kind: 'concluded'; readonly meeting: Meeting; readonly state: 'held' | 'minuted' }
  | (Unreached & {
      readonly kind: 'stopped'
      readonly owner: string | 'hidden'
      readonly lead: Versions
      readonly numbers: readonly Pick<Commitment, 'number'>[]
    })
  | { readonly kind: 'failed'; readonly subject: string; readonly at: Instant }
  | { readonly kind: 'grant'; readonly request: DueRequest }
  | { readonly kind: 'gaps'; readonly count: number }
  | {
      readonly kind: 'risk'
      readonly risk: MedicineAtRisk
      /** Whose names the sentence needs. */
      readonly institutions: ReadonlyMap<Id, InstitutionName>
    }
  | { readonly kind: 'expected'; readonly expected: ExpectedLine }
  | { readonly kind: 'ahead'; readonly meeting: Meeting; readonly missing: readonly Missing[] }
)

export interface Section {
  readonly kind: SectionKind
  readonly lines: readonly Line[]
  /** How many lines were left out. */
  readonly more: number
}

/** The page with all that an institution promised, for its focal point. */
export interface PromisedPage {
  readonly institution: Versions
  readonly target: Target
}

/** A window of time [from, to); a recipient's windows follow each other without gap or overlap. */
export interface Window {
  readonly from: Instant
  readonly to: Instant
}

export interface Digest {
  /** The recipient's date. */
  readonly today: LocalDate
  readonly sections: readonly Section[]
  /** How many things wait for the recipient, shown or not. */
  readonly waiting: number
  /** What institutions promised whose focal point the recipient is; told beside the rest, never alone. */
  readonly promised: readonly PromisedPage[]
  /** For coordinators when nothing changed: since when, so that silence of the mail means trouble. */
  readonly unchangedSince: LocalDate | null
}

/** What the subject of the mail counts. */
const WAITING: ReadonlySet<SectionKind> = new Set(['waiting', 'grant', 'meetings'])

/** Puts sections together and cuts them to length; those without lines are left out. */
export function composeDigest(
  today: LocalDate,
  parts: readonly { readonly kind: SectionKind; readonly lines: readonly Line[] }[],
  unchangedSince: LocalDate | null,
  promised: readonly PromisedPage[] = [],
): Digest {
  const full = parts.filter(({ lines }) => lines.length > 0)
  const shown = allot(full.map(({ lines }) => lines.length))
  const asked = full.filter(({ kind }) => WAITING.has(kind)).flatMap(({ lines }) => lines)
  return {
    today,
    unchangedSince,
    promised,
    // A commitment without a person waits for its institution.
    waiting: asked.filter(({ kind }) => kind !== 'gaps').length,
    sections: full.map(({ kind, lines }, at) => ({
      kind,
      lines: lines.slice(0, shown[at]),
      more: lines.length - (shown[at] ?? 0),
    })),
  }
}

/** Is there nothing to tell? Then no mail goes; a coordinator's always goes. */
export function isEmpty(digest: Digest): boolean {
  return digest.sections.length === 0 && digest.unchangedSince === null
}

/**
 * How many lines each section shows: a few of each in any case, the rest of {@link LINES} in order. A section
 * is not cut for the sake of a single line, since "and 1 more" is a line too.
 */
export function allot(sizes: readonly number[]): number[] {
  const shown = sizes.map((size) => Math.min(size, LINES_OF_EACH))
  let left = LINES - shown.reduce((sum, count) => sum + count, 0)
  return sizes.map((size, at) => {
    const few = shown[at] ?? 0
    const extra = Math.min(size - few, Math.max(0, left))
    left -= extra
    return size - few - extra === 1 ? size : few + extra
  })
}

/** The next window of a recipient: it begins where the last one ended. */
export function nextWindow(lastTo: Instant | null, firstFrom: Instant, now: Instant): Window {
  const from = lastTo ?? firstFrom
  // A clock that jumped back must not make a window that ends before it begins.
  return { from, to: from > now ? from : now }
}

/** Does an instant lie in the window? */
export function within({ from, to }: Window, at: Instant): boolean {
  return at >= from && at < to
}
