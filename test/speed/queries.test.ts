/** No page asks the database more often because there is more to show (safety.md T96). */

import { afterAll, describe, expect, test } from 'vitest'
import type { Size } from '../../bench/load.ts'
import { linksOf, listsOf, openSpeedWorld, type SpeedWorld } from './world.ts'

/** A world in which every list has `rows` rows at least. */
function sizeFor(rows: number): Size {
  return {
    institutions: rows + 1,
    focalPoints: 1,
    members: rows,
    dialogues: rows,
    pastMeetings: 4,
    // So many that each choice finds some, and headings a third page.
    commitments: 300 + 20 * rows,
    reportsEach: 1,
    factsEach: 1,
    delegates: rows,
    draftInvitations: false,
    mails: rows,
    reportLinks: rows,
    followup: {
      steppedEvery: 20,
      recurring: 1,
      supporters: rows,
      months: 3,
      asked: Math.min(rows, 10),
      askedOfOne: Math.min(rows, 10),
      places: rows,
      plans: rows,
      activities: rows,
    },
  }
}

const one = await openSpeedWorld(sizeFor(1))
const three = await openSpeedWorld(sizeFor(3))
const fifty = await openSpeedWorld(sizeFor(50))
afterAll(() => Promise.all([one, three, fifty].map((world) => world.close())))

/** The tables that were asked, each as often as it was. */
async function askedFor(world: SpeedWorld, path: string): Promise<string[]> {
  const browser = path.startsWith('/p/') ? world.visitor() : world.organiser
  const statements = await world.queriesOf(async () => {
    const page = await browser.get(path)
    expect([page.status, world.log]).toEqual([200, []])
  })
  return statements.map((statement) => /\bfrom "?(\w+)/.exec(statement)?.[1] ?? statement).sort()
}

const pages = Object.keys({ ...listsOf(one), ...linksOf(one) })

describe('the number of queries is the same with 1, 3 and 50 rows', () => {
  test.each(pages)('for %s', async (page) => {
    const asked = [one, three, fifty].map((world) => ({ ...listsOf(world), ...linksOf(world) })[page] ?? '')
    const [first, second, third] = await Promise.all([
      askedFor(one, asked[0] ?? ''),
      askedFor(three, asked[1] ?? ''),
      askedFor(fifty, asked[2] ?? ''),
    ])
    expect(first.length).toBeGreaterThan(0)
    expect(second).toEqual(first)
    expect(third).toEqual(first)
  })
})
