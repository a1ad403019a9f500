/** Meetings whose clock was changed by law: what people were told, what it would be, and the two ways to settle it. */

import { formatLongDate, formatWhen } from '../../src/i18n/dates.ts'
import { zoneCity } from '../../src/i18n/zones.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { type ClockChange, doubtfulTimes, movesBy } from '../../src/meetings/zone-change.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface ClockChangesProps extends ShellProps {
  readonly changes: readonly ClockChange[]
}

/** The page; nothing is mailed before somebody presses a button on it. */
export function ClockChangesPage(props: ClockChangesProps) {
  const { reader, changes } = props
  const { clocks: t } = reader.t.meetings
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} lead={t.lead} />
      {changes.map((change) => (
        <Doubts reader={reader} change={change} />
      ))}
      <Table reader={reader} caption={t.title} columns={columnsOf(reader)} rows={changes} empty={t.none} />
    </SecretariatPage>
  )
}

function Doubts({ reader, change }: { readonly reader: Reader; readonly change: ClockChange }) {
  const { clocks: t } = reader.t.meetings
  const { meeting } = change
  const doubts = doubtfulTimes(meeting.days, meeting.zone)
  if (doubts.length === 0) return null
  return (
    <Notice reader={reader} tone="bad" title={chooseText(meeting.title, reader.locale).text}>
      {doubts.map(({ date, time, showing }) => (
        <p>{t[showing](formatLongDate(reader.locale, date), time)}</p>
      ))}
    </Notice>
  )
}

function columnsOf(reader: Reader): Column<ClockChange>[] {
  const { clocks: t, name } = reader.t.meetings
  const { locale } = reader
  return [
    { head: name, names: true, cell: ({ meeting }) => meetingCell(reader, meeting) },
    { head: t.told, cell: ({ meeting }) => formatWhen(locale, { ...meeting, told: meeting }) },
    { head: t.today, cell: ({ meeting }) => formatWhen(locale, meeting) },
    { head: t.moves, cell: (change) => movesCell(reader, change) },
    { head: t.settle, cell: (change) => ({ view: <Settle reader={reader} change={change} /> }) },
  ]
}

function meetingCell({ locale }: Reader, meeting: ClockChange['meeting']): Cell {
  const { text, lang } = chooseText(meeting.title, locale)
  return {
    lines: [{ href: `/meetings/${meeting.id}`, text, lang }, { quiet: zoneCity(locale, meeting.zone) }],
  }
}

function movesCell({ t }: Reader, { meeting, today, entries }: ClockChange): Cell {
  const { clocks } = t.meetings
  return {
    lines: [
      shiftOf(movesBy(meeting.startsAt, today.startsAt) || movesBy(meeting.endsAt, today.endsAt)),
      { quiet: clocks.entries(entries) },
    ],
  }
}

/** `+1:00` or `−0:30`, in hours and minutes. */
function shiftOf(minutes: number): string {
  const hours = Math.floor(Math.abs(minutes) / 60)
  return `${minutes < 0 ? '−' : '+'}${hours}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`
}

function Settle({ reader, change }: { readonly reader: Reader; readonly change: ClockChange }) {
  const { clocks: t } = reader.t.meetings
  const { meeting } = change
  const title = chooseText(meeting.title, reader.locale).text
  return (
    <PostForm
      action={`/meetings/${meeting.id}/clock`}
      hidden={{ version: meeting.version }}
      label={t.settleFor(title)}
    >
      <Actions>
        <Submit>{t.confirm}</Submit>
        <LinkButton href={`/meetings/${meeting.id}/edit`}>{t.change}</LinkButton>
      </Actions>
    </PostForm>
  )
}
