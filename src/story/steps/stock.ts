/** What the regions have in stock: imported for the autumn, asked for by mail and reported by link for December. */

import { SUPPLY_PROMISES } from '../../example/followup/promises.ts'
import { named } from '../../example/moment.ts'
import { LOCALES } from '../../kernel/locale.ts'
import { type Browser, type Page, tableRows } from '../browser.ts'
import { type Cast, countOf, followingFrom, languageOf, mailOf } from '../cast.ts'
import { formsIn } from '../form.ts'
import { allOf, textOf } from '../html.ts'
import type { Letter } from '../mailbox.ts'
import { expectPage, idIn } from '../office.ts'
import { figures, HEADLINES, importTable, REPORTING, reportLine, SILENT, speakerOf } from '../regions.ts'
import type { Stage } from '../stage.ts'
import { unique } from './answers.ts'
import { passDays } from './between.ts'

/** The table of the autumn, as somebody has kept it in a spreadsheet. */
export async function importHistory(stage: Stage, cast: Cast): Promise<void> {
  const lines = REPORTING.flatMap(({ code, used, left }) =>
    left.map((rest, at) =>
      reportLine(code, ['30.09.2025', '31.10.2025', '30.11.2025'][at] ?? '', rest, used),
    ),
  )
  const { taken, tried } = await importTable(cast, lines)
  stage.record.check('the table of the autumn', 'is shown line by line and taken over whole', {
    expected: [18, true],
    seen: [
      (tried.text.match(/новый отчёт/g) ?? []).length,
      taken.text.includes('отчитались 6 из 6 мест, ноябрь 2025 г.'),
    ],
  })
}

/** Four of six regions report for December, three of them by link; two are silent. */
export async function reportStock(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('The regions report their stock by link; the page and the digest say when it ends')
  checkRequests(stage)
  stage.clock.moveTo('2026-01-09 10:00')
  await confirmOdd(stage)
  await refuseEmpty(stage)
  await correct(stage)
  await importOne(stage, cast)
  stage.record.check('nobody', 'gets mail for a report', {
    expected: [],
    seen: followingFrom(await stage.tick()).map(({ kind, to }) => `${kind} ${to}`),
  })
  await addKazakhReader(cast)
  const monday = (await passDays(stage, '2026-01-12'))['2026-01-12'] ?? []
  await checkPages(stage, cast)
  checkReminded(stage, monday)
  checkDigests(stage, cast, monday)
  await endRole(cast)
  await stage.checkMails()
}

function checkRequests(stage: Stage): void {
  const asked = stage.letters.filter(({ kind }) => kind === 'stock_request')
  const said = asked.map(({ to, subject, headers }) => [
    to,
    languageOf(subject),
    dayOf(headers.get('date') ?? ''),
  ])
  stage.record.check(
    'six regions',
    'are asked on the first working day, each in its language, with one link',
    {
      expected: [
        REPORTING.map(({ code }) => speakerOf(code))
          .map(({ email, lang }) => [email, lang, '2026-01-05'])
          .sort(byFirst),
        [1],
      ],
      seen: [
        said.sort(byFirst),
        unique(asked.map(({ links }) => links.filter((one) => one.includes('/p/')).length)),
      ],
      mails: asked,
    },
  )
}

function byFirst([a = '']: readonly string[], [b = '']: readonly string[]): number {
  return a < b ? -1 : 1
}

function dayOf(date: string): string {
  return new Date(date).toISOString().slice(0, 10)
}

async function openLink(stage: Stage, code: string): Promise<{ browser: Browser; page: Page }> {
  const { browser, page } = await stage.follow(speakerOf(code).email, 'stock_request')
  return { browser, page: expectPage(page) }
}

async function confirmOdd(stage: Stage): Promise<void> {
  const { browser, page } = await openLink(stage, 'REG-01')
  const asked = await browser.send(page, '/stock', figures(67, 60))
  const thanked = await browser.send(asked, '/stock', { confirm: ['on'] })
  stage.record.check(
    'three times as much as before',
    'is asked back, and taken when somebody says that it is so',
    {
      expected: [400, true, 200, true],
      seen: [
        asked.status,
        asked.text.includes('В предыдущие месяцы в среднем было 20. Всё верно?'),
        thanked.status,
        thanked.text.includes('Отчёт за декабрь 2025 г. принят. Спасибо.'),
      ],
    },
  )
}

async function refuseEmpty(stage: Stage): Promise<void> {
  const { browser, page } = await openLink(stage, 'REG-02')
  const empty = await browser.send(page, '/stock', figures(20, ''))
  const again = await browser.open(page.url)
  const thanked = await browser.send(empty, '/stock', figures(20, 80))
  stage.record.check('an empty field', 'is no zero: it is refused, and nothing is recorded', {
    expected: [400, true, 200, false],
    seen: [empty.status, hasForm(again), thanked.status, hasForm(thanked)],
  })
}

function hasForm({ html }: Page): boolean {
  return html.includes('name="on_hand"')
}

async function correct(stage: Stage): Promise<void> {
  const { browser, page } = await openLink(stage, 'REG-05')
  expectPage(await browser.send(page, '/stock', figures(20, 90)))
  const again = await browser.open(page.url)
  const corrected = await browser.send(again, '/stock', figures(20, 80))
  stage.record.check('a slip', 'is put right behind the same link, and both reports stay', {
    expected: [true, true],
    seen: [
      again.text.includes('За этот месяц отчёт уже есть. Ваш заменит его; прежний сохранится.'),
      expectPage(corrected).text.includes('исправлен'),
    ],
  })
}

async function importOne(stage: Stage, cast: Cast): Promise<void> {
  const { tried, taken } = await importTable(cast, [reportLine('REG-19', '31.12.2025', 40, 20)])
  stage.record.check(
    'one region',
    'sent a table, which the coordinator imports; four of six have reported now',
    {
      expected: [1, true],
      seen: [
        (tried.text.match(/новый отчёт/g) ?? []).length,
        taken.text.includes('отчитались 4 из 6 мест, декабрь 2025 г.'),
      ],
    },
  )
}

const KAZAKH_READER = 'aigerim.seitkali'

/** The ministry follows the supply, too, and reads Kazakh. */
async function addKazakhReader({ organiser, dialogueId }: Cast): Promise<void> {
  const dialogue = `/dialogues/${dialogueId}`
  await organiser.submit(dialogue, `${dialogue}/roles`, { email: mailOf(KAZAKH_READER), role: 'coordinator' })
}

async function endRole({ organiser, dialogueId }: Cast): Promise<void> {
  const page = await organiser.open(`/dialogues/${dialogueId}`)
  const row = allOf(page.root, 'tr').find((one) => textOf(one).includes('Seitkali'))
  const [form] = row ? formsIn(row) : []
  expectPage(await organiser.send(page, form?.action ?? ''))
}

async function checkPages(stage: Stage, cast: Cast): Promise<void> {
  const { coordinator, organiser, medicineId } = cast
  const [page, home, english] = [
    await coordinator.open(`/supply/${medicineId}`),
    await coordinator.open('/'),
    await organiser.open('/'),
  ]
  stage.record.check('the page of the medicine and the first page', 'say the one sentence', {
    expected: [true, true, true],
    seen: [
      page.text.includes(HEADLINES.ru),
      home.text.includes(HEADLINES.ru),
      english.text.includes(HEADLINES.en),
    ],
  })
}

function checkReminded(stage: Stage, monday: readonly Letter[]): void {
  const reminded = monday.filter(({ kind }) => kind.startsWith('stock'))
  stage.record.check('on the day it is due', 'the two silent regions are reminded, nobody else', {
    expected: [{ stock_reminder: 2 }, SILENT.map((code) => speakerOf(code).email).sort()],
    seen: [countOf(reminded.map(({ kind }) => kind)), reminded.map(({ to }) => to).sort()],
    mails: reminded,
  })
}

function checkDigests(stage: Stage, cast: Cast, monday: readonly Letter[]): void {
  const readers = {
    ru: cast.coordinator.email,
    en: cast.organiser.email,
    kk: mailOf(KAZAKH_READER),
  }
  const digests = LOCALES.flatMap((lang) =>
    monday.filter(({ kind, to }) => kind === 'digest' && to === readers[lang]),
  )
  stage.record.check('the Monday digest', 'says the same sentence, in all three languages', {
    expected: LOCALES.map((lang) => [readers[lang], lang, true]),
    seen: digests.map(({ to, lang, text }) => [
      to,
      lang,
      LOCALES.some((one) => one === lang && inOneLine(text).includes(HEADLINES[one])),
    ]),
    mails: digests,
  })
}

/** Mail programs break lines where they like. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

/** The reports were promised, too: what a region says of its stock by link is its report on the month. */
export async function countPeriods(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin(
    'The monthly reports become a recurring commitment: a stock report is the report on its month',
  )
  stage.clock.moveTo('2026-01-29 10:00')
  const periods = await makeRecurring(cast)
  await stage.tick()
  const before = await cast.coordinator.open(periods)
  stage.clock.moveTo('2026-02-02 10:00')
  const mails = followingFrom(await stage.tick()).filter(({ to }) =>
    REPORTING.some(({ code }) => speakerOf(code).email === to),
  )
  const { browser, page } = await openLink(stage, 'REG-02')
  expectPage(await browser.send(page, '/stock', figures(20, 60)))
  const after = await cast.coordinator.open(periods)
  stage.record.check(
    'January',
    'is asked for by one mail to each region, and counts one of six with the first report',
    {
      expected: [
        { stock_request: 6 },
        'январь 2026 г. 06.02.2026 0 из 6',
        'январь 2026 г. 06.02.2026 1 из 6',
      ],
      seen: [countOf(mails.map(({ kind }) => kind)), countIn(before), countIn(after)],
      mails,
    },
  )
  await stage.checkMails()
}

/** The first row of a table that counts: the period, its day, how many of how many. */
function countIn(page: Page): string {
  const counts = tableRows(page).map((row) => row.join(' '))
  return counts.find((row) => / из 6$/.test(row)) ?? ''
}

/** @returns the path of its periods. */
async function makeRecurring({ coordinator, dialogueId, directory, medicineId }: Cast): Promise<string> {
  const promise = SUPPLY_PROMISES.find(({ number }) => number === 5)
  const path = `/dialogues/${dialogueId}/commitments`
  const recorded = await coordinator.submit(`${path}/new`, path, {
    ...Object.fromEntries(LOCALES.map((lang) => [`text_${lang}`, promise?.text[lang] ?? ''])),
    authoritative: 'ru',
    lead: named(directory.institutions, 'RSPCMH'),
    supporters: REPORTING.map(({ code }) => named(directory.institutions, code)),
    due_date: '2026-12-31',
    due_precision: 'year',
    agreed: ['on'],
  })
  const own = `/commitments/${idIn(recorded)}`
  const rhythm = { first: '2026-01', last: '2026-12', medicine: medicineId }
  await coordinator.submit(`${own}/recurrence`, `${own}/recurrence`, rhythm)
  return `${own}/periods`
}
