/** Words of the call list that its pages and the home page share. */

import type { CallNote } from '../../src/calls/call-note.ts'
import type { Call } from '../../src/digests/call.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { dateOf, type Zone } from '../../src/kernel/zone.ts'
import type { Share } from '../../src/recurring/share.ts'
import type { Reader } from '../reader.ts'
import { shareWords } from '../recurring/words.ts'

/** «Called on 12.01.2026: promised. Next on 19.01.2026»; no name of anybody. */
export function noteWords(reader: Reader, note: CallNote, zone: Zone): string {
  const { calls: t } = reader.t
  const on = formatDate(reader.locale, dateOf(note.at, zone))
  return t.called(on, t.results[note.result], formatDate(reader.locale, note.nextOn))
}

/** «January 2026 (06.02.2026)»: a period or a part with its day, if it has one of its own. */
export function owedWords(reader: Reader, share: Share): string {
  const day = share.dueOn ? ` (${formatDate(reader.locale, share.dueOn)})` : ''
  return shareWords(reader, share) + day
}

/** When anything of it was reported on last, or null. */
export function lastReportOn(of: readonly { readonly lastReportAt: Instant | null }[]): Instant | null {
  return (
    of
      .flatMap(({ lastReportAt }) => lastReportAt ?? [])
      .sort()
      .at(-1) ?? null
  )
}

/** Where a call about a line is noted down. */
export function callPath({ commitment, institutionId }: Pick<Call, 'commitment' | 'institutionId'>): string {
  const whom = institutionId === commitment.leadId ? '' : `?institution=${institutionId}`
  return `/commitments/${commitment.id}/call${whom}`
}
