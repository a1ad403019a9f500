/** What an item may be, become, and show to whom. */

import { describe, expect, test } from 'vitest'
import {
  type Audience,
  decideItem,
  decideItemMove,
  type ItemDraft,
  type ItemMove,
  type ItemState,
  isVisible,
  itemMoves,
  shownPresenter,
} from '../../src/agenda/item.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { faultsOf } from '../../src/kernel/outcome.ts'
import { anItem } from './items.ts'

const tuesday = localDate('2025-10-14')
const draft: ItemDraft = {
  day: tuesday,
  kind: 'discussion',
  isBreak: false,
  minutes: 60,
  presenterInstitutionId: 'moh',
  presenterPersonId: 'p1',
  attribution: 'chatham_house',
  visibility: 'members',
  title: { en: 'Uninterrupted procurement' },
}

describe('an item', () => {
  test('is taken as asked for', () => {
    expect(decideItem(draft, [tuesday])).toEqual({ ok: true, value: draft })
  })

  test('that is a break has no presenter and no rule of its own', () => {
    expect(decideItem({ ...draft, isBreak: true }, [tuesday])).toMatchObject({
      ok: true,
      value: { kind: 'procedural', presenterInstitutionId: null, presenterPersonId: null, attribution: null },
    })
  })

  test('needs a title and a day of the meeting', () => {
    const outcome = decideItem({ ...draft, title: {}, day: localDate('2025-10-15') }, [tuesday])
    expect(outcome.ok ? [] : faultsOf(outcome)).toEqual([
      { field: 'title_kk', messageKey: 'agenda.title_missing' },
      { field: 'day', messageKey: 'agenda.day_unknown' },
    ])
  })
})

describe('moving an item on', () => {
  const sitting = { sits: true, continued: false }

  test.each<[ItemState, ItemMove, ItemState]>([
    ['scheduled', 'taking', 'taken'],
    ['scheduled', 'deferral', 'deferred'],
    ['taken', 'scheduling', 'scheduled'],
    ['deferred', 'scheduling', 'scheduled'],
    ['withdrawn', 'scheduling', 'scheduled'],
    ['draft', 'removal', 'withdrawn'],
    ['scheduled', 'removal', 'withdrawn'],
  ])('%s by %s', (from, move, to) => {
    expect(decideItemMove(from, move, sitting)).toEqual({ ok: true, value: to })
  })

  test.each<[string, ItemState, ItemMove, { sits: boolean; continued: boolean }, string]>([
    ['a draft is not taken', 'draft', 'taking', sitting, 'agenda.cannot_move'],
    ['a taken item is not removed', 'taken', 'removal', sitting, 'agenda.cannot_move'],
    [
      'nothing is taken before the meeting',
      'scheduled',
      'taking',
      { sits: false, continued: false },
      'agenda.not_in_session',
    ],
    [
      'what the next meeting took over stays deferred',
      'deferred',
      'scheduling',
      { sits: true, continued: true },
      'agenda.carried_on',
    ],
  ])('%s', (...[, from, move, around, messageKey]) => {
    expect(decideItemMove(from, move, around)).toMatchObject({ ok: false, code: 'conflict', messageKey })
  })

  test('the moves offered are those that are accepted', () => {
    expect(itemMoves('scheduled')).toEqual(['taking', 'deferral', 'removal'])
    expect(itemMoves('withdrawn')).toEqual(['scheduling'])
  })
})

describe('who sees an item', () => {
  test.each<[Audience, ItemState, 'public' | 'members' | 'closed', boolean]>([
    ['secretariat', 'draft', 'closed', true],
    ['members', 'draft', 'public', false],
    ['members', 'withdrawn', 'public', false],
    ['members', 'scheduled', 'closed', false],
    ['members', 'scheduled', 'members', true],
    ['public', 'scheduled', 'members', false],
    ['public', 'taken', 'public', true],
  ])('%s and an item that is %s and %s', (audience, state, visibility, seen) => {
    expect(isVisible(anItem('a', { state, visibility }), audience)).toBe(seen)
  })

  const presented = anItem('a', { presenterInstitutionId: 'moh', presenterPersonId: 'p1' })
  test.each([
    ['attributed', 'members', { institutionId: 'moh', personId: 'p1' }],
    ['attributed', 'public', { institutionId: 'moh', personId: null }],
    ['institution_only', 'members', { institutionId: 'moh', personId: null }],
    ['chatham_house', 'members', { institutionId: null, personId: null }],
    ['chatham_house', 'public', { institutionId: null, personId: null }],
    ['chatham_house', 'secretariat', { institutionId: 'moh', personId: 'p1' }],
  ] as const)('under %s the presenter is shown to %s as far as the rule goes', (rule, audience, shown) => {
    expect(shownPresenter(presented, rule, audience)).toEqual(shown)
  })

  test('the rule of the item wins over that of the meeting', () => {
    const item = { ...presented, attribution: 'chatham_house' } as const
    expect(shownPresenter(item, 'attributed', 'members')).toEqual({ institutionId: null, personId: null })
  })
})
