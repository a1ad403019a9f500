/** The call list: what a note needs, how long a line rests, who may write one, which numbers are shown. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AskedCall, decideCall, rests } from '../../src/calls/call-note.ts'
import { noteCall } from '../../src/calls/commands.ts'
import { callsAbout, lastReminders, phonesOf } from '../../src/calls/queries.ts'
import { whomToPhone } from '../../src/digests/call-queries.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Actor } from '../../src/people/may.ts'
import { openWorld, type World } from '../digests/world.ts'

const TODAY = localDate('2026-01-15')
const CALL: AskedCall = { personId: null, result: 'talked', words: '', nextOn: localDate('2026-01-22') }
const faults = (asked: Partial<AskedCall>) => {
  const outcome = decideCall({ ...CALL, ...asked }, TODAY)
  return outcome.ok ? [] : (outcome.faults ?? []).map(({ field, messageKey }) => `${field} ${messageKey}`)
}

describe('a note', () => {
  test('looks ahead, but not beyond a year', () => {
    expect(faults({})).toEqual([])
    expect(faults({ nextOn: TODAY })).toEqual(['next_on calls.next_past'])
    expect(faults({ nextOn: localDate('2026-01-16') })).toEqual([])
    expect(faults({ nextOn: localDate('2027-01-16') })).toEqual([])
    expect(faults({ nextOn: localDate('2027-01-17') })).toEqual(['next_on calls.next_far'])
  })

  test('says what was promised or refused', () => {
    expect(faults({ result: 'promised' })).toEqual(['words calls.words_missing'])
    expect(faults({ result: 'refused', nextOn: TODAY })).toEqual([
      'next_on calls.next_past',
      'words calls.words_missing',
    ])
    expect(faults({ result: 'refused', words: 'No budget line' })).toEqual([])
    expect(faults({ result: 'not_reached' })).toEqual([])
  })

  test('lets its line rest until the day it names', () => {
    expect(rests(null, TODAY)).toBe(false)
    expect(rests({ nextOn: localDate('2026-01-16') }, TODAY)).toBe(true)
    expect(rests({ nextOn: TODAY }, TODAY)).toBe(false)
  })
})

describe('the list', () => {
  const EIGHT = '2026-01-15T03:00:00Z'
  let world: World

  beforeEach(async () => {
    world = await openWorld()
    await world.person('aigul', { phone: '+7 717 200 00 01' })
    await world.speaks('aigul', 'dist')
    await world.person('other', { phone: '+7 717 200 00 02' })
    await world.speaks('other', 'moh')
    await world.commitment('c1', { due_on: localDate('2025-12-11') })
  })
  afterEach(() => world.close())

  const actor = (roles: Actor['roles']): Actor => ({ personId: 'dina', rank: 'member', roles, speaksFor: [] })
  const coordinator = actor({ oat: ['coordinator'] })
  const note = (asked: Partial<AskedCall>, by = coordinator, at = EIGHT) =>
    noteCall(world.at(at), { ...CALL, ...asked, actor: by, id: 'c1' })
  const now = async (at: string) => {
    const { calls, resting } = await whomToPhone(world.at(at), 'all')
    const idsOf = (list: typeof calls) => list.map(({ commitment }) => commitment.id)
    return { calls: idsOf(calls), resting: idsOf(resting) }
  }

  test('lets a line go until the next look, and keeps every note with who made it', async () => {
    expect(await now(EIGHT)).toEqual({ calls: ['c1'], resting: [] })
    expect(await note({ personId: 'aigul', result: 'promised', words: 'By Friday' })).toMatchObject({
      ok: true,
    })
    expect(await now('2026-01-21T18:59:00Z')).toEqual({ calls: [], resting: ['c1'] })
    // 22 January begins in Astana.
    expect(await now('2026-01-21T19:00:00Z')).toEqual({ calls: ['c1'], resting: [] })
    expect(await note({ result: 'not_reached' }, coordinator, '2026-01-16T03:00:00Z')).toMatchObject({
      ok: true,
    })
    const kept = await callsAbout(world.at(EIGHT), 'c1')
    expect(kept.map(({ result, personId, calledBy }) => [result, personId, calledBy])).toEqual([
      ['not_reached', null, 'dina'],
      ['promised', 'aigul', 'dina'],
    ])
    const [call] = (await whomToPhone(world.at('2026-01-22T03:00:00Z'), 'all')).calls
    expect(call?.note?.result).toBe('not_reached')
  })

  test('takes notes only from those who coordinate, about people of the lead, while something is owed', async () => {
    expect(await note({}, actor({ oat: ['viewer'] }))).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await note({}, actor({}))).toMatchObject({ ok: false, code: 'not_found' })
    expect(await note({ personId: 'other' })).toMatchObject({ ok: false, code: 'invalid', field: 'person' })
    await world.change('commitments', 'c1', { state: 'verified' })
    expect(await note({})).toMatchObject({ ok: false, messageKey: 'calls.nothing_owed' })
    expect(await callsAbout(world.at(EIGHT), 'c1')).toEqual([])
  })

  test('shows numbers, and when the last reminder went out', async () => {
    await world.commitment('c2', { number: 2, due_on: TODAY })
    await world.commitment('c3', { number: 3, due_on: localDate('2026-09-30') })
    await sendReminders(world.at(EIGHT))
    const reminded = await lastReminders(world.at(EIGHT), ['c1', 'c2', 'c3'])
    expect([...reminded.keys()].sort()).toEqual(['c1', 'c2'])
    expect(await phonesOf(world.at(EIGHT), ['aigul', 'nobody'])).toEqual(
      new Map([['aigul', '+7 717 200 00 01']]),
    )
  })
})
