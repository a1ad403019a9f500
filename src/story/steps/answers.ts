/** Twelve letters, ten nominations, regrets, silence; the delegates answer; the silent are reminded. */

import { CENTRAL_PEOPLE } from '../../example/directory/people.ts'
import { named } from '../../example/moment.ts'
import { linkTo } from '../browser.ts'
import {
  type Cast,
  countOf,
  followingFrom,
  INVITED,
  languageOf,
  mailOf,
  NAMED,
  type Named,
  REGRETTING,
  SILENT,
} from '../cast.ts'
import { allOf, attribute, type Element, textOf } from '../html.ts'
import type { Letter } from '../mailbox.ts'
import { expectPage } from '../office.ts'
import { MAIL_DOMAIN, type Stage } from '../stage.ts'

/** The meeting is announced and confirmed, twelve institutions are chosen, the letters go out. */
export async function inviteInstitutions(stage: Stage, cast: Cast): Promise<void> {
  const { organiser, meetingId, directory } = cast
  stage.record.begin('Twelve institutions are invited')
  stage.clock.moveTo('2025-09-04 16:00')
  const meeting = `/meetings/${meetingId}`
  const invitations = `${meeting}/invitations`
  await organiser.submit(`${invitations}/new`, invitations, {
    institutions: INVITED.map(([code]) => named(directory.institutions, code)),
    capacity: 'member',
    seats: '2',
    reply_by: '2025-09-19',
  })
  await numberLetter(cast)
  await organiser.submit(`${meeting}/announcement`, '/announcement')
  await organiser.submit(meeting, `${meeting}/confirmation`)
  stage.clock.pass({ minutes: 6 })
  stage.record.check('nobody', 'gets mail before the letters are sent', {
    expected: 0,
    seen: followingFrom(await stage.tick()).length,
  })
  stage.clock.moveTo('2025-09-05 10:00')
  const preview = await organiser.open(`${invitations}/letters`)
  stage.record.check('the preview', 'names every recipient before anything is sent', {
    expected: [],
    seen: INVITED.map(([, person]) => mailOf(person)).filter((address) => !preview.text.includes(address)),
  })
  expectPage(await organiser.send(preview, '/letters'))
  await checkLetters(stage, followingFrom(await stage.tick()))
  const again = await organiser.open(`${invitations}/letters`)
  stage.record.check('the preview', 'has nothing left to send', {
    expected: false,
    seen: again.html.includes('name="invitations"'),
  })
}

const NUMBER = '14-1/231'

/** The letter to the ministry has a number of its register. */
async function numberLetter({ organiser, meetingId }: Cast): Promise<void> {
  const board = await organiser.open(`/meetings/${meetingId}/invitations`)
  const letter = linkTo(board, 'MoH (demo)')
  await organiser.submit(letter, letter, { letter_number: NUMBER })
}

/** State bodies get Kazakh first, the Fund and the organisations English. */
async function checkLetters(stage: Stage, mails: readonly Letter[]): Promise<void> {
  stage.record.check('twelve focal points', 'get one letter each', {
    expected: [{ invitation_letter: 12 }, INVITED.map(([, person]) => mailOf(person)).sort()],
    seen: [countOf(mails.map(({ kind }) => kind)), mails.map(({ to }) => to).sort()],
    mails,
  })
  stage.record.check('the letters', 'begin in the first language of their institution', {
    expected: { en: 4, kk: 8 },
    seen: countOf(mails.map(({ subject }) => languageOf(subject))),
  })
  const ministry = mails.find(({ to }) => to === mailOf('aigerim.seitkali'))
  stage.record.check('the ministry', 'reads the whole letter in Kazakh, then in Russian', {
    expected: [true, true, true],
    seen: [
      (ministry?.text.indexOf('көпжақты диалог') ?? -1) >= 0,
      (ministry?.text.indexOf('многосторонний диалог') ?? -1) >= 0 ||
        (ministry?.text.indexOf('Многосторонний диалог') ?? -1) >= 0,
      (ministry?.text.search(/[Кк]өпжақты/) ?? 0) < (ministry?.text.search(/[Мм]ногосторонний/) ?? -1),
    ],
  })
  stage.record.check('the ministry', 'finds the number of the letter in it, and nobody else does', {
    expected: [mailOf('aigerim.seitkali')],
    seen: mails.filter(({ text }) => text.includes(NUMBER)).map(({ to }) => to),
  })
  stage.record.check('the letters', 'carry no calendar and no way to unsubscribe', {
    expected: [12, 12],
    seen: [
      mails.filter(({ entry }) => entry === null).length,
      mails.filter(({ headers }) => !headers.has('list-unsubscribe')).length,
    ],
  })
  await stage.checkMails()
}

/** Ten institutions name twelve people, one sends regrets, one stays silent. */
export async function nominate(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('Ten institutions name their people, one sends regrets, one is silent')
  stage.clock.moveTo('2025-09-08 11:00')
  for (const person of NAMED) await name(stage, person)
  await regret(stage)
  const board = await cast.organiser.open(`/meetings/${cast.meetingId}/invitations`)
  stage.record.check('the board', 'counts ten named, one with regrets, one silent, twelve people', {
    expected: [10, 1, 1, 12],
    seen: factNumbers(board.root),
  })
}

/** The first four numbers of the summary. */
function factNumbers(root: Element): number[] {
  return allOf(root, 'dd')
    .slice(0, 4)
    .map((cell) => Number(textOf(cell)))
}

async function name(stage: Stage, { institution, person, role, lang }: Named): Promise<void> {
  const [, focalPoint] = INVITED.find(([code]) => code === institution) ?? []
  const known = CENTRAL_PEOPLE.find(({ key }) => key === person)
  const parts = known?.names[lang]
  const { browser, page } = await stage.follow(mailOf(focalPoint ?? ''), 'invitation_letter')
  const answer = await browser.send(expectPage(page), '/delegates', {
    role,
    reading: lang,
    surname: parts?.surname ?? '',
    given: parts?.given ?? '',
    patronymic: parts?.patronymic ?? '',
    position: parts?.position ?? '',
    email: mailOf(person),
  })
  expectPage(answer)
  stage.clock.pass({ minutes: 7 })
}

async function regret(stage: Stage): Promise<void> {
  const { browser, page } = await stage.follow(mailOf(REGRETTING.focalPoint), 'invitation_letter')
  const asking = expectPage(await browser.open(`${page.url}/regrets`))
  expectPage(await browser.send(asking, '/regrets', { reason: 'A parallel session abroad.' }))
}

/** Each delegate gets the entry in their own language; some answer by the link of the mail. */
export async function answer(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('The delegates get their invitations and answer')
  const mails = followingFrom(await stage.tick())
  stage.record.check('twelve delegates', 'get one invitation each, in their own language', {
    expected: sorted(NAMED.map(({ person, lang }) => `${mailOf(person)} ${lang}`)),
    seen: sorted(mails.map(({ to, subject }) => `${to} ${languageOf(subject)}`)),
    mails,
  })
  stage.record.check('each invitation', 'is a REQUEST for its reader alone, with one UID and SEQUENCE 0', {
    expected: { entries: 12, methods: ['REQUEST'], sequences: [0], uids: 1, wrong: [] },
    seen: {
      entries: mails.filter(({ entry }) => entry).length,
      methods: unique(mails.map(({ entry }) => entry?.method)),
      sequences: unique(mails.map(({ entry }) => entry?.sequence)),
      uids: unique(mails.map(({ entry }) => entry?.uid)).length,
      wrong: mails.filter(({ to, entry }) => entry?.attendees.join() !== to).map(({ file }) => file),
    },
  })
  stage.record.check('each invitation', 'stands at 09:00–17:30 Astana and comes from the one mailbox', {
    expected: [['2025-10-14T04:00:00Z'], ['2025-10-14T12:30:00Z'], [`rsvp@${MAIL_DOMAIN}`], ['CONFIRMED']],
    seen: [
      unique(mails.map(({ entry }) => entry?.start)),
      unique(mails.map(({ entry }) => entry?.end)),
      unique(mails.flatMap(({ entry, from }) => [entry?.organiser, from])),
      unique(mails.map(({ entry }) => entry?.status)),
    ],
  })
  await stage.checkMails()
  stage.clock.moveTo('2025-09-10 15:00')
  for (const [person, reply] of REPLIES) await replyBy(stage, { person, reply, kind: 'calendar_request' })
  const board = await cast.organiser.open(`/meetings/${cast.meetingId}/invitations`)
  stage.record.check('the board', 'shows who comes; seven people and one institution have not answered', {
    expected: {
      'Cannot attend': 1,
      Named: 10,
      'No answer': 8,
      'Not sure yet': 1,
      Regrets: 1,
      'Will attend': 3,
    },
    seen: countOf(statusesIn(board.root)),
  })
}

/** The status words of a table. */
export function statusesIn(root: Element): string[] {
  return allOf(root, 'td')
    .flatMap((cell) => allOf(cell, 'span'))
    .filter((span) => attribute(span, 'class').startsWith('status'))
    .map(textOf)
}

const REPLIES: readonly (readonly [person: string, reply: string])[] = [
  ['nurlan.abenov', 'accepted'],
  ['galym.tursunbekov', 'accepted'],
  ['liam.ohara', 'accepted'],
  ['umit.sarsenbayeva', 'declined'],
  ['hiroshi.tanaka', 'tentative'],
]

/** Gives an answer with the link of somebody's newest mail of a kind. */
export async function replyBy(
  stage: Stage,
  { person, reply, kind }: { readonly person: string; readonly reply: string; readonly kind: string },
): Promise<void> {
  const { browser, page } = await stage.follow(mailOf(person), kind)
  expectPage(await browser.send(expectPage(page), '/answers', { answer: reply }))
}

/** Only the institution that said nothing hears again. */
export async function remind(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('The silent institution alone is reminded')
  stage.clock.moveTo('2025-09-22 10:00')
  const path = `/meetings/${cast.meetingId}/invitations/reminders`
  await cast.organiser.submit(path, '/reminders')
  const mails = followingFrom(await stage.tick())
  stage.record.check('one focal point', 'gets the reminder, with the same link as in the letter', {
    expected: [[mailOf(SILENT.focalPoint)], 'kk', true],
    seen: [
      mails.map(({ to }) => to),
      languageOf(mails[0]?.subject ?? ''),
      personalLink(mails[0]) === personalLink(letterTo(stage, SILENT.focalPoint)),
    ],
    mails,
  })
  await stage.checkMails()
}

function letterTo(stage: Stage, person: string): Letter | undefined {
  return stage.letters.find(({ to, kind }) => to === mailOf(person) && kind === 'invitation_letter')
}

function personalLink(letter: Letter | undefined): string | undefined {
  return letter?.links.find((link) => link.includes('/p/'))
}

function sorted(values: readonly string[]): string[] {
  return [...values].sort()
}

/** Each value once, in order. */
export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)].sort()
}
