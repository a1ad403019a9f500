/** Configuration: every fault named, nothing secret repeated. */

import { describe, expect, test } from 'vitest'
import { PACE } from '../../src/mail/pace.ts'
import { configHelp, readConfig } from '../../src/platform/config.ts'
import { imapSettings } from '../../src/platform/imap-url.ts'
import { readLmtpAddress } from '../../src/platform/lmtp-address.ts'

describe('configuration', () => {
  test('needs nothing to start', () => {
    expect(readConfig({})).toEqual({
      config: {
        baseUrl: 'http://localhost:3000',
        port: 3000,
        host: '127.0.0.1',
        dataDir: './data',
        databaseUrl: '',
        instanceSecret: '',
        instanceSecretFile: '',
        smtpUrl: '',
        trustedProxies: 0,
        freeDiskMb: 500,
        mailDomain: 'intersession.example.org',
        dkim: [],
      },
    })
  })

  test('mail keeps a pace, but not towards a relay on this machine, unless told so', () => {
    const paceFor = (env: Record<string, string>) => {
      const read = readConfig(env)
      return 'config' in read ? read.config.pace : read.faults
    }
    const far = { SMTP_URL: 'smtp://relay.example.org' }
    expect(paceFor(far)).toEqual(PACE)
    expect(paceFor({ ...far, MAIL_RATE: '30/2', MAIL_DOMAIN_RATE: '0' })).toEqual({
      relay: { perMinute: 30, atOnce: 2 },
      domain: { perMinute: Number.POSITIVE_INFINITY, atOnce: 3 },
    })
    expect(paceFor({ SMTP_URL: 'smtp://127.0.0.1:25' })).toBe(undefined)
    expect(paceFor({ ...far, MAIL_RATE: 'fast' })).toEqual([
      'MAIL_RATE must look like 600 or 600/5, not "fast"',
    ])
  })

  test('takes the mail domain from the public address', () => {
    const read = readConfig({ BASE_URL: 'https://Dialogue.Example.org/' })
    expect(read).toMatchObject({
      config: { baseUrl: 'https://dialogue.example.org', mailDomain: 'dialogue.example.org' },
    })
  })

  test('names every fault at once and repeats no password', () => {
    const read = readConfig({
      BASE_URL: 'ftp://x',
      PORT: '70000',
      TRUSTED_PROXIES: 'all',
      SMTP_URL: 'smtp:secret',
      DATABASE_URL: 'mysql://user:secret@host/name',
      INSTANCE_SECRET: 'short secret',
      MAIL_DOMAIN: 'not a domain',
    })
    expect(read).toEqual({
      faults: [
        'PORT must be a number from 0 to 65535, not "70000"',
        'BASE_URL must be an http or https address without a path, not "ftp://x"',
        'TRUSTED_PROXIES must be a number from 0 to 9, not "all"',
        'SMTP_URL must look like smtp://user:password@host:587 or smtps://…',
        'DATABASE_URL must look like postgres://user:password@host:5432/database',
        'INSTANCE_SECRET must be 64 hexadecimal digits, such as "openssl rand -hex 32" prints',
        'MAIL_DOMAIN must be a domain such as dialogue.example.org, not "not a domain"',
      ],
    })
  })

  test('takes as many DKIM selectors as key files, and names that DNS can have', () => {
    expect(readConfig({ DKIM_KEY_FILE: 'a.pem, b.pem', DKIM_SELECTOR: 'rsa2026,ed2026' })).toMatchObject({
      config: {
        dkim: [
          { file: 'a.pem', selector: 'rsa2026' },
          { file: 'b.pem', selector: 'ed2026' },
        ],
      },
    })
    const together = 'DKIM_KEY_FILE and DKIM_SELECTOR go together: one selector for each key file'
    expect(readConfig({ DKIM_KEY_FILE: 'a.pem' })).toEqual({ faults: [together] })
    expect(readConfig({ DKIM_SELECTOR: 'a b' })).toEqual({
      faults: [together, 'DKIM_SELECTOR must be a name such as mail2026, not "a b"'],
    })
  })

  test.each([
    'BASE_URL',
    'PORT',
    'HOST',
    'DATA_DIR',
    'DATABASE_URL',
    'INSTANCE_SECRET',
    'INSTANCE_SECRET_FILE',
    'SMTP_URL',
    'MAIL_DOMAIN',
    'DKIM_KEY_FILE',
    'DKIM_SELECTOR',
  ])('%s stands in the help', (name) => {
    expect(configHelp()).toMatch(new RegExp(`^  ${name} `, 'm'))
  })
})

test.each([
  ['127.0.0.1:2424', false, '127.0.0.1'],
  ['[::1]:24', false, '::1'],
  ['localhost:24', false, 'localhost'],
  ['unix:/run/x/lmtp.sock', false, '/run/x/lmtp.sock'],
  ['0.0.0.0:24', false, 'fault'],
  ['[::]:24', false, 'fault'],
  ['10.0.0.5:24', false, 'fault'],
  ['10.0.0.5:24', true, '10.0.0.5'],
  ['127.evil.example:24', true, 'fault'],
  ['127.0.0.1', false, 'fault'],
  ['127.0.0.1:70000', false, 'fault'],
  ['unix:relative', false, 'fault'],
  [`unix:/${'x'.repeat(107)}`, false, 'fault'],
])('LMTP_LISTEN=%s (open: %s) means %s', (text, open, meaning) => {
  const address = readLmtpAddress(text, open)
  expect('fault' in address ? 'fault' : 'path' in address ? address.path : address.host).toBe(meaning)
})

const addresses: [string, object][] = [
  [
    'imaps://u%40x:p%3A@mail.example.org',
    { port: 993, tls: 'first', user: 'u@x', pass: 'p:', folder: 'INBOX' },
  ],
  ['imap://u:p@mail.example.org/Answers%2F2026', { port: 143, tls: 'upgrade', folder: 'Answers/2026' }],
  ['imap://u:p@127.0.0.1:1143', { host: '127.0.0.1', port: 1143, tls: 'never' }],
  ['imap://u:p@[::1]', { host: '::1', tls: 'never' }],
  ['imap://u:p@127.evil.example', { tls: 'upgrade' }],
  ['imaps://u:p%@mail.example.org', { fault: 'has a % that stands for nothing: write it as %25' }],
  ...['imaps://mail.example.org', 'https://u:p@mail.example.org', 'imap://u:p@h?tls=never', 'secret'].map(
    (text): [string, object] => [text, { fault: 'must look like imaps://user:password@host/INBOX' }],
  ),
]
test.each(addresses)('IMAP_URL=%s', (url, meaning) => {
  expect(imapSettings({ url, file: '', moves: false })).toMatchObject(meaning)
})

test('faults of the ways in are named, and no password', () => {
  const read = (env: Record<string, string>) => readConfig({ BASE_URL: 'http://localhost:3000', ...env })
  expect(read({ IMAP_URL: 'imap:secret', IMAP_URL_FILE: '/x', IMAP_MOVE: 'on', LMTP_LISTEN: ':24' })).toEqual(
    {
      faults: [
        'LMTP_LISTEN must look like 127.0.0.1:2424 or unix:/path, not ":24"',
        'IMAP_MOVE must be yes or no, not "on"',
        'IMAP_URL and IMAP_URL_FILE: set one of them',
        'IMAP_URL must look like imaps://user:password@host/INBOX',
      ],
    },
  )
  expect(imapSettings({ url: '', file: '/nowhere/imap', moves: false })).toEqual({
    fault: 'IMAP_URL_FILE: ENOENT /nowhere/imap',
  })
})
