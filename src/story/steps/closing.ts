/** The Monday digest in three languages; the follow-up meeting is announced and cancelled. */

import { named } from '../../example/moment.ts'
import { LOCALES } from '../../kernel/locale.ts'
import { type Cast, countOf, followingFrom, languageOf, mailOf } from '../cast.ts'
import type { Letter } from '../mailbox.ts'
import { expectPage, idIn } from '../office.ts'
import type { Stage } from '../stage.ts'
import { unique } from './answers.ts'
import { passDays, reportBy } from './between.ts'

/** On the first working Monday of January two commitments are late and one waits to be verified. */
export async function readDigests(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('The Monday digest, in three languages')
  await passDays(stage, '2025-12-09')
  stage.clock.moveTo('2025-12-10 16:00')
  await reportBy(stage, 'oksana.li', {
    kind: 'reminder',
    claim: 'done',
    text: 'Дополнительное исчисление направлено.',
    evidence: 'Исходящий № 7-3/412 от 11.12.2025',
  })
  const passed = await passDays(stage, '2026-01-04')
  const earlier = Object.values(passed).flat()
  stage.record.check('the ladder', 'reminds of the two that are owed and not of the one reported', {
    expected: {
      'umit.sarsenbayeva': ['2025-12-17', '2025-12-24', '2025-12-30', '2025-12-31'],
      'yerlan.sultanov': ['2025-12-12', '2025-12-19', '2025-12-25', '2025-12-26'],
    },
    seen: remindersByPerson(passed),
  })
  const monday = (await passDays(stage, '2026-01-05'))['2026-01-05'] ?? []
  const digests = monday.filter(({ kind }) => kind === 'digest')
  checkReaders(stage, digests)
  checkContents(stage, cast, digests)
  const secretariat = [cast.organiser.email, cast.coordinator.email]
  stage.record.check('nobody', 'but the secretariat ever gets a digest without a line for them', {
    expected: [],
    seen: stage.letters
      .filter(({ kind, to }) => kind === 'digest' && !secretariat.includes(to))
      .filter(({ html }) => html.split('<li').length - 1 <= SETTINGS_LINES)
      .map(({ file }) => file),
  })
  stage.record.check('nobody', 'gets two digests in one week', {
    expected: [],
    seen: twice([...earlier, ...monday].filter(({ kind }) => kind === 'digest')),
  })
  await stage.checkMails()
}

/** The line with the mail settings, which every digest has. */
const SETTINGS_LINES = 1

function remindersByPerson(passed: Readonly<Record<string, readonly Letter[]>>): Record<string, string[]> {
  const days: Record<string, string[]> = {}
  for (const [day, letters] of Object.entries(passed))
    for (const { to, kind } of letters) {
      const person = to.split('@')[0] ?? ''
      if (kind === 'reminder') days[person] = [...(days[person] ?? []), day]
    }
  return Object.fromEntries(Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const READERS: Readonly<Record<string, string>> = {
  'anna.keller': 'en',
  'madina.yessenova': 'ru',
  'umit.sarsenbayeva': 'kk',
  'yerlan.sultanov': 'kk',
  'zarina.omarova': 'en',
}

function checkReaders(stage: Stage, digests: readonly Letter[]): void {
  stage.record.check('everybody concerned', 'and nobody else gets one, in the language that they read', {
    expected: READERS,
    seen: Object.fromEntries(
      digests
        .map(({ to, lang }): [string, string] => [to.split('@')[0] ?? '', lang])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    mails: digests,
  })
  stage.record.check(
    'each digest',
    'is written in its language, without a calendar, with one click to stop it',
    {
      expected: [['en', 'kk', 'ru'], [], []],
      seen: [
        unique(digests.map(({ subject }) => languageOf(subject))),
        digests.filter(({ entry }) => entry !== null).map(({ file }) => file),
        digests
          .filter(({ headers }) => headers.get('list-unsubscribe-post') !== 'List-Unsubscribe=One-Click')
          .map(({ file }) => file),
      ],
    },
  )
}

function checkContents(stage: Stage, cast: Cast, digests: readonly Letter[]): void {
  const to = (person: string) => digests.find((letter) => letter.to === mailOf(person))
  const coordinator = to('madina.yessenova')?.text ?? ''
  stage.record.check(
    'the coordinator',
    'reads that the contract is late by 10 days, the clarification by 5, both silent',
    {
      expected: [true, true, 2],
      seen: [
        /C-01[^#]*\b10\b[^#]*C-03/.test(coordinator),
        /C-03[^#]*\b5\b/.test(coordinator),
        coordinator.split('отчёта нет').length - 1,
      ],
    },
  )
  stage.record.check('an owner', 'reads only the own promise, the verifier only what is to be checked', {
    expected: [['C-01'], ['C-03'], ['C-02']],
    seen: [to('yerlan.sultanov'), to('umit.sarsenbayeva'), to('anna.keller')].map((letter) =>
      unique(withoutLinks(letter?.text ?? '').match(/C-\d\d/g) ?? []),
    ),
  })
  stage.record.check(
    'the links of the secretariat',
    'lead to pages that ask to sign in, those of others to their own',
    {
      expected: [true, true],
      seen: [
        coordinator.includes(`/commitments/${cast.commitments.get('contract')}`),
        (to('yerlan.sultanov')?.links ?? []).some((link) => link.includes('/p/')),
      ],
    },
  )
}

/** A link may hold any letters: also those of a number. */
function withoutLinks(text: string): string {
  return text.replace(/https?:\S+/g, '')
}

function twice(digests: readonly Letter[]): string[] {
  const counts = countOf(digests.map(({ to, headers }) => `${to} ${weekOf(headers.get('date') ?? '')}`))
  return Object.keys(counts).filter((key) => (counts[key] ?? 0) > 1)
}

/** Weeks counted from a Monday long ago. */
function weekOf(date: string): number {
  const monday = Date.UTC(2025, 0, 6)
  return Math.floor((Date.parse(date) - monday) / (7 * 86_400_000))
}

const FOLLOW_UP = ['MOH', 'WHO', 'CSO-1']
const COMING = [
  ['aigerim.seitkali', 'aliya.ospanova', 'ru', 'Оспанова'],
  ['marie.lindqvist', 'liam.ohara', 'en', 'O’Hara'],
  ['ainur.rakhim', 'sergey.volkov', 'ru', 'Волков'],
] as const

/** Three institutions are invited to the follow-up meeting; then it is cancelled. */
export async function cancelFollowUp(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('The follow-up meeting is announced, then cancelled')
  stage.clock.moveTo('2026-01-06 10:00')
  await announceFollowUp(stage, cast)
  for (const [focalPoint, person, lang, surname] of COMING) {
    const { browser, page } = await stage.follow(mailOf(focalPoint), 'invitation_letter')
    const email = mailOf(person)
    const named = { role: 'member', reading: lang, surname, email }
    expectPage(await browser.send(expectPage(page), '/delegates', named))
  }
  const requests = followingFrom(await stage.tick())
  stage.record.check('three delegates', 'get the entry of 14 April 2026, SEQUENCE 0', {
    expected: [{ calendar_request: 3 }, ['2026-04-14T04:00:00Z'], [0]],
    seen: [
      countOf(requests.map(({ kind }) => kind)),
      unique(requests.map(({ entry }) => entry?.start)),
      unique(requests.map(({ entry }) => entry?.sequence)),
    ],
    mails: requests,
  })
  stage.clock.moveTo('2026-01-06 16:00')
  const meeting = `/meetings/${cast.followUpId}`
  await cast.organiser.submit(`${meeting}/cancellation`, '/cancellation')
  const page = await cast.organiser.open(meeting)
  const cancels = followingFrom(await stage.tick())
  checkCancels(stage, requests, cancels)
  stage.record.check('the meeting page', 'says that it is cancelled and offers no way back', {
    expected: [200, false],
    seen: [page.status, page.html.includes(`${meeting}/announcement`)],
  })
  await stage.checkMails()
}

async function announceFollowUp(stage: Stage, cast: Cast): Promise<void> {
  const { organiser, dialogueId, directory } = cast
  const dialogue = `/dialogues/${dialogueId}`
  const titles: Readonly<Record<string, string>> = {
    kk: 'Екінші көпжақты диалог',
    ru: 'Второй многосторонний диалог',
    en: 'Second multilateral dialogue',
  }
  const planned = await organiser.submit(`${dialogue}/meetings/new`, `${dialogue}/meetings`, {
    ...Object.fromEntries(LOCALES.map((lang) => [`title_${lang}`, titles[lang] ?? ''])),
    day_1: '14.04.2026',
    starts_1: '9:00',
    ends_1: '17:00',
    previous_meeting: cast.meetingId,
  })
  cast.followUpId = idIn(planned)
  const meeting = `/meetings/${cast.followUpId}`
  await organiser.submit(`${meeting}/invitations/new`, `${meeting}/invitations`, {
    institutions: FOLLOW_UP.map((code) => named(directory.institutions, code)),
    capacity: 'member',
    seats: '1',
    reply_by: '2026-02-27',
  })
  await organiser.submit(`${meeting}/announcement`, '/announcement')
  await organiser.submit(`${meeting}/invitations/letters`, '/letters')
  const letters = followingFrom(await stage.tick())
  stage.record.check('three institutions', 'get their letters', {
    expected: { invitation_letter: 3 },
    seen: countOf(letters.map(({ kind }) => kind)),
    mails: letters,
  })
}

function checkCancels(stage: Stage, requests: readonly Letter[], cancels: readonly Letter[]): void {
  const recipients = (letters: readonly Letter[]) => letters.map(({ to }) => to).sort()
  stage.record.check('everybody who had an entry', 'gets one CANCEL, and nobody else anything', {
    expected: [{ calendar_cancel: 3 }, recipients(requests)],
    seen: [countOf(cancels.map(({ kind }) => kind)), recipients(cancels)],
    mails: cancels,
  })
  stage.record.check('each CANCEL', 'has the UID of the entry, a higher SEQUENCE and its reader alone', {
    expected: { methods: ['CANCEL'], sequences: [1], status: ['CANCELLED'], uids: 1, wrong: [] },
    seen: {
      methods: unique(cancels.map(({ entry }) => entry?.method)),
      sequences: unique(cancels.map(({ entry }) => entry?.sequence)),
      status: unique(cancels.map(({ entry }) => entry?.status)),
      uids: unique([...requests, ...cancels].map(({ entry }) => entry?.uid)).length,
      wrong: cancels.filter(({ to, entry }) => entry?.attendees.join() !== to).map(({ file }) => file),
    },
  })
}
