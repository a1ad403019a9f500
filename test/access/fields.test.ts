/** T6 of safety.md: a field that a form does not have writes nothing, whatever column it is named after. */

import { describe, expect, test } from 'vitest'
import { INSTANCE } from '../fixtures/store.ts'
import { type Act, actsOf } from './acts.ts'
import { allColumns, type Difference } from './differences.ts'
import { ask } from './requests.ts'
import { openAccessWorld } from './world.ts'

const world = await openAccessWorld()
const { own, foreign, app } = world
const acts = actsOf(world).map((act) => [act.route, act] as const)

/** What is asked of commands beside the form's own fields. */
const OF_COMMANDS = [
  'actor',
  'by',
  'id',
  'move',
  'reachOf',
  'closedAt',
  'agreed',
  'adopted',
  'meeting',
  'delegate',
]

/** Every column of every table, as the database and as the code write it. */
const COLUMNS = [
  ...new Set([
    ...allColumns(app.raw),
    ...allColumns(app.raw).map((name) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())),
    ...OF_COMMANDS,
  ]),
]

/** Something of the other dialogue for a column that refers to something, else what could be a state or a flag. */
function foreignValue(column: string): string {
  const kind = column.toLowerCase().replace(/_?ids?$/, '')
  const known: Readonly<Record<string, string>> = {
    dialogue: foreign.dialogue,
    meeting: foreign.announced,
    invitation: foreign.invitation,
    delegate: foreign.delegate,
    person: foreign.leadPoint,
    institution: foreign.lead,
    item: foreign.heldItem,
    decision: foreign.adoptedDecision,
    commitment: foreign.commitment,
    actor: foreign.leadPoint,
    subject: foreign.invitation,
  }
  return known[kind] ?? (/_?id$/i.test(column) ? foreign.dialogue : '7')
}

const EXTRAS: Readonly<Record<string, (column: string) => string>> = {
  'ids of another dialogue': foreignValue,
  words: () => 'administrator',
  'a date': () => '2031-01-01',
}

/** The rows as they can be compared: ids and secrets are drawn anew with every request, long texts stand as digests. */
function comparable(changes: readonly Difference[]): string[] {
  return changes
    .map(({ sign, table, row }) => {
      const values = Object.entries(row).map(([name, value]) => `${name}=${comparableValue(String(value))}`)
      return `${sign} ${table} ${values.join(' ')}`
    })
    .sort()
}

const KNOWN = new Set(Object.values(own).concat(Object.values(foreign)))

function comparableValue(value: string): string {
  const text = value
    .replace(/\r\n /g, '')
    .replace(/\.[\w-]{8}@/g, '.<stamp>@')
    .replace(/[0-9a-hjkmnp-tv-z]{26}/g, (id) => (KNOWN.has(id) ? id : '<id>'))
    .replace(/[\w-]{32,}/g, '<secret>')
    .replace(/\b(\d{4}\s?\d{4}|\d{6})\b/g, '<code>')
  return text.length > 100 ? INSTANCE.digest(text) : text
}

describe('fields of other tables change nothing in what a form writes:', () => {
  test.for(acts)('%s', async ([, act]) => {
    const plain = comparable((await ask(act.app, act)).changes)
    expect(comparable((await ask(act.app, act)).changes)).toEqual(plain)
    for (const value of Object.values(EXTRAS)) {
      const answer = await ask(act.app, { ...act, form: { ...extras(act, value), ...act.form } })
      expect(comparable(answer.changes)).toEqual(plain)
    }
  })
})

function extras({ form }: Act, value: (column: string) => string) {
  const others = COLUMNS.filter((column) => !(column in form))
  return Object.fromEntries(others.map((column) => [column, value(column)]))
}

test('several hundred columns were tried on every form', () => {
  expect(COLUMNS.length).toBeGreaterThan(200)
  expect(acts.length).toBeGreaterThan(70)
})
