/** Reports and complaints about mail of ours (calendar-mail.md §7): statements for one batch. Never executes. */

import type { Id } from '../kernel/id.ts'
import { reported } from '../mail/bounce-statements.ts'
import { mailOfBounceAddress, mailOfMessageId } from '../mail/mail.ts'
import type { BouncesTable } from '../store/inbound-schema.ts'
import type { Store } from '../store/store.ts'
import type { Message } from './message.ts'
import { idsIn } from './message.ts'
import { sentMails, softBounces } from './queries.ts'
import type { Envelope } from './reading.ts'
import type { DeliveryReport } from './report.ts'
import { NOTHING, type Taking } from './taking.ts'

/** So many reports of a full mailbox in two weeks stop what can do without; invitations are still tried. */
const SOFT_MAX = 5

/**
 * A delivery report is believed only at the sealed address of the mail that it is about: everything in its text,
 * anybody could have written. A report of success, or about nothing of ours, changes nothing.
 */
export async function takeReport(
  store: Store,
  { message, envelope, report }: { message: Message; envelope: Envelope; report: DeliveryReport },
): Promise<Taking> {
  const outboxId = [envelope.to, ...message.recipients]
    .map((address) => mailOfBounceAddress(store.instance, address))
    .find((id) => id !== null)
  if (!outboxId || report.bounce === 'delivered') return NOTHING
  const { bounce, status, words } = report
  return note(store, outboxId, { class: bounce, status, words })
}

/** A complaint names the mail by its sealed Message-ID, which only its reader and their provider have seen. */
export async function takeComplaint(
  store: Store,
  { message, envelope, feedback }: { message: Message; envelope: Envelope; feedback: string },
): Promise<Taking> {
  const outboxId =
    mailOfBounceAddress(store.instance, envelope.to) ??
    idsIn(message.about)
      .map((one) => mailOfMessageId(store.instance, one))
      .find((id) => id !== null)
  if (!outboxId) return NOTHING
  const taking = await note(store, outboxId, { class: 'complaint', status: '', words: feedback })
  return taking.outcome === 'bounced' ? { ...taking, outcome: 'complained' } : taking
}

type Noted = Pick<BouncesTable, 'class' | 'status' | 'words'>

async function note(store: Store, outboxId: Id, noted: Noted): Promise<Taking> {
  const [mail] = await sentMails(store, [outboxId])
  // Of somebody who was erased meanwhile, or whose letter retention took, nothing is to be known or stopped.
  if (!mail || mail.to_address === '') return NOTHING
  const { to_address: address, meeting_id } = mail
  const full = noted.class === 'soft' && (await softBounces(store, address)) + 1 >= SOFT_MAX
  return {
    outcome: 'bounced',
    statements: reported(store, { id: store.newId(), mail: { id: outboxId, address }, full, ...noted }),
    outboxId,
    ...(meeting_id ? { meetingId: meeting_id } : {}),
  }
}
