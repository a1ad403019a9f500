/** Recording, correcting, agreeing and ending commitments on SQLite. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  agreeCommitment,
  closeCommitment,
  editCommitment,
  namePerson,
  recordCommitment,
} from '../../src/commitments/commands.ts'
import { codeOf } from '../../src/commitments/commitment.ts'
import { dueOf } from '../../src/commitments/due.ts'
import { moveDueDate } from '../../src/commitments/due-commands.ts'
import { commitmentsOfMeeting, supportersOf } from '../../src/commitments/queries.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { faultsOf } from '../../src/kernel/outcome.ts'
import { historyOf } from '../../src/ledger/queries.ts'
import { dumpOf } from '../fixtures/store.ts'
import { draftOf, loaded, mails, openWorld, recorded, speaks, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.open.close())

describe('recording a commitment', () => {
  test('numbers it within the dialogue and keeps what was said', async () => {
    const first = await recorded(world)
    const second = await recorded(world, { agreed: false })
    expect([codeOf(first), first.state, codeOf(second), second.state]).toEqual([
      'C-01',
      'agreed',
      'C-02',
      'proposed',
    ])
    expect(first).toMatchObject({
      dialogueId: world.dialogueId,
      meetingId: world.meetingId,
      itemId: world.itemId,
      decisionId: world.decisionId,
      leadId: world.dist,
      personId: null,
      verifierId: world.moh,
      dueOn: '2026-01-30',
      firstDueOn: '2026-01-30',
      dateVersion: 1,
      version: 1,
      text: {
        authoritative: 'ru',
        texts: { ru: 'Заключить договор на 2026 год', en: 'Sign the contract for 2026' },
      },
    })
    expect(await supportersOf(world.store, [first.id])).toEqual(new Map([[first.id, [world.moh]]]))
  })

  test('two rapporteurs at once never get the same number', async () => {
    const { store, rapporteur, organiser, meetingId } = world
    const ask = (actor: typeof organiser) => recordCommitment(store, { actor, meetingId, ...draftOf(world) })
    const outcomes = await Promise.all([ask(rapporteur), ask(organiser), ask(rapporteur)])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'conflict')).toHaveLength(2)
    expect((await commitmentsOfMeeting(store, meetingId)).map(codeOf)).toEqual(['C-01'])
  })

  test.each(['organiser', 'coordinator', 'rapporteur'] as const)('is open to the %s', async (role) => {
    const { store, meetingId } = world
    const outcome = await recordCommitment(store, { actor: world[role], meetingId, ...draftOf(world) })
    expect(outcome.ok).toBe(true)
  })

  test.each([
    ['viewer', 'forbidden'],
    ['stranger', 'not_found'],
  ] as const)('by a %s is refused as %s', async (role, code) => {
    const { store, meetingId } = world
    const before = dumpOf(world.open.raw)
    const outcome = await recordCommitment(store, { actor: world[role], meetingId, ...draftOf(world) })
    expect(outcome).toMatchObject({ ok: false, code })
    expect(dumpOf(world.open.raw)).toBe(before)
  })

  test('things of another place are told all at once', async () => {
    const { store, rapporteur, meetingId } = world
    const nowhere = store.newId()
    const outcome = await recordCommitment(store, {
      actor: rapporteur,
      meetingId,
      ...draftOf(world, {
        itemId: nowhere,
        decisionId: nowhere,
        leadId: nowhere,
        supporterIds: [store.newId()],
        verifierId: store.newId(),
      }),
    })
    expect(outcome.ok ? [] : faultsOf(outcome).map(({ field }) => field)).toEqual([
      'item',
      'decision',
      'lead',
      'supporters',
      'verifier',
    ])
  })
})

describe('correcting a commitment', () => {
  test('writes new words and supporters, and grows the version', async () => {
    const { store, rapporteur, cna } = world
    const { id, version } = await recorded(world)
    const draft = draftOf(world, { text: { kk: 'Шарт жасасу' }, authoritative: 'kk', supporterIds: [cna] })
    await editCommitment(store, { actor: rapporteur, id, version, ...draft })
    expect(await loaded(world, id)).toMatchObject({
      version: 2,
      text: { authoritative: 'kk', texts: { kk: 'Шарт жасасу' } },
    })
    expect(await supportersOf(store, [id])).toEqual(new Map([[id, [cna]]]))
  })

  test('the second of two editors is told, and nothing is overwritten', async () => {
    const { store, rapporteur, organiser } = world
    const { id, version } = await recorded(world)
    await editCommitment(store, {
      actor: organiser,
      id,
      version,
      ...draftOf(world, { text: { ru: 'Первый' } }),
    })
    const before = dumpOf(world.open.raw)
    const late = { actor: rapporteur, id, version, ...draftOf(world, { text: { ru: 'Второй' } }) }
    expect(await editCommitment(store, late)).toEqual({
      ok: false,
      code: 'conflict',
      messageKey: 'forms.changed_meanwhile',
    })
    expect(dumpOf(world.open.raw)).toBe(before)
  })

  test('the date of an agreed commitment moves only by a move', async () => {
    const { store, rapporteur } = world
    const { id, version } = await recorded(world)
    const due = dueOf('quarter', localDate('2026-05-01'))
    await editCommitment(store, { actor: rapporteur, id, version, ...draftOf(world, { due }) })
    expect((await loaded(world, id)).dueOn).toBe('2026-01-30')
  })

  test('the date of a proposal is still open', async () => {
    const { store, rapporteur } = world
    const { id, version } = await recorded(world, { agreed: false })
    const due = dueOf('quarter', localDate('2026-05-01'))
    await editCommitment(store, { actor: rapporteur, id, version, ...draftOf(world, { due, agreed: false }) })
    expect(await loaded(world, id)).toMatchObject({
      dueOn: '2026-06-30',
      firstDueOn: '2026-06-30',
      duePrecision: 'quarter',
      dueMoves: 0,
    })
  })

  test('a new lead opens the question of the person again and voids reminders', async () => {
    const { store, rapporteur, specialist, cna } = world
    const { id } = await recorded(world)
    await namePerson(store, { actor: rapporteur, id, personId: specialist })
    const { version } = await loaded(world, id)
    await editCommitment(store, { actor: rapporteur, id, version, ...draftOf(world, { leadId: cna }) })
    expect(await loaded(world, id)).toMatchObject({ leadId: cna, personId: null, dateVersion: 3 })
  })
})

describe('naming the person in charge', () => {
  test('keeps the commitment with the institution and makes a new version of the date', async () => {
    const { store, rapporteur, specialist, dist } = world
    const { id } = await recorded(world)
    await namePerson(store, { actor: rapporteur, id, personId: specialist })
    expect(await loaded(world, id)).toMatchObject({ leadId: dist, personId: specialist, dateVersion: 2 })
  })

  test('the former person loses the link, the institution does not', async () => {
    const { store, coordinator, specialist, distPoint } = world
    const { id } = await recorded(world)
    await namePerson(store, { actor: coordinator, id, personId: specialist })
    const due = dueOf('day', localDate('2026-03-01'))
    await moveDueDate(store, { actor: coordinator, id, due, reason: 'Tender', requestedBy: 'DIST' })
    await namePerson(store, { actor: coordinator, id, personId: distPoint })
    const links = await store.db.selectFrom('personal_links').selectAll().execute()
    expect(links.map(({ person_id, revoked_at }) => [person_id, revoked_at !== null])).toEqual([
      [specialist, true],
    ])
  })

  test('somebody of another institution is refused', async () => {
    const { store, rapporteur, mohPoint } = world
    const { id } = await recorded(world)
    expect(await namePerson(store, { actor: rapporteur, id, personId: mohPoint })).toMatchObject({
      code: 'invalid',
      field: 'person',
    })
  })
})

describe('agreeing and ending', () => {
  test('a proposal is agreed once', async () => {
    const { store, rapporteur } = world
    const { id } = await recorded(world, { agreed: false })
    expect((await agreeCommitment(store, { actor: rapporteur, id })).ok).toBe(true)
    expect((await loaded(world, id)).state).toBe('agreed')
    expect(await agreeCommitment(store, { actor: rapporteur, id })).toMatchObject({ code: 'conflict' })
  })

  test('a dropped one keeps decision and reason, and its unsent mail is withdrawn', async () => {
    const { store, coordinator, decisionId } = world
    const { id } = await recorded(world)
    const due = dueOf('day', localDate('2026-03-01'))
    await moveDueDate(store, { actor: coordinator, id, due, reason: 'Tender', requestedBy: 'DIST' })
    const asked = { actor: coordinator, id, to: 'dropped', reason: 'No longer needed', decisionId } as const
    expect((await closeCommitment(store, asked)).ok).toBe(true)
    expect(await loaded(world, id)).toMatchObject({ state: 'dropped', stateNote: 'No longer needed' })
    expect((await mails(world)).map((mail) => mail.kind)).toEqual([])
    expect((await mails(world, 'skipped')).map((mail) => mail.kind)).toEqual(['due_moved'])
    const [last] = await historyOf(store, [id])
    expect(last).toMatchObject({ kind: 'commitment.dropped', details: { decision: decisionId } })
  })

  test('nothing can be done to it any more', async () => {
    const { store, coordinator, specialist } = world
    const { id } = await recorded(world)
    const asked = { actor: coordinator, id, to: 'superseded', reason: 'C-02', decisionId: null } as const
    await closeCommitment(store, asked)
    const refusals = await Promise.all([
      closeCommitment(store, asked),
      namePerson(store, { actor: coordinator, id, personId: specialist }),
      agreeCommitment(store, { actor: coordinator, id }),
    ])
    expect(refusals.map((outcome) => outcome.ok || outcome.messageKey)).toEqual([
      'commitments.is_final',
      'commitments.is_final',
      'commitments.is_final',
    ])
  })

  test('a decision of another dialogue cannot end it', async () => {
    const { store, coordinator } = world
    const { id } = await recorded(world)
    const asked = { actor: coordinator, id, to: 'dropped', reason: '', decisionId: store.newId() } as const
    expect(await closeCommitment(store, asked)).toMatchObject({ code: 'invalid', field: 'decision' })
  })

  test.each([
    ['rapporteur', 'forbidden'],
    ['viewer', 'forbidden'],
    ['stranger', 'not_found'],
  ] as const)('by the %s it is refused as %s', async (role, code) => {
    const { id } = await recorded(world)
    const asked = { actor: world[role], id, to: 'dropped', reason: 'No', decisionId: null } as const
    expect(await closeCommitment(world.store, asked)).toMatchObject({ ok: false, code })
  })

  test('of six who end it at once exactly one wins', async () => {
    const { store, coordinator, organiser } = world
    const { id } = await recorded(world)
    const outcomes = await Promise.all(
      [coordinator, organiser, coordinator, organiser, coordinator, organiser].map((actor, at) =>
        closeCommitment(store, {
          actor,
          id,
          to: at % 2 ? 'dropped' : 'superseded',
          reason: 'No',
          decisionId: null,
        }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect((await loaded(world, id)).version).toBe(2)
  })
})

describe('closed commitments', () => {
  test('do not exist for a viewer, who sees the others', async () => {
    const { store, viewer, rapporteur } = world
    const { id } = await recorded(world, { visibility: 'closed' })
    const asked = (actor: typeof viewer) => agreeCommitment(store, { actor, id })
    expect(await asked(viewer)).toMatchObject({ code: 'not_found' })
    expect(await asked(rapporteur)).toMatchObject({ code: 'conflict' })
  })

  test('a link speaks for one institution only', async () => {
    const { store, dist } = world
    const { id } = await recorded(world, { visibility: 'closed' })
    const actor = speaks(store.newId(), dist)
    expect(await agreeCommitment(store, { actor, id })).toMatchObject({ code: 'not_found' })
  })
})
