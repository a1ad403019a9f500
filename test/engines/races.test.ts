/** What two do at once, on every engine: one decision, one session, one reason for a mail. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askSignIn, redeemCode } from '../../src/auth/commands.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { sealFacts, verifyFacts } from '../../src/ledger/seals.ts'
import type { Archive } from '../../src/platform/archive.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'
import { openExample } from '../retention/example.ts'
import { archiveOf, contentOf, openEngines, refill, type Tested, textOf } from './engines.ts'

const engines: Tested[] = await openEngines()
let content: Archive

beforeAll(async () => {
  const { open } = await openExample()
  content = await contentOf(open.engine)
  await open.close()
  await Promise.all(engines.map(({ engine }) => refill(engine, content)))
}, 120_000)

afterAll(() => Promise.all(engines.map((tested) => tested.close())))

describe.each(engines.map((tested) => [tested.name, tested] as const))('on %s', (_, { engine }) => {
  const store = (): Store => openStore(engine, INSTANCE, NOW)

  test('forty rounds of six racing closures have one winner and one letter each', async () => {
    const id = store().newId()
    for (let version = 0; version < 40; version++) {
      const race = Array.from({ length: 6 }, (_, at) => {
        const own = store()
        const fact = recordFact(own, { id, version }, { kind: 'thing.closed', actorId: 'somebody' })
        const letter = own.db
          .insertInto('settings')
          .values({ name: `letter ${id} ${version} ${at}`, value: '', version: 1 })
        return own.commit([fact, letter], at)
      })
      const outcomes = await Promise.all(race)
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    }
    const letters = await engine.db
      .selectFrom('settings')
      .select('name')
      .where('name', '>=', `letter ${id}`)
      .where('name', '<', `letter ${id}~`)
      .execute()
    expect(letters).toHaveLength(40)
  })

  test('fifty redemptions of one sign-in code give one session (T35)', async () => {
    const asking = store()
    const email = 'zarina.omarova@example.org'
    expect(await askSignIn(asking, { email, browser: 'browser', network: 'n' })).toMatchObject({ ok: true })
    const mail = await engine.db
      .selectFrom('outbox')
      .select('body_text')
      .where('kind', '=', 'sign_in')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const code = (/\b\d{4} \d{4}\b/.exec(mail.body_text)?.[0] ?? '').replace(' ', '')
    const before = await sessions(engine)
    const asked = { browser: 'browser', userAgent: '', code, token: '', network: 'n' }
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => redeemCode(store(), asked)))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect((await sessions(engine)) - before).toBe(1)
  })

  test('sealing at once by four leaves one chain that holds', async () => {
    await Promise.all(Array.from({ length: 4 }, () => sealFacts(store())))
    await sealFacts(store())
    const { facts, broken } = await verifyFacts(store())
    expect(broken).toBeNull()
    expect(facts).toBeGreaterThan(200)
  })
})

test('the archive of one engine goes into any other and comes out byte for byte', async () => {
  const [sqlite, ...others] = engines
  if (!sqlite) throw new Error('no engine')
  await refill(sqlite.engine, content)
  const text = await textOf(sqlite.engine)
  for (const { engine } of others) {
    await refill(engine, archiveOf(text))
    expect(await textOf(engine)).toBe(text)
  }
})

async function sessions({ db }: Tested['engine']): Promise<number> {
  return (await db.selectFrom('sessions').select('id').execute()).length
}
