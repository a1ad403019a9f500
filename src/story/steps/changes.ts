/** The meeting moves and changes its room, one mail per delegate; then a delegate is replaced. */

import { linkTo } from '../browser.ts'
import { type Cast, countOf, followingFrom, languageOf, mailOf, NAMED } from '../cast.ts'
import type { Letter } from '../mailbox.ts'
import { expectPage } from '../office.ts'
import type { Stage } from '../stage.ts'
import { replyBy, statusesIn, unique } from './answers.ts'

const ROOM = { en: 'hall 3', ru: 'зал 3', kk: '3-зал' }

/** An hour later and another room, both within the gathering window. */
export async function moveMeeting(stage: Stage, cast: Cast): Promise<void> {
  const { organiser, meetingId } = cast
  const meeting = `/meetings/${meetingId}`
  stage.record.begin('The meeting moves by one hour and changes its room')
  stage.clock.moveTo('2025-09-24 10:00')
  await organiser.submit(`${meeting}/edit`, meeting, { starts_1: '10:00', ends_1: '18:30' })
  stage.clock.pass({ minutes: 3 })
  stage.record.check('nobody', 'gets mail while edits are gathered', {
    expected: 0,
    seen: followingFrom(await stage.tick()).length,
  })
  await organiser.submit(`${meeting}/edit`, meeting, {
    venue_en: `Astana, conference centre, ${ROOM.en}`,
    venue_ru: `Астана, конференц-центр, ${ROOM.ru}`,
    venue_kk: `Астана, конференция орталығы, ${ROOM.kk}`,
  })
  stage.clock.pass({ minutes: 3 })
  const mails = followingFrom(await stage.tick())
  checkUpdates(stage, mails)
  stage.record.check('a second tick', 'sends nothing more', {
    expected: 0,
    seen: followingFrom(await stage.tick()).length,
  })
  await stage.checkMails()
  await checkAnswersAgain(stage, cast)
}

function checkUpdates(stage: Stage, mails: readonly Letter[]): void {
  stage.record.check('twelve delegates', 'get one update each for both changes, in their own language', {
    expected: [{ calendar_update: 12 }, sorted(NAMED.map(({ person, lang }) => `${mailOf(person)} ${lang}`))],
    seen: [
      countOf(mails.map(({ kind }) => kind)),
      sorted(mails.map(({ to, subject }) => `${to} ${languageOf(subject)}`)),
    ],
    mails,
  })
  stage.record.check(
    'each update',
    'has the UID of the invitation, SEQUENCE 1, the new hour and the new room',
    {
      expected: {
        methods: ['REQUEST'],
        sequences: [1],
        starts: ['2025-10-14T05:00:00Z'],
        rooms: 3,
        partstats: ['NEEDS-ACTION'],
        strangers: [],
      },
      seen: {
        methods: unique(mails.map(({ entry }) => entry?.method)),
        sequences: unique(mails.map(({ entry }) => entry?.sequence)),
        starts: unique(mails.map(({ entry }) => entry?.start)),
        rooms: Object.values(ROOM).filter((room) => mails.some(({ entry }) => entry?.location.includes(room)))
          .length,
        partstats: unique(mails.map(({ entry }) => entry?.partstat)),
        strangers: mails.filter((mail) => !answersFirst(stage, mail)).map(({ file }) => file),
      },
    },
  )
}

/** Same UID and same thread as the first mail to this person. */
function answersFirst(stage: Stage, mail: Letter): boolean {
  const first = stage.letters.find(({ to, kind }) => to === mail.to && kind === 'calendar_request')
  return mail.inReplyTo === first?.messageId && mail.entry?.uid === first?.entry?.uid
}

async function checkAnswersAgain(stage: Stage, { organiser, meetingId }: Cast): Promise<void> {
  const board = `/meetings/${meetingId}/invitations`
  stage.record.check('the board', 'waits for twelve answers again', {
    expected: { Named: 10, 'No answer': 13, Regrets: 1 },
    seen: countOf(statusesIn((await organiser.open(board)).root)),
  })
  const { page } = await stage.follow(mailOf('nurlan.abenov'), 'calendar_update')
  stage.record.check('who had accepted', 'finds the earlier answer in the history, and the new hour', {
    expected: [true, true],
    seen: [page.text.includes('10:00–18:30'), page.html.includes('datetime="2025-09-10T10:00:00.000Z"')],
  })
  for (const person of ['nurlan.abenov', 'galym.tursunbekov', 'oksana.li'])
    await replyBy(stage, { person, reply: 'accepted', kind: 'calendar_update' })
  stage.record.check('the board', 'has three answers to the new time', {
    expected: { Named: 10, 'No answer': 10, Regrets: 1, 'Will attend': 3 },
    seen: countOf(statusesIn((await organiser.open(board)).root)),
  })
}

/** The centre sends somebody else in the place of its second delegate. */
export async function replaceDelegate(stage: Stage, _cast: Cast): Promise<void> {
  stage.record.begin('One delegate is replaced by the focal point')
  stage.clock.moveTo('2025-09-26 09:30')
  const newcomer = { surname: 'Ибраев', given: 'Данияр', email: 'daniyar.ibrayev@example.org' }
  const { browser, page } = await stage.follow(REPLACING, 'invitation_letter')
  const form = expectPage(await browser.open(linkTo(page, /\/replacement$/)))
  const done = await browser.send(form, '/replacement', { role: 'member', reading: 'ru', ...newcomer })
  expectPage(done)
  const mails = followingFrom(await stage.tick())
  const [cancel, request] = [
    mails.find(({ kind }) => kind === 'calendar_cancel'),
    mails.find(({ kind }) => kind === 'calendar_request'),
  ]
  stage.record.check('two people', 'get a mail, and nobody else', {
    expected: { calendar_cancel: 1, calendar_request: 1 },
    seen: countOf(mails.map(({ kind }) => kind)),
    mails,
  })
  stage.record.check('who leaves', 'gets a CANCEL for this one calendar with a higher SEQUENCE', {
    expected: [mailOf('sergey.volkov'), 'CANCEL', 2, 'CANCELLED', [mailOf('sergey.volkov')], 'ru'],
    seen: [
      cancel?.to,
      cancel?.entry?.method,
      cancel?.entry?.sequence,
      cancel?.entry?.status,
      cancel?.entry?.attendees,
      languageOf(cancel?.subject ?? ''),
    ],
  })
  stage.record.check('who comes', 'gets a REQUEST with the current SEQUENCE and the new hour', {
    expected: [newcomer.email, 'REQUEST', 2, '2025-10-14T05:00:00Z', [newcomer.email], 'ru'],
    seen: [
      request?.to,
      request?.entry?.method,
      request?.entry?.sequence,
      request?.entry?.start,
      request?.entry?.attendees,
      languageOf(request?.subject ?? ''),
    ],
  })
  stage.record.check('both', 'speak of the same meeting', {
    expected: 1,
    seen: unique([cancel?.entry?.uid, request?.entry?.uid]).length,
  })
  const gone = await stage.follow(mailOf('sergey.volkov'), 'calendar_update')
  stage.record.check('who left', 'can no longer answer behind the old link', {
    expected: false,
    seen: gone.page.html.includes('name="answer"'),
  })
  await stage.checkMails()
}

const REPLACING = mailOf('ainur.rakhim')

function sorted(values: readonly string[]): string[] {
  return [...values].sort()
}
