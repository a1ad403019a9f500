/** The agenda of a meeting, as its page shows it to the secretariat. */

import type { TimetableDay } from '../../src/agenda/timetable.ts'
import type { Id } from '../../src/kernel/id.ts'
import { Actions, LinkButton } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Files } from '../parts/files.tsx'
import type { Reader } from '../reader.ts'
import { Timetable, type TimetableNames } from './timetable.tsx'

interface SectionProps {
  readonly reader: Reader
  readonly meetingId: Id
  readonly days: readonly TimetableDay[]
  readonly names: TimetableNames
  /** In the reader's words; null while the agenda is not published. */
  readonly publishedAt: string | null
  readonly mayEdit: boolean
  /** The papers of an item. */
  readonly below: (item: Id) => readonly Cell[]
}

/** Heading `agenda`, whether participants see it, the timetable, the way to the editor. */
export function AgendaSection(props: SectionProps) {
  const { reader, meetingId, days, names, publishedAt, mayEdit, below } = props
  const { agenda: t, meetings } = reader.t
  const empty = days.every((day) => day.rows.length === 0)
  return (
    <section aria-labelledby="agenda">
      <h2 id="agenda">{t.title}</h2>
      <p>{publishedAt ? t.published(publishedAt) : t.notPublished}</p>
      {empty ? (
        <p class="none">{t.none}</p>
      ) : (
        <Timetable reader={reader} days={days} names={names} below={below} />
      )}
      <Files label={t.title} path={`/meetings/${meetingId}/agenda`} formats={['pdf', 'docx']} />
      <Actions>
        <LinkButton href={`/meetings/${meetingId}/agenda`}>
          {mayEdit ? meetings.editAgenda : meetings.seeAgenda}
        </LinkButton>
      </Actions>
    </section>
  )
}
