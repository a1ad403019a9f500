/** Warnings about the days of a meeting. */

import { formatLongDate } from '../../src/i18n/dates.ts'
import type { Caution } from '../../src/meetings/caution.ts'
import { Notice } from '../parts/notice.tsx'
import type { Reader } from '../reader.ts'

interface CautionProps {
  readonly reader: Reader
  readonly cautions: readonly Caution[]
}

/** One notice for all of them; nothing when there are none. */
export function Cautions({ reader, cautions }: CautionProps) {
  if (cautions.length === 0) return null
  return (
    <Notice reader={reader} tone="warn">
      {cautions.map((caution) =>
        caution.kind === 'same_time' ? (
          <p>
            <a href={`/meetings/${caution.meetingId}`}>{wordsOf(reader, caution)}</a>
          </p>
        ) : (
          <p>{wordsOf(reader, caution)}</p>
        ),
      )}
    </Notice>
  )
}

function wordsOf({ locale, t }: Reader, caution: Caution): string {
  const { cautions, clocks } = t.meetings
  const date = formatLongDate(locale, caution.date)
  if (caution.kind === 'same_time') return cautions.sameTime(date, caution.ordinal)
  if (caution.kind === 'clock') return clocks[caution.showing](date, caution.time)
  return caution.holiday ? cautions.holiday(date, caution.holiday.names[locale]) : cautions.weekend(date)
}
