/** The settings of a worker, and the migration it asks for. */

import { expect, test } from 'vitest'
import type { D1Binding } from '../../src/platform/d1.ts'
import { readMigrations } from '../../src/platform/migrate.ts'
import { missingMigration, NEWEST_MIGRATION } from '../../src/platform/workers-schema.ts'
import { readSettings } from '../../src/platform/workers-settings.ts'

const answering = (all: () => Promise<{ results: unknown[] }>): D1Binding => {
  const statement = { bind: () => statement, all }
  return { prepare: () => statement, batch: async () => [] }
}
const DB = answering(async () => ({ results: [] }))
const EMAIL = { send: async () => null }
const GOOD = { DB, EMAIL, BASE_URL: 'https://dialogue.example.org', INSTANCE_SECRET: 'ab'.repeat(32) }

function faultsOf(env: Parameters<typeof readSettings>[0]): string[] {
  const read = readSettings(env)
  return 'faults' in read ? read.faults : []
}

function mailOf(env: object): unknown {
  const read = readSettings({ ...GOOD, ...env })
  return 'settings' in read ? read.settings.mail : read.faults
}

test('the migration that the worker asks for is the last of the folder', () => {
  expect(NEWEST_MIGRATION).toBe(readMigrations('migrations').at(-1)?.name)
})

test('a database without it is not good enough, a newer one is', async () => {
  const empty = () => Promise.reject(new Error('D1_ERROR: no such table: d1_migrations: SQLITE_ERROR'))
  expect(await missingMigration(answering(empty))).toContain('the database is empty')
  expect(await missingMigration(DB)).toContain(`lacks the migration ${NEWEST_MIGRATION}`)
  expect(await missingMigration(answering(async () => ({ results: [{ name: '9999' }] })))).toBe(null)
  const lost = () => Promise.reject(new Error('D1_ERROR: Network connection lost.'))
  await expect(missingMigration(answering(lost))).rejects.toThrow('Network connection lost')
})

test('needs an address, a secret and a database, and says all that is missing at once', () => {
  expect(faultsOf(GOOD)).toEqual([])
  expect(faultsOf({})).toEqual([
    'BASE_URL is not set: give the public address of the worker under [vars]',
    'the binding DB to a D1 database is missing',
    'the secret INSTANCE_SECRET is not set: openssl rand -hex 32 | npx wrangler secret put INSTANCE_SECRET',
  ])
})

test('nobody can set the instance up without a token of the operator that cannot be guessed', () => {
  const tokenOf = (env: object) => {
    const read = readSettings({ ...GOOD, ...env })
    return 'settings' in read ? read.settings.setupToken : read.faults
  }
  expect(tokenOf({})).toBe(null)
  expect(tokenOf({ SETUP_TOKEN: 'a'.repeat(32) })).toBe('a'.repeat(32))
  for (const SETUP_TOKEN of ['', 'a'.repeat(31), `${'a'.repeat(32)}/`])
    expect(tokenOf({ SETUP_TOKEN })).toEqual([expect.stringContaining('SETUP_TOKEN must be 32')])
})

test('mail goes the way that is configured, and never another one', () => {
  const SMTP_URL = 'smtps://user:password@mail.example.org'
  expect(mailOf({})).toEqual({ by: 'keep' })
  expect(mailOf({ SMTP_URL })).toEqual({ by: 'smtp', url: SMTP_URL })
  expect(mailOf({ SMTP_URL, MAIL_TRANSPORT: 'keep' })).toEqual({ by: 'keep' })
  expect(mailOf({ SMTP_URL, MAIL_TRANSPORT: 'send_email' })).toEqual({ by: 'send_email', binding: EMAIL })
  expect(mailOf({ MAIL_TRANSPORT: 'smtp' })).toEqual(['MAIL_TRANSPORT is smtp but SMTP_URL is not set'])
  expect(mailOf({ MAIL_TRANSPORT: 'send_email', EMAIL: undefined })).toEqual([
    'MAIL_TRANSPORT is send_email but the binding EMAIL is missing',
  ])
  expect(mailOf({ MAIL_TRANSPORT: 'pigeon' })).toEqual(['MAIL_TRANSPORT must be smtp, send_email or keep'])
})
