/** When who was asked for reports on a plan is reminded: once before the due day, once after it. Pure. */

import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import type { Activity, ActivityReport, Promised } from './activity.ts'
import type { Request } from './request.ts'

export type RequestStep = 'before' | 'after'

/** A week before the due day, or the day before it where that was asked for not long before. */
const BEFORE_DAYS = { usual: 7, late: 1 }

/** Nobody is reminded within so many days of being asked. */
const REST_DAYS = 3

/** Reminded until so long after the due day: who is new to it later is told by the telephone. */
export const REMINDED_UNTIL = 14

/**
 * The reminder that is due on `today`, or none. A step that fell on days off goes on the next working day; one before
 * the due day that did not go until then is left out.
 * @param had what the reader had already.
 */
export function requestStep(
  { dueOn, askedAt }: Pick<Request, 'dueOn' | 'askedAt'>,
  {
    today,
    zone,
    had,
  }: { readonly today: LocalDate; readonly zone: Zone; readonly had: ReadonlySet<RequestStep> },
): RequestStep | null {
  const asked = dateOf(askedAt, zone)
  if (today > dueOn)
    return had.has('after') || today > addDays(dueOn, REMINDED_UNTIL) || today <= asked ? null : 'after'
  const usual = addDays(dueOn, -BEFORE_DAYS.usual)
  const before = usual >= addDays(asked, REST_DAYS) ? usual : addDays(dueOn, -BEFORE_DAYS.late)
  return had.has('before') || today < before || before <= asked ? null : 'before'
}

/** Is an activity that a request asked about still without a word since? What was done once is asked for no more. */
export function isUnanswered(
  { askedAt }: Pick<Request, 'askedAt'>,
  { report, promise }: { readonly report: ActivityReport | null; readonly promise: Promised | null },
): boolean {
  if (report?.claim === 'done' || promise?.state === 'verified' || promise?.state === 'reported_done')
    return false
  const said = [report?.reportedAt ?? '', promise?.lastReportAt ?? '']
  return said.every((at) => at < askedAt)
}

/** Does anything that a request asked about wait for an answer? */
export function awaitsAnswer(
  request: Pick<Request, 'askedAt'>,
  asked: readonly Activity[],
  known: {
    readonly reports: ReadonlyMap<string, ActivityReport>
    readonly promises: ReadonlyMap<string, Promised>
  },
): boolean {
  return asked.some(({ id, commitmentId }) =>
    isUnanswered(request, {
      report: known.reports.get(id) ?? null,
      promise: known.promises.get(commitmentId ?? '') ?? null,
    }),
  )
}
