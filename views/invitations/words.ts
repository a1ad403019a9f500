/** Words and shapes that several pages use for invitations and answers. */

import { formatDate } from '../../src/i18n/dates.ts'
import type { PartStat } from '../../src/invitations/answer.ts'
import type { Delivery, InvitationEntry, NamedDelegate } from '../../src/invitations/board.ts'
import type { InvitationState } from '../../src/invitations/invitation.ts'
import { listName } from '../../src/people/name.ts'
import type { Cell } from '../parts/cell.ts'
import type { Choice } from '../parts/choice.tsx'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

const STATES: Readonly<Record<InvitationState, Tone>> = {
  draft: 'neutral',
  sent: 'warn',
  acknowledged: 'warn',
  nominated: 'good',
  regrets: 'bad',
  withdrawn: 'quiet',
}

const ANSWERS: Readonly<Record<PartStat, Tone>> = {
  needs_action: 'neutral',
  accepted: 'good',
  tentative: 'warn',
  declined: 'bad',
}

/** The shape that goes with the state of an invitation. */
export function invitationTone(state: InvitationState): Tone {
  return STATES[state]
}

/** The shape that goes with a delegate's answer. */
export function answerTone(partstat: PartStat): Tone {
  return ANSWERS[partstat]
}

/** Number, date and delivery of a letter; nothing of what is not known yet. */
export function letterCell({ t, locale }: Reader, { invitation, delivery }: InvitationEntry): Cell {
  const { letterNumber, letterDate, sentAt } = invitation
  const date = letterDate ? formatDate(locale, letterDate) : ''
  const name = t.invitations.numberOf(letterNumber, date)
  if (sentAt === null || delivery === 'none') return name
  return { lines: [name, deliveryCell(t.invitations.deliveries[delivery], delivery)] }
}

function deliveryCell(text: string, delivery: Delivery): Cell {
  return delivery === 'failed' || delivery === 'bounced' ? { tone: 'bad', text } : { quiet: text }
}

/** Each delegate with role and answer. */
export function delegatesCell(reader: Reader, named: readonly NamedDelegate[]): Cell {
  const { roles, answers } = reader.t.invitations
  return {
    lines: named.flatMap(({ delegate, person }): Cell[] => [
      `${listName(person, reader.locale)}, ${roles[delegate.role]}`,
      { tone: answerTone(delegate.partstat), text: answers[delegate.partstat] },
    ]),
  }
}

/** A closed list as choices, in its own order. */
export function choicesOf<T extends string>(
  values: readonly T[],
  words: Readonly<Record<T, string>>,
): Choice[] {
  return values.map((value) => ({ value, text: words[value] }))
}
