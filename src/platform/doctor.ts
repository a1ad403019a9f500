/**
 * `npm start -- doctor [--offline ZONEFILE…] [--from-ip ADDRESS…] [--json]`: what keeps mail from arriving, and
 * what to do about it. Sends no mail and changes nothing.
 */

import { readFileSync } from 'node:fs'
import type { Instant } from '../kernel/instant.ts'
import type { Config } from './config.ts'
import { readDkimKeys } from './dkim-key.ts'
import { isIP } from './doctor-address.ts'
import { domainFindings } from './doctor-domain.ts'
import { type Finding, findingsOf, reportText } from './doctor-finding.ts'
import { incomingFindings } from './doctor-incoming.ts'
import { instanceFindings } from './doctor-instance.ts'
import { askDns, type Names } from './doctor-names.ts'
import { relayFindings } from './doctor-relay.ts'
import { senderRuleFindings } from './doctor-sender.ts'
import { readZones } from './doctor-zone.ts'
import { systemClock } from './process.ts'
import { instanceOf } from './secret.ts'

/** What is examined. */
interface Examined {
  readonly config: Config
  readonly names: Names
  /** No question leaves the machine but to a relay that the names know. */
  readonly offline: boolean
  /** Where mail leaves from, as the operator says; the relay's own addresses when empty. */
  readonly senders: readonly string[]
  readonly now: Instant
}

/** Prints the report. @returns the exit code: 1 when something is bad or the command cannot be understood. */
export async function doctor(args: readonly string[], config: Config): Promise<number> {
  const asked = readArguments(args)
  if ('faults' in asked) {
    for (const fault of asked.faults) console.error(fault)
    return 1
  }
  const findings = await examine({ ...asked, config, now: systemClock.now() })
  const bad = findings.some(({ level }) => level === 'bad')
  console.log(asked.json ? JSON.stringify({ bad, findings }, null, 2) : reportText(findings))
  return bad ? 1 : 0
}

/** All findings: the machine, the rules for senders, the relay, the domain. */
export async function examine({ config, names, offline, senders, now }: Examined): Promise<Finding[]> {
  const read = readDkimKeys(config)
  const faults = 'faults' in read ? read.faults.map((fault) => findingsOf('DKIM').bad(fault)) : []
  // Nothing that is sealed here leaves.
  const instance = instanceOf(Buffer.alloc(32), config.baseUrl, config.mailDomain)
  const relay = await relayFindings({ config, names, offline })
  const domain = await domainFindings({
    names,
    domain: config.mailDomain,
    senders: senders.length > 0 ? senders : relay.addresses,
    named: senders.length > 0,
    keys: 'keys' in read ? read.keys : null,
  })
  const own = await instanceFindings(config, now)
  const incoming = await incomingFindings({ config, offline })
  const rules = await senderRuleFindings(instance, now)
  return [...own, ...rules, ...relay.findings, ...incoming, ...faults, ...domain]
}

const FLAGS = new Set(['--offline', '--from-ip', '--json'])

function readArguments(args: readonly string[]) {
  const valuesOf = (flag: string) => {
    const rest = args.includes(flag) ? args.slice(args.indexOf(flag) + 1) : []
    const end = rest.findIndex((word) => word.startsWith('--'))
    return end < 0 ? rest : rest.slice(0, end)
  }
  const files = valuesOf('--offline')
  const senders = valuesOf('--from-ip')
  const faults = [
    ...args.filter((word) => word.startsWith('--') && !FLAGS.has(word)).map((word) => `unknown: ${word}`),
    ...senders.filter((text) => !isIP(text)).map((text) => `--from-ip: "${text}" is no address`),
    ...(args.includes('--offline') && files.length === 0 ? ['--offline needs zone files'] : []),
  ]
  const zones = faults.length > 0 ? { faults } : namesOf(files)
  return 'faults' in zones
    ? zones
    : { names: zones.names, offline: files.length > 0, senders, json: args.includes('--json') }
}

function namesOf(files: readonly string[]): { names: Names } | { faults: string[] } {
  if (files.length === 0) return { names: askDns() }
  try {
    return readZones(files.map((name) => ({ name, text: readFileSync(name, 'utf8') })))
  } catch (error) {
    return { faults: [error instanceof Error ? error.message : String(error)] }
  }
}
