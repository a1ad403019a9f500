/** Kinds of mail: their order, their mailbox, their names in headers. Pure. */

import type { Id } from '../kernel/id.ts'
import type { Span } from '../kernel/instant.ts'

export type MailKind =
  | 'sign_in'
  | 'account'
  | 'invitation_letter'
  | 'invitation_reminder'
  | 'invitation_withdrawn'
  | 'official_letter'
  | 'calendar_request'
  | 'calendar_update'
  | 'calendar_cancel'
  | 'promised'
  | 'verification_request'
  | 'report_returned'
  | 'due_moved'
  | 'due_refused'
  | 'successor_asked'
  | 'person_named'
  | 'status_request'
  | 'status_reminder'
  | 'plan_request'
  | 'plan_reminder'
  | 'plan_presented'
  | 'plan_answer'
  | 'plan_report_reminder'
  | 'forwarded'
  | 'stock_request'
  | 'stock_reminder'
  | 'reminder'
  | 'digest'

/** Lower goes first when several wait: sign-in, cancellations and changes, letters, reminders, digests. */
export const PRIORITY: Readonly<Record<MailKind, number>> = {
  sign_in: 0,
  account: 1,
  calendar_cancel: 1,
  calendar_update: 1,
  invitation_withdrawn: 1,
  calendar_request: 2,
  invitation_letter: 2,
  official_letter: 2,
  promised: 2,
  verification_request: 2,
  report_returned: 2,
  due_moved: 2,
  due_refused: 2,
  successor_asked: 2,
  person_named: 2,
  status_request: 2,
  plan_request: 2,
  plan_presented: 2,
  plan_answer: 2,
  forwarded: 2,
  stock_request: 2,
  invitation_reminder: 3,
  plan_reminder: 3,
  plan_report_reminder: 3,
  status_reminder: 3,
  reminder: 3,
  stock_reminder: 3,
  digest: 4,
}

export const MAIL_KINDS = Object.keys(PRIORITY) as readonly MailKind[]

/** How long a sign-in link is worth sending. */
export const SIGN_IN_LIFE: Span = { minutes: 10 }

/** What one click stops. */
const CONVENIENT: readonly MailKind[] = ['digest', 'reminder', 'stock_reminder', 'plan_report_reminder']

/**
 * The local part of From. Invitations always come from the same mailbox, since calendars learn to trust a
 * sender by address (calendar-mail.md §1.4); what one click stops comes from the other.
 */
export function mailboxFor(kind: MailKind): 'rsvp' | 'digest' {
  return CONVENIENT.includes(kind) ? 'digest' : 'rsvp'
}

/** The secrets and the domain of an instance, as far as addresses need them. */
interface Sealer {
  readonly mailDomain: string
  seal(text: string): string
}

/**
 * `<kind.id.sequence.mac@domain>`, fixed for the life of the mail. The seal lets an answer that names it
 * prove that its writer saw our mail (calendar-mail.md §5.2).
 */
export function messageIdOf(
  instance: Sealer,
  mail: { readonly kind: MailKind; readonly id: Id; readonly sequence: number },
): string {
  const name = `${mail.kind}.${mail.id}.${mail.sequence}`
  return `<${name}.${instance.seal(`message:${name}`).slice(0, 8)}@${instance.mailDomain}>`
}

/** Envelope sender of one mail (VERP): a bounce to it can be trusted, since only we and the relay know it. */
export function bounceAddress(instance: Sealer, id: Id): string {
  return `bounce+${id}.${instance.seal(`bounce:${id}`).slice(0, 8)}@${instance.mailDomain}`
}

/** The mail behind a Message-ID of ours; null for any other, also for one whose seal is wrong. */
export function mailOfMessageId(instance: Sealer, messageId: string): Id | null {
  const [, kind, id, sequence] = /^<([a-z_]+)\.([0-9a-z]{26})\.(\d{1,9})\./.exec(messageId) ?? []
  const known = MAIL_KINDS.find((one) => one === kind)
  if (!known || !id) return null
  return messageIdOf(instance, { kind: known, id, sequence: Number(sequence) }) === messageId ? id : null
}

/** The mail whose bounce address this is, in any case, as some servers change it; null if its seal is wrong. */
export function mailOfBounceAddress(instance: Sealer, address: string): Id | null {
  const id = /^bounce\+([0-9a-z]{26})\./i.exec(address)?.[1]?.toLowerCase()
  if (!id) return null
  return bounceAddress(instance, id).toLowerCase() === address.toLowerCase() ? id : null
}
