/**
 * Remembers what a read gave until one of its tables is written, so that a page asked for again costs its
 * rendering and not its rows: bringing rows from SQLite into JavaScript is the larger part of most pages.
 *
 * Every answer is as true as a fresh one: our own writes are known statement by statement, and any other (another
 * process, another user of this connection) shows in SQLite's own counters, which are asked before each answer.
 */

import type { Database as Raw, Statement } from 'better-sqlite3'

/** Rows are shared between requests, so nobody may change them. */
type Rows = readonly Readonly<Record<string, unknown>>[]

interface Kept {
  readonly rows: Rows
  /** When it was read, in writes counted from the start. */
  readonly at: number
}

/** Longer answers are not kept: the jobs read thousands of rows once. */
const LONGEST = 1_000
/** Rows kept at most; twice that while the older half is still of use. */
const MOST = 10_000

/** One prepared read. */
export interface Read {
  readonly key: number
  readonly statement: Statement
  readonly tables: readonly string[]
}

/** The tables that a statement names after from, join, into or update. Nothing in our schema cascades. */
export function tablesIn(sql: string): readonly string[] {
  const found = [...sql.matchAll(/\b(?:from|join|into|update)\s+"?(\w+)/gi)]
  return [...new Set(found.map(([, table = '']) => table.toLowerCase()))]
}

export interface KeptReads {
  /** Frozen rows of `read` with these parameters: remembered, or read now. */
  rows(read: Read, parameters: readonly unknown[]): Rows
  /** Must follow every write of ours. */
  wrote(tables: readonly string[]): void
}

/** What was read over one connection. */
export function keptReads(raw: Raw): KeptReads {
  const changes = raw.prepare('select total_changes()').pluck()
  const version = raw.prepare('pragma data_version').pluck()
  const written = new Map<string, number>()
  let fresh = new Map<string, Kept>()
  let older = new Map<string, Kept>()
  let held = 0
  let writes = 0
  let seen = { changes: changes.get(), version: version.get() }

  function forgetAfterOthers(): void {
    const now = { changes: changes.get(), version: version.get() }
    if (now.changes === seen.changes && now.version === seen.version) return
    seen = now
    fresh.clear()
    older.clear()
    held = 0
  }

  function keep(key: string, kept: Kept): void {
    held += kept.rows.length + 1
    if (held > MOST) {
      older = fresh
      fresh = new Map()
      held = kept.rows.length + 1
    }
    fresh.set(key, kept)
  }

  const holds = ({ at }: Kept, tables: readonly string[]) =>
    tables.every((table) => (written.get(table) ?? 0) <= at)

  return {
    rows(read, parameters) {
      forgetAfterOthers()
      const key = `${read.key} ${JSON.stringify(parameters)}`
      const known = fresh.get(key) ?? older.get(key)
      if (known && holds(known, read.tables)) {
        if (!fresh.has(key)) keep(key, known)
        return known.rows
      }
      const rows = read.statement.all(parameters) as Rows
      for (const row of rows) Object.freeze(row)
      if (rows.length <= LONGEST) keep(key, { rows, at: writes })
      return rows
    },
    wrote(tables) {
      writes += 1
      for (const table of tables) written.set(table, writes)
      seen = { ...seen, changes: changes.get() }
    },
  }
}
