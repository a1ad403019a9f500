/** Agenda items to vary in tests. */

import type { AgendaItem } from '../../src/agenda/item.ts'
import { localDate } from '../../src/kernel/local-date.ts'

/** An item of the first meeting's day, with some facts changed. */
export function anItem(id: string, changes: Partial<AgendaItem> = {}): AgendaItem {
  return {
    id,
    meetingId: 'm1',
    day: localDate('2025-10-14'),
    position: 1,
    kind: 'information',
    isBreak: false,
    minutes: 30,
    presenterInstitutionId: null,
    presenterPersonId: null,
    attribution: null,
    visibility: 'members',
    carriedFromId: null,
    recurs: false,
    followUp: false,
    state: 'scheduled',
    title: { authoritative: 'en', texts: { en: `Item ${id}` } },
    version: 1,
    ...changes,
  }
}
