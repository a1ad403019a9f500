/** Who leaves is followed by somebody whom the institution names; who keeps silent is phoned. */

import { named } from '../../example/moment.ts'
import { linkTo, type Page, tableRows } from '../browser.ts'
import { type Cast, followingFrom, languageOf, mailOf } from '../cast.ts'
import { allOf, textOf } from '../html.ts'
import { expectPage } from '../office.ts'
import type { Stage } from '../stage.ts'

const LEAVING = 'umit.sarsenbayeva'
const FOCAL_POINT = 'qasym.bekturov'
const SUCCESSOR = 'daulet.yesengeldi'

/** Somebody leaves; the focal point is asked by mail and names somebody else by link. */
export async function nameSuccessor(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('A person leaves; the institution is asked by mail and names another one')
  stage.clock.moveTo('2026-01-27 10:00')
  await stage.tick()
  const person = `/people/${named(cast.directory.people, LEAVING)}`
  await cast.organiser.submit(person, '/end')
  stage.record.check('the day itself', 'is the last one: nobody is asked yet', {
    expected: 0,
    seen: followingFrom(await stage.tick()).length,
  })
  stage.clock.moveTo('2026-01-28 10:00')
  const mails = followingFrom(await stage.tick())
  stage.record.check('the focal point', 'is asked in Kazakh, and reminded in the place of who left', {
    expected: [[`reminder ${mailOf(FOCAL_POINT)}`, `successor_asked ${mailOf(FOCAL_POINT)}`], 'kk', true],
    seen: [
      mails.map(({ kind, to }) => `${kind} ${to}`),
      languageOf(mails[1]?.subject ?? ''),
      (mails[1]?.text ?? '').includes('бұған дейін: Сәрсенбаева Үміт Әділқызы'),
    ],
    mails,
  })
  await checkGap(stage, cast)
  await nameByLink(stage, cast)
  await stage.checkMails()
}

/** Code, why and what was done about it, of every commitment without a person. */
async function gapsNow(cast: Cast): Promise<string[]> {
  const page = await cast.organiser.open('/commitments/unattended')
  return tableRows(page).flatMap(([code = '', , , , why, who]) =>
    /^C-/.test(code) ? [`${code} ${why} ${who}`] : [],
  )
}

const UNNAMED = ['C-06 nobody was named Kim Tatyana Sergeyevna', 'C-05 nobody was named Lindqvist Marie']

async function checkGap(stage: Stage, cast: Cast): Promise<void> {
  stage.record.check('the secretariat', 'sees what hangs in the air, why, and who was asked', {
    expected: [
      'C-03 no longer there: Sarsenbayeva Umit Adilqyzy Bekturov Qasym Omirbekuly asked by mail on 28 Jan 2026',
      ...UNNAMED,
    ],
    seen: await gapsNow(cast),
  })
}

async function nameByLink(stage: Stage, cast: Cast): Promise<void> {
  const { browser, page } = await stage.follow(mailOf(FOCAL_POINT), 'successor_asked')
  const form = expectPage(await browser.open(linkTo(expectPage(page), /\/person$/)))
  const answer = await browser.send(form, '/person', {
    person: 'new',
    surname: 'Есенгелді',
    given: 'Дәулет',
    reading: 'kk',
    email: mailOf(SUCCESSOR),
  })
  const owners = (shown: Page) =>
    tableRows(shown).flatMap(([code, , owner]) => (code === 'C-03' ? [owner] : []))
  stage.record.check('the institution', 'reads the new name beside its promise', {
    expected: [
      ['Сәрсенбаева Үміт Әділқызы Жауапты адамды көрсету'],
      ['Есенгелді Дәулет Жауапты адамды көрсету'],
    ],
    seen: [owners(page), owners(expectPage(answer))],
  })
  stage.clock.moveTo('2026-01-28 10:10')
  const mails = followingFrom(await stage.tick())
  stage.record.check(
    'who was named',
    'is told in Kazakh what, by when, by whom, and where to report; what is late is reminded of another day',
    {
      expected: [[`person_named ${mailOf(SUCCESSOR)}`], 'kk', true],
      seen: [
        mails.map(({ kind, to }) => `${kind} ${to}`),
        languageOf(mails[0]?.subject ?? ''),
        (mails[0]?.text ?? '').includes('C-03'),
      ],
      mails,
    },
  )
  stage.record.check('nothing more', 'hangs in the air but what nobody was ever named for', {
    expected: UNNAMED,
    seen: await gapsNow(cast),
  })
}

/** A silent one is phoned, the call noted down; until the day agreed nobody calls again. */
export async function phoneTheSilent(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('Who keeps silent is phoned; until the day agreed nobody calls again')
  stage.clock.moveTo('2026-02-05 10:00')
  await stage.tick()
  stage.record.check('the call list', 'names the one commitment of which nobody said anything', {
    expected: { 'To phone now': ['C-03'] },
    seen: await callsNow(cast),
  })
  const path = `/commitments/${cast.commitments.get('clarification')}/call`
  await cast.coordinator.submit(path, path, {
    person: named(cast.directory.people, FOCAL_POINT),
    result: 'promised',
    words: 'Обещают письмо до конца недели.',
    next_on: '2026-02-11',
  })
  stage.record.check('once it is noted down', 'it rests', {
    expected: { 'To phone now': [], 'Phoned, to be looked at later': ['C-03'] },
    seen: await callsNow(cast),
  })
  stage.clock.moveTo('2026-02-11 10:00')
  await stage.tick()
  stage.record.check('on the day agreed', 'it is to be phoned about again', {
    expected: { 'To phone now': ['C-03'] },
    seen: await callsNow(cast),
  })
  await stage.checkMails()
}

/** Codes under each heading of the call list. */
async function callsNow(cast: Cast): Promise<Record<string, string[]>> {
  const page = await cast.organiser.open('/calls')
  const sections = allOf(page.root, 'section').map((section): [string, string[]] => [
    allOf(section, 'h2').map(textOf)[0] ?? '',
    allOf(section, 'a')
      .map(textOf)
      .filter((text) => /^C-\d\d$/.test(text)),
  ])
  return Object.fromEntries(sections)
}
