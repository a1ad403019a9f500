/** What the doctor sees on this machine: address, proxies, folder, secrets, database, clock. Makes nothing. */

import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Instant, plus } from '../kernel/instant.ts'
import { isMarked, refuseOtherSecret } from '../store/secret-mark.ts'
import type { Engine } from '../store/store.ts'
import type { Config } from './config.ts'
import { type Finding, findingsOf } from './doctor-finding.ts'
import { databaseFile } from './instance.ts'
import { isLoopback } from './loopback.ts'
import { instanceOf } from './secret.ts'
import { openSqlite } from './sqlite.ts'

/** All findings on the settings and the machine. */
export async function instanceFindings(config: Config, now: Instant): Promise<Finding[]> {
  return [
    addressFinding(config),
    proxyFinding(config),
    folderFinding(config),
    secretFinding(config),
    ...config.dkim.flatMap(({ file }) => keyFileFinding(file)),
    ...(await databaseFindings(config, now)),
  ]
}

function addressFinding({ baseUrl }: Config): Finding {
  const { ok, warn, bad } = findingsOf('BASE_URL')
  if (baseUrl.startsWith('https://')) return ok(baseUrl)
  return /^http:\/\/(localhost|127\.|\[::1\])/.test(baseUrl)
    ? warn(`${baseUrl} can be opened on this machine alone`, 'Set BASE_URL to the public https:// address.')
    : bad(`${baseUrl} is not encrypted: links in mail can be read on the way`, 'Use https://')
}

function proxyFinding({ baseUrl, host, trustedProxies }: Config): Finding {
  const { ok, warn } = findingsOf('TRUSTED_PROXIES')
  if (baseUrl.startsWith('https://') && trustedProxies === 0)
    return warn(
      'https needs a proxy before us, and without its word all visitors share one limit on attempts',
      'Set TRUSTED_PROXIES=1 (or how many of yours set X-Forwarded-For).',
    )
  if (trustedProxies > 0 && !isLoopback(host))
    return warn(
      `${host} can be reached past the proxy by whoever may connect, with any X-Forwarded-For`,
      'Listen on HOST=127.0.0.1, or let a firewall admit the proxy alone.',
    )
  return ok(`${trustedProxies} of ours before ${host}`)
}

function folderFinding({ dataDir }: Config): Finding {
  const { ok, warn, bad } = findingsOf('DATA_DIR')
  if (!existsSync(dataDir)) return warn(`${dataDir} is not there yet`, 'The first start makes it.')
  try {
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch {
    return bad(`${dataDir} cannot be written by this user`, 'Run the doctor and the server as its owner.')
  }
  return isOpen(dataDir)
    ? bad(`${dataDir} is open to other users of this machine`, `chmod 700 ${dataDir}`)
    : ok(`${dataDir} is ours alone`)
}

function secretFinding(config: Config): Finding {
  const { ok, warn, bad } = findingsOf('secret')
  if (config.instanceSecret) return ok('from the environment (INSTANCE_SECRET)')
  const file = secretFile(config)
  if (existsSync(file))
    return isOpen(file)
      ? bad(`${file} can be read by others`, `chmod 600 ${file}`)
      : ok(`${file} is ours alone`)
  if (config.instanceSecretFile || existsSync(databaseFile(config)))
    return bad(`${file} is missing`, 'Restore it from the backup: no other secret fits the database.')
  return warn(`${file} is not there yet`, 'The first start makes it.')
}

function secretFile(config: Config): string {
  return config.instanceSecretFile || join(config.dataDir, 'secret')
}

// Only a database that is marked: an unmarked one would be marked by asking.
async function fitFindings(engine: Engine, config: Config): Promise<Finding[]> {
  const { ok, bad } = findingsOf('secret')
  if (!(await isMarked(engine))) return []
  const file = secretFile(config)
  const there = config.instanceSecret !== '' || existsSync(file)
  const text = config.instanceSecret || (there ? readFileSync(file, 'utf8').trim() : '')
  try {
    await refuseOtherSecret(engine, instanceOf(Buffer.from(text, 'hex'), '', ''))
    return [ok('it is the one that the database was made with')]
  } catch {
    const says = there
      ? 'it is not the one that the database was made with'
      : 'the database was made with another'
    return [bad(says, 'Restore the secret from the backup.')]
  }
}

function keyFileFinding(file: string): Finding[] {
  const { ok, bad } = findingsOf('DKIM')
  if (!existsSync(file)) return []
  return [
    isOpen(file) ? bad(`${file} can be read by others`, `chmod 600 ${file}`) : ok(`${file} is ours alone`),
  ]
}

// Windows has no such modes.
function isOpen(path: string): boolean {
  return process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0
}

async function databaseFindings(config: Config, now: Instant): Promise<Finding[]> {
  const { warn, bad } = findingsOf('database')
  const file = databaseFile(config)
  if (!config.databaseUrl && !existsSync(file))
    return [warn(`${file} is not there yet`, 'The first start makes it.')]
  try {
    return config.databaseUrl ? await postgresFindings(config, now) : await sqliteFindings(config, now)
  } catch (error) {
    // The address of a database may hold a password.
    const said = error instanceof Error ? error.message : String(error)
    return [
      bad(`it cannot be opened: ${config.databaseUrl ? said.replaceAll(config.databaseUrl, '…') : said}`),
    ]
  }
}

async function postgresFindings(config: Config, now: Instant): Promise<Finding[]> {
  // Loaded only when asked for: most instances have no use for it.
  const { openPostgres } = await import('./postgres.ts')
  const { engine } = openPostgres(config.databaseUrl)
  try {
    return await engineFindings(engine, config, now)
  } finally {
    await engine.close()
  }
}

async function sqliteFindings(config: Config, now: Instant): Promise<Finding[]> {
  const minFree = config.freeDiskMb === undefined ? {} : { minFree: config.freeDiskMb * 1e6 }
  const { engine, raw } = openSqlite(databaseFile(config), minFree)
  try {
    const version = String(raw.prepare('select sqlite_version()').pluck().get())
    return [versionFinding(version), ...(await engineFindings(engine, config, now))]
  } finally {
    await engine.close()
  }
}

async function engineFindings(engine: Engine, config: Config, now: Instant): Promise<Finding[]> {
  const own = [await profileFinding(engine), await clockFinding(engine, now)]
  return [...own, ...(await fitFindings(engine, config))]
}

// 3.7.0 to 3.51.2 can damage a file when its log is reset (safety.md §1.15).
function versionFinding(version: string): Finding {
  const { ok, bad } = findingsOf('SQLite')
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const mended = major > 3 || minor > 51 || (minor === 51 && patch >= 3)
  return mended ? ok(`version ${version}`) : bad(`version ${version} can damage the file`, 'npm ci')
}

async function profileFinding(engine: Engine): Promise<Finding> {
  const { ok, bad } = findingsOf('database')
  const faults = await engine.faults()
  const name = engine.kind === 'postgres' ? 'PostgreSQL' : 'SQLite'
  return faults.length > 0 ? bad(faults.join('; ')) : ok(`${name} takes writes, and its settings hold`)
}

// Two clocks that differ by less may both be right.
const DIFFERENCE = { minutes: 2 }

async function clockFinding({ db }: Engine, now: Instant): Promise<Finding> {
  const { ok, bad } = findingsOf('clock')
  const { fn } = db
  const last = await db.selectFrom('facts').select(fn.max('at').as('at')).executeTakeFirst()
  return last?.at && last.at > plus(now, DIFFERENCE)
    ? bad(
        `it is ${now} here, and the last act was at ${last.at}`,
        'Set the clock (NTP): deadlines follow it.',
      )
    : ok(`${now}, not before the last act`)
}
