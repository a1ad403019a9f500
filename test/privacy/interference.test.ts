/** Non-interference (T10): what somebody may not see changes not one byte of what they do see, counts and 404s included. */

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { undone } from '../fixtures/undone.ts'
import { crawl, type Reader, readersOf } from './readers.ts'
import { idOf, openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

let w: World
let readers: Reader[]
let everything: string[]

beforeAll(async () => {
  w = await openWorld({ attribution: 'attributed', participantList: 'institutions' })
  readers = await readersOf(w)
  everything = fewOfMail([...(await crawl(reader('administrator'))).keys()])
  w.raw.exec("update outbox set state = 'failed', settled_at = created_at where kind = 'invitation_letter'")
  w.raw.pragma('foreign_keys = off')
}, 60_000)
afterAll(() => w.close())

/** Of the pages of mail and people, which are alike, some; of all others every one. */
function fewOfMail(paths: readonly string[]): string[] {
  const alike = paths.filter((path) => /^\/(mail|people)/.test(path))
  return [...paths.filter((path) => !alike.includes(path)), ...alike.slice(0, 40)]
}

function reader(name: string): Reader {
  const found = readers.find((one) => one.name === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

/** The pages that differ for a reader once the secret is gone; everything is put back afterwards. */
async function differences(name: string, hide: () => void): Promise<string[]> {
  const before = await crawl(reader(name), everything)
  return undone(w.raw, async () => {
    hide()
    const after = await crawl(reader(name), everything)
    return [...new Set([...before.keys(), ...after.keys()])].filter(
      (path) => before.get(path) !== after.get(path),
    )
  })
}

const id = (key: string) => idOf(w.ids, key)
const run = (sql: string, ...values: unknown[]) => void w.raw.prepare(sql).run(...values)

/** Takes a whole dialogue out of the database, with everything in it. */
function removeDialogue(dialogueId: string): void {
  const meetings = `select id from meetings where dialogue_id = '${dialogueId}'`
  const commitments = `select id from commitments where dialogue_id = '${dialogueId}'`
  const inMeetings = [
    'meeting_texts',
    'meeting_days',
    'agenda_items',
    'invitations',
    'delegates',
    'decisions',
  ]
  run(`delete from outbox where meeting_id in (${meetings}) or subject_id in (${commitments})`)
  for (const table of inMeetings) run(`delete from ${table} where meeting_id in (${meetings})`)
  run(`delete from commitment_texts where commitment_id in (${commitments})`)
  for (const table of ['commitments', 'meetings', 'dialogue_texts', 'dialogue_roles'])
    run(`delete from ${table} where dialogue_id = ?`, dialogueId)
  run('delete from dialogues where id = ?', dialogueId)
}

/** Takes a commitment out of the database, with its reports and mails; numbers are not given again. */
function removeCommitment(key: string): void {
  for (const table of [
    'commitment_texts',
    'commitment_supporters',
    'reports',
    'verifications',
    'due_changes',
  ])
    run(`delete from ${table} where commitment_id = ?`, id(key))
  run('delete from outbox where subject_id = ?', id(key))
  run('delete from facts where subject_id = ?', id(key))
  run('delete from commitments where id = ?', id(key))
}

function removeDecision(key: string): void {
  run('update commitments set decision_id = null where decision_id = ?', id(key))
  run('delete from decision_texts where decision_id = ?', id(key))
  run('delete from decisions where id = ?', id(key))
}

/** Writes something else over everything that is known of a person, their answers and comments. */
function changePerson(key: string): void {
  const names = "surname = 'Other', given = '', patronymic = '', salutation = '', position = 'Other'"
  run(`update person_names set ${names} where person_id = ?`, id(key))
  run("update persons set email = 'other@example.org', phone = '1', search = 'other' where id = ?", id(key))
  run("update delegate_answers set comment = 'other' where delegate_id = ?", id(`seat:${key}`))
  run("update delegates set partstat = 'tentative', role = 'adviser' where id = ?", id(`seat:${key}`))
}

/** Takes a delegate away as if they had never been named. */
function removeDelegate(key: string): void {
  run('delete from delegate_answers where delegate_id = ?', id(`seat:${key}`))
  run('delete from outbox where subject_id = ?', id(`seat:${key}`))
  run('update agenda_items set presenter_person_id = null where presenter_person_id = ?', id(key))
  run('delete from delegates where id = ?', id(`seat:${key}`))
}

/** What is secret, how to hide it, and from whom: everybody in the list must see the same with and without it. */
interface Secret {
  readonly name: string
  readonly hide: () => void
  readonly from: readonly string[]
}

const BY_LINK = ['delegate a1', 'focal point A', 'delegate of another meeting', 'who reports for A']
const READERS = ['viewer own', ...BY_LINK]
const REPORTERS = ['who reports for A']

const SECRETS: readonly Secret[] = [
  {
    name: 'another dialogue',
    hide: () => removeDialogue(id('foreign')),
    from: [...READERS, 'rapporteur own', 'coordinator own', 'organiser own', 'nobody', 'visitor'],
  },
  { name: 'a closed commitment', hide: () => removeCommitment('c2'), from: READERS },
  { name: 'a proposed commitment', hide: () => removeCommitment('c3'), from: READERS },
  { name: 'a draft decision', hide: () => removeDecision('proposed'), from: READERS },
  { name: 'a decision under a closed item', hide: () => removeDecision('underClosed'), from: READERS },
  {
    name: 'a draft of the agenda',
    hide: () => {
      run('delete from agenda_item_texts where item_id = ?', id('draft'))
      run('delete from agenda_items where id = ?', id('draft'))
    },
    from: READERS,
  },
  {
    name: 'what a closed item is about',
    hide: () => {
      run("update agenda_item_texts set title = 'Other' where item_id = ?", id('closed'))
      run("update agenda_items set presenter_person_id = null, kind = 'decision' where id = ?", id('closed'))
    },
    from: READERS,
  },
  {
    name: 'a protected delegate of an institution that has others',
    hide: () => removeDelegate('b2'),
    from: READERS,
  },
  {
    name: 'who another delegate is and what they answered',
    hide: () => {
      for (const key of ['b1', 'n1']) changePerson(key)
      // Also of those who come alone for their institution.
      run("update delegates set partstat = 'declined' where person_id in (?, ?)", id('b1'), id('b3'))
      run("update delegates set partstat = 'declined' where person_id = ?", id('b2'))
    },
    from: READERS,
  },
  { name: 'mail and how far it came', hide: () => run('delete from outbox'), from: READERS },
  {
    name: 'from whom a report came and who asked for a new date',
    hide: () => {
      run("update reports set source = 'other'")
      run("update due_changes set requested_by = 'other'")
    },
    from: READERS.filter((name) => !REPORTERS.includes(name)),
  },
]

const names = [...new Set(SECRETS.flatMap(({ from }) => from))]

test.each(names)('%s sees the same whether the secrets of others are there or not', async (name) => {
  const kept = SECRETS.filter(({ from }) => from.includes(name))
  const changed = await differences(name, () => {
    for (const secret of kept) secret.hide()
  })
  if (changed.length === 0) return
  // One by one, to say which.
  const told: string[] = []
  for (const secret of kept)
    for (const path of await differences(name, secret.hide)) told.push(`${secret.name}: ${path}`)
  expect(told).toEqual([])
  expect(changed).toEqual([])
})

test('where names are listed, another participant cannot tell who a protected delegate is', async () => {
  run("update meetings set participant_list = 'names'")
  expect(await differences('delegate a1', () => changePerson('b2'))).toEqual([])
  expect(await differences('delegate a1', () => changePerson('b3'))).not.toEqual([])
  run("update meetings set participant_list = 'institutions'")
})

test('what somebody may see does change their pages, so that the silence above means something', async () => {
  expect((await differences('rapporteur own', () => removeDecision('proposed'))).length).toBeGreaterThan(1)
  expect((await differences('viewer own', () => removeCommitment('c4'))).length).toBeGreaterThan(2)
  // The page, and the calendar file beside it.
  expect((await differences('delegate a1', () => run('update meetings set link = 1'))).length).toBe(2)
})
