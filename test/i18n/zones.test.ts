/** Cities of time zones. */

import { describe, expect, test } from 'vitest'
import { zoneCity } from '../../src/i18n/zones.ts'
import { LOCALES } from '../../src/kernel/locale.ts'
import { zone } from '../../src/kernel/zone.ts'

describe('the city of a zone', () => {
  test.each([
    ['Asia/Almaty', ['Астана', 'Астана', 'Astana']],
    ['Asia/Qyzylorda', ['Қызылорда', 'Кызылорда', 'Kyzylorda']],
    ['Asia/Aqtobe', ['Ақтөбе', 'Актобе', 'Aktobe']],
    ['Europe/Zurich', ['Женева', 'Женева', 'Geneva']],
    ['Europe/Vienna', ['Вена', 'Вена', 'Vienna']],
    ['Europe/Kyiv', ['Киев', 'Киев', 'Kyiv']],
    ['Europe/Kiev', ['Киев', 'Киев', 'Kyiv']],
    ['Europe/Moscow', ['Мәскеу', 'Москва', 'Moscow']],
    ['America/New_York', ['Нью-Йорк', 'Нью-Йорк', 'New York']],
    ['UTC', ['UTC', 'UTC', 'UTC']],
    ['Etc/UTC', ['UTC', 'UTC', 'UTC']],
    ['America/Sao_Paulo', ['Sao Paulo', 'Sao Paulo', 'Sao Paulo']],
    ['America/Argentina/Buenos_Aires', ['Buenos Aires', 'Buenos Aires', 'Buenos Aires']],
  ])('%s, in Kazakh, Russian and English', (name, expected) => {
    expect(LOCALES.map((locale) => zoneCity(locale, zone(name)))).toEqual(expected)
  })

  test.each([
    'Asia/Almaty',
    'Asia/Qyzylorda',
    'Asia/Qostanay',
    'Asia/Aqtobe',
    'Asia/Aqtau',
    'Asia/Atyrau',
    'Asia/Oral',
    'Asia/Bishkek',
    'Asia/Dushanbe',
    'Asia/Tashkent',
    'Asia/Ashgabat',
    'Asia/Dubai',
    'Europe/Vienna',
    'Europe/Zurich',
    'Europe/Kyiv',
    'Europe/Vilnius',
    'Europe/Berlin',
    'Europe/Paris',
    'Europe/Copenhagen',
    'Europe/Warsaw',
    'Europe/Istanbul',
    'Europe/Moscow',
    'Europe/London',
    'America/New_York',
  ])('%s has a Cyrillic name', (name) => {
    expect(zoneCity('ru', zone(name))).toMatch(/^\p{Script=Cyrillic}/u)
    expect(zoneCity('kk', zone(name))).toMatch(/^\p{Script=Cyrillic}/u)
  })
})
