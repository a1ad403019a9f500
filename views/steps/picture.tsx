/** Steps in time: a row each, its plan as a ring, its end as a bar, today as a line. Drawn by us, prints as it is. */

import { formatDate } from '../../src/i18n/dates.ts'
import { daysBetween, type LocalDate } from '../../src/kernel/local-date.ts'
import type { Schedule, ScheduledStep } from '../../src/steps/schedule.ts'
import type { Step } from '../../src/steps/step.ts'
import type { Reader } from '../reader.ts'
import { titleOf } from './words.ts'

interface PictureProps {
  readonly reader: Reader
  readonly schedule: Schedule<Step>
  readonly today: LocalDate
}

const WIDTH = 600
const LEFT = 200
const ROW = 22
const TOP = 6
const FOOT = 22

/** Nothing while fewer than two dates are known: then there is no scale. */
export function StepPicture({ reader, schedule, today }: PictureProps) {
  const { picture: t } = reader.t.steps
  const dated = schedule.steps.filter((row) => datesOf(row).length > 0)
  const dates = [...dated.flatMap(datesOf), today].sort()
  const [from, until] = [dates[0], dates.at(-1)]
  if (dated.length === 0 || !from || !until || from === until) return null
  const span = daysBetween(from, until)
  const x = (on: LocalDate) => Math.round(LEFT + ((WIDTH - LEFT - 12) * daysBetween(from, on)) / span)
  const height = TOP + dated.length * ROW + FOOT
  return (
    <figure class="steps">
      <figcaption>
        <span class="key plan">{t.planned}</span>
        <span class="key ahead">{t.expected}</span>
        <span class="key over">{t.done}</span>
      </figcaption>
      <section class="scroll" aria-label={t.alt(dated.length)} tabindex={0}>
        <svg
          viewBox={`0 0 ${WIDTH} ${height}`}
          width={WIDTH}
          height={height}
          role="img"
          aria-label={t.alt(dated.length)}
        >
          {dated.map((row, at) => (
            <Line reader={reader} row={row} x={x} y={TOP + at * ROW + ROW / 2} />
          ))}
          <line class="today" x1={x(today)} x2={x(today)} y1={TOP} y2={height - FOOT} />
          <Foot reader={reader} x={x} y={height - 6} days={[from, today, until]} today={today} />
        </svg>
      </section>
    </figure>
  )
}

/** The dates that the row of a step shows. */
function datesOf({ step, endsOn }: ScheduledStep<Step>): LocalDate[] {
  return [step.plannedOn, step.startedOn, endsOn].flatMap((on) => on ?? [])
}

interface LineProps {
  readonly reader: Reader
  readonly row: ScheduledStep<Step>
  readonly x: (on: LocalDate) => number
  readonly y: number
}

/** Of a title as many letters as stand beside the picture. */
const LETTERS = 30

function Line({ reader, row, x, y }: LineProps) {
  const { step, endsOn } = row
  const title = titleOf(reader, step)
  const short = title.length > LETTERS ? `${title.slice(0, LETTERS - 1)}…` : title
  const style = step.state === 'done' ? 'over' : 'ahead'
  const begin = step.startedOn ?? step.plannedOn ?? endsOn
  return (
    <>
      <text x={0} y={y + 4}>
        {short}
      </text>
      {endsOn && begin && begin !== endsOn && (
        <line class={style} x1={x(begin)} x2={x(endsOn)} y1={y} y2={y} />
      )}
      {step.plannedOn && <circle class="plan" cx={x(step.plannedOn)} cy={y} r={5} />}
      {endsOn && <circle class={style} cx={x(endsOn)} cy={y} r={4} />}
    </>
  )
}

interface FootProps extends Pick<LineProps, 'reader' | 'x' | 'y'> {
  readonly days: readonly [LocalDate, LocalDate, LocalDate]
  readonly today: LocalDate
}

/** First day, today, last day; what would stand on another is left out. */
function Foot({ reader, x, y, days, today }: FootProps) {
  const [from, , until] = days
  const apart = (on: LocalDate) => Math.abs(x(on) - x(today)) > 110
  return (
    <>
      {apart(from) && (
        <text x={x(from)} y={y}>
          {formatDate(reader.locale, from)}
        </text>
      )}
      <text x={x(today)} y={y} text-anchor={x(today) > WIDTH - 60 ? 'end' : 'middle'}>
        {reader.t.steps.picture.today}
      </text>
      {apart(until) && (
        <text x={x(until)} y={y} text-anchor="end">
          {formatDate(reader.locale, until)}
        </text>
      )}
    </>
  )
}
