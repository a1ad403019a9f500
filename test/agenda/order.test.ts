/** Moving items: by one place, over the border of a day, along with the meeting. */

import { describe, expect, test } from 'vitest'
import { followDays, lastPosition, moveByOne } from '../../src/agenda/order.ts'
import { type LocalDate, localDate } from '../../src/kernel/local-date.ts'
import { anItem } from './items.ts'

const [tue, wed, thu] = ['2025-10-14', '2025-10-15', '2025-10-16'].map(localDate) as [
  LocalDate,
  LocalDate,
  LocalDate,
]
const a = anItem('a', { day: tue, position: 1 })
const b = anItem('b', { day: tue, position: 4 })
const c = anItem('c', { day: wed, position: 2 })
const items = [a, b, c]

describe('moving by one', () => {
  test('an item changes places with its neighbour, whatever the gap', () => {
    expect(moveByOne(items, [tue, wed], 'b', 'up')).toEqual({
      ok: true,
      value: [
        { id: 'b', day: tue, position: 1 },
        { id: 'a', day: tue, position: 4 },
      ],
    })
  })

  test('the last of a day steps to the beginning of the next', () => {
    expect(moveByOne(items, [tue, wed], 'b', 'down')).toEqual({
      ok: true,
      value: [
        { id: 'b', day: wed, position: 1 },
        { id: 'c', day: wed, position: 2 },
      ],
    })
  })

  test('the first of a day steps to the end of the one before', () => {
    expect(moveByOne(items, [tue, wed], 'c', 'up')).toEqual({
      ok: true,
      value: [{ id: 'c', day: tue, position: 5 }],
    })
  })

  test.each([
    ['a', 'up', 'conflict', 'agenda.already_first'],
    ['c', 'down', 'conflict', 'agenda.already_last'],
    ['x', 'up', 'not_found', 'agenda.item_unknown'],
  ] as const)('%s cannot move %s', (id, direction, code, messageKey) => {
    expect(moveByOne(items, [tue, wed], id, direction)).toEqual({ ok: false, code, messageKey })
  })

  test('an empty day begins at 1', () => {
    expect(lastPosition(items, thu)).toBe(1)
  })
})

describe('following the meeting', () => {
  const places = (before: LocalDate[], after: LocalDate[]) =>
    followDays(items, before, after).map(({ id, day, position }) => [id, day, position])

  test('when the meeting moves by a day, its second day stays its second day', () => {
    expect(places([tue, wed], [wed, thu])).toEqual([
      ['a', wed, 1],
      ['b', wed, 2],
      ['c', thu, 1],
    ])
  })

  test('items of a day that is gone join the day of the same number', () => {
    expect(places([tue, wed], [wed])).toEqual([
      ['a', wed, 1],
      ['b', wed, 2],
      ['c', wed, 3],
    ])
  })

  test('a day that is added leaves every item where it was', () => {
    const tidy = [a, { ...b, position: 2 }, { ...c, position: 1 }]
    expect(followDays(tidy, [tue, wed], [tue, wed, thu])).toEqual([])
  })
})
