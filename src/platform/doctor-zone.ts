/**
 * Zone files instead of DNS: master files of RFC 1035 §5 as far as mail needs them (A, AAAA, MX, TXT, PTR and
 * CNAME with $ORIGIN and $TTL; other types are passed over). What lies outside the zones could not be asked.
 */

import { type Found, type Names, plainName, type RecordKind } from './doctor-names.ts'

export interface ZoneText {
  readonly name: string
  readonly text: string
}

interface ZoneRecord {
  readonly owner: string
  readonly type: string
  readonly value: string
}

/** Answers from the zones. @returns a line for everything that cannot be read. */
export function readZones(files: readonly ZoneText[]): { names: Names } | { faults: string[] } {
  const zones = files.map(readZone)
  const faults = zones.flatMap((zone) => zone.faults)
  if (faults.length > 0) return { faults }
  const records = new Map<string, string[]>()
  for (const { owner, type, value } of zones.flatMap((zone) => zone.records)) {
    const key = `${owner} ${type}`
    records.set(key, [...(records.get(key) ?? []), value])
  }
  const origins = zones.flatMap((zone) => zone.origins)
  return { names: { look: async (name, kind) => answer(records, origins, plainName(name), kind) } }
}

const MOST_ALIASES = 8

function answer(
  records: ReadonlyMap<string, readonly string[]>,
  origins: readonly string[],
  asked: string,
  kind: RecordKind,
): Found {
  let name = asked
  for (let step = 0; step < MOST_ALIASES; step += 1) {
    const values = records.get(`${name} ${kind}`)
    if (values) return { values }
    const [alias] = records.get(`${name} CNAME`) ?? []
    if (alias === undefined) {
      const ours = origins.some((origin) => name === origin || name.endsWith(`.${origin}`))
      return ours ? { values: [] } : { silent: `${name} is in none of the zone files` }
    }
    name = alias
  }
  return { silent: `${asked} is an alias of an alias without an end` }
}

interface Zone {
  readonly records: readonly ZoneRecord[]
  /** The names that the file speaks for with everything below them. */
  readonly origins: readonly string[]
  readonly faults: readonly string[]
}

interface Entry {
  readonly line: number
  /** The entry begins with a blank: the owner is the one before. */
  readonly indented: boolean
  readonly words: string[]
}

/** Where the reading of a file stands. */
interface Reading {
  origin: string | null
  owner: string
  readonly records: ZoneRecord[]
  readonly origins: string[]
}

function readZone(file: ZoneText): Zone {
  const reading: Reading = { origin: null, owner: '', records: [], origins: [] }
  const faults: string[] = []
  for (const entry of entriesIn(file.text)) {
    try {
      if (entry.words[0]?.startsWith('$')) obey(reading, entry.words)
      else note(reading, recordOf(entry, reading))
    } catch (error) {
      faults.push(`${file.name}:${entry.line}: ${error instanceof Error ? error.message : error}`)
    }
  }
  if (reading.origins.length === 0 && faults.length === 0)
    faults.push(`${file.name}: neither $ORIGIN nor SOA says which zone it is`)
  return { records: reading.records, origins: reading.origins, faults }
}

function obey(reading: Reading, [directive = '', argument = '']: readonly string[]): void {
  if (/^\$TTL$/i.test(directive)) return
  if (!/^\$ORIGIN$/i.test(directive)) throw new Error(`${directive} is not read`)
  reading.origin = absolute(argument, reading.origin)
  reading.origins.push(reading.origin)
}

function note(reading: Reading, record: ZoneRecord): void {
  reading.owner = record.owner
  if (record.type === 'SOA') reading.origins.push(record.owner)
  reading.records.push(record)
}

const TTL = /^(\d+[wdhms]?)+$/i
const CLASS = /^(IN|CH|HS)$/i

function recordOf({ indented, words }: Entry, state: Pick<Reading, 'origin' | 'owner'>): ZoneRecord {
  const rest = [...words]
  const owner = indented ? state.owner : absolute(rest.shift() ?? '', state.origin)
  if (owner === '') throw new Error('a record without a name')
  while (rest[0] !== undefined && (TTL.test(rest[0]) || CLASS.test(rest[0]))) rest.shift()
  const type = (rest.shift() ?? '').toUpperCase()
  return { owner, type, value: dataOf(type, rest, state.origin) }
}

function dataOf(type: string, data: readonly string[], origin: string | null): string {
  const [first = '', second = ''] = data
  if (!type || !first) throw new Error('a record without a value')
  if (type === 'TXT') return data.map(unescaped).join('')
  if (type === 'MX') return `${Number(first)} ${absolute(second, origin)}`
  if (type === 'CNAME' || type === 'PTR') return absolute(first, origin)
  return first.toLowerCase()
}

function absolute(name: string, origin: string | null): string {
  if (name.endsWith('.')) return plainName(name)
  if (origin === null) throw new Error(`"${name}" is relative and there is no $ORIGIN`)
  return name === '@' ? origin : plainName(origin ? `${name}.${origin}` : name)
}

function unescaped(text: string): string {
  return text.replace(/\\(\d{3}|.)/g, (_, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(Number(escaped)) : escaped,
  )
}

const TOKENS = /"((?:[^"\\]|\\.)*)"|;[^\n]*|\n|[()]|[ \t\r]+|(?:[^\s"();\\]|\\.)+|./g

/** Lines with the parentheses closed, comments gone. */
function entriesIn(text: string): Entry[] {
  const entries: Entry[] = []
  let depth = 0
  let line = 1
  let current: Entry | null = null
  for (const [token, quoted] of text.matchAll(TOKENS)) {
    current ??= { line, indented: /^[ \t]/.test(token), words: [] }
    if (token === '(') depth += 1
    else if (token === ')') depth -= 1
    else if (quoted !== undefined) current.words.push(quoted)
    else if (/^[^\s;]/.test(token)) current.words.push(token)
    line += token.split('\n').length - 1
    if (token !== '\n' || depth > 0) continue
    entries.push(current)
    current = null
  }
  if (current) entries.push(current)
  return entries.filter(({ words }) => words.length > 0)
}
