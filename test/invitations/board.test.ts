/** The board: order, search, numbers, balance of sectors and whom it misses. */

import { describe, expect, test } from 'vitest'
import type { Sector } from '../../src/institutions/institution.ts'
import {
  balanceOf,
  countBoard,
  type Delivery,
  type InvitationEntry,
  inBoardOrder,
  missingSectors,
  searchBoard,
} from '../../src/invitations/board.ts'
import type { InvitationState } from '../../src/invitations/invitation.ts'
import type { Delegate } from '../../src/invitations/nomination.ts'
import { zone } from '../../src/kernel/zone.ts'
import { instant } from '../meetings/meetings.ts'

interface Asked {
  readonly id: string
  readonly state?: InvitationState
  readonly sectorId?: string
  readonly precedence?: number
  readonly delivery?: Delivery
  readonly named?: readonly [surname: string, partstat: Delegate['partstat'], state?: Delegate['state']][]
}

function entry({
  id,
  state = 'sent',
  sectorId = 's1',
  precedence = 10,
  delivery = 'sent',
  named = [],
}: Asked): InvitationEntry {
  return {
    invitation: {
      id,
      meetingId: 'm1',
      institutionId: id,
      capacity: 'member',
      seats: 2,
      letterNumber: '',
      letterDate: null,
      addressee: '',
      letterForm: null,
      languages: ['kk'],
      replyBy: null,
      state,
      stateSince: instant('2025-09-01T06:00:00Z'),
      sentAt: state === 'draft' ? null : instant('2025-09-01T06:00:00Z'),
      remindedAt: null,
      answer: null,
      version: 1,
    },
    institution: {
      id,
      official: { authoritative: 'kk', texts: { kk: `${id} министрлігі`, ru: `Министерство ${id}` } },
      short: { authoritative: 'kk', texts: {} },
      sectorId,
      sectorClass: 'state_health',
      precedence,
      listable: 'members',
      letterLanguages: ['kk'],
    },
    delivery,
    delegates: named.map(([surname, partstat, delegateState = 'nominated'], at) => ({
      person: {
        id: `${id}-p${at}`,
        names: { kk: { surname, given: '', patronymic: '', salutation: '', position: '' } },
        email: '',
        locale: 'kk',
        zone: zone('Asia/Almaty'),
        holidayCalendar: '',
        protected: false,
        digest: 'weekly',
        reminders: 'on',
      },
      delegate: {
        id: `${id}-d${at}`,
        invitationId: id,
        meetingId: 'm1',
        personId: `${id}-p${at}`,
        role: 'member',
        state: delegateState,
        replacesId: null,
        partstat,
        partstatSequence: null,
        partstatAt: null,
        mailedSequence: null,
        firstMessageId: null,
        attendance: 'expected',
        listingConsent: false,
        createdAt: instant('2025-09-01T06:00:00Z'),
        version: 1,
      },
    })),
  }
}

const sector = (id: string): Sector => ({
  id,
  code: id,
  class: 'state_health',
  position: 1,
  names: { authoritative: 'en', texts: { en: id } },
})

const entries = [
  entry({
    id: 'Б',
    state: 'nominated',
    named: [
      ['Әлиева', 'accepted'],
      ['Бұрынғы', 'accepted', 'replaced'],
    ],
  }),
  entry({ id: 'Ә', state: 'acknowledged', delivery: 'waiting' }),
  entry({
    id: 'А',
    state: 'withdrawn',
    precedence: 1,
    sectorId: 's2',
    named: [['Кеткен', 'accepted', 'withdrawn']],
  }),
  entry({
    id: 'В',
    state: 'nominated',
    sectorId: 's2',
    named: [
      ['Жоқ', 'declined'],
      ['Белгісіз', 'needs_action'],
    ],
  }),
  entry({ id: 'Г', state: 'regrets', sectorId: 's3', delivery: 'failed' }),
  entry({ id: 'Д', state: 'draft', sectorId: 's3' }),
]

test('the order is the protocol’s in the reader’s alphabet, withdrawn invitations last', () => {
  expect(inBoardOrder(entries, 'kk').map(({ institution }) => institution.id)).toEqual([
    'Ә',
    'Б',
    'В',
    'Г',
    'Д',
    'А',
  ])
})

test('the search looks through institutions and those who are named, in plain letters', () => {
  const found = (words: string) => searchBoard(entries, words).map(({ institution }) => institution.id)
  expect([found('алиева'), found('министерство д'), found('бурынгы'), found('')]).toEqual([
    ['Б'],
    ['Д'],
    [],
    entries.map(({ institution }) => institution.id),
  ])
})

test('the numbers leave out what was withdrawn', () => {
  expect(countBoard(entries)).toEqual({
    institutions: 5,
    drafts: 1,
    named: 2,
    regrets: 1,
    silent: 1,
    people: 3,
    unanswered: 1,
    letters: { waiting: 1, sent: 2, kept: 0, failed: 1, bounced: 0 },
  })
})

describe('the balance', () => {
  const balance = balanceOf([sector('s1'), sector('s2'), sector('s3'), sector('s4')], entries)

  test('counts per sector who is invited, named, declined, silent, and who comes', () => {
    expect(balance.map(({ sector: { id }, ...counts }) => [id, ...Object.values(counts)])).toEqual([
      ['s1', 2, 1, 0, 1, 1],
      ['s2', 1, 1, 0, 0, 1],
      ['s3', 2, 0, 1, 0, 0],
      ['s4', 0, 0, 0, 0, 0],
    ])
  })

  test('names the sectors from which nobody comes, also those never invited', () => {
    expect(missingSectors(balance).map(({ id }) => id)).toEqual(['s3', 's4'])
  })
})
