/** The pages of supply: the worked example of domain.md §2.5 as people read it, and who reads how much of it. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DialogueRole } from '../../src/people/may.ts'
import { LINE, STOCK } from '../access/form-parts.ts'
import type { TestBrowser } from '../fixtures/app.ts'
import { openWorld, type World } from '../invitations/world.ts'
import { furnishSupply } from './sample.ts'

let w: World
let ids: Awaited<ReturnType<typeof furnishSupply>>
let coordinator: TestBrowser

beforeAll(async () => {
  w = await openWorld()
  const institutionId = await w.institution({ name: 'Управление', focal: ['region@gov.example'] })
  const actor = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
  ids = await furnishSupply(w.store, { actor, dialogueId: w.dialogueId, institutionId, contract: 'Д-77' })
  coordinator = await as('coordinator')
  const contract = { ...LINE.steps, version: await version(), contract_owner: institutionId }
  const done = { quantification_done: '2025-01-10', tender_done: '2025-09-01' }
  expect((await coordinator.post(`${line()}/steps`, { ...contract, ...done })).status).toBe(303)
})
afterAll(() => w.close())

const as = (role: DialogueRole, locale: 'en' | 'ru' | 'kk' = 'en') =>
  w.signedIn({ rank: 'member', roles: { [w.dialogueId]: role }, locale })
const own = () => `/supply/${ids.medicine}`
const line = () => `${own()}/lines/${ids.pipelineLine}`

async function version(): Promise<string> {
  return String(w.raw.prepare('select version from medicines where id = ?').pluck().get(ids.medicine))
}

/** What a reader sees, without markup. */
function words(body: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? ''
  return main
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
}

function lead(body: string): string {
  return (/<p class="lead">(.*?)<\/p>/.exec(body)?.[1] ?? '').replace(/<[^>]+>/g, '')
}

async function onTheDay<T>(work: () => Promise<T>): Promise<T> {
  w.setNow('2025-10-14T04:00:00Z')
  try {
    return await work()
  } finally {
    w.setNow('2026-01-15T04:00:00Z')
  }
}

describe('the sentence', () => {
  test('is told on the day of the dialogue: when, for how long, which step, how late, whose', async () => {
    const told: string[] = []
    // The switch is remembered: English last, for the tests that follow.
    for (const lang of ['ru', 'kk', 'en'])
      told.push(lead((await onTheDay(() => coordinator.get(`${own()}?lang=${lang}`))).body))
    expect(told).toEqual([
      'Запас закончится 28.01.2026; 23 дня без запаса; Договор: опоздание 30 дней; ответственный: Управление.',
      'Қордың таусылу күні: 28.01.2026; 23 күн қормен қамтылмаған; Шарт: 30 күнге кешігуде; жауапты: Управление.',
      'Stock-out on 28 Jan 2026; 23 days uncovered; Contract late by 30 days; owner: Управление.',
    ])
  })

  test('stands above the figures of the example: 3.5 months, 180 a month, 179 by the plan, then 22 August', async () => {
    const text = words((await onTheDay(() => coordinator.get(own()))).body)
    for (const part of [
      '630 (bottles of 1 l), as of 14 Oct 2025',
      '3.5 months',
      '1 of 1 places reported for September 2025',
      '180 (bottles of 1 l); known at 1 of 1 places',
      '179 (bottles of 1 l); 420 patients × 70 mg a day',
      'Next stock-out after that 22 Aug 2026',
    ])
      expect(text).toContain(part)
  })

  test('has each step with its last day: the contract by 14 September, 106 days before the end and 30 of safety', async () => {
    const { body } = await onTheDay(() => coordinator.get(own()))
    const rows = [...body.matchAll(/<tr><th scope="row">([^<]+)<\/th>(.*?)<\/tr>/g)].map(
      ([, name, rest = '']) => [
        name,
        ...rest
          .replace(/<[^>]+>/g, '|')
          .split('|')
          .filter(Boolean),
      ],
    )
    expect(rows.find(([name]) => name === 'Contract')).toEqual([
      'Contract',
      'Управление',
      '30',
      '14 Sep 2025',
      'late by 30 days',
    ])
    expect(rows.find(([name]) => name === 'Receipt at the sites')).toEqual([
      'Receipt at the sites',
      '–',
      '0',
      '29 Dec 2025',
      'in time',
    ])
  })

  test('warns of a permit that ends too soon and of an estimate that is nearly used up', async () => {
    const sent = await coordinator.post(line(), {
      ...LINE.terms,
      certainty: 'planned',
      commitment: '',
      contract: 'Д-77',
      ships_on: '2026-02-08',
      version: await version(),
    })
    expect(sent.status).toBe(303)
    const text = words((await coordinator.get(own())).body)
    expect(text).toContain('Permit KZ-1 is valid until 5 Feb 2026; the shipment is expected on 8 Feb 2026.')
    expect(text).toContain('2026: 95.5 % of the confirmed estimate is spoken for.')
  })

  test('is drawn with a text in its place and the figures behind it', async () => {
    const { body } = await onTheDay(() => coordinator.get(own()))
    expect(body).toMatch(
      /<svg [^>]*role="img" aria-label="Curve of the stock from 14 Oct 2025 to 14 Oct 2026;/,
    )
    expect(body.match(/<rect class="gap"/g)?.length).toBe(2)
    expect(words(body)).toContain('28 Jan 2026 19 Feb 2026 23')
  })
})

describe('what comes when', () => {
  const SECRET = [
    '20 Feb 2026',
    '2026-02-20',
    '20.02.2026',
    'Д-77',
    'KZ-1',
    '1,080',
    'Contract late',
    '22 Aug 2026',
  ]

  test.each(['viewer', 'rapporteur'] as const)('is nothing that a %s reads', async (role) => {
    const browser = await as(role)
    for (const path of [own(), `/dialogues/${w.dialogueId}/supply`, `/dialogues/${w.dialogueId}`]) {
      const { status, body } = await browser.get(path)
      expect([path, status, SECRET.filter((secret) => body.includes(secret))]).toEqual([path, 200, []])
    }
    // The aggregate is theirs, single places are not.
    const { body } = await browser.get(own())
    expect(lead(body)).toBe('Stock-out on 28 Jan 2026; deliveries are not counted.')
    expect(body).not.toContain('Управление')
    expect((await browser.get(line())).status).toBe(403)
  })

  test('is told to nobody by calendars, letters, digests and lists of the dialogue', async () => {
    const visitor = w.visitor()
    expect((await visitor.get(own())).status).not.toBe(200)
    const facts = w.raw.prepare("select details from facts where kind like 'medicine.%'").pluck().all().join()
    expect(SECRET.filter((secret) => facts.includes(secret))).toEqual([])
  })

  test('is read and kept by those who coordinate', async () => {
    const { body } = await coordinator.get(own())
    expect(['20 Feb 2026', 'Д-77'].filter((secret) => !body.includes(secret))).toEqual([])
  })
})

describe('a report', () => {
  const path = () => `${own()}/places/${ids.stockPlace}/report`

  test('shows last month beside its fields', async () => {
    const text = words((await coordinator.get(`${path()}?month=2025-10`)).body)
    expect(text).toContain(
      'Reported for September 2025 Stock on hand 630 Used 180 Received 0 Days without stock 0',
    )
  })

  test('asks back what does not add up, keeps what was typed, and takes it once it is confirmed', async () => {
    const odd = {
      ...STOCK,
      month: '2025-10',
      as_of: '2025-10-31',
      on_hand: '600',
      consumed: '18',
      confirm: '',
    }
    const asked = await coordinator.post(path(), odd)
    expect(asked.status).toBe(400)
    expect(words(asked.body)).toContain('In the months before it was 180 on average. Is it right?')
    expect(asked.body).toContain('name="confirm"')
    expect(asked.body).toContain('value="600"')
    expect((await coordinator.post(path(), { ...odd, confirm: 'on' })).status).toBe(303)
  })

  test('corrects by a new row, and only the newest counts', async () => {
    const right = {
      ...STOCK,
      month: '2025-10',
      as_of: '2025-10-31',
      on_hand: '450',
      consumed: '180',
      confirm: '',
    }
    expect((await coordinator.post(path(), right)).status).toBe(303)
    const rows = w.raw
      .prepare(
        "select on_hand, superseded_at is null as counts from stock_reports where month = '2025-10' order by on_hand",
      )
      .all()
    expect(rows).toEqual([
      { on_hand: 450, counts: 1 },
      { on_hand: 600, counts: 0 },
    ])
    expect(words((await coordinator.get(own())).body)).toContain('450 (bottles of 1 l), as of 31 Oct 2025')
  })

  test('refuses what cannot be, in the reader’s words', async () => {
    const wrong = { ...STOCK, month: '2025-11', as_of: '2026-03-01', days_out: '31' }
    const { status, body } = await (await as('organiser', 'ru')).post(path(), wrong)
    expect(status).toBe(400)
    expect(words(body)).toContain('Укажите день этого или следующего месяца, не в будущем.')
    expect(words(body)).toContain('В этом месяце 30 дн.')
  })
})

test('a delivery is moved with a reason, and its slip is told', async () => {
  const move = {
    expected_on: '2026-03-02',
    quantity: '1080',
    reason: 'Перенос отгрузки',
    version: await version(),
  }
  expect((await coordinator.post(`${line()}/move`, move)).status).toBe(303)
  const text = words((await coordinator.get(line())).body)
  expect(text).toContain('10 days later than first planned')
  expect(text).toContain('20 Feb 2026 → 2 Mar 2026 1,080 → 1,080 Перенос отгрузки')
  const again = await coordinator.post(`${line()}/move`, { ...move, expected_on: '2026-04-01' })
  expect(again.status).toBe(409)
})

describe('what if', () => {
  const compare = (on: string, quantity: string) =>
    coordinator.post(`${own()}/what-if`, {
      ...{ compare: '1', [`${ids.pipelineLine}_on`]: on, [`${ids.pipelineLine}_quantity`]: quantity },
    })
  const moves = () => w.raw.prepare('select count(*) from pipeline_moves').pluck().get()

  test('the delivery came on 16 January: both projections side by side, and nothing is changed', async () => {
    const before = [await version(), moves()]
    const { body } = await compare('2026-01-16', '1080')
    const rows = [...body.matchAll(/<tr><th scope="row">(As it is|As supposed)<\/th>(.*?)<\/tr>/g)]
    const told = rows.map(([, name, rest = '']) => [
      name,
      ...rest
        .replace(/<[^>]+>/g, '|')
        .split('|')
        .filter(Boolean)
        .slice(0, 1),
    ])
    expect(told).toEqual([
      ['As it is', '15 Jan 2026'],
      ['As supposed', '15 Jan 2026'],
    ])
    expect(rows.map(([row]) => /<td class="number"[^>]*>(\d+)/.exec(row)?.[1])).toEqual(['46', '1'])
    expect([await version(), moves()]).toEqual(before)
  })

  test('is never put into an address, which stays in histories and logs', async () => {
    const { body } = await coordinator.get(`${own()}/what-if`)
    expect(body).toContain(`name="${ids.pipelineLine}_on"`)
    expect(body).not.toMatch(/<form[^>]*method="get"[^>]*what-if/)
  })

  test('says when nothing differs and what is no date', async () => {
    expect(words((await coordinator.get(`${own()}/what-if`)).body)).toContain(
      'Nothing differs from what is planned.',
    )
    const { status, body } = await compare('31.02.2026', '0')
    expect([status, /value="31.02.2026"/.test(body), /value="0"/.test(body)]).toEqual([400, true, true])
  })

  test('is adopted with a reason as an ordinary move, and not from a page that is out of date', async () => {
    const changes = { [`${ids.pipelineLine}_on`]: '2026-02-10', [`${ids.pipelineLine}_quantity`]: '900' }
    const seen = await version()
    const without = await coordinator.post(`${own()}/what-if`, { ...changes, reason: '', version: seen })
    expect([without.status, moves()]).toEqual([400, 1])
    const form = { ...changes, reason: 'Ускорено', version: seen }
    expect((await coordinator.post(`${own()}/what-if`, form)).status).toBe(303)
    expect(
      w.raw
        .prepare(
          "select expected_from, expected_to, quantity_to from pipeline_moves where reason = 'Ускорено'",
        )
        .all(),
    ).toEqual([{ expected_from: '2026-03-02', expected_to: '2026-02-10', quantity_to: 900 }])
    const stale = { ...form, [`${ids.pipelineLine}_quantity`]: '800' }
    expect((await coordinator.post(`${own()}/what-if`, stale)).status).toBe(409)
  })
})
