/** Names: parts put together by use, never split. */

import { describe, expect, test } from 'vitest'
import { fullName, listName, type Named, positionOf, salutation, searchText } from '../../src/people/name.ts'

const parts = { surname: '', given: '', patronymic: '', salutation: '', position: '' }
const aigul: Named = {
  locale: 'kk',
  names: {
    kk: { ...parts, surname: 'Сейітқызы', given: 'Айгүл', patronymic: 'Серікқызы', position: 'Бас маман' },
    ru: {
      ...parts,
      surname: 'Сейтова',
      given: 'Айгуль',
      patronymic: 'Сериковна',
      salutation: 'Уважаемая Айгуль Сериковна!',
    },
  },
}
const single: Named = { locale: 'en', names: { en: { ...parts, surname: 'Madonna' } } }

describe('a name', () => {
  test('stands surname first in lists and given name first in text', () => {
    expect(listName(aigul, 'ru')).toBe('Сейтова Айгуль Сериковна')
    expect(fullName(aigul, 'ru')).toBe('Айгуль Сейтова')
  })

  test('is shown as the person writes it when the reader’s language has none', () => {
    expect(listName(aigul, 'en')).toBe('Сейітқызы Айгүл Серікқызы')
  })

  test('may be a single word', () => {
    expect(listName(single, 'en')).toBe('Madonna')
    expect(salutation(single, 'en')).toBe('Dear Madonna,')
  })

  test('is greeted as stored, else by a proposal without gender', () => {
    expect(salutation(aigul, 'ru')).toBe('Уважаемая Айгуль Сериковна!')
    expect(salutation(aigul, 'kk')).toBe('Құрметті Айгүл Серікқызы!')
  })

  test('is found in every spelling, with or without Kazakh letters', () => {
    const text = searchText(aigul.names)
    expect(['айгул', 'сериковна', 'сейиткызы'].map((word) => text.includes(word))).toEqual([true, true, true])
  })

  test('carries its position in any language there is', () => {
    expect(positionOf(aigul, 'en')).toBe('Бас маман')
  })
})
