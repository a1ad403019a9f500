/** `npm start -- dkim-key --selector S [--type rsa|ed25519] [--to FILE]`: a key pair for signing mail. */

import { join, resolve } from 'node:path'
import { type Config, isSelector } from './config.ts'
import { dkimRecord, makeDkimKey } from './dkim-key.ts'

/** Writes the private key, prints the DNS record and the settings. @returns the exit code. */
export async function dkimKey(args: readonly string[], config: Config): Promise<number> {
  const after = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined)
  const selector = after('--selector') ?? ''
  const kind = after('--type') ?? 'rsa'
  if (!isSelector(selector) || (kind !== 'rsa' && kind !== 'ed25519')) {
    console.error('dkim-key --selector NAME [--type rsa|ed25519] [--to FILE]: NAME such as "mail2026"')
    return 1
  }
  const file = resolve(after('--to') ?? join(config.dataDir, `dkim-${selector}.pem`))
  try {
    const privateKey = makeDkimKey(kind, file)
    console.log(instructions(file, selector, dkimRecord({ kind, selector, privateKey }, config.mailDomain)))
    return 0
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    console.error(code === 'EEXIST' ? `${file} is there already` : `${file} cannot be written (${code})`)
    return 1
  }
}

function instructions(file: string, selector: string, record: string): string {
  return [
    `The private key is in ${file}. Keep a copy: no backup of the data has it.`,
    'Add this record to DNS:',
    '',
    `  ${record}`,
    '',
    'Then start with these settings, and look with "npm start -- doctor":',
    '',
    `  DKIM_KEY_FILE=${file}`,
    `  DKIM_SELECTOR=${selector}`,
  ].join('\n')
}
