/** Six regions write their plans by link; the ministry answers them, the matrix adds up, an activity becomes a promise. */

import { named } from '../../example/moment.ts'
import { LOCALES, type Locale } from '../../kernel/locale.ts'
import { type Browser, linksIn, linkTo, type Page, tableRows } from '../browser.ts'
import { type Cast, countOf, followingFrom, mailOf } from '../cast.ts'
import type { Entered } from '../form.ts'
import { expectPage, idIn } from '../office.ts'
import type { Stage } from '../stage.ts'

interface Region {
  readonly code: string
  readonly person: string
  readonly lang: Locale
}

const REGIONS: readonly Region[] = [
  { code: 'REG-01', person: 'yerlan.abdrakhman', lang: 'ru' },
  { code: 'REG-02', person: 'gulsim.zholdasbay', lang: 'kk' },
  { code: 'REG-05', person: 'valentina.sidorenko', lang: 'ru' },
  { code: 'REG-08', person: 'viktor.schmidt', lang: 'ru' },
  { code: 'REG-12', person: 'anna.belova', lang: 'ru' },
  { code: 'REG-14', person: 'qalima.amirkhan', lang: 'kk' },
]
const MINISTRY = 'aigerim.seitkali'
/** Sent back, as the ministry reads their names: the first of them is corrected and approved. */
const RETURNED = ['Қарағанды облысының', 'Павлодар облысының', 'Түркістан облысының']
const CORRECTING = 'viktor.schmidt'
const REMARK = 'Неше дәрігер қатысатынын көрсетіңіз.'

/** From the template to the matrix. */
export async function gatherPlans(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin(
    'Six regions write plans by link; three come back, one is approved, an activity is promised',
  )
  stage.clock.moveTo('2026-02-12 10:00')
  await stage.tick()
  const template = await askForPlans(stage, cast)
  stage.clock.moveTo('2026-02-16 10:00')
  await stage.tick()
  for (const region of REGIONS) await writePlan(stage, region)
  await checkHandedIn(stage, cast, template)
  await sendBack(stage)
  await correct(stage)
  await readMatrix(stage, cast, template)
  await promiseActivity(stage, cast, template)
  await stage.checkMails()
}

const TITLES: Readonly<Record<Locale, string>> = {
  kk: 'Өңірлік іс-шаралар жоспары, 2026 жыл',
  ru: 'План мероприятий региона на 2026 год',
  en: 'Regional plan of activities for 2026',
}

async function askForPlans(stage: Stage, cast: Cast): Promise<string> {
  const plans = `/dialogues/${cast.dialogueId}/plans`
  const made = await cast.coordinator.submit(`${plans}/new`, plans, {
    ...Object.fromEntries(LOCALES.map((lang) => [`title_${lang}`, TITLES[lang]])),
    from: '2026-03-01',
    to: '2026-12-31',
    wanted_message: 'no',
    wanted_channel: 'no',
  })
  const template = `/plans/${idIn(made)}`
  await cast.coordinator.submit(`${template}/owners`, `${template}/owners`, {
    institutions: REGIONS.map(({ code }) => named(cast.directory.institutions, code)),
    monitor: named(cast.directory.institutions, 'MOH'),
    due_on: '2026-03-13',
  })
  await cast.coordinator.submit(`${template}/sending`, '/sending')
  const mails = followingFrom(await stage.tick()).filter(({ kind }) => kind !== 'reminder')
  stage.record.check('six regions', 'are asked at once, each in the language of who answers for it', {
    expected: REGIONS.map(({ person, lang }) => `plan_request ${mailOf(person)} ${lang}`).sort(),
    seen: mails.map(({ kind, to, lang }) => `${kind} ${to} ${lang}`).sort(),
    mails,
  })
  return template
}

/** Audience, activities, handing in; the first region types with the script at work. */
async function writePlan(stage: Stage, { code, person }: Region): Promise<void> {
  const { browser, page } = await stage.follow(mailOf(person), 'plan_request')
  const writing = expectPage(await browser.open(linkTo(page, /\/texts\/audience$/)))
  if (code === 'REG-01') await typeAndLose(stage, browser, writing)
  else expectPage(await browser.send(writing, '/texts/audience', { text: AUDIENCE }))
  for (const activity of activitiesOf(code)) {
    const form = expectPage(await browser.open(linkTo(page, /\/activities\/new$/)))
    expectPage(await browser.send(form, '/plan/activities', activity))
  }
  expectPage(await browser.send(await browser.open(page.url), '/presentation'))
}

const AUDIENCE = 'Врачи, полиция'

/** What is typed is saved meanwhile; a second window that has the old version is told so. */
async function typeAndLose(stage: Stage, browser: Browser, writing: Page): Promise<void> {
  stage.record.check('what is typed', 'is saved meanwhile, and never over what another window saved', {
    expected: [{ version: 1 }, { refused: 'plans.text_changed' }],
    seen: [
      await browser.save(writing, '/texts/audience', { text: AUDIENCE }),
      await browser.save(writing, '/texts/audience', { text: 'Врачи' }),
    ],
  })
}

const SEMINAR = {
  kind: 'training',
  title: 'Семинар для врачей',
  starts_on: '2026-04-06',
  ends_on: '2026-04-10',
  responsible: 'Главный нарколог',
  result: 'Врачи обучены',
}

function activitiesOf(code: string): Entered[] {
  if (code !== 'REG-08') return [SEMINAR]
  const police = { ...SEMINAR, title: 'Семинар для полиции', starts_on: '2026-05-04', ends_on: '2026-05-08' }
  const visit = {
    kind: 'monitoring',
    title: 'Выезд в районы',
    starts_on: '2026-06-01',
    ends_on: '2026-06-12',
  }
  return [SEMINAR, police, { ...SEMINAR, ...visit }]
}

async function checkHandedIn(stage: Stage, cast: Cast, template: string): Promise<void> {
  const page = await cast.organiser.open(template)
  stage.record.check('the template', 'shows six plans handed in, with how many activities each', {
    expected: [true, ['1', '1', '1', '3', '1', '1']],
    seen: [
      page.text.includes('6 plans: 6 handed in.'),
      tableRows(page).flatMap((row) => (row[1] === 'handed in' ? [row[4]] : [])),
    ],
  })
  stage.record.check('nobody', 'is written to for each plan alone', {
    expected: [],
    seen: followingFrom(await stage.tick()).map(({ kind }) => kind),
  })
  stage.clock.moveTo('2026-02-17 10:00')
  const mails = followingFrom(await stage.tick()).filter(({ to }) => to === mailOf(MINISTRY))
  stage.record.check(
    'the ministry',
    'hears the next morning of all plans that are there to be read, in one mail',
    {
      expected: { plan_presented: 1, links: 6 },
      seen: {
        ...countOf(mails.map(({ kind }) => kind)),
        links: mails.flatMap(({ links }) => links.filter((link) => link.includes('/p/'))).length,
      },
      mails,
    },
  )
}

/** Behind one of its links the ministry reaches all plans over which it watches. */
async function sendBack(stage: Stage): Promise<void> {
  stage.clock.moveTo('2026-02-18 10:00')
  await stage.tick()
  const { browser, page } = await stage.follow(mailOf(MINISTRY), 'plan_presented')
  const matrix = expectPage(await browser.open(linkTo(page, /\/plan\/matrix$/)))
  for (const region of RETURNED) await answer(browser, await planOf(browser, matrix, region), 'returned')
  const mails = followingFrom(await stage.tick())
  stage.record.check('three regions', 'read the remark, in the mail already', {
    expected: ['anna.belova', 'qalima.amirkhan', 'viktor.schmidt'].map((person) => `${mailOf(person)} true`),
    seen: mails.map(({ to, text }) => `${to} ${text.replace(/\s+/g, ' ').includes(REMARK)}`),
    mails,
  })
}

async function planOf(browser: Browser, matrix: Page, region: string): Promise<Page> {
  const link = linksIn(matrix).find(({ text }) => text.includes(region))
  return expectPage(await browser.open(link?.href ?? ''))
}

async function answer(browser: Browser, plan: Page, decision: 'approved' | 'returned'): Promise<void> {
  const remarks = decision === 'returned' ? { remark_result: REMARK } : {}
  expectPage(await browser.send(plan, '/answer', remarks, decision))
}

async function correct(stage: Stage): Promise<void> {
  const region = await stage.follow(mailOf(CORRECTING), 'plan_answer')
  const path = linkTo(region.page, /\/activities\/(?!new)\w+$/)
  const form = expectPage(await region.browser.open(path))
  expectPage(await region.browser.send(form, path, { result: 'Обучено 40 врачей' }))
  const corrected = await region.browser.open(region.page.url)
  expectPage(await region.browser.send(corrected, '/presentation'))
  stage.clock.moveTo('2026-02-19 10:00')
  await stage.tick()
  const ministry = await stage.follow(mailOf(MINISTRY), 'plan_presented')
  stage.record.check('the ministry', 'reads what was corrected beside its remark', {
    expected: [true, true],
    seen: ['Обучено 40 врачей', REMARK].map((words) => ministry.page.text.includes(words)),
  })
  await answer(ministry.browser, ministry.page, 'approved')
  const mails = followingFrom(await stage.tick())
  stage.record.check('the region', 'alone is told that its plan was approved', {
    expected: [`plan_answer ${mailOf(CORRECTING)}`],
    seen: mails.map(({ kind, to }) => `${kind} ${to}`),
    mails,
  })
}

const NOT_YET = ['—', '—', '—']
const MATRIX = [
  ['Health: Akmola Region (demo)', 'handed in', ...NOT_YET],
  ['Health: Aktobe Region (demo)', 'handed in', ...NOT_YET],
  ['Health: East Kazakhstan Region (demo)', 'handed in', ...NOT_YET],
  ['Health: Karaganda Region (demo)', 'approved', '2 planned', '1 planned', '3 planned'],
  ['Health: Pavlodar Region (demo)', 'returned', ...NOT_YET],
  ['Health: Turkistan Region (demo)', 'returned', ...NOT_YET],
]
/** Planned, reported, verified, silent, all. */
const ROLL_UP = [
  ['training', '2', '0', '0', '0', '2'],
  ['monitoring visit', '1', '0', '0', '0', '1'],
  ['Total', '3', '0', '0', '0', '3'],
]

async function readMatrix(stage: Stage, cast: Cast, template: string): Promise<void> {
  const matrix = await cast.organiser.open(`${template}/matrix`)
  stage.record.check('the matrix', 'says how complete it is and adds up what is approved, nothing else', {
    expected: [true, MATRIX, ROLL_UP],
    seen: [
      matrix.text.includes('6 plans: 3 handed in, 2 returned, 1 approved.'),
      tableRows(matrix).filter(([first = '']) => first.startsWith('Health: ')),
      tableRows(matrix).filter((row) => row.length === 6 && row[1] !== 'planned'),
    ],
  })
}

/** The institution leads, the last day of the activity is due, the ministry verifies. */
async function promiseActivity(stage: Stage, cast: Cast, template: string): Promise<void> {
  const matrix = await cast.organiser.open(`${template}/matrix`)
  const plan = linksIn(matrix).find(({ text }) => text === 'Health: Karaganda Region (demo)')?.href ?? ''
  const approved = await cast.organiser.open(plan)
  const [, activity = ''] = /name="activities" value="(\w+)"/.exec(approved.html) ?? []
  const promised = expectPage(await cast.organiser.send(approved, '/commitments', { activities: [activity] }))
  const page = await cast.organiser.open(linkTo(promised, /^\/commitments\/\w{26}$/))
  stage.record.check(
    'one activity',
    'is a commitment with lead, day and verifier, and leads back to its plan',
    {
      expected: [true, true, true],
      seen: [
        page.text.includes(
          `C-08 Not started only in Russian ${SEMINAR.title} ` +
            'Lead institution Health Department of Karaganda Region (demo)',
        ),
        page.text.includes('Due 10 Apr 2026 Verifying institution Ministry of Health (demo)'),
        linksIn(page).some(({ href, text }) => text === SEMINAR.title && href.startsWith(plan)),
      ],
    },
  )
  stage.record.check('the plan', 'offers the two others that are none yet, and not this one again', {
    expected: 2,
    seen: promised.html.split('name="activities"').length - 1,
  })
}
