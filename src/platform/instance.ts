/** Opens what an instance is made of: its folder, secret, database and migrations. */

import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Instant } from '../kernel/instant.ts'
import type { Engine, Instance } from '../store/store.ts'
import type { Config } from './config.ts'
import { migrate, readMigrations } from './migrate.ts'
import { instanceOf, readSecret } from './secret.ts'
import { openSqlite } from './sqlite.ts'

/** Opens the data folder, creating and migrating whatever is missing. */
export async function openInstance(
  config: Config,
  baseUrl: string,
  now: Instant,
): Promise<{ engine: Engine; instance: Instance }> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const secret = readSecret(config.dataDir)
  const { engine, raw } = openSqlite(join(config.dataDir, 'intersession.sqlite'))
  migrate(raw, readMigrations(packageFolder('migrations')), now)
  return { engine, instance: instanceOf(secret, baseUrl, config.mailDomain) }
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
