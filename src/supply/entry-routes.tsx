/** The page behind a `stock` link: the people of a place report its month there, without an account. */

import { NotYoursPage } from '../../views/commitments/report.tsx'
import { type FormState, fieldValue, formOf } from '../../views/parts/form.ts'
import { EntryPage, type EntryProps } from '../../views/supply/entry.tsx'
import { linkOf } from '../auth/door.ts'
import type { PersonalLink } from '../auth/links.ts'
import { findInstitution } from '../institutions/queries.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { lastDayOf, type Month, parseMonth } from './consumption.ts'
import { type Entry, missingMonths, monthFault, nextAskedOn, openMonths } from './entry.ts'
import { entryOf } from './entry-queries.ts'
import { readSentReport, reportValues } from './forms.ts'
import { BATCHES, beforeIn, monthToReport } from './report.ts'
import { sendStockReport } from './report-commands.ts'
import { dueDay } from './request.ts'
import { askingOf, calendarsFor } from './request-queries.ts'
import { monthCell } from './timeliness.ts'

/** `POST /p/:token/stock`, behind the door of `/p`. */
export function stockPages(): Routes {
  const routes = newRoutes()
  routes.post('/p/:token/stock', takeStock)
  return routes
}

/** The page of a stock link. It changes nothing. */
export async function renderStock(c: AppContext, link: PersonalLink): Promise<Response> {
  const entry = await entryOf(c.var.store, link.subjectId)
  return entry ? showEntry(c, entry) : refused(c, refuse('not_found', 'forms.unknown'))
}

interface Again {
  readonly form: FormState
  readonly refusal?: Refusal
  /** Rows for batches, when more were asked for. */
  readonly rows?: number
}

async function showEntry(c: AppContext, entry: Entry, again?: Again): Promise<Response> {
  const { store, reader } = c.var
  const link = linkOf(c)
  const { place, own, versions, medicine } = entry
  const { entry: t } = reader.t.stock
  if (!link.actor.speaksFor.includes(place.institutionId))
    return page(c, <NotYoursPage {...personal(c)} title={t.title} text={t.notYours} />, again?.refusal)
  const [institution, asking] = await Promise.all([
    findInstitution(store, place.institutionId),
    askingOf(store, medicine.id),
  ])
  if (!institution) return refused(c, refuse('not_found', 'forms.unknown'))
  const { zone } = institution
  const today = dateOf(store.now, zone)
  const months = openMonths(today)
  const calendars = await calendarsFor(store, [...months].reverse(), today)
  const holidays = calendars(institution.holidayCalendar)
  const dueOn = (month: Month) => dueDay(month, asking.dueDays, holidays)
  const cells = own.map((report) => {
    const { month } = report
    return monthCell({
      ...{ month, report, versions: versions.get(month), dueOn: dueOn(month) },
      ...{ since: entry.addedAt && dateOf(entry.addedAt, zone), today, zone },
    })
  })
  const props: EntryProps = {
    ...personal(c),
    ...{ entry, institution, today, zone, dueOn, cells },
    action: `/p/${link.token}/stock`,
    under: `/p/${link.token}`,
    task: taskOf(c, entry, { today, again }),
    missing: missingMonths(entry, today),
    nextOn: asking.asked ? nextAskedOn(today, holidays) : null,
  }
  return page(c, <EntryPage {...props} />, again?.refusal)
}

interface Moment {
  readonly today: ReturnType<typeof dateOf>
  readonly again: Again | undefined
}

/** The month that is asked for by the address, by the form, or because it is the last one and missing. */
function taskOf(c: AppContext, entry: Entry, { today, again }: Moment): EntryProps['task'] {
  const asked = parseMonth(again ? fieldValue(again.form, 'month') : (c.req.query('month') ?? ''))
  const last = monthToReport(today)
  const month = asked ?? (entry.versions.has(last) ? null : last)
  if (!month || !entry.open) return null
  const fault = monthFault(month, today)
  const known = entry.own.find((report) => report.month === month) ?? null
  const form = again?.form ?? formOf(valuesFor(month, known))
  return {
    ...{ month, fault, known, form },
    before: beforeIn(entry.own, { month }),
    seen: seenIn(entry, month, again),
    isTold: again?.refusal?.messageKey === 'stock.reported_meanwhile',
    rows: again?.rows ?? 0,
  }
}

/** What the sender saw stays with the form until they are told what has changed since. */
function seenIn({ versions, medicine }: Entry, month: Month, again: Again | undefined) {
  if (!again || again.refusal?.code === 'conflict')
    return { version: versions.get(month)?.count ?? 0, unit: medicine.unitMilligrams }
  return { version: fieldValue(again.form, 'version'), unit: fieldValue(again.form, 'unit') }
}

/** Nothing is filled in but the day of the count: what is empty is not zero. */
function valuesFor(month: Month, known: Entry['own'][number] | null): FormValues {
  if (known) return reportValues(month, known)
  return { month, as_of: lastDayOf(month) }
}

async function takeStock(c: AppContext): Promise<Response> {
  const link = linkOf(c)
  if (link.purpose !== 'stock') return refused(c, refuse('not_found', 'forms.unknown'))
  const { store } = c.var
  const entry = await entryOf(store, link.subjectId)
  if (!entry) return refused(c, refuse('not_found', 'forms.unknown'))
  return submit(c, {
    instead: (values) => (values.more === undefined ? null : showMore(c, entry, values)),
    read: readSentReport,
    run: (form) => sendStockReport(store, { actor: link.actor, placeId: link.subjectId, ...form }),
    done: () => seeOther(c, `/p/${link.token}`, 'reported'),
    // Read again: somebody else may have reported meanwhile, and then their figures are shown.
    again: async (form, refusal) =>
      showEntry(c, (await entryOf(store, link.subjectId)) ?? entry, { form, refusal }),
  })
}

/** The same form with more rows for batches; nothing is read or sent. */
function showMore(c: AppContext, entry: Entry, values: FormValues): Promise<Response> {
  const rows = Math.min(BATCHES, Number.parseInt(String(values.more), 10) || 0)
  return showEntry(c, entry, { form: formOf(values), rows })
}
