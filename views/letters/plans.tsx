/** Letters about regional plans: asked for, reminded, handed in, answered, and asked how the activities stand. */

import { formatDate, formatDateRange } from '../../src/i18n/dates.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import type { LetterBody } from './letter.tsx'

/** What a letter is about; `report` carries the months that are asked about. */
export type PlanMatter =
  | { readonly matter: 'request' | 'reminder' | 'presented' | 'approved' }
  | { readonly matter: 'returned'; readonly remarks: readonly (readonly [part: string, text: string])[] }
  | { readonly matter: 'report'; readonly from: LocalDate; readonly to: LocalDate; readonly dueOn: LocalDate }

interface PlanLetterProps {
  readonly t: Messages
  readonly lang: Locale
  readonly greeting: string
  readonly dialogue: string
  readonly template: string
  readonly period: { readonly from: LocalDate; readonly to: LocalDate }
  readonly institution: string
  readonly dueOn: LocalDate
  readonly url: string
  readonly about: PlanMatter
}

/** The letter in the reader's language. */
export function planLetter(props: PlanLetterProps): LetterBody {
  const { t, lang, about, institution, template } = props
  const { letters } = t.plans
  const words = letters[about.matter]
  const intro = words.intro
  return {
    subject: words.subject({ template, institution }),
    parts: [
      {
        lang,
        blocks: [
          { kind: 'greeting', text: props.greeting },
          { kind: 'text', text: intro },
          { kind: 'facts', rows: factsOf(props) },
          ...(about.matter === 'returned' ? [{ kind: 'facts' as const, rows: about.remarks }] : []),
          { kind: 'action', label: words.action, url: props.url },
          { kind: 'quiet', text: letters.personalLink },
        ],
      },
    ],
  }
}

function factsOf({ t, lang, dialogue, template, institution, period, dueOn, about }: PlanLetterProps) {
  const { letters } = t.plans
  const due = about.matter === 'report' ? about.dueOn : dueOn
  const months = about.matter === 'report' ? about : period
  const rows: (readonly [string, string])[] = [
    [letters.plan, template],
    [letters.institution, institution],
    [letters.period, formatDateRange(lang, months.from, months.to)],
    [letters.dialogue, dialogue],
  ]
  if (about.matter !== 'presented' && about.matter !== 'approved')
    rows.push([letters.due, formatDate(lang, due)])
  return rows
}
