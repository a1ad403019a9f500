/** Deliveries that wait for commitments: which day counts, the laws once more, and who is told what. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { addDays, type LocalDate, localDate } from '../../src/kernel/local-date.ts'
import { newChain, type Permit, type PipelineLine, type Promised } from '../../src/supply/line.ts'
import type { Medicine } from '../../src/supply/medicine.ts'
import { outlookOf, type Supply } from '../../src/supply/outlook.ts'
import { withPromises } from '../../src/supply/promised.ts'
import type { StockReport } from '../../src/supply/report.ts'
import { medicinesAtRisk } from '../../src/supply/risk-queries.ts'
import { ownStepOf } from '../../src/supply/tie.ts'
import { supplyTies } from '../../src/supply/tie-queries.ts'
import { LINE } from '../access/form-parts.ts'
import type { TestBrowser } from '../fixtures/app.ts'
import { openWorld, type World } from '../invitations/world.ts'
import { DRAFT, figures, furnishSupply, TERMS } from './sample.ts'

const DIALOGUE = localDate('2025-10-14')
const { names: _, units: __, ...PLAN } = DRAFT
const TEXTS = { authoritative: 'en', texts: {} } as const
const MEDICINE: Medicine = { ...PLAN, id: 'm', dialogueId: 'd', name: TEXTS, unit: TEXTS, version: 1 }
const DONE = { quantification: 1, estimate: 1, budget: 1, tender: 1 }

function line(over: Partial<PipelineLine> = {}): PipelineLine {
  const steps = newChain().map((step) =>
    step.key in DONE ? { ...step, doneOn: localDate('2025-09-01') } : step,
  )
  return {
    ...{ ...TERMS, id: 'l', medicineId: 'm', quantity: 1_080, expectedOn: localDate('2026-01-12') },
    ...{ steps, moves: [], permits: [], commitmentId: 'c', commitmentStep: 'contract', ...over },
  }
}

function supply(lines: readonly PipelineLine[], onHand = 630): Supply {
  const months = [
    figures('2025-07', 1_000, localDate('2025-07-31')),
    figures('2025-08', 820, localDate('2025-08-31')),
    figures('2025-09', onHand, DIALOGUE),
  ]
  const reports = months.map(
    (month): StockReport => ({
      ...month,
      id: month.month,
      placeId: 'p',
      channel: 'secretariat',
      reportedAt: '' as never,
    }),
  )
  const place = { id: 'p', medicineId: 'm', institutionId: 'i', level: 'region', version: 1 } as const
  return { medicine: MEDICINE, places: [place], reports, lines, estimates: [] }
}

function promise(doneOn: LocalDate, from: Promised['from'] = 'due') {
  return new Map([['c', { commitmentId: 'c', code: 'C-01', doneOn, from }]])
}

const held = (lines: readonly PipelineLine[], doneOn: LocalDate, today = DIALOGUE) =>
  withPromises(supply(lines), promise(doneOn), today)

/** Uncovered days with all that is planned. */
function uncovered(given: Supply): number {
  const { all } = outlookOf(given, DIALOGUE)
  if (!all.known) throw new Error('not known')
  return all.daysUncovered
}

describe('the day that counts', () => {
  test('is the expected one while the commitment leaves 106 days for the steps behind it', () => {
    const [one] = held([line()], localDate('2025-09-28'), localDate('2025-09-01')).lines
    expect([one?.expectedOn, one?.heldBack]).toEqual(['2026-01-12', undefined])
  })

  test('is the end of the chain when the commitment slips, and says which date it was', () => {
    const given = held([line()], localDate('2025-11-06'))
    expect(
      given.lines.map(({ expectedOn, heldBack }) => [
        expectedOn,
        heldBack?.expectedOn,
        heldBack?.promised.code,
      ]),
    ).toEqual([['2026-02-20', '2026-01-12', 'C-01']])
    // The two rows of domain.md §2.5: none until summer, and 23 days without.
    expect(outlookOf(given, DIALOGUE).all).toMatchObject({
      stockOutOn: '2026-01-28',
      gaps: [{ days: 23 }, {}],
    })
    expect(outlookOf(supply([line()]), DIALOGUE).all).toMatchObject({ stockOutOn: '2026-07-30' })
    expect(outlookOf(given, DIALOGUE).warnings.map(({ kind }) => kind)).toContain('held_back')
  })

  test('is never earlier than today leaves it: what is owed is not done yet', () => {
    expect(held([line()], localDate('2025-01-01')).lines[0]?.expectedOn).toBe('2026-01-28')
  })

  test('is not touched by a promise that is behind us, of another delivery, or of one that has come', () => {
    const late = localDate('2026-06-01')
    const signed = line().steps.map((step) =>
      step.key === 'contract' ? { ...step, doneOn: DIALOGUE } : step,
    )
    for (const one of [
      line({ steps: signed }),
      line({ commitmentId: null }),
      line({ commitmentId: 'other' }),
      line({ received: 1_080 }),
    ])
      expect(held([one], late).lines).toEqual([one])
  })

  test('of a promise of the whole delivery is the day itself', () => {
    const [one] = held([line({ commitmentStep: null })], localDate('2026-03-03')).lines
    expect(one?.expectedOn).toBe('2026-03-03')
  })

  test('of a delivery that should have come by now is none, whatever is promised, until somebody says when', () => {
    const today = localDate('2026-01-15')
    const given = withPromises(supply([line()]), promise(localDate('2026-01-02')), today)
    expect(given.lines).toEqual([line()])
    const { all, alone, warnings } = outlookOf(given, today)
    expect(all).toEqual(alone)
    expect(warnings.map(({ kind }) => kind)).toContain('not_come')
  })

  test('moves the shipment with it: a permit that covers the recorded day may end before that', () => {
    const permit: Permit = {
      id: 'x',
      kind: 'import',
      number: 'KZ-1',
      quantity: 1_080,
      validFrom: localDate('2025-12-01'),
      validTo: localDate('2026-01-15'),
    }
    const one = line({ shipsOn: localDate('2025-12-18'), permits: [permit] })
    const contract = outlookOf(held([one], localDate('2025-11-06')), DIALOGUE)
    // 39 days later, as the delivery.
    expect(contract.warnings.filter(({ kind }) => kind === 'permit')).toEqual([
      { kind: 'permit', permit, shipsOn: '2026-01-26' },
    ])
    expect(outlookOf(supply([one]), DIALOGUE).warnings.map(({ kind }) => kind)).not.toContain('permit')
    // What comes after the shipment does not hold it back.
    const customs = held([{ ...one, commitmentStep: 'customs' }], localDate('2026-01-20'))
    expect(customs.lines[0]?.heldBack).toBeDefined()
    expect(outlookOf(customs, DIALOGUE).warnings.map(({ kind }) => kind)).not.toContain('permit')
  })

  test('puts deliveries into a new order', () => {
    const two = [line(), line({ id: 'second', commitmentId: null, expectedOn: localDate('2026-02-01') })]
    expect(held(two, localDate('2025-11-06')).lines.map(({ id }) => id)).toEqual(['second', 'l'])
  })
})

test('the laws hold with commitments: more stock never ends earlier, an earlier promise never leaves more days uncovered', () => {
  let state = 7
  const below = (n: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  const steps = ['contract', 'export_permit', 'customs', 'receipt', null] as const
  let moved = 0
  for (let n = 0; n < 4_000; n++) {
    const lines = Array.from({ length: 1 + below(3) }, (_, at) =>
      line({
        ...{ id: `l${at}`, quantity: 1 + below(900), expectedOn: addDays(DIALOGUE, below(270) - 20) },
        ...{ commitmentId: below(3) === 0 ? null : 'c', commitmentStep: steps[below(steps.length)] ?? null },
      }),
    ).sort((a, b) => (a.expectedOn < b.expectedOn ? -1 : 1))
    const [stock, doneOn] = [below(900), addDays(DIALOGUE, below(200))]
    const asOf = (onHand: number, by: LocalDate) => withPromises(supply(lines, onHand), promise(by), DIALOGUE)
    const [given, sooner] = [asOf(stock, doneOn), asOf(stock, addDays(doneOn, -below(60)))]
    if (uncovered(sooner) > uncovered(given)) throw new Error(JSON.stringify([lines, doneOn, stock]))
    if (uncovered(supply(lines, stock)) > uncovered(given))
      throw new Error(JSON.stringify([lines, doneOn, stock]))
    const out = (one: Supply) => {
      const { all } = outlookOf(one, DIALOGUE)
      return (all.known && all.stockOutOn) || '9999'
    }
    if (out(asOf(stock + below(50), doneOn)) < out(given))
      throw new Error(JSON.stringify([lines, doneOn, stock]))
    if (given.lines.some(({ heldBack }) => heldBack)) moved += 1
  }
  expect(moved).toBeGreaterThan(1_000)
})

describe('the record', () => {
  let w: World
  let ids: Awaited<ReturnType<typeof furnishSupply>>
  let institutionId: string
  let coordinator: TestBrowser
  let commitment: string

  const as = (role: 'coordinator' | 'viewer' | 'rapporteur') =>
    w.signedIn({ rank: 'member', roles: { [w.dialogueId]: role }, locale: 'en' })
  const version = () =>
    String(w.raw.prepare('select version from medicines where id = ?').pluck().get(ids.medicine))

  beforeAll(async () => {
    w = await openWorld()
    institutionId = await w.institution({ name: 'Дистрибьютор', focal: ['dist@gov.example'] })
    const actor = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
    ids = await furnishSupply(w.store, { actor, dialogueId: w.dialogueId, institutionId, contract: 'Д-77' })
    coordinator = await as('coordinator')
    const meeting = w.raw.prepare('select id from meetings').pluck().get()
    const made = await coordinator.post(`/meetings/${meeting}/commitments`, {
      ...{ text_en: 'Sign the contract', authoritative: 'en', lead: institutionId, visibility: 'members' },
      ...{
        due_precision: 'day',
        due_date: '2026-01-30',
        agreed: 'on',
        supporters: '',
        verifier: '',
        item: '',
        decision: '',
      },
    })
    commitment = made.location.replace(/^\/commitments\/([^?]+).*$/, '$1')
    const steps = {
      ...LINE.steps,
      version: version(),
      contract_owner: institutionId,
      tender_done: '2025-10-02',
    }
    expect(
      (await coordinator.post(`/supply/${ids.medicine}/lines/${ids.pipelineLine}/steps`, steps)).status,
    ).toBe(303)
    const terms = {
      ...LINE.terms,
      certainty: 'planned',
      commitment,
      commitment_step: 'contract',
      version: version(),
    }
    expect((await coordinator.post(`/supply/${ids.medicine}/lines/${ids.pipelineLine}`, terms)).status).toBe(
      303,
    )
  })
  afterAll(() => w.close())

  test('tells the slip on the medicine’s page and proposes the last day on both', async () => {
    const { body } = await coordinator.get(`/supply/${ids.medicine}`)
    expect(body).toContain(
      'The delivery is expected on 20 Feb 2026; by the due date of C-01 (30 Jan 2026) and the steps after it, it is there on 16 May 2026. That day is counted.',
    )
    expect(body).toContain('by C-01: 16 May 2026')
    const href =
      /href="(\/commitments\/[^"]*due-change\?[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const own = (await coordinator.get(`/commitments/${commitment}`)).body
    expect(own).toContain('Order-by date of the step “Contract”: 14 Sep 2025 (late by 123 days).')
    expect(own.replaceAll('&amp;', '&')).toContain(`href="${href}"`)
    const form = (await coordinator.get(href)).body
    expect(form).toContain('value="2025-09-14"')
    expect(form).toContain('By the projection of the supply.')
  })

  test('says before and after the adoption of an earlier day that it holds, and where it is moved', async () => {
    const own = `/supply/${ids.medicine}`
    const move = `<a href="/commitments/${commitment}/due-change">To move it, open C-01</a>`
    const earlier = { [`${ids.pipelineLine}_on`]: '2026-02-01', [`${ids.pipelineLine}_quantity`]: '1080' }
    const { body } = await coordinator.post(`${own}/what-if`, { ...earlier, compare: '1' })
    expect(body).toContain(
      `The due date of C-01 (30 Jan 2026) holds: once adopted, the delivery of 1 Feb 2026 is still counted from 16 May 2026. ${move}`,
    )
    const sides = [...body.matchAll(/<tr><th scope="row">(As [^<]*)<\/th>.*?<td class="number"[^>]*>(\d+)/g)]
    const days = new Map(sides.map(([, name, uncovered]) => [name, Number(uncovered)]))
    expect([...days.keys()]).toEqual(['As it is', 'As supposed', 'As adopted, while the commitments stay'])
    expect(days.get('As adopted, while the commitments stay')).toBe(days.get('As it is'))
    expect(days.get('As supposed')).toBeLessThan(days.get('As it is') ?? 0)
    const later = { ...earlier, [`${ids.pipelineLine}_on`]: '2026-06-01', compare: '1' }
    expect((await coordinator.post(`${own}/what-if`, later)).body).not.toContain('To move it')
    expect((await coordinator.get(own)).body).toContain(`That day is counted. ${move}`)
    expect((await (await as('viewer')).get(own)).body).not.toContain('To move it')
  })

  test('makes a scenario stale when it moves: it rests on the day of the commitment too', async () => {
    const changes = { [`${ids.pipelineLine}_on`]: '2026-02-01', [`${ids.pipelineLine}_quantity`]: '1080' }
    const kept = await coordinator.post(`/supply/${ids.medicine}/scenarios`, {
      ...{ ...changes, name: 'Раньше', note: '' },
    })
    const scenario = kept.location.replace(/\?.*$/, '')
    const stale = async () => (await coordinator.get(scenario)).body.includes('the facts have changed since')
    expect(await stale()).toBe(false)
    const set = w.raw.prepare('update commitments set due_on = ? where id = ?')
    set.run('2026-03-30', commitment)
    expect(await stale()).toBe(true)
    set.run('2026-01-30', commitment)
    expect(await stale()).toBe(false)
  })

  test('is told to those who coordinate only', async () => {
    for (const role of ['viewer', 'rapporteur'] as const) {
      const browser = await as(role)
      const { status, body } = await browser.get(`/commitments/${commitment}`)
      expect([status, /Order-by|14 Sep 2025|16 May 2026|20 Feb 2026/.test(body)]).toEqual([200, false])
    }
  })

  test('gives its owner their own step and nothing of the delivery', async () => {
    const [tie] = (await supplyTies(w.now(), [commitment])).get(commitment) ?? []
    if (!tie) throw new Error('no tie')
    const own = ownStepOf(tie, institutionId)
    expect(own).toEqual({ medicine: tie.medicine, step: 'contract', doneBy: '2025-09-14', lateDays: 123 })
    expect(ownStepOf(tie, 'another')).toBeNull()
    expect(JSON.stringify(own)).not.toMatch(/2026-02-20|1080|Д-77|2026-05-16/)
  })

  test('stands in the reminder of its owner, with nothing of the delivery', async () => {
    w.setNow('2026-01-16T04:00:00Z')
    try {
      expect(await sendReminders(w.now())).toBe(1)
    } finally {
      w.setNow('2026-01-15T04:00:00Z')
    }
    const mail = w.raw.prepare("select body_text from outbox where kind = 'reminder'").pluck().get()
    expect(mail).toMatch(/14\.09\.2025|14 Sep 2025/)
    expect(mail).not.toMatch(/20\.02\.2026|20 Feb|1[ ,\u00a0]?080|Д-77|16\.05\.2026|16 May/)
  })

  test('names the medicines at risk, with deliveries only to those who may know of them', async () => {
    const actor = (role: 'coordinator' | 'viewer') =>
      ({ personId: 'x', rank: 'member', roles: { [w.dialogueId]: [role] }, speaksFor: [] }) as const
    const told = async (role: 'coordinator' | 'viewer') =>
      (await medicinesAtRisk(w.now(), actor(role))).map(({ risk, outlook, seesShipments }) => [
        ...[risk, outlook.all.known && outlook.all.stockOutOn, outlook.next?.key ?? null],
        ...[outlook.next?.lateDays ?? null, seesShipments],
      ])
    expect(await told('coordinator')).toEqual([['late', '2026-01-28', 'contract', 123, true]])
    expect(await told('viewer')).toEqual([['short', '2026-01-28', null, null, false]])
    expect(
      await medicinesAtRisk(w.now(), { personId: 'x', rank: 'member', roles: {}, speaksFor: [] }),
    ).toEqual([])
    expect(await medicinesAtRisk(w.now(), actor('viewer'), 'another')).toEqual([])
  })
})
