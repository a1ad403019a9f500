/** The form of a meeting: what was typed → what a command asks for. Its days are numbered rows. */

import * as z from 'zod'
import { ATTRIBUTIONS, type Dialogue, PARTICIPANT_LISTS } from '../dialogues/dialogue.ts'
import { locales } from '../dialogues/forms.ts'
import { LOCALES } from '../kernel/locale.ts'
import { done, faultsOf, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  date,
  flag,
  inLanguages,
  link,
  optionalChoice,
  optionalId,
  readForm,
  textsOf,
  time,
  version,
  zoneName,
} from '../web/fields.ts'
import {
  type DraftDay,
  MAX_DAYS,
  MEETING_FORMATS,
  MEETING_KINDS,
  type Meeting,
  type MeetingDraft,
} from './meeting.ts'
import { listAfter, ruleAfter } from './succession.ts'

/** Rows beyond this are not read; what is over {@link MAX_DAYS} but below is refused with a reason. */
const MAX_ROWS = MAX_DAYS * 2

const FIELDS = {
  kind: choice(MEETING_KINDS),
  format: choice(MEETING_FORMATS),
  ...inLanguages('title', 300),
  ...inLanguages('venue', 300),
  zone: zoneName(),
  link: link(),
  languages: locales(),
  interpretation: locales(),
  attribution: choice(ATTRIBUTIONS),
  participant_list: optionalChoice(PARTICIPANT_LISTS),
  neutral_subject: flag(),
  previous_meeting: optionalId(),
}

const NEW = z.object(FIELDS)

/** A new meeting; every fault of facts and days at once. */
export function readNewMeeting(values: FormValues): Outcome<MeetingDraft> {
  const [form, days] = [readForm(NEW, values), readDays(values)]
  if (!form.ok || !days.ok) return bothFaults(form, days)
  return done(draftOf(form.value, days.value))
}

const EDIT = z.object({ ...FIELDS, version: version() })

/** The changed facts of a meeting and the version they were read from. */
export function readMeeting(values: FormValues): Outcome<MeetingDraft & { version: number }> {
  const [form, days] = [readForm(EDIT, values), readDays(values)]
  if (!form.ok || !days.ok) return bothFaults(form, days)
  return done({ ...draftOf(form.value, days.value), version: form.value.version })
}

function bothFaults(form: Outcome<unknown>, days: Outcome<unknown>) {
  return refuseFaults([form, days].flatMap((part) => (part.ok ? [] : faultsOf(part))))
}

/** How many rows of days the form shows: those sent or stored, and one more when asked for. */
export function dayRows(values: FormValues): number {
  const filled = rowNumbers(values).at(-1) ?? 0
  const shown = Number(values.rows) || 0
  return Math.min(Math.max(filled, shown, 1), MAX_ROWS)
}

function rowNumbers(values: FormValues): number[] {
  const rows = Array.from({ length: MAX_ROWS }, (_, at) => at + 1)
  return rows.filter((row) => PARTS.some((part) => String(values[`${part}_${row}`] ?? '').trim() !== ''))
}

const PARTS = ['day', 'starts', 'ends'] as const

const DAY = z.object({ day: date(), starts: time(), ends: time() })

function readDays(values: FormValues): Outcome<DraftDay[]> {
  const rows = rowNumbers(values).map((row) => readRow(values, row))
  const faults = rows.flatMap((row) => (row.ok ? [] : faultsOf(row)))
  if (faults.length > 0) return refuseFaults(faults)
  return done(rows.flatMap((row) => (row.ok ? [row.value] : [])))
}

function readRow(values: FormValues, row: number): Outcome<DraftDay> {
  const typed = Object.fromEntries(PARTS.map((part) => [part, values[`${part}_${row}`] ?? '']))
  const form = readForm(DAY, typed)
  if (!form.ok)
    return refuseFaults(faultsOf(form).map((fault) => ({ ...fault, field: `${fault.field}_${row}` })))
  const { day, starts, ends } = form.value
  return done({ row, date: day, starts, ends })
}

function draftOf(form: z.output<typeof NEW>, days: readonly DraftDay[]): MeetingDraft {
  return {
    kind: form.kind,
    format: form.format,
    zone: form.zone,
    days,
    title: textsOf(form, 'title'),
    venue: textsOf(form, 'venue'),
    link: form.link,
    languages: form.languages,
    interpretation: form.interpretation,
    attribution: form.attribution,
    participantList: form.participant_list,
    neutralSubject: form.neutral_subject,
    previousMeetingId: form.previous_meeting,
  }
}

/** What the form of a new meeting begins with: the dialogue's own, and `last` as the previous meeting. */
export function newMeetingValues(dialogue: Dialogue, last: Meeting | null): FormValues {
  return {
    rows: '2',
    starts_1: '09:00',
    ends_1: '17:30',
    kind: last?.kind ?? 'dialogue',
    format: 'in_person',
    zone: dialogue.zone,
    languages: dialogue.languages,
    attribution: ruleAfter(dialogue, last),
    participant_list: listAfter(dialogue, last),
    neutral_subject: last?.neutralSubject ? 'on' : '',
    previous_meeting: last?.id ?? '',
  }
}

/** What the form of a meeting shows before anything was typed. */
export function meetingValues(meeting: Meeting): FormValues {
  const texts = LOCALES.flatMap((lang) => [
    [`title_${lang}`, meeting.title.texts[lang] ?? ''],
    [`venue_${lang}`, meeting.venue.texts[lang] ?? ''],
  ])
  const days = meeting.days.flatMap((day, at) => [
    [`day_${at + 1}`, day.date],
    [`starts_${at + 1}`, day.starts],
    [`ends_${at + 1}`, day.ends],
  ])
  return {
    ...Object.fromEntries([...texts, ...days]),
    rows: String(Math.min(meeting.days.length + 1, MAX_DAYS)),
    kind: meeting.kind,
    format: meeting.format,
    zone: meeting.zone,
    link: meeting.link,
    languages: meeting.languages,
    interpretation: meeting.interpretation,
    attribution: meeting.attribution,
    participant_list: meeting.participantList,
    neutral_subject: meeting.neutralSubject ? 'on' : '',
    previous_meeting: meeting.previousMeetingId ?? '',
    version: String(meeting.version),
  }
}
