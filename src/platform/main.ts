/** The command line: start, demo, sign-in, help. */

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Routes } from '../web/context.ts'
import { type Config, configHelp, readConfig } from './config.ts'
import { printSignIn } from './console.ts'
import { readDkimKeys } from './dkim-key.ts'
import type { Faults } from './failpoints.ts'
import { imapSettings } from './imap-url.ts'
import { systemClock, untilStopped } from './process.ts'
import { startServer } from './serve.ts'

const HELP = `Intersession keeps a multilateral dialogue alive between its meetings.

  npm start                       start the server
  npm start -- sign-in ADDRESS    print a sign-in link for an account (when mail is kept, not sent)
  npm start -- make-administrator ADDRESS
                                  give an account the rank of administrator, when nobody else can
  npm start -- export --to FILE   the whole instance as one archive; --with-secret takes its secret along
  npm start -- import FILE        fill an empty instance with an archive, on whatever engine
  npm start -- verify             check the chain over everything that was done
  npm start -- retention          what the nightly job would clear of personal data now
  npm start -- receive [--from ADDRESS] [--to ADDRESS]
                                  take one mail from standard input; --print-key shows the key of the door
  npm start -- backup --to FILE|FOLDER [--encrypt-to age1…] [--with-secret]
                                  a verified copy of the database, while the server runs
  npm start -- restore FILE [--identity KEYFILE] [--replace] [--sent-until INSTANT | --hold]
                                  put a backup in place, mail held until you say what was sent
  npm start -- doctor [--offline ZONEFILE…] [--from-ip ADDRESS…] [--json]
                                  what keeps mail from arriving, and what to do about it
  npm start -- dkim-key --selector NAME [--type rsa|ed25519] [--to FILE]
                                  a key to sign mail with, and its DNS record
  npm start -- hold-mail          hold all mail
  npm start -- release-mail --sent-until INSTANT   let it go, but for what may have been sent by then
  npm run demo                    the example data in a fresh temporary folder
  npm run demo -- --once --out DIR [--engine sqlite|postgres|d1]
                                  play the whole story once, write its mails and story.json to DIR
  npm start -- --help             this text

Settings from the environment:
${configHelp()}
`

/** Runs one command line. @returns the exit code; a server runs until it is told to stop. */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP)
    return 0
  }
  const read = readConfig(env)
  if ('faults' in read) {
    for (const fault of read.faults) console.error(fault)
    return 1
  }
  const [name = 'start', ...rest] = args
  const command = COMMANDS[name]
  if (command) return command(rest, read.config, env)
  console.error(`Unknown command: ${name}\n\n${HELP}`)
  return 1
}

/** Runs one command. @returns the exit code. */
type Command = (args: readonly string[], config: Config, env: NodeJS.ProcessEnv) => Promise<number>

/** Each is loaded only when it is asked for: a server has no use for the others. */
const COMMANDS: Readonly<Record<string, Command>> = {
  start: (_, config, env) => start(config, env),
  'sign-in': ([address = ''], config) => printSignIn(config, address),
  'make-administrator': async (args, config) =>
    (await import('./administrator-command.ts')).makeAdministratorAtConsole(args, config),
  verify: async (args, config) => (await import('./verify-command.ts')).verify(args, config),
  receive: async (args, config) => (await import('./receive-command.ts')).receive(args, config),
  retention: async (args, config) => (await import('./retention-command.ts')).retention(args, config),
  export: async (args, config) => (await import('./export-command.ts')).exportInstance(args, config),
  import: async (args, config) => (await import('./import-command.ts')).importInstance(args, config),
  backup: async (args, config) => (await import('./backup-command.ts')).backupCommand(args, config),
  restore: async (args, config) => (await import('./backup-command.ts')).restoreCommand(args, config),
  'hold-mail': async (args, config) => (await import('./backup-command.ts')).holdCommand(args, config),
  'release-mail': async (args, config) => (await import('./backup-command.ts')).releaseCommand(args, config),
  doctor: async (args, config) => (await import('./doctor.ts')).doctor(args, config),
  'dkim-key': async (args, config) => (await import('./dkim-command.ts')).dkimKey(args, config),
  demo: runDemo,
}

async function start(config: Config, env: NodeJS.ProcessEnv): Promise<number> {
  const keys = readDkimKeys(config)
  if ('faults' in keys) {
    for (const fault of keys.faults) console.error(fault)
    return 1
  }
  const mailbox = config.imap ? imapSettings(config.imap) : null
  if (mailbox && 'fault' in mailbox) {
    console.error(mailbox.fault)
    return 1
  }
  const faults = await faultsIn(env)
  const clock = faults?.clock ?? systemClock
  const previews = await previewsIn(env)
  const server = await startServer({ config, clock, faults, background: true, previews, log: console.log })
  console.log(`Intersession runs at ${server.url}`)
  if (server.keepsMail) console.log('SMTP_URL is not set: mail is kept, not sent. Read it under Mail.')
  if (await server.isNew())
    console.log(`Open this link once to make the first organiser:\n  ${server.setupUrl}`)
  return untilStopped(server)
}

// Set by `npm run faults` alone.
async function faultsIn(env: NodeJS.ProcessEnv): Promise<Faults | null> {
  if (!env.INTERSESSION_FAILPOINT && !env.INTERSESSION_BREAK && !env.INTERSESSION_CLOCK) return null
  const { readFaults } = await import('./failpoints.ts')
  return readFaults(env, systemClock)
}

// Set by `npm run dev` alone.
async function previewsIn(env: NodeJS.ProcessEnv): Promise<Routes | undefined> {
  if (env.INTERSESSION_DEV !== '1') return undefined
  return (await import('../example/letter-routes.tsx')).letterPreviews()
}

/** Loaded only when asked for: the story brings parsers that a server has no use for. */
async function runDemo(args: readonly string[], config: Config): Promise<number> {
  const { demo } = await import('./demo.ts')
  return demo(args, { ...config, dataDir: mkdtempSync(join(tmpdir(), 'intersession-')) })
}
