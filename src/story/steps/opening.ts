/** The organiser signs in, opens the dialogue, plans the meeting and invites twelve institutions. */

import { loadDirectory } from '../../example/commands.ts'
import { DIALOGUE_AGENDA, type ExampleItem } from '../../example/meetings/agenda.ts'
import { DIALOGUE } from '../../example/meetings/dialogues.ts'
import { DIALOGUE_OF_OCTOBER } from '../../example/meetings/meetings.ts'
import { named } from '../../example/moment.ts'
import type { Instant } from '../../kernel/instant.ts'
import { LOCALES } from '../../kernel/locale.ts'
import { tableRows } from '../browser.ts'
import type { Cast } from '../cast.ts'
import { followingFrom, mailOf } from '../cast.ts'
import type { Entered } from '../form.ts'
import { expectPage, idIn, Office } from '../office.ts'
import type { Stage } from '../stage.ts'

const ORGANISER = 'zarina.omarova@example.org'

/** Before the first step: the first organiser is made with the link of the console, and the directory is filled. */
export async function setTheStage(stage: Stage): Promise<Cast> {
  stage.record.begin('An empty instance is set up')
  const browser = stage.browser()
  const setup = expectPage(await browser.open(stage.server.setupUrl))
  const home = await browser.send(setup, new URL(setup.url).pathname, {
    given: 'Zarina',
    surname: 'Omarova',
    email: ORGANISER,
    language: 'en',
    zone: 'Asia/Almaty',
    start: 'empty',
  })
  stage.record.check('the first organiser', 'is made and lands on the start page', {
    expected: [200, '/'],
    seen: [home.status, new URL(home.url).pathname],
  })
  const again = await stage.browser().open(stage.server.setupUrl)
  stage.record.check('a stranger', 'finds the set-up link worthless now', {
    expected: 410,
    seen: again.status,
  })
  const organiser = new Office(stage, ORGANISER, browser)
  await organiser.signOut()
  return {
    organiser,
    coordinator: new Office(stage, mailOf('madina.yessenova'), stage.browser()),
    directory: await fillDirectory(stage),
    dialogueId: '',
    meetingId: '',
    followUpId: '',
    medicineId: '',
    deliveries: [],
    commitments: new Map(),
  }
}

/** Typing 63 people into forms would add nothing to the story: the example's own loader does it. */
async function fillDirectory(stage: Stage) {
  const store = stage.server.openStore()
  const account = await store.db.selectFrom('accounts').select('person_id').executeTakeFirstOrThrow()
  const actor = { personId: account.person_id, rank: 'administrator', roles: {}, speaksFor: [] } as const
  return loadDirectory((instant: Instant) => stage.server.openStore(instant), actor)
}

/** Signs in with the mailed link, opens the dialogue, plans the meeting with its agenda. */
export async function openDialogue(stage: Stage, cast: Cast): Promise<void> {
  const { organiser } = cast
  stage.record.begin('The organiser opens the dialogue and plans the meeting of 14 October 2025')
  const letter = await organiser.signIn()
  stage.record.check('the organiser', 'signs in with the mailed link', {
    expected: ['en', 200],
    seen: [letter.lang, (await organiser.open('/')).status],
    mails: [letter],
  })
  cast.dialogueId = idIn(await organiser.submit('/dialogues/new', '/dialogues', dialogueFields()))
  const dialogue = `/dialogues/${cast.dialogueId}`
  await organiser.submit(dialogue, `${dialogue}/activation`)
  await organiser.submit(dialogue, `${dialogue}/roles`, {
    email: cast.coordinator.email,
    role: 'coordinator',
  })
  const planned = await organiser.submit(`${dialogue}/meetings/new`, `${dialogue}/meetings`, meetingFields())
  cast.meetingId = idIn(planned)
  stage.record.check('the meeting page', 'says when, with the zone written out', {
    expected: [true, true],
    seen: [planned.text.includes('09:00–17:30'), planned.text.includes('UTC+5')],
  })
  for (const item of DIALOGUE_AGENDA) await addItem(cast, item)
  await checkAgenda(stage, cast)
  stage.record.check('nobody', 'gets mail while things are planned', {
    expected: 0,
    seen: followingFrom(await stage.tick()).length,
  })
  await stage.checkMails()
}

function dialogueFields(): Entered {
  const { title, mandate } = DIALOGUE
  return {
    code: DIALOGUE.code,
    ...Object.fromEntries(
      LOCALES.flatMap((lang) => [
        [`title_${lang}`, title[lang] ?? ''],
        [`mandate_${lang}`, mandate[lang] ?? ''],
      ]),
    ),
    project: DIALOGUE.project,
    funder: DIALOGUE.funder,
    languages: DIALOGUE.languages,
    attribution: DIALOGUE.attribution,
  }
}

function meetingFields(): Entered {
  const { title, venue, days, languages } = DIALOGUE_OF_OCTOBER
  return {
    ...Object.fromEntries(
      LOCALES.flatMap((lang) => [
        [`title_${lang}`, title[lang] ?? ''],
        [`venue_${lang}`, venue[lang] ?? ''],
      ]),
    ),
    day_1: days[0]?.date ?? '',
    starts_1: days[0]?.starts ?? '',
    ends_1: days[0]?.ends ?? '',
    kind: 'dialogue',
    format: 'in_person',
    languages,
    interpretation: languages,
    attribution: 'institution_only',
  }
}

async function addItem({ organiser, directory, meetingId }: Cast, item: ExampleItem): Promise<void> {
  const agenda = `/meetings/${meetingId}/agenda`
  await organiser.submit(agenda, `${agenda}/items`, {
    ...Object.fromEntries(LOCALES.map((lang) => [`title_${lang}`, item.title[lang]])),
    minutes: String(item.minutes),
    kind: item.kind,
    is_break: item.isBreak ? ['on'] : [],
    presenter_institution: item.presenter ? named(directory.institutions, item.presenter) : '',
    attribution: item.attribution ?? '',
    visibility: item.visibility,
  })
}

async function checkAgenda(stage: Stage, { organiser, meetingId }: Cast): Promise<void> {
  const page = await organiser.open(`/meetings/${meetingId}/agenda`)
  const times = tableRows(page).flatMap((row) => row.join(' ').match(/\d\d:\d\d–\d\d:\d\d/)?.[0] ?? [])
  stage.record.check('the agenda', 'fills the day from 09:00 to 17:30 with 14 items', {
    expected: [14, '09:00–09:30', '17:15–17:30'],
    seen: [times.length, times[0], times.at(-1)],
  })
}
