/**
 * What was read and cannot have changed: values in memory, each with the tables that its reading asked for. A write to
 * one of them drops it, so nothing kept is ever older than the database (docs/decisions/0020-readings-in-memory.md).
 */

import type { Kysely } from 'kysely'
import type { Instant } from '../kernel/instant.ts'
import type { Database } from './database.ts'

/** One value, what it was made of, and the minute it belongs to where it depends on the time. */
export interface Reading {
  readonly value: unknown
  readonly tables: ReadonlySet<string>
  readonly minute: string | null
  /** About how much room it takes with the readings that it holds: letters, and some for each value. */
  readonly weight: number
}

/** Hears of every table that is read, and of the weight of what comes from another reading. */
export type Tell = (tables: Iterable<string>, held?: number) => void

/** Which reading: a function of some module, and what it was told. */
export interface Asked {
  readonly read: object
  readonly told: string
}

/** What an engine that can keep readings offers; others always read anew. */
export interface Readings {
  find(asked: Asked): Reading | null
  /** Before a reading begins: what was written from now on may be missing in it. */
  turn(): number
  /** A door to the database that tells which tables each query reads. */
  watched(tell: Tell): Kysely<Database>
  /** Keeps a reading begun at `turn`, unless one of its tables was written meanwhile. */
  keep(asked: Asked, reading: Reading, turn: number): void
}

/** What the engine tells of its writes. */
export interface Written {
  /** These tables are about to change; none named means any. */
  wrote(tables: readonly string[]): void
}

/** How an engine takes part. */
interface Source {
  watched(tell: Tell): Kysely<Database>
  /** Whether somebody has written past {@link Written} since the last question. */
  strangers(): boolean
}

/** The room for all readings, some 10 MB; the one that was asked for longest ago goes first. */
const ROOM = 8_000_000

/** What a value takes besides its letters. */
const SLOT = 16

/** Opens the memory of one engine. */
export function openReadings(source: Source, room = ROOM): Readings & Written {
  const kept = new Map<string, Reading>()
  const lastWrite = new Map<string, number>()
  /** Every table of what is kept, and perhaps some more. */
  const named = new Set<string>()
  const keyOf = keyMaker()
  let [turn, anyWrite, taken] = [0, 0, 0]
  const drop = (key: string): void => {
    taken -= kept.get(key)?.weight ?? 0
    kept.delete(key)
  }
  const add = (key: string, reading: Reading): void => {
    drop(key)
    kept.set(key, reading)
    taken += reading.weight
    for (const table of reading.tables) named.add(table)
  }
  const wrote = (tables: readonly string[]): void => {
    turn += 1
    if (tables.length === 0) {
      anyWrite = turn
      taken = 0
      kept.clear()
      return
    }
    for (const table of tables) lastWrite.set(table, turn)
    // A batch writes to the same few tables again and again.
    const touched = tables.filter((table) => named.delete(table))
    if (touched.length === 0) return
    for (const [key, reading] of kept) if (touched.some((table) => reading.tables.has(table))) drop(key)
  }
  const lookAround = (): void => {
    if (source.strangers()) wrote([])
  }
  return {
    wrote,
    watched: (tell) => source.watched(tell),
    turn() {
      lookAround()
      return turn
    },
    find(asked) {
      lookAround()
      const key = keyOf(asked)
      const found = kept.get(key)
      if (!found) return null
      // In the order of their last use.
      kept.delete(key)
      kept.set(key, found)
      return found
    },
    keep(asked, reading, begun) {
      lookAround()
      const written = [...reading.tables].some((table) => (lastWrite.get(table) ?? 0) > begun)
      if (written || anyWrite > begun || reading.weight > room) return
      add(keyOf(asked), reading)
      for (const oldest of kept.keys()) {
        if (taken <= room) return
        drop(oldest)
      }
    },
  }
}

/** Keys of readings: a number for the function, and what it was told. */
function keyMaker(): (asked: Asked) => string {
  const numbers = new WeakMap<object, number>()
  let functions = 0
  return ({ read, told }) => {
    const number = numbers.get(read) ?? ++functions
    numbers.set(read, number)
    return `${number} ${told}`
  }
}

/** What {@link kept} needs of a store. */
interface Keeping {
  readonly db: Kysely<Database>
  readonly now: Instant
  readonly instance: { readonly baseUrl: string }
  readonly readings: Readings | null
  readonly tell: Tell | null
}

/**
 * The value of `read(store, ...args)`, from memory where it cannot have changed. The reading depends on nothing but
 * the database, `store.now` to the minute, and its arguments, which are plain data: `read` is a function of a module,
 * never a closure, which would be another one each time. The value is shared between requests and frozen.
 */
export async function kept<S extends Keeping, A extends readonly unknown[], T>(
  store: S,
  read: (store: S, ...args: A) => Promise<T>,
  ...args: A
): Promise<T> {
  const { readings } = store
  if (!readings) return read(store, ...args)
  const asked = { read, told: JSON.stringify([store.instance.baseUrl, args], plainOnly) }
  const found = readings.find(asked)
  // The time is looked at only where it matters, so that a reading made of readings asks no more than they do.
  if (found && (found.minute === null || found.minute === minuteOf(store.now))) {
    store.tell?.(found.tables, found.weight)
    return found.value as T
  }
  const turn = readings.turn()
  const tables = new Set<string>()
  let minute: string | null = null
  let weight = asked.told.length
  const tell: Tell = (names, held = 0) => {
    for (const name of names) tables.add(name)
    weight += held
    store.tell?.(names)
  }
  const copy = { ...store, db: readings.watched(tell), tell, ...REFUSED }
  const watched: S = Object.defineProperty(copy, 'now', {
    // Left out of copies: to make one for a reading within this one is not yet to look at the time.
    enumerable: false,
    get() {
      minute = minuteOf(store.now)
      return store.now
    },
  })
  const value = await read(watched, ...args)
  weight += freeze(value)
  readings.keep(asked, { value, tables, minute, weight }, turn)
  store.tell?.([], weight)
  return value
}

/** A reading that wrote would not write the next time. */
const REFUSED = { commit: refuseWrite, tidy: refuseWrite, carry: refuseWrite, newId: refuseWrite }

function refuseWrite(): never {
  throw new Error('what is kept in memory only reads')
}

function minuteOf(instant: Instant): string {
  return instant.slice(0, 16)
}

// JSON makes `{}` of a Map and null of infinity, and so one key of two.
function plainOnly(_: string, value: unknown): unknown {
  const endless = typeof value === 'number' && !Number.isFinite(value)
  if (endless || typeof value === 'function' || typeof value === 'symbol')
    throw new Error('arguments must be plain data')
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw new Error('arguments must be plain data')
  return value
}

const CLOSED = Object.fromEntries(
  ['set', 'add', 'delete', 'clear'].map((name) => [name, { value: refuseChange }]),
)

function refuseChange(): never {
  throw new TypeError('what is kept in memory is shared')
}

/** Freezes a value through and through. @returns its weight; what was frozen before was weighed before. */
function freeze(value: unknown): number {
  if (typeof value === 'string') return value.length + SLOT
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return SLOT
  let weight = SLOT
  if (value instanceof Map || value instanceof Set) {
    // Freezing leaves these open.
    Object.defineProperties(value, CLOSED)
    for (const entry of value) weight += freeze(entry)
  }
  Object.freeze(value)
  for (const entry of Object.values(value)) weight += freeze(entry)
  return weight
}
