/** The stock as a picture: how it falls, what comes, where there is none; with its figures behind it. */

import { formatDate } from '../../src/i18n/dates.ts'
import { daysBetween, type LocalDate } from '../../src/kernel/local-date.ts'
import { monthStarts, type Point, pointsOf, unitsOn, unitTicks } from '../../src/supply/curve.ts'
import { rounded } from '../../src/supply/fraction.ts'
import type { SupplyOutlook } from '../../src/supply/outlook.ts'
import type { Course } from '../../src/supply/projection.ts'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { figure } from './words.ts'

interface CurveProps {
  readonly reader: Reader
  readonly outlook: SupplyOutlook
  readonly asOf: LocalDate
  readonly today: LocalDate
  readonly bounds: { readonly min: number; readonly max: number }
  /** Whether deliveries are in it at all. */
  readonly seesShipments: boolean
}

/** One course with its words. */
interface Line {
  readonly course: Course
  readonly name: string
  readonly style: 'confirmed' | 'planned'
}

const WIDTH = 720
const HEIGHT = 280
const LEFT = 56
const BOTTOM = 34
const TOP = 14

/** The picture and the tables; nothing where nothing can be said. */
export function Curve(props: CurveProps) {
  const { reader, outlook } = props
  const { curve: t } = reader.t.supply
  const lines = linesOf(props)
  if (lines.length === 0) return null
  const to = formatDate(reader.locale, outlook.until)
  return (
    <section aria-labelledby="curve">
      <h2 id="curve">{t.title}</h2>
      {!props.seesShipments && <p class="hint">{t.hidden}</p>}
      <figure class="curve">
        <figcaption>
          {lines.map(({ name, style }) => (
            <span class={`key ${style}`}>{name}</span>
          ))}
          <span class="key gap">{t.gap}</span>
        </figcaption>
        <section class="scroll" aria-label={t.title} tabindex={0}>
          <Picture {...props} lines={lines} label={t.alt(formatDate(reader.locale, props.asOf), to)} />
        </section>
      </figure>
      <Gaps {...props} lines={lines} />
      <Figures {...props} lines={lines} />
    </section>
  )
}

function linesOf({ reader, outlook, seesShipments }: CurveProps): Line[] {
  const { curve: t } = reader.t.supply
  const { all, confirmed } = outlook
  if (!all.known || !confirmed.known) return []
  const planned = { course: all, name: seesShipments ? t.all : t.alone, style: 'planned' } as const
  if (!seesShipments) return [planned]
  return [{ course: confirmed, name: t.confirmed, style: 'confirmed' }, planned]
}

type Drawn = CurveProps & { readonly lines: readonly Line[] }

/** Where days and units lie in the picture. */
function scales({ outlook, asOf, bounds, lines }: Drawn) {
  const days = daysBetween(asOf, outlook.until) + 1
  const highest = Math.max(...lines.flatMap(({ course }) => pointsOf(course).map(({ units }) => units)))
  // The upper bound is drawn when it is not far above everything else.
  const top = Math.max(highest, bounds.min * 1.1, bounds.max <= 2 * highest ? bounds.max * 1.05 : 0, 1)
  const x = (on: LocalDate) => LEFT + ((WIDTH - LEFT - 8) * daysBetween(asOf, on)) / days
  const y = (units: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - units / top)
  return { x, y, top }
}
type Scales = ReturnType<typeof scales>

function Picture(props: Drawn & { readonly label: string }) {
  const { reader, outlook, asOf, today, bounds, lines, label } = props
  const { curve: t } = reader.t.supply
  const at = scales(props)
  const planned = lines.at(-1)
  const gaps = planned?.course.gaps ?? []
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      {gaps.map(({ from, days }) => (
        <rect
          class="gap"
          x={at.x(from)}
          y={TOP}
          width={(days * (WIDTH - LEFT - 8)) / (daysBetween(asOf, outlook.until) + 1)}
          height={HEIGHT - TOP - BOTTOM}
        />
      ))}
      <Axes reader={reader} at={at} from={asOf} until={outlook.until} />
      <Bound at={at} units={bounds.min} text={t.min} />
      {bounds.max <= at.top && <Bound at={at} units={bounds.max} text={t.max} />}
      {lines.map(({ course, style }) => (
        <path class={style} d={pathOf(pointsOf(course), at)} />
      ))}
      {today >= asOf && today <= outlook.until && (
        <>
          <line class="today" x1={at.x(today)} x2={at.x(today)} y1={TOP} y2={HEIGHT - BOTTOM} />
          <text x={at.x(today) + 4} y={TOP + 10}>
            {t.today}
          </text>
        </>
      )}
    </svg>
  )
}

function pathOf(points: readonly Point[], { x, y }: Scales): string {
  return points.map(({ on, units }, n) => `${n === 0 ? 'M' : 'L'}${short(x(on))} ${short(y(units))}`).join('')
}

function short(n: number): string {
  return String(Math.round(n * 10) / 10)
}

function Axes(props: {
  readonly reader: Reader
  readonly at: Scales
  readonly from: LocalDate
  readonly until: LocalDate
}) {
  const { at, from, until } = props
  const foot = HEIGHT - BOTTOM
  const months = monthStarts(from, until).slice(1)
  return (
    <>
      <line class="axis" x1={LEFT} x2={WIDTH - 8} y1={foot} y2={foot} />
      {months.map((day, n) => (
        <>
          <line class="axis" x1={at.x(day)} x2={at.x(day)} y1={foot} y2={foot + 4} />
          {n % 2 === 0 && (
            <text x={at.x(day)} y={foot + 18}>
              {`${day.slice(5, 7)}.${day.slice(2, 4)}`}
            </text>
          )}
        </>
      ))}
      {unitTicks(at.top).map((units) => (
        <>
          <line class="axis" x1={LEFT - 4} x2={LEFT} y1={at.y(units)} y2={at.y(units)} />
          <text x={LEFT - 7} y={at.y(units) + 4} text-anchor="end">
            {figure(props.reader, units)}
          </text>
        </>
      ))}
    </>
  )
}

function Bound({ at, units, text }: { readonly at: Scales; readonly units: number; readonly text: string }) {
  return (
    <>
      <line class="bound" x1={LEFT} x2={WIDTH - 8} y1={at.y(units)} y2={at.y(units)} />
      <text x={WIDTH - 8} y={at.y(units) - 4} text-anchor="end">
        {text}
      </text>
    </>
  )
}

function Gaps({ reader, lines }: Drawn) {
  const { curve: t } = reader.t.supply
  const rows = lines.flatMap(({ course, name }) => course.gaps.map((gap) => ({ ...gap, name })))
  if (rows.length === 0) return null
  return (
    <Table
      reader={reader}
      caption={t.gaps}
      captionSeen
      rows={rows}
      columns={[
        { head: t.from, names: true, tight: true, cell: ({ from }) => formatDate(reader.locale, from) },
        { head: t.to, tight: true, cell: ({ to }) => formatDate(reader.locale, to) },
        { head: t.days, numeric: true, cell: ({ days }) => days },
        { head: t.basis, cell: ({ name }) => name },
      ]}
    />
  )
}

function Figures({ reader, lines, asOf, outlook }: Drawn) {
  const { curve: t } = reader.t.supply
  return (
    <details>
      <summary>{t.table}</summary>
      <Table
        reader={reader}
        caption={t.table}
        rows={monthStarts(asOf, outlook.until)}
        columns={[
          { head: t.date, names: true, tight: true, cell: (day) => formatDate(reader.locale, day) },
          ...lines.map(({ course, name }) => ({
            head: name,
            numeric: true,
            cell: (day: LocalDate) => Math.round(unitsOn(course, day)),
          })),
        ]}
      />
    </details>
  )
}

/** The bounds of the stock in units, from months and what a month takes. */
export function boundsOf(months: { min: number; max: number }, outlook: SupplyOutlook) {
  const rate = outlook.rate ? rounded(outlook.rate, 3) : 0
  return { min: months.min * rate, max: months.max * rate }
}
