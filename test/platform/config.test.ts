/** Configuration: every fault named, nothing secret repeated. */

import { describe, expect, test } from 'vitest'
import { configHelp, readConfig } from '../../src/platform/config.ts'

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
