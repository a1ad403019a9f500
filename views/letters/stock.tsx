/** Asking for stock reports: one letter to one person for all places and months, each with its own link. */

import { formatDate } from '../../src/i18n/dates.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { formatMonth } from '../../src/i18n/months.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText, type Locale, type Versions } from '../../src/kernel/locale.ts'
import type { Month } from '../../src/supply/consumption.ts'
import type { Medicine } from '../../src/supply/medicine.ts'
import type { StockFigures } from '../../src/supply/report.ts'
import { marked } from './invitation.tsx'
import type { Block, LetterBody } from './letter.tsx'

/** One report that is asked for. */
export interface AskedReport {
  readonly medicine: Pick<Medicine, 'name' | 'unit'>
  /** The institution that reports. */
  readonly place: Versions
  readonly month: Month
  readonly dueOn: LocalDate
  /** What was reported for the month before, if it was. */
  readonly before: StockFigures | null
  readonly url: string
}

interface StockLetterProps {
  readonly t: Messages
  readonly lang: Locale
  readonly greeting: string
  /** The recipient's date. */
  readonly today: LocalDate
  /** At least one. */
  readonly reports: readonly AskedReport[]
  /** Of a reminder: where its reader switches reminders off. Null for a request, which is official. */
  readonly settingsUrl: string | null
}

/** One report is told in full with a button, several as a list with a link each. */
export function stockLetter(props: StockLetterProps): LetterBody {
  const { t, lang, greeting, reports, settingsUrl } = props
  const { letters } = t.stock
  const [first] = reports
  const { subject, blocks } = first && reports.length === 1 ? single(props, first) : several(props)
  const end: Block[] = settingsUrl
    ? [
        { kind: 'quiet', text: letters.why },
        { kind: 'list', items: [{ text: t.digests.letters.settings, url: settingsUrl }] },
      ]
    : []
  return {
    subject,
    parts: [
      {
        lang,
        blocks: [
          { kind: 'greeting', text: greeting },
          ...blocks,
          { kind: 'text', text: letters.zero },
          { kind: 'quiet', text: letters.personalLink },
          ...end,
        ],
      },
    ],
  }
}

interface Told {
  readonly subject: string
  readonly blocks: readonly Block[]
}

function single(props: StockLetterProps, report: AskedReport): Told {
  const { t, lang, settingsUrl } = props
  const { letters } = t.stock
  const month = formatMonth(lang, report.month)
  return {
    subject: settingsUrl ? letters.subjectAgain(month) : letters.subject(month),
    blocks: [
      { kind: 'text', text: settingsUrl ? letters.introAgain : letters.intro },
      {
        kind: 'facts',
        rows: [
          [letters.medicine, nameOf(props, report)],
          [letters.unit, marked(chooseText(report.medicine.unit, lang), lang, t)],
          [letters.place, marked(chooseText(report.place, lang), lang, t)],
          [letters.month, month],
          [letters.due, dueWords(props, report)],
          [letters.before, beforeWords(props, report)],
        ],
      },
      { kind: 'action', label: letters.action, url: report.url },
    ],
  }
}

function several(props: StockLetterProps): Told {
  const { t, lang, reports, settingsUrl } = props
  const { letters } = t.stock
  const items = reports.map((report) => ({
    text: `${nameOf(props, report)}: ${formatMonth(lang, report.month)}`,
    url: report.url,
    note: [
      marked(chooseText(report.place, lang), lang, t),
      `${letters.due}: ${dueWords(props, report)}`,
      `${letters.before}: ${beforeWords(props, report)}`,
    ].join('\n'),
  }))
  return {
    subject: settingsUrl ? letters.subjectManyAgain(reports.length) : letters.subjectMany(reports.length),
    blocks: [
      { kind: 'text', text: settingsUrl ? letters.introAgain : letters.introMany },
      { kind: 'list', items },
    ],
  }
}

function nameOf({ t, lang }: StockLetterProps, { medicine }: AskedReport): string {
  return marked(chooseText(medicine.name, lang), lang, t)
}

function dueWords({ t, lang, today }: StockLetterProps, { dueOn }: AskedReport): string {
  const date = formatDate(lang, dueOn)
  return dueOn < today ? t.stock.letters.overdue(date) : date
}

function beforeWords({ t, lang }: StockLetterProps, { before }: AskedReport): string {
  const { letters } = t.stock
  if (!before) return letters.noBefore
  const n = (units: number) => formatNumber(lang, units)
  const { onHandUnits, consumedUnits, receivedUnits } = before
  return letters.figures({ onHand: n(onHandUnits), used: n(consumedUnits), received: n(receivedUnits) })
}
