/** The list of canaries is complete: every text column has a class, and every column of words holds a canary. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { classOf } from '../../src/people/visible.ts'
import { mentionsOf } from '../../src/retention/erasure-queries.ts'
import { FACTS, matterOf, SECRETS, WORDS } from './columns.ts'
import { readersOf } from './readers.ts'
import { openWorld, type World } from './world.ts'

let w: World
beforeAll(async () => {
  w = await openWorld({ attribution: 'attributed', participantList: 'names' })
  await readersOf(w)
  const word = (matter: 'account' | 'contact') => w.birds.put(matter)
  await w.visitor().post('/sign-in', { email: `${word('account')}@example.org` })
  w.raw.prepare('update sessions set user_agent = ?').run(word('account'))
  const kept = `insert into saved_filters values ('view', ?, ?, ?, 1, 0, '2026-01-15T04:00:00.000Z', 1)`
  const [person] = w.raw.prepare('select person_id from accounts').pluck().all()
  w.raw.prepare(kept).run(person, word('account'), `q=${word('account')}`)
  const suppressed = "insert into suppressions values (?, 'all', 'bounced', '2026-01-15T04:00:00.000Z', 1)"
  w.raw.prepare(suppressed).run(`${word('contact')}@example.org`)
}, 60_000)
afterAll(() => w.close())

/** Columns that nobody has to look into for a name before its person is erased, and why. */
const UNMENTIONED: Readonly<Record<string, readonly string[]>> = {
  'is cleared with the person': [
    ...['surname', 'given', 'patronymic', 'salutation', 'position'].map((name) => `person_names.${name}`),
    ...['person_order.sort_key', 'persons.email', 'persons.phone', 'persons.search'],
    ...['accounts.email', 'sessions.user_agent', 'sign_in_requests.email'],
    ...['outbox.to_address', 'outbox.to_name', 'mail_settlements.note'],
    ...['bounces.address', 'bounces.words', 'suppressions.address'],
    ...['suppression_liftings.address', 'suppression_liftings.note'],
  ],
  'is cleared some days after the meeting': [
    ...['delegate_answers.comment', 'inbound_mails.from_address'],
    ...['attendee_address', 'comment', 'from_address', 'from_name', 'proposed'].map(
      (name) => `inbound_answers.${name}`,
    ),
  ],
  'is of a body and no person': ['institution_names.short', 'institutions.official_mail'],
  'is read by nobody but who wrote it, and goes with their account': [
    'saved_filters.name',
    'saved_filters.query',
  ],
}

/** `table.column` of every column that can hold text. */
function columns(): string[] {
  return w.raw
    .prepare(
      `select tables.name || '.' || columns.name
       from sqlite_master tables join pragma_table_info(tables.name) columns
       where tables.type = 'table' and tables.name not like 'sqlite_%' and upper(columns.type) <> 'INTEGER'
       order by 1`,
    )
    .pluck()
    .all() as string[]
}

test('every column that can hold text belongs to a matter of the policy, or says nothing of anybody', () => {
  expect(columns().filter((column) => matterOf(column) === null)).toEqual([])
})

test('nothing is classified that is not there', () => {
  const real = new Set(columns())
  const named = [...Object.keys(WORDS), ...Object.keys(FACTS), ...SECRETS]
  expect(named.filter((column) => !real.has(column))).toEqual([])
  expect(SECRETS.map(matterOf).filter((matter) => matter !== 'secret')).toEqual([])
  expect(classOf('secret')).toBe('P4')
})

test('every column of words holds a canary of the fixture', () => {
  const words = w.birds.all.map(({ word }) => word)
  const silent = Object.keys(WORDS).filter((column) => {
    const [table, name] = column.split('.')
    const values = w.raw.prepare(`select "${name}" from "${table}"`).pluck().all().join('\n')
    return column !== 'person_order.sort_key' && !words.some((word) => values.includes(word))
  })
  expect(silent).toEqual([])
})

test('a name in any column of words is found before its person is erased, or nothing has to be', async () => {
  const silent: string[] = []
  for (const column of Object.keys(WORDS)) {
    const [table, name] = column.split('.')
    const values = w.raw.prepare(`select "${name}" from "${table}"`).pluck().all().join('\n')
    const [surname = ''] = /zq[a-z]{4}xw/.exec(values) ?? []
    const names = { ru: { surname, given: '', patronymic: '', salutation: '', position: '' } }
    if ((await mentionsOf(w.store, { names })).length === 0) silent.push(column)
  }
  expect(silent.sort()).toEqual(Object.values(UNMENTIONED).flat().sort())
})

test('no column that is not for words holds one, the ledger least of all', () => {
  const written = new Set(Object.keys(WORDS))
  const found = columns()
    .filter((column) => !written.has(column))
    .filter((column) => {
      const [table, name] = column.split('.')
      const values = w.raw.prepare(`select "${name}" from "${table}"`).pluck().all().join('\n')
      return /zq[a-z]{4}xw/.test(values)
    })
  expect(found).toEqual([])
})
