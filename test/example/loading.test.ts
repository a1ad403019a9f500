/** Loading the example: through the commands, in its state of 15 January 2026, without a single mail going out. */

import { beforeAll, describe, expect, test } from 'vitest'
import { makeFirstOrganiser } from '../../src/auth/commands.ts'
import { loadExample } from '../../src/example/commands.ts'
import { demoLinks } from '../../src/example/links.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Paper } from '../../src/printing/sheet.ts'
import { rounded } from '../../src/supply/fraction.ts'
import { outlookOf } from '../../src/supply/outlook.ts'
import { medicinesOf, suppliesOf } from '../../src/supply/queries.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'

const NAME = { surname: 'Omarova', given: 'Zarina', patronymic: '', salutation: '', position: '' }

async function loaded(): Promise<TestStore> {
  const opened = openTestStore()
  const made = await makeFirstOrganiser(opened.store, {
    names: { en: NAME },
    email: 'zarina.omarova@example.org',
    locale: 'en',
    zone: zone('Asia/Almaty'),
    holidayCalendar: 'KZ',
    userAgent: '',
  })
  if (!made.ok) throw new Error(made.messageKey)
  await loadExample((instant) => opened.at(instant), made.value.personId)
  return opened
}

describe('the loaded example', () => {
  let raw: TestStore['raw']
  let store: TestStore['store']
  beforeAll(async () => {
    ;({ raw, store } = await loaded())
  })
  const all = (sql: string) => raw.prepare(sql).raw().all()

  test('commitments are in the state of domain.md §5.4', () => {
    expect(all('select number, state, due_on, due_moves from commitments order by number')).toEqual([
      [1, 'in_progress', '2026-01-30', 2],
      [2, 'reported_done', '2025-12-15', 0],
      [3, 'agreed', '2026-06-30', 0],
      [4, 'blocked', '2026-02-10', 0],
      [5, 'in_progress', '2026-12-31', 0],
      [6, 'agreed', '2026-06-30', 0],
      [7, 'agreed', '2025-12-31', 0],
      [8, 'in_progress', '2026-03-01', 0],
      [9, 'verified', '2025-11-14', 0],
      [10, 'verified', '2025-11-14', 0],
      [11, 'agreed', null, 0],
      [12, 'dropped', null, 0],
      [13, 'in_progress', '2026-02-28', 0],
    ])
  })

  test('meetings are where they ended, and the one of 2016 began at 03:00 UTC', () => {
    expect(all('select starts_at, state from meetings order by starts_at')).toEqual([
      ['2016-04-13T03:00:00.000Z', 'closed'],
      ['2025-10-07T10:00:00.000Z', 'held'],
      ['2025-10-14T04:00:00.000Z', 'minuted'],
      ['2025-12-16T05:00:00.000Z', 'cancelled'],
      ['2026-01-29T10:00:00.000Z', 'announced'],
      ['2026-04-14T04:00:00.000Z', 'announced'],
    ])
  })

  test('letters stand on the letterhead of the dialogue, complete in each language', () => {
    const papers = all(
      "select paper, letters.kind from letters join dialogues on dialogues.id = dialogue_id where code = 'OAT-KZ'",
    ) as [string, string][]
    expect(papers.length).toBeGreaterThan(20)
    const wanted = {
      kk: 'Денсаулық сақтау министрлігі (демо)',
      ru: 'Министерство здравоохранения (демо)',
      en: 'Ministry of Health (demo)',
    }
    for (const [paper, kind] of papers)
      for (const { lang, head, blocks } of (JSON.parse(paper) as Paper).sheets) {
        expect(head?.names).toContain(wanted[lang])
        expect(blocks.some((block) => block.kind === 'signature')).toBe(kind === 'invitation')
      }
  })

  test('the methadone runs out on 28 January for 23 days, with the contract late since September', async () => {
    const [dialogueId] = all("select id from dialogues where code = 'OAT-KZ'")[0] as string[]
    const supplies = await suppliesOf(store, await medicinesOf(store, dialogueId ?? ''))
    const [methadone, tablets] = supplies.map((supply) => outlookOf(supply, localDate('2026-01-15')))
    if (!methadone?.all.known) throw new Error('nothing can be said')
    const { all: ahead, next, completeness, stock, warnings } = methadone
    expect(ahead.gaps.map(({ from, days }) => [from, days])[0]).toEqual(['2026-01-28', 23])
    expect([ahead.gaps[1]?.from, next?.step.key, next?.doneBy, next?.lateDays]).toEqual([
      '2026-08-22',
      'contract',
      '2025-09-14',
      123,
    ])
    expect(completeness).toEqual({ month: '2025-12', reported: 14, places: 20 })
    // One region was out all the time, so that its need is not known.
    expect([stock.rated, stock.using]).toEqual([19, 20])
    expect(warnings.map(({ kind }) => kind)).toEqual(['below_min', 'too_soon', 'permit', 'estimate'])
    const lost = tablets?.stock.places.map(({ expiringUnits }) => expiringUnits && rounded(expiringUnits))
    expect(lost).toEqual([110, null])
  })

  test('a paper lies before the second dialogue, in two languages', () => {
    const found = all(`select documents.lang, media_type, paper_id from documents
      join document_links on document_id = documents.id join meetings on meetings.id = subject_id
      where subject_kind = 'meeting' and starts_at like '2026-04-14%' order by documents.lang`) as string[][]
    expect(found.map(([lang, type]) => [lang, type])).toEqual([
      ['kk', 'text/plain'],
      ['ru', 'text/plain'],
    ])
    expect(new Set(found.map(([, , paper]) => paper)).size).toBe(1)
  })

  test('all mail is kept, nothing waits to be sent', () => {
    expect(all('select distinct state, last_reply from outbox')).toEqual([['kept', '']])
  })

  test('no change waits to be mailed', () => {
    expect(all('select count(*) from meetings where gather_until is not null')).toEqual([[0]])
  })

  test('every fact has the instant of its act; only the organiser was made today', () => {
    expect(all('select min(at) from facts')).toEqual([['2016-03-01T04:00:00.000Z']])
    const later = "select kind from facts where at > '2026-01-14T15:05:00.000Z' order by kind"
    expect(all(later)).toEqual([['instance.set_up'], ['person.added']])
  })

  test('every page says that the data is invented', () => {
    expect(all("select value from settings where name = 'example'")).toEqual([['1']])
  })

  test('old names are printed on old documents', () => {
    expect(
      all(
        "select official, valid_from, valid_to from institution_names where lang = 'en' and valid_to is not null order by 1",
      ),
    ).toEqual([
      ['Health Department of Astana City (demo)', '0001-01-01', '2019-03-22'],
      ['Health Department of Nur-Sultan City (demo)', '2019-03-23', '2022-09-16'],
      ['Health Department of South Kazakhstan Region (demo)', '0001-01-01', '2018-06-18'],
      ['Ministry of Health and Social Development (demo)', '0001-01-01', '2017-01-24'],
      [
        'Republican Centre for Applied Research on Psychiatry, Psychotherapy and Addiction Treatment (demo)',
        '0001-01-01',
        '2018-04-30',
      ],
    ])
  })

  test('a second time is refused and says why', async () => {
    const again = await loaded()
    await expect(loadExample((instant) => again.at(instant), again.store.newId())).rejects.toThrow(
      'the example cannot be loaded',
    )
  })
})

test('the demonstration gives a link for each kind of user, and needs an empty instance', async () => {
  const opened = openTestStore()
  const isNew = async () => opened.raw.prepare('select count(*) from accounts').pluck().get() === 0
  const server = { openStore: (at?: string) => opened.at(at ?? opened.store.now), isNew }
  const links = await demoLinks(server)
  expect(links.map(({ who }) => who)).toEqual([
    'organiser',
    'coordinator',
    'focal point',
    'delegate',
    'owner',
    'verifier',
    'institution',
    'region',
    'regional plan',
    'ministry',
    'mail settings',
  ])
  const own = 'https://intersession.example.org'
  expect(links.every(({ url }) => url.startsWith(`${own}/p/`) || url.startsWith(`${own}/sign-in/`))).toBe(
    true,
  )
  await expect(demoLinks(server)).rejects.toThrow('needs an empty instance')
})
