/** T3 of safety.md: a child under a parent that is not its own, in the address or in a form, is nobody's child. */

import { describe, expect, test } from 'vitest'
import { formOf, pathOf } from './decisions.ts'
import { LINKS, ROWS } from './matrix-rows.ts'
import type { Route } from './policy.ts'
import { ask } from './requests.ts'
import type { Thing } from './things.ts'
import { openAccessWorld } from './world.ts'

/** Where a child stands in the database, and under what; by the name of the parameter. */
const CHILDREN: Readonly<Record<string, readonly [table: string, parent: string]>> = {
  item: ['agenda_items', 'meeting_id'],
  invitation: ['invitations', 'meeting_id'],
  delegate: ['delegates', 'meeting_id'],
  report: ['reports', 'commitment_id'],
  step: ['commitment_steps', 'commitment_id'],
  asking: ['due_requests', 'commitment_id'],
  template: ['step_templates', 'dialogue_id'],
  share: ['commitment_shares', 'commitment_id'],
  institution: ['institutions', 'sector_id'],
  role: ['dialogue_roles', 'dialogue_id'],
  letter: ['letters', 'dialogue_id'],
  affiliation: ['affiliations', 'person_id'],
  place: ['supply_places', 'medicine_id'],
  plan: ['plans', 'template_id'],
  request: ['plan_requests', 'template_id'],
  line: ['pipeline_lines', 'medicine_id'],
  scenario: ['supply_scenarios', 'medicine_id'],
  objective: ['objectives', 'roadmap_id'],
  indicator: ['indicators', 'roadmap_id'],
}

const world = await openAccessWorld()
const { app, own, foreign, cookies } = world

/** All children of the same kind that stand under another parent. */
function strangers(name: string, child: string): string[] {
  const [table, parent] = CHILDREN[name] ?? []
  if (!table) throw new Error(`say in CHILDREN where a :${name} stands`)
  return app.raw
    .prepare(`select id from ${table} where ${parent} <> (select ${parent} from ${table} where id = ?)`)
    .pluck()
    .all(child) as string[]
}

describe('a child under another parent is not found, whoever asks, and nothing changes:', () => {
  const nested = ROWS.filter((row) => row.of.length > 1)

  test.for(nested.map((row) => [row.route, row] as const))('%s', async ([, row]) => {
    const [parent = 'dialogue', child = 'dialogue'] = row.of
    const name = /.*:(\w+)/.exec(row.route)?.[1] ?? ''
    const [method = ''] = row.route.split(' ')
    const form = formOf(world, row, own)
    const swapped = [
      ...strangers(name, own[child]).map((stranger) => [own[parent], stranger]),
      [foreign[parent], own[child]],
    ]
    expect(swapped.length).toBeGreaterThan(1)
    for (const cookie of [cookies.administrator, cookies.organiser])
      for (const ids of swapped) {
        const { status, changes } = await ask(app, { method, path: pathOf(row.route, ids), cookie, form })
        expect({ ids, status, changes }).toEqual({ ids, status: 404, changes: [] })
      }
  })
})

describe('a delegate of another institution or meeting is not found behind a link:', () => {
  const nested = Object.keys(LINKS).filter((route) => route.includes(':delegate')) as Route[]

  test.for(nested)('%s', async (route) => {
    const { token, things } = world.links.focalPoint
    const strangers = [own.otherDelegate, own.laterDelegate, foreign.delegate, foreign.otherDelegate]
    for (const stranger of strangers) {
      const [method = ''] = route.split(' ')
      const form = formOf(world, { route, of: [] }, things)
      const { status, changes } = await ask(app, {
        method,
        path: pathOf(route, [token, stranger]),
        cookie: '',
        form,
      })
      expect({ stranger, status, changes }).toEqual({ stranger, status: 404, changes: [] })
    }
  })
})

/** The directory is common to all dialogues: these fields may name anybody in it. */
const OF_THE_DIRECTORY: readonly string[] = [
  'sector',
  'institution',
  'institutions',
  'lead',
  'supporters',
  'verifier',
  'monitor',
  'presenter_institution',
  'contract_owner',
  'owner',
  'presenter_person',
  'address',
]

describe('what belongs to another dialogue cannot be named in a form:', () => {
  const things = Object.entries(own) as [Thing, string][]
  const elsewhere = new Map(things.map(([name, id]) => [id, foreign[name]]))
  const posts = ROWS.filter((row) => row.route.startsWith('POST'))
  const named = posts.flatMap((row) =>
    Object.entries(formOf(world, row, own) ?? {})
      .filter(
        ([name, value]) =>
          typeof value === 'string' && isElsewhere(value) && !OF_THE_DIRECTORY.includes(name),
      )
      .map(
        ([name, value]) => [`${row.route} ${name}`, row, name, elsewhere.get(String(value)) ?? ''] as const,
      ),
  )

  /** True for the id of something of this dialogue that the other one has too. */
  function isElsewhere(value: string): boolean {
    const other = elsewhere.get(value)
    return other !== undefined && other !== value
  }

  test.for(named)('%s', async ([, row, name, stranger]) => {
    const form = { ...formOf(world, row, own), [name]: stranger }
    const path = pathOf(
      row.route,
      row.of.map((thing) => own[thing]),
    )
    const { status, changes } = await ask(app, { method: 'POST', path, cookie: cookies.administrator, form })
    expect({ status: status >= 400 && status < 410, changes }).toEqual({ status: true, changes: [] })
  })

  test('at least items, decisions, meetings, letters and people were tried', () => {
    const fields = named.map(([, , name]) => name)
    const tried = [
      'activities',
      'after',
      'commitment',
      'decision',
      'document',
      'invitations',
      'item',
      'meeting',
      'objective',
      'people',
      'person',
      'previous_meeting',
      'reply_to',
      'reports',
      'seen',
    ]
    expect([...new Set(fields)].sort()).toEqual(tried)
  })

  test("somebody else's session cannot be ended, whoever asks", async () => {
    const path = '/account/sessions/end'
    for (const cookie of [cookies.administrator, cookies.viewer]) {
      const form = { session: cookies.organiser.split('.')[0] ?? '' }
      const { status, changes } = await ask(app, { method: 'POST', path, cookie, form })
      expect({ status, changes }).toEqual({ status: 404, changes: [] })
    }
  })

  test('a number for a letter of another meeting is left alone', async () => {
    const path = `/meetings/${own.announced}/invitations/numbers`
    for (const letter of [foreign.draftInvitation, own.waitingInvitation]) {
      const form = { [`number_${letter}`]: '99' }
      const { changes } = await ask(app, { method: 'POST', path, cookie: cookies.administrator, form })
      expect(changes).toEqual([])
    }
  })
})
