/** Opens a fresh data folder for load data, as the server would. */

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database as Raw } from 'better-sqlite3'
import { packageFolder } from '../src/platform/instance.ts'
import { migrate, readMigrations } from '../src/platform/migrate.ts'
import { systemClock } from '../src/platform/process.ts'
import { instanceOf, readSecret } from '../src/platform/secret.ts'
import { openSqlite } from '../src/platform/sqlite.ts'
import type { Engine, Instance } from '../src/store/store.ts'

/** Creates the folder with secret and database; whoever starts the server there gets the same instance. */
export function openFile(dataDir: string): { raw: Raw; engine: Engine; instance: Instance } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const instance = instanceOf(readSecret(dataDir), 'http://localhost', 'intersession.example.org')
  const { raw, engine } = openSqlite(join(dataDir, 'intersession.sqlite'))
  migrate(raw, readMigrations(packageFolder('migrations')), systemClock.now())
  return { raw, engine, instance }
}
