/** The meetings of a dialogue on a line, in the order of their dates. */

import { formatDateRange } from '../../src/i18n/dates.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'
import { meetingTone } from './words.ts'

interface LineProps {
  readonly reader: Reader
  readonly meetings: readonly Meeting[]
}

/** Date, title and state of each; one sentence when none is planned. */
export function MeetingLine({ reader, meetings }: LineProps) {
  if (meetings.length === 0) return <p class="none">{reader.t.dialogues.noMeetings}</p>
  return (
    <ol class="lines">
      {meetings.map((meeting) => (
        <li>
          <span>{datesOf(reader, meeting)}</span>
          <a href={`/meetings/${meeting.id}`}>
            <Words reader={reader} text={chooseText(meeting.title, reader.locale)} />
          </a>
          <Status tone={meetingTone(meeting.state)}>{reader.t.meetings.states[meeting.state]}</Status>
        </li>
      ))}
    </ol>
  )
}

/** The days of a meeting without hours: one date, or a range. */
export function datesOf(reader: Reader, { days }: Pick<Meeting, 'days'>): string {
  const [first, last] = [days[0], days.at(-1)]
  return first && last ? formatDateRange(reader.locale, first.date, last.date) : ''
}
