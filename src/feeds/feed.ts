/** Calendar feeds: what stands in them, in which words, for whom. Pure. */

import type { PublishedDay, PublishedEntry, PublishedMeeting } from '../calendar/publish.ts'
import { type Commitment, codeOf } from '../commitments/commitment.ts'
import { formatDue, formatWhen } from '../i18n/dates.ts'
import { messagesIn } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import { type Instant, later } from '../kernel/instant.ts'
import { chooseText, type Locale } from '../kernel/locale.ts'
import type { Meeting, MeetingState } from '../meetings/meeting.ts'
import { asTold } from '../meetings/zone-change.ts'
import type { FeedsTable } from '../store/feed-schema.ts'

export type FeedKind = FeedsTable['kind']
/** How due dates stand in a feed. */
export type DueAs = FeedsTable['due_as']

export const DUE_AS: readonly DueAs[] = ['event', 'task', 'none']

/** More of one kind than anybody reads in a calendar; the latest are kept. */
export const MOST = 500

/** Grows whenever the same rows are told in other bytes: else programs would keep the old ones. */
export const FORM = 1

/** A feed as its owner's page shows it. */
export interface FeedShown {
  /** Null while there is none, or none any more. */
  readonly address: string | null
  readonly dueAs: DueAs
  /** 0 before the first. */
  readonly version: number
}

/** Who reads, and where the pages are. */
export interface Telling {
  readonly locale: Locale
  readonly baseUrl: string
  readonly mailDomain: string
}

/** Which telling of a meeting: not its version, which would tell strangers of every delegation. */
export interface Revision {
  readonly revision: number
  readonly revisedAt: Instant
}

/** A meeting as it is published, and what its reader has to do with it. */
export interface OwnMeeting extends Revision {
  readonly meeting: Meeting
  /** When the reader last answered; null for everybody else. */
  readonly answeredAt: Instant | null
  readonly busy: boolean
  /** Is the reader told the video link? It opens the room to whoever has it. */
  readonly toldLink: boolean
}

const PUBLISHED: Readonly<Record<MeetingState, PublishedMeeting['state'] | null>> = {
  draft: null,
  announced: 'tentative',
  confirmed: 'confirmed',
  // A date that no longer holds must not stand in a calendar.
  postponed: null,
  in_session: 'confirmed',
  held: 'confirmed',
  minuted: 'confirmed',
  closed: 'confirmed',
  cancelled: 'cancelled',
}

/** Has a meeting in this state a date that was told? Then it has a file, and a place in feeds. */
export function hasDate(state: MeetingState): boolean {
  return PUBLISHED[state] !== null
}

/** States with such a date. */
export const PUBLISHED_STATES = (Object.keys(PUBLISHED) as MeetingState[]).filter(hasDate)

/**
 * A meeting as an entry to read; null while it has no date that was told.
 *
 * Under the Chatham House Rule only when it is: neither title nor place nor link, since calendars are shared and kept
 * by others. Nobody's name in any case, of people or of institutions.
 */
export function meetingEntry(own: OwnMeeting, telling: Telling): PublishedMeeting | null {
  const { revisedAt, answeredAt, busy } = own
  const meeting = asTold(own.meeting)
  const state = PUBLISHED[meeting.state]
  if (!state) return null
  const { locale, baseUrl } = telling
  const t = messagesIn(locale).feeds.entries
  const sealed = meeting.attribution === 'chatham_house'
  const url = `${baseUrl}/meetings/${meeting.id}`
  return {
    kind: 'meeting',
    uid: meeting.calendarUid.replace('@', '.feed@'),
    sequence: own.revision,
    created: meeting.createdAt,
    changed: answeredAt ? later(revisedAt, answeredAt) : revisedAt,
    title: sealed || meeting.neutralSubject ? t.meeting : chooseText(meeting.title, locale).text,
    description: `${formatWhen(locale, meeting)}\n${t.page}: ${url}`,
    url,
    confidential: sealed,
    days: meeting.days,
    zone: meeting.zone,
    ...(meeting.told ? { told: meeting.told } : {}),
    location: sealed ? '' : chooseText(meeting.venue, locale).text,
    conference: sealed || !own.toldLink ? '' : meeting.link,
    state,
    busy: busy && state !== 'cancelled',
  }
}

/** A promise, and when it last changed. */
export interface OwnCommitment {
  readonly commitment: Commitment
  readonly changed: Instant
}

/** The day on which a promise is due, or looked at again; null without either. A closed one is told by its code alone. */
export function dueEntry(
  { commitment, changed }: OwnCommitment,
  as: PublishedDay['kind'],
  { locale, baseUrl, mailDomain }: Telling,
): PublishedDay | null {
  const on = commitment.dueOn ?? commitment.reviewOn
  if (!on) return null
  const t = messagesIn(locale).feeds.entries
  const url = `${baseUrl}/commitments/${commitment.id}`
  const sealed = commitment.visibility === 'closed'
  const code = commitment.dueOn ? t.due(codeOf(commitment)) : t.review(codeOf(commitment))
  const due = formatDue(locale, { on: commitment.dueOn, precision: commitment.duePrecision })
  return {
    kind: as,
    uid: `${commitment.id}.due@${mailDomain}`,
    sequence: commitment.version,
    created: commitment.createdAt,
    changed: later(changed, commitment.createdAt),
    title: sealed ? code : `${code} ${chooseText(commitment.text, locale).text}`,
    description: `${t.dueOn}: ${due}\n${t.page}: ${url}`,
    url,
    confidential: sealed,
    on,
    begun: commitment.state !== 'agreed' && commitment.state !== 'returned',
  }
}

/** By date, and always in the same order. */
export function inOrder(entries: readonly PublishedEntry[]): PublishedEntry[] {
  return [...entries].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

function keyOf(entry: PublishedEntry): string {
  const on = entry.kind === 'meeting' ? (entry.days[0]?.date ?? '') : entry.on
  return `${on} ${entry.uid}`
}

/** Does the caller hold these bytes already? `If-None-Match`, compared weakly (RFC 9110 §13.1.2). */
export function isHeld(header: string | undefined, etag: string): boolean {
  if (!header) return false
  return header
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === '*' || tag === etag)
}

/** The subject under which the ledger knows a feed; the owner's own id has facts of its own. */
export function feedSubject(ownerId: Id): string {
  return `feed:${ownerId}`
}
