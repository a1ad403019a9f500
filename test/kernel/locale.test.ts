/** The choice of a language. */

import { describe, expect, test } from 'vitest'
import { chooseText, isLocale, negotiateLocale, parseLocales } from '../../src/kernel/locale.ts'

describe('the language of a browser', () => {
  test.each([
    ['no header', undefined, 'en'],
    ['an empty header', '', 'en'],
    ['Kazakh with its country', 'kk-KZ', 'kk'],
    ['the order of the header between equals', 'ru,kk,en', 'ru'],
    ['the higher quality, whatever comes first', 'en;q=0.5, kk;q=0.9, ru;q=0.7', 'kk'],
    ['no quality as the best', 'en;q=0.9, ru', 'ru'],
    ['the next language when the first is not ours', 'uz-UZ, ru;q=0.8, en;q=0.7', 'ru'],
    ['a language with quality 0 as refused', 'kk;q=0, ru;q=0.1', 'ru'],
    ['blanks and capitals', ' RU-ru ; Q=0.3 , EN ; q=0.2', 'ru'],
    ['an unreadable quality as refused', 'kk;q=high, ru;q=0.2', 'ru'],
    ['only languages that are not ours', 'de-AT, uk;q=0.8, *;q=0.5', 'en'],
    ['nonsense', ';;;,,,q=1', 'en'],
    ['a longer code that begins like ours', 'rue, eng', 'en'],
    ['a header of a megabyte', `${'x,'.repeat(500_000)}kk`, 'en'],
  ])('%s', (_, header, expected) => {
    expect(negotiateLocale(header)).toBe(expected)
  })
})

describe('a code of a language', () => {
  test.each([
    ['en', true],
    ['ru', true],
    ['kk', true],
    ['kz', false],
    ['EN', false],
    ['', false],
    [null, false],
    [7, false],
  ])('%s: %s', (code, expected) => {
    expect(isLocale(code)).toBe(expected)
  })

  test('a stored list keeps its order and loses what is unknown', () => {
    expect(parseLocales('kk,ru')).toEqual(['kk', 'ru'])
    expect(parseLocales('ru,de,en')).toEqual(['ru', 'en'])
    expect(parseLocales('')).toEqual([])
  })
})

describe('a text in several languages', () => {
  const texts = { en: 'Minutes', ru: 'Протокол', kk: 'Хаттама' }

  test.each([
    ['the reader’s own', { authoritative: 'ru', texts }, 'kk', { text: 'Хаттама', lang: 'kk' }],
    [
      'else the one that binds',
      { authoritative: 'ru', texts: { ru: 'Протокол', en: 'Minutes' } },
      'kk',
      { text: 'Протокол', lang: 'ru' },
    ],
    [
      'else any, also when the one that binds is missing',
      { authoritative: 'ru', texts: { en: 'Minutes' } },
      'kk',
      { text: 'Minutes', lang: 'en' },
    ],
    [
      'an empty text as none',
      { authoritative: 'ru', texts: { kk: '', ru: 'Протокол' } },
      'kk',
      { text: 'Протокол', lang: 'ru' },
    ],
    ['nothing at all as nothing', { authoritative: 'ru', texts: {} }, 'en', { text: '', lang: 'en' }],
  ] as const)('shows %s', (_, versions, reader, expected) => {
    expect(chooseText(versions, reader)).toEqual(expected)
  })
})
