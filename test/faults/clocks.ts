/** Episode (e): the clock jumps while mail is made and sent, and the tick is missed for a week (T76, T77). */

import { staleReminders } from '../../src/digests/recheck.ts'
import { loadExample } from '../../src/example/commands.ts'
import { tick } from '../../src/jobs/tick.ts'
import { type Instant, plus, type Span } from '../../src/kernel/instant.ts'
import { openDelivery } from '../../src/mail/delivery.ts'
import type { Message, SendOutcome, Transport } from '../../src/mail/transport.ts'
import type { OutboxTable } from '../../src/store/followup-schema.ts'
import type { Store } from '../../src/store/store.ts'
import { NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import type { InvariantName } from './invariants.ts'
import type { Random } from './random.ts'
import type { Report } from './report.ts'
import { keeper } from './world.ts'

const CYCLES = 4
const DAYS = 7
const JUMPS: readonly Span[] = [{ hours: -1 }, { days: 1 }, { hours: -26 }, { minutes: 16 }]

/** An instance with the example, a clock that can be wrong, and a relay that counts. */
interface Clockwork {
  readonly open: TestStore
  readonly random: Random
  readonly relay: CountingRelay
  /** The time that is; what the clock says is `wrong` away from it. */
  now: Instant
  wrong: Span
}

/** The port to the outside, not code of ours; the clock may jump while it holds a mail. */
class CountingRelay implements Transport {
  readonly keeps = false
  readonly taken: string[] = []
  during: () => void = () => {}

  async send({ outboxId }: Message): Promise<SendOutcome> {
    this.taken.push(outboxId)
    this.during()
    return { outcome: 'sent', code: 250, reply: '250 OK' }
  }

  async close(): Promise<void> {}
}

/** Four times a week of ticks every six hours with jumps of the clock, a week without any, three ticks at once. */
export async function clockJumps(report: Report, random: Random): Promise<void> {
  const open = openTestStore()
  const works: Clockwork = { open, random, relay: new CountingRelay(), now: NOW, wrong: {} }
  try {
    await fill(open)
    let late = 0
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      await wrongWeek(works)
      const before = new Set(rowsOf(works).map(({ id }) => id))
      await missedWeek(works)
      late += judge(report, works, before)
    }
    report.note('clock jumps: mails made and sent', `${rowsOf(works).length} and ${works.relay.taken.length}`)
    report.note('clock jumps: caught up after a week', late)
  } finally {
    await open.close()
  }
}

function clockOf({ open, now, wrong }: Clockwork): Store {
  return open.at(plus(now, wrong))
}

async function fill(open: TestStore): Promise<void> {
  const personId = await keeper(open.store)
  await loadExample((at) => open.at(at ?? NOW), personId)
}

async function wrongWeek(works: Clockwork): Promise<void> {
  const { random, relay } = works
  for (let quarter = 0; quarter < DAYS * 4; quarter++) {
    works.now = plus(works.now, { hours: 6 })
    works.wrong = random.chance(0.15) ? random.pick(JUMPS) : {}
    await tick(clockOf(works))
    // Now and then the clock jumps while a mail is in the hands of its worker, and back with the next.
    relay.during = () => {
      if (random.chance(0.1)) works.wrong = random.pick([...JUMPS, {}])
    }
    await deliver(works)
  }
  works.wrong = {}
  relay.during = () => {}
}

async function missedWeek(works: Clockwork): Promise<void> {
  works.now = plus(works.now, { days: 7 })
  const ticks = [1, 2, 3].map(() => tick(clockOf(works)))
  await Promise.all(ticks)
  await Promise.all([1, 2, 3].map(() => deliver(works)))
}

async function deliver(works: Clockwork): Promise<void> {
  const worker = openDelivery({
    openStore: () => clockOf(works),
    transport: works.relay,
    random: () => works.random.next(),
    staleAmong: staleReminders,
  })
  await worker.deliverDue()
}

function rowsOf({ open }: Clockwork): OutboxTable[] {
  return open.raw.prepare('select * from outbox').all() as OutboxTable[]
}

function judge(report: Report, works: Clockwork, before: ReadonlySet<string>): number {
  const blame = (invariant: InvariantName, what: string) =>
    report.violated([{ invariant, world: 'clocks', what }])
  const rows = rowsOf(works)
  const late = rows.filter(({ id }) => !before.has(id))
  const copies = works.relay.taken.length - new Set(works.relay.taken).size
  if (copies > 0) blame('I3', `${copies} mails were sent twice`)
  if (new Set(rows.map((row) => row.dedupe_key)).size !== rows.length) blame('I3', 'a reason has two mails')
  for (const kind of ['reminder', 'digest'] as const) {
    const mails = late.filter((row) => row.kind === kind)
    const perPerson = Map.groupBy(mails, (row) => `${row.subject_id} ${row.person_id}`)
    const most = Math.max(0, ...[...perPerson.values()].map((some) => some.length))
    if (most > 1) blame('I3', `a week was made good by ${most} mails of kind ${kind} to one person`)
  }
  const waiting = rows.filter((row) => row.settled_at === null && row.not_before <= works.now)
  if (waiting.length > 0) blame('I2', `${waiting.length} mails wait although they are due`)
  return late.length
}
