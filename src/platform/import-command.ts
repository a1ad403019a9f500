/** `npm start -- import FILE`: fills an empty instance, on whatever engine, with an archive (docs/archive.md). */

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SECRET_MARK } from '../store/secret-mark.ts'
import type { Engine, Instance } from '../store/store.ts'
import { archiveLines } from './archive.ts'
import {
  BadArchive,
  batchesIn,
  type CheckedArchive,
  checkArchive,
  fillStatements,
  type Known,
  linesIn,
} from './archive-reading.ts'
import { inOneTransaction } from './archive-snapshot.ts'
import { archivedTables } from './archive-tables.ts'
import type { Config } from './config.ts'
import { openInstance, packageFolder } from './instance.ts'
import { readMigrations } from './migrate.ts'
import { systemClock } from './process.ts'

/**
 * Checks the whole archive first, then writes everything in one transaction and reads it back before that ends. A
 * damaged, newer or foreign archive, and an instance that holds something, are refused and nothing is changed.
 * @returns the exit code.
 */
export async function importInstance(args: readonly string[], config: Config): Promise<number> {
  const [file] = args
  if (!file) {
    console.error('Say which archive: npm start -- import FILE')
    return 1
  }
  const migrations = readMigrations(packageFolder('migrations'))
  const known = { migrations, tables: archivedTables(migrations) }
  try {
    const archive = checkArchive(linesIn(file), known)
    await withSecret(config, archive, () => takeIn(config, { file, archive }, known))
    console.log(`${archive.rows} rows in ${known.tables.length} tables are here, byte for byte.`)
    return 0
  } catch (error) {
    if (!(error instanceof BadArchive)) throw error
    console.error(`Nothing was imported: ${error.message}`)
    return 1
  }
}

/**
 * Runs `work` with the secret that comes along in an archive made with `--with-secret`. One that is here already is
 * never replaced, and when nothing was imported the new one goes again.
 */
async function withSecret(
  config: Config,
  { files }: CheckedArchive,
  work: () => Promise<void>,
): Promise<void> {
  const secret = files.get('secret')
  const own = join(config.dataDir, 'secret')
  if (!secret || config.instanceSecret || config.instanceSecretFile || existsSync(own)) return work()
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(own, secret, { mode: 0o600, flag: 'wx' })
  return work().catch((error) => {
    rmSync(own)
    throw error
  })
}

interface Taken {
  readonly file: string
  readonly archive: CheckedArchive
}

async function takeIn(config: Config, taken: Taken, known: Known): Promise<void> {
  const { engine: opened, instance } = await openInstance(config, config.baseUrl, systemClock.now())
  await opened.close()
  if (instance.seal(SECRET_MARK) !== taken.archive.header.secretMark)
    throw new BadArchive(
      'it belongs to another instance secret. Bring that secret first (file `secret`, INSTANCE_SECRET or INSTANCE_SECRET_FILE)',
    )
  await inOneTransaction(config, async (engine) => {
    await refuseInUse(engine)
    const batches = batchesIn(linesIn(taken.file), known.tables)
    for (const statement of fillStatements(engine.db, known.tables, batches))
      await engine.runOne(statement.compile())
    await compare(engine, instance, { archive: taken.archive, known })
  })
}

async function refuseInUse({ db }: Engine): Promise<void> {
  const person = await db.selectFrom('persons').select('id').limit(1).executeTakeFirst()
  const fact = await db.selectFrom('facts').select('kind').limit(1).executeTakeFirst()
  if (person || fact) throw new BadArchive('this instance is in use. Import into an empty one')
}

/** Exports again and compares with what was read. @throws Error if a byte differs. */
async function compare(
  engine: Engine,
  instance: Instance,
  { archive, known }: { readonly archive: CheckedArchive; readonly known: Known },
): Promise<void> {
  const hash = createHash('sha256')
  const exported = { ...known, engine, secretMark: instance.seal(SECRET_MARK), files: archive.files }
  for await (const line of archiveLines(exported)) hash.update(line)
  if (hash.digest('hex') !== archive.sha256) throw new BadArchive('what was written was not what was read')
}
