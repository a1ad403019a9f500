/** The call list: what a note needs, how long a line rests, who may write one, which numbers are shown. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AskedCall, type CallNote, decideCall, rests } from '../../src/calls/call-note.ts'
import { noteCall } from '../../src/calls/commands.ts'
import { callsAbout, lastReminders, phonesOf } from '../../src/calls/queries.ts'
import type { Call } from '../../src/digests/call.ts'
import { whomToPhone } from '../../src/digests/call-queries.ts'
import { sendDigests } from '../../src/digests/digest-sending.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Actor } from '../../src/people/may.ts'
import { instant, LONG_AGO, openWorld, type World } from '../digests/world.ts'

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
  const note = (asked: Partial<AskedCall & Pick<CallNote, 'institutionId'>>, by = coordinator, at = EIGHT) =>
    noteCall(world.at(at), { ...CALL, institutionId: null, ...asked, actor: by, id: 'c1' })
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

  describe('of periods and parts', () => {
    beforeEach(async () => {
      await world.change('commitments', 'c1', { due_on: localDate('2026-12-31') })
    })

    interface Row {
      readonly key?: string
      readonly due: string | null
      readonly by?: string
    }
    async function share(id: string, { key = '', due, by = 'moh' }: Row) {
      await world.insert('commitment_shares', {
        ...{ id, commitment_id: 'c1', institution_id: by, kind: key ? 'period' : 'part', period_key: key },
        ...{ starts_on: null, ends_on: null, due_on: due === null ? null : localDate(due), state: 'open' },
        ...{ state_since: LONG_AGO, state_note: '', late: 0, authoritative_lang: key ? null : 'en' },
        ...{ last_report_at: null, created_at: LONG_AGO, version: 1 },
      })
      const words = { share_id: id, commitment_id: 'c1', lang: 'en', text: 'Find the money' } as const
      if (!key) await world.insert('commitment_part_texts', words)
    }
    const lines = async (at = EIGHT) => {
      const told = (list: readonly Call[]) =>
        list.map(({ institutionId, shares, owners, reason }) =>
          [institutionId, shares.map(({ id }) => id).join(), owners.map(({ id }) => id).join(), reason].join(
            ' ',
          ),
        )
      const { calls, resting } = await whomToPhone(world.at(at), ['oat'])
      return { calls: told(calls), resting: told(resting) }
    }

    test('what an institution owes within one commitment is one line, once its ladder has ended', async () => {
      await share('late', { key: '2025-11', due: '2025-12-05' })
      await share('later', { key: '2025-10', due: '2025-11-10' })
      await share('part', { due: '2025-12-01' })
      await share('fresh', { key: '2025-12', due: '2026-01-12' })
      await share('theirs', { key: '2025-10', due: '2025-11-11', by: 'dist' })
      // 28 days and a week after 5 December are over on 9 January.
      expect((await lines()).calls).toEqual([
        'moh later,part,late other exhausted',
        'dist theirs aigul exhausted',
      ])
      expect((await lines('2026-01-08T03:00:00Z')).calls[0]).toBe('moh later,part other exhausted')
      expect((await whomToPhone(world.at(EIGHT), ['another'])).calls).toEqual([])
      // A report buys four weeks.
      await world.change('commitment_shares', 'theirs', { last_report_at: instant('2026-01-02T04:00:00Z') })
      expect((await lines()).calls).toEqual(['moh later,part,late other exhausted'])
    })

    test('a note lets the line of its own institution rest, and no other', async () => {
      await share('s1', { key: '2025-10', due: '2025-11-10' })
      await share('s2', { key: '2025-10', due: '2025-11-10', by: 'dist' })
      expect(await note({ institutionId: 'moh', personId: 'other' })).toMatchObject({ ok: true })
      expect(await lines()).toEqual({
        calls: ['dist s2 aigul exhausted'],
        resting: ['moh s1 other exhausted'],
      })
      expect(await note({ personId: 'other' })).toMatchObject({ ok: false, field: 'person' })
      expect(await note({ personId: 'aigul' })).toMatchObject({ ok: true })
      expect((await lines()).calls).toEqual([])
    })

    test('who is not reminded of a part is told once, with its commitment', async () => {
      const stopped = async () =>
        (await whomToPhone(world.at(EIGHT), ['oat'])).stopped.map(
          ({ person, institutionId, reason, commitments }) =>
            [person.id, institutionId, reason, commitments.map(({ id }) => id).join()].join(' '),
        )
      await world.change('persons', 'other', { reminders: 'off' })
      expect(await stopped()).toEqual([])
      await share('part', { due: TODAY })
      await share('month', { key: '2025-12', due: TODAY })
      await share('theirs', { key: '2025-12', due: TODAY, by: 'dist' })
      expect(await stopped()).toEqual(['other moh off c1'])
      await world.change('persons', 'aigul', { reminders: 'off' })
      expect((await stopped()).sort()).toEqual(['aigul dist off c1', 'other moh off c1'])
    })

    test('nobody notes a call to an institution that owes nothing there', async () => {
      expect(await note({ institutionId: 'moh' })).toMatchObject({ ok: false, code: 'not_found' })
      await share('s1', { key: '2025-10', due: '2025-11-10' })
      await world.change('commitment_shares', 's1', { state: 'reported' })
      expect(await note({ institutionId: 'moh' })).toMatchObject({
        ok: false,
        messageKey: 'calls.nothing_owed',
      })
    })

    test('the digest of who coordinates tells whom to phone about what, and still that the whole is late', async () => {
      await world.person('dina')
      await world.role('dina', 'coordinator')
      await world.change('commitments', 'c1', { due_on: localDate('2026-01-14') })
      await share('s1', { due: '2025-11-10' })
      await world.change('persons', 'other', { reminders: 'off' })
      await sendDigests(world.at('2026-01-19T03:00:00Z'))
      const mail = (await world.rows('outbox')).find(({ person_id }) => person_id === 'dina')
      const text = (mail?.body_text ?? '').replaceAll(/\s+/g, ' ')
      expect(text).toContain('Find the money')
      expect(text).not.toContain('Your part')
      expect(text).toContain('Promise c1')
      expect(text).toContain('Ministry of Health: 70 days late, no report')
      expect(text).toContain('Ministry of Health: Aigul Serikova Reminders switched off: C-01')
    })
  })
})
