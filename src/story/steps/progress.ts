/** Step 16: a commitment gets its steps; its lead says how they stand and asks for another date, all by link. */

import { type Browser, linksIn, linkTo, type Page, tableRows } from '../browser.ts'
import { type Cast, followingFrom, mailOf } from '../cast.ts'
import type { Entered } from '../form.ts'
import { expectPage } from '../office.ts'
import type { Stage } from '../stage.ts'

const LEAD = 'yerlan.sultanov'
const REASON = 'Өнім беруші шартты 13 ақпанға дейін қайтарады.'

/** Budget, tender and contract of the template, planned back from the due date; then what came of them. */
export async function planTheContract(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin(16, 'A commitment gets its steps; its lead reports on them and asks for another date')
  stage.clock.moveTo('2026-01-08 10:00')
  await applyTemplate(stage, cast)
  const link = await stage.follow(mailOf(LEAD), 'promised')
  await sayHowStepsStand(stage, cast, link)
  await askForAnotherDate(stage, cast, link)
  await grantIt(stage, cast)
  await stage.checkMails()
}

/** Titles of the template in the order of its steps, as the organiser reads them. */
const STEPS = ['Budget line', 'Tender or purchase', 'Contract']

async function applyTemplate(stage: Stage, cast: Cast): Promise<void> {
  const path = `/commitments/${cast.commitments.get('contract')}`
  const template = `${path}/steps/template`
  const applied = await cast.coordinator.submit(`${template}?template=procurement`, template, {
    anchor: 'end',
    on: '2025-12-26',
    steps: ['3', '4', '5'],
  })
  stage.record.check('the coordinator', 'sees three steps planned back from the due date', {
    expected: ['27.09.2025', '26.11.2025', '26.12.2025'],
    seen: tableRows(applied)
      .filter((row) => row.length === 5)
      .slice(1, 4)
      .map(([, , planned]) => planned),
  })
}

/** Planned and expected end of each step, in English. */
async function datesIn(cast: Cast): Promise<string[]> {
  const page = await cast.organiser.open(`/commitments/${cast.commitments.get('contract')}`)
  return tableRows(page)
    .filter(([title = '', , planned = '']) => STEPS.some((step) => title.startsWith(step)) && planned)
    .map((row) => row.join(' | '))
}

interface Link {
  readonly browser: Browser
  readonly page: Page
}

async function sayHowStepsStand(stage: Stage, cast: Cast, link: Link): Promise<void> {
  console.log(await datesIn(cast))
  await say(link, 0, { kind: 'done', on: '2025-12-15', words: 'Бюджет туралы бұйрық № 812' })
  await say(link, 1, { kind: 'forecast', on: '2026-01-14', words: 'Өтінімдер бағалануда.' })
  console.log(await datesIn(cast))
  console.log((await cast.organiser.open(`/commitments/${cast.commitments.get('contract')}`)).text)
}

async function say({ browser, page }: Link, at: number, entered: Entered): Promise<void> {
  const fresh = await browser.open(page.url)
  const paths = [...new Set(linksIn(fresh).map(({ href }) => href))].filter((href) => /\/steps\//.test(href))
  console.log(paths)
  const path = paths.at(at) ?? ''
  const form = expectPage(await browser.open(path))
  expectPage(await browser.send(form, path, entered))
}

async function askForAnotherDate(stage: Stage, cast: Cast, { browser, page }: Link): Promise<void> {
  const asking = expectPage(await browser.open(linkTo(page, /\/due-request$/)))
  const asked = await browser.send(asking, '/due-request', {
    due_date: '2026-02-13',
    due_precision: 'day',
    reason: REASON,
  })
  console.log(expectPage(asked).text)
  console.log(followingFrom(await stage.tick()).map((m) => `${m.kind} ${m.to}`))
}

async function grantIt(stage: Stage, cast: Cast): Promise<void> {
  const home = await cast.coordinator.open('/')
  console.log(home.text)
  const commitment = await cast.coordinator.open(linkTo(home, /due-requests|\/commitments\/\w+$/))
  const grant = linkTo(commitment, /\/due-requests\/\w+\/grant$/)
  const granted = await cast.coordinator.submit(grant, grant)
  console.log(granted.text)
  console.log(followingFrom(await stage.tick()).map((m) => `${m.kind} ${m.to}`))
}
