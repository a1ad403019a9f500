/** The whole database in one transaction: read as it was at one moment, or filled wholly or not at all. */

import { existsSync } from 'node:fs'
import type { Engine } from '../store/store.ts'
import type { Config } from './config.ts'
import { databaseFile } from './instance.ts'
import { openSqlite } from './sqlite.ts'

/** How a transaction opens on each engine, and how it ends when all went well. */
interface Transaction {
  readonly sqlite: string
  readonly postgres: string
  readonly end: 'commit' | 'rollback'
}

const READING: Transaction = {
  sqlite: 'begin',
  postgres: 'begin transaction isolation level repeatable read read only',
  end: 'rollback',
}

const FILLING: Transaction = { sqlite: 'begin immediate', postgres: 'begin', end: 'commit' }

/**
 * Gives `work` an engine in which nothing changes, while the servers go on writing.
 * @throws Error if there is no database.
 */
export function onSnapshot<T>(config: Config, work: (engine: Engine) => Promise<T>): Promise<T> {
  return within(config, READING, work)
}

/**
 * Gives `work` an engine whose single statements stand or fall together; it has no batches.
 * @throws Error if there is no database, and what `work` threw: then nothing was written.
 */
export function inOneTransaction<T>(config: Config, work: (engine: Engine) => Promise<T>): Promise<T> {
  return within(config, FILLING, work)
}

function within<T>(config: Config, how: Transaction, work: (engine: Engine) => Promise<T>): Promise<T> {
  return config.databaseUrl
    ? onPostgres(config.databaseUrl, how, work)
    : onSqlite(databaseFile(config), how, work)
}

async function onSqlite<T>(file: string, how: Transaction, work: (engine: Engine) => Promise<T>): Promise<T> {
  if (!existsSync(file)) throw new Error(`there is no database: ${file}`)
  const { engine, raw } = openSqlite(file)
  try {
    raw.exec(how.sqlite)
    const result = await work(engine)
    raw.exec(how.end)
    return result
  } finally {
    if (raw.inTransaction) raw.exec('rollback')
    await engine.close()
  }
}

/** Loaded only when asked for: most instances have no PostgreSQL. */
async function onPostgres<T>(
  url: string,
  how: Transaction,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const [{ openConnections }, { postgresEngine }, { undo }] = await Promise.all([
    import('./postgres-connections.ts'),
    import('./postgres.ts'),
    import('./postgres-upkeep.ts'),
  ])
  const connections = openConnections(url, 'migrating')
  try {
    return await connections.use(async (query) => {
      await query(how.postgres)
      try {
        const result = await work(postgresEngine({ use: (one) => one(query), close: async () => {} }))
        await query(how.end)
        return result
      } catch (error) {
        return await undo(query, error)
      }
    })
  } finally {
    await connections.close()
  }
}
