/**
 * The book in which outcomes are noted and written down together: one statement for many mails that ended
 * alike. What is noted is on disk 40 ms later at most, so that a killed process repeats only a handful.
 */

import type { Id } from '../kernel/id.ts'
import type { MailAttemptsTable, OutboxTable } from '../store/followup-schema.ts'
import type { Store } from '../store/store.ts'
import { writeAttempts, writeChange } from './leases.ts'
import { believeRefusals, type Refused } from './refusal-commands.ts'
import { type Candidate, type Change, settle } from './settlement.ts'
import type { SendOutcome } from './transport.ts'

/** One mail with what became of it. */
interface Ended {
  readonly row: OutboxTable
  readonly before: Pick<Candidate, 'state' | 'repeated'>
  readonly result: SendOutcome
}

/** Outcomes that are noted and not yet written. */
export interface OutcomeBook {
  note(ended: Ended): void
  /**
   * Can outcomes be written down? Waits while writing is tried again; false once it was given up, and then nothing
   * more may be sent: it would be sent again.
   */
  sound(): Promise<boolean>
  /** Writes what is left. @returns how many rows went into which state. @throws what writing threw. */
  close(): Promise<ReadonlyMap<OutboxTable['state'], number>>
}

const FULL = 32
const WAIT_MS = 40

/** A statement that could not be written is tried so often, with pauses of 50, 200 and 800 ms. */
const TRIES = 4
const PAUSE_MS = 50

interface BookOptions {
  openStore(): Store
  /** Asked once for each mail. */
  random(): number
  /** Mails that nobody else may send meanwhile: each is taken out once its outcome is written. */
  readonly hands: Set<Id>
}

/** An empty book. */
export function openBook(machine: BookOptions): OutcomeBook {
  const counts = new Map<OutboxTable['state'], number>()
  let noted: Ended[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<void> = Promise.resolve()
  let failure: unknown
  let struggling = false

  // Harmless to repeat, even if it was written and only the answer lost: each is bound to its fence or its key.
  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        const result = await work()
        struggling = false
        return result
      } catch (error) {
        struggling = true
        // Once given up, the rest is tried once more only: nothing waits for it.
        if (failure !== undefined || tries === TRIES) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 4 ** (tries - 1)))
    }
  }

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const some = noted
    noted = []
    writing = writing
      .then(() => write({ ...machine, patiently }, some, counts))
      .catch((error: unknown) => {
        failure ??= error
      })
  }

  return {
    note(ended) {
      noted.push(ended)
      if (noted.length >= FULL) flush()
      else timer ??= setTimeout(flush, WAIT_MS)
    },
    async sound() {
      if (struggling && failure === undefined) await writing
      return failure === undefined
    },
    async close() {
      flush()
      await writing
      if (failure) throw failure
      return counts
    },
  }
}

async function write(
  machine: BookOptions & { patiently<T>(work: () => Promise<T>): Promise<T> },
  some: readonly Ended[],
  counts: Map<OutboxTable['state'], number>,
): Promise<void> {
  const store = machine.openStore()
  const groups = new Map<string, { fence: number; change: Change; ended: Ended[] }>()
  for (const ended of some) {
    const { row, before, result } = ended
    const attempts = row.attempts - row.attempts_before
    const mail = { attempts, before: before.state, repeated: before.repeated }
    const decided = settle(mail, result, { now: store.now, random: machine.random() })
    const change = { ...decided, attempts: decided.attempts + row.attempts_before }
    const key = JSON.stringify([row.fence, change])
    const group = groups.get(key) ?? { fence: row.fence, change, ended: [] }
    group.ended.push(ended)
    groups.set(key, group)
  }
  const attempts: MailAttemptsTable[] = []
  const refused: Refused[] = []
  for (const { fence, change, ended } of groups.values()) {
    const ids = ended.map(({ row }) => row.id)
    const ours = await machine.patiently(() => writeChange(store, { ids, fence, change }))
    counts.set(change.state, (counts.get(change.state) ?? 0) + ours.size)
    for (const one of ended) {
      const kept = ours.get(one.row.id)
      if (!kept) continue
      attempts.push(...attemptOf(store, one).map((line) => (kept.read ? line : { ...line, reply: '' })))
      // Of somebody who was erased while the mail was handed over nothing is to be known.
      if (kept.read) refused.push(...refusedIn(one))
    }
  }
  await machine.patiently(() => writeAttempts(store, attempts))
  await machine.patiently(() => believeRefusals(store, refused))
  for (const { row } of some) machine.hands.delete(row.id)
}

function refusedIn({ row, result }: Ended): Refused[] {
  const { id: outboxId, to_address: address, attempts: attempt } = row
  // A relay that does not take us as the sender has said nothing of the recipient.
  const believed = result.outcome === 'rejected' && !result.ofSender
  return believed ? [{ outboxId, address, attempt, reply: result.reply }] : []
}

// While the relay is down nobody tried.
function attemptOf(store: Store, { row, result }: Ended): MailAttemptsTable[] {
  if (result.outcome === 'retry' && result.relayDown) return []
  const { outcome, code, reply } = result
  const outbox_id: Id = row.id
  return [{ outbox_id, attempt: row.attempts, at: store.now, outcome, code: code ?? null, reply }]
}
