/** The pages of roadmaps: who reads what, what a form says, what serves an objective, how much it costs. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/id.ts'
import type { Actor, DialogueRole } from '../../src/people/may.ts'
import { addIndicator } from '../../src/roadmaps/indicator-commands.ts'
import { addObjective } from '../../src/roadmaps/objective-commands.ts'
import { ROADMAP_PARTS } from '../access/form-parts.ts'
import { openWorld, recorded, type World } from '../commitments/world.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { officeText, unzip } from '../fixtures/zip.ts'
import { value } from '../meetings/world.ts'
import { furnishRoadmap, INDICATOR, OBJECTIVE, versionOf } from './sample.ts'

let app: TestApp
let w: World
let actor: Actor
let ids: Awaited<ReturnType<typeof furnishRoadmap>>
let coordinator: TestBrowser
let viewer: TestBrowser

beforeAll(async () => {
  app = openTestApp()
  w = await openWorld(app)
  actor = { personId: 'system', rank: 'administrator', roles: {}, speaksFor: [] }
  ids = await furnishRoadmap(app.store, { actor, dialogueId: w.dialogueId })
  const as = (role: DialogueRole) =>
    app.signedIn({ rank: 'member', roles: { [w.dialogueId]: role }, locale: 'en' })
  coordinator = await as('coordinator')
  viewer = await as('viewer')
})
afterAll(() => app.close())

const page = () => `/roadmaps/${ids.roadmap}`
const version = async (id: Id = ids.roadmap) => String(await versionOf(app.store, actor, id))

function words(body: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? ''
  return main.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

describe('a roadmap', () => {
  test('shows objectives, how far they are, and says plainly what late means', async () => {
    const text = words((await viewer.get(page())).body)
    for (const part of [
      'Roadmap 2025–2027',
      'running',
      '1 of 1 indicator with a value, 1 behind',
      'Order of the minister, No. 77, 20 Dec 2024',
      '1 Uninterrupted supply',
      '400 people, 31 Dec 2024',
      '800 people, 31 Dec 2027',
      '500 people, 31 Dec 2025',
      '25 % of the way',
      'behind a straight line to the target',
      'measured against a straight line',
    ])
      expect(text).toContain(part)
  })

  test('has a picture with words for who does not see it, and its figures beside it', async () => {
    const { body } = await viewer.get(`${page()}/indicators/${ids.indicator}`)
    expect(body).toContain('aria-label="Patients in therapy: one value, 31 Dec 2025"')
    expect(words(body)).toContain('31 Dec 2025 500 people РНПЦПЗ, форма 11')
  })

  test('is kept by who coordinates: others see no form and no button', async () => {
    const { body } = await viewer.get(page())
    expect(body).not.toContain(`${page()}/edit`)
    expect(body).not.toContain('<form method="post" action="/roadmaps')
    expect((await viewer.get(`${page()}/edit`)).status).toBe(403)
  })

  test('that is a draft is in nobody’s list but theirs', async () => {
    const made = await coordinator.post(`/dialogues/${w.dialogueId}/roadmaps`, {
      ...ROADMAP_PARTS.roadmap,
      owner: '',
    })
    expect(made.status).toBe(303)
    const list = `/dialogues/${w.dialogueId}/roadmaps`
    expect(words((await coordinator.get(list)).body)).toContain('Новая карта')
    expect(words((await viewer.get(list)).body)).not.toContain('Новая карта')
    expect((await viewer.get(made.location)).status).toBe(404)
    expect((await viewer.get(`${made.location}/roadmap.pdf`)).status).toBe(404)
  })

  test('a move that is refused is told at its own form, with what was typed', async () => {
    const { status, body } = await coordinator.post(`${page()}/return`, {
      reason: '',
      version: await version(),
    })
    expect(status).toBe(400)
    expect(body).toContain('<details open')
    const unclosed = { reason: 'Всё сделано', version: await version() }
    const again = await coordinator.post(`${page()}/evaluation`, unclosed)
    expect([again.status, words(again.body).includes('Closing words are missing for 2')]).toEqual([409, true])
    expect(again.body).toContain('Всё сделано')
  })
})

describe('a number', () => {
  test('is kept and shown with all its digits, in each language’s own way', async () => {
    const values = `${page()}/indicators/${ids.indicator}/values`
    const sent = { ...ROADMAP_PARTS.value, as_of: '2026-01-05', amount: '1 234,50' }
    expect((await coordinator.post(values, sent)).status).toBe(303)
    const shown = async (lang: string) =>
      words((await viewer.get(`${page()}/indicators/${ids.indicator}?lang=${lang}`)).body).replace(
        /\u00a0/g,
        ' ',
      )
    expect(await shown('ru')).toContain('1 234,50 человек')
    expect(await shown('en')).toContain('1,234.50 people')
  })

  test('that is none is refused with the text kept', async () => {
    const values = `${page()}/indicators/${ids.indicator}/values`
    const { status, body } = await coordinator.post(values, { ...ROADMAP_PARTS.value, amount: 'около 600' })
    expect(status).toBe(400)
    expect(body).toContain('value="около 600"')
  })

  test('stands in the files as a number of the reader’s programs', async () => {
    const { body } = await viewer.get(`${page()}/roadmap.csv?lang=ru`)
    expect(body).toContain(';"1234,50";')
    const { body: english } = await viewer.get(`${page()}/roadmap.csv?lang=en`)
    expect(english).toContain(',1234.50,')
    const book = unzip((await viewer.get(`${page()}/roadmap.xlsx`)).bytes)
    expect(book.get('xl/worksheets/sheet1.xml')).toContain('<v>1234.5</v>')
    expect(book.get('xl/styles.xml')).toContain('formatCode="0.00"')
  })
})

describe('what serves an objective', () => {
  test('a commitment points to it by its form, and stands on its page; a closed one only for who records', async () => {
    const objectiveId = ids.objective
    const open = await recorded(w, { text: { ru: 'Открытое дело' }, objectiveId })
    await recorded(w, { text: { ru: 'Закрытое дело' }, visibility: 'closed', objectiveId })
    const [seen, kept] = [words((await viewer.get(page())).body), words((await coordinator.get(page())).body)]
    expect([seen.includes('Открытое дело'), seen.includes('Закрытое дело')]).toEqual([true, false])
    expect([kept.includes('Открытое дело'), kept.includes('Закрытое дело')]).toEqual([true, true])
    const record = (await viewer.get(`/commitments/${open.id}?lang=en`)).body
    expect(record).toContain(`href="${page()}#${objectiveId}">1 Uninterrupted supply</a>`)
    const form = (await coordinator.get(`/commitments/${open.id}/edit`)).body
    expect(form).toContain('name="objective"')
    expect(form).toContain(`value="${ids.objective}" selected`)
  })

  test('an objective of a draft or of another dialogue is no choice', async () => {
    const draft = await furnishRoadmap(app.store, { actor, dialogueId: w.dialogueId, state: 'draft' })
    const form = (await coordinator.get(`/meetings/${w.meetingId}/commitments/new`)).body
    expect([form.includes(ids.objective), form.includes(draft.objective)]).toEqual([true, false])
    await expect(recorded(w, { objectiveId: draft.objective })).rejects.toThrow('forms.not_a_choice')
  })
})

describe('printed', () => {
  test('the paper has the objectives and their figures', async () => {
    const text = officeText((await viewer.get(`${page()}/roadmap.docx?lang=en`)).bytes)
    for (const part of ['Roadmap 2025–2027', '1 Uninterrupted supply', '800 people, 31 Dec 2027'])
      expect(text).toContain(part)
  })
})

describe('however much there is', () => {
  const statementsOf = (path: string) =>
    app.queriesOf(async () => expect((await viewer.get(path)).status).toBe(200))

  test('as many queries, and none that reads a table from end to end', async () => {
    const large = await furnishRoadmap(app.store, { actor, dialogueId: w.dialogueId })
    for (let n = 2; n < 12; n++) {
      const on = { actor, id: large.roadmap, version: Number(await version(large.roadmap)), reason: 'x' }
      const draft = { ...OBJECTIVE, code: String(n), position: n }
      const objectiveId = value(await addObjective(app.store, { ...on, draft }))
      const next = { ...on, version: on.version + 1, objectiveId, draft: INDICATOR }
      value(await addIndicator(app.store, next))
    }
    const [few, many] = [await statementsOf(page()), await statementsOf(`/roadmaps/${large.roadmap}`)]
    expect(many.length).toBeLessThanOrEqual(few.length)
    const scans = [...new Set(many)].flatMap((statement) => {
      if (!/\b(roadmap|objective|indicator)/.test(statement)) return []
      const holes = Array(statement.split('?').length - 1).fill('[]')
      const plan = app.raw.prepare(`explain query plan ${statement}`).all(...holes) as { detail: string }[]
      return plan.map(({ detail }) => detail).filter((detail) => /^SCAN (?!json_each)/.test(detail))
    })
    expect(scans).toEqual([])
  })
})
