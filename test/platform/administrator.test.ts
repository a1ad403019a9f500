/** `make-administrator` as the operator types it. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { accountOfAddress, openAccount } from '../../src/auth/accounts.ts'
import { zone } from '../../src/kernel/zone.ts'
import { newPerson } from '../../src/people/persons.ts'
import { readConfig } from '../../src/platform/config.ts'
import { onInstance } from '../../src/platform/console.ts'
import { main } from '../../src/platform/main.ts'
import type { Store } from '../../src/store/store.ts'

const EMAIL = 'zarina@example.org'

let folder: string
let said: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'intersession-administrator-'))
  said = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

/** What the command said, and its exit code. */
async function typed(...args: string[]): Promise<[number, string[]]> {
  said.length = 0
  return [await main(['make-administrator', ...args], { DATA_DIR: folder }), said]
}

async function inside(work: (store: Store) => Promise<unknown>): Promise<void> {
  const read = readConfig({ DATA_DIR: folder })
  if ('faults' in read) throw new Error(read.faults.join())
  await onInstance(read.config, async (store) => {
    await work(store)
    return 0
  })
}

test('somebody with an account becomes an administrator, nobody else', async () => {
  await inside((store) => {
    const names = {
      en: { surname: 'Omarova', given: 'Zarina', patronymic: '', salutation: '', position: '' },
    }
    const zoned = { readingLang: 'en', zone: zone('Asia/Almaty') } as const
    const person = newPerson(store, { names, ...zoned, email: EMAIL, actorId: 'system' })
    const account = openAccount(store, { personId: person.id, email: EMAIL })
    return store.commit([person.fact, person.statements, account], null)
  })
  expect(await typed(EMAIL)).toEqual([0, [`${EMAIL} is an administrator now.`]])
  expect(await typed(EMAIL)).toEqual([0, [`${EMAIL} was an administrator already.`]])
  expect(await typed('nobody@example.org')).toEqual([1, ['"nobody@example.org" has no account.']])
  expect(await typed()).toEqual([1, ['"" has no account.']])
  await inside(async (store) => {
    expect(await accountOfAddress(store, EMAIL)).toMatchObject({ rank: 'administrator', version: 2 })
  })
})
