/** Cleaning, folding and ordering of text. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanLine, cleanText, compareTexts, fold, sortKey } from '../../src/kernel/text.ts'

// fast-check's own text is mostly ASCII; this one is made of what cleaning is about.
const awkward = fc
  .array(
    fc.oneof(
      fc.constantFrom('a', 'é', 'e\u0301', 'й', '\u0306', ' ', '\u00a0', '\t', '\n', '\r', '\r\n', '\v'),
      fc.constantFrom('\u0000', '\u200b', '\u202e', '\u2028', '\u2060', '\ufeff', '\uffff', '\ud800', '🙂'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
  )
  .map((parts) => parts.join(''))

describe('cleaning', () => {
  test.each([
    ['blanks around', '  Ақтөбе \n', 'Ақтөбе'],
    ['line ends of Windows and of old Macs', 'a\r\nb\rc', 'a\nb\nc'],
    ['soft breaks pasted from Word or a web page', 'a\vb\u2028c\u2029d\u0085e\ff', 'a\nb\nc\nd\ne\nf'],
    ['decomposed letters', 'и\u0306е\u0308', 'йё'],
    ['an unsafe mark between a letter and its accent', 'e\u200b\u0301', 'é'],
    ['controls', 'a\u0000\u0007b\u001bc\u007fd', 'abcd'],
    ['bidi overrides and isolates', 'a\u202eb\u2066c\u2069', 'abc'],
    ['zero-width marks and soft hyphens', 'Казах\u00adстан\u200b\ufeff\u2060', 'Казахстан'],
    ['what XML refuses', 'a\ufffe\uffffb', 'ab'],
    ['half of a surrogate pair', 'a\ud83db', 'ab'],
  ])('of %s', (_, text, expected) => {
    expect(cleanText(text)).toBe(expected)
  })

  test.each([
    ['tabs and single line ends', 'a\tb\n\nc'],
    ['4-byte characters', 'Дала 🙂 𐰴'],
    ['a joined emoji', '👩‍⚕️'],
    ['Arabic and Hebrew with their direction marks', 'שלום\u200f مرحبا'],
    ['a no-break space', '5\u00a0г.'],
    ['Kazakh letters', 'ӘҒҚҢӨҰҮҺІ әғқңөұүһі'],
  ])('leaves %s', (_, text) => {
    expect(cleanText(text)).toBe(text)
  })

  test('twice changes nothing, and the result is sound text', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const clean = cleanText(text)
        expect(cleanText(clean)).toBe(clean)
        expect(cleanLine(cleanLine(text))).toBe(cleanLine(text))
        expect(clean.isWellFormed()).toBe(true)
        expect(clean.normalize('NFC')).toBe(clean)
      }),
      { numRuns: 1000 },
    )
  })

  test('of a line makes all white space one blank', () => {
    expect(cleanLine(' Бас \r\n\t прокуратура\u00a0\u2028 ҚР ')).toBe('Бас прокуратура ҚР')
  })
})

describe('folding for search', () => {
  test.each([
    ['ӘҒҚҢӨҰҮҺІЁ', 'агкноуухие'],
    ['Ақтөбе', 'актобе'],
    ['Құрметті Айгүл Серікқызы', 'курметти айгул сериккызы'],
    ['Королёв', 'королев'],
    ['Короле\u0308в', 'королев'],
    ['Йод и Иод', 'йод и иод'],
    ['Müller Česká Łódź Øresund Işık İzmir Größe', 'muller ceska lodz oresund isik izmir grosse'],
    ["D’Arcy O'Neil Sa‘di Qazaqʼ", 'darcy oneil sadi qazaq'],
    ['  Денсаулық \n сақтау  ', 'денсаулык сактау'],
    ['№ 267-II', '№ 267-ii'],
    ['', ''],
  ])('%j is found as %j', (text, expected) => {
    expect(fold(text)).toBe(expected)
  })

  test('twice changes nothing', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const folded = fold(cleanText(text))
        expect(fold(folded)).toBe(folded)
      }),
    )
  })

  test('finds a word typed without Kazakh letters', () => {
    expect(fold('Жаһандық қор').includes(fold('жахандык кор'))).toBe(true)
  })
})

describe('the order of names', () => {
  const sorted = (locale: 'en' | 'ru' | 'kk', ...names: string[]): string[] =>
    names.sort((a, b) => compareTexts(a, b, locale))

  test('Kazakh letters stand where the Kazakh alphabet has them', () => {
    expect(sorted('kk', ...'ЯІҚКИҒГБӘА').join(' ')).toBe('А Ә Б Г Ғ И К Қ І Я')
    const alphabet = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'
    expect(sorted('kk', ...[...alphabet].reverse()).join('')).toBe(alphabet)
  })

  test('Russian and English readers find і beside и', () => {
    expect(sorted('ru', ...'ЯІҚКИҒГБӘА').join(' ')).toBe('А Ә Б Г Ғ И І К Қ Я')
    expect(sorted('en', ...'ЯІҚКИҒГБӘА').join(' ')).toBe('А Ә Б Г Ғ И І К Қ Я')
  })

  test('agrees with the collation of full ICU on the letters of each language', () => {
    const alphabets = {
      kk: 'аәбвгғджзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя',
      ru: 'абвгдежзийклмнопрстуфхцчшщъыьэюя',
    }
    for (const [locale, letters] of Object.entries(alphabets) as ['kk' | 'ru', string][]) {
      const names = [...letters].flatMap((letter) => [letter, `а${letter}`, `${letter}а`])
      const expected = [...names].sort(new Intl.Collator(locale).compare)
      expect(sorted(locale, ...names)).toEqual(expected)
    }
  })

  test('digits come before Latin, Latin before Cyrillic, other scripts last', () => {
    expect(sorted('kk', 'ДДСҰ', '中国', 'WHO', '2-бөлім', 'Zeta')).toEqual([
      '2-бөлім',
      'WHO',
      'Zeta',
      'ДДСҰ',
      '中国',
    ])
  })

  test('a shorter name comes before a longer one, surname by surname', () => {
    expect(sorted('ru', 'Иванова Анна', 'Иванов Яков', 'Иван', 'Иванов Олег')).toEqual([
      'Иван',
      'Иванов Олег',
      'Иванов Яков',
      'Иванова Анна',
    ])
  })

  test('case, quotes, hyphens and Latin accents do not count', () => {
    expect(compareTexts('«Аман-саулық»', 'амансаулық', 'kk')).toBe(0)
    expect(compareTexts('Österreich', 'Osterreich', 'en')).toBe(0)
  })

  test('the key orders alike by bytes, by UTF-16 and by the rules of a language', () => {
    const name = fc
      .array(fc.constantFrom(...'аәбгғёийкқіұүһя ABcz0189-«'), { maxLength: 8 })
      .map((letters) => letters.join(''))
    const english = new Intl.Collator('en-US-u-va-posix')
    const plain = new Intl.Collator('en-US')
    fc.assert(
      fc.property(name, name, fc.constantFrom('kk', 'ru', 'en'), (a, b, locale) => {
        const [left, right] = [sortKey(a, locale), sortKey(b, locale)]
        const expected = compareTexts(a, b, locale)
        expect(Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right)))).toBe(expected)
        expect(Math.sign(plain.compare(left, right))).toBe(expected)
        expect(Math.sign(english.compare(left, right))).toBe(expected)
      }),
      { numRuns: 1000 },
    )
  })

  test('a key is plain letters and digits', () => {
    expect(sortKey('Ә 1 B', 'kk')).toBe('3ab0' + '11' + '0' + '2b')
  })
})
