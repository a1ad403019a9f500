/** The command line: start, demo, sign-in, help. */

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, configHelp, readConfig } from './config.ts'
import { printSignIn } from './console.ts'
import { systemClock, untilStopped } from './process.ts'
import { startServer } from './serve.ts'

const HELP = `Intersession keeps a multilateral dialogue alive between its meetings.

  npm start                       start the server
  npm start -- sign-in ADDRESS    print a sign-in link for an account (when mail is kept, not sent)
  npm run demo                    the example data in a fresh temporary folder
  npm run demo -- --once --out DIR   play the whole story once, write its mails and story.json to DIR
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
  if (command) return command(rest, read.config)
  console.error(`Unknown command: ${name}\n\n${HELP}`)
  return 1
}

/** Runs one command. @returns the exit code. */
type Command = (args: readonly string[], config: Config) => Promise<number>

/** Each is loaded only when it is asked for: a server has no use for the others. */
const COMMANDS: Readonly<Record<string, Command>> = {
  start: (_, config) => start(config),
  'sign-in': ([address = ''], config) => printSignIn(config, address),
  demo: runDemo,
}

async function start(config: Config): Promise<number> {
  const server = await startServer({ config, clock: systemClock, background: true, log: console.log })
  console.log(`Intersession runs at ${server.url}`)
  if (server.keepsMail) console.log('SMTP_URL is not set: mail is kept, not sent. Read it under Mail.')
  if (await server.isNew())
    console.log(`Open this link once to make the first organiser:\n  ${server.setupUrl}`)
  return untilStopped(server)
}

/** Loaded only when asked for: the story brings parsers that a server has no use for. */
async function runDemo(args: readonly string[], config: Config): Promise<number> {
  const { demo } = await import('./demo.ts')
  return demo(args, { ...config, dataDir: mkdtempSync(join(tmpdir(), 'intersession-')) })
}
