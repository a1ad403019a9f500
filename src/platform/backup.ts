/** Backups of an instance on SQLite while it runs: copied, verified, perhaps encrypted, then put in place at once. */

import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import SqliteDatabase, { type Database as Raw } from 'better-sqlite3'
import type { Instant } from '../kernel/instant.ts'
import { type About, contentOf, encryptFile, syncToDisk, verifyBackup, writeAbout } from './backup-file.ts'
import type { Config } from './config.ts'
import { databaseFile } from './instance.ts'
import { findSecret } from './secret.ts'

/** What a backup is asked to be. */
export interface AskedBackup {
  /** A file that is not there yet, or a folder, where it is named by its instant. */
  readonly to: string
  /** A public key, `age1…`; null to leave it readable. */
  readonly encryptTo: string | null
  /** With the instance secret; only in an encrypted one. */
  readonly withSecret: boolean
  readonly now: Instant
}

/** A backup that is on the disk. */
export interface MadeBackup {
  readonly file: string
  readonly about: About
  readonly bytes: number
}

/**
 * Copies the database as it is at this moment, writers going on, verifies the copy (integrity, counts, digest) and
 * only then gives it its name: under that name there is a whole backup or none.
 * @throws Error that says why there is none; no part of one is left behind.
 */
export async function makeBackup(config: Config, asked: AskedBackup): Promise<MadeBackup> {
  const source = databaseFile(config)
  if (!existsSync(source)) throw new Error(`there is no database in ${config.dataDir}`)
  if (asked.withSecret && !asked.encryptTo)
    throw new Error('--with-secret needs --encrypt-to: with the secret, every personal link can be forged')
  const file = nameOf(asked)
  if (existsSync(file)) throw new Error(`${file} is there already`)
  // A readable copy never lies where an encrypted one is wanted: that may be another machine's disk.
  const plain = `${asked.encryptTo ? source : file}.${process.pid}.part`
  const sealed = `${file}.${process.pid}.age.part`
  try {
    const about = await copy(source, plain, { ...asked, secret: secretFor(config, asked) })
    if (asked.encryptTo) await encryptFile(plain, sealed, asked.encryptTo)
    const made = asked.encryptTo ? sealed : plain
    syncToDisk(made)
    renameSync(made, file)
    syncToDisk(dirname(file))
    return { file, about, bytes: statSync(file).size }
  } finally {
    for (const part of [plain, `${plain}-journal`, sealed]) rmSync(part, { force: true })
  }
}

function nameOf({ to, encryptTo, now }: AskedBackup): string {
  if (!existsSync(to) || !statSync(to).isDirectory()) return resolve(to)
  const name = `intersession-${now.replaceAll(':', '-')}.sqlite`
  return resolve(join(to, encryptTo ? `${name}.age` : basename(name)))
}

function secretFor(config: Config, { withSecret }: AskedBackup): string | null {
  return withSecret ? findSecret(config, true).toString('hex') : null
}

async function copy(
  source: string,
  to: string,
  { now, secret }: { now: Instant; secret: string | null },
): Promise<About> {
  // Ours alone from its first byte.
  writeFileSync(to, '', { mode: 0o600, flag: 'wx' })
  const from = new SqliteDatabase(source, { fileMustExist: true })
  try {
    from.pragma('query_only = ON')
    // All pages in one step: otherwise each commit of the server would begin the copy anew.
    await from.backup(to, { progress: () => ALL_PAGES })
  } finally {
    from.close()
  }
  const raw = new SqliteDatabase(to, { fileMustExist: true })
  try {
    return finish(raw, { madeAt: now, secret })
  } finally {
    raw.close()
  }
}

const ALL_PAGES = 0x7fff_ffff

function finish(raw: Raw, { madeAt, secret }: Pick<About, 'madeAt' | 'secret'>): About {
  // One file, without a log beside it.
  raw.pragma('journal_mode = DELETE')
  raw.pragma('synchronous = FULL')
  writeAbout(raw, { ...contentOf(raw), madeAt, secret })
  return verifyBackup(raw)
}
