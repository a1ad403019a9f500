/** The mail about a meeting, as its page shows it. */

import type { Id } from '../../src/kernel/id.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { MailLine } from '../../src/mail/record.ts'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { mailColumns } from './columns.tsx'

interface SectionProps {
  readonly reader: Reader
  readonly meetingId: Id
  /** From `mailOfMeeting`. */
  readonly lines: readonly MailLine[]
  readonly more: boolean
  /** The zone of the reader, in which the times stand. */
  readonly zone: Zone
}

/** Heading `mail`, the latest mail, and the way to the rest. */
export function MailSection({ reader, meetingId, lines, more, zone }: SectionProps) {
  const { mail: t } = reader.t
  return (
    <section aria-labelledby="mail">
      <h2 id="mail">{t.title}</h2>
      <Table
        reader={reader}
        caption={t.title}
        empty={t.none}
        columns={mailColumns(reader, zone)}
        rows={lines}
      />
      <p>
        <a href={`/meetings/${meetingId}/mail`}>{t.room.meeting.title}</a>
        {more && (
          <>
            {' · '}
            <a href={`/mail?meeting=${meetingId}`}>{t.all}</a>
          </>
        )}
      </p>
    </section>
  )
}
