/** What a page is made of: rows of marks, each part of the document's structure, and how rows are divided into pages. */

import type { Hand } from './lines.ts'

/** A node of the structure that programs for the blind read; marks belong to its leaves. */
export interface Part {
  readonly type:
    | 'Sect'
    | 'H1'
    | 'H2'
    | 'H3'
    | 'P'
    | 'L'
    | 'LI'
    | 'Lbl'
    | 'LBody'
    | 'Table'
    | 'TR'
    | 'TH'
    | 'TD'
  /** Null for a sheet itself. */
  readonly within: Part | null
  /** The language of a sheet. */
  readonly lang?: string
}

/** Text or a rule; points from the left edge of the type area and from the top of its row. */
export type Mark =
  | {
      readonly kind: 'text'
      readonly x: number
      /** Of the base line. */
      readonly y: number
      readonly text: string
      readonly hand: Hand
      /** What each gap between words grows by. */
      readonly gap: number
      readonly part: Part
    }
  | {
      readonly kind: 'rule'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly weight: number
    }

/** What is never divided between two pages. */
export interface Row {
  readonly height: number
  /** White above it, dropped at the top of a page. */
  readonly before: number
  readonly marks: readonly Mark[]
  /** Stays on the page of the next row, if both fit one page. */
  readonly joined: boolean
  /** Set again above it where it comes to stand at the top of a page: the head of its table. */
  readonly head?: readonly Row[]
}

/** A row at its place: points from the top of the type area. `again` marks a head that was set before. */
export interface Placed {
  readonly top: number
  readonly row: Row
  readonly again: boolean
}

/** Divides rows into pages of `height` points. Rows that are joined stay together, if they fit one page. */
export function paginate(rows: readonly Row[], height: number): Placed[][] {
  const pages = new Pages(height)
  for (const group of groupsOf(rows)) {
    pages.makeRoom(group)
    for (const row of group) pages.put(row)
  }
  return pages.all
}

class Pages {
  readonly all: Placed[][] = []
  readonly #height: number
  #page: Placed[] = []
  #filled = 0

  constructor(height: number) {
    this.#height = height
    this.#turn()
  }

  /** Turns the page if a group does not fit what is left of this one, but fits a whole one. */
  makeRoom(group: readonly Row[]): void {
    const [first] = group
    if (!first || this.#page.length === 0) return
    const needed = heightOf(group)
    const isTooLate = this.#filled + first.before + needed > this.#height
    if (isTooLate && heightOf(first.head ?? []) + needed <= this.#height) this.#turn()
  }

  put(row: Row): void {
    if (this.#page.length > 0 && this.#filled + row.before + row.height > this.#height) this.#turn()
    if (this.#page.length === 0) for (const head of row.head ?? []) this.#place(head, true)
    this.#place(row, false)
  }

  #turn(): void {
    this.#page = []
    this.all.push(this.#page)
    this.#filled = 0
  }

  #place(row: Row, again: boolean): void {
    const before = this.#page.length === 0 ? 0 : row.before
    this.#page.push({ top: this.#filled + before, row, again })
    this.#filled += before + row.height
  }
}

/** Without the white above the first. */
function heightOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row, at) => sum + (at === 0 ? 0 : row.before) + row.height, 0)
}

function groupsOf(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = []
  let open = false
  for (const row of rows) {
    const last = groups.at(-1)
    if (open && last) last.push(row)
    else groups.push([row])
    open = row.joined
  }
  return groups
}

/** The same rows, the last `count` of them joined to what comes after. */
export function joinLast(rows: readonly Row[], count: number): Row[] {
  return rows.map((row, at) => (at >= rows.length - count ? { ...row, joined: true } : row))
}
