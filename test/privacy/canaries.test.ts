/** Canaries (T9): no page, mail, log line, title or address shows anybody what the policy keeps from them. */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sendDigests } from '../../src/digests/digest-sending.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { listFor, MATTERS, type Matter } from '../../src/people/visible.ts'
import type { OutboxTable } from '../../src/store/followup-schema.ts'
import { type Canary, mayShow, type Standing } from './canaries.ts'
import { crawl, MONDAY, personStanding, type Reader, readersOf } from './readers.ts'
import { openWorld, type Rules, type World } from './world.ts'

const WORD = /zq[a-z]{4}xw/g

/** Matters that are numbers, states or never shown, so that no word of the fixture stands for them. */
const WORDLESS: readonly Matter[] = ['invitation', 'answer', 'stock', 'common', 'secret', 'speaker']

describe.each<Rules>([
  { attribution: 'attributed', participantList: 'names' },
  { attribution: 'institution_only', participantList: 'institutions' },
  { attribution: 'attributed', participantList: 'counts' },
  { attribution: 'chatham_house', participantList: 'names' },
])('with $attribution and a list of $participantList', (rules) => {
  vi.setConfig({ testTimeout: 60_000 })
  let w: World
  let readers: Reader[]
  let crawled: Map<string, Map<string, string>>
  let byWord: ReadonlyMap<string, Canary>

  beforeAll(async () => {
    w = await openWorld(rules)
    await sendReminders(w.at('2026-01-16T03:00:00Z'))
    await sendDigests(w.at(MONDAY))
    readers = await readersOf(w)
    const [everything] = readers.filter(({ name }) => name === 'administrator')
    if (!everything) throw new Error('nobody reads everything')
    const all = [...(await crawl(everything)).keys()]
    crawled = new Map()
    for (const reader of readers) crawled.set(reader.name, await crawl(reader, all))
    byWord = new Map(w.birds.all.map((canary) => [canary.word, canary]))
  }, 120_000)
  afterAll(() => w.close())

  const mode = listFor(rules.participantList, rules.attribution)
  const listShows = { people: mode === 'names', institutions: mode === 'names' || mode === 'institutions' }

  /** What a text tells this reader that they may not know. */
  function leaksIn(text: string, standing: Standing): Canary[] {
    return [...new Set(text.match(WORD) ?? [])].flatMap((word) => {
      const canary = byWord.get(word)
      return canary && !mayShow(canary, standing, listShows) ? [canary] : []
    })
  }

  test('no page shows anybody what is kept from them', () => {
    const leaks = readers.flatMap(({ name, standing }) =>
      [...(crawled.get(name) ?? [])].flatMap(([path, text]) =>
        leaksIn(text, standing).map((leak) => `${name} at ${kindOf(path)}: ${wordsFor(leak)}`),
      ),
    )
    expect([...new Set(leaks)]).toEqual([])
  })

  test('the pages do show what they are for, so that the silence above means something', () => {
    const wordsSeen = (name: string) =>
      new Set([...(crawled.get(name)?.values() ?? [])].flatMap((text) => text.match(WORD) ?? []))
    const seen = new Map(readers.map(({ name }) => [name, wordsSeen(name)]))
    const count = (name: string, matter: Matter) =>
      w.birds.all.filter(({ matters, word }) => matters.includes(matter) && seen.get(name)?.has(word)).length
    const unseen = MATTERS.filter((matter) => count('administrator', matter) === 0)
    expect(unseen.filter((matter) => matter !== 'presenter')).toEqual(WORDLESS)
    expect(count('viewer own', 'commitment')).toBeGreaterThan(2)
    expect(count('delegate a1', 'agenda')).toBeGreaterThan(1)
    expect(count('delegate a1', 'delegate') > 5).toBe(listShows.people)
    expect(count('delegate a1', 'institution') > 1).toBe(
      listShows.institutions || rules.attribution !== 'chatham_house',
    )
  })

  test('no mail tells its reader, in text, page, calendar or envelope, what is kept from them', () => {
    const keys = new Map(Object.entries(w.ids).map(([key, id]) => [id, key]))
    const rows = w.raw.prepare('select * from outbox').all() as OutboxTable[]
    const leaks = rows.flatMap((row) => {
      if (row.person_id === w.admin.personId) return []
      const key = keys.get(row.person_id ?? '')
      if (!key) throw new Error(`a mail to nobody of this fixture: ${row.kind}`)
      return leaksIn(textOf(row), personStanding(key)).map(
        (leak) => `${row.kind} to ${key}: ${wordsFor(leak)}`,
      )
    })
    expect([...new Set(leaks)]).toEqual([])
    expect([...new Set(rows.map((row) => row.kind))].sort()).toEqual([
      'calendar_request',
      'digest',
      'due_moved',
      'due_refused',
      'invitation_letter',
      'plan_answer',
      'plan_request',
      'promised',
      'reminder',
      'report_returned',
      'status_request',
      'verification_request',
    ])
  })

  test('no title and no address of a page names a person', () => {
    const people = new Set(
      w.birds.all.filter(({ about }) => about.person !== undefined).map(({ word }) => word),
    )
    const found = readers.flatMap(({ name }) =>
      [...(crawled.get(name) ?? [])].flatMap(([path, text]) => {
        const title = /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? ''
        const named = `${path} ${title}`.match(WORD)?.filter((word) => people.has(word)) ?? []
        return named.map((word) => [name, path, word])
      }),
    )
    expect(found).toEqual([])
  })

  test('a fault of ours tells nothing, neither on the page nor in the log', async () => {
    // With a write, after which nothing is given from memory any more.
    w.raw.exec('alter table meeting_days rename to gone; update gone set meeting_id = meeting_id')
    const pages = []
    for (const reader of readers)
      for (const path of ['/', reader.start]) pages.push(await reader.browser.get(path))
    w.raw.exec('alter table gone rename to meeting_days')
    expect(pages.filter(({ status }) => status === 500).length).toBeGreaterThan(5)
    expect(w.log.length).toBeGreaterThan(5)
    const bodies = pages.filter(({ status }) => status === 500).map(({ body }) => body)
    expect([...w.log, ...bodies].join('\n').match(WORD)).toBeNull()
  })
})

/** What a canary stands for, for messages that can be read. */
function wordsFor({ matters, about }: Canary): string {
  const { dialogue, institution, person } = about
  return [matters.join('+'), 'of', dialogue, institution, person].filter(Boolean).join(' ')
}

/** The path without its ids, for messages that can be read. */
function kindOf(path: string): string {
  return path.replace(/[0-9a-z]{20,}|\/p\/[\w-]+/g, (id) => (id.startsWith('/p/') ? '/p/…' : '…'))
}

function textOf(row: OutboxTable): string {
  const calendar = (row.calendar ?? '').replace(/\r?\n[ \t]/g, '')
  const { subject, body_text, body_html, to_name, to_address, from_name } = row
  return [subject, body_text, body_html, calendar, to_name, to_address, from_name].join('\n')
}
