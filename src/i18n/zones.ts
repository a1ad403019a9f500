/** The cities by which people know their time zones, in the three languages. */

import type { Locale } from '../kernel/locale.ts'
import type { Zone } from '../kernel/zone.ts'
import { review } from './review.ts'

type City = Readonly<Record<Locale, string>>

function city(en: string, ru: string, kk: string): City {
  return { en, ru, kk }
}

const GENEVA = city('Geneva', 'Женева', 'Женева')
const KYIV = city('Kyiv', 'Киев', 'Киев')
const UTC = city('UTC', 'UTC', 'UTC')

// A map, not an object: a zone's name must never reach what every object inherits.
const CITIES: ReadonlyMap<string, City> = new Map([
  // All Kazakhstan keeps one time since 1 March 2024, and the capital names it (domain.md §2.7).
  ['Asia/Almaty', city('Astana', 'Астана', 'Астана')],
  ['Asia/Qyzylorda', city('Kyzylorda', 'Кызылорда', 'Қызылорда')],
  ['Asia/Qostanay', city('Kostanay', 'Костанай', 'Қостанай')],
  ['Asia/Aqtobe', city('Aktobe', 'Актобе', 'Ақтөбе')],
  ['Asia/Aqtau', city('Aktau', 'Актау', 'Ақтау')],
  ['Asia/Atyrau', city('Atyrau', 'Атырау', 'Атырау')],
  ['Asia/Oral', city('Oral', 'Уральск', 'Орал')],
  // Central Asia and the Caucasus
  ['Asia/Bishkek', city('Bishkek', 'Бишкек', 'Бішкек')],
  ['Asia/Dushanbe', city('Dushanbe', 'Душанбе', 'Душанбе')],
  ['Asia/Tashkent', city('Tashkent', 'Ташкент', 'Ташкент')],
  ['Asia/Samarkand', city('Samarkand', 'Самарканд', 'Самарқанд')],
  ['Asia/Ashgabat', city('Ashgabat', 'Ашхабад', review('Ашғабат'))],
  ['Asia/Baku', city('Baku', 'Баку', 'Баку')],
  ['Asia/Tbilisi', city('Tbilisi', 'Тбилиси', 'Тбилиси')],
  ['Asia/Yerevan', city('Yerevan', 'Ереван', 'Ереван')],
  ['Asia/Dubai', city('Dubai', 'Дубай', 'Дубай')],
  ['Asia/Ulaanbaatar', city('Ulaanbaatar', 'Улан-Батор', review('Ұланбатыр'))],
  // Where partners sit: UN agencies, the Global Fund, regional networks
  ['Europe/Zurich', GENEVA],
  ['Europe/Vienna', city('Vienna', 'Вена', 'Вена')],
  ['Europe/Vilnius', city('Vilnius', 'Вильнюс', 'Вильнюс')],
  ['Europe/Riga', city('Riga', 'Рига', 'Рига')],
  ['Europe/Tallinn', city('Tallinn', 'Таллин', 'Таллин')],
  ['Europe/Kyiv', KYIV],
  ['Europe/Kiev', KYIV],
  ['Europe/Chisinau', city('Chișinău', 'Кишинёв', 'Кишинев')],
  ['Europe/Minsk', city('Minsk', 'Минск', 'Минск')],
  ['Europe/Moscow', city('Moscow', 'Москва', 'Мәскеу')],
  ['Europe/Istanbul', city('Istanbul', 'Стамбул', review('Ыстанбұл'))],
  ['Europe/Warsaw', city('Warsaw', 'Варшава', 'Варшава')],
  ['Europe/Berlin', city('Berlin', 'Берлин', 'Берлин')],
  ['Europe/Copenhagen', city('Copenhagen', 'Копенгаген', 'Копенгаген')],
  ['Europe/Amsterdam', city('Amsterdam', 'Амстердам', 'Амстердам')],
  ['Europe/Brussels', city('Brussels', 'Брюссель', 'Брюссель')],
  ['Europe/Paris', city('Paris', 'Париж', 'Париж')],
  ['Europe/London', city('London', 'Лондон', 'Лондон')],
  ['America/New_York', city('New York', 'Нью-Йорк', 'Нью-Йорк')],
  ['UTC', UTC],
  ['Etc/UTC', UTC],
])

/**
 * The city that names `zone`; for a zone we have no name for, the last part of its IANA name (`Sao
 * Paulo`).
 */
export function zoneCity(locale: Locale, zone: Zone): string {
  const known = CITIES.get(zone)
  return known ? known[locale] : zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}
