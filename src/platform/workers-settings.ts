/** The settings of a worker: variables and secrets, read once an isolate, every fault named at once. */

import { type Config, readConfig } from './config.ts'
import type { D1Binding } from './d1.ts'
import type { SendEmail, WorkerEnv } from './workers-bindings.ts'

/** Which way mail goes out. */
export type MailWay =
  | { readonly by: 'smtp'; readonly url: string }
  | { readonly by: 'send_email'; readonly binding: SendEmail }
  | { readonly by: 'keep' }

export interface WorkerSettings {
  readonly config: Config
  readonly database: D1Binding
  /** Null when nobody may set the instance up. */
  readonly setupToken: string | null
  readonly mail: MailWay
}

/** Reads them. @returns one line for the operator for everything that is wrong; no line repeats a value. */
export function readSettings(env: WorkerEnv): { settings: WorkerSettings } | { faults: string[] } {
  const { DB, EMAIL: _, ...rest } = env
  const texts = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  const read = readConfig(texts)
  const mail = readMail(env)
  const faults = [
    ...('faults' in read ? read.faults : []),
    ...(env.BASE_URL ? [] : ['BASE_URL is not set: give the public address of the worker under [vars]']),
    ...(DB ? [] : ['the binding DB to a D1 database is missing']),
    ...(env.INSTANCE_SECRET ? [] : [NO_SECRET]),
    ...(env.SETUP_TOKEN === undefined || /^[\w-]{32,200}$/.test(env.SETUP_TOKEN) ? [] : [BAD_TOKEN]),
    ...(typeof mail === 'string' ? [mail] : []),
    ...(env.DKIM_KEY_FILE ? ['DKIM_KEY_FILE: a worker has no files, let the relay sign'] : []),
  ]
  if (faults.length > 0 || 'faults' in read || !DB || typeof mail === 'string') return { faults }
  return { settings: { config: read.config, database: DB, setupToken: env.SETUP_TOKEN ?? null, mail } }
}

const NO_SECRET =
  'the secret INSTANCE_SECRET is not set: openssl rand -hex 32 | npx wrangler secret put INSTANCE_SECRET'
const BAD_TOKEN = 'the secret SETUP_TOKEN must be 32 letters or digits at least: openssl rand -hex 24'

function readMail(env: WorkerEnv): MailWay | string {
  const way = env.MAIL_TRANSPORT || (env.SMTP_URL ? 'smtp' : 'keep')
  if (way === 'keep') return { by: 'keep' }
  if (way === 'smtp') {
    return env.SMTP_URL ? { by: 'smtp', url: env.SMTP_URL } : 'MAIL_TRANSPORT is smtp but SMTP_URL is not set'
  }
  if (way !== 'send_email') return 'MAIL_TRANSPORT must be smtp, send_email or keep'
  return env.EMAIL
    ? { by: 'send_email', binding: env.EMAIL }
    : 'MAIL_TRANSPORT is send_email but the binding EMAIL is missing'
}
