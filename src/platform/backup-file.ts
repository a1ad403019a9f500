/**
 * A backup is one SQLite file that says about itself what it holds: row counts and a digest of all content, in a
 * table of its own that a restore takes out again. Encrypted it is an age file (age-encryption.org) around that.
 */

import { createHash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  createWriteStream,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
} from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Decrypter, Encrypter } from 'age-encryption'
import type { Database as Raw } from 'better-sqlite3'

/** What a backup says about itself. */
export interface About {
  readonly madeAt: string
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>
  /** SHA-256 over the schema and every row: `integrity_check` does not see a letter that changed. */
  readonly digest: string
  /** The instance secret, if it was asked for. */
  readonly secret: string | null
}

const TABLE = 'backup_about'

/** Row counts and digest of everything in a database, in the order of its own rows. */
export function contentOf(raw: Raw): Pick<About, 'rows' | 'digest'> {
  const hash = createHash('sha256')
  const rows: Record<string, number> = {}
  const tables = raw
    .prepare(
      "select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> ? order by name",
    )
    .all(TABLE) as { name: string; sql: string }[]
  for (const { name, sql } of tables) {
    hash.update(`${sql}\n`)
    rows[name] = 0
    for (const row of raw.prepare(`select * from "${name}" order by rowid`).raw().iterate()) {
      hash.update(`${JSON.stringify(row)}\n`)
      rows[name] += 1
    }
  }
  return { rows, digest: hash.digest('hex') }
}

/** Writes what a backup says about itself into it. */
export function writeAbout(raw: Raw, about: About): void {
  raw.exec(`create table ${TABLE} (about text not null)`)
  raw.prepare(`insert into ${TABLE} values (?)`).run(JSON.stringify(about))
}

/** Takes it out again, secret and all: the database is ours once more. */
export function dropAbout(raw: Raw): void {
  raw.exec(`drop table ${TABLE}`)
}

/**
 * Checks that a file is a backup of ours and that every row in it is as it was.
 * @throws Error that says what is wrong, for the operator.
 */
export function verifyBackup(raw: Raw): About {
  const about = readAbout(raw)
  try {
    const found = raw.pragma('integrity_check(1)', { simple: true })
    if (found !== 'ok') throw new Error(String(found))
    if (contentOf(raw).digest === about.digest) return about
  } catch (error) {
    throw new Error(`the backup is damaged: ${error instanceof Error ? error.message : error}`)
  }
  throw new Error('the backup is damaged: its content is not what was backed up')
}

function readAbout(raw: Raw): About {
  try {
    return JSON.parse(String(raw.prepare(`select about from ${TABLE}`).pluck().get())) as About
  } catch {
    throw new Error('this is not a backup that "backup" made, or it is damaged')
  }
}

const MAGIC = 'age-encryption.org/v1\n'

/** Is this an encrypted backup? Told by its first bytes. */
export function isEncrypted(file: string): boolean {
  const bytes = Buffer.alloc(MAGIC.length)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, bytes)
  } finally {
    closeSync(handle)
  }
  return bytes.toString('latin1') === MAGIC
}

/** Encrypts a file to public keys (`age1…`): nobody here can read the result. @throws Error for a wrong key. */
export async function encryptFile(from: string, to: string, recipient: string): Promise<void> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const plain = Readable.toWeb(createReadStream(from)) as ReadableStream<Uint8Array>
  await write(await encrypter.encrypt(plain), to)
}

/** Decrypts a file with the keys in `identityFile`, as `age-keygen` writes it. @throws Error if none fits. */
export async function decryptFile(from: string, to: string, identityFile: string): Promise<void> {
  const decrypter = new Decrypter()
  const keys = readFileSync(identityFile, 'utf8').match(/^AGE-SECRET-KEY-\S+$/gm) ?? []
  if (keys.length === 0) throw new Error(`there is no key (AGE-SECRET-KEY-…) in ${identityFile}`)
  for (const key of keys) decrypter.addIdentity(key)
  const sealed = Readable.toWeb(createReadStream(from)) as ReadableStream<Uint8Array>
  await write(await decrypter.decrypt(sealed), to)
}

async function write(stream: ReadableStream<Uint8Array>, to: string): Promise<void> {
  await pipeline(Readable.fromWeb(stream as never), createWriteStream(to, { mode: 0o600, flags: 'wx' }))
}

/** Waits until a file, or the entries of a folder, are on the disk. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
