/** The matrix as a picture: a row per institution, a column per kind or objective, a sign per state. */

import { raw } from 'hono/html'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { ACTIVITY_STATES, type ActivityState } from '../../src/plans/activity.ts'
import type { Counts, Matrix, MatrixRow } from '../../src/plans/matrix.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import { escapeHtml } from '../parts/cell.ts'
import type { Reader } from '../reader.ts'
import { columnTitle, ownerName } from './words.ts'

interface PictureProps {
  readonly reader: Reader
  readonly matrix: Matrix
  readonly objectives: readonly Objective[]
  readonly owners: ReadonlyMap<Id, InstitutionName>
}

const NAMES = 230
const CELL = 84
const LINE = 26
const HEAD = 40
/** Letters of a name that fit before the cells, and of a title above one. */
const NAME_LETTERS = 34
const TITLE_LETTERS = 13

/** Signs side by side: as many as there are states, each with its number; the table below says the same. */
export function Picture(props: PictureProps) {
  const { reader, matrix, owners, objectives } = props
  const { matrix: t, activityStates } = reader.t.plans
  const width = NAMES + CELL * matrix.columns.length
  const height = HEAD + LINE * matrix.rows.length + 6
  // Written as text: elements by the thousand take longer than the rest of the page.
  const titles = matrix.columns
    .map((key, at) => {
      const title = shortened(heading(columnTitle(reader, matrix, key, objectives)), TITLE_LETTERS)
      return words(title, { x: NAMES + CELL * at + 4, y: HEAD - 14 })
    })
    .join('')
  const lineOf = ({ plan, cells }: MatrixRow, line: number) => {
    const y = HEAD + LINE * line
    const name = shortened(ownerName(reader, owners, plan.institutionId).text, NAME_LETTERS)
    const axis = `<line class="axis" x1="0" x2="${width}" y1="${y}" y2="${y}"></line>`
    const signed = cells.map((counts, at) => signs(counts, NAMES + CELL * at + 8, y + 13))
    return axis + words(name, { x: 0, y: y + 17 }) + signed.join('')
  }
  return (
    <figure class="matrix">
      <figcaption>
        {ACTIVITY_STATES.map((state) => (
          <span class="key">
            <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
              {raw(sign(state, 7, 7))}
            </svg>
            {activityStates[state]}
          </span>
        ))}
      </figcaption>
      <section class="scroll" aria-label={t.title} tabindex={0}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          role="img"
          aria-label={t.alt(matrix.rows.length, matrix.columns.length)}
        >
          {raw(titles + matrix.rows.map(lineOf).join(''))}
        </svg>
      </section>
    </figure>
  )

  function heading(title: string): string {
    return matrix.by === 'kind' ? title : (title.split(' ')[0] ?? title)
  }
}

function shortened(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text
}

/** A text of the picture, escaped. */
function words(text: string, { x, y }: { readonly x: number; readonly y: number }): string {
  return `<text x="${x}" y="${y}">${escapeHtml(text)}</text>`
}

function signs(counts: Counts, x: number, y: number): string {
  const some = ACTIVITY_STATES.filter((state) => counts[state] > 0)
  return some
    .map((state, at) => {
      const count = counts[state]
      const number =
        count > 1 ? `<text class="count" x="${x + at * 20 + 6}" y="${y + 9}">${count}</text>` : ''
      return sign(state, x + at * 20, y) + number
    })
    .join('')
}

/** The shapes of the status words: a ring for planned, a triangle for reported, a disc for verified, a square for silent. */
function sign(state: ActivityState, x: number, y: number): string {
  switch (state) {
    case 'planned':
      return `<circle class="planned" cx="${x}" cy="${y}" r="5"></circle>`
    case 'reported':
      return `<path class="reported" d="M${x} ${y - 6}L${x + 6} ${y + 5}L${x - 6} ${y + 5}Z"></path>`
    case 'verified':
      return `<circle class="verified" cx="${x}" cy="${y}" r="5.5"></circle>`
    default:
      return `<rect class="silent" x="${x - 5}" y="${y - 5}" width="10" height="10"></rect>`
  }
}
