/** When a digest is due in each rhythm, and that windows tile the time line whatever is chosen when. */

import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dueDigest, type Standing } from '../../src/digests/rhythm.ts'
import { type Instant, plus } from '../../src/kernel/instant.ts'
import { addDays, localDate } from '../../src/kernel/local-date.ts'
import { dateOf, zone } from '../../src/kernel/zone.ts'
import { instant } from './world.ts'

/** A Thursday evening in Astana, and the Friday after it. */
const EVENING = instant('2026-01-15T12:00:00Z')
const FRIDAY = instant('2026-01-16T03:00:00Z')

const who: Standing = {
  zone: zone('Asia/Almaty'),
  rhythm: 'meetings',
  pausedUntil: null,
  last: localDate('2026-01-12'),
  lastTo: instant('2026-01-12T03:00:00Z'),
}

const due = (at: string, concluded: readonly Instant[], row: Partial<Standing> = {}) =>
  dueDigest({ ...who, ...row }, instant(at), { holidays: new Map(), concluded })

describe('after each meeting', () => {
  test('the next working morning, about everything since the last digest', () => {
    expect(due('2026-01-15T13:00:00Z', [EVENING])).toBeNull()
    expect(due('2026-01-16T02:59:00Z', [EVENING])).toBeNull()
    expect(due(FRIDAY, [EVENING])).toEqual({
      today: '2026-01-16',
      window: { from: '2026-01-12T03:00:00.000Z', to: FRIDAY },
    })
  })

  test('not on a Saturday, nor on the Monday of a week without a meeting', () => {
    expect(due('2026-01-17T03:00:00Z', [instant('2026-01-16T12:00:00Z')])).toBeNull()
    expect(due('2026-01-19T03:00:00Z', [instant('2026-01-16T12:00:00Z')])).toMatchObject({
      today: '2026-01-19',
    })
    expect(due('2026-01-19T03:00:00Z', [])).toBeNull()
  })

  test('not for what the last digest covered, and not twice on a day', () => {
    const told = { last: localDate('2026-01-16'), lastTo: FRIDAY }
    expect(due('2026-01-19T03:00:00Z', [EVENING], told)).toBeNull()
    expect(due('2026-01-16T05:00:00Z', [EVENING], { last: localDate('2026-01-16') })).toBeNull()
  })

  test('not during a pause, and once after it', () => {
    const paused = { pausedUntil: localDate('2026-01-21') }
    expect(due(FRIDAY, [EVENING], paused)).toBeNull()
    expect(due('2026-01-20T03:00:00Z', [EVENING], paused)).toBeNull()
    expect(due('2026-01-21T03:00:00Z', [EVENING], paused)).toMatchObject({ today: '2026-01-21' })
  })

  test('meetings do not hasten the weekly one', () => {
    expect(due(FRIDAY, [EVENING], { rhythm: 'weekly' })).toBeNull()
  })
})

/** Some hours of a life with digests: the job runs, a meeting is concluded, something else is chosen. */
const step = record({
  hours: integer({ min: 1, max: 40 }),
  what: constantFrom('run', 'run', 'run', 'conclude', 'weekly', 'meetings', 'off', 'pause', 'resume'),
  days: integer({ min: 1, max: 40 }),
})

interface Life {
  readonly now: Instant
  readonly person: Standing
  readonly off: boolean
  readonly concluded: readonly Instant[]
}

/** What a step other than the run of the job makes of a life. */
function lived(life: Life, { what, days }: { what: string; days: number }): Life {
  const { now, person, concluded } = life
  const today = dateOf(now, person.zone)
  const after: Record<string, Partial<Life>> = {
    conclude: { concluded: [...concluded, now] },
    pause: { person: { ...person, pausedUntil: addDays(today, days) } },
    resume: { person: { ...person, pausedUntil: today } },
    off: { off: true },
    weekly: { off: false, person: { ...person, rhythm: 'weekly' } },
    meetings: { off: false, person: { ...person, rhythm: 'meetings' } },
  }
  return { ...life, ...after[what] }
}

test('windows follow each other without gap or overlap, one digest a day, however often the choice changes', () => {
  assert(
    property(array(step, { minLength: 20, maxLength: 150 }), (steps) => {
      const days: string[] = []
      const person = { ...who, last: null, lastTo: null }
      let life: Life = { now: instant('2026-01-05T03:00:00Z'), person, off: false, concluded: [] }
      for (const one of steps) {
        life = lived({ ...life, now: plus(life.now, { hours: one.hours }) }, one)
        const { now, person, off, concluded } = life
        const next = off ? null : dueDigest(person, now, { holidays: new Map(), concluded })
        if (!next) continue
        const { today, window } = next
        expect(window).toEqual({ from: person.lastTo ?? plus(now, { days: -7 }), to: now })
        expect([today, days.includes(today)]).toEqual([dateOf(now, person.zone), false])
        expect(person.pausedUntil === null || person.pausedUntil <= today).toBe(true)
        days.push(today)
        life = { ...life, person: { ...person, last: today, lastTo: window.to } }
      }
    }),
    { numRuns: 200 },
  )
})
