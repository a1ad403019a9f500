/** An agenda as one audience may read it: running times, titles, presenters (product.md rule 5). */

import type { Id } from '../kernel/id.ts'
import type { LocalDate, LocalTime } from '../kernel/local-date.ts'
import { type Chosen, chooseText, type Locale } from '../kernel/locale.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { AttributionRule } from '../store/schema.ts'
import { runClock } from './clock.ts'
import {
  type AgendaItem,
  type Audience,
  type ItemKind,
  type ItemState,
  isVisible,
  shownPresenter,
} from './item.ts'

/** One line of a timetable. */
export interface TimetableRow {
  readonly id: Id
  /** Null for an item that takes no time here any more. */
  readonly from: LocalTime | null
  readonly to: LocalTime | null
  readonly kind: ItemKind
  readonly isBreak: boolean
  readonly minutes: number
  readonly title: Chosen
  readonly presenterInstitutionId: Id | null
  readonly presenterPersonId: Id | null
  /** Only where it differs from the meeting's own rule. */
  readonly attribution: AttributionRule | null
  readonly carried: boolean
  readonly state: ItemState
}

/** One day with its rows, and by how many minutes it runs over its end (negative: time is left). */
export interface TimetableDay {
  readonly date: LocalDate
  readonly starts: LocalTime
  readonly ends: LocalTime
  readonly over: number
  /** Minutes given to all items and breaks, and to breaks alone. */
  readonly minutes: number
  readonly breakMinutes: number
  readonly rows: readonly TimetableRow[]
}

/**
 * The timetable for an audience. Items that it may not see still take their time, so that what follows
 * begins when it really begins; what was never published takes none.
 */
export function timetable(
  meeting: Pick<Meeting, 'days' | 'attribution'>,
  items: readonly AgendaItem[],
  { audience, locale }: { readonly audience: Audience; readonly locale: Locale },
): TimetableDay[] {
  const counted = audience === 'secretariat' ? items : items.filter((item) => item.state !== 'draft')
  return runClock(meeting.days, counted).map(({ items: clocked, ...day }) => ({
    ...day,
    rows: clocked
      .filter(({ item }) => isVisible(item, audience))
      .map(({ item, from, to }) => ({ from, to, ...rowOf(item, meeting.attribution, { audience, locale }) })),
  }))
}

function rowOf(
  item: AgendaItem,
  meetingRule: AttributionRule,
  { audience, locale }: { readonly audience: Audience; readonly locale: Locale },
): Omit<TimetableRow, 'from' | 'to'> {
  const presenter = shownPresenter(item, meetingRule, audience)
  return {
    id: item.id,
    kind: item.kind,
    isBreak: item.isBreak,
    minutes: item.minutes,
    title: chooseText(item.title, locale),
    presenterInstitutionId: presenter.institutionId,
    presenterPersonId: presenter.personId,
    attribution: item.attribution === meetingRule ? null : item.attribution,
    carried: item.carriedFromId !== null,
    state: item.state,
  }
}

/** The institutions and persons that a timetable names, for loading their names in one go. */
export function namedIn(days: readonly TimetableDay[]): { institutions: Id[]; persons: Id[] } {
  const rows = days.flatMap((day) => day.rows)
  const known = (ids: readonly (Id | null)[]) => [...new Set(ids.filter((id) => id !== null))]
  return {
    institutions: known(rows.map((row) => row.presenterInstitutionId)),
    persons: known(rows.map((row) => row.presenterPersonId)),
  }
}
