/** DKIM keys on the disk and their public halves as DNS has them (RFC 6376 §3.6.1, RFC 8463 §4). */

import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Config } from './config.ts'
import type { DkimKey } from './dkim.ts'

/** Reads the keys that the settings name. @returns them, or a line for every one that cannot be used. */
export function readDkimKeys(config: Pick<Config, 'dkim'>): { keys: DkimKey[] } | { faults: string[] } {
  const faults: string[] = []
  const keys = config.dkim.flatMap(({ file, selector }) => {
    try {
      return [{ selector, ...usable(createPrivateKey(readPem(file))) }]
    } catch (error) {
      faults.push(`DKIM_KEY_FILE: ${file} ${reasonOf(error)}`)
      return []
    }
  })
  return faults.length > 0 ? { faults } : { keys }
}

/** What stops a key, in words that follow the name of its file. */
class Unusable extends Error {}

function reasonOf(error: unknown): string {
  return error instanceof Unusable ? error.message : 'holds no private key in PEM without a passphrase'
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Unusable(`cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

// Verifiers take no RSA key below 1024 bits (RFC 8301 §3.2).
function usable(privateKey: KeyObject): Pick<DkimKey, 'kind' | 'privateKey'> {
  const kind = privateKey.asymmetricKeyType
  if (kind === 'ed25519') return { kind, privateKey }
  if (kind === 'rsa' && bitsOf(privateKey) >= 1024) return { kind, privateKey }
  throw new Unusable(
    kind === 'rsa'
      ? 'holds an RSA key of fewer than 1024 bits'
      : `holds a key for ${kind}, not RSA or Ed25519`,
  )
}

/** The length of an RSA key; 0 for others. */
export function bitsOf(key: KeyObject): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0
}

/** Makes a key and writes it to a file of mode 600. @throws Error if there is one already. */
export function makeDkimKey(kind: DkimKey['kind'], file: string): KeyObject {
  const { privateKey } =
    kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519')
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  return privateKey
}

/** The public half in base64: the whole structure for RSA, the 32 bytes themselves for Ed25519. */
export function publicPart({ kind, privateKey }: Pick<DkimKey, 'kind' | 'privateKey'>): string {
  const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return (kind === 'rsa' ? der : der.subarray(-32)).toString('base64')
}

/** The DNS record that goes with a key, as a line of a zone file. */
export function dkimRecord(key: DkimKey, domain: string): string {
  const text = `v=DKIM1; k=${key.kind}; p=${publicPart(key)}`
  return txtLine(`${key.selector}._domainkey.${domain}`, text)
}

/** A TXT record as a line of a zone file, in strings of 255 characters at most (RFC 1035 §3.3). */
export function txtLine(name: string, text: string): string {
  const strings = (text.match(/.{1,255}/g) ?? []).map((part) => `"${part}"`)
  return `${name}. IN TXT ${strings.length > 1 ? `( ${strings.join(' ')} )` : strings.join('')}`
}
