/** A reader of the whole database that sees one moment, while the servers go on writing. */

import { existsSync } from 'node:fs'
import type { Engine } from '../store/store.ts'
import type { Config } from './config.ts'
import { databaseFile } from './instance.ts'
import { openSqlite } from './sqlite.ts'

/** Gives `work` an engine in which nothing changes. @throws Error if there is no database. */
export async function onSnapshot<T>(config: Config, work: (engine: Engine) => Promise<T>): Promise<T> {
  return config.databaseUrl ? onPostgres(config.databaseUrl, work) : onSqlite(databaseFile(config), work)
}

async function onSqlite<T>(file: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  if (!existsSync(file)) throw new Error(`there is no database: ${file}`)
  const { engine, raw } = openSqlite(file)
  try {
    raw.exec('begin')
    return await work(engine)
  } finally {
    if (raw.inTransaction) raw.exec('rollback')
    await engine.close()
  }
}

/** Loaded only when asked for: most instances have no PostgreSQL. */
async function onPostgres<T>(url: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const [{ openConnections }, { postgresEngine }] = await Promise.all([
    import('./postgres-connections.ts'),
    import('./postgres.ts'),
  ])
  const connections = openConnections(url, 'migrating')
  try {
    return await connections.use(async (query) => {
      await query('begin transaction isolation level repeatable read read only')
      try {
        return await work(postgresEngine({ use: (one) => one(query), close: async () => {} }))
      } finally {
        await query('rollback')
      }
    })
  } finally {
    await connections.close()
  }
}
