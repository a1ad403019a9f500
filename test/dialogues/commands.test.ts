/** Dialogues in a database: who opens them, who edits them, who has which role. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openByDialogue } from '../../src/commitments/count-queries.ts'
import { editDialogue, endRole, grantRole, moveDialogue, openDialogue } from '../../src/dialogues/commands.ts'
import { dialoguesInScope, findDialogue, rolesInForce } from '../../src/dialogues/queries.ts'
import { moveMeeting } from '../../src/meetings/commands.ts'
import { nextMeetings } from '../../src/meetings/queries.ts'
import { DIALOGUE, openWorld, value, type World } from '../meetings/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const stored = async () => findDialogue(world.store, world.dialogueId, 'all')
const accounts = async () =>
  (await world.store.db.selectFrom('accounts').select(['email', 'rank']).execute()).map((row) => ({ ...row }))

describe('opening a dialogue', () => {
  test('makes a draft whose opener organises it', async () => {
    const id = value(await openDialogue(world.store, { actor: world.organiser, ...DIALOGUE, code: 'second' }))
    expect(await findDialogue(world.store, id, 'all')).toMatchObject({
      code: 'SECOND',
      state: 'draft',
      version: 1,
      title: { authoritative: 'ru', texts: { ru: 'Многосторонний диалог' } },
      languages: ['kk', 'ru'],
    })
    expect(await rolesInForce(world.store, id)).toMatchObject([
      { personId: world.organiser.personId, role: 'organiser' },
    ])
  })

  test('is for organisers and administrators', async () => {
    const member = { ...world.organiser, rank: 'member' } as const
    expect(await openDialogue(world.store, { actor: member, ...DIALOGUE, code: 'X1' })).toMatchObject({
      code: 'forbidden',
    })
  })

  test('refuses a code that is taken', async () => {
    expect(
      await openDialogue(world.store, { actor: world.organiser, ...DIALOGUE, code: 'oat-kz' }),
    ).toMatchObject({ code: 'invalid', field: 'code', messageKey: 'dialogues.code_taken' })
  })
})

describe('editing a dialogue', () => {
  const edit = async (changes: Partial<typeof DIALOGUE>, version?: number) =>
    editDialogue(world.store, {
      actor: world.organiser,
      id: world.dialogueId,
      version: version ?? (await stored())?.version ?? 0,
      ...DIALOGUE,
      ...changes,
    })

  test('writes texts and rules', async () => {
    value(await edit({ title: { ru: 'Диалог', kk: 'Диалог' }, silenceLength: 72, silenceUnit: 'hours' }))
    expect(await stored()).toMatchObject({
      title: { texts: { ru: 'Диалог', kk: 'Диалог' } },
      silenceLength: 72,
      silenceUnit: 'hours',
    })
  })

  test('without a change writes nothing', async () => {
    const before = await stored()
    value(await edit({}))
    expect(await stored()).toEqual(before)
  })

  test('from an older version is refused', async () => {
    expect(await edit({ project: 'iSoS' }, 1)).toMatchObject({
      code: 'conflict',
      messageKey: 'forms.changed_meanwhile',
    })
  })

  test('is for its organisers; for others it does not even exist', async () => {
    const id = await world.person('other@example.org')
    const asked = { id: world.dialogueId, version: 2, ...DIALOGUE }
    expect(
      await editDialogue(world.store, { actor: world.actor(id, 'coordinator'), ...asked }),
    ).toMatchObject({
      code: 'forbidden',
    })
    const stranger = { ...world.organiser, roles: {} }
    expect(await editDialogue(world.store, { actor: stranger, ...asked })).toMatchObject({
      code: 'not_found',
    })
  })
})

describe('closing a dialogue', () => {
  const move = (name: 'closure' | 'archiving') =>
    moveDialogue(world.store, { actor: world.organiser, id: world.dialogueId, move: name })

  test('waits until no delegate expects a meeting', async () => {
    const id = await world.meeting()
    value(await moveMeeting(world.store, { actor: world.organiser, id, move: 'announcement' }))
    expect(await move('closure')).toMatchObject({
      messageKey: 'dialogues.meetings_ahead',
      params: { count: 1 },
    })
    value(await moveMeeting(world.store, { actor: world.organiser, id, move: 'cancellation' }))
    expect(await move('closure')).toEqual({ ok: true, value: 'closed' })
  })

  test('and archiving makes it read-only', async () => {
    value(await move('closure'))
    value(await move('archiving'))
    const asked = { actor: world.organiser, id: world.dialogueId, version: 4, ...DIALOGUE, project: 'iSoS' }
    expect(await editDialogue(world.store, asked)).toMatchObject({ messageKey: 'dialogues.archived' })
  })
})

describe('roles', () => {
  const grant = (email: string, role: 'organiser' | 'coordinator') =>
    grantRole(world.store, { actor: world.organiser, dialogueId: world.dialogueId, email, role })
  const end = (roleId: string) =>
    endRole(world.store, { actor: world.organiser, dialogueId: world.dialogueId, roleId })

  test('a person without an account gets one, whatever the case of the address', async () => {
    await world.person('coordinator@example.org')
    value(await grant('Coordinator@Example.org', 'coordinator'))
    expect(await accounts()).toEqual([{ email: 'coordinator@example.org', rank: 'member' }])
    expect((await rolesInForce(world.store, world.dialogueId)).map((held) => held.role)).toEqual([
      'organiser',
      'coordinator',
    ])
  })

  test('an account that exists stays as it is', async () => {
    await world.person('coordinator@example.org')
    value(await grant('coordinator@example.org', 'coordinator'))
    value(await grant('coordinator@example.org', 'organiser'))
    expect(await accounts()).toEqual([{ email: 'coordinator@example.org', rank: 'member' }])
  })

  test('an unknown address is refused', async () => {
    expect(await grant('nobody@example.org', 'coordinator')).toMatchObject({
      messageKey: 'dialogues.nobody_with_address',
    })
  })

  test('the last organiser cannot be removed', async () => {
    const [own] = await rolesInForce(world.store, world.dialogueId)
    expect(await end(own?.id ?? '')).toMatchObject({ messageKey: 'dialogues.last_organiser' })
  })

  test('two organisers who remove each other at once do not both succeed', async () => {
    await world.person('second@example.org')
    value(await grant('second@example.org', 'organiser'))
    const [first, second] = await rolesInForce(world.store, world.dialogueId)
    const outcomes = await Promise.all([end(first?.id ?? ''), end(second?.id ?? '')])
    expect(outcomes.map((outcome) => (outcome.ok ? 'ended' : outcome.messageKey)).sort()).toEqual([
      'ended',
      'forms.changed_meanwhile',
    ])
    expect(await rolesInForce(world.store, world.dialogueId)).toHaveLength(1)
  })

  test('an ended role stays on record', async () => {
    await world.person('second@example.org')
    value(await grant('second@example.org', 'coordinator'))
    const held = await rolesInForce(world.store, world.dialogueId)
    value(await end(held[1]?.id ?? ''))
    const roles = world.store.db.selectFrom('dialogue_roles').select('ended_at').orderBy('role', 'desc')
    expect((await roles.execute()).map((row) => row.ended_at)).toEqual([null, world.store.now])
  })
})

describe('the list', () => {
  const load = async () => {
    const dialogues = await dialoguesInScope(world.store, 'all')
    const ids = dialogues.map((dialogue) => dialogue.id)
    await Promise.all([nextMeetings(world.store, ids), openByDialogue(world.store, ids, 'all')])
    return dialogues
  }

  test('takes four queries for one dialogue and for three', async () => {
    await world.meeting()
    expect(await world.queriesOf(load)).toHaveLength(4)
    for (const code of ['B2', 'A1']) {
      const id = value(await openDialogue(world.store, { actor: world.organiser, ...DIALOGUE, code }))
      const organiser = { ...world.organiser, roles: { [id]: ['organiser'] } } as const
      if (code === 'A1') value(await moveDialogue(world.store, { actor: organiser, id, move: 'activation' }))
    }
    expect(await world.queriesOf(load)).toHaveLength(4)
    expect((await load()).map((dialogue) => dialogue.code)).toEqual(['A1', 'OAT-KZ', 'B2'])
  })

  test('holds only what the reader has a role in', async () => {
    expect(await dialoguesInScope(world.store, [])).toEqual([])
    expect(await dialoguesInScope(world.store, [world.dialogueId])).toHaveLength(1)
  })

  test('knows the soonest meeting that is not over', async () => {
    await world.meeting({
      days: [{ ...(await world.stored(await world.meeting())).days[0]!, date: '2025-10-14' as never }],
    })
    const next = await nextMeetings(world.store, [world.dialogueId])
    expect(next.get(world.dialogueId)?.on).toBe('2026-04-14')
  })
})
