/** The instance secret: made once, kept beside the database with mode 600, used but never shown. */

import { createHash, createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instance } from '../store/store.ts'
import type { Config } from './config.ts'

/**
 * The secret as the settings say, otherwise of the data folder.
 * @param known whether the database was made with a secret already: then a new one would be the wrong one.
 * @throws Error if it is missing or damaged.
 */
export function findSecret(config: Config, known: boolean): Buffer {
  if (config.instanceSecret) return Buffer.from(config.instanceSecret, 'hex')
  if (config.instanceSecretFile) return parseSecret(config.instanceSecretFile)
  if (known && !existsSync(join(config.dataDir, 'secret')))
    throw new Error(
      `the database was made with an instance secret, and there is none in ${config.dataDir}: restore it from the backup, or set INSTANCE_SECRET_FILE`,
    )
  return readSecret(config.dataDir)
}

/** Reads the secret of a data folder, making it on the first start. @throws Error if the file is damaged. */
export function readSecret(dataDir: string): Buffer {
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) makeSecret(dataDir, file)
  chmodSync(file, 0o600)
  return parseSecret(file)
}

// Whole or not at all, and one only: two processes may start together, and the other reads what stands there.
function makeSecret(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const whole = `${file}.${randomBytes(8).toString('hex')}`
  writeFileSync(whole, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  try {
    linkSync(whole, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(whole)
  }
}

function parseSecret(file: string): Buffer {
  const text = readFileSync(file, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new Error(`the instance secret in ${file} is damaged: restore it from the backup`)
  return Buffer.from(text, 'hex')
}

/** The instance as rooms see it: they can use the secret, not read it. */
export function instanceOf(secret: Buffer, baseUrl: string, mailDomain: string): Instance {
  return {
    baseUrl,
    mailDomain,
    seal: (text) => createHmac('sha256', secret).update(text).digest('base64url'),
    digest: (text) => createHash('sha256').update(text).digest('base64url'),
    random: (bytes) => randomBytes(bytes).toString('base64url'),
  }
}
