/** The workshop of 2016 as one reads and prints it today: everything is called as it was called then. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFirstOrganiser } from '../../src/auth/commands.ts'
import { loadExample } from '../../src/example/commands.ts'
import { REGIONS_OF_2016 } from '../../src/example/directory/regions.ts'
import { institutionNames } from '../../src/institutions/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { openTestApp, type Page, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { officeText } from '../fixtures/zip.ts'

let app: TestApp
let reader: TestBrowser
let meeting: Id
let dialogue: Id
let roadmap: Id

const NAME = { surname: 'Omarova', given: 'Zarina', patronymic: '', salutation: '', position: '' }

beforeAll(async () => {
  app = openTestApp()
  const made = await makeFirstOrganiser(app.store, {
    names: { en: NAME },
    email: 'zarina.omarova@example.org',
    locale: 'en',
    zone: zone('Asia/Almaty'),
    holidayCalendar: 'KZ',
    userAgent: '',
  })
  if (!made.ok) throw new Error(made.messageKey)
  await loadExample((instant) => app.at(instant), made.value.personId)
  dialogue = one("select id from dialogues where code = 'MMT-2016'")
  meeting = one('select id from meetings where dialogue_id = ?', dialogue)
  roadmap = one('select id from roadmaps where dialogue_id = ?', dialogue)
  reader = await app.signedIn({ rank: 'administrator', locale: 'en' })
}, 60_000)
afterAll(() => app.close())

function one(sql: string, ...values: string[]): string {
  return String(
    app.raw
      .prepare(sql)
      .pluck()
      .get(...values),
  )
}

/** Names that nobody had in April 2016: new ones of old institutions, and institutions that came later. */
const LATER = [
  'Ministry of Health (demo)',
  'MoH (demo)',
  'RSPCMH (demo)',
  'Scientific and Practical Centre for Mental Health',
  'Turkistan',
  'Nur-Sultan',
  'Shymkent',
  'Abai',
  'Zhetysu',
  'Ulytau',
]
const THEN = [
  'Ministry of Health and Social Development (demo)',
  'Republican Centre for Applied Research on Psychiatry, Psychotherapy and Addiction Treatment (demo)',
  'Health Department of South Kazakhstan Region (demo)',
  'Health Department of Astana City (demo)',
]

const found = (names: readonly string[], words: string) => names.filter((name) => words.includes(name))

/** What a reader sees of a page. */
function wordsOf(body: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? ''
  return main.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

/** The words of a page or of a file. */
function textOf({ body, bytes, headers }: Page): string {
  const type = headers.get('content-type') ?? ''
  if (type.includes('html')) return wordsOf(body)
  return type.includes('officedocument') ? officeText(bytes) : body
}

async function printed(path: string): Promise<string> {
  const { status, bytes } = await reader.get(path)
  expect(status).toBe(200)
  return officeText(bytes)
}

describe('who came', () => {
  const counted = (sql: string) => app.raw.prepare(sql).raw().all(meeting)

  test('thirty people of sixteen regions, two from most', () => {
    const rows = counted(`select count(*), count(distinct institution_id) from delegates
      join invitations on invitations.id = delegates.invitation_id
      where delegates.meeting_id = ? and capacity = 'member' and delegates.state = 'nominated'`)
    expect(rows).toEqual([[30, 16]])
  })

  test('most regions sent a physician and a psychologist', () => {
    const rows =
      counted(`select institution_id, group_concat(distinct position order by position) from delegates
      join invitations on invitations.id = delegates.invitation_id
      join person_names on person_names.person_id = delegates.person_id and lang = 'en'
      where delegates.meeting_id = ? and capacity = 'member' group by institution_id`) as [Id, string][]
    const pairs = rows.filter(([, positions]) => positions === 'Chief addiction physician,Psychologist')
    expect([pairs.length, rows.length]).toEqual([14, 16])
  })

  test('the regions valid on a day are a question of their names', async () => {
    const ids = app.raw
      .prepare('select id from institutions where precedence between 40 and 59')
      .pluck()
      .all()
    const named = async (on: string) =>
      [...(await institutionNames(app.store, ids as Id[], localDate(on))).values()].filter(
        ({ official }) => official.texts.en,
      ).length
    expect(REGIONS_OF_2016).toHaveLength(16)
    expect([
      await named('2016-04-13'),
      await named('2018-06-19'),
      await named('2022-06-08'),
      await named('2026-01-15'),
    ]).toEqual([16, 17, 20, 20])
  })

  test('the capital had another name for three years', async () => {
    const id = one("select institution_id from institution_names where official like '%Nur-Sultan%'")
    const on = async (day: string) =>
      (await institutionNames(app.store, [id], localDate(day))).get(id)?.official.texts.en
    expect([await on('2016-04-13'), await on('2020-01-01'), await on('2026-01-15')]).toEqual([
      'Health Department of Astana City (demo)',
      'Health Department of Nur-Sultan City (demo)',
      'Health Department of Astana City (demo)',
    ])
  })
})

describe('printed in 2026', () => {
  test('the list of participants has the names of 2016', async () => {
    const words = await printed(`/meetings/${meeting}/participants.docx`)
    expect(found(LATER, words)).toEqual([])
    expect(found(THEN, words)).toEqual(THEN)
  })

  test('the agenda has the names of 2016, and its times', async () => {
    const words = await printed(`/meetings/${meeting}/agenda.docx`)
    expect(found(LATER, words)).toEqual([])
    expect(found(['MoHSD (demo)', 'RCAR PPAT (demo)'], words)).toHaveLength(2)
    expect(words).toContain('UTC+6')
  })

  test('the roadmap has the names of the day of its act, and nothing after its period', async () => {
    const words = await printed(`/roadmaps/${roadmap}/roadmap.docx`)
    expect(found(LATER, words)).toEqual([])
    expect(found(THEN.slice(0, 2), words)).toEqual(THEN.slice(0, 2))
    expect(words).toContain('31 Dec 2017')
    expect(words).toContain('7 of 8 indicators with a value')
  })

  test('so has the table of its values, one row each', async () => {
    const { body } = await reader.get(`/roadmaps/${roadmap}/roadmap.csv`)
    expect(found(LATER, body)).toEqual([])
    const rows = body.trim().split('\r\n')
    const values = Number(one('select count(*) from indicator_values where roadmap_id = ?', roadmap))
    expect(rows).toHaveLength(1 + values + 1)
    expect(rows.find((row) => row.includes('2016-12-31') && row.includes('state budget'))).toContain(',12.5,')
  })

  test('the record of the meeting has no later name', async () => {
    expect(found(LATER, await printed(`/meetings/${meeting}/minutes.docx`))).toEqual([])
  })
})

describe('read in 2026', () => {
  /** Every address of a meeting that shows something; forms for what is done today name institutions of today. */
  const pages = () =>
    [...new Set(app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path))].filter(
      (path) => path.startsWith('/meetings/:id') && !/:id.*:/.test(path) && !/\/(new|edit)$/.test(path),
    )

  test('no page and no file of the meeting has a later name', async () => {
    const seen: string[] = []
    const wrong: Record<string, string[]> = {}
    for (const path of pages()) {
      const answer = await reader.get(path.replace(':id', meeting))
      if (answer.status !== 200) continue
      seen.push(path)
      const later = found(LATER, textOf(answer))
      if (later.length > 0) wrong[path] = later
    }
    expect(wrong).toEqual({})
    expect(seen.length).toBeGreaterThan(10)
  })

  test('the roadmap says how an institution is called today beside its name of then', async () => {
    const words = wordsOf((await reader.get(`/roadmaps/${roadmap}`)).body)
    expect(words).toContain(`${THEN[0]} (today Ministry of Health (demo))`)
    expect(found(THEN.slice(0, 2), words)).toEqual(THEN.slice(0, 2))
  })
})

describe('the plans of 2016', () => {
  test('sixteen, all approved and closed; three regions were silent about the second half of the year', () => {
    const plans = app.raw
      .prepare('select state, count(*) from plans where dialogue_id = ? group by state')
      .raw()
      .all(dialogue)
    expect(plans).toEqual([['closed', 16]])
    const silent = app.raw
      .prepare(
        `select count(distinct plans.id) from plans join plan_activities on plan_activities.plan_id = plans.id
         where dialogue_id = ? and not exists (select 1 from plan_reports where activity_id = plan_activities.id)`,
      )
      .pluck()
      .get(dialogue)
    expect(silent).toBe(3)
  })

  test('each activity points to an objective of the roadmap, which shows them', async () => {
    const loose = `select count(*) from plan_activities join plans on plans.id = plan_id
      where dialogue_id = ? and objective_id is null`
    expect(one(loose, dialogue)).toBe('0')
    const words = wordsOf((await reader.get(`/roadmaps/${roadmap}`)).body)
    expect(words).toContain('Activities of plans: 8')
    expect(words).toContain('Health Department of South Kazakhstan Region (demo)')
    expect(found(LATER.slice(4), words)).toEqual([])
  })

  test('their pages and papers have the names of 2016', async () => {
    const template = one('select id from plan_templates where dialogue_id = ?', dialogue)
    const region = `select plans.id from plans join institution_names using (institution_id)
      where dialogue_id = ? and official like '%South Kazakhstan%'`
    const plan = `/plans/${template}/of/${one(region, dialogue)}`
    const request = one('select id from plan_requests where template_id = ?', template)
    const answers = `/plans/${template}/requests/${request}`
    const paths = [
      ...[`/plans/${template}`, `/plans/${template}/matrix`, `/plans/${template}/matrix.csv`],
      ...[plan, `${plan}/plan.docx`, answers, `${answers}/answers.csv`],
    ]
    for (const path of paths) {
      const answer = await reader.get(path)
      const words = textOf(answer)
      expect([path, answer.status, found(LATER, words)]).toEqual([path, 200, []])
      expect([path, words.includes('South Kazakhstan Region (demo)')]).toEqual([path, true])
    }
  })
})
