/** The mail about one meeting, counted by institution and kind: how far it came, and who answered. Pure. */

import type { Id } from '../kernel/id.ts'
import type { MailKind } from './mail.ts'

/** `told`: it did not arrive, and somebody was told by other means; `left`: its reason ceased before it was sent. */
export type MailOutcome = 'sent' | 'waiting' | 'failed' | 'bounced' | 'told' | 'kept' | 'left'

/** As they are told, worst first. */
export const OUTCOMES: readonly MailOutcome[] = ['bounced', 'failed', 'waiting', 'told', 'kept', 'sent']

/** The columns of the table. */
export const GROUPS = ['letters', 'reminders', 'requests', 'updates', 'cancels', 'others'] as const

export type MailGroup = (typeof GROUPS)[number]

/** How many of a group came how far. */
export type OutcomeCounts = Readonly<Partial<Record<MailOutcome, number>>>

/** One institution's mail. */
export interface InstitutionMail {
  /** Null for mail to people who speak for no institution. */
  readonly institutionId: Id | null
  readonly groups: Readonly<Partial<Record<MailGroup, OutcomeCounts>>>
  /** Did the institution name somebody or decline? Null when it is not invited. */
  readonly letterAnswered: boolean | null
  /** Of its delegates, how many answered their entry. */
  readonly delegates: number
  readonly answered: number
}

/** So many mails of a kind came so far. */
export interface CountedMail {
  readonly institutionId: Id | null
  readonly kind: MailKind
  readonly outcome: MailOutcome
  readonly number: number
}

/** What is known of an institution's answers. */
export interface CountedAnswers {
  readonly institutionId: Id
  readonly letterAnswered: boolean
  readonly delegates: number
  readonly answered: number
}

const GROUP_OF: Partial<Record<MailKind, MailGroup>> = {
  invitation_letter: 'letters',
  invitation_withdrawn: 'letters',
  invitation_reminder: 'reminders',
  calendar_request: 'requests',
  calendar_update: 'updates',
  calendar_cancel: 'cancels',
}

/** One line for each institution that was written to or invited, in no particular order. */
export function mailByInstitution(
  mails: readonly CountedMail[],
  answers: readonly CountedAnswers[],
): InstitutionMail[] {
  const known = new Map(answers.map((one) => [one.institutionId, one]))
  const ids = new Set<Id | null>([
    ...mails.map((one) => one.institutionId),
    ...answers.map((one) => one.institutionId),
  ])
  return [...ids].map((institutionId) => {
    const { letterAnswered = null, delegates = 0, answered = 0 } = known.get(institutionId ?? '') ?? {}
    const own = mails.filter((one) => one.institutionId === institutionId)
    return { institutionId, groups: grouped(own), letterAnswered, delegates, answered }
  })
}

/** All lines in one. */
export function totalMail(lines: readonly InstitutionMail[]): InstitutionMail {
  const sum = (pick: (line: InstitutionMail) => number) => lines.reduce((all, line) => all + pick(line), 0)
  const groups = GROUPS.map((group) => {
    const counts = OUTCOMES.map((one) => [one, sum((line) => line.groups[group]?.[one] ?? 0)] as const)
    return [group, Object.fromEntries(counts.filter(([, number]) => number > 0))] as const
  })
  return {
    institutionId: null,
    groups: Object.fromEntries(groups.filter(([, counts]) => Object.keys(counts).length > 0)),
    letterAnswered: null,
    delegates: sum((line) => line.delegates),
    answered: sum((line) => line.answered),
  }
}

function grouped(mails: readonly CountedMail[]): InstitutionMail['groups'] {
  const groups: Partial<Record<MailGroup, Partial<Record<MailOutcome, number>>>> = {}
  for (const { kind, outcome, number } of mails) {
    if (outcome === 'left') continue
    const group = GROUP_OF[kind] ?? 'others'
    const counts = groups[group] ?? {}
    groups[group] = { ...counts, [outcome]: (counts[outcome] ?? 0) + number }
  }
  return groups
}
