/** The words of a promise under the rule of attribution: under the Chatham House Rule they name no participant. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { editCommitment, recordCommitment } from '../../src/commitments/commands.ts'
import { importKnown } from '../../src/commitments/import-commands.ts'
import { findDialogue } from '../../src/dialogues/queries.ts'
import { faultsOf } from '../../src/kernel/outcome.ts'
import type { AttributionRule, Flag } from '../../src/store/schema.ts'
import { draftOf, inserter, openWorld, recorded, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  await seat(world)
  await under('attributed', 'meetings')
  await under(null, 'agenda_items')
})
afterEach(() => world.open.close())

/** The specialist of the distributor, Ospanov, sits in the meeting. */
async function seat({ open, store, dist, meetingId, specialist }: World): Promise<void> {
  const insert = inserter(open)
  const id = store.newId()
  await insert('invitations', {
    id,
    meeting_id: meetingId,
    institution_id: dist,
    capacity: 'member',
    seats: 1,
    letter_number: '',
    letter_date: null,
    addressee: '',
    languages: 'ru',
    reply_by: null,
    state: 'nominated',
    state_since: store.now,
    answer_source: '',
    version: 1,
  })
  await insert('delegates', {
    id: store.newId(),
    invitation_id: id,
    meeting_id: meetingId,
    person_id: specialist,
    role: 'head',
    state: 'nominated',
    partstat: 'needs_action',
    attendance: 'expected',
    listing_consent: 0 as Flag,
    created_at: store.now,
    version: 1,
  })
}

async function under(rule: AttributionRule | null, table: 'meetings' | 'agenda_items'): Promise<void> {
  const { engine } = world.open
  await engine.runOne(engine.db.updateTable(table).set({ attribution: rule }).compile())
}

const NAMING = { text: { ru: 'Заключить договор', en: 'Ospanov signs the contract' } }

function asked(changes = {}) {
  const { rapporteur, meetingId } = world
  return { actor: rapporteur, meetingId, ...draftOf(world, { ...NAMING, ...changes }) }
}

test('a participant is not named under the Chatham House Rule of the meeting', async () => {
  await under('chatham_house', 'meetings')
  const refusal = await recordCommitment(world.store, asked())
  expect(refusal.ok || faultsOf(refusal)).toEqual([
    { field: 'text_en', messageKey: 'minutes.names_somebody', params: { name: 'Ospanov' } },
  ])
})

test('nor under that of the item, and the item wins over the meeting', async () => {
  await under('chatham_house', 'agenda_items')
  expect((await recordCommitment(world.store, asked())).ok).toBe(false)
  expect((await recordCommitment(world.store, asked({ itemId: null }))).ok).toBe(true)
  await under('chatham_house', 'meetings')
  await under('attributed', 'agenda_items')
  expect((await recordCommitment(world.store, asked())).ok).toBe(true)
})

test('nor when the words are changed later', async () => {
  const { store, rapporteur } = world
  const { id, version } = await recorded(world)
  await under('chatham_house', 'meetings')
  const edit = { actor: rapporteur, id, version, ...draftOf(world) }
  expect((await editCommitment(store, { ...edit, ...NAMING })).ok).toBe(false)
  expect((await editCommitment(store, edit)).ok).toBe(true)
})

test('where speakers are attributed, names are free', async () => {
  expect((await recordCommitment(world.store, asked())).ok).toBe(true)
})

test('a table that is sent in tells who sits in a meeting only in the dialogue of the meeting', async () => {
  await under('chatham_house', 'meetings')
  const { store, dialogueId, otherDialogueId, meetingId } = world
  const keptOut = async (id: string) => {
    const dialogue = await findDialogue(store, id, 'all')
    return (
      dialogue &&
      (await importKnown(store, dialogue, { meetingId, agreed: true })).keptOut.map(({ name }) => name)
    )
  }
  expect(await keptOut(dialogueId)).toContain('Ospanov')
  expect(await keptOut(otherDialogueId)).toEqual([])
})
