/**
 * What an act would mail to a meeting's calendars, before it does: planned and written by what sends, with a
 * stand-in for personal links. Writes nothing and makes no link.
 */

import { letterText } from '../../views/letters/letter.tsx'
import { inProtocolOrder } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { cleanLine, cleanText } from '../kernel/text.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { Store } from '../store/store.ts'
import { calendarMail, type Seat } from './calendar-letters.tsx'
import { type Calendar, loadCalendar } from './calendar-queries.ts'
import { isAwaited } from './invitation.ts'
import {
  type CalendarAct,
  type LeftOut,
  meetingAt,
  type PreviewLine,
  type SendingPreview,
  type ShownMail,
} from './update.ts'
import { type Plan, planRemoval, planUpdate } from './update-plan.ts'
import { suppressedAmong } from './update-queries.ts'

/** What stands where a personal link will: a real one must not be made by looking, nor shown to anybody else. */
export function linkStandIn({ instance }: Pick<Store, 'instance'>): string {
  return `${instance.baseUrl}/p/…`
}

interface AskedPreview {
  readonly act: CalendarAct
  readonly quiet?: boolean
  /** Whose mail to show: a delegate's id, or a language for the first one who reads it; else the first of all. */
  readonly show?: string | undefined
  /** Orders institutions. */
  readonly locale: Locale
}

/** Everybody named for the meeting with what goes to them, and one of the mails; a fixed number of queries. */
export async function previewSending(
  store: Store,
  meeting: Meeting,
  { act, quiet = false, show, locale }: AskedPreview,
): Promise<SendingPreview> {
  const calendar = await loadCalendar(store, meetingAt(meeting, act))
  const plan = planOf(store, calendar, { act, quiet })
  const suppressed = await suppressedAmong(
    store,
    plan.sendings.map(({ seat }) => seat.person.email),
  )
  const lines = linesOf(calendar, plan, suppressed)
  const institutions = lines.map(({ institution }) => institution)
  const byInstitution = Map.groupBy(lines, ({ institution }) => institution.id)
  const ordered = new Set(inProtocolOrder(institutions, locale).map(({ id }) => id))
  const inOrder = [...ordered].flatMap((id) => byInstitution.get(id) ?? [])
  const { was, is } = calendar
  return {
    act,
    quiet,
    lines: inOrder,
    changed: act === 'update' && isAwaited(meeting, store.now) && was !== null ? { was, is } : null,
    shown: shownOf(store, calendar, { plan, lines: inOrder, show }),
  }
}

function planOf(
  store: Store,
  calendar: Calendar,
  { act, quiet }: { readonly act: CalendarAct; readonly quiet: boolean },
): Plan {
  return act === 'cancellation' ? planRemoval(store, calendar, 'cancel') : planUpdate(store, calendar, quiet)
}

function linesOf(calendar: Calendar, plan: Plan, suppressed: ReadonlySet<string>): PreviewLine[] {
  const sent = new Map(
    plan.sendings.map((sending): [Id, PreviewLine['portion']] => [sending.seat.delegateId, sending.kind]),
  )
  const left = new Map(plan.left.map(({ seat, why }): [Id, LeftOut] => [seat.delegateId, why]))
  const whyOf = ({ delegateId, person }: Seat) =>
    left.get(delegateId) ?? (suppressed.has(person.email.toLowerCase()) ? 'suppressed' : null)
  return calendar.seats.map((seat) => {
    const { delegateId, person, institution } = seat
    const why = whyOf(seat)
    const portion = why === null ? (sent.get(delegateId) ?? 'nothing') : 'nothing'
    return { delegateId, person, institution, portion, why }
  })
}

interface Chosen {
  readonly plan: Plan
  readonly lines: readonly PreviewLine[]
  readonly show: string | undefined
}

function shownOf(store: Store, calendar: Calendar, { plan, lines, show }: Chosen): ShownMail | null {
  const sent = lines.filter(({ portion }) => portion !== 'nothing')
  const line =
    sent.find(({ delegateId, person }) => [delegateId, person.locale].includes(show ?? '')) ?? sent[0]
  const sending = plan.sendings.find(({ seat }) => seat.delegateId === line?.delegateId)
  if (!line || !sending) return null
  const mail = calendarMail(store, calendar, plan.turn, { sending, url: linkStandIn(store) })
  return {
    line,
    // Cleaned as the outbox does it.
    subject: cleanLine(mail.letter.subject),
    text: `${cleanText(letterText(mail.letter))}\n`,
    calendar: mail.calendar?.content ?? null,
  }
}
