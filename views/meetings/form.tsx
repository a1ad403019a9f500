/** The form of a meeting: texts, days with hours in the zone of the place, format, languages. */

import { ATTRIBUTIONS, type Dialogue, PARTICIPANT_LISTS } from '../../src/dialogues/dialogue.ts'
import { type Holidays, isWorkingDay } from '../../src/holidays/holiday.ts'
import { formatLongDate } from '../../src/i18n/dates.ts'
import { parseLocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { MAX_DAYS, MEETING_FORMATS, MEETING_KINDS, type Meeting } from '../../src/meetings/meeting.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Checkboxes, type Choice, languageChoices, Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextField, TextInLanguages, TimeField, textIn } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import type { Reader } from '../reader.ts'
import { RecordedNow } from './facts.tsx'
import { datesOf } from './line.tsx'

interface FormProps extends ShellProps {
  readonly dialogue: Dialogue
  /** Null for a new one. */
  readonly meeting: Meeting | null
  /** The other meetings of the dialogue, for choosing the previous one. */
  readonly others: readonly Meeting[]
  /** How many rows of days to show. */
  readonly rows: number
  /** Days off around the days that are typed. */
  readonly holidays: Holidays
  readonly form: FormState
  /** True when somebody else changed the meeting while this was typed. */
  readonly changedMeanwhile?: boolean
}

/** A new meeting, or the facts of a known one. */
export function MeetingFormPage(props: FormProps) {
  const { reader, dialogue, meeting, form, rows } = props
  const { dialogues, meetings: t, shell } = reader.t
  const draft: Draft = { ...draftOf(reader, form), labels: labelsOf(reader, rows) }
  const title = meeting ? t.editTitle : t.planTitle
  const parent = `/dialogues/${dialogue.id}`
  const trail = [
    { href: '/dialogues', text: dialogues.title },
    { href: parent, text: chooseText(dialogue.title, reader.locale).text },
  ]
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} trail={trail} />
      {props.changedMeanwhile && meeting && <RecordedNow reader={reader} meeting={meeting} />}
      <PostForm
        action={meeting ? `/meetings/${meeting.id}` : `${parent}/meetings`}
        hidden={{ rows, ...(meeting ? { version: fieldValue(form, 'version') } : {}) }}
      >
        <TextFields draft={draft} />
        <DayFields draft={draft} rows={rows} holidays={props.holidays} />
        <PlaceFields draft={draft} />
        <RuleFields draft={draft} others={props.others} />
        <Actions>
          {/* First in the form, so that the enter key saves. */}
          <Submit>{shell.form.save}</Submit>
          {rows < MAX_DAYS && (
            <Submit weight="plain" name="one_more_day" value="1">
              {t.oneMoreDay}
            </Submit>
          )}
          <LinkButton href={meeting ? `/meetings/${meeting.id}` : parent}>{shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

function labelsOf({ t }: Reader, rows: number): Readonly<Record<string, string>> {
  const { meetings } = t
  const days = Array.from({ length: rows }, (_, at) => [
    [`day_${at + 1}`, meetings.day(at + 1)],
    [`starts_${at + 1}`, `${meetings.day(at + 1)}, ${meetings.starts}`],
    [`ends_${at + 1}`, `${meetings.day(at + 1)}, ${meetings.ends}`],
  ])
  return {
    ...Object.fromEntries(days.flat()),
    kind: meetings.kind,
    format: meetings.format,
    title: meetings.name,
    venue: meetings.venue,
    zone: t.shell.time.zone,
    link: meetings.link,
    languages: meetings.languages,
    interpretation: meetings.interpretation,
    attribution: meetings.attribution,
    participant_list: t.dialogues.participantList,
    neutral_subject: meetings.subjects,
    previous_meeting: meetings.previous,
  }
}

function TextFields({ draft }: { readonly draft: Draft }) {
  const { meetings: t } = draft.reader.t
  return (
    <>
      <TextInLanguages draft={draft} name="title" />
      <Select draft={draft} name="kind" choices={named(MEETING_KINDS, t.kinds)} />
    </>
  )
}

interface DayProps {
  readonly draft: Draft
  readonly rows: number
  readonly holidays: Holidays
}

function DayFields({ draft, rows, holidays }: DayProps) {
  const { meetings: t } = draft.reader.t
  return (
    <>
      <h2>{t.days}</h2>
      <TextField draft={draft} name="zone" hint={t.zoneHint} size={24} />
      <p class="hint">{t.daysHint}</p>
      {Array.from({ length: rows }, (_, at) => (
        <DayRow draft={draft} row={at + 1} holidays={holidays} />
      ))}
    </>
  )
}

interface DayRowProps {
  readonly draft: Draft
  readonly row: number
  readonly holidays: Holidays
}

function DayRow({ draft, row, holidays }: DayRowProps) {
  const { meetings: t } = draft.reader.t
  const optional = row === 1 ? false : 'unsaid'
  const echo = echoOf(draft, row, holidays)
  return (
    <fieldset class="columns">
      <legend>{t.day(row)}</legend>
      <DateField draft={draft} name={`day_${row}`} label={t.date} echo={echo} optional={optional} />
      <TimeField draft={draft} name={`starts_${row}`} label={t.starts} optional={optional} />
      <TimeField draft={draft} name={`ends_${row}`} label={t.ends} optional={optional} />
    </fieldset>
  )
}

/** The weekday is said back, and what speaks against the day. */
function echoOf({ reader, values }: Draft, row: number, holidays: Holidays): string | undefined {
  const typed = values[`day_${row}`]
  const date = typeof typed === 'string' ? parseLocalDate(typed) : null
  if (!date) return undefined
  const long = formatLongDate(reader.locale, date)
  if (isWorkingDay(date, holidays)) return long
  const { cautions } = reader.t.meetings
  const holiday = holidays.get(date)
  return holiday ? cautions.holiday(long, holiday.names[reader.locale]) : cautions.weekend(long)
}

function PlaceFields({ draft }: { readonly draft: Draft }) {
  const { meetings: t } = draft.reader.t
  return (
    <>
      <h2>{t.venue}</h2>
      <Radios draft={draft} name="format" choices={named(MEETING_FORMATS, t.formats)} />
      <TextInLanguages draft={draft} name="venue" optional />
      <TextField draft={draft} name="link" type="url" hint={t.linkHint} optional />
    </>
  )
}

function RuleFields({ draft, others }: { readonly draft: Draft; readonly others: readonly Meeting[] }) {
  const { reader } = draft
  const { dialogues, meetings: t } = reader.t
  const languages = languageChoices(reader)
  return (
    <>
      <h2>{dialogues.rules}</h2>
      <Checkboxes draft={draft} name="languages" choices={languages} />
      <Checkboxes
        draft={draft}
        name="interpretation"
        hint={t.interpretationHint}
        choices={languages}
        optional
      />
      <Radios draft={draft} name="attribution" choices={named(ATTRIBUTIONS, dialogues.attributions)} />
      <Select
        draft={draft}
        name="participant_list"
        hint={t.participantListHint}
        choices={named(PARTICIPANT_LISTS, dialogues.participantLists)}
      />
      <Checkboxes
        draft={draft}
        name="neutral_subject"
        hint={t.neutralSubjectHint}
        choices={[{ value: 'on', text: t.neutralSubject }]}
        optional
      />
      {(others.length > 0 || textIn(draft, 'previous_meeting') !== '') && (
        <Select
          draft={draft}
          name="previous_meeting"
          hint={t.previousHint}
          choices={others.map((other) => previousChoice(reader, other))}
          optional
        />
      )}
    </>
  )
}

function previousChoice(reader: Reader, meeting: Meeting): Choice {
  const title = chooseText(meeting.title, reader.locale)
  return { value: meeting.id, text: `${datesOf(reader, meeting)} · ${title.text}`, lang: title.lang }
}

function named<V extends string>(values: readonly V[], words: Readonly<Record<V, string>>): Choice[] {
  return values.map((value) => ({ value, text: words[value] }))
}
