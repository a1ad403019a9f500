/** The meeting in a few facts, for people who come by a link: when with the zone written out, where, in which languages. */

import { formatWhen } from '../../src/i18n/dates.ts'
import { formatList } from '../../src/i18n/numbers.ts'
import { chooseText, type Locale } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { asTold } from '../../src/meetings/zone-change.ts'
import { Ext } from '../parts/ext.tsx'
import { Facts } from '../parts/facts.tsx'
import { Words } from '../parts/passage.tsx'
import type { Reader } from '../reader.ts'

interface SummaryProps {
  readonly reader: Reader
  readonly meeting: Meeting
  /** The same time on the reader's own clock, if that shows another. */
  readonly ownTimes?: string | null
}

/** The facts; what is not set is left out. */
export function MeetingSummary({ reader, meeting, ownTimes = null }: SummaryProps) {
  const { meetings, invitations } = reader.t
  const { facts, languageNames } = invitations.letters
  const venue = chooseText(meeting.venue, reader.locale)
  const named = (languages: readonly Locale[]) =>
    formatList(
      reader.locale,
      languages.map((lang) => languageNames[lang]),
    )
  return (
    <Facts
      facts={[
        { term: facts.when, value: <strong>{formatWhen(reader.locale, asTold(meeting))}</strong> },
        { term: invitations.attend.ownTime, value: ownTimes },
        { term: facts.where, value: venue.text ? <Words reader={reader} text={venue} /> : null },
        { term: facts.format, value: meetings.formats[meeting.format] },
        { term: facts.link, value: meeting.link ? <Ext href={meeting.link} /> : null },
        { term: facts.languages, value: named(meeting.languages) },
        { term: facts.interpretation, value: named(meeting.interpretation) },
      ]}
    />
  )
}
