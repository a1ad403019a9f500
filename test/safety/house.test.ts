/** T20, T47, T48: nothing is shared between requests, nothing calls out, no name of a column comes from outside. */

import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const sources = ['src', 'views', 'public'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|js)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .map((path) => ({ path, code: withoutComments(readFileSync(path, 'utf8')) })),
)

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

/** Where something is found, except where it may be. */
function offenders(pattern: RegExp, allowed: readonly string[]): string[] {
  return sources
    .filter(({ path, code }) => pattern.test(code) && !allowed.includes(path))
    .map(({ path }) => path)
}

describe('T20: a module keeps no state between requests', () => {
  test('no variable stands outside of functions', () => {
    // One isolate keeps its application for all requests of the same settings.
    expect(offenders(/^(export )?(let|var) /m, ['src/platform/workers.ts'])).toEqual([])
  })

  test('no constant of a module is changed after it was made', () => {
    const found = sources.flatMap(({ path, code }) =>
      [...code.matchAll(/^(?:export )?const (\w+)/gm)]
        .map(([, name = '']) => name)
        .filter((name) => changes(name).test(code))
        .map((name) => `${path}: ${name}`),
    )
    // The rules of time zones: the same for everybody, kept because working them out is slow.
    expect(found).toEqual(['src/kernel/zone.ts: STRETCHES'])
  })
})

function changes(name: string): RegExp {
  const acts = 'set|add|delete|clear|push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin'
  return new RegExp(
    `\\b${name}(\\.(${acts})\\(|(\\.\\w+|\\[[^\\]]+\\])\\s*(\\?\\?|\\|\\||&&|[+\\-*/])?=[^=>]|\\+\\+)`,
  )
}

describe('T47: nothing calls out', () => {
  test('addresses are fetched by the story of its own server, and by our own pages in the browser', () => {
    expect(offenders(/(?<![.\w])fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon/, FETCHING)).toEqual(
      [],
    )
  })

  test('sockets are opened by mail, its doctor and the database alone, and listened on by the server', () => {
    expect(
      offenders(/'node:(net|tls|http|https|http2|dgram|dns(\/promises)?)'|'cloudflare:sockets'/, SOCKETS),
    ).toEqual([])
  })

  test('in a test no socket leaves this machine', () => {
    expect(() => connect(80, 'example.org')).toThrow('no test may leave this machine')
    expect(() => connect({ port: 443, host: '192.0.2.1' })).toThrow('no test may leave this machine')
  })
})

const FETCHING = [
  'src/story/stage.ts',
  'src/story/browser.ts',
  'src/story/mailbox.ts',
  'src/platform/d1-local.ts',
  'public/passkey.js',
  'public/drafting.js',
  'public/intersession.js',
]
const SOCKETS = [
  'src/platform/listen.ts',
  'src/platform/serve.ts',
  'src/platform/drain.ts',
  'src/platform/smtp.ts',
  'src/platform/sink.ts',
  // Mail that comes in: a door that listens, and the mailbox of the settings.
  'src/platform/lmtp.ts',
  'src/platform/lmtp-address.ts',
  'src/platform/imap-client.ts',
  'src/platform/doctor-incoming.ts',
  'src/platform/workers-mail.ts',
  'src/platform/d1-local.ts',
  // A command for the operator: asks DNS, greets the relay, compares addresses.
  'src/platform/doctor-names.ts',
  'src/platform/doctor-smtp.ts',
  'src/platform/doctor-address.ts',
]

describe('T48: SQL', () => {
  test('is never raw, and names of tables and columns come from a variable in few places that see no request', () => {
    expect(offenders(/\bsql\.(raw|lit|id|val)\b/, [])).toEqual([])
    const constant = /\bsql\.(ref|table)\((?!')/
    expect(offenders(constant, NAMING)).toEqual([])
    expect(offenders(/\bdb\.dynamic\b|\.dynamic\.(ref|table)\(/, [])).toEqual([])
  })
})

const NAMING = [
  'src/platform/archive.ts',
  'src/mail/leases.ts',
  'src/mail/hindrance-queries.ts',
  'src/mail/pace-statements.ts',
  'src/store/lists.ts',
  'src/store/search.ts',
  'src/retention/copy-queries.ts',
  'src/retention/erasure-queries.ts',
  'src/story/dump.ts',
]
