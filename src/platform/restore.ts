/** Restoring a backup: verified and migrated beside the instance, put in its place in one step, mail held. */

import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import type { Instant } from '../kernel/instant.ts'
import { holdMail } from '../mail/hold.ts'
import { SECRET_MARK } from '../store/secret-mark.ts'
import { openStore } from '../store/store.ts'
import { type About, decryptFile, dropAbout, isEncrypted, syncToDisk, verifyBackup } from './backup-file.ts'
import type { Config } from './config.ts'
import { databaseFile, packageFolder } from './instance.ts'
import { migrate, readMigrations } from './migrate.ts'
import { findSecret, instanceOf } from './secret.ts'
import { openSqlite } from './sqlite.ts'

/** What is to be restored. */
export interface AskedRestore {
  readonly file: string
  /** Keys for an encrypted backup, as `age-keygen` writes them. */
  readonly identity: string | null
  /** May an instance that is there be put aside? */
  readonly replace: boolean
  readonly now: Instant
}

/** An instance that was restored; its mail is held. */
export interface Restored {
  readonly about: About
  /** Where the database that was there before lies now. */
  readonly aside: string | null
  /** False while the secret of the backup has still to be put into place by hand. */
  readonly hasSecret: boolean
}

/**
 * Restores a backup into the data folder. Until the last step nothing there has changed.
 * @throws Error that says why not: an instance is there or runs, the file is damaged, foreign, newer than this
 *   program, encrypted to other keys, or made with another secret.
 */
export async function restoreBackup(config: Config, asked: AskedRestore): Promise<Restored> {
  if (config.databaseUrl) throw new Error('DATABASE_URL is set: restore PostgreSQL by its own tools')
  if (!existsSync(asked.file)) throw new Error(`there is no file ${asked.file}`)
  const file = databaseFile(config)
  refuseOccupied(file, asked.replace)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.part`
  try {
    await fetchInto(draft, asked)
    const { about, mark } = examine(draft)
    const secret = secretToWrite(config, about, mark)
    await prepare(draft, asked.now)
    syncToDisk(draft)
    return putInPlace({ config, draft, about, secret, now: asked.now })
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${end}`, { force: true })
  }
}

function refuseOccupied(file: string, replace: boolean): void {
  if (!existsSync(file)) return
  if (!replace)
    throw new Error(`there is an instance in ${dirname(file)}: --replace puts its database aside first`)
  const raw = new SqliteDatabase(file, { timeout: 0 })
  try {
    // Such a lock needs the file alone; a server holds a shared one as long as it lives.
    raw.pragma('locking_mode = EXCLUSIVE')
    raw.pragma('schema_version')
  } catch (error) {
    const busy = error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')
    if (busy) throw new Error(`a server runs on ${dirname(file)}: stop it first`)
    // A damaged database is what a restore is for.
  } finally {
    raw.close()
  }
}

async function fetchInto(draft: string, { file, identity }: AskedRestore): Promise<void> {
  if (!isEncrypted(file)) {
    copyFileSync(file, draft)
    chmodSync(draft, 0o600)
    return
  }
  if (!identity) throw new Error('the backup is encrypted: --identity names the file with its key')
  await decryptFile(file, draft, identity).catch((error: Error) => {
    throw new Error(`the backup cannot be decrypted: ${error.message}`)
  })
}

function examine(draft: string): { about: About; mark: string | null } {
  const raw = new SqliteDatabase(draft, { fileMustExist: true })
  try {
    const about = verifyBackup(raw)
    const mark = raw.prepare('select value from settings where name = ?').pluck().get(SECRET_MARK)
    dropAbout(raw)
    // Not even in a free page: the secret stood there.
    if (about.secret) raw.exec('vacuum')
    return { about, mark: typeof mark === 'string' ? mark : null }
  } finally {
    raw.close()
  }
}

/** The secret that is to be written; null when it is there or has to be brought by hand. */
function secretToWrite(config: Config, about: About, mark: string | null): string | null {
  const configured = config.instanceSecret || config.instanceSecretFile
  if (!configured && !existsSync(join(config.dataDir, 'secret'))) return about.secret
  const held = instanceOf(findSecret(config, true), config.baseUrl, config.mailDomain)
  if (mark !== null && held.seal(SECRET_MARK) !== mark)
    throw new Error(
      'the backup was made with another instance secret than the one here: move that away first, or every link in every mail would be dead',
    )
  return null
}

async function prepare(draft: string, now: Instant): Promise<void> {
  const { engine, raw } = openSqlite(draft)
  try {
    migrate(raw, readMigrations(packageFolder('migrations')), now)
    // Nothing is sealed here, so any secret will do.
    const store = openStore(engine, instanceOf(Buffer.alloc(32), '', ''), now)
    const held = await holdMail(store)
    if (!held.ok) throw new Error(`mail could not be held: ${held.messageKey}`)
    // A session that was ended since must not live again. What was spent stays spent.
    for (const table of ['sessions', 'sign_in_requests'] as const)
      await store.tidy(store.db.deleteFrom(table))
  } finally {
    await engine.close()
  }
}

interface Placing {
  readonly config: Config
  readonly draft: string
  readonly about: About
  readonly secret: string | null
  readonly now: Instant
}

function putInPlace({ config, draft, about, secret, now }: Placing): Restored {
  const file = databaseFile(config)
  const secretFile = join(config.dataDir, 'secret')
  if (secret) writeFileSync(secretFile, secret, { mode: 0o600, flag: 'wx', flush: true })
  const aside = putAside(file, now)
  renameSync(draft, file)
  syncToDisk(dirname(file))
  const hasSecret = Boolean(config.instanceSecret || config.instanceSecretFile) || existsSync(secretFile)
  return { about, aside, hasSecret }
}

/** The old database, or what is left of it: the new one must not meet its log. @returns its new name, if any. */
function putAside(file: string, now: Instant): string | null {
  const there = ['', '-wal', '-shm'].filter((end) => existsSync(`${file}${end}`))
  const aside = `${file}.before-${now.replaceAll(':', '-')}`
  for (const end of there) renameSync(`${file}${end}`, `${aside}${end}`)
  return there.length > 0 ? aside : null
}
