/** A commitment gets its steps; its lead says how they stand and asks for another date, all by link. */

import { type Browser, linksIn, linkTo, type Page, tableRows } from '../browser.ts'
import { type Cast, followingFrom, languageOf, mailOf } from '../cast.ts'
import type { Entered } from '../form.ts'
import { expectPage } from '../office.ts'
import type { Stage } from '../stage.ts'

const LEAD = 'yerlan.sultanov'
const REASON = 'Өнім беруші шартты 13 ақпанға дейін қайтарады.'

/** Three steps of the template, planned back from the due date; then what came of them. */
export async function planTheContract(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('A commitment gets its steps; its lead reports on them and asks for another date')
  stage.clock.moveTo('2026-01-08 10:00')
  await applyTemplate(stage, cast)
  const link = await stage.follow(mailOf(LEAD), 'promised')
  await sayHowStepsStand(stage, cast, link)
  await askForAnotherDate(stage, link)
  await grantIt(stage, cast)
  await stage.checkMails()
}

async function applyTemplate(stage: Stage, cast: Cast): Promise<void> {
  const template = `/commitments/${cast.commitments.get('contract')}/steps/template`
  await cast.coordinator.submit(`${template}?template=procurement`, template, {
    anchor: 'end',
    on: '2025-12-26',
    steps: ['3', '4', '5'],
  })
  stage.record.check('the template', 'gives three steps back from the due date, all of them late by now', {
    expected: [
      ['Budget line', '27 Sep 2025', '8 Jan 2026 +103 days'],
      ['Tender or purchase', '26 Nov 2025', '9 Mar 2026 +103 days'],
      ['Contract', '26 Dec 2025', '8 Apr 2026 +103 days'],
    ],
    seen: await stepsNow(cast),
  })
}

/** Titles of the template, as the organiser reads them. */
const TITLES = ['Budget line', 'Tender or purchase', 'Contract']

/** Title, planned and expected end of each step. */
async function stepsNow(cast: Cast): Promise<string[][]> {
  const page = await cast.organiser.open(`/commitments/${cast.commitments.get('contract')}`)
  return tableRows(page).flatMap(([step = '', owner, planned = '', expected = '']) => {
    const title = TITLES.find((one) => step.startsWith(one))
    return title && owner === 'Distributor (demo)' ? [[title, planned, expected]] : []
  })
}

interface Link {
  readonly browser: Browser
  readonly page: Page
}

async function sayHowStepsStand(stage: Stage, cast: Cast, link: Link): Promise<void> {
  await sayOfFirst(link, { kind: 'done', on: '2025-12-15', words: 'Бюджет туралы бұйрық № 812' })
  stage.record.check('one step done', 'moves what is expected of the others', {
    expected: ['15 Dec 2025 +79 days', '13 Feb 2026 +79 days', '15 Mar 2026 +79 days'],
    seen: (await stepsNow(cast)).map(([, , expected]) => expected),
  })
  await sayOfFirst(link, { kind: 'forecast', on: '2026-01-14', words: 'Өтінімдер бағалануда.' })
  stage.record.check('a later forecast', 'moves the step after it; the plan stays', {
    expected: [
      ['Budget line', '27 Sep 2025', '15 Dec 2025 +79 days'],
      ['Tender or purchase', '26 Nov 2025', '14 Jan 2026 +49 days'],
      ['Contract', '26 Dec 2025', '13 Feb 2026 +49 days'],
    ],
    seen: await stepsNow(cast),
  })
  const page = await cast.organiser.open(`/commitments/${cast.commitments.get('contract')}`)
  stage.record.check('the commitment', 'is expected with its last step, the due date stays', {
    expected: [true, true],
    seen: [
      page.text.includes('Forecast by the steps 13 Feb 2026 · 77 days later than first agreed'),
      page.text.includes('Due 26 Dec 2025 moved once, 28 days later in all'),
    ],
  })
}

/** Says something of the first step that is not settled: a done one has a page too, but no form. */
async function sayOfFirst({ browser, page }: Link, entered: Entered): Promise<void> {
  const steps = linksIn(expectPage(await browser.open(page.url))).filter(({ href }) => /\/steps\//.test(href))
  for (const { href } of steps) {
    const shown = expectPage(await browser.open(href))
    if (!shown.html.includes('<form')) continue
    expectPage(await browser.send(shown, href, entered))
    return
  }
  throw new Error(`${page.url} has no step of which anything can be said`)
}

async function askForAnotherDate(stage: Stage, { browser, page }: Link): Promise<void> {
  const form = expectPage(await browser.open(linkTo(page, /\/due-request$/)))
  const asked = { due_date: '2026-02-13', due_precision: 'day', reason: REASON }
  const answer = expectPage(await browser.send(form, '/due-request', asked))
  stage.record.check('the lead', 'reads in Kazakh what was asked for and that nobody has answered', {
    expected: true,
    seen: answer.text.includes('Сұралған мерзім: 13.02.2026. Үйлестіруші әлі жауап берген жоқ.'),
  })
}

/** The coordinator finds the request on the start page and grants it. */
async function grantIt(stage: Stage, cast: Cast): Promise<void> {
  const home = await cast.coordinator.open('/')
  const asked = linksIn(home).find(({ text }) => text === 'C-01: просят срок 13.02.2026')
  stage.record.check('the start page', 'says what is asked for, why and since when', {
    expected: [['C-01: просят срок 13.02.2026', REASON, '08.01.2026']],
    seen: tableRows(home).filter(([first = '']) => first.startsWith('C-01: просят')),
  })
  await stage.tick()
  const page = await cast.coordinator.open(asked?.href ?? '')
  const grant = page.title.includes('C-01') ? linkTo(page, /\/due-requests\/\w+\/grant$/) : page.url
  const granted = await cast.coordinator.submit(grant, '/grant')
  stage.record.check('the slip', 'is shown: two moves, 77 days in all, as the steps foretell', {
    expected: [true, true],
    seen: [
      granted.text.includes('Срок исполнения 13.02.2026 срок перенесён 2 раза, всего на 77 дней позже'),
      granted.text.includes('Прогноз по этапам 13.02.2026 · на 77 дней позже первоначального срока'),
    ],
  })
  const mails = followingFrom(await stage.tick())
  stage.record.check('the lead', 'is told the new date in Kazakh, nobody else is written to', {
    expected: [[`due_moved ${mailOf(LEAD)}`], 'kk', true],
    seen: [
      mails.map(({ kind, to }) => `${kind} ${to}`),
      languageOf(mails[0]?.subject ?? ''),
      (mails[0]?.text ?? '').includes('13.02.2026'),
    ],
    mails,
  })
}
