/** The doctor on zone files and relays of loopback: what it says of a good instance and of a bad one. */

import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { plus } from '../../src/kernel/instant.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { type Config, readConfig } from '../../src/platform/config.ts'
import { dkimRecord, makeDkimKey } from '../../src/platform/dkim-key.ts'
import { doctor, examine } from '../../src/platform/doctor.ts'
import { domainFindings } from '../../src/platform/doctor-domain.ts'
import { type Finding, reportText } from '../../src/platform/doctor-finding.ts'
import { askDns, type Names } from '../../src/platform/doctor-names.ts'
import { relayFindings } from '../../src/platform/doctor-relay.ts'
import { readZones } from '../../src/platform/doctor-zone.ts'
import { openInstance } from '../../src/platform/instance.ts'
import { startSink } from '../../src/platform/sink.ts'
import { openStore } from '../../src/store/store.ts'
import { openTestPostgres, testServer } from '../fixtures/postgres.ts'
import { NOW } from '../fixtures/store.ts'

const DOMAIN = 'dialog.kz'
const IP = '192.0.2.1'
let folder: string
const server = await testServer()
const closing: (() => Promise<void> | void)[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'intersession-doctor-'))
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  rmSync(folder, { recursive: true, force: true })
  vi.restoreAllMocks()
})

function configOf(env: Record<string, string> = {}): Config {
  const read = readConfig({ BASE_URL: `https://${DOMAIN}`, DATA_DIR: join(folder, 'data'), ...env })
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.config
}

const ZONES = `
$ORIGIN 2.0.192.in-addr.arpa.
1        PTR   relay.${DOMAIN}.
2        PTR   other.${DOMAIN}.
$ORIGIN ${DOMAIN}.
relay    A     ${IP}
other    A     192.0.2.99
`

function zone(text: string): Names {
  const read = readZones([{ name: 'test.zone', text: ZONES + text }])
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.names
}

/** A relay of loopback with TLS and passwords. */
async function relay(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({ authOptional: true, logger: false, disableReverseLookup: true, ...options })
  // A client that does not like our certificate goes away in mid-sentence.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return (server.server.address() as AddressInfo).port
}

const told = (findings: readonly Finding[], check: string) =>
  findings.filter((one) => one.check === check).map(({ level, says }) => `${level}: ${says}`)

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('the whole examination', () => {
  test.skipIf(!hasOpenssl())('finds nothing wrong where nothing is', async () => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
    const names = ['-subj', `/CN=mail.${DOMAIN}`, '-addext', `subjectAltName=DNS:mail.${DOMAIN}`]
    execFileSync('openssl', ['req', '-x509', ...kind, ...names, '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    })
    const before = getCACertificates('default')
    setDefaultCACertificates([...before, readFileSync(cert, 'utf8')])
    closing.push(() => setDefaultCACertificates(before))
    const port = await relay({
      key: readFileSync(key),
      cert: readFileSync(cert),
      size: 20_000_000,
      hideDSN: false,
      onAuth: ({ username, password }, _, done) =>
        done(username === 'office' && password === 'secret' ? null : new Error('no'), { user: username }),
    })
    const file = join(folder, 'dkim.pem')
    const privateKey = makeDkimKey('rsa', file)
    const config = configOf({
      SMTP_URL: `smtp://office:secret@mail.${DOMAIN}:${port}`,
      DKIM_KEY_FILE: file,
      DKIM_SELECTOR: 'mail',
      TRUSTED_PROXIES: '1',
    })
    const { engine, instance } = await openInstance(config, config.baseUrl, NOW)
    const store = openStore(engine, instance, NOW)
    await store.commit(
      [recordFact(store, { id: 'x', version: 0 }, { kind: 'test.done', actorId: 'system' })],
      null,
    )
    await engine.close()
    const findings = await examine({
      config,
      names: zone(`
@        MX    10 relay
@        TXT   "v=spf1 ip4:${IP} -all"
mail     A     127.0.0.1
${dkimRecord({ kind: 'rsa', selector: 'mail', privateKey }, DOMAIN)}
_dmarc   TXT   "v=DMARC1; p=reject; rua=mailto:post@${DOMAIN}"`),
      offline: true,
      senders: [IP],
      now: NOW,
    })
    const report = reportText(findings)
      .replaceAll(folder, '/srv')
      .replaceAll(String(port), '587')
      .replace(/(SQLite +version) [\d.]+/, '$1 N')
    await expect(report).toMatchFileSnapshot('../golden/doctor-good.txt')
  })

  test('says at a first look what is to be done, and makes nothing', async () => {
    const config = configOf({ BASE_URL: 'http://meet.example.org', MAIL_DOMAIN: DOMAIN })
    const findings = await examine({ config, names: zone(''), offline: true, senders: [], now: NOW })
    const report = reportText(findings).replaceAll(folder, '/srv')
    await expect(report).toMatchFileSnapshot('../golden/doctor-fresh.txt')
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  test('ends with 1 for bad findings, 0 without, and tells programs as JSON', async () => {
    const file = join(folder, 'a.zone')
    writeFileSync(file, ZONES)
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(await doctor(['--offline', file, '--from-ip', IP, '--json'], configOf())).toBe(1)
    const said = JSON.parse(String(log.mock.lastCall?.[0]))
    expect(said.bad).toBe(true)
    expect(said.findings[0]).toEqual({ level: 'ok', check: 'BASE_URL', says: `https://${DOMAIN}` })

    const domain = `@ MX 1 relay\n@ TXT "v=spf1 ip4:${IP} -all"\n_dmarc TXT "v=DMARC1; p=reject"\n`
    writeFileSync(file, ZONES + domain)
    expect(await doctor(['--offline', file, '--from-ip', IP], configOf())).toBe(0)

    expect(await doctor(['--from-ip', 'relay', '--offline', '--what'], configOf())).toBe(1)
    expect(error.mock.calls.flat()).toEqual([
      'unknown: --what',
      '--from-ip: "relay" is no address',
      '--offline needs zone files',
    ])
  })
})

describe('the machine', () => {
  const found = async (config: Config, now = NOW) =>
    examine({ config, names: zone(''), offline: true, senders: [IP], now })

  test('has files that others can read, a clock that is late, a secret that is lost', async () => {
    const file = join(folder, 'dkim.pem')
    makeDkimKey('ed25519', file)
    const config = configOf({
      DKIM_KEY_FILE: file,
      DKIM_SELECTOR: 's',
      HOST: '0.0.0.0',
      TRUSTED_PROXIES: '1',
    })
    const { engine, instance } = await openInstance(config, config.baseUrl, NOW)
    const store = openStore(engine, instance, NOW)
    await store.commit(
      [recordFact(store, { id: 'x', version: 0 }, { kind: 'test.done', actorId: 'system' })],
      null,
    )
    await engine.close()
    const data = join(folder, 'data')
    for (const [path, mode] of [
      [file, 0o640],
      [data, 0o755],
      [join(data, 'secret'), 0o644],
    ] as const)
      chmodSync(path, mode)
    const findings = await found(config, plus(NOW, { hours: -1 }))
    expect(told(findings, 'DATA_DIR')).toEqual([`bad: ${data} is open to other users of this machine`])
    expect(told(findings, 'secret')).toEqual([
      `bad: ${join(data, 'secret')} can be read by others`,
      'ok: it is the one that the database was made with',
    ])
    expect(told(findings, 'DKIM')[0]).toBe(`bad: ${file} can be read by others`)
    expect(told(findings, 'clock')).toEqual([
      `bad: it is 2026-01-15T03:00:00.000Z here, and the last act was at ${NOW}`,
    ])
    expect(told(findings, 'TRUSTED_PROXIES')).toEqual([
      'warn: 0.0.0.0 can be reached past the proxy by whoever may connect, with any X-Forwarded-For',
    ])
    const behindProxy = { ...config, baseUrl: 'https://dialogue.example.org', trustedProxies: 0 }
    expect(told(await found(behindProxy), 'TRUSTED_PROXIES')).toEqual([
      'warn: https needs a proxy before us, and without its word all visitors share one limit on attempts',
    ])
    rmSync(join(data, 'secret'))
    expect(told(await found(config), 'secret')).toEqual([
      `bad: ${join(data, 'secret')} is missing`,
      'bad: the database was made with another',
    ])
    expect(told(await found({ ...config, instanceSecret: 'ab'.repeat(32) }), 'secret')).toEqual([
      'ok: from the environment (INSTANCE_SECRET)',
      'bad: it is not the one that the database was made with',
    ])
  })

  test.skipIf(!server)('has PostgreSQL, whose address is not repeated', async () => {
    if (!server) return
    const migrated = await openTestPostgres()
    closing.push(() => migrated.close())
    const good = await found(configOf({ DATABASE_URL: migrated.url ?? '' }))
    expect(told(good, 'database')).toEqual(['ok: PostgreSQL takes writes, and its settings hold'])
    expect(told(good, 'clock')).toEqual([`ok: ${NOW}, not before the last act`])
    const gone = 'postgres://office:secret@127.0.0.1:9/x'
    const [bad = ''] = told(await found(configOf({ DATABASE_URL: gone })), 'database')
    expect(bad).toMatch(/^bad: /)
    expect(bad).not.toContain('secret')
  })

  test('has a database that is none, and a key that is none', async () => {
    const file = join(folder, 'dkim.pem')
    writeFileSync(file, 'x')
    const config = configOf({ DATA_DIR: folder, DKIM_KEY_FILE: file, DKIM_SELECTOR: 's' })
    writeFileSync(join(folder, 'intersession.sqlite'), 'not a database, whatever its name says'.repeat(100))
    const findings = await found(config)
    expect(told(findings, 'database')).toEqual(['bad: it cannot be opened: file is not a database'])
    expect(told(findings, 'DKIM')).toEqual([
      `bad: ${file} can be read by others`,
      `bad: DKIM_KEY_FILE: ${file} holds no private key in PEM without a passphrase`,
    ])
  })

  test.each([
    [DOMAIN, `meet.${DOMAIN}`, 'ok'],
    [`mail.${DOMAIN}`, `meet.${DOMAIN}`, 'ok'],
    ['mail.adilet.gov.kz', 'meet.adilet.gov.kz', 'ok'],
    ['adilet.gov.kz', 'meet.gov.kz', 'warn'],
    [DOMAIN, 'dialog.org', 'warn'],
  ])('sends mail from %s with links to %s: %s', async (mailDomain, host, level) => {
    const config = configOf({ BASE_URL: `https://${host}`, MAIL_DOMAIN: mailDomain })
    const [own, kin] = (await found(config)).filter(({ check }) => check === 'MAIL_DOMAIN')
    expect([own?.level, kin?.level]).toEqual(['ok', level])
  })

  test("sends mail from nobody's domain", async () => {
    const findings = await found(configOf({ MAIL_DOMAIN: 'intersession.example.org' }))
    expect(told(findings, 'MAIL_DOMAIN')[0]).toBe("bad: intersession.example.org is nobody's domain")
  })
})

describe('the relay', () => {
  const asked = async (smtpUrl: string) =>
    (await relayFindings({ config: { smtpUrl, mailDomain: DOMAIN }, names: zone(''), offline: true }))
      .findings

  test('of this machine needs no TLS, and is told apart by what it offers', async () => {
    const sink = await startSink()
    closing.push(() => sink.close())
    const findings = await asked(`smtp://127.0.0.1:${sink.port}`)
    expect(findings.map(({ level, check, says }) => `${level} ${check}: ${says}`)).toEqual([
      `ok relay: 127.0.0.1:${sink.port} answers`,
      'ok TLS: 127.0.0.1 is this machine, spoken to without TLS',
      `ok bounces: the relay takes mail from <bounce+doctor@${DOMAIN}>`,
      'warn DSN: the relay offers no DSN: no word of delays, failures in its own form',
      'ok SIZE: the relay names no limit',
      'ok 8BITMIME: 8BITMIME and SMTPUTF8 offered; not needed, our mails have seven bits and addresses in ASCII',
    ])
    expect(sink.messages).toEqual([])
  })

  test('without STARTTLS, where that is demanded, is bad', async () => {
    const sink = await startSink()
    closing.push(() => sink.close())
    const findings = await asked(`smtp://127.0.0.1:${sink.port}?tls=required`)
    expect(told(findings, 'TLS')).toEqual(['bad: 127.0.0.1 offers no STARTTLS: no mail leaves'])
    expect(told(findings, 'bounces')).toEqual([])
  })

  test('with a certificate that nobody signed hears no password', async () => {
    const heard: string[] = []
    const port = await relay({
      onAuth: ({ username = '' }, _, done) => done(null, { user: heard.push(username) }),
    })
    const findings = await asked(`smtp://office:secret@127.0.0.1:${port}?tls=required`)
    expect(told(findings, 'TLS')[0]).toMatch(
      /^bad: the certificate of 127\.0\.0\.1 is not to be believed \([A-Z_]+\): no mail leaves$/,
    )
    expect(told(findings, 'sign-in')).toEqual([])
    expect(heard).toEqual([])
  })

  test('is caught refusing a password, and a sender', async () => {
    const port = await relay({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      size: 500_000,
      onAuth: ({ password }, _, done) =>
        done(password === 'right' ? null : new Error('Wrong'), { user: 'x' }),
      onMailFrom: (_, __, done) => done(Object.assign(new Error('not yours'), { responseCode: 553 })),
    })
    const wrong = await asked(`smtp://office:wrong@127.0.0.1:${port}`)
    expect(told(wrong, 'sign-in')[0]).toMatch(/^bad: 127\.0\.0\.1 refuses our name and password: 535 /)
    const right = await asked(`smtp://office:right@127.0.0.1:${port}`)
    expect(told(right, 'sign-in')).toEqual(['ok: 127.0.0.1 takes our name and password'])
    expect(told(right, 'bounces')).toEqual([
      `bad: the relay takes no mail from <bounce+doctor@${DOMAIN}>: 553 not yours`,
    ])
    expect(told(right, 'SIZE')).toEqual(['warn: the relay takes 500000 bytes a mail'])
  })

  test.each([
    [{ at: 'connect', reply: 554, text: 'go away' }, 'the greeting was answered by 554 go away'],
    [{ at: 'EHLO', reply: 250, text: 'x'.repeat(70_000) }, 'it says too much'],
    [{ at: 'EHLO', drop: true }, 'the connection was closed'],
    [{ at: 'EHLO', reply: 421, text: 'busy' }, 'EHLO was answered by 421 busy'],
  ] as const)('that answers with %j is bad', async (fault, why) => {
    const sink = await startSink({ fault })
    closing.push(() => sink.close())
    const findings = await asked(`smtp://127.0.0.1:${sink.port}`)
    expect(told(findings, 'relay')).toEqual([`bad: 127.0.0.1:${sink.port} does not answer: ${why}`])
  })

  test('lends its public addresses to the questions on the domain', async () => {
    const relayAt = async (host: string) =>
      relayFindings({
        config: { smtpUrl: `smtp://${host}`, mailDomain: DOMAIN },
        names: zone('inner A 10.0.0.1'),
        offline: true,
      })
    // No test leaves this machine, so neither of them answers.
    expect((await relayAt(`relay.${DOMAIN}`)).addresses).toEqual([IP])
    expect((await relayAt(`inner.${DOMAIN}`)).addresses).toEqual([])
  })

  test('that is not there is bad, one of an unknown name could not be asked', async () => {
    const sink = await startSink()
    await sink.close()
    expect(told(await asked(`smtp://127.0.0.1:${sink.port}`), 'relay')).toEqual([
      `bad: 127.0.0.1:${sink.port} does not answer: connect ECONNREFUSED 127.0.0.1:${sink.port}`,
    ])
    expect(told(await asked('smtp://smtp.example.net'), 'relay')).toEqual([
      'warn: smtp.example.net could not be asked (smtp.example.net is in none of the zone files)',
    ])
  })
})

describe('the domain', () => {
  const key = () => {
    const privateKey = makeDkimKey('rsa', join(folder, `${Math.random()}.pem`))
    return { kind: 'rsa', selector: 'mail', privateKey } as const
  }
  const asked = async (records: string, more: Partial<Parameters<typeof domainFindings>[0]> = {}) =>
    domainFindings({ names: zone(records), domain: DOMAIN, senders: [IP], named: true, keys: [], ...more })

  test.each([
    [
      '@ TXT "v=spf1 +all"',
      'warn: the record lets anybody send for the domain (+all of dialog.kz), 0 of 10 questions to DNS',
    ],
    [
      '@ TXT "v=spf1 ip4:192.0.2.1"',
      'warn: the record says nothing of strangers (dialog.kz says nothing of other addresses), 0 of 10 questions to DNS',
    ],
    [
      '@ TXT "v=spf1 ipv4:192.0.2.1 -all"',
      'bad: the record cannot be evaluated: "ipv4:192.0.2.1" of dialog.kz is no term of SPF',
    ],
    [
      '@ TXT "v=spf1 include:spf.example.net -all"',
      'warn: the record could not be asked (the TXT records of spf.example.net: spf.example.net is in none of the zone files)',
    ],
    ['', 'bad: dialog.kz names no server that may send for it'],
  ])('with SPF %j: %s', async (records, finding) => {
    expect(told(await asked(records), 'SPF')[0]).toBe(finding)
  })

  test('whose SPF leaves the sender out is bad where the sender is sure, else to look at', async () => {
    const records = '@ TXT "v=spf1 ip4:192.0.3.1 -all"'
    expect(told(await asked(records), 'SPF')[1]).toBe(
      'bad: 192.0.2.1 may not send for dialog.kz: fail, -all of dialog.kz',
    )
    expect(told(await asked(records, { named: false }), 'SPF')[1]).toBe(
      'warn: 192.0.2.1 is not allowed to send for dialog.kz: fail, -all of dialog.kz',
    )
    expect(told(await asked(records, { senders: [] }), 'SPF')[1]).toBe(
      'warn: the address that mail leaves from is not known here',
    )
  })

  test('with the record of our DKIM key, of another, of none', async () => {
    const ours = key()
    const name = `mail._domainkey.${DOMAIN}`
    const right = dkimRecord(ours, DOMAIN)
    const say = async (records: string) => told(await asked(records, { keys: [ours] }), 'DKIM')
    expect(await say(right)).toEqual([`ok: ${name} is the public half of our key`])
    expect(await say(dkimRecord(key(), DOMAIN))).toEqual([
      `bad: ${name}: the public key is not the half of our private key`,
    ])
    expect(await say('')).toEqual([`bad: ${name} has no record, so that no signature can be verified`])
    expect(await say(`${right}\n${right}`)).toEqual([`bad: ${name} has 2 records`])
    expect(await say(`${name}. TXT "v=DKIM1; p="`)).toEqual([
      `bad: ${name}: the key is revoked (p= is empty)`,
    ])
    expect(await say(right.replace('k=rsa', 'k=rsa; t=y:s'))).toEqual([
      `warn: ${name} says that it is only a test (t=y)`,
    ])
    expect(await say(right.replace('k=rsa', 'k=rsa; h=sha1'))).toEqual([
      `bad: ${name}: it does not allow sha256 (h=)`,
    ])
    expect(await say(right.replace('k=rsa', 'k=ed25519'))).toEqual([
      `bad: ${name}: it is for ed25519 keys, ours is rsa`,
    ])
    expect(told(await asked(''), 'DKIM')).toEqual([
      'warn: this program does not sign; whether the relay signs for dialog.kz cannot be seen from here',
    ])
    const ed = {
      kind: 'ed25519',
      selector: 'ed',
      privateKey: makeDkimKey('ed25519', join(folder, 'ed')),
    } as const
    expect(told(await asked(dkimRecord(ed, DOMAIN), { keys: [ed] }), 'DKIM')).toEqual([
      `ok: ed._domainkey.${DOMAIN} is the public half of our key`,
      'warn: only an Ed25519 key signs, and many receivers verify RSA alone',
    ])
  })

  test.each([
    [
      '_dmarc TXT "v=DMARC1; p=quarantine; rua=mailto:x@dialog.kz"',
      DOMAIN,
      'ok: _dmarc.dialog.kz asks receivers to put forged mail aside',
    ],
    [
      '_dmarc TXT "v=DMARC1;p=none"',
      DOMAIN,
      'warn: _dmarc.dialog.kz asks receivers to do nothing about forged mail, and nobody gets reports (no rua=)',
    ],
    [
      '_dmarc TXT "v=DMARC1; p=reject; sp=none; rua=mailto:x@dialog.kz"',
      'a.b.dialog.kz',
      'warn: _dmarc.dialog.kz asks receivers to do nothing about forged mail',
    ],
    [
      '_dmarc TXT "v=DMARC1; p=deny"',
      DOMAIN,
      'bad: _dmarc.dialog.kz has no policy of none, quarantine or reject',
    ],
    [
      '_dmarc TXT "v=DMARC1; p=none"\n_dmarc TXT "v=DMARC1; p=reject"',
      DOMAIN,
      'bad: _dmarc.dialog.kz has 2 records',
    ],
    ['_dmarc TXT "v=spf1"', DOMAIN, 'bad: dialog.kz has no DMARC record, which large receivers demand'],
  ])('with DMARC %j for %s: %s', async (records, domain, finding) => {
    expect(told(await asked(records, { domain }), 'DMARC')).toEqual([finding])
  })

  test.each([
    [
      '@ MX 1 relay\n@ MX 2 gone',
      ['ok: relay.dialog.kz takes mail for dialog.kz', 'bad: gone.dialog.kz has no address'],
    ],
    ['@ MX 0 .', ['bad: dialog.kz says that it takes no mail (null MX)']],
    ['@ MX 1 aspmx.l.google.com.', ['bad: rsvp@dialog.kz is at Google, whose guests then send no reply']],
    ['@ A 192.0.2.9', ['warn: dialog.kz has no MX, answers go to the web server itself']],
    ['', ['bad: no server takes answers to rsvp@dialog.kz and bounces']],
    [
      '@ MX 1 mx.example.net.',
      ['warn: mx.example.net could not be asked (mx.example.net is in none of the zone files)'],
    ],
  ])('with %j', async (records, findings) => {
    expect(told(await asked(records), 'MX')).toEqual(findings)
  })

  test('whose sender has a name that leads back, elsewhere, or none', async () => {
    const senders = [IP, '192.0.2.2', '192.0.2.3', '198.51.100.1']
    expect(told(await asked('', { senders }), 'reverse DNS')).toEqual([
      'ok: 192.0.2.1 is relay.dialog.kz, both ways',
      'bad: 192.0.2.2 is called other.dialog.kz, which is not at 192.0.2.2',
      'bad: 192.0.2.3 has no name',
      'warn: 198.51.100.1 could not be asked (1.100.51.198.in-addr.arpa is in none of the zone files)',
    ])
  })

  test('that nobody answers for could not be asked, and is not called bad', async () => {
    // A port where nobody listens.
    const findings = await asked('', { names: askDns(['127.0.0.1:9']) })
    expect(findings.filter(({ level }) => level !== 'warn')).toEqual([])
    expect(told(findings, 'MX')).toEqual([`warn: ${DOMAIN} could not be asked (ECONNREFUSED)`])
  })

  test('that a name server denies is missing only if that server knows the world', async () => {
    const closed = await asked('', { names: askDns([await nameServer([])]) })
    expect(told(closed, 'MX')).toEqual([
      `warn: ${DOMAIN} could not be asked (this name server sees only its own network)`,
    ])
    const open = await asked('', { names: askDns([await nameServer(['org'])]) })
    expect(told(open, 'MX')).toEqual([`bad: no server takes answers to rsvp@${DOMAIN} and bounces`])
  })
})

/** A name server of loopback that denies all names but the servers of a few. @returns its address. */
async function nameServer(known: readonly string[]): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (question, { port, address }) => {
    const end = question.indexOf(0, 12) + 5
    const name = question.toString('latin1', 13, end - 5)
    const good = known.includes(name)
    const head = Buffer.from([0x81, good ? 0x80 : 0x83, 0, 1, 0, good ? 1 : 0, 0, 0, 0, 0])
    const record = Buffer.from([0xc0, 12, 0, 2, 0, 1, 0, 0, 0, 60, 0, 3, 1, 0x61, 0])
    const parts = [question.subarray(0, 2), head, question.subarray(12, end), good ? record : Buffer.alloc(0)]
    socket.send(Buffer.concat(parts), port, address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  closing.push(() => void socket.close())
  return `127.0.0.1:${socket.address().port}`
}
