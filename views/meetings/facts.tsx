/** When, where and how a meeting takes place, as a list of facts. */

import { formatWhen } from '../../src/i18n/dates.ts'
import { chooseText, LOCALES } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { listFor } from '../../src/people/visible.ts'
import { Ext } from '../parts/ext.tsx'
import { Facts } from '../parts/facts.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import type { Reader } from '../reader.ts'

interface MeetingFactsProps {
  readonly reader: Reader
  readonly meeting: Meeting
  /** The meeting before, if one is named. */
  readonly previous?: Meeting | null
}

/** Where and how; what is not set is left out. Title and time stand in the head of the page. */
export function MeetingFacts({ reader, meeting, previous }: MeetingFactsProps) {
  const { dialogues, meetings: t } = reader.t
  const venue = chooseText(meeting.venue, reader.locale)
  return (
    <Facts
      facts={[
        { term: t.venue, value: venue.text ? <Words reader={reader} text={venue} /> : null },
        { term: t.format, value: t.formats[meeting.format] },
        { term: t.link, value: meeting.link ? <Ext href={meeting.link} /> : null },
        { term: t.kind, value: t.kinds[meeting.kind] },
        { term: t.languages, value: languageNames(reader, meeting.languages) },
        { term: t.interpretation, value: languageNames(reader, meeting.interpretation) },
        { term: t.attribution, value: dialogues.attributions[meeting.attribution] },
        {
          term: dialogues.participantList,
          value: dialogues.participantLists[listFor(meeting.participantList, meeting.attribution)],
        },
        { term: t.subjects, value: meeting.neutralSubject ? t.neutralSubject : null },
        { term: t.previous, value: previous ? <PreviousLink reader={reader} previous={previous} /> : null },
      ]}
    />
  )
}

/** Everything as it is recorded, in all languages: to compare with what somebody else has typed. */
export function RecordedNow({ reader, meeting }: MeetingFactsProps) {
  const { meetings: t, shell } = reader.t
  return (
    <Notice reader={reader} tone="warn" title={t.recordedNow}>
      <Facts
        facts={[
          ...LOCALES.map((lang) => ({
            term: `${t.name} (${shell.languages[lang]})`,
            value: meeting.title.texts[lang] ? <span lang={lang}>{meeting.title.texts[lang]}</span> : null,
          })),
          { term: t.when, value: formatWhen(reader.locale, meeting) },
        ]}
      />
      <MeetingFacts reader={reader} meeting={meeting} />
    </Notice>
  )
}

function PreviousLink({ reader, previous }: { readonly reader: Reader; readonly previous: Meeting }) {
  return (
    <a href={`/meetings/${previous.id}`}>
      <Words reader={reader} text={chooseText(previous.title, reader.locale)} />
    </a>
  )
}

function languageNames({ t }: Reader, languages: Meeting['languages']): string {
  return languages.map((lang) => t.shell.languages[lang]).join(', ')
}
