/** The data of the example: complete in three languages, in itself without contradiction, marked as invented. */

import { describe, expect, test } from 'vitest'
import { allActs } from '../../src/example/acts.ts'
import { STATE_BODIES } from '../../src/example/directory/institutions.ts'
import { ORGANISATIONS } from '../../src/example/directory/organisations.ts'
import { CENTRAL_PEOPLE } from '../../src/example/directory/people.ts'
import { readPeople } from '../../src/example/directory/person.ts'
import { REGIONAL_PEOPLE } from '../../src/example/directory/regional-people.ts'
import { REGIONS, REGIONS_OF_2016 } from '../../src/example/directory/regions.ts'
import { SECTORS } from '../../src/example/directory/sectors.ts'
import { DECISIONS } from '../../src/example/followup/decisions.ts'
import { OTHER_PROMISES } from '../../src/example/followup/other-promises.ts'
import { SUPPLY_PROMISES } from '../../src/example/followup/promises.ts'
import { DIALOGUE_AGENDA } from '../../src/example/meetings/agenda.ts'
import { LOCALES } from '../../src/kernel/locale.ts'

const INSTITUTIONS = [...STATE_BODIES, ...ORGANISATIONS, ...REGIONS]
const PEOPLE = [...CENTRAL_PEOPLE, ...REGIONAL_PEOPLE]
const PROMISES = [...SUPPLY_PROMISES, ...OTHER_PROMISES]

describe('institutions', () => {
  test('every name, also a former one, says that it is a demonstration', () => {
    const names = INSTITUTIONS.flatMap(({ official, short, former }) =>
      [official, short, ...(former ?? []).flatMap((one) => [one.official, one.short])].flatMap((texts) =>
        LOCALES.map((lang) => texts[lang]),
      ),
    )
    expect(names.filter((name) => !/ \((demo|демо)\)$/.test(name))).toEqual([])
  })

  test('a short name fits its field', () => {
    expect(INSTITUTIONS.filter(({ short }) => LOCALES.some((lang) => short[lang].length > 60))).toEqual([])
  })

  test('codes and places in the order of protocol are used once', () => {
    expect(new Set(INSTITUTIONS.map(({ code }) => code)).size).toBe(INSTITUTIONS.length)
    expect(new Set(INSTITUTIONS.map(({ precedence }) => precedence)).size).toBe(INSTITUTIONS.length)
  })

  test('there are twenty regions today and were sixteen in 2016', () => {
    expect([REGIONS.length, REGIONS_OF_2016.length]).toEqual([20, 16])
  })

  test('each belongs to a sector of the list', () => {
    const codes = SECTORS.map(({ code }) => code)
    expect(INSTITUTIONS.filter(({ sector }) => !codes.includes(sector))).toEqual([])
  })
})

describe('people', () => {
  test('addresses differ', () => {
    expect(new Set(PEOPLE.map(({ key }) => key)).size).toBe(PEOPLE.length)
  })

  test('every institution but one has somebody to write to', () => {
    const reached = new Set(PEOPLE.filter(({ role }) => role === 'focal_point').map(({ at }) => at))
    expect(INSTITUTIONS.filter(({ code }) => !reached.has(code)).map(({ code }) => code)).toEqual(['CSO-4'])
  })

  test('Kazakh names use the letters that only Kazakh has', () => {
    const written = PEOPLE.map(({ names }) => Object.values(names.kk ?? {}).join('')).join('')
    expect([...'әғқңөұүһі'].filter((letter) => !written.toLowerCase().includes(letter))).toEqual([])
  })

  test('somebody has a single name, and the patients’ representative is protected', () => {
    expect(PEOPLE.filter(({ names }) => !names.en?.given).map(({ key }) => key)).toEqual(['wirawan'])
    expect(PEOPLE.filter((person) => person.protected).map(({ at }) => at)).toEqual(['COM-1'])
  })

  test('a line that does not hold together is an error', () => {
    expect(() => readPeople('MOH | chief | kk | director | A/B | А/Б | А/Б')).toThrow('is wrong')
    expect(() => readPeople('MOH | head | kk | king | A/B | А/Б | А/Б')).toThrow('no such position')
  })
})

describe('the meeting and its follow-up', () => {
  test('items and breaks fill the day of 14 October exactly', () => {
    const minutes = (breaks: boolean) =>
      DIALOGUE_AGENDA.filter(({ isBreak }) => isBreak === breaks).reduce((sum, item) => sum + item.minutes, 0)
    expect([minutes(false), minutes(true)]).toEqual([380, 130])
  })

  test('decisions are numbered in the order in which they were taken', () => {
    expect(DECISIONS.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7])
    const times = DECISIONS.map(({ time }) => time)
    expect(times).toEqual([...times].sort())
  })

  test('thirteen commitments are numbered without a gap and refer to what is there', () => {
    const people = new Map(PEOPLE.map((person) => [person.key, person.at]))
    expect(PROMISES.map(({ number }) => number)).toEqual(Array.from({ length: 13 }, (_, at) => at + 1))
    expect(PROMISES.filter(({ person, lead }) => people.get(person) !== lead)).toEqual([])
    expect(PROMISES.filter(({ item }) => !DIALOGUE_AGENDA.some(({ key }) => key === item))).toEqual([])
  })

  test('what happens to a commitment happens in order and before the morning of 15 January, where the example stands', () => {
    for (const { events } of PROMISES) {
      const times = events.map(({ at }) => at)
      expect(times).toEqual([...times].sort())
    }
    const acts = allActs()
    expect(acts.at(-1)?.at).toBe('2026-01-14T15:05:00.000Z')
  })
})
