/** Opens what an instance is made of: its folder, database, migrations and secret. */

import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Instant } from '../kernel/instant.ts'
import { isMarked, refuseOtherSecret } from '../store/secret-mark.ts'
import type { Engine, Instance } from '../store/store.ts'
import type { Config } from './config.ts'
import { migrate, readMigrations } from './migrate.ts'
import { findSecret, instanceOf } from './secret.ts'
import { openSqlite } from './sqlite.ts'

/**
 * Opens the database, migrating whatever is missing, and checks that it was made with the secret we hold.
 * @param ready an engine that is open and migrated already, instead of the one that the settings name.
 * @throws Error if the database is newer than this program or was made with another secret.
 */
export async function openInstance(
  config: Config,
  baseUrl: string,
  now: Instant,
  ready?: Engine,
): Promise<{ engine: Engine; instance: Instance }> {
  const engine = ready ?? (await openEngine(config, now))
  try {
    const secret = findSecret(config, await isMarked(engine))
    const instance = instanceOf(secret, baseUrl, config.mailDomain)
    await refuseOtherSecret(engine, instance)
    return { engine, instance }
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** The migrated engine that the settings name: PostgreSQL, or SQLite in the data folder. */
export async function openEngine(config: Config, now: Instant): Promise<Engine> {
  const migrations = readMigrations(packageFolder('migrations'))
  if (config.databaseUrl) {
    // Loaded only when asked for: most instances have no use for it.
    const { openMigratedPostgres } = await import('./postgres-open.ts')
    return openMigratedPostgres(config.databaseUrl, migrations, now)
  }
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const { engine, raw } = openSqlite(databaseFile(config), {
    ...(config.freeDiskMb === undefined ? {} : { minFree: config.freeDiskMb * 1e6 }),
  })
  migrate(raw, migrations, now)
  return engine
}

/** The file that holds everything, where no DATABASE_URL says otherwise. */
export function databaseFile(config: Config): string {
  return join(config.dataDir, 'intersession.sqlite')
}

/** A folder of the package, wherever the bundle lies. @throws Error if the package is not whole. */
export function packageFolder(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error(`the folder ${name} of the package is missing`)
    folder = parent
  }
  return join(folder, name)
}
