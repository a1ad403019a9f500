/** The timetable that each audience may read. */

import { describe, expect, test } from 'vitest'
import type { Audience } from '../../src/agenda/item.ts'
import { namedIn, timetable } from '../../src/agenda/timetable.ts'
import { aMeeting } from '../meetings/meetings.ts'
import { anItem } from './items.ts'

const items = [
  anItem('opening', { position: 1, minutes: 20, visibility: 'public', presenterInstitutionId: 'moh' }),
  anItem('closed', { position: 2, minutes: 40, visibility: 'closed', presenterPersonId: 'p0' }),
  anItem('patients', {
    position: 3,
    attribution: 'chatham_house',
    presenterInstitutionId: 'com',
    presenterPersonId: 'p1',
    title: { authoritative: 'ru', texts: { ru: 'Голос пациентов' } },
  }),
  anItem('new', { position: 4, state: 'draft' }),
  anItem('carried', { position: 5, carriedFromId: 'old' }),
]

function rowsFor(audience: Audience) {
  const [day] = timetable(aMeeting(), items, { audience, locale: 'kk' })
  return day?.rows.map((row) => [row.id, row.from, row.presenterInstitutionId, row.presenterPersonId])
}

describe('the timetable', () => {
  test('shows everything to the secretariat', () => {
    expect(rowsFor('secretariat')).toEqual([
      ['opening', '09:00', 'moh', null],
      ['closed', '09:20', null, 'p0'],
      ['patients', '10:00', 'com', 'p1'],
      ['new', '10:30', null, null],
      ['carried', '11:00', null, null],
    ])
  })

  test('leaves closed items and drafts out for participants, and nobody is named under Chatham House', () => {
    expect(rowsFor('members')).toEqual([
      ['opening', '09:00', 'moh', null],
      ['patients', '10:00', null, null],
      ['carried', '10:30', null, null],
    ])
  })

  test('shows the public what is public, at its real time', () => {
    expect(rowsFor('public')).toEqual([['opening', '09:00', 'moh', null]])
  })

  test('says in which language a title really is', () => {
    const [day] = timetable(aMeeting(), items, { audience: 'members', locale: 'kk' })
    expect(day?.rows[1]?.title).toEqual({ text: 'Голос пациентов', lang: 'ru' })
  })

  test('marks what was carried over and a rule of its own', () => {
    const [day] = timetable(aMeeting(), items, { audience: 'secretariat', locale: 'kk' })
    expect(day?.rows.map((row) => [row.carried, row.attribution])).toEqual([
      [false, null],
      [false, null],
      [false, 'chatham_house'],
      [false, null],
      [true, null],
    ])
  })

  test('names each institution and person once', () => {
    const days = timetable(aMeeting(), [...items, anItem('again', { presenterInstitutionId: 'moh' })], {
      audience: 'secretariat',
      locale: 'kk',
    })
    expect(namedIn(days)).toEqual({ institutions: ['moh', 'com'], persons: ['p0', 'p1'] })
  })
})
