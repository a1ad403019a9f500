/** The secret of an instance: made once, the same for every process, and never another one for its database. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Config, readConfig } from '../../src/platform/config.ts'
import { openInstance } from '../../src/platform/instance.ts'
import { createTestDatabase, testServer } from '../fixtures/postgres.ts'
import { NOW } from '../fixtures/store.ts'

const server = await testServer()
const HEX = 'ab'.repeat(32)
const OTHER = 'cd'.repeat(32)

describe.each(['sqlite', 'postgres'] as const)('an instance on %s', (kind) => {
  let folder: string
  let databaseUrl = ''

  beforeEach(async (context) => {
    folder = mkdtempSync(join(tmpdir(), 'intersession-instance-'))
    if (kind === 'sqlite') return
    if (!server) return context.skip()
    databaseUrl = await createTestDatabase(server, 'empty')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function configOf(env: Record<string, string> = {}): Config {
    const read = readConfig({ DATA_DIR: join(folder, 'data'), DATABASE_URL: databaseUrl, ...env })
    if ('faults' in read) throw new Error(read.faults.join())
    return read.config
  }

  async function sealOf(env?: Record<string, string>): Promise<string> {
    const { engine, instance } = await openInstance(configOf(env), 'http://localhost', NOW)
    await engine.close()
    return instance.seal('text')
  }

  test('makes its secret on the first start and has the same one ever after', async () => {
    const seal = await sealOf()
    expect(statSync(join(folder, 'data', 'secret')).mode & 0o777).toBe(0o600)
    expect(await sealOf()).toBe(seal)
    expect(await sealOf({ INSTANCE_SECRET: readFileSync(join(folder, 'data', 'secret'), 'utf8') })).toBe(seal)
  })

  test('opened by four processes at once on the first day has one secret', async () => {
    const seals = await Promise.all([sealOf(), sealOf(), sealOf(), sealOf()])
    expect(new Set(seals).size).toBe(1)
    expect(readdirSync(join(folder, 'data')).filter((name) => name.startsWith('secret'))).toEqual(['secret'])
  })

  test('takes the secret from a setting or from a file', async () => {
    const file = join(folder, 'given')
    writeFileSync(file, `${HEX}\n`)
    const seal = await sealOf({ INSTANCE_SECRET: HEX })
    expect(await sealOf({ INSTANCE_SECRET_FILE: file })).toBe(seal)
    expect(existsSync(join(folder, 'data', 'secret'))).toBe(false)
  })

  test('refuses another secret than the one its database was made with', async () => {
    const seal = await sealOf({ INSTANCE_SECRET: HEX })
    await expect(sealOf({ INSTANCE_SECRET: OTHER })).rejects.toThrow(
      'not the one that the database was made with',
    )
    expect(await sealOf({ INSTANCE_SECRET: HEX })).toBe(seal)
  })

  test('refuses to make a new secret for a database that had one, and makes none', async () => {
    await sealOf()
    rmSync(join(folder, 'data', 'secret'))
    await expect(sealOf()).rejects.toThrow('restore it from the backup')
    expect(existsSync(join(folder, 'data', 'secret'))).toBe(false)
  })

  test('refuses a damaged secret and leaves it as it is', async () => {
    const file = join(folder, 'given')
    writeFileSync(file, 'short')
    await expect(sealOf({ INSTANCE_SECRET_FILE: file })).rejects.toThrow('is damaged')
    expect(readFileSync(file, 'utf8')).toBe('short')
  })
})
