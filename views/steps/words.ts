/** Words and shapes that several pages use for steps. */

import { formatDate } from '../../src/i18n/dates.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { ScheduledStep, Standing } from '../../src/steps/schedule.ts'
import type { Step } from '../../src/steps/step.ts'
import type { Cell } from '../parts/cell.ts'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

const TONES: Readonly<Record<Standing, Tone>> = {
  waiting: 'quiet',
  ready: 'neutral',
  running: 'neutral',
  blocked: 'bad',
  skipped: 'quiet',
  done: 'good',
}

/** How a step stands, in a word and a shape; a late one warns. */
export function standingOf(
  { t }: Reader,
  { standing, lateDays }: ScheduledStep,
): { tone: Tone; text: string } {
  const late = lateDays > 0 && TONES[standing] !== 'bad'
  return { tone: late ? 'warn' : TONES[standing], text: t.steps.standings[standing] }
}

/** The title in the reader's language. */
export function titleOf({ locale }: Reader, { title }: Pick<Step, 'title'>): string {
  return chooseText(title, locale).text
}

/** A date, or that nobody knows it, or that it is not for this reader. */
export function dayWords({ locale, t }: Reader, on: LocalDate | null, withheld = false): string {
  if (on) return formatDate(locale, on)
  return withheld ? t.steps.withheld : t.steps.unknown
}

/** What stands under the state of a step: late, what it waits for, why it is held up, what proves it. */
export function remarksOf({ t, locale }: Reader, { step, lateDays, waitsFor }: ScheduledStep<Step>): Cell[] {
  const waiting = waitsFor.map(({ title }) => chooseText(title, locale).text).join(', ')
  return [
    ...(lateDays > 0 ? [{ tone: 'bad' as const, text: t.steps.late(lateDays) }] : []),
    ...(waiting ? [{ quiet: t.steps.waitsFor(waiting) }] : []),
    ...(step.reason ? [step.reason] : []),
    ...(step.evidence ? [{ quiet: t.steps.proof(step.evidence) }] : []),
  ]
}
