/** What one participant may know of the others: by mode, never the unlisted, names only by consent. */

import { expect, test } from 'vitest'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import { type Attending, participantsShown } from '../../src/invitations/participants.ts'

const institution = (
  id: string,
  listable: InstitutionName['listable'],
  precedence: number,
): InstitutionName => ({
  id,
  official: { authoritative: 'ru', texts: { ru: `Организация ${id}` } },
  short: { authoritative: 'ru', texts: {} },
  sectorId: 's1',
  sectorClass: 'civil_society',
  precedence,
  listable,
  letterLanguages: ['ru'],
})

const person = (surname: string, hidden = false) => ({
  names: { ru: { surname, given: '', patronymic: '', salutation: '', position: '' } },
  locale: 'ru' as const,
  protected: hidden,
})

const shown = institution('A', 'members', 2)
const open = institution('B', 'public', 1)
const never = institution('C', 'never', 3)
const attending: Attending[] = [
  { institution: shown, person: person('Ян'), listingConsent: true },
  { institution: shown, person: person('Әлиев'), listingConsent: true },
  { institution: shown, person: person('Белова'), listingConsent: false },
  { institution: open, person: person('Защищённая', true), listingConsent: true },
  { institution: never, person: person('Тихая'), listingConsent: true },
]

test('institutions, without those that are never listed, in protocol order', () => {
  expect(participantsShown('institutions', attending, 'ru')).toMatchObject({
    institutions: [
      { id: 'B', people: [] },
      { id: 'A', people: [] },
    ],
    counted: null,
    unlisted: 1,
  })
})

test('names only of those who agreed, never of protected persons, sorted by the alphabet', () => {
  expect(participantsShown('names', attending, 'kk')).toMatchObject({
    institutions: [
      { id: 'B', people: [] },
      { id: 'A', people: ['Әлиев', 'Ян'] },
    ],
    unlisted: 3,
  })
})

test('counts only, and no number so small that it points at somebody', () => {
  const shows = (institutions: number | null, people: number | null) => ({
    mode: 'counts',
    institutions: [],
    counted: { institutions, people },
    unlisted: 0,
  })
  expect(participantsShown('counts', attending, 'ru')).toEqual(shows(null, 5))
  expect(participantsShown('counts', attending.slice(0, 4), 'ru')).toEqual(shows(null, null))
  expect(participantsShown('counts', [], 'ru')).toEqual(shows(0, 0))
})

test('nothing at all', () => {
  expect(participantsShown('nobody', attending, 'ru')).toEqual({
    mode: 'nobody',
    institutions: [],
    counted: null,
    unlisted: 0,
  })
})
