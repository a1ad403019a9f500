/** What returns to the next agenda: by which rule, in which order, with which history, and that nothing is lost. */

import { describe, expect, test } from 'vitest'
import { candidates, decideCarryOver, type EarlierAgenda, historyOf } from '../../src/agenda/carry.ts'
import type { AgendaItem } from '../../src/agenda/item.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { anItem } from './items.ts'

const last = [
  anItem('taken', { state: 'taken' }),
  anItem('scheduled'),
  anItem('deferred', { state: 'deferred' }),
  anItem('withdrawn', { state: 'withdrawn' }),
  anItem('break', { isBreak: true }),
  anItem('owing', { state: 'taken' }),
  anItem('standing', { state: 'taken', recurs: true }),
  anItem('asked', { state: 'taken', followUp: true, recurs: true }),
]

function agenda(meetingId: string, items: readonly AgendaItem[], over = true): EarlierAgenda {
  return { meetingId, over, items }
}

/** Every item of these agendas, and what has been carried over from them. */
function offered(
  earlier: readonly EarlierAgenda[],
  { here = [], open = {} }: { here?: readonly AgendaItem[]; open?: Record<string, number> } = {},
) {
  const all = [...earlier.flatMap(({ items }) => items), ...here]
  return candidates(earlier, new Map(all.map((item) => [item.id, item])), new Map(Object.entries(open)))
}

const short = (list: ReturnType<typeof offered>) =>
  list.map(({ item, reasons, ticked }) => [item.id, reasons.join('+'), ticked])

describe('what returns', () => {
  test('follows the rule, in the order of the last agenda; what is over is offered unticked', () => {
    expect(short(offered([agenda('m1', last)], { open: { owing: 2 } }))).toEqual([
      ['taken', 'taken', false],
      ['scheduled', 'not_taken', true],
      ['deferred', 'deferred', true],
      ['owing', 'open_commitments', true],
      ['standing', 'recurs', true],
      ['asked', 'recurs+follow_up', true],
    ])
  })

  test('from a meeting that has not sat yet is offered, but not by rule', () => {
    expect(short(offered([agenda('m1', [anItem('a'), anItem('b', { state: 'draft' })], false)]))).toEqual([
      ['a', 'ahead', false],
      ['b', 'ahead', false],
    ])
  })

  test('is each matter once, by its latest item', () => {
    const here = [anItem('new', { carriedFromId: 'scheduled' })]
    const ids = offered([agenda('m1', last)], { here }).map(({ item }) => item.id)
    expect(ids).not.toContain('scheduled')
    expect(ids).toContain('deferred')
  })

  test('comes back when it was skipped: from every earlier meeting, after the last one', () => {
    const first = [
      anItem('skipped'),
      anItem('old', { state: 'taken' }),
      anItem('gone', { state: 'deferred' }),
    ]
    const second = [anItem('kept', { carriedFromId: 'gone', state: 'deferred' })]
    expect(short(offered([agenda('m2', second), agenda('m1', first)]))).toEqual([
      ['kept', 'deferred', true],
      ['skipped', 'not_taken', true],
    ])
  })

  test('counts the commitments of the whole matter, not of its last item alone', () => {
    const first = [anItem('a', { state: 'taken' })]
    const second = [anItem('b', { carriedFromId: 'a', state: 'taken' })]
    const [only] = offered([agenda('m2', second), agenda('m1', first)], { open: { a: 3 } })
    expect([only?.item.id, only?.openCommitments, only?.ticked]).toEqual(['b', 3, true])
  })
})

describe('the history of a matter', () => {
  const on = (id: string, day: string, carriedFromId: string | null) => ({
    id,
    day: localDate(day),
    carriedFromId,
  })
  const chain = [on('a', '2025-10-14', null), on('b', '2026-03-10', 'a'), on('c', '2026-06-10', 'b')]
  const links = new Map(chain.map((one) => [one.id, one]))

  test('goes back to the first agenda over several meetings', () => {
    const third = links.get('c')
    expect(third && historyOf(third, links)).toEqual({
      first: '2025-10-14',
      times: 3,
      chain: ['a', 'b', 'c'],
    })
  })

  test('ends where something is missing, and never runs in a circle', () => {
    expect(historyOf(on('x', '2026-01-01', 'lost'), links).times).toBe(1)
    const round = new Map(
      [on('p', '2026-01-01', 'q'), on('q', '2026-02-01', 'p')].map((one) => [one.id, one]),
    )
    const first = round.get('p')
    expect(first && historyOf(first, round).chain).toEqual(['q', 'p'])
  })
})

describe('choosing', () => {
  test('keeps the order of the old agenda', () => {
    const outcome = decideCarryOver(offered([agenda('m1', last)]), ['deferred', 'scheduled'])
    expect(outcome.ok && outcome.value.map((item) => item.id)).toEqual(['scheduled', 'deferred'])
  })

  test.each([
    ['nothing', [], 'agenda.nothing_chosen'],
    ['what was withdrawn', ['withdrawn'], 'agenda.not_open'],
    ['a break', ['break'], 'agenda.not_open'],
  ])('%s is refused', (_, asked, messageKey) => {
    expect(decideCarryOver(offered([agenda('m1', last)]), asked)).toMatchObject({ ok: false, messageKey })
  })
})
