/** Words and shapes that several pages use for agenda items. */

import type { AgendaItem, ItemState } from '../../src/agenda/item.ts'
import type { TimetableRow } from '../../src/agenda/timetable.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Cell } from '../parts/cell.ts'
import type { Choice } from '../parts/choice.tsx'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

const TONES: Readonly<Record<ItemState, Tone>> = {
  draft: 'neutral',
  scheduled: 'neutral',
  taken: 'good',
  deferred: 'warn',
  withdrawn: 'quiet',
}

/** The shape that goes with a state. */
export function itemTone(state: ItemState): Tone {
  return TONES[state]
}

/** The items that something can refer to, to choose from: neither breaks nor what was withdrawn. */
export function itemChoices(reader: Reader, items: readonly AgendaItem[]): Choice[] {
  return items
    .filter((item) => !item.isBreak && item.state !== 'withdrawn')
    .map((item) => {
      const { text, lang } = chooseText(item.title, reader.locale)
      return { value: item.id, text, lang }
    })
}

/** `09:30–10:00`, or a dash for an item that takes no time here. */
export function timeWords({ from, to }: Pick<TimetableRow, 'from' | 'to'>): string {
  return from && to ? `${from}–${to}` : '–'
}

/** Title, then in small what sort of item it is, its own rule, and whether it was carried over; then what is below. */
export function titleCell(reader: Reader, row: TimetableRow, below: readonly Cell[] = []): Cell {
  const { agenda: t, dialogues } = reader.t
  const remarks = [
    row.isBreak ? t.isBreak : t.kinds[row.kind],
    ...(row.attribution ? [dialogues.attributions[row.attribution]] : []),
    ...(row.carried ? [t.carried] : []),
  ]
  return { lines: [row.title, { quiet: remarks.join(' · ') }, ...below] }
}
