/** Accounts: there is always somebody who administers, whoever acts at once; and the operator's way to make one. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Rank } from '../../src/auth/account.ts'
import {
  accountOfPerson,
  administratorsLock,
  allAccounts,
  changeAccount,
  makeAdministrator,
} from '../../src/auth/accounts.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Actor } from '../../src/people/may.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'

let app: TestApp
let one: TestBrowser
let two: TestBrowser
beforeEach(async () => {
  app = openTestApp()
  one = await app.signedIn({ email: 'one@example.org' })
  two = await app.signedIn({ email: 'two@example.org' })
})
afterEach(() => app.close())

const administrators = async () =>
  (await allAccounts(app.now())).filter(({ rank, closedAt }) => rank === 'administrator' && !closedAt)

async function change(by: TestBrowser, personId: Id, to: { rank: Rank; closed?: boolean }) {
  const actor: Actor = { personId: by.personId, rank: 'administrator', roles: {}, speaksFor: [] }
  const version = (await accountOfPerson(app.now(), personId))?.version ?? 0
  return changeAccount(app.now(), { actor, personId, closed: false, version, ...to })
}

test('two administrators who take each other’s rank at once leave one of them', async () => {
  const outcomes = await Promise.all([
    change(one, two.personId, { rank: 'member' }),
    change(two, one.personId, { rank: 'administrator', closed: true }),
  ])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ messageKey: 'forms.changed_meanwhile' })
  expect(await administrators()).toHaveLength(1)
})

test('one after the other the last one stays', async () => {
  expect(await change(one, two.personId, { rank: 'member' })).toMatchObject({ ok: true })
  expect(await change(one, one.personId, { rank: 'member' })).toMatchObject({
    messageKey: 'auth.last_administrator',
  })
})

test('changes of other accounts do not meet in the lock', async () => {
  const members = await Promise.all([1, 2].map(() => app.signedIn({ rank: 'member' })))
  const outcomes = await Promise.all(members.map((who) => change(one, who.personId, { rank: 'organiser' })))
  expect(outcomes).toMatchObject([{ ok: true }, { ok: true }])
  expect(await change(one, two.personId, { rank: 'administrator' })).toMatchObject({ ok: true })
  const lock = "select count(*) from facts where subject_id = 'administrators'"
  expect(app.raw.prepare(lock).pluck().get()).toBe(0)
})

test('the lock is taken by one of two batches', async () => {
  const locks = await Promise.all([1, 2].map(() => administratorsLock(app.now(), one.personId)))
  const outcomes = await Promise.all(locks.map((lock) => app.now().commit([lock], null)))
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, false])
  expect((await app.now().commit([await administratorsLock(app.now(), one.personId)], null)).ok).toBe(true)
})

test('the operator makes an administrator of whoever has an account, open or closed', async () => {
  const member = await app.signedIn({ rank: 'member', email: 'member@example.org' })
  await change(one, member.personId, { rank: 'member', closed: true })
  expect(await makeAdministrator(app.now(), 'Member@example.org')).toEqual({ ok: true, value: 'made' })
  expect(await accountOfPerson(app.now(), member.personId)).toMatchObject({
    rank: 'administrator',
    closedAt: null,
    version: 3,
  })
  const last = 'select actor_id, kind, details from facts where subject_id = ? order by subject_version desc'
  expect(app.raw.prepare(last).get(`account:${member.personId}`)).toEqual({
    actor_id: 'system',
    kind: 'account.changed',
    details: '{"rank":"administrator"}',
  })
  expect(await makeAdministrator(app.now(), 'member@example.org')).toEqual({ ok: true, value: 'is_already' })
  expect(await makeAdministrator(app.now(), 'nobody@example.org')).toMatchObject({
    messageKey: 'auth.no_account',
  })
})
