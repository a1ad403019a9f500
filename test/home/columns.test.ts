/** The tables of the start page: each commitment lives by the calendar of its own dialogue. */

import { expect, test } from 'vitest'
import { messagesIn } from '../../src/i18n/messages.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { commitmentColumns } from '../../views/home/columns.ts'
import { OPEN } from '../commitments/sample.ts'
import { instant } from '../digests/world.ts'

test('is late by the days of its dialogue, wherever the reader sits', () => {
  const reader = { locale: 'en' as const, t: messagesIn('en') }
  // Past midnight in Almaty, still the evening before in Geneva.
  const due = commitmentColumns(reader, new Map(), instant('2026-01-15T20:00:00Z')).at(-1)
  const row = { ...OPEN, dueOn: localDate('2026-01-15') }
  const late = { lines: ['15 Jan 2026', { tone: 'bad', text: reader.t.home.lateBy(1) }] }
  expect(due?.cell(row)).toEqual(late)
  expect(due?.cell({ ...row, zone: zone('Europe/Zurich') })).toBe('15 Jan 2026')
})
