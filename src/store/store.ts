/**
 * The store: reads by Kysely, writes only by {@link Store.commit}, one atomic batch of compiled statements.
 *
 * Every batch opens with facts; their primary key (subject, version) is the optimistic lock on every engine
 * (docs/decisions/0001-the-ledger-is-the-lock.md). Nothing here or outside `src/platform/` knows the engine.
 */

import type { CompiledQuery, Kysely } from 'kysely'
import { type Id, makeId } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Database } from './database.ts'
import { withinLimits } from './limits.ts'
import type { Readings, Tell } from './readings.ts'

/** What a query builder gives: something that compiles to one SQL statement. */
export interface Statement {
  compile(): CompiledQuery
}

/** A statement that inserts one fact; only `ledger/facts.ts` makes them. */
export interface FactStatement extends Statement {
  readonly isFact: true
}

/** Facts first, then the writes they account for. Lists may be nested and hold nothing. */
export type Batch = readonly [FactStatement, ...(Statement | readonly Statement[] | null)[]]

/** The tables whose keys are meant to collide: the lock of every decision, and the receipts of forms. */
export type Lock = 'facts' | 'form_receipts'

/** Thrown by an engine when a key of a {@link Lock} was taken by somebody else; nothing was written. */
export class Collision extends Error {
  readonly table: Lock

  constructor(table: Lock) {
    super(`a key of ${table} is taken`)
    this.table = table
  }
}

/** The collision that SQLite or D1 tells of in these words, if it is one. */
export function collisionIn(message: string): Collision | null {
  const table = /UNIQUE constraint failed: (facts|form_receipts)\./.exec(message)?.[1]
  return table ? new Collision(table as Lock) : null
}

/**
 * Thrown by an engine that cannot work at this moment: disk full, file read-only, server gone. Nothing was
 * written, or it cannot be known; the same form may be sent again. Shown as 503.
 */
export class Unavailable extends Error {}

/** What the machine must offer; made in `src/platform/`. */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres' | 'd1'
  readonly db: Kysely<Database>
  /** What was read and has not changed, where the engine hears of every write (`readings.ts`). */
  readonly readings?: Readings
  /** Runs all statements in one transaction. @throws {@link Collision} when a key of a lock is taken. */
  runBatch(statements: readonly CompiledQuery[]): Promise<void>
  /** Runs one conditional statement and gives its `returning` rows. */
  runOne<Row>(statement: CompiledQuery): Promise<Row[]>
  /**
   * What keeps this engine from being relied on, as words for the operator, none when all is well. Makes one
   * real write that leaves nothing behind; `/readyz` asks it.
   */
  faults(): Promise<readonly string[]>
  /**
   * Makes what was erased unreadable in the engine's own files too, as far as the engine can.
   * @returns the names of tables or files that are in use and were left: it has to be asked again for those.
   * @throws {@link Unavailable} when the server is gone.
   */
  scrub(): Promise<readonly string[]>
  /** What the engine wants done now and then while nobody waits; run by the server beside the tick. */
  upkeep?(): Promise<void>
  close(): Promise<void>
}

/** Who this instance is, and the secrets it can use without showing them. */
export interface Instance {
  /** Without a slash at the end; the only origin that appears in mails and redirects. */
  readonly baseUrl: string
  readonly mailDomain: string
  /** HMAC-SHA-256 with the instance secret, base64url, 43 characters. */
  seal(text: string): string
  /** SHA-256, base64url: what is stored of a token, and by which a file is known. */
  digest(content: string | Uint8Array): string
  /** Random bytes, base64url. */
  random(bytes: number): string
}

/** A row that goes with the next batch of a store, whichever command commits it. */
export interface Carried {
  readonly statement: Statement
  /** Called once the batch is written. */
  landed(): void
}

/** One store for one request or one job: `now` stays the same from load to commit. */
export interface Store {
  /** For reading, and for building statements; never executes a write. */
  readonly db: Kysely<Database>
  readonly now: Instant
  readonly instance: Instance
  /** For `kept` of `readings.ts` alone, as is `tell`. */
  readonly readings: Readings | null
  readonly tell: Tell | null
  /** Large batches that one request may commit: D1 takes 1,000 statements of an invocation. */
  readonly largeBatches: number
  newId(): Id
  /**
   * Writes the batch or refuses and writes nothing: with `conflict` (`forms.changed_meanwhile`) when a fact is
   * taken, with `invalid` (`forms.sent_otherwise`) when the receipt of the form is.
   * @param part `more` when further batches of the same act follow: what is carried waits for the last one, so that a
   *   form of which only a part took effect has no receipt.
   */
  commit<T>(batch: Batch, value: T, part?: 'more' | 'last'): Promise<Outcome<T>>
  /** Puts a row into the batch that ends the act: the receipt of a form (`web/receipts.ts`). */
  carry(carried: Carried): void
  /** Upkeep in one statement: leases, expired sessions, tokens used once. Never a decision. */
  tidy<Row>(statement: Statement): Promise<Row[]>
  /** After erasing: {@link Engine.scrub}. */
  scrub(): Promise<readonly string[]>
}

/** A store frozen at `now`. */
export function openStore(engine: Engine, instance: Instance, now: Instant): Store {
  let carried: Carried | null = null
  return {
    db: engine.db,
    now,
    instance,
    readings: engine.readings ?? null,
    tell: null,
    largeBatches: engine.kind === 'd1' ? 1 : Number.POSITIVE_INFINITY,
    newId: () => makeId(now),
    commit: async (batch, value, part = 'last') => {
      if (part === 'more') return commitBatch(engine, batch, value)
      const outcome = await commitBatch(engine, [...batch, carried?.statement ?? []], value)
      if (outcome.ok) {
        carried?.landed()
        carried = null
      }
      return outcome
    },
    carry: (row) => {
      carried = row
    },
    tidy: (statement) => engine.runOne(withinLimits(statement.compile())),
    scrub: () => engine.scrub(),
  }
}

async function commitBatch<T>(engine: Engine, batch: Batch, value: T): Promise<Outcome<T>> {
  const statements = flatten(batch)
  if (!isFact(statements[0])) throw new Error('a batch must open with a fact (src/ledger/facts.ts)')
  try {
    await engine.runBatch(statements.map((statement) => withinLimits(statement.compile())))
    return done(value)
  } catch (error) {
    if (error instanceof Collision)
      return error.table === 'facts'
        ? refuse('conflict', 'forms.changed_meanwhile')
        : refuse('invalid', 'forms.sent_otherwise')
    throw error
  }
}

function flatten(batch: Batch): Statement[] {
  return batch.flatMap((entry) => (entry === null ? [] : 'compile' in entry ? [entry] : [...entry]))
}

function isFact(statement: Statement | undefined): boolean {
  return statement !== undefined && 'isFact' in statement && statement.isFact === true
}
