/** `backup`, `restore`, `hold-mail` and `release-mail` on the command line (docs/backup.md). */

import { faultText, messagesIn } from '../i18n/messages.ts'
import { decideMailUntil } from '../jobs/tick.ts'
import { type Instant, parseInstant } from '../kernel/instant.ts'
import { heldSince, holdMail, releaseMail } from '../mail/hold.ts'
import { openStore, type Store } from '../store/store.ts'
import { makeBackup } from './backup.ts'
import type { Config } from './config.ts'
import { openInstance } from './instance.ts'
import { systemClock } from './process.ts'
import { restoreBackup } from './restore.ts'

type Args = readonly string[]

/** Makes a backup and says where, how big, and what is in it. @returns the exit code. */
export function backupCommand(args: Args, config: Config): Promise<number> {
  return told(async () => {
    if (config.databaseUrl) throw new Error('DATABASE_URL is set: back PostgreSQL up by pg_dump')
    const to = optionOf(args, '--to')
    if (!to) throw new Error('say where to: npm start -- backup --to FILE or FOLDER')
    const began = performance.now()
    const made = await makeBackup(config, {
      to,
      encryptTo: optionOf(args, '--encrypt-to'),
      withSecret: args.includes('--with-secret'),
      now: systemClock.now(),
    })
    const rows = Object.values(made.about.rows).reduce((sum, count) => sum + count, 0)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${made.file}: ${rows} rows, ${made.bytes} bytes, verified, in ${seconds} s`)
    if (!made.about.secret) console.log('The instance secret is not in it: keep a copy of that elsewhere.')
  })
}

/** Restores a backup and says what comes next. @returns the exit code. */
export function restoreCommand(args: Args, config: Config): Promise<number> {
  return told(async () => {
    const [file] = args
    if (!file || file.startsWith('--')) throw new Error('say what: npm start -- restore FILE')
    const sentUntil = args.includes('--hold') ? null : readCutOff(args, false)
    const restored = await restoreBackup(config, {
      file,
      identity: optionOf(args, '--identity'),
      replace: args.includes('--replace'),
      now: systemClock.now(),
    })
    console.log(`Restored as it was at ${restored.about.madeAt}.`)
    if (restored.aside) console.log(`The database that was there is now ${restored.aside}`)
    if (!restored.hasSecret)
      console.log(`Put the file "secret" of the instance into ${config.dataDir} before you start it.`)
    if (sentUntil) await letGo(config, sentUntil)
    else console.log(HELD)
  })
}

const HELD = `Mail is held. When did the lost server last send? Then:
  npm start -- release-mail --sent-until 2026-01-15T04:00:00Z`

/** Holds all mail: for a PostgreSQL database, or one restored by other means. @returns the exit code. */
export function holdCommand(_: Args, config: Config): Promise<number> {
  return told(() =>
    opened(config, async (open) => {
      const outcome = await holdMail(open(systemClock.now()))
      if (!outcome.ok) throw new Error(faultText(messagesIn('en'), outcome))
      console.log(HELD)
    }),
  )
}

/** Lets held mail go, but for what may have been sent before. @returns the exit code. */
export function releaseCommand(args: Args, config: Config): Promise<number> {
  return told(async () => {
    const sentUntil = readCutOff(args, true)
    if (sentUntil) await letGo(config, sentUntil)
  })
}

function letGo(config: Config, sentUntil: Instant): Promise<void> {
  return opened(config, async (open) => {
    const outcome = await releaseHeld(open, sentUntil, systemClock.now())
    if (!outcome.ok) throw new Error(faultText(messagesIn('en'), outcome))
    console.log(`Mail goes out again. Left as possibly sent by ${sentUntil}: ${outcome.value}`)
  })
}

/**
 * First the reminders and digests that the lost database would have decided by then, so that the cut-off meets
 * them too; then lets mail go.
 */
export async function releaseHeld(open: (now: Instant) => Store, sentUntil: Instant, now: Instant) {
  if (await heldSince(open(now))) await decideMailUntil(open, sentUntil)
  return releaseMail(open(now), sentUntil)
}

async function opened(config: Config, work: (open: (now: Instant) => Store) => Promise<void>): Promise<void> {
  const { engine, instance } = await openInstance(config, config.baseUrl, systemClock.now())
  try {
    await work((now) => openStore(engine, instance, now))
  } finally {
    await engine.close()
  }
}

function readCutOff(args: Args, needed: boolean): Instant | null {
  const text = optionOf(args, '--sent-until')
  if (!text && !needed) return null
  const instant = text ? parseInstant(text) : null
  if (!instant) throw new Error('say until when mail was sent: --sent-until 2026-01-15T04:00:00Z')
  if (instant > systemClock.now()) throw new Error('mail cannot have been sent in the future')
  return instant
}

function optionOf(args: Args, name: string): string | null {
  const at = args.indexOf(name)
  const value = at < 0 ? undefined : args[at + 1]
  if (at >= 0 && (!value || value.startsWith('--'))) throw new Error(`${name} needs a value`)
  return value ?? null
}

async function told(work: () => Promise<void>): Promise<number> {
  try {
    await work()
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}
