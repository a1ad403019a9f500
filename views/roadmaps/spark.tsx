/** The course of an indicator as a small picture: its values, where it began, where it shall lead. */

import { formatDate } from '../../src/i18n/dates.ts'
import { daysBetween, type LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { roughly } from '../../src/roadmaps/decimal.ts'
import type { Indicator, IndicatorValue } from '../../src/roadmaps/indicator.ts'
import type { Reader } from '../reader.ts'

interface SparkProps {
  readonly reader: Reader
  readonly indicator: Indicator
  /** The oldest first; those that were corrected are left out. */
  readonly values: readonly IndicatorValue[]
  readonly size: 'small' | 'large'
}

interface Dot {
  readonly on: LocalDate
  readonly y: number
}

const SIZES = {
  small: { width: 150, height: 40, pad: 5 },
  large: { width: 640, height: 200, pad: 14 },
} as const

/** The picture; nothing without a value. The figures stand beside it in words. */
export function Spark(props: SparkProps) {
  const { reader, indicator, size } = props
  const values = props.values.filter(({ supersededAt }) => supersededAt === null)
  const [first, last] = [values[0], values.at(-1)]
  if (!first || !last) return null
  const { picture: t } = reader.t.roadmaps
  const name = chooseText(indicator.name, reader.locale).text
  const dates = [first.asOf, last.asOf].map((date) => formatDate(reader.locale, date))
  const label = first === last ? t.altOne(name, dates[0] ?? '') : t.alt(name, dates[0] ?? '', dates[1] ?? '')
  const { width, height } = SIZES[size]
  const at = scales(indicator, values, size)
  const dots = values.map(({ asOf, amount }) => ({ on: asOf, y: roughly(amount) }))
  return (
    <svg
      class={`spark ${size}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <Aim indicator={indicator} at={at} width={width} />
      <path class="course" d={pathOf(dots, at)} />
      {dots.map(({ on, y }) => (
        <circle class="dot" cx={short(at.x(on))} cy={short(at.y(y))} r={size === 'small' ? 2 : 3.5} />
      ))}
    </svg>
  )
}

function scales(indicator: Indicator, values: readonly IndicatorValue[], size: SparkProps['size']) {
  const { width, height, pad } = SIZES[size]
  const { baseline, baselineOn, target, targetHigh, targetOn } = indicator
  const days = [...values.map(({ asOf }) => asOf), baselineOn, targetOn].filter((day) => day !== null).sort()
  const [from, to] = [days[0], days.at(-1)]
  const numbers = [...values.map(({ amount }) => amount), baseline, target, targetHigh].flatMap((number) =>
    number === null ? [] : [roughly(number)],
  )
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)]
  const length = from && to ? daysBetween(from, to) : 0
  const x = (on: LocalDate) =>
    length === 0 || !from ? width / 2 : pad + ((width - 2 * pad) * daysBetween(from, on)) / length
  const y = (n: number) =>
    high === low ? height / 2 : pad + (height - 2 * pad) * (1 - (n - low) / (high - low))
  return { x, y }
}
type Scales = ReturnType<typeof scales>

/** The straight line to the target, or the two bounds. */
function Aim({ indicator, at, width }: { indicator: Indicator; at: Scales; width: number }) {
  const { direction, baseline, baselineOn, target, targetHigh, targetOn } = indicator
  const across = (n: number) => (
    <line class="bound" x1={0} x2={width} y1={short(at.y(n))} y2={short(at.y(n))} />
  )
  if (direction === 'within')
    return (
      <>
        {target !== null && across(roughly(target))}
        {targetHigh !== null && across(roughly(targetHigh))}
      </>
    )
  if (target === null) return null
  if (baseline === null || baselineOn === null || targetOn === null) return across(roughly(target))
  const line = [
    { on: baselineOn, y: roughly(baseline) },
    { on: targetOn, y: roughly(target) },
  ]
  return <path class="aim" d={pathOf(line, at)} />
}

function pathOf(dots: readonly Dot[], { x, y }: Scales): string {
  return dots.map((dot, n) => `${n === 0 ? 'M' : 'L'}${short(x(dot.on))} ${short(y(dot.y))}`).join('')
}

function short(n: number): string {
  return String(Math.round(n * 10) / 10)
}
