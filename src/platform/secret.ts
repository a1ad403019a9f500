/** The instance secret: made once, kept beside the database with mode 600, used but never shown. */

import { createHash, createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instance } from '../store/store.ts'

/** Reads the secret of a data folder, making it on the first start. @throws Error if the file is damaged. */
export function readSecret(dataDir: string): Buffer {
  const file = join(dataDir, 'secret')
  // `wx` so that two processes starting together cannot both make one.
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  chmodSync(file, 0o600)
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
