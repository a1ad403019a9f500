/**
 * A real D1 on this machine, for tests and `demo --engine d1`: workerd with a worker of our own that runs
 * statements on its binding. One call over loopback for each statement or batch; wrangler's proxy needs several.
 */

import { Agent, request } from 'node:http'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { type D1Binding, type D1Statement, openD1 } from './d1.ts'
import type { Migration } from './migrate.ts'

/** The engine with the ways to look beneath it. */
export interface LocalD1 {
  readonly engine: ReturnType<typeof openD1>
  readonly binding: D1Binding
  /** As fresh from its migrations: every row goes, what the migrations insert comes back. */
  empty(): Promise<void>
  /** Ends workerd. */
  close(): Promise<void>
}

/** Starts workerd with an empty database in memory and applies the migrations. About a second. */
export async function openLocalD1(migrations: readonly Migration[]): Promise<LocalD1> {
  const any = { host: '127.0.0.1', port: 0 }
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...any,
      modules: true,
      script: BRIDGE,
      d1Databases: { DB: 'local' },
      compatibilityDate: '2026-09-01',
      // Past the worker that miniflare puts in front of ours: a fifth of the time.
      unsafeDirectSockets: [any],
    }),
  )
  const url = await miniflare.unsafeGetDirectURL()
  const agent = new Agent({ keepAlive: true })
  const binding = bridgeTo((body) => post(url, agent, body))
  await migrateD1(binding, migrations)
  return {
    engine: openD1(binding),
    binding,
    empty: () => emptyD1(binding, migrations),
    close: async () => {
      agent.destroy()
      await miniflare.dispose()
    },
  }
}

/** What `wrangler d1 migrations apply` does: each file in one batch, its name written down with it. */
export async function migrateD1(binding: D1Binding, migrations: readonly Migration[]): Promise<void> {
  await binding.prepare(BOOK).all()
  for (const { name, sql } of migrations) {
    const statements = statementsIn(sql).map((statement) => binding.prepare(statement))
    const note = binding.prepare('insert into d1_migrations (name) values (?)').bind(name)
    await binding.batch([...statements, note])
  }
}

const BOOK = `create table if not exists d1_migrations (
  id integer primary key autoincrement, name text unique,
  applied_at timestamp default current_timestamp not null)`

async function emptyD1(binding: D1Binding, migrations: readonly Migration[]): Promise<void> {
  const { results } = await binding.prepare("select name from sqlite_master where type = 'table'").all()
  const names = (results as { name: string }[]).map(({ name }) => name)
  const tables = names.filter((name) => name !== 'd1_migrations' && !/^(sqlite_|_cf_)/.test(name))
  const inserts = migrations.flatMap(({ sql }) => statementsIn(sql)).filter((sql) => /^insert\b/i.test(sql))
  const all = ['pragma defer_foreign_keys = on', ...tables.map((name) => `delete from "${name}"`), ...inserts]
  await binding.batch(all.map((sql) => binding.prepare(sql)))
}

/**
 * The statements of a migration file without its comments. Semicolons in quotes and in the body of a trigger
 * do not end one.
 */
export function statementsIn(sql: string): string[] {
  const statements: string[] = []
  let current = ''
  for (const [token] of sql.matchAll(TOKENS)) {
    if (token.startsWith('--')) continue
    const inTrigger = /^\s*create\s+(temp\s+)?trigger\b/i.test(current) && !/\bend\s*$/i.test(current)
    if (token !== ';' || inTrigger) {
      current += token
      continue
    }
    statements.push(current.trim())
    current = ''
  }
  return [...statements, current.trim()].filter((statement) => statement !== '')
}

const TOKENS = /--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|;|[^-'";]+|-/g

interface Ask {
  readonly sql: string
  readonly values: readonly unknown[]
}

type Answer = { readonly results: unknown[][] } | { readonly error: string }

/** Runs in workerd beside the database. */
const BRIDGE = `export default {
  async fetch(request, env) {
    const { batch, asks } = await request.json()
    const statements = asks.map(({ sql, values }) => env.DB.prepare(sql).bind(...values))
    try {
      const answers = batch ? await env.DB.batch(statements) : [await statements[0].all()]
      return Response.json({ results: answers.map((answer) => answer.results) })
    } catch (error) {
      return Response.json({ error: String(error.message) })
    }
  },
}`

class BridgeStatement implements D1Statement {
  readonly ask: Ask
  private readonly run: (statement: BridgeStatement) => Promise<unknown[]>

  constructor(ask: Ask, run: (statement: BridgeStatement) => Promise<unknown[]>) {
    this.ask = ask
    this.run = run
  }

  bind(...values: unknown[]): BridgeStatement {
    return new BridgeStatement({ sql: this.ask.sql, values }, this.run)
  }

  async all(): Promise<{ results: unknown[] }> {
    return { results: await this.run(this) }
  }
}

function bridgeTo(send: (body: string) => Promise<Answer>): D1Binding {
  const ask = async (batch: boolean, asks: readonly Ask[]): Promise<unknown[][]> => {
    const answer = await send(JSON.stringify({ batch, asks }))
    if ('error' in answer) throw new Error(answer.error)
    return answer.results
  }
  const run = async (statement: BridgeStatement) => (await ask(false, [statement.ask]))[0] ?? []
  return {
    prepare: (sql) => new BridgeStatement({ sql, values: [] }, run),
    batch: async (statements) => {
      const asks = statements.flatMap((one) => (one instanceof BridgeStatement ? [one.ask] : []))
      return (await ask(true, asks)).map((results) => ({ results }))
    },
  }
}

function post(url: URL, agent: Agent, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent }, async (incoming) => {
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(chunk)
      resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')))
    })
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}
