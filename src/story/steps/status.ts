/** Before the second meeting every lead institution says once how all of its commitments stand. */

import { named } from '../../example/moment.ts'
import { LOCALES } from '../../kernel/locale.ts'
import { readTable } from '../../tables/table.ts'
import { linksIn, tableRows } from '../browser.ts'
import { type Cast, followingFrom, mailOf } from '../cast.ts'
import type { Entered } from '../form.ts'
import type { Letter } from '../mailbox.ts'
import { expectPage, idIn } from '../office.ts'
import type { Stage } from '../stage.ts'
import { reportBy } from './between.ts'

/** What was deferred returns, then one request to all leads, answered by link, kept as a paper. */
export async function askForStatus(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('Before the second meeting: what was deferred returns, one request asks for the status')
  stage.clock.moveTo('2026-01-15 10:00')
  await planSecondMeeting(cast)
  await promiseStocks(cast)
  await carryOver(stage, cast)
  await stage.tick()
  const status = await sendRequest(stage, cast)
  await answerByLink(stage)
  await remindSilent(stage, cast, status)
  await readPaper(stage, cast, status)
  await freezePaper(stage, cast, status)
  await layBeforeMeeting(stage, cast, status)
  await stage.checkMails()
}

const TITLES: Readonly<Record<string, string>> = {
  kk: 'Екінші көпжақты диалог (мамыр)',
  ru: 'Второй многосторонний диалог (май)',
  en: 'Second multilateral dialogue (May)',
}

async function planSecondMeeting(cast: Cast): Promise<void> {
  const meetings = `/dialogues/${cast.dialogueId}/meetings`
  const planned = await cast.organiser.submit(`${meetings}/new`, meetings, {
    ...Object.fromEntries(LOCALES.map((lang) => [`title_${lang}`, TITLES[lang] ?? ''])),
    day_1: '14.05.2026',
    starts_1: '9:00',
    ends_1: '17:00',
    previous_meeting: cast.meetingId,
  })
  cast.followUpId = idIn(planned)
}

/** Recorded outside a meeting, so that one institution has two to answer for. */
async function promiseStocks(cast: Cast): Promise<void> {
  const commitments = `/dialogues/${cast.dialogueId}/commitments`
  const recorded = await cast.coordinator.submit(`${commitments}/new`, commitments, {
    text_ru: 'Ежемесячно сообщать остатки препаратов на складе.',
    authoritative: 'ru',
    lead: named(cast.directory.institutions, 'DIST'),
    due_date: '2026-03-02',
    due_precision: 'day',
    agreed: ['on'],
  })
  cast.commitments.set('stocks', idIn(recorded))
}

const DEFERRED = 'Voices of services and patients'

/** One item was not reached in October: it comes back as itself. */
async function carryOver(stage: Stage, cast: Cast): Promise<void> {
  const agenda = `/meetings/${cast.meetingId}/agenda`
  const before = await cast.organiser.open(agenda)
  const item =
    linksIn(before)
      .find(({ text }) => text.endsWith(DEFERRED))
      ?.href.split('/')
      .at(-1) ?? ''
  await cast.organiser.submit(agenda, `${agenda}/items/${item}/deferral`)
  const carry = `/meetings/${cast.followUpId}/agenda/carry-over`
  const offered = await cast.organiser.open(carry)
  stage.record.check(
    'the second meeting',
    'is offered what was deferred, with its reason, and what was not taken',
    {
      expected: [true, 10],
      seen: [
        offered.text.includes(`${DEFERRED} deferred · on the agenda of 14 Oct 2025`),
        offered.text.split('not taken · on the agenda of 14 Oct 2025').length - 1,
      ],
    },
  )
  const carried = expectPage(await cast.organiser.send(offered, carry, { item: [item] }))
  stage.record.check('the item', 'keeps its identity: first day, number of agendas, rule and presenter', {
    expected: [
      `${DEFERRED} Discussion · Chatham House: no speaker is recorded · carried over ` +
        'first on the agenda of 14 Oct 2025, on 2 agendas',
    ],
    seen: tableRows(carried).flatMap(([, title = '']) => (title.startsWith(DEFERRED) ? [title] : [])),
  })
}

/** All open commitments are ticked; the letters are read first, then sent at once. */
async function sendRequest(stage: Stage, cast: Cast): Promise<string> {
  const list = `/dialogues/${cast.dialogueId}/status`
  const preview = await cast.coordinator.submit(`${list}/new?meeting=${cast.followUpId}`, list, {
    due_on: '2026-01-21',
    words_ru: 'Отчёт нужен к повестке второго заседания.',
  })
  stage.record.check('the preview', 'says what will go out: who waits to be verified is not asked', {
    expected: [true, true, 0],
    seen: [
      preview.text.includes('Будет отправлено: 4 письма 3 организациям. Пока ничего не отправлено.'),
      preview.text.includes('Уполномоченный орган (демо) 1 Отчитываться не о чем: всё на проверке'),
      followingFrom(await stage.tick()).length,
    ],
  })
  const status = new URL(preview.url).pathname
  await cast.coordinator.submit(status, '/sending')
  const mails = followingFrom(await stage.tick())
  stage.record.check('three institutions', 'are asked once, each in its own language', {
    expected: [
      'status_request marie.lindqvist en',
      'status_request tatyana.kim ru',
      'status_request umit.sarsenbayeva kk',
      'status_request yerlan.sultanov kk',
    ],
    seen: mails.map(addressOf),
    mails,
  })
  return status
}

function addressOf({ kind, to, lang }: Letter): string {
  return `${kind} ${to.split('@')[0]} ${lang}`
}

/** One says something of one of its two commitments, one of all it owes, one nothing at all. */
async function answerByLink(stage: Stage): Promise<void> {
  stage.clock.moveTo('2026-01-16 11:00')
  const half = await tell(stage, 'yerlan.sultanov', {
    claim_1: 'in_progress',
    words_1: 'Шарт жобасы келісілуде.',
  })
  stage.record.check(
    'the distributor',
    'answers for both of its commitments on one page, and sees no other',
    {
      expected: [['C-01', 'C-06'], true],
      seen: [codesIn(half.asked), half.said.includes('Осы анықтама үшін хабарланды: 16.01.2026, Орындалуда')],
    },
  )
  const whole = await tell(stage, 'marie.lindqvist', {
    claim_5: 'in_progress',
    words_5: 'The first half is translated.',
  })
  stage.record.check('the health organisation', 'answers for its one', {
    expected: [['C-05'], true],
    seen: [codesIn(whole.asked), whole.said.includes('Reported for this paper: 16 Jan 2026, In progress')],
  })
}

async function tell(stage: Stage, person: string, entered: Entered) {
  const { browser, page } = await stage.follow(mailOf(person), 'status_request')
  const taken = expectPage(await browser.send(expectPage(page), '/status', entered))
  return { asked: page.text, said: taken.text }
}

function codesIn(text: string): string[] {
  return [...new Set(text.match(/C-\d\d/g) ?? [])]
}

async function remindSilent(stage: Stage, cast: Cast, status: string): Promise<void> {
  stage.clock.moveTo('2026-01-19 10:00')
  await stage.tick()
  await cast.coordinator.submit(status, '/reminder')
  const mails = followingFrom(await stage.tick())
  stage.record.check('a reminder', 'goes to the silent one and to the one that answered in part', {
    expected: [
      'status_reminder tatyana.kim ru',
      'status_reminder umit.sarsenbayeva kk',
      'status_reminder yerlan.sultanov kk',
    ],
    seen: mails.map(addressOf),
    mails,
  })
}

/** What the paper says, by commitment: how its institution answered, state, last report. */
const PAPER = [
  ['C-03', 'GPO (demo)', 'No answer', 'Not started', 'no report'],
  ['C-02', 'CNA (demo)', 'Not asked', 'Reported done, to be checked', 'Done'],
  ['C-01', 'Distributor (demo)', 'Answered in part', 'In progress', 'In progress'],
  ['C-06', 'Distributor (demo)', 'Answered in part', 'Not started', 'no report'],
  ['C-05', 'WHO (demo)', 'Answered', 'In progress', 'In progress'],
]
const NUMBERS =
  'Totals · 1 of 3 institutions answered (1 in part) ' +
  'Commitments 5 Not started 2 In progress 2 Reported done, to be checked 1 No report 2'

async function readPaper(stage: Stage, cast: Cast, status: string): Promise<void> {
  stage.clock.moveTo('2026-01-22 10:00')
  await stage.tick()
  const page = await cast.organiser.open(status)
  stage.record.check(
    'the paper',
    'says how many answered beside its numbers; silence is a state of its own',
    {
      expected: [true, true],
      seen: [page.text.includes(NUMBERS), page.text.includes('GPO (demo) No answer')],
    },
  )
  const { header, rows } = await tableAt(cast, `${status}/paper.xlsx`)
  const shown = ['№', 'Lead institution', 'The institution answered', 'Status', 'Last report']
  stage.record.check('the table', 'read back from XLSX, holds one row for each commitment', {
    expected: PAPER,
    seen: rows.map(({ cells }) => shown.map((head) => cells[header.indexOf(head)])),
  })
  const document = await cast.organiser.download(`${status}/paper.docx`)
  stage.record.check('the document', 'comes as DOCX', {
    expected: 'PK',
    seen: new TextDecoder().decode(document.subarray(0, 2)),
  })
}

async function tableAt(cast: Cast, path: string) {
  const table = await readTable({ name: 'paper.xlsx', bytes: await cast.organiser.download(path) })
  if (!table.ok) throw new Error(`${path}: ${table.messageKey}`)
  return table.value
}

/** Closed, it stays what it was: what is reported afterwards stands in the next one. */
async function freezePaper(stage: Stage, cast: Cast, status: string): Promise<void> {
  await cast.coordinator.submit(status, '/closing')
  const kept = await tableAt(cast, `${status}/paper.xlsx`)
  stage.clock.moveTo('2026-01-22 15:00')
  await reportBy(stage, 'marie.lindqvist', { kind: 'promised', claim: 'blocked', text: 'No translator.' })
  const page = await cast.organiser.open(status)
  stage.record.check('the closed paper', 'stays as it was although a report came later', {
    expected: [true, true, JSON.stringify(kept)],
    seen: [
      page.text.includes('Closed on 22 Jan 2026 10:00. The paper stays as it was.'),
      page.text.includes(NUMBERS),
      JSON.stringify(await tableAt(cast, `${status}/paper.xlsx`)),
    ],
  })
  const late = await stage.follow(mailOf('umit.sarsenbayeva'), 'status_reminder')
  stage.record.check('who was silent', 'finds the request closed and nothing to fill in', {
    expected: [200, true, false],
    seen: [
      late.page.status,
      late.page.text.includes('Сұрау жабылған. Хабарланғаны:'),
      late.page.html.includes('<textarea'),
    ],
  })
}

async function layBeforeMeeting(stage: Stage, cast: Cast, status: string): Promise<void> {
  const laid = await cast.organiser.submit(status, '/agenda')
  const agenda = await cast.organiser.open(`/meetings/${cast.followUpId}/agenda`)
  stage.record.check('the second meeting', 'has it as matters arising, after the item that returned', {
    expected: [true, ['Voices of services and patients', 'Matters arising: status of commitments']],
    seen: [
      linksIn(laid).some(({ href }) => href.startsWith(`/meetings/${cast.followUpId}/agenda#item-`)),
      tableRows(agenda).flatMap(([time = '', title = '']) =>
        /^\d\d:\d\d/.test(time) ? [title.split(/ (?:Discussion|Follow-up) /)[0]] : [],
      ),
    ],
  })
  stage.record.check('below it', 'stands what is due before the meeting; late is what is late today', {
    expected: [
      ['C-03', 'Not started late by 22 days no report'],
      ['C-01', 'In progress'],
      ['C-06', 'Not started'],
      ['C-05', 'Blocked'],
    ],
    seen: tableRows(agenda).flatMap((row) => (/^C-/.test(row[0] ?? '') ? [[row[0], row.at(-1)]] : [])),
  })
}
