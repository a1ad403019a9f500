/**
 * The mark of the instance secret in the database: whoever serves it must hold the same secret, or every link in
 * every mail would be dead and new ones would be made with another.
 */

import type { Engine, Instance } from './store.ts'

/** The row of `settings` that holds the mark; it belongs to the secret and not to the data. */
export const SECRET_MARK = 'secret_mark'

/** Was this database made with a secret already? */
export async function isMarked(engine: Engine): Promise<boolean> {
  return (await readMark(engine)) !== undefined
}

/**
 * Marks a new database with the secret of `instance`, and compares it with the mark of any other.
 * @throws Error if the database was made with another secret.
 */
export async function refuseOtherSecret(engine: Engine, instance: Instance): Promise<void> {
  // Cannot be turned round: the secret has 256 random bits.
  const mark = instance.seal(SECRET_MARK)
  const write = engine.db
    .insertInto('settings')
    .values({ name: SECRET_MARK, value: mark, version: 1 })
    .onConflict((conflict) => conflict.doNothing())
  const found = await readMark(engine)
  // Read again: another process may have been faster with its own.
  if (found === undefined) await engine.runOne(write.compile())
  if ((found ?? (await readMark(engine))) !== mark)
    throw new Error(
      'this instance secret is not the one that the database was made with: nothing was started',
    )
}

async function readMark(engine: Engine): Promise<string | undefined> {
  const row = await engine.db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', SECRET_MARK)
    .executeTakeFirst()
  return row?.value
}
