/** What a commitment has to say of itself, who gets the letter about it, who sees it, and how a list is asked for. */

import { describe, expect, test } from 'vitest'
import {
  type CommitmentDraft,
  codeOf,
  decideCommitment,
  searchText,
} from '../../src/commitments/commitment.ts'
import { dueOf } from '../../src/commitments/due.ts'
import {
  type CommitmentFilter,
  filterOf,
  isNarrowed,
  listPath,
  OPEN as OPEN_ONES,
  plainPath,
  queryOf,
  readFilter,
} from '../../src/commitments/filter.ts'
import { promiseLots } from '../../src/commitments/promise.ts'
import { reachOf } from '../../src/commitments/reach.ts'
import { makeId } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { done, faultsOf } from '../../src/kernel/outcome.ts'
import { NOW } from '../fixtures/store.ts'
import { member, OPEN } from './sample.ts'

const draft: CommitmentDraft = {
  text: { ru: 'Заключить договор' },
  authoritative: 'ru',
  leadId: 'dist',
  supporterIds: ['moh'],
  verifierId: 'moh',
  itemId: null,
  decisionId: null,
  visibility: 'members',
  due: dueOf('day', localDate('2026-01-30')),
  agreed: true,
}

describe('a commitment', () => {
  test.each([
    [1, 'C-01'],
    [12, 'C-12'],
    [123, 'C-123'],
  ])('number %i is cited as %s', (number, code) => {
    expect(codeOf({ number })).toBe(code)
  })

  test('in one language, with one lead, is complete', () => {
    expect(decideCommitment(draft)).toEqual(done(draft))
  })

  test.each([
    ['without text', { text: {} }, ['text_kk']],
    ['whose binding language has no text', { authoritative: 'kk' }, ['authoritative']],
    ['supported by its own lead', { supporterIds: ['dist'] }, ['supporters']],
    ['verified by its own lead', { verifierId: 'dist' }, ['verifier']],
    [
      'with several faults tells all at once',
      { text: {}, supporterIds: ['dist'], verifierId: 'dist' },
      ['text_kk', 'supporters', 'verifier'],
    ],
  ] as const)('%s', (_, wrong, fields) => {
    const outcome = decideCommitment({ ...draft, ...wrong })
    expect(outcome.ok ? [] : faultsOf(outcome).map((fault) => fault.field)).toEqual(fields)
  })

  test('is found in every language, with or without Kazakh letters', () => {
    expect(searchText({ kk: 'Шарт жасасу, қаңтар', en: 'Sign the Contract' })).toBe(
      'шарт жасасу, кантар sign the contract',
    )
  })
})

describe('the letters after a meeting', () => {
  const of = (id: string, leadId: string, state = OPEN.state) => ({ ...OPEN, id, leadId, state })
  const ann = { id: 'ann' }
  const bob = { id: 'bob' }

  test('everybody who answers for an institution gets its whole list, once', () => {
    const [first, second, other] = [of('c1', 'dist'), of('c2', 'dist'), of('c3', 'moh')]
    const owners = new Map([
      ['c1', [ann]],
      ['c2', [ann, bob]],
      ['c3', [bob]],
    ])
    expect(promiseLots([first, second, other], owners)).toEqual({
      lots: [
        { personId: 'ann', institutionId: 'dist', commitments: [first, second] },
        { personId: 'bob', institutionId: 'dist', commitments: [first, second] },
        { personId: 'bob', institutionId: 'moh', commitments: [other] },
      ],
      unreachable: [],
    })
  })

  test('leave out what is proposed, reported done or settled, and name whom nobody can reach', () => {
    const owed = of('c1', 'dist')
    const others = [of('c2', 'moh', 'proposed'), of('c3', 'moh', 'reported_done'), of('c4', 'moh', 'dropped')]
    expect(promiseLots([owed, ...others], new Map())).toEqual({ lots: [], unreachable: ['dist'] })
  })
})

describe('who sees closed commitments', () => {
  test('those who record in the dialogue; a viewer of another sees only its open ones', () => {
    const actor = { ...member('rapporteur'), roles: { oat: ['rapporteur'], tb: ['viewer'] } } as const
    expect(reachOf(actor)).toEqual({ dialogues: ['oat', 'tb'], closed: ['oat'] })
  })

  test('who records everywhere needs no distinction, an administrator no list', () => {
    expect(reachOf(member('coordinator'))).toEqual(['oat'])
    expect(reachOf({ ...member('viewer'), rank: 'administrator' })).toBe('all')
  })
})

describe('the filter in the address', () => {
  const id = makeId(NOW)

  test('comes back as it was written', () => {
    const filter: CommitmentFilter = {
      ...{ show: 'soon', within: 7, search: 'қор үшін', unnamed: true },
      ...{ dialogueId: id, leadId: id, supports: true, objectiveId: id, meetingId: id },
      ...{ order: 'slip', grouping: 'objective' },
    }
    const query = Object.fromEntries(new URL(listPath(filter, 3), 'https://example.org').searchParams)
    expect(readFilter(query)).toEqual({ filter, page: 3 })
    expect(filterOf(queryOf(filter))).toEqual(filter)
  })

  test('has one text whatever stood in the address, and says what leaves something out', () => {
    expect(queryOf(filterOf('?q=&by=&order=due&part=any&within=7&show=open&page=4&x=1'))).toBe('')
    expect(isNarrowed({ ...OPEN_ONES, order: 'slip', grouping: 'lead' })).toBe(false)
    expect(isNarrowed({ ...OPEN_ONES, unnamed: true })).toBe(true)
  })

  test('the list itself has an address of its own for who opens it with another view', () => {
    expect([plainPath(OPEN_ONES), plainPath({ ...OPEN_ONES, search: 'a' })]).toEqual([
      '/commitments?show=open',
      '/commitments?q=a',
    ])
  })

  test('without anything means all that is open', () => {
    expect(readFilter({})).toEqual({ filter: OPEN_ONES, page: 1 })
    expect(listPath(OPEN_ONES)).toBe('/commitments')
  })

  test('nonsense is left out', () => {
    const query = { show: 'everything', dialogue: "' or 1=1", lead: 'x', page: '-3', q: '  a\u0000b ' }
    expect(readFilter(query)).toEqual({ filter: { ...OPEN_ONES, search: 'ab' }, page: 1 })
  })
})
