/** Takes a mail that came in, once: read, decide, commit; and what the secretariat decides of answers without proof. */

import type { Id } from '../kernel/id.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Store } from '../store/store.ts'
import { takeComplaint, takeReport } from './bouncing.ts'
import { forwardWords } from './forwarding.ts'
import { identityOf } from './identity.ts'
import type { InboundOutcome, TakenMail } from './mail.ts'
import { findInbound } from './queries.ts'
import { type Envelope, type Reading, readMail } from './reading.ts'
import { NOTHING, type Taking, takeCalendar } from './taking.ts'

/** A mail as a door hands it over. */
export interface InboundMail {
  readonly raw: Uint8Array<ArrayBuffer>
  readonly envelope: Envelope
}

/** What the room needs of those who put it together. */
export interface InboundServices {
  /** The name under which our own mail server writes its findings; empty when there is none to trust. */
  readonly authserv: string
  /** Stops a kind of mail (RFC 8058), by the room that owns the choice. */
  stopMail(store: Store, token: string): Promise<void>
}

/** Somebody may answer by link, or another mail of theirs be taken, at the same moment. */
const TRIES = 4

/**
 * Takes one mail: whatever its bytes, it gets a verdict, and handed over again it does nothing more. It never makes a
 * mail to its sender, but for the entry that a known participant's calendar asked for, once an hour.
 * @throws Unavailable when the database cannot be written; the mail is then still its mail server's.
 */
export async function takeMail(
  store: Store,
  mail: InboundMail,
  services: InboundServices,
): Promise<TakenMail> {
  const reading = await readMail(mail.raw, mail.envelope)
  const { id, former } = await identityOf(store.instance, { raw: mail.raw, to: mail.envelope.to }, reading)
  const { verdict } = reading
  for (let tries = 0; tries < TRIES; tries++) {
    const known = await findInbound(store, [id, ...former])
    if (known) return { verdict: known.verdict, outcome: known.outcome as InboundOutcome }
    const taking = await takingOf(store, { id, mail, reading }, services)
    if (await written(store, { id, reading, taking })) return { verdict, outcome: taking.outcome }
  }
  throw new Error('a mail that came in could not be written down')
}

interface Known {
  readonly id: string
  readonly mail: InboundMail
  readonly reading: Reading
}

async function takingOf(store: Store, known: Known, services: InboundServices): Promise<Taking> {
  const { id, mail, reading } = known
  const { envelope } = mail
  if (reading.verdict === 'unreadable') return NOTHING
  const { message } = reading
  const token = unsubscribeToken([envelope.to, ...message.recipients])
  if (token) {
    await services.stopMail(store, token)
    return { outcome: 'stopped', statements: [] }
  }
  switch (reading.verdict) {
    case 'calendar':
      return takeCalendar(store, { id, message, calendar: reading.calendar, authserv: services.authserv })
    case 'report':
      return takeReport(store, { message, envelope, report: reading.report })
    case 'complaint':
      return takeComplaint(store, { message, envelope, feedback: reading.feedback })
    case 'words':
      return forwardWords(store, id, message)
    default:
      return NOTHING
  }
}

function unsubscribeToken(recipients: readonly string[]): string | null {
  return recipients.map((one) => /^unsubscribe\+([\w.-]{1,200})@/i.exec(one)?.[1]).find(Boolean) ?? null
}

/** True once the mail and all it brings are written; false if something changed meanwhile. */
async function written(
  store: Store,
  { id, reading, taking }: { id: string; reading: Reading; taking: Taking },
): Promise<boolean> {
  const row = store.db.insertInto('inbound_mails').values({
    id,
    received_at: store.now,
    verdict: reading.verdict,
    outcome: taking.outcome,
    from_address: reading.verdict === 'unreadable' ? '' : reading.message.from,
    meeting_id: taking.meetingId ?? null,
    outbox_id: taking.outboxId ?? null,
    version: 1,
  })
  if (taking.statements.length === 0) {
    await store.tidy(row.onConflict((conflict) => conflict.column('id').doNothing()))
    return true
  }
  const details = { verdict: reading.verdict, outcome: taking.outcome }
  const fact = recordFact(store, { id, version: 0 }, { kind: 'inbound.taken', actorId: SYSTEM, details })
  const outcome = await store.commit([fact, row, taking.statements], null)
  return outcome.ok
}

const SYSTEM: Id = 'system'
