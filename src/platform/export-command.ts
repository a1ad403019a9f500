/** `npm start -- export --to FILE`: the whole instance as one archive (docs/archive.md). */

import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { refuseOtherSecret, SECRET_MARK } from '../store/secret-mark.ts'
import { archiveLines } from './archive.ts'
import { onSnapshot } from './archive-snapshot.ts'
import { archivedTables } from './archive-tables.ts'
import type { Config } from './config.ts'
import { packageFolder } from './instance.ts'
import { readMigrations } from './migrate.ts'
import { findSecret, instanceOf } from './secret.ts'

/**
 * Writes the archive to a file that nobody else may read, whole or not at all; servers go on meanwhile.
 * @returns the exit code.
 */
export async function exportInstance(args: readonly string[], config: Config): Promise<number> {
  const { to, 'with-secret': withSecret } = parseArgs({
    args: [...args],
    options: { to: { type: 'string' }, 'with-secret': { type: 'boolean' } },
  }).values
  if (!to) {
    console.error('Say where to write it: npm start -- export --to FILE [--with-secret]')
    return 1
  }
  const migrations = readMigrations(packageFolder('migrations'))
  const secret = findSecret(config, true)
  const instance = instanceOf(secret, config.baseUrl, config.mailDomain)
  const lines = await onSnapshot(config, async (engine) => {
    await refuseOtherSecret(engine, instance)
    const files = new Map(withSecret ? [['secret', secret.toString('hex')]] : [])
    const secretMark = instance.seal(SECRET_MARK)
    return writeWhole(
      to,
      archiveLines({ engine, tables: archivedTables(migrations), migrations, secretMark, files }),
    )
  })
  console.log(`${lines.count} lines in ${to}, SHA-256 ${lines.sha256}`)
  if (!withSecret)
    console.log('The instance secret is not in it: take it along, or every link in every mail is dead.')
  return 0
}

async function writeWhole(
  to: string,
  lines: AsyncIterable<string>,
): Promise<{ count: number; sha256: string }> {
  const part = `${to}.part`
  const hash = createHash('sha256')
  let count = 0
  // Fails if it is there: an export under way, or one that died and should be looked at.
  const file = openSync(part, 'wx', 0o600)
  try {
    for await (const line of lines) {
      writeSync(file, line)
      hash.update(line)
      count += 1
    }
    fsyncSync(file)
  } catch (error) {
    rmSync(part)
    throw error
  } finally {
    closeSync(file)
  }
  renameSync(part, to)
  return { count, sha256: hash.digest('hex') }
}
