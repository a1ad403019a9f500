/** Letters about regional plans: asked for, reminded, handed in, answered, and asked how the activities stand. */

import { formatDate, formatDateRange } from '../../src/i18n/dates.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import type { Block, LetterBody } from './letter.tsx'

/** The months that are asked about, and until when. */
interface AskedMonths {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly dueOn: LocalDate
}

/** What a letter is about; `report_again` reminds of `report`. */
export type PlanMatter =
  | { readonly matter: 'request' | 'reminder' | 'presented' | 'approved' }
  | { readonly matter: 'returned'; readonly remarks: readonly (readonly [part: string, text: string])[] }
  | ({ readonly matter: 'report' } & AskedMonths)
  | ({
      readonly matter: 'report_again'
      /** The due day is behind. */
      readonly isOver: boolean
      /** Where its reader switches reminders off. */
      readonly settingsUrl: string
    } & AskedMonths)

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
  const intro = about.matter === 'report_again' && about.isOver ? letters.report_again.over : words.intro
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
          ...endOf(props),
        ],
      },
    ],
  }
}

/** Of a reminder: why it came and how to stop it. */
function endOf({ t, about }: PlanLetterProps): Block[] {
  if (about.matter !== 'report_again') return []
  return [
    { kind: 'quiet', text: t.plans.letters.report_again.why },
    { kind: 'list', items: [{ text: t.digests.letters.settings, url: about.settingsUrl }] },
  ]
}

interface PresentedProps extends Omit<PlanLetterProps, 'institution' | 'dueOn' | 'url' | 'about'> {
  /** Several, each with the reader's own link to it. */
  readonly plans: readonly { readonly institution: string; readonly url: string }[]
}

/** Several plans were handed in: one letter, a line with a link for each. */
export function plansPresented({ t, lang, plans, ...props }: PresentedProps): LetterBody {
  const { letters } = t.plans
  const { presented } = letters
  const { period, template, dialogue } = props
  return {
    subject: presented.subjectMany({ template, count: plans.length }),
    parts: [
      {
        lang,
        blocks: [
          { kind: 'greeting', text: props.greeting },
          { kind: 'text', text: presented.introMany },
          {
            kind: 'facts',
            rows: [
              [letters.plan, template],
              [letters.period, formatDateRange(lang, period.from, period.to)],
              [letters.dialogue, dialogue],
            ],
          },
          { kind: 'list', items: plans.map(({ institution, url }) => ({ text: institution, url })) },
          { kind: 'quiet', text: letters.personalLink },
        ],
      },
    ],
  }
}

function factsOf({ t, lang, dialogue, template, institution, period, dueOn, about }: PlanLetterProps) {
  const { letters } = t.plans
  const asked = about.matter === 'report' || about.matter === 'report_again' ? about : null
  const due = asked?.dueOn ?? dueOn
  const months = asked ?? period
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
