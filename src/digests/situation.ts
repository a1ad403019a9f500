/** What one person sees of the whole at one moment: from everything that is known, their digest. Pure. */

import { type Commitment, type Due, LINK_LIFE } from '../commitments/commitment.ts'
import { daysLate } from '../commitments/due.ts'
import type { Id } from '../kernel/id.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import type { Versions } from '../kernel/locale.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { fullName } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import { type Call, type Stopped, silentIn } from './call.ts'
import {
  composeDigest,
  type Digest,
  type Line,
  type PromisedPage,
  type PromiseLine,
  type Window,
  within,
} from './digest.ts'
import { type Overseen, overseenLines } from './overseen.ts'

/** What is due this soon waits for its owner. */
const AHEAD_DAYS = 14

/** Long enough after the meeting to see what was answered. */
const MEETING_LINK_LIFE = { days: 30 }

/** A commitment whose state or date changed lately. */
export interface Change {
  readonly commitment: Commitment
  /** Oldest first. */
  readonly moves: readonly { readonly at: Instant; readonly from: Due; readonly to: Due }[]
}

/** A meeting that somebody has not answered. */
export interface Ask {
  readonly kind: 'attend' | 'nominate'
  readonly personId: Id
  /** The delegate or the invitation. */
  readonly subjectId: Id
  readonly meeting: Meeting
  readonly replyBy: LocalDate | null
}

/** A meeting that was held, or whose minutes are done, and that concerns somebody. */
export interface Conclusion {
  readonly meeting: Meeting
  readonly state: 'held' | 'minuted'
  readonly at: Instant
  /** False where only the commitments of the dialogue are theirs. */
  readonly named: boolean
}

/** A mail that could not be delivered, with the dialogue whose secretariat it concerns. */
export interface FailedMail {
  readonly id: Id
  readonly dialogueId: Id
  readonly subject: string
  readonly at: Instant
}

/** Everything that digests tell of, in dialogues that are under way, ready to be looked up by person. */
export interface Situation {
  readonly now: Instant
  readonly dialogues: ReadonlyMap<Id, Versions>
  readonly institutions: ReadonlyMap<Id, Versions>
  /** What institutions of recipients owe, soonest due first, by everybody for whom it waits. */
  readonly owedBy: ReadonlyMap<Id, readonly Commitment[]>
  /** What is owed by period or in part, in its own words and with its own date, and for whom it waits. */
  readonly sharesBy: ReadonlyMap<Id, readonly Commitment[]>
  /** What was reported done, for whom it waits, and what waits for nobody but the secretariat. */
  readonly verifiedBy: ReadonlyMap<Id, readonly Commitment[]>
  readonly unverified: readonly Commitment[]
  /** By institution that leads or supports, and by dialogue. */
  readonly changesOf: ReadonlyMap<Id, readonly Change[]>
  readonly changesIn: ReadonlyMap<Id, readonly Change[]>
  /** The institutions that owe anything, by their focal points. */
  readonly promisedBy: ReadonlyMap<Id, ReadonlySet<Id>>
  /** The institutions and the dialogues of a person: as speaker, and as organiser or coordinator. */
  readonly speaksFor: ReadonlyMap<Id, ReadonlySet<Id>>
  readonly coordinates: ReadonlyMap<Id, ReadonlySet<Id>>
  /** In the dialogues that recipients coordinate, soonest due first; with words where they can be shown. */
  readonly late: readonly Commitment[]
  readonly calls: readonly Call[]
  readonly stopped: readonly Stopped[]
  readonly failed: readonly FailedMail[]
  /** Null when nobody of the recipients coordinates anything. */
  readonly overseen: Overseen | null
}

/** Whose digest, for which day and window. */
interface For {
  readonly person: PersonCard
  readonly today: LocalDate
  readonly window: Window
}

/** What waits for one person, or was concluded, at meetings. */
interface Meetings {
  readonly asks: readonly Ask[]
  readonly conclusions: readonly Conclusion[]
}

/**
 * The digest of one person: their own promises and checks, meetings to answer, then, for organisers and
 * coordinators, what is late, whom to phone and what did not arrive, then what changed. Nobody sees anything of
 * another institution but the secretariat of its dialogue, nor a closed commitment but that and its owner.
 */
export function digestFor(reader: For, all: Situation, { asks, conclusions }: Meetings): Digest {
  const waiting = waitingLines(reader, all)
  const own = all.coordinates.get(reader.person.id) ?? new Set()
  const seen = new Set(waiting.map(({ commitment }) => commitment.id))
  const changes = [
    ...concludedLines(reader, conclusions, own),
    ...changeLines(reader, all).filter(({ commitment }) => !seen.has(commitment.id)),
  ]
  const overseen = overseenLines(all.overseen, own)
  const parts = [
    { kind: 'waiting', lines: waiting },
    { kind: 'grant', lines: overseen.grant },
    { kind: 'meetings', lines: asks.map(meetingLine) },
    { kind: 'risks', lines: overseen.risks },
    { kind: 'late', lines: lateLines(reader, all, own).filter(({ commitment }) => !seen.has(commitment.id)) },
    { kind: 'calls', lines: callLines(reader, all, own) },
    { kind: 'stopped', lines: stoppedLines(reader, all, own) },
    { kind: 'failed', lines: failedLines(reader, all, own) },
    { kind: 'expected', lines: overseen.expected },
    { kind: 'ahead', lines: overseen.ahead },
    { kind: 'changes', lines: changes },
  ] as const
  const quiet = own.size > 0 && changes.length === 0
  const unchangedSince = quiet ? dateOf(reader.window.from, reader.person.zone) : null
  return composeDigest(reader.today, parts, unchangedSince, promisedPages(reader, all))
}

/** The way to everything that an institution promised, for its focal point, as long as it owes anything. */
function promisedPages({ person }: For, all: Situation): PromisedPage[] {
  const expiresAt = plus(all.now, LINK_LIFE)
  return [...(all.promisedBy.get(person.id) ?? [])].map((subjectId) => ({
    institution: all.institutions.get(subjectId) ?? UNNAMED,
    target: { kind: 'link', purpose: 'promises', subjectId, expiresAt },
  }))
}

type Own = ReadonlySet<Id>

function waitingLines(reader: For, all: Situation): Extract<Line, PromiseLine>[] {
  const { person, today } = reader
  const owed = [...(all.owedBy.get(person.id) ?? []), ...(all.sharesBy.get(person.id) ?? [])]
  const soon = owed.filter(({ dueOn, reviewOn }) => {
    const day = dueOn ?? reviewOn
    return day !== null && day <= addDays(today, AHEAD_DAYS)
  })
  const own = all.coordinates.get(person.id)
  const unverified = all.unverified.filter(({ dialogueId }) => own?.has(dialogueId))
  return [
    ...soon.map((found) => promiseLine(reader, all, 'owed', found)),
    ...(all.verifiedBy.get(person.id) ?? []).map((found) => promiseLine(reader, all, 'verify', found)),
    ...unverified.map((found) => promiseLine(reader, all, 'unverified', found)),
  ]
}

function promiseLine(
  reader: For,
  all: Situation,
  kind: 'owed' | 'verify' | 'unverified' | 'late',
  commitment: Commitment,
) {
  const personal = kind === 'owed' || kind === 'verify'
  const link = {
    kind: 'link',
    purpose: kind === 'owed' ? 'report' : 'verify',
    subjectId: commitment.id,
    expiresAt: plus(all.now, LINK_LIFE),
  } as const
  return { kind, ...told(reader, all, commitment), target: personal ? link : pageOf(commitment) }
}

function told({ person }: For, all: Situation, commitment: Commitment): PromiseLine {
  const { lastReportAt } = commitment
  return {
    commitment,
    dialogue: all.dialogues.get(commitment.dialogueId) ?? UNNAMED,
    lead: all.institutions.get(commitment.leadId) ?? UNNAMED,
    lastReportOn: lastReportAt && dateOf(lastReportAt, person.zone),
  }
}

const UNNAMED: Versions = { authoritative: 'en', texts: {} }

function pageOf(commitment: Commitment) {
  return { kind: 'page', path: `/commitments/${commitment.id}` } as const
}

function meetingLine({ kind, subjectId, meeting, replyBy }: Ask): Line {
  const expiresAt = plus(meeting.endsAt, MEETING_LINK_LIFE)
  return { kind, meeting, replyBy, target: { kind: 'link', purpose: kind, subjectId, expiresAt } }
}

function concludedLines({ window }: For, conclusions: readonly Conclusion[], own: Own): Line[] {
  const recent = conclusions.filter(({ named, at }) => named && within(window, at))
  // Of a meeting that was held and minuted in one window, the last word.
  return [...new Map(recent.map((one) => [one.meeting.id, one])).values()].map(({ meeting, state }) => ({
    kind: 'concluded',
    meeting,
    state,
    target: own.has(meeting.dialogueId) ? { kind: 'page', path: `/meetings/${meeting.id}` } : null,
  }))
}

function lateLines(reader: For, all: Situation, own: Own): Extract<Line, PromiseLine>[] {
  // Who is silent about a period or a part does not hide that the whole is late.
  const whole = all.calls.filter(({ shares }) => shares.length === 0)
  const called = new Set(whole.map(({ commitment }) => commitment.id))
  return all.late
    .filter((found) => own.has(found.dialogueId) && !called.has(found.id))
    .filter((found) => daysLate(found, dateOf(all.now, found.zone)) > 0)
    .map((found) => promiseLine(reader, all, 'late', found))
}

function callLines(reader: For, all: Situation, own: Own): Line[] {
  return all.calls
    .filter(({ commitment }) => own.has(commitment.dialogueId))
    .map((call) => ({
      kind: 'call',
      ...told(reader, all, silentIn(call)),
      lead: all.institutions.get(call.institutionId) ?? UNNAMED,
      owner: call.owners[0] ? nameFor(reader, call.owners[0]) : null,
      pausedUntil: call.pausedUntil,
      target: pageOf(call.commitment),
    }))
}

function stoppedLines(reader: For, all: Situation, own: Own): Line[] {
  return all.stopped.flatMap(({ person, institutionId, commitments, ...why }): Line[] => {
    const mine = commitments.filter(({ dialogueId }) => own.has(dialogueId))
    const [first] = mine
    if (!first) return []
    const lead = all.institutions.get(institutionId) ?? UNNAMED
    const owner = nameFor(reader, person)
    return [{ kind: 'stopped', owner, lead, ...why, numbers: mine, target: pageOf(first) }]
  })
}

/** Protected people are named on pages behind the sign-in, not in mails (domain.md §2.9). */
function nameFor({ person }: For, named: PersonCard): string {
  return named.protected ? 'hidden' : fullName(named, person.locale)
}

function failedLines({ window }: For, all: Situation, own: Own): Line[] {
  return all.failed
    .filter(({ dialogueId, at }) => own.has(dialogueId) && within(window, at))
    .map(({ id, subject, at }) => ({
      kind: 'failed',
      subject,
      at,
      target: { kind: 'page', path: `/mail/${id}` },
    }))
}

function changeLines(reader: For, all: Situation): Extract<Line, { kind: 'changed' }>[] {
  const { person, window } = reader
  const own = all.coordinates.get(person.id) ?? new Set()
  const mine = new Set((all.owedBy.get(person.id) ?? []).map(({ id }) => id))
  const followed = [
    ...[...own].flatMap((id) => all.changesIn.get(id) ?? []),
    ...[...(all.speaksFor.get(person.id) ?? [])].flatMap((id) => all.changesOf.get(id) ?? []),
  ]
  const once = new Map(followed.map((change) => [change.commitment.id, change]))
  return [...once.values()].flatMap(({ commitment, moves }) => {
    const secretariat = own.has(commitment.dialogueId)
    const open = commitment.visibility !== 'closed' && commitment.state !== 'proposed'
    if (!secretariat && !open && !mine.has(commitment.id)) return []
    const state = within(window, commitment.stateSince) ? commitment.state : null
    const recent = moves.filter(({ at }) => within(window, at))
    const [first, last] = [recent[0], recent.at(-1)]
    const moved = first && last ? { from: first.from, to: last.to } : null
    if (!state && !moved) return []
    const target = secretariat ? pageOf(commitment) : null
    return [{ kind: 'changed' as const, ...told(reader, all, commitment), state, moved, target }]
  })
}
