/** The running clock of an agenda. */

import { describe, expect, test } from 'vitest'
import { runClock } from '../../src/agenda/clock.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { day } from '../meetings/meetings.ts'
import { anItem } from './items.ts'

const tuesday = day('2025-10-14', '09:00', '10:30')
const wednesday = day('2025-10-15', '14:00', '15:00')

describe('the clock', () => {
  test('each item begins where the one before it ends, breaks included', () => {
    const items = [
      anItem('c', { position: 3, minutes: 45 }),
      anItem('a', { position: 1, minutes: 30 }),
      anItem('b', { position: 2, minutes: 15, isBreak: true }),
    ]
    const [first] = runClock([tuesday], items)
    expect(first?.items.map(({ item, from, to }) => [item.id, from, to])).toEqual([
      ['a', '09:00', '09:30'],
      ['b', '09:30', '09:45'],
      ['c', '09:45', '10:30'],
    ])
    expect(first).toMatchObject({ minutes: 90, breakMinutes: 15, over: 0 })
  })

  test('a day that runs over says by how much', () => {
    expect(runClock([tuesday], [anItem('a', { minutes: 105 })])[0]?.over).toBe(15)
  })

  test('a day with time left is negative', () => {
    expect(runClock([tuesday], [])[0]).toMatchObject({ minutes: 0, over: -90 })
  })

  test('each day starts its own clock', () => {
    const items = [anItem('a'), anItem('b', { day: localDate('2025-10-15'), minutes: 20 })]
    expect(runClock([tuesday, wednesday], items).map(({ items: own, over }) => [own[0]?.from, over])).toEqual(
      [
        ['09:00', -60],
        ['14:00', -40],
      ],
    )
  })

  test('withdrawn and deferred items take no time', () => {
    const items = [
      anItem('a', { position: 1, state: 'withdrawn' }),
      anItem('b', { position: 2, state: 'deferred', isBreak: true }),
      anItem('c', { position: 3 }),
    ]
    const [first] = runClock([tuesday], items)
    expect(first?.items.map(({ from }) => from)).toEqual([null, null, '09:00'])
    expect(first?.breakMinutes).toBe(0)
  })

  test('past midnight the clock goes on', () => {
    const late = day('2025-10-14', '22:00', '23:30')
    const [first] = runClock([late], [anItem('a', { minutes: 150 })])
    expect(first?.items[0]?.to).toBe('00:30')
    expect(first?.over).toBe(60)
  })
})
