/** Canaries in feeds (T9): no calendar, and no file of a meeting, tells its reader what the policy keeps from them. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFeed } from '../../src/feeds/commands.ts'
import type { FeedKind } from '../../src/feeds/feed.ts'
import { feedOf } from '../../src/feeds/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { value } from '../meetings/world.ts'
import { mayShow, type Standing } from '../privacy/canaries.ts'
import { personStanding, readersOf } from '../privacy/readers.ts'
import { idOf, openWorld, type Rules, type World } from '../privacy/world.ts'

const WORD = /zq[a-z]{4}xw/g
/** Whatever the list of participants shows, a feed has none. */
const NO_LIST = { people: false, institutions: false }

const PEOPLE = ['a1', 'b2', 'n1', 'd1', 'x1', 'fA', 'fB', 'fE', 'o1'] as const

let w: World
async function calendar(kind: FeedKind, id: Id): Promise<string> {
  value(await openFeed(w.now(), { kind, id, actorId: w.admin.personId }, { dueAs: 'event', renew: false }))
  const path = (await feedOf(w.now(), id)).address?.replace(INSTANCE.baseUrl, '') ?? ''
  const { status, body } = await w.visitor().get(path)
  expect(status).toBe(200)
  return body.replaceAll('\r\n ', '')
}

function leaks(text: string, standing: Standing): string[] {
  const canaries = new Map(w.birds.all.map((canary) => [canary.word, canary]))
  return [...new Set(text.match(WORD) ?? [])].flatMap((word) => {
    const canary = canaries.get(word)
    return canary && !mayShow(canary, standing, NO_LIST) ? [canary.matters.join()] : []
  })
}

describe.each<Rules>([
  { attribution: 'attributed', participantList: 'names' },
  { attribution: 'institution_only', participantList: 'institutions' },
  { attribution: 'chatham_house', participantList: 'names' },
])('with $attribution', (rules) => {
  beforeAll(async () => {
    w = await openWorld(rules)
  }, 60_000)
  afterAll(() => w.close())

  test('no feed of a person tells what is kept from them', async () => {
    const found: string[] = []
    for (const key of PEOPLE) {
      const text = await calendar('person', idOf(w.ids, key))
      found.push(...leaks(text, personStanding(key)).map((matter) => `${key}: ${matter}`))
    }
    expect(found).toEqual([])
  })

  test('no feed of somebody with an account tells more than their roles', async () => {
    const found: string[] = []
    for (const { name, standing, browser } of await readersOf(w)) {
      if (!browser.personId || standing.person) continue
      const text = await calendar('person', browser.personId)
      found.push(...leaks(text, standing).map((matter) => `${name}: ${matter}`))
    }
    expect(found).toEqual([])
  })

  test('the feed of a dialogue tells of its meetings, and nobody’s name', async () => {
    const text = await calendar('dialogue', idOf(w.ids, 'own'))
    const canaries = new Map(w.birds.all.map((canary) => [canary.word, canary]))
    const told = [...new Set(text.match(WORD) ?? [])].map((word) => canaries.get(word))
    expect(told.filter((canary) => canary?.about.dialogue !== 'own')).toEqual([])
    expect([...new Set(told.flatMap((canary) => canary?.matters ?? []))].sort()).toEqual(
      rules.attribution === 'chatham_house' ? [] : ['dialogue', 'meeting'],
    )
  })

  test('a delegate’s own feed does tell of the meeting, or, under the Chatham House Rule, only that there is one', async () => {
    const text = await calendar('person', idOf(w.ids, 'a1'))
    expect(text.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(0)
    const words = text.match(WORD)?.length ?? 0
    expect(words > 0).toBe(rules.attribution !== 'chatham_house')
    expect(text).toContain(`CLASS:${rules.attribution === 'chatham_house' ? 'PRIVATE' : 'PUBLIC'}`)
  })
})
