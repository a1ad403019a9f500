/** Time passes between the meetings: reminders, reports, verification, a date that moves. */

import { addDays, type LocalDate, localDate } from '../../kernel/local-date.ts'
import { tableRows } from '../browser.ts'
import { type Cast, countOf, followingFrom, languageOf, mailOf } from '../cast.ts'
import type { Letter } from '../mailbox.ts'
import { expectPage } from '../office.ts'
import type { Stage } from '../stage.ts'

/** Kinds that come by themselves as the days go by. */
type Passed = Readonly<Record<string, readonly Letter[]>>

/** Lets every day from the next one to `last` begin in Astana and in Vienna; the letters come by their day. */
export async function passDays(stage: Stage, last: string): Promise<Passed> {
  const passed: Record<string, readonly Letter[]> = {}
  for (let day: LocalDate = addDays(stage.clock.today(), 1); day <= localDate(last); day = addDays(day, 1)) {
    stage.clock.moveTo(`${day} 08:00`)
    const early = await stage.tick()
    stage.clock.moveTo(`${day} 12:05`)
    passed[day] = [...early, ...(await stage.tick())]
  }
  return passed
}

/** `2025-10-15 ainur.rakhim`, for every reminder. */
function remindersIn(passed: Passed): string[] {
  return Object.entries(passed).flatMap(([day, letters]) =>
    letters.filter(({ kind }) => kind === 'reminder').map(({ to }) => `${day} ${to.split('@')[0]}`),
  )
}

function kindsIn(passed: Passed): Record<string, number> {
  return countOf(Object.values(passed).flatMap((letters) => letters.map(({ kind }) => kind)))
}

/** The ladder sends its reminders; a report within the window of a step takes its place. */
export async function letTimePass(stage: Stage, _cast: Cast): Promise<void> {
  stage.record.begin('Time passes: reminders on the ladder, none where a report came meanwhile')
  const first = await passDays(stage, '2025-11-02')
  stage.record.check('the ladder', 'reminds 30 and 14 days before', {
    expected: ['2025-10-15 ainur.rakhim', '2025-10-29 yerlan.sultanov', '2025-10-31 ainur.rakhim'],
    seen: remindersIn(first),
  })
  const reminders = Object.values(first).flatMap((letters) =>
    letters.filter(({ kind }) => kind === 'reminder'),
  )
  stage.record.check(
    'a reminder',
    'is Kazakh for its reader, holds no calendar and can be stopped with one click',
    {
      expected: [['kk', 'kk', 'kk'], [null, null, null], true],
      seen: [
        reminders.map(({ subject }) => languageOf(subject)),
        reminders.map(({ entry }) => entry),
        reminders.every(
          ({ headers }) => headers.get('list-unsubscribe-post') === 'List-Unsubscribe=One-Click',
        ),
      ],
      mails: reminders,
    },
  )
  stage.clock.moveTo('2025-11-03 15:00')
  await reportBy(stage, 'ainur.rakhim', {
    kind: 'reminder',
    claim: 'in_progress',
    text: 'Кездесу 5 қарашаға белгіленді.',
  })
  const second = await passDays(stage, '2025-11-12')
  stage.record.check('who reported on 3 November', 'gets no reminder on the 7th', {
    expected: [],
    seen: remindersIn(second),
  })
  stage.record.check('by themselves', 'only reminders and digests come', {
    expected: ['digest', 'reminder', 'sign_in'].filter((kind) => kind !== 'sign_in'),
    seen: Object.keys({ ...kindsIn(first), ...kindsIn(second) }).sort(),
  })
  await stage.checkMails()
}

interface Told {
  /** The kind of the letter whose link is used. */
  readonly kind: string
  readonly claim: string
  readonly text: string
  readonly evidence?: string
}

/** Somebody reports with the link of a letter. */
export async function reportBy(stage: Stage, person: string, { kind, ...told }: Told): Promise<void> {
  const { browser, page } = await stage.follow(mailOf(person), kind)
  const answer = await browser.send(expectPage(page), '/report', {
    claim: told.claim,
    text: told.text,
    evidence: told.evidence ?? '',
  })
  expectPage(answer)
}

/** Somebody of the verifying institution answers with the link of the request. */
async function verify(
  stage: Stage,
  person: string,
  answer: { readonly result: string; readonly text: string },
): Promise<void> {
  const { browser, page } = await stage.follow(mailOf(person), 'verification_request')
  expectPage(await browser.send(expectPage(page), '/verification', answer))
}

/** Who got which kind of letter. */
function addressed(letters: readonly Letter[]): string[] {
  return letters.map(({ kind, to }) => `${kind} ${to.split('@')[0]}`).sort()
}

/** Done with evidence, sent back by the community, reported again, confirmed by it. */
export async function reportAndVerify(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('An owner reports done; another institution returns it once and then confirms it')
  await passDays(stage, '2025-11-13')
  const evidence = 'Кездесу жазбасы, 05.11.2025'
  await reportBy(stage, 'ainur.rakhim', { kind: 'reminder', claim: 'done', text: 'Кездесу өтті.', evidence })
  const asked = followingFrom(await stage.tick())
  stage.record.check('the verifying institution', 'is asked at once, nobody else is written to', {
    expected: ['verification_request tansyk.amanzhol'],
    seen: addressed(asked),
    mails: asked,
  })
  stage.clock.pass({ hours: 3 })
  await verify(stage, 'tansyk.amanzhol', { result: 'partly', text: 'Не на все вопросы есть ответ.' })
  const returned = followingFrom(await stage.tick())
  stage.record.check('the owner', 'reads in Kazakh that the report came back, and why', {
    expected: [['report_returned ainur.rakhim'], 'kk', true],
    seen: [
      addressed(returned),
      languageOf(returned[0]?.subject ?? ''),
      (returned[0]?.text ?? '').includes('Не на все вопросы есть ответ.'),
    ],
    mails: returned,
  })
  stage.clock.moveTo('2025-11-14 11:00')
  const more = 'Сұрақтар мен жауаптар, 14.11.2025'
  await reportBy(stage, 'ainur.rakhim', { kind: 'report_returned', claim: 'done', text: '', evidence: more })
  await stage.tick()
  await verify(stage, 'tansyk.amanzhol', { result: 'confirmed', text: '' })
  const page = await cast.coordinator.open(`/commitments/${cast.commitments.get('patients')}`)
  stage.record.check('the coordinator', 'sees both reports, the return and the verification', {
    expected: [true, true, true],
    seen: [evidence, more, 'Не на все вопросы есть ответ.'].map((words) => page.text.includes(words)),
  })
  const twice = await stage.follow(mailOf('tansyk.amanzhol'), 'verification_request')
  stage.record.check('the verifier', 'finds nothing left to answer behind the link', {
    expected: [200, false],
    seen: [twice.page.status, twice.page.html.includes('<textarea')],
  })
  await stage.checkMails()
}

/** A reminder is waiting to be sent when the date moves: it never goes out. */
export async function moveDueDate(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('A due date moves, with a reason; reminders of the old date are void')
  await passDays(stage, '2025-11-20')
  const path = `/commitments/${cast.commitments.get('contract')}`
  stage.clock.moveTo('2025-11-21 07:50')
  // Signed in beforehand, since asking for a link lets all waiting mail go.
  await cast.coordinator.open(path)
  stage.clock.moveTo('2025-11-21 08:00')
  await stage.jobs()
  stage.clock.moveTo('2025-11-21 08:10')
  const moved = await cast.coordinator.submit(`${path}/due-change`, `${path}/due-change`, {
    due_date: '2025-12-26',
    due_precision: 'day',
    reason: 'Заявки принимаются до 5 декабря.',
    requested_by: 'Единый дистрибьютор, письмо № 14-02/381',
  })
  const mails = followingFrom(await stage.tick())
  stage.record.check('the owner', 'is told the new date; the reminder of the old one never goes out', {
    expected: ['due_moved yerlan.sultanov'],
    seen: addressed(mails),
    mails,
  })
  stage.record.check('the page', 'keeps the old date, the new one, the reason and the slip of 28 days', {
    expected: [true, true, true, true],
    seen: ['28.11.2025', '26.12.2025', 'Заявки принимаются до 5 декабря.', '28'].map((words) =>
      moved.text.includes(words),
    ),
  })
  stage.record.check('the history', 'is a row of a table', {
    expected: true,
    seen: tableRows(moved).some((row) => row.join(' ').includes('14-02/381')),
  })
  const passed = await passDays(stage, '2025-12-02')
  stage.record.check('reminders', 'follow the new date', {
    expected: ['2025-11-26 yerlan.sultanov', '2025-12-01 oksana.li', '2025-12-01 umit.sarsenbayeva'],
    seen: remindersIn(passed).sort(),
  })
  await stage.checkMails()
}
