/** The agenda is published, the meeting is held, the institutions read what they promised. */

import { DECISIONS } from '../../example/followup/decisions.ts'
import { named } from '../../example/moment.ts'
import { LOCALES } from '../../kernel/locale.ts'
import { linksIn } from '../browser.ts'
import { type Cast, countOf, followingFrom, languageOf, mailOf } from '../cast.ts'
import { idIn } from '../office.ts'
import { STORY_PROMISES, type StoryPromise } from '../promises.ts'
import type { Stage } from '../stage.ts'

/** The agenda is open to the delegates from now on; nobody gets a mail for it. */
export async function publishAgenda(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('The agenda is published')
  stage.clock.moveTo('2025-09-30 17:00')
  const agenda = `/meetings/${cast.meetingId}/agenda`
  const before = await stage.follow(mailOf('oksana.li'), 'calendar_update')
  await cast.organiser.submit(agenda, `${agenda}/publication`)
  const after = await before.browser.open(before.page.url)
  stage.record.check('a delegate', 'sees the items only now', {
    expected: [false, true],
    seen: [before.page, after].map((page) => page.text.includes('Разрешения, исчисления потребностей')),
  })
  stage.record.check('nobody', 'gets mail for it', {
    expected: 0,
    seen: followingFrom(await stage.tick()).length,
  })
}

/** The meeting sits; two decisions and five commitments are recorded. */
export async function holdMeeting(stage: Stage, cast: Cast): Promise<void> {
  const { organiser, meetingId } = cast
  const meeting = `/meetings/${meetingId}`
  stage.record.begin('The meeting is held: two decisions, five commitments')
  stage.clock.moveTo('2025-10-14 10:00')
  await organiser.submit(meeting, `${meeting}/opening`)
  stage.clock.moveTo('2025-10-14 16:00')
  for (const number of [3, 4]) await recordDecision(cast, number)
  for (const promise of STORY_PROMISES) await recordPromise(cast, promise)
  stage.clock.moveTo('2025-10-14 18:30')
  const page = await organiser.submit(meeting, `${meeting}/holding`)
  stage.record.check('the meeting page', 'lists two decisions and five commitments', {
    expected: [2, 5],
    seen: ['/decisions/', '/commitments/'].map((path) => idsBehind(linksIn(page), path).length),
  })
  const list = await organiser.open('/commitments')
  stage.record.check('the list of commitments', 'shows C-01 to C-05', {
    expected: [true, true, true, true, true, false],
    seen: ['C-01', 'C-02', 'C-03', 'C-04', 'C-05', 'C-06'].map((code) => list.text.includes(code)),
  })
  stage.record.check('nobody', 'gets mail before the organiser says so', {
    expected: 0,
    seen: followingFrom(await stage.tick()).length,
  })
  await stage.checkMails()
}

function idsBehind(links: readonly { readonly href: string }[], path: string): string[] {
  const ids = links.flatMap(({ href }) => (href.startsWith(path) ? [href.slice(path.length)] : []))
  return [...new Set(ids.filter((id) => /^[0-9a-z]{26}$/.test(id)))]
}

async function recordDecision({ organiser, meetingId }: Cast, number: number): Promise<void> {
  const decision = DECISIONS.find((one) => one.number === number)
  await organiser.submit(`/meetings/${meetingId}/decisions/new`, `/meetings/${meetingId}/decisions`, {
    ...Object.fromEntries(LOCALES.map((lang) => [`text_${lang}`, decision?.texts[lang] ?? ''])),
    authoritative: 'ru',
    method: 'consensus',
    adopted: ['on'],
  })
}

async function recordPromise(cast: Cast, { name, promise, owner, isNamed }: StoryPromise): Promise<void> {
  const { organiser, directory, meetingId } = cast
  const institution = (code: string) => named(directory.institutions, code)
  const recorded = await organiser.submit(
    `/meetings/${meetingId}/commitments/new`,
    `/meetings/${meetingId}/commitments`,
    {
      ...Object.fromEntries(LOCALES.map((lang) => [`text_${lang}`, promise.text[lang]])),
      authoritative: 'ru',
      lead: institution(promise.lead),
      supporters: promise.supporters.map(institution),
      verifier: promise.verifier ? institution(promise.verifier) : '',
      due_date: promise.due,
      due_precision: promise.precision,
      visibility: promise.visibility,
      agreed: ['on'],
    },
  )
  const id = idIn(recorded)
  cast.commitments.set(name, id)
  if (!isNamed) return
  const person = `/commitments/${id}/person`
  await organiser.submit(person, person, { person: named(directory.people, owner) })
}

/** One letter per institution with everything it promised, in the language of who answers for it. */
export async function sendPromises(stage: Stage, cast: Cast): Promise<void> {
  stage.record.begin('The institutions get what they promised')
  stage.clock.moveTo('2025-10-14 19:00')
  const path = `/meetings/${cast.meetingId}/promises`
  const sent = await cast.organiser.submit(path, path)
  const mails = followingFrom(await stage.tick())
  stage.record.check('five institutions', 'get one letter each, in the language of their person', {
    expected: Object.fromEntries(
      STORY_PROMISES.map(({ owner, lang }) => [mailOf(owner), lang] as const).sort(byFirst),
    ),
    seen: Object.fromEntries(
      mails.map(({ to, subject }) => [to, languageOf(subject)] as const).sort(byFirst),
    ),
    mails,
  })
  stage.record.check(
    'each letter',
    'carries one link to report and one to all that the institution promised',
    {
      expected: [{ promised: 5 }, [2, 2, 2, 2, 2]],
      seen: [
        countOf(mails.map(({ kind }) => kind)),
        mails.map(({ links }) => links.filter((link) => link.includes('/p/')).length),
      ],
    },
  )
  const again = await cast.organiser.open(path)
  stage.record.check('the page', 'offers nothing to send a second time', {
    expected: [200, false],
    seen: [sent.status, /<form[^>]*promises[^>]*>.*<button/s.test(again.html)],
  })
  await stage.checkMails()
}

function byFirst([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1
}
