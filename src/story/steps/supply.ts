/** What is on its way and when it runs out: the medicine is watched from December on; in January a delivery is brought forward. */

import { METHADONE_DRAFT } from '../../example/followup/supply.ts'
import { named } from '../../example/moment.ts'
import { LOCALES } from '../../kernel/locale.ts'
import { type Page, tableRows } from '../browser.ts'
import type { Cast } from '../cast.ts'
import { dumpOf } from '../dump.ts'
import type { Entered } from '../form.ts'
import { expectPage, idIn } from '../office.ts'
import { HEADLINES, REPORTING } from '../regions.ts'
import type { Stage } from '../stage.ts'
import { importHistory } from './stock.ts'

/**
 * The medicine, its places and two deliveries. The contract of the first is not signed; the second stands in
 * the central store and is planned for May.
 */
export async function watchMedicine(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('A medicine is watched: its places, what is on its way, who is asked every month')
  stage.clock.moveTo('2025-12-02 15:00')
  const { coordinator, dialogueId, directory } = cast
  const supply = `/dialogues/${dialogueId}/supply`
  const added = await coordinator.submit(`${supply}/new`, supply, medicineFields())
  cast.medicineId = idIn(added)
  const own = `/supply/${cast.medicineId}`
  stage.record.check('the page', 'says that nothing is known, which is not nothing', {
    expected: true,
    seen: added.text.includes('Дата исчерпания запаса неизвестна: об остатках никто не отчитался.'),
  })
  await coordinator.submit(`${own}/places`, `${own}/places`, {
    institutions: REPORTING.map(({ code }) => named(directory.institutions, code)),
    level: 'region',
  })
  await importHistory(stage, cast)
  await addDeliveries(cast)
  const asking = await coordinator.submit(`${own}/asking`, `${own}/asking`, { asked: ['on'], due_days: '5' })
  stage.record.check('reports', 'are asked for from December on, nothing of the past', {
    expected: [true, 0],
    seen: [
      asking.text.includes('Запрашивается начиная с отчёта за декабрь 2025'),
      (await stage.tick()).filter(({ kind }) => kind.startsWith('stock')).length,
    ],
  })
  await stage.checkMails()
}

function medicineFields(): Entered {
  const { names, units } = METHADONE_DRAFT
  return {
    ...Object.fromEntries(
      LOCALES.flatMap((lang) => [
        [`name_${lang}`, names[lang] ?? ''],
        [`unit_${lang}`, units[lang] ?? ''],
      ]),
    ),
    authoritative: 'ru',
    unit_mg: '5000',
    base_permille: '890',
    patients: '400',
    daily_mg: '60',
    safety_days: '30',
  }
}

const FIRST = { quantity: '360', expected_on: '20.04.2026' }
const SECOND = { quantity: '100', expected_on: '18.05.2026' }

async function addDeliveries(cast: Cast): Promise<void> {
  const institution = (code: string) => named(cast.directory.institutions, code)
  const deliveries: string[] = []
  for (const [delivery, steps] of [
    [FIRST, { tender_done: '02.10.2025', contract_owner: institution('DIST') }],
    [SECOND, { warehouse_done: '24.11.2025', distribution_owner: institution('RSPCMH') }],
  ] as const) {
    const own = `/supply/${cast.medicineId}/lines`
    const added = await cast.coordinator.submit(`${own}/new`, own, delivery)
    deliveries.push(idIn(expectPage(await cast.coordinator.send(added, '/steps', steps))))
  }
  cast.deliveries = deliveries
}

/**
 * With the second delivery on 26 January there are 420 units for 105 days: 15 April is the first without, five days are
 * uncovered. Of that delivery itself only the way to the regions is ahead: 30 days before 21 March.
 */
const SOONER =
  'Запас закончится 15.04.2026; 5 дней без запаса; только с подтверждёнными поставками: 21.03.2026; ' +
  'Распределение по регионам и пунктам: не позднее 19.02.2026; ответственный: РНПЦПЗ (демо).'

/** Once it has come, it is confirmed; the contract was due 136 days before 15 April, on 30 November: 45 before the 14th. */
const RECEIVED =
  'Запас закончится 15.04.2026; 5 дней без запаса; Договор: опоздание 45 дней; ответственный: Дистрибьютор (демо).'

/** A supposition changes nothing; kept as a scenario it changes nothing; adopted, and received, it does. */
export async function adoptScenario(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('What if the second delivery came in January: supposed, kept, adopted, received')
  stage.clock.moveTo('2026-01-12 15:00')
  const scenario = await supposeAndKeep(stage, cast)
  stage.clock.moveTo('2026-01-13 11:00')
  const own = `/supply/${cast.medicineId}`
  const before = await cast.coordinator.open(scenario)
  expectPage(await cast.coordinator.send(before, `${own}/what-if`))
  const adopted = await cast.coordinator.open(own)
  stage.record.check('adopted', 'the stock-out moves from 21 March to 15 April', {
    expected: [true, false],
    seen: [SOONER, HEADLINES.ru].map((words) => adopted.text.includes(words)),
  })
  await receiveDelivery(stage, cast)
  await tieContract(stage, cast)
  await stage.checkMails()
}

async function supposeAndKeep(stage: Stage, { coordinator, medicineId, deliveries }: Cast): Promise<string> {
  const own = `/supply/${medicineId}`
  const page = await coordinator.open(`${own}/what-if`)
  const before = await dumpOf(stage.server.engine)
  const supposed = expectPage(
    await coordinator.send(page, '/what-if', { [`${deliveries[1]}_on`]: '26.01.2026' }),
  )
  stage.record.check('the comparison', 'says both side by side', {
    expected: [
      ['Как есть', '21.03.2026', '30', HEADLINES.ru],
      ['Как предположено', '15.04.2026', '5', SOONER],
    ],
    seen: sides(supposed),
  })
  stage.record.check('a supposition', 'changes nothing', {
    expected: [],
    seen: await changedSince(stage, before),
  })
  const kept = await coordinator.send(supposed, `${own}/scenarios`, { name: 'Раньше со склада', note: '' })
  stage.record.check('the scenario', 'is kept with both sides and leaves the medicine as it is', {
    expected: [2, true],
    seen: [sides(expectPage(kept)).length, (await coordinator.open(own)).text.includes(HEADLINES.ru)],
  })
  return new URL(kept.url).pathname
}

/** Of both sides: which one, the stock-out, the days uncovered and the sentence. */
function sides(page: Page): (string | undefined)[][] {
  return tableRows(page)
    .filter(([name = '']) => ['Как есть', 'Как предположено'].includes(name))
    .map((row) => [row[0], row[1], row[2], row.at(-1)].map((cell) => cell ?? ''))
}

/** Tables that differ; signing in and looking are no matter of the supply. */
async function changedSince(stage: Stage, before: Awaited<ReturnType<typeof dumpOf>>): Promise<string[]> {
  const after = await dumpOf(stage.server.engine)
  return Object.keys(after).filter((table) => JSON.stringify(after[table]) !== JSON.stringify(before[table]))
}

async function receiveDelivery(stage: Stage, { coordinator, medicineId, deliveries }: Cast): Promise<void> {
  stage.clock.moveTo('2026-01-14 16:00')
  const own = `/supply/${medicineId}`
  const line = `${own}/lines/${deliveries[1]}`
  await coordinator.submit(line, line, {
    certainty: 'received',
    received: '100',
    received_on: '14.01.2026',
  })
  const page = await coordinator.open(own)
  stage.record.check('received', 'the delivery is confirmed, and the contract is what is late again', {
    expected: true,
    seen: page.text.includes(RECEIVED),
  })
}

/** The first delivery waits for what the distributor promised: the page of the promise says by when it had to be done. */
async function tieContract(stage: Stage, cast: Cast): Promise<void> {
  const { coordinator, medicineId, deliveries } = cast
  const line = `/supply/${medicineId}/lines/${deliveries[0]}`
  const contract = cast.commitments.get('contract') ?? ''
  await coordinator.submit(line, line, { commitment: contract, commitment_step: 'contract' })
  const page = await coordinator.open(`/commitments/${contract}`)
  stage.record.check('the promise of the contract', 'says by when it was due for the stock', {
    expected: true,
    seen: page.text.includes('Крайний срок этапа «Договор»: 30.11.2025 (опоздание 45 дней).'),
  })
}
