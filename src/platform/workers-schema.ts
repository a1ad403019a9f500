/** Is the database as new as this program? On D1 `wrangler d1 migrations apply` migrates, not the program. */

import type { D1Binding } from './d1.ts'

/** The last file of `migrations/`; `test/platform/workers-settings.test.ts` compares. */
export const NEWEST_MIGRATION = '0036_overview.sql'

const ADVICE = 'run: npx wrangler d1 migrations apply DB --remote'

/**
 * What the operator must do before the worker can run, or null. Wrangler applies files in their order, so the
 * last one stands for all; a newer database is fine, since migrations only expand.
 * @throws what the binding throws when the database cannot be reached.
 */
export async function missingMigration(database: D1Binding): Promise<string | null> {
  try {
    const asked = database.prepare('select name from d1_migrations where name >= ? limit 1')
    const { results } = await asked.bind(NEWEST_MIGRATION).all()
    return results.length > 0 ? null : `the database lacks the migration ${NEWEST_MIGRATION}: ${ADVICE}`
  } catch (error) {
    if (/no such table/i.test(String(error))) return `the database is empty: ${ADVICE}`
    throw error
  }
}
