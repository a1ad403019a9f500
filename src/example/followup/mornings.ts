/** The mornings between the meetings, when reminders and digests are decided as the tick does it. */

import { sendDigests } from '../../digests/digest-sending.ts'
import { sendReminders } from '../../digests/reminder-sending.ts'
import { addDays, type LocalDate, localDate, weekday } from '../../kernel/local-date.ts'
import { done } from '../../kernel/outcome.ts'
import { askForPeriods } from '../../recurring/asking.ts'
import { askForStock } from '../../supply/request-sending.ts'
import { astana } from '../moment.ts'
import type { Act } from '../scene.ts'

/** Eight o'clock in Astana; in the afternoon there, western Europe has begun its day as well. */
const HOURS = ['08:00', '13:00'] as const

/** Every working morning from `first` to `last`: reports by period, reminders and requests for stock reports daily, digests in the first days of a week. */
export function mornings(first: string, last: string): Act[] {
  const acts: Act[] = []
  for (let day: LocalDate = localDate(first); day <= localDate(last); day = addDays(day, 1))
    if (weekday(day) <= 5) acts.push(...HOURS.map((hour) => morning(day, hour)))
  return acts
}

function morning(day: LocalDate, hour: string): Act {
  return {
    at: astana(`${day} ${hour}`),
    what: `mail of ${day}`,
    run: async (store) =>
      done(
        (await askForPeriods(store)) +
          (await sendReminders(store)) +
          (await askForStock(store)).count +
          (await sendDigests(store)).count,
      ),
  }
}
