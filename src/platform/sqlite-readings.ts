/** Readings kept in memory over one SQLite file: which tables a statement names, and who else writes to the file. */

import type { Database as Raw } from 'better-sqlite3'
import type { CompiledQuery, Kysely } from 'kysely'
import type { Database } from '../store/database.ts'
import { openReadings, type Readings, type Written } from '../store/readings.ts'
import type { Run } from './sqlite.ts'

interface Parts {
  readonly run: Run
  /** The query builder over a way to run queries. */
  open(run: Run): Kysely<Database>
}

/** What a statement asks of the file. */
interface Meant {
  readonly reads: readonly string[]
  /** Null where it only reads; none where it writes and cannot be understood. */
  readonly writes: readonly string[] | null
}

/** Statements remembered; there are some hundreds. */
const REMEMBERED = 2_000

const WRITING = /\b(?:insert(?:\s+or\s+\w+)?\s+into|replace\s+into|update|delete\s+from)\s+"?(\w+)"?/gi
const READING = /^\s*(?:select|with)\b/i

/**
 * The memory, and `run` so that it hears of every write. Others who write to the file, another process or somebody
 * with `raw` in hand, are noticed by SQLite's own counters before anything kept is given.
 */
export function sqliteReadings(raw: Raw, { run, open }: Parts): { kept: Readings & Written; run: Run } {
  const meaningOf = statementReader(raw)
  const counters = countersOf(raw)
  const kept = openReadings({
    watched: (tell) =>
      open(<Row>(query: CompiledQuery) => {
        tell(meaningOf(query.sql).reads)
        return run<Row>(query)
      }),
    strangers: counters.moved,
  })
  return {
    kept,
    run: <Row>(query: CompiledQuery) => {
      if (query.sql.startsWith('select ')) return run<Row>(query)
      const { writes } = meaningOf(query.sql)
      if (writes === null) return run<Row>(query)
      // A write of somebody else that came just before would be lost under this one.
      if (counters.moved()) kept.wrote([])
      kept.wrote(writes)
      try {
        return run<Row>(query)
      } finally {
        counters.take()
      }
    },
  }
}

/** Every table a statement names as a word, which may be more than it asks. */
function statementReader(raw: Raw): (sql: string) => Meant {
  const meanings = new Map<string, Meant>()
  let tables: ReadonlySet<string> | null = null
  const among = (words: Iterable<string>): string[] => {
    tables ??= new Set(
      raw.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[],
    )
    const known = tables
    return [...new Set(words)].filter((word) => known.has(word))
  }
  return (sql) => {
    const meant = meanings.get(sql)
    if (meant) return meant
    const written = [...sql.matchAll(WRITING)].map(([, table]) => table ?? '')
    const writes = READING.test(sql) && written.length === 0 ? null : among(written)
    const made = { reads: among(sql.match(/\w+/g) ?? []), writes }
    if (meanings.size >= REMEMBERED) meanings.clear()
    meanings.set(sql, made)
    return made
  }
}

/** SQLite's counters of changes: of this connection, and of all others. */
function countersOf(raw: Raw): { moved(): boolean; take(): void } {
  const own = raw.prepare('select total_changes()').pluck()
  const others = raw.prepare('pragma data_version').pluck()
  let [seenOwn, seenOthers] = [own.get(), others.get()]
  const take = (): void => {
    seenOwn = own.get()
  }
  return {
    take,
    moved() {
      const [isOwn, isOthers] = [own.get(), others.get()]
      if (isOwn === seenOwn && isOthers === seenOthers) return false
      seenOwn = isOwn
      seenOthers = isOthers
      return true
    },
  }
}
