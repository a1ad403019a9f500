/**
 * `npm start -- receive`: one mail from standard input, for the pipe of a mail server. Ends with the codes of
 * sysexits.h, so that the mail server keeps what could not be taken (docs/inbound.md).
 */

import { stopMail } from '../digests/preference-commands.ts'
import { MAX_MESSAGE } from '../inbound/bounds.ts'
import { takeMail } from '../inbound/commands.ts'
import { doorKey } from '../inbound/door.ts'
import type { Envelope } from '../inbound/reading.ts'
import type { Config } from './config.ts'
import { onInstance } from './console.ts'

/** Taken, too much to be read, wrongly called, try again later: sysexits.h. */
const EX = { ok: 0, usage: 64, data: 65, later: 75 } as const

const USAGE = 'Use: receive [--from ADDRESS] [--to ADDRESS] < message, or receive --print-key'

/**
 * Takes the mail. @returns 0 also for mail that means nothing to us, 64 for a wrong call, 65 for more than ten
 *   megabytes, 75 whenever the instance cannot be opened or written: then the mail is still the mail server's.
 */
export async function receive(args: readonly string[], config: Config): Promise<number> {
  if (args[0] === '--print-key' && args.length === 1) return printKey(config)
  const envelope = readEnvelope(args)
  if (!envelope) {
    console.error(USAGE)
    return EX.usage
  }
  const raw = await readInput()
  if (!raw) return EX.data
  const services = { authserv: config.authservId ?? '', stopMail }
  try {
    return await onInstance(config, async (store) => {
      const { verdict, outcome } = await takeMail(store, { raw, envelope }, services)
      console.log(`${verdict} ${outcome}`)
      return EX.ok
    })
  } catch (error) {
    console.error(`not taken: ${error instanceof Error ? error.message : error}`)
    return EX.later
  }
}

function printKey(config: Config): Promise<number> {
  return onInstance(config, async (store) => {
    console.log(doorKey(store.instance))
    return EX.ok
  })
}

function readEnvelope(args: readonly string[]): Envelope | null {
  const envelope = { from: '', to: '' }
  for (let at = 0; at < args.length; at += 2) {
    const [name, value] = [args[at], args[at + 1]]
    if ((name !== '--from' && name !== '--to') || value === undefined) return null
    // A mail server says MAILER-DAEMON or nothing for a mail without a sender.
    if (name === '--from') envelope.from = value === '' || /^mailer-daemon$/i.test(value) ? '<>' : value
    else envelope.to = value
  }
  return envelope
}

// Read to the end even when it is too much: a mail server whose pipe breaks would try again for days.
async function readInput(): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size <= MAX_MESSAGE) chunks.push(chunk)
  }
  return size > MAX_MESSAGE ? null : new Uint8Array(Buffer.concat(chunks))
}
