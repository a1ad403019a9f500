/** What whoever coordinates has to see: who is late with what, what is missing for a meeting, what is due. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { localDate, localTime } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import {
  type LateLead,
  lateInstitutions,
  missingFor,
  type Preparations,
} from '../../src/oversight/oversight.ts'
import { lateByLead, oversightFor } from '../../src/oversight/queries.ts'
import type { Actor } from '../../src/people/may.ts'
import { openWorld, type World } from '../digests/world.ts'

const TODAY = localDate('2026-01-15')

describe('who is late', () => {
  const lead = (institutionId: string, late: number, silent: number, oldest: string): LateLead => ({
    dialogueId: 'oat',
    institutionId,
    late,
    silent,
    oldestDueOn: localDate(oldest),
  })

  test('is added up over dialogues and told with the most silent first, then the longest late', () => {
    const rows = [
      lead('moh', 1, 0, '2026-01-14'),
      lead('dist', 2, 0, '2025-12-16'),
      lead('gpo', 1, 1, '2026-01-10'),
      { ...lead('moh', 3, 0, '2026-01-05'), dialogueId: 'other' },
    ]
    expect(lateInstitutions(rows, TODAY)).toEqual([
      { institutionId: 'gpo', late: 1, silent: 1, days: 5 },
      { institutionId: 'dist', late: 2, silent: 0, days: 30 },
      { institutionId: 'moh', late: 4, silent: 0, days: 10 },
    ])
  })
})

describe('what is missing for a meeting', () => {
  const meeting = (date: string, state: Meeting['state'] = 'confirmed') =>
    ({
      state,
      zone: zone('Asia/Almaty'),
      days: [{ date: localDate(date), starts: localTime('09:00'), ends: localTime('17:00') }],
    }) as Partial<Meeting> as Meeting
  const READY: Preparations = {
    draftLetters: 0,
    openInvitations: 0,
    items: 8,
    published: true,
    unminuted: null,
    statusDue: false,
  }
  const kinds = (date: string, known: Partial<Preparations>, state?: Meeting['state']) =>
    missingFor(meeting(date, state), { ...READY, ...known }, TODAY).map(({ kind }) => kind)

  test('is nothing when all is done', () => {
    expect(kinds('2026-02-01', {})).toEqual([])
  })

  test('is each thing that is not', () => {
    const minutes = { id: 'm1', heldOn: localDate('2025-10-14') }
    expect(
      kinds(
        '2026-02-01',
        { draftLetters: 2, openInvitations: 3, unminuted: minutes, published: false },
        'draft',
      ),
    ).toEqual(['announcement', 'letters', 'answers', 'minutes', 'publication'])
    expect(missingFor(meeting('2026-02-01'), { ...READY, unminuted: minutes }, TODAY)).toEqual([
      { kind: 'minutes', meetingId: 'm1', heldOn: '2025-10-14' },
    ])
  })

  test('is the agenda within a month and the status paper within six weeks, not earlier', () => {
    expect(kinds('2026-02-14', { items: 0, statusDue: true })).toEqual(['agenda', 'status'])
    expect(kinds('2026-02-15', { items: 0, statusDue: true })).toEqual(['status'])
    expect(kinds('2026-03-01', { items: 0, statusDue: true })).toEqual(['status'])
    expect(kinds('2026-03-02', { items: 0, statusDue: true })).toEqual([])
  })
})

describe('for one who coordinates', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld()
    await world.person('dina')
  })
  afterEach(() => world.close())

  const at = () => world.at('2026-01-15T03:00:00Z')
  const actor = (roles: Actor['roles']): Actor => ({ personId: 'dina', rank: 'member', roles, speaksFor: [] })

  test('counts late ones by lead, those of closed dialogues and of verified commitments left out', async () => {
    await world.commitment('c1', { due_on: localDate('2026-01-14') })
    await world.commitment('c2', {
      number: 2,
      due_on: localDate('2026-01-01'),
      last_report_at: at().now,
    })
    await world.commitment('c3', { number: 3, due_on: TODAY })
    await world.commitment('c4', { number: 4, due_on: localDate('2026-01-01'), state: 'verified' })
    expect(await lateByLead(at(), 'all', TODAY)).toEqual([
      { dialogueId: 'oat', institutionId: 'dist', late: 2, silent: 1, oldestDueOn: '2026-01-01' },
    ])
    expect(await lateByLead(at(), ['another'], TODAY)).toEqual([])
    await world.change('dialogues', 'oat', { state: 'closed' })
    expect(await lateByLead(at(), 'all', TODAY)).toEqual([])
  })

  test('tells what falls due within seven days and nothing of dialogues that are another’s', async () => {
    await world.commitment('c1', { due_on: localDate('2026-01-22') })
    await world.commitment('c2', { number: 2, due_on: localDate('2026-01-23') })
    const own = await oversightFor(at(), actor({ oat: ['coordinator'] }), TODAY)
    expect(own.expected.due).toEqual([{ dialogueId: 'oat', count: 1 }])
    expect(own.gaps).toEqual([{ dialogueId: 'oat', count: 2 }])
    const viewer = await oversightFor(at(), actor({ oat: ['viewer'] }), TODAY)
    expect([viewer.expected.due, viewer.gaps, viewer.late, viewer.toGrant, viewer.ahead]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ])
  })
})
