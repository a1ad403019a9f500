/** Opens a PostgreSQL database for serving: migrated first, by a connection of its own. */

import type { Instant } from '../kernel/instant.ts'
import type { Engine } from '../store/store.ts'
import type { Migration } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { openConnections } from './postgres-connections.ts'
import { migratePostgres } from './postgres-migrate.ts'

/** Brings the database up to date and opens its engine. @throws what the migrations threw. */
export async function openMigratedPostgres(
  url: string,
  migrations: readonly Migration[],
  now: Instant,
): Promise<Engine> {
  const connections = openConnections(url, 'migrating')
  try {
    await migratePostgres(connections, migrations, now)
  } finally {
    await connections.close()
  }
  return openPostgres(url).engine
}
