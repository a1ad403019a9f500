/** What two do at once, on every engine: one decision, one session, one reason for a mail. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allAccounts, changeAccount, openAccount } from '../../src/auth/accounts.ts'
import { askSignIn, redeemCode } from '../../src/auth/commands.ts'
import { demandPasskeys } from '../../src/auth/passkey-commands.ts'
import { insertKey } from '../../src/auth/passkeys.ts'
import { createSession } from '../../src/auth/session.ts'
import {
  beginAnew,
  beginMessage,
  giveBack,
  holdMailbox,
  passMessage,
  releaseMailbox,
} from '../../src/inbound/mailboxes.ts'
import type { Id } from '../../src/kernel/id.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { sealFacts, verifyFacts } from '../../src/ledger/seals.ts'
import type { Actor } from '../../src/people/may.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'
import { openExample } from '../retention/example.ts'
import { type Archive, archiveOf, contentOf, openEngines, refill, type Tested, textOf } from './engines.ts'

const engines: Tested[] = await openEngines()
let content: Archive

beforeAll(async () => {
  const { open } = await openExample()
  content = await contentOf(open.engine)
  await open.close()
  await Promise.all(engines.map(({ engine }) => refill(engine, content)))
}, 120_000)

afterAll(() => Promise.all(engines.map((tested) => tested.close())))

function actorOf(personId: Id): Actor {
  return { personId, rank: 'administrator', roles: {}, speaksFor: [] }
}

describe.each(engines.map((tested) => [tested.name, tested] as const))('on %s', (_, { engine }) => {
  const store = (): Store => openStore(engine, INSTANCE, NOW)
  const administrators = async () =>
    (await allAccounts(store())).filter(({ rank, closedAt }) => rank === 'administrator' && !closedAt)

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

  test('of six processes one reads a mailbox, and the next goes on where it stood', async () => {
    const six = Array.from({ length: 6 }, (_, at) => ({ id: 'a mailbox', holder: `process ${at}` }))
    const holders = async () => {
      const held = await Promise.all(six.map((one) => holdMailbox(store(), one)))
      return six.filter((_, at) => held[at] !== null)
    }
    const [first, ...others] = await holders()
    if (!first) throw new Error('nobody reads it')
    expect(others).toEqual([])
    expect(await holders()).toEqual([first])
    expect(await beginAnew(store(), first, 4_000_000_000)).toBe(true)
    expect([await beginMessage(store(), first, 7), await beginMessage(store(), first, 7)]).toEqual([1, 1])
    await giveBack(store(), first)
    expect([await beginMessage(store(), first, 7), await beginMessage(store(), first, 8)]).toEqual([1, 1])
    expect(await passMessage(store(), first, 8)).toBe(true)
    await releaseMailbox(store(), first)
    const next = { id: 'a mailbox', holder: 'another' }
    expect(await holdMailbox(store(), next)).toMatchObject({ uid_validity: 4_000_000_000, last_uid: 8 })
    expect(await beginMessage(store(), first, 9)).toBe(null)
    expect(await passMessage(store(), first, 9)).toBe(false)
    expect(await holdMailbox(store(), next)).toMatchObject({ last_uid: 8 })
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

  test('administrators who close each other’s accounts at once: one does, the others stay', async () => {
    const persons = await engine.db.selectFrom('persons').select('id').orderBy('id').limit(4).execute()
    const opened = persons.flatMap(({ id }) =>
      openAccount(store(), { personId: id, email: `${id}@example.org`, rank: 'administrator' }),
    )
    const fact = recordFact(store(), { id: store().newId(), version: 0 }, { kind: 'test', actorId: 'system' })
    await store().commit([fact, opened], null)
    const before = await administrators()
    expect(before.length).toBeGreaterThan(2)
    const race = before.map(({ personId, version }, at) => {
      const actor = actorOf(before.at(at - 1)?.personId ?? '')
      return changeAccount(store(), { actor, personId, rank: 'member', closed: true, version })
    })
    const outcomes = await Promise.all(race)
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await administrators()).toHaveLength(before.length - 1)
  })

  test('demanding passkeys ends the sessions by mail of those who have one', async () => {
    const [one, two] = await administrators()
    const persons = [one?.personId ?? '', two?.personId ?? '']
    const sessionsBy = persons.flatMap((id) =>
      (['mail', 'passkey'] as const).map((by) => createSession(store(), id, 'race', by).statement),
    )
    const key = { credentialId: store().newId(), publicKey: '', counter: 0, transports: [] }
    const added = insertKey(store(), key, { id: store().newId(), personId: persons[0] ?? '', label: 'Key' })
    const fact = recordFact(store(), { id: store().newId(), version: 0 }, { kind: 'test', actorId: 'system' })
    await store().commit([fact, added, sessionsBy], null)
    const actor = actorOf(persons[0] ?? '')
    expect(await demandPasskeys(store(), { actor, required: true })).toMatchObject({ ok: true })
    const left = await engine.db
      .selectFrom('sessions')
      .select(['person_id', 'verified_by'])
      .where('user_agent', '=', 'race')
      .execute()
    const told = left.map((row) => `${persons.indexOf(row.person_id)} ${row.verified_by}`).sort()
    expect(told).toEqual(['0 passkey', '1 mail', '1 passkey'])
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
