/** The days off of Kazakhstan that every new database begins with. */

import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { addWorkingDays, type Holiday, isWorkingDay } from '../../src/holidays/holiday.ts'
import { addDays, type LocalDate, localDate, weekday } from '../../src/kernel/local-date.ts'

interface Row {
  calendar: string
  day: LocalDate
  kind: 'off' | 'working'
  name_en: string
  name_ru: string
  name_kk: string
  moved_from: LocalDate | null
  source: string
  version: number
}

function readRows(): Row[] {
  const raw = new Database(':memory:')
  for (const name of ['0002_directory', '0008_kazakhstan_holidays'])
    raw.exec(readFileSync(`migrations/${name}.sql`, 'utf8'))
  return raw.prepare('select * from holidays order by day').all() as Row[]
}

const ROWS = readRows()

const HOLIDAYS: ReadonlyMap<LocalDate, Holiday> = new Map(
  ROWS.map((row) => [
    row.day,
    {
      day: row.day,
      kind: row.kind,
      names: { en: row.name_en, ru: row.name_ru, kk: row.name_kk },
      movedFrom: row.moved_from,
      source: row.source,
    },
  ]),
)

function movesOf(year: number): string[] {
  return ROWS.filter((row) => row.moved_from && row.day.startsWith(`${year}`)).map(
    (row) => `${row.moved_from} → ${row.day}`,
  )
}

function namedDaysOf(year: number): string[] {
  return ROWS.filter((row) => row.moved_from === null && row.day.startsWith(`${year}`)).map((row) =>
    row.day.slice(5),
  )
}

describe('the holidays of Kazakhstan', () => {
  test('of 2025', () => {
    expect(namedDaysOf(2025).join(' ')).toBe(
      '01-01 01-02 01-07 03-08 03-21 03-22 03-23 05-01 05-07 05-09 06-06 07-06 08-30 10-25 12-16',
    )
    expect(movesOf(2025)).toEqual([
      '2025-03-08 → 2025-03-10',
      '2025-03-22 → 2025-03-24',
      '2025-03-23 → 2025-03-25',
      '2025-07-06 → 2025-07-07',
      '2025-08-30 → 2025-09-01',
      '2025-10-25 → 2025-10-27',
    ])
  })

  test('of 2026, without 30 August', () => {
    expect(namedDaysOf(2026).join(' ')).toBe(
      '01-01 01-02 01-07 03-08 03-21 03-22 03-23 05-01 05-07 05-09 05-27 07-06 10-25 12-16',
    )
    expect(movesOf(2026)).toEqual([
      '2026-03-08 → 2026-03-09',
      '2026-03-21 → 2026-03-24',
      '2026-03-22 → 2026-03-25',
      '2026-05-09 → 2026-05-11',
      '2026-10-25 → 2026-10-26',
    ])
  })

  test('every holiday on a weekend gives its rest to one working day, under its own name', () => {
    const onWeekend = ROWS.filter((row) => weekday(row.day) > 5).map((row) => row.day)
    const moved = ROWS.filter((row) => row.moved_from !== null)
    expect(moved.map((row) => row.moved_from)).toEqual(onWeekend)
    for (const row of moved) {
      expect(weekday(row.day)).toBeLessThan(6)
      expect(HOLIDAYS.get(row.moved_from as LocalDate)?.names).toEqual(HOLIDAYS.get(row.day)?.names)
    }
  })

  test('all belong to KZ, are days off, first version, named in three languages, with their law', () => {
    for (const row of ROWS) {
      expect(row).toMatchObject({ calendar: 'KZ', kind: 'off', version: 1 })
      expect(localDate(row.day)).toBe(row.day)
      expect(row.name_en).toMatch(/^[A-Z][A-Za-z’ ]+$/)
      expect(row.name_ru).toMatch(/^[А-Яа-я -]+$/)
      expect(row.name_kk).toMatch(/^[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі ]+$/)
      expect(row.source.startsWith('Law of 13.12.2001 № 267-II on holidays')).toBe(true)
    }
  })

  test('leave 246 working days in 2025, as officially counted, and 247 in 2026', () => {
    const count = (year: number): number => {
      let working = 0
      for (let day = localDate(`${year}-01-01`); day <= `${year}-12-31`; day = addDays(day, 1))
        if (isWorkingDay(day, HOLIDAYS)) working++
      return working
    }
    expect([count(2025), count(2026)]).toEqual([246, 247])
  })

  test('a silence of five working days from 22 October 2025 ends on the 30th', () => {
    expect(addWorkingDays(localDate('2025-10-22'), 5, HOLIDAYS)).toBe('2025-10-30')
  })
})
