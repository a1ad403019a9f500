/** What waits for the secretariat: answers without proof, proposals and deputies, and how each may be decided. Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Versions } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Zone } from '../kernel/zone.ts'
import type { Named } from '../people/name.ts'
import type { InboundAnswersTable } from '../store/inbound-schema.ts'
import type { ReviewReason } from './claim.ts'

type AnswerKind = InboundAnswersTable['kind']
/** What somebody decided. */
export type Decision = Exclude<InboundAnswersTable['state'], 'open'>

export const DECISIONS: readonly Decision[] = ['same_person', 'on_behalf', 'deputy', 'refused', 'seen']

/** One entry of the list. */
export interface OpenAnswer {
  readonly id: Id
  readonly kind: AnswerKind
  /** What it is about first, then what is not proved. */
  readonly reasons: readonly ReviewReason[]
  readonly from: { readonly address: string; readonly name: string }
  readonly attendeeAddress: string
  /** Who is invited, if it is about somebody who is. */
  readonly invited: Named | null
  readonly reply: InboundAnswersTable['partstat']
  readonly proposed: string
  readonly comment: string
  readonly answeredAt: Instant
  readonly meeting: { readonly id: Id; readonly title: Versions; readonly zone: Zone }
  readonly version: number
}

type Decidable = Pick<OpenAnswer, 'kind' | 'reply'> & { readonly delegateId: Id | null }

/** What can be said of an entry, in the order of its buttons: a stranger's answer cannot be made to count. */
export function choicesFor(
  entry: Omit<Decidable, 'delegateId'> & { readonly known: boolean },
): readonly Decision[] {
  if (entry.kind !== 'answer') return ['seen']
  return entry.known && entry.reply ? ['same_person', 'on_behalf', 'deputy', 'refused'] : ['refused']
}

/** Does the answer count after this decision? A deputy's answer is not that of the person who was invited. */
export function counts(decision: Decision): boolean {
  return decision === 'same_person' || decision === 'on_behalf'
}

/** @returns `invalid` `inbound.not_possible` for a decision that does not fit the entry. */
export function decideReview(entry: Decidable, decision: Decision): Outcome<Decision> {
  const choices = choicesFor({ ...entry, known: entry.delegateId !== null })
  return choices.includes(decision) ? done(decision) : refuse('invalid', 'inbound.not_possible')
}
