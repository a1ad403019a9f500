/** Links to files for one's own programs. */

import { hasDate } from '../../src/feeds/feed.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import type { Reader } from '../reader.ts'

interface DownloadsProps {
  readonly reader: Reader
  /** The meeting's file; null while it has no date that was told. */
  readonly meeting: string | null
  readonly secretariat: string | null
}

/** The files that there are, on one line. */
export function Downloads({ reader, meeting, secretariat }: DownloadsProps) {
  const { downloads: t } = reader.t.feeds
  return (
    <p>
      {meeting && <a href={meeting}>{t.meeting}</a>}
      {meeting && secretariat && ' · '}
      {secretariat && <a href={secretariat}>{t.secretariat}</a>}
    </p>
  )
}

interface FilesProps {
  readonly reader: Reader
  /** `/p/<token>` */
  readonly own: string
  readonly meeting: Pick<Meeting, 'state'>
}

/** What a personal link to a meeting offers. */
export function MeetingFiles({ reader, own, meeting }: FilesProps) {
  const file = hasDate(meeting.state) ? `${own}/meeting.ics` : null
  return <Downloads reader={reader} meeting={file} secretariat={`${own}/secretariat.vcf`} />
}
