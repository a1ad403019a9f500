/** What whoever coordinates has to see, as sentences: the first page and the digest say it alike. */

import { codeOf } from '../../src/commitments/commitment.ts'
import { formatDate, formatDue } from '../../src/i18n/dates.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { formatMonth } from '../../src/i18n/months.ts'
import { formatPeriod } from '../../src/i18n/periods.ts'
import { chooseText, type Locale } from '../../src/kernel/locale.ts'
import type { ExpectedLine, LateInstitution, Missing } from '../../src/oversight/oversight.ts'
import type { DueRequest } from '../../src/steps/due-request.ts'

interface Told {
  readonly t: Messages
  readonly locale: Locale
}

/** One sentence and where it leads. */
export interface Sentence {
  readonly text: string
  readonly href: string
}

/** «C-03 asks for 31.03.2026» */
export function requestWords({ t, locale }: Told, request: DueRequest): string {
  const { dueOn, duePrecision } = request
  return t.oversight.asks(codeOf(request), formatDue(locale, { on: dueOn, precision: duePrecision }))
}

/** «5 late, 2 without a report, the oldest 46 days» */
export function lateWords({ t }: Told, { late, silent, days }: LateInstitution): string {
  const words = t.oversight.late
  return [words.count(late), ...(silent > 0 ? [words.silent(silent)] : []), words.oldest(days)].join(', ')
}

/** What is not done yet for a meeting. */
export function missingWords({ t, locale }: Told, missing: Missing): string {
  const words = t.oversight.missing
  switch (missing.kind) {
    case 'letters':
      return words.letters(missing.count)
    case 'answers':
      return words.answers(missing.count)
    case 'minutes':
      return words.minutes(formatDate(locale, missing.heldOn))
    default:
      return words[missing.kind]
  }
}

/** Where one gets to do what is missing. */
export function missingHref(meetingId: string, missing: Missing): string {
  switch (missing.kind) {
    case 'minutes':
      return `/meetings/${missing.meetingId}`
    case 'agenda':
    case 'publication':
      return `/meetings/${meetingId}/agenda`
    case 'letters':
    case 'answers':
      return `/meetings/${meetingId}/invitations`
    default:
      return `/meetings/${meetingId}`
  }
}

/** A report that should come this week, and the place where one sees whether it did. */
export function expectedSentence(told: Told, line: ExpectedLine): Sentence {
  const { t, locale } = told
  switch (line.what) {
    case 'due':
      return { text: t.oversight.due(line.count), href: '/commitments?show=soon&within=7' }
    case 'period': {
      const { reported, of } = line.completeness
      const period = formatPeriod(locale, line.periodKey)
      const words = { code: codeOf(line), period, due: formatDate(locale, line.dueOn) }
      const text = t.oversight.period({ ...words, of: t.oversight.of(reported, of) })
      return { text, href: `/commitments/${line.commitmentId}/periods` }
    }
    case 'status': {
      const answered = t.oversight.of(line.answered, line.asked)
      const text = t.oversight.status(formatDate(locale, line.dueOn), answered)
      return { text, href: `/status/${line.requestId}` }
    }
    case 'stock': {
      const name = chooseText(line.medicine, locale).text
      const reported = t.oversight.of(line.reported, line.places)
      const text = t.oversight.stock(name, formatMonth(locale, line.month), reported)
      return { text, href: `/supply/${line.medicineId}/regions` }
    }
  }
}
