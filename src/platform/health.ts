/** Whether this instance can be relied on: the engine, its migrations, the mail that waits (safety.md §3.5). */

import { sql } from 'kysely'
import { IMAP_JOB } from '../inbound/mailboxes.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import { heldSince } from '../mail/hold.ts'
import { oldestDue } from '../mail/leases.ts'
import { heartbeats } from '../mail/queries.ts'
import type { Engine, Store } from '../store/store.ts'
import type { Readiness } from '../web/probes.ts'

/** What is looked at. */
interface Looked {
  readonly engine: Engine
  /** What this program brings; all of it must have been applied. None on D1, where wrangler keeps that list. */
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[]
  openStore(): Store
  /** Does this instance read a mailbox? */
  readonly mailbox?: boolean
  /** The words for the operator, each time they change; strangers never get them. */
  log(line: string): void
}

export interface Health {
  /** At most {@link FRESH_MS} old. */
  look(): Promise<Readiness>
  /**
   * May mail be claimed? Not while the engine might be unable to write down what became of it: what was sent
   * and not recorded is sent again.
   */
  mayClaim(): Promise<boolean>
  /** From now on not ready, whatever is found. */
  stopping(): void
}

/** A probe asks every second, a look writes to the disk. */
const FRESH_MS = 10_000

/** Mail older than this waits for something other than its turn. */
const LATE = { minutes: -15 }

/** Opens the health of an instance; nothing is looked at before somebody asks. */
export function openHealth(looked: Looked): Health {
  const faults = remembered(() => faultsOf(looked), FRESH_MS)
  const concerns = remembered(() => concernsOf(looked.openStore(), looked.mailbox === true), FRESH_MS)
  let stopping = false
  return {
    async look() {
      if (stopping) return { faults: ['stopping'], concerns: [] }
      return { faults: await faults(), concerns: await concerns() }
    },
    // Elsewhere the claim itself fails, in a transaction that is not here: the disk is the server's matter.
    mayClaim: async () => looked.engine.kind !== 'sqlite' || !(await faults()).includes('database'),
    stopping() {
      stopping = true
    },
  }
}

// Asked by many at once it looks once.
function remembered<T>(look: () => Promise<T>, forMs: number): () => Promise<T> {
  let last: { readonly value: Promise<T>; readonly until: number } | null = null
  return () => {
    if (!last || performance.now() >= last.until) last = { value: look(), until: performance.now() + forMs }
    return last.value
  }
}

async function faultsOf({ engine, migrations, log }: Looked): Promise<Readiness['faults']> {
  const told = await engine.faults().catch((error: unknown) => [String(error)])
  for (const fault of told) log(`not ready: ${fault}`)
  if (told.length > 0) return ['database']
  const missing = await missingOf(engine, migrations).catch(() => ['the list of migrations'])
  for (const name of missing) log(`not ready: ${name} is not applied`)
  return missing.length > 0 ? ['migrations'] : []
}

// What a newer program applied beside us is no fault: migrations only widen while both run.
async function missingOf(engine: Engine, migrations: Looked['migrations']): Promise<string[]> {
  if (migrations.length === 0) return []
  const { rows } = await sql<{ name: string; checksum: string }>`
    select name, checksum from schema_migrations`.execute(engine.db)
  const applied = new Set(rows.map(({ name, checksum }) => `${name} ${checksum}`))
  return migrations.filter((one) => !applied.has(`${one.name} ${one.checksum}`)).map(({ name }) => name)
}

// Late mail must not take the pages away: its cause is mostly the relay, or the server of the mailbox.
async function concernsOf(store: Store, mailbox: boolean): Promise<Readiness['concerns']> {
  try {
    const unread = mailbox && (await isUnread(store)) ? (['mailbox_unread'] as const) : []
    if (await heldSince(store)) return ['mail_held', ...unread]
    const oldest: Instant | null = await oldestDue(store)
    return oldest && oldest < plus(store.now, LATE) ? ['mail_late', ...unread] : unread
  } catch {
    // Told as a fault of the database already.
    return []
  }
}

// The last look failed, or is long ago.
async function isUnread(store: Store): Promise<boolean> {
  const beat = (await heartbeats(store)).find(({ job }) => job === IMAP_JOB)
  return beat !== undefined && (beat.outcome === 'failed' || beat.startedAt < plus(store.now, LATE))
}
