/** What each kind of mail comes to: statements for one batch, and a word for what was done. Never executes. */

import type { Reply } from '../invitations/answer.ts'
import { resendEntry, takeMailedAnswer } from '../invitations/mailed-answers.ts'
import { findDelegate } from '../invitations/queries.ts'
import type { Id } from '../kernel/id.ts'
import { type Instant, later } from '../kernel/instant.ts'
import { mailOfMessageId } from '../mail/mail.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { Statement, Store } from '../store/store.ts'
import type { CalendarEvent, CalendarObject } from './calendar.ts'
import { addressesMeant, type Claim, claimsIn, type Evidence, type ReviewReason, replyIn } from './claim.ts'
import { type InboundOutcome, summedUp } from './mail.ts'
import type { Message } from './message.ts'
import { isAuthenticated } from './proof.ts'
import { invitedAs, meetingOfUid, sentMails } from './queries.ts'

/** What goes into the batch of a mail. */
export interface Taking {
  readonly outcome: InboundOutcome
  readonly statements: readonly Statement[]
  readonly meetingId?: Id
  readonly outboxId?: Id
}

/** There is nothing to do. */
export const NOTHING: Taking = { outcome: 'nothing', statements: [] }

/** A mail with a calendar, on its way into the record. */
interface CalendarMail {
  readonly id: string
  readonly message: Message
  readonly calendar: CalendarObject
  readonly authserv: string
}

const METHODS = new Set(['REPLY', 'COUNTER', 'REFRESH'])
/** Events of one mail that are looked at. */
const MAX_MEETINGS = 5

/** An answer, another time, or the wish for the entry again; everything else a calendar may say is ignored. */
export async function takeCalendar(store: Store, mail: CalendarMail): Promise<Taking> {
  if (!METHODS.has(mail.calendar.method)) return NOTHING
  const takings: Taking[] = []
  for (const event of newestOfEach(mail.calendar.events).slice(0, MAX_MEETINGS)) {
    const meeting = await meetingOfUid(store, event.uid)
    if (meeting) takings.push(await takeEvent(store, mail, event, meeting))
  }
  const meetingId = takings.find((one) => one.meetingId)?.meetingId
  return {
    outcome: summedUp(takings.map(({ outcome }) => outcome)),
    statements: takings.flatMap(({ statements }) => statements),
    ...(meetingId ? { meetingId } : {}),
  }
}

/** Of several events with one UID the newest, since only one answer of a person can hold. */
function newestOfEach(events: readonly CalendarEvent[]): CalendarEvent[] {
  const newest = new Map<string, CalendarEvent>()
  for (const event of events) {
    const known = newest.get(event.uid)
    const key = (one: CalendarEvent) => `${String(one.sequence).padStart(10, '0')} ${one.stamp ?? ''}`
    if (!known || key(event) > key(known)) newest.set(event.uid, event)
  }
  return [...newest.values()]
}

async function takeEvent(
  store: Store,
  mail: CalendarMail,
  event: CalendarEvent,
  meeting: Meeting,
): Promise<Taking> {
  const evidence = await evidenceOf(store, mail, meeting)
  const addresses = addressesMeant(event, evidence)
  const { sealedFor } = evidence
  const meetingId = meeting.id
  const claims = claimsIn(event, evidence, await invitedAs(store, meetingId, { addresses, sealedFor }))
  const [first] = claims
  if (!first) return NOTHING
  // People with one address have one calendar.
  if (mail.calendar.method === 'REFRESH') return { ...(await takeRefresh(store, first, meeting)), meetingId }
  const takings = await Promise.all(
    claims.map((claim) => takeClaim(store, mail, event, { claim, meeting, evidence })),
  )
  return {
    outcome: summedUp(takings.map(({ outcome }) => outcome)),
    statements: takings.flatMap(({ statements }) => statements),
    meetingId,
  }
}

interface Claimed {
  readonly claim: Claim
  readonly meeting: Meeting
  readonly evidence: Evidence
}

async function takeClaim(
  store: Store,
  mail: CalendarMail,
  event: CalendarEvent,
  { claim, meeting, evidence }: Claimed,
): Promise<Taking> {
  const { attendee, invited, review } = claim
  const meetingId = meeting.id
  if (mail.calendar.method === 'COUNTER') {
    const reasons: readonly ReviewReason[] = invited ? ['proposal', ...review] : review
    return forReview(store, mail, event, { claim, reasons, meetingId })
  }
  const reply = replyIn(attendee)
  if (!reply && !review.includes('delegation')) return NOTHING
  if (review.length > 0 || !reply || !invited)
    return forReview(store, mail, event, { claim, reasons: review, meetingId })
  const proof = evidence.sealedFor?.personId === invited.personId ? 'sealed' : 'authenticated'
  const at = momentOf(store.now, mail.message, event)
  return takeAnswer(store, meeting, { claim, reply, event, proof, at })
}

async function evidenceOf(
  store: Store,
  { message, authserv }: CalendarMail,
  meeting: Meeting,
): Promise<Evidence> {
  const ids = message.answers.flatMap((one) => mailOfMessageId(store.instance, one) ?? [])
  const sent = ids.length > 0 ? await sentMails(store, [...new Set(ids)]) : []
  const ours = sent.find((one) => one.meeting_id === meeting.id && one.person_id !== null)
  return {
    from: message.from,
    sealedFor: ours?.person_id ? { personId: ours.person_id, delegateId: ours.subject_id } : null,
    authenticated: isAuthenticated(message, authserv),
  }
}

interface ProvenAnswer {
  readonly claim: Claim
  readonly reply: Reply
  readonly event: CalendarEvent
  readonly proof: string
  readonly at: Instant
}

async function takeAnswer(store: Store, meeting: Meeting, proven: ProvenAnswer): Promise<Taking> {
  const { claim, reply, event, proof, at } = proven
  const delegate = await findDelegate(store, claim.invited?.delegateId ?? '')
  if (!delegate) return NOTHING
  const answer = { reply, comment: event.comment, sequence: event.sequence, at }
  const taken = await takeMailedAnswer(store, {
    meeting,
    delegate,
    answer,
    actorId: delegate.personId,
    proof,
  })
  // To a meeting that is over or cancelled there is no answer, and nobody to tell.
  if (!taken.ok) return NOTHING
  return { outcome: taken.value.holds ? 'applied' : 'kept', statements: taken.value.statements }
}

/** DTSTAMP, else when the mail says it was written; never later than now. */
function momentOf(now: Instant, message: Message, event: CalendarEvent): Instant {
  const claimed = event.stamp ?? message.date ?? now
  return later(claimed, now) === claimed ? now : claimed
}

async function takeRefresh(store: Store, { invited }: Claim, meeting: Meeting): Promise<Taking> {
  const delegate = invited ? await findDelegate(store, invited.delegateId) : null
  const statements = delegate ? await resendEntry(store, meeting, delegate) : null
  return statements ? { outcome: 'resent', statements } : NOTHING
}

interface ForReview {
  readonly claim: Claim
  readonly reasons: readonly ReviewReason[]
  readonly meetingId: Id
}

function forReview(
  store: Store,
  mail: CalendarMail,
  event: CalendarEvent,
  { claim, reasons, meetingId }: ForReview,
): Taking {
  const said = reasons.includes('delegation') ? 'delegation' : 'answer'
  const counter = mail.calendar.method === 'COUNTER'
  const insert = store.db.insertInto('inbound_answers').values({
    id: store.newId(),
    mail_id: mail.id,
    meeting_id: meetingId,
    delegate_id: claim.invited?.delegateId ?? null,
    kind: counter ? 'proposal' : said,
    reason: reasons.join(' '),
    from_address: mail.message.from,
    from_name: mail.message.fromName,
    attendee_address: claim.attendee.address,
    partstat: counter ? null : replyIn(claim.attendee),
    proposed: counter ? [event.starts, event.ends].filter(Boolean).join(' – ') : claim.attendee.delegatedTo,
    comment: event.comment,
    sequence: event.sequence,
    answered_at: momentOf(store.now, mail.message, event),
    state: 'open',
    decided_by: null,
    decided_at: null,
    version: 1,
  })
  return { outcome: 'review', statements: [insert] }
}
