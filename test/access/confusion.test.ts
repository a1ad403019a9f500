/** T8 of safety.md: fields of the wrong type, doubled, nested, huge or broken are refused, never an error of ours. */

import { describe, expect, test, vi } from 'vitest'
import { type Act, actsOf } from './acts.ts'
import type { Difference } from './differences.ts'
import { ask, bodyOf } from './requests.ts'
import { openAccessWorld } from './world.ts'

// Several hundred requests a test, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const world = await openAccessWorld()
const acts = actsOf(world).map((act) => [act.route, act] as const)

/** Ways to send something else than the text that the field `name` expects; each gives the parts of a body. */
const CONFUSIONS: Readonly<Record<string, (name: string, value: string) => string>> = {
  twice: (name, value) => pairs([name, value], [name, `${value}x`]),
  'under other names': (name, value) =>
    pairs([`${name}[]`, value], [`${name}[a]`, value], [`${name}.a`, value], [` ${name}`, value]),
  'by way of the prototype': (name, value) =>
    pairs(['__proto__', name], [`__proto__[${name}]`, value], [`constructor.prototype.${name}`, value]),
  'a huge number': (name) => pairs([name, '1e400']),
  'a number that counts down': (name) => pairs([name, '-1']),
  'digits without end': (name) => pairs([name, '9'.repeat(400)]),
  'a NUL': (name, value) => pairs([name, `${value}\0x`]),
  'half a character': (name, value) => `${pairs([name, value])}%ed%a0%80`,
  'a broken escape': (name, value) => `${pairs([name, value])}%f`,
  'a name of an object': (name) => pairs([name, 'constructor']),
  'a line break and a header': (name, value) => pairs([name, `${value}\r\nSet-Cookie: a=b`]),
  'a hundred thousand letters': (name) => pairs([name, 'x'.repeat(100_000)]),
  nothing: () => '',
}

function pairs(...entries: [string, string][]): string {
  return new URLSearchParams(entries).toString()
}

describe('a field of the wrong kind is no error of ours and writes where the form may write:', () => {
  test.for(acts)('%s', async ([, act]) => {
    const allowed = footprint((await ask(act.app, act)).changes)
    for (const name of Object.keys(act.form))
      for (const [kind, confuse] of Object.entries(CONFUSIONS)) {
        const answer = await ask(act.app, { ...act, form: bodyWith(act, name, confuse) })
        const beyond = [...footprint(answer.changes)].filter((place) => !allowed.has(place))
        expect({ name, kind, failed: answer.status >= 500, beyond }).toEqual({
          name,
          kind,
          failed: false,
          beyond: [],
        })
      }
  })
})

test('nothing was logged as an error', () => {
  expect(world.app.log).toEqual([])
})

/** The form with one field replaced by what `confuse` makes of it. */
function bodyWith({ form }: Act, name: string, confuse: (name: string, value: string) => string): string {
  const { [name]: value = '', ...others } = form
  const text = typeof value === 'string' ? value : (value[0] ?? '')
  return [bodyOf(others), confuse(name, text)].filter(Boolean).join('&')
}

/** Where something was written: new rows by table, known rows by the thing they belong to as well. */
function footprint(changes: readonly Difference[]): Set<string> {
  const gone = changes.filter(({ sign }) => sign === '-')
  return new Set([
    ...changes.map(({ table }) => ownerOf(table)),
    ...gone.map(({ table, row }) => `${ownerOf(table)} ${keyOf(row)}`),
  ])
}

/** The texts of a thing in three languages belong to it, whether or not the valid form changes them. */
function ownerOf(table: string): string {
  return table.replace(/_(texts|names)$/, 's')
}

function keyOf(row: Difference['row']): string {
  const ids = Object.keys(row).filter((name) => name.endsWith('_id'))
  return String(row.id ?? row[ids[0] ?? ''])
}
