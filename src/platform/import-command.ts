/** `npm start -- import FILE`: fills an empty instance, on whatever engine, with an archive (docs/archive.md). */

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SECRET_MARK } from '../store/secret-mark.ts'
import type { Engine, Instance } from '../store/store.ts'
import { type Archive, archiveLines, BadArchive, fillStatements, readArchive } from './archive.ts'
import { type ArchivedTable, archivedTables } from './archive-tables.ts'
import type { Config } from './config.ts'
import { openInstance, packageFolder } from './instance.ts'
import { type Migration, readMigrations } from './migrate.ts'
import { systemClock } from './process.ts'

/**
 * Reads and checks the whole archive first, then writes everything in one transaction, then reads it back. A damaged,
 * newer or foreign archive, and an instance that holds something, are refused and nothing is changed.
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
    const text = readFileSync(file, 'utf8')
    const archive = readArchive(text, known)
    await withSecret(config, archive, () => takeIn(config, { archive, text }, known))
    const rows = [...archive.tables.values()].reduce((sum, table) => sum + table.length, 0)
    console.log(`${rows} rows in ${archive.tables.size} tables are here, byte for byte.`)
    return 0
  } catch (error) {
    if (!(error instanceof BadArchive)) throw error
    console.error(`Nothing was imported: ${error.message}`)
    return 1
  }
}

interface Opened {
  readonly engine: Engine
  readonly instance: Instance
}

interface Known {
  readonly tables: readonly ArchivedTable[]
  readonly migrations: readonly Migration[]
}

/**
 * Runs `work` with the secret that comes along in an archive made with `--with-secret`. One that is here already is
 * never replaced, and when nothing was imported the new one goes again.
 */
async function withSecret(config: Config, { files }: Archive, work: () => Promise<void>): Promise<void> {
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

async function takeIn(
  config: Config,
  read: { readonly archive: Archive; readonly text: string },
  known: Known,
): Promise<void> {
  const opened = await openInstance(config, config.baseUrl, systemClock.now())
  try {
    await fill(opened, read.archive, known)
    await compare(opened, read, known)
  } finally {
    await opened.engine.close()
  }
}

/** Writes the rows of a checked archive. @throws {@link BadArchive} for another secret or an instance in use. */
export async function fill({ engine, instance }: Opened, archive: Archive, { tables }: Known): Promise<void> {
  if (instance.seal(SECRET_MARK) !== archive.header.secretMark)
    throw new BadArchive(
      'it belongs to another instance secret. Bring that secret first (file `secret`, INSTANCE_SECRET or INSTANCE_SECRET_FILE)',
    )
  const inUse = await engine.db.selectFrom('persons').select('id').limit(1).executeTakeFirst()
  const done = await engine.db.selectFrom('facts').select('kind').limit(1).executeTakeFirst()
  if (inUse || done) throw new BadArchive('this instance is in use. Import into an empty one')
  await engine.runBatch(fillStatements(engine.db, archive, tables).map((statement) => statement.compile()))
}

/** Exports again and compares with what was read. @throws Error if a byte differs. */
async function compare(
  { engine, instance }: Opened,
  { archive, text }: { readonly archive: Archive; readonly text: string },
  { tables, migrations }: Known,
): Promise<void> {
  const secretMark = instance.seal(SECRET_MARK)
  const hash = createHash('sha256')
  for await (const line of archiveLines({ engine, tables, migrations, secretMark, files: archive.files }))
    hash.update(line)
  if (hash.digest('hex') !== createHash('sha256').update(text).digest('hex'))
    throw new Error('what was written is not what was read: do not use this instance')
}
