/**
 * Faults on demand for `npm run faults` (docs/faults.md): a process that dies at a named point, a clock that a
 * file moves, and the three safeguards of delivery taken away so that the harness can prove it would notice.
 *
 * Wrappers of the engine, the transport and the clock; the rooms know nothing of them. `main.ts` loads this
 * file only when one of its variables is set, so it costs nothing otherwise.
 */

import { readFileSync } from 'node:fs'
import {
  type CompiledQuery,
  type KyselyPlugin,
  OperationNodeTransformer,
  type QueryId,
  type RawNode,
} from 'kysely'
import type { Clock } from '../kernel/clock.ts'
import { instantOfMillis } from '../kernel/instant.ts'
import type { Message, Transport } from '../mail/transport.ts'
import type { Engine } from '../store/store.ts'

/** Every point at which a process can be told to die, in the order of a mail's life. */
export const FAILPOINTS = [
  'start.opened',
  'command.before',
  'command.within',
  'command.after',
  'claim.before',
  'claim.after',
  'send.before',
  'send.within',
  'send.after',
  'record.before',
  'record.after',
  'history.before',
  'history.after',
  'skip.before',
  'skip.after',
  'tick.before',
  'tick.after',
  'upkeep.before',
  'upkeep.after',
] as const
export type Failpoint = (typeof FAILPOINTS)[number]

/** What can be taken away: the lease of a claim, the fence of an outcome, the one commit of a command. */
export const SAFEGUARDS = ['lease', 'fence', 'commit'] as const
type Safeguard = (typeof SAFEGUARDS)[number]

/** What stands between a server and its machine while faults are asked for. */
export interface Faults {
  readonly clock: Clock
  engine(engine: Engine): Engine
  transport(transport: Transport): Transport
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads `INTERSESSION_FAILPOINT=name:count` (the process kills itself when it comes to the point the count-th
 * time), `INTERSESSION_BREAK=lease|fence|commit` and `INTERSESSION_CLOCK=file` (milliseconds that the clock is
 * ahead, read at every look).
 * @throws Error for a name that is not in {@link FAILPOINTS} or {@link SAFEGUARDS}.
 */
export function readFaults(env: Environment, clock: Clock): Faults {
  const pass = failpoint(env.INTERSESSION_FAILPOINT ?? '')
  const broken = safeguardOf(env.INTERSESSION_BREAK ?? '')
  return {
    clock: env.INTERSESSION_CLOCK ? shiftedClock(env.INTERSESSION_CLOCK) : clock,
    engine: (engine) => {
      pass('start.opened')
      return watchedEngine(broken ? brokenEngine(engine, broken) : engine, pass)
    },
    transport: (transport) => watchedTransport(transport, pass),
  }
}

type Pass = (name: Failpoint) => void

function failpoint(asked: string): Pass {
  const [name, count = '1'] = asked.split(':')
  if (!name) return () => {}
  if (!FAILPOINTS.some((point) => point === name)) throw new Error(`there is no failpoint ${name}`)
  let left = Number(count)
  return (passed) => {
    if (passed !== name) return
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  }
}

function safeguardOf(asked: string): Safeguard | null {
  const found = SAFEGUARDS.find((name) => name === asked)
  if (asked && !found) throw new Error(`INTERSESSION_BREAK is one of ${SAFEGUARDS.join(', ')}`)
  return found ?? null
}

function shiftedClock(file: string): Clock {
  return { now: () => instantOfMillis(Date.now() + Number(readFileSync(file, 'utf8'))) }
}

function watchedEngine(engine: Engine, pass: Pass): Engine {
  return {
    ...engine,
    async runBatch(statements) {
      pass('command.before')
      await engine.runBatch(statements.map((statement) => passing(statement, () => pass('command.within'))))
      pass('command.after')
    },
    async runOne<Row>(statement: CompiledQuery) {
      const step = stepOf(statement.sql)
      pass(`${step}.before`)
      const rows = await engine.runOne<Row>(statement)
      pass(`${step}.after`)
      return rows
    },
  }
}

// An engine reads the text of a statement when its turn comes, in the middle of the transaction.
function passing(statement: CompiledQuery, pass: () => void): CompiledQuery {
  let passed = false
  return {
    ...statement,
    get sql() {
      if (!passed) pass()
      passed = true
      return statement.sql
    },
  }
}

const OUTCOME = /^update "outbox" .* where .*"fence" = /

function stepOf(sql: string): 'claim' | 'record' | 'skip' | 'history' | 'tick' | 'upkeep' {
  if (/^update "outbox" .*"fence" = "fence" \+/.test(sql)) return 'claim'
  if (OUTCOME.test(sql)) return 'record'
  if (sql.startsWith('update "outbox"')) return 'skip'
  if (sql.startsWith('insert into "mail_attempts"')) return 'history'
  return /^(insert into|update) "heartbeats"/.test(sql) ? 'tick' : 'upkeep'
}

function watchedTransport(transport: Transport, pass: Pass): Transport {
  return {
    ...transport,
    async send(message: Message) {
      pass('send.before')
      const outcome = await transport.send({
        ...message,
        // Read once the connection stands, before the first word about this message.
        get raw() {
          pass('send.within')
          return message.raw
        },
      })
      pass('send.after')
      return outcome
    },
  }
}

function brokenEngine(engine: Engine, broken: Safeguard): Engine {
  switch (broken) {
    case 'lease':
      return { ...engine, db: engine.db.withPlugin(withoutLease) }
    case 'fence':
      return { ...engine, runOne: (statement) => engine.runOne(withoutFence(statement)) }
    default:
      return { ...engine, runBatch: (statements) => oneByOne(engine, statements) }
  }
}

class LeaseRemover extends OperationNodeTransformer {
  protected override transformRaw(node: RawNode, queryId?: QueryId): RawNode {
    const raw = super.transformRaw(node, queryId)
    const free = (text: string) => text.replace("outbox.state <> 'sending' or", '1 = 1 or')
    return { ...raw, sqlFragments: raw.sqlFragments.map(free) }
  }
}

const remover = new LeaseRemover()
const withoutLease: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => remover.transformNode(node, queryId),
  transformResult: async ({ result }) => result,
}

function withoutFence(statement: CompiledQuery): CompiledQuery {
  if (!OUTCOME.test(statement.sql)) return statement
  const sql = statement.sql.replace(/"fence" = (\+\?|\$\d+)(?= returning )/, '("fence" = $1 or 1 = 1)')
  return { ...statement, sql }
}

async function oneByOne(engine: Engine, statements: readonly CompiledQuery[]): Promise<void> {
  for (const statement of statements) await engine.runBatch([statement])
}
