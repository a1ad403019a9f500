/** What the forms of this room send, cleaned and typed. */

import * as z from 'zod'
import { CLAIMS } from '../commitments/report.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import { cleanText } from '../kernel/text.ts'
import type { FormValues } from '../web/body.ts'
import { date, idList, optionalId, readForm, textInLanguages, textsOf, version } from '../web/fields.ts'
import { fieldsOf, type TypedLine } from './answer.ts'
import { MOST_LINES, type RequestDraft, type StatusRequest } from './request.ts'

const draftFields = {
  meeting: optionalId(),
  commitment: idList(),
  due_on: date(),
  ...textInLanguages('words', 2000),
}
const newForm = z.object(draftFields)
const editForm = z.object({ ...draftFields, version: version() })

/** A new request. @returns `invalid` with the faults of its fields. */
export function readNewRequest(values: FormValues): Outcome<{ draft: RequestDraft }> {
  const form = readForm(newForm, values)
  return form.ok ? done({ draft: draftOf(form.value) }) : form
}

/** A changed draft and the version it was read from. @returns `invalid` with the faults of its fields. */
export function readRequest(values: FormValues): Outcome<{ draft: RequestDraft; version: number }> {
  const form = readForm(editForm, values)
  return form.ok ? done({ draft: draftOf(form.value), version: form.value.version }) : form
}

function draftOf(form: z.output<typeof newForm>): RequestDraft {
  return {
    meetingId: form.meeting,
    commitmentIds: form.commitment,
    dueOn: form.due_on,
    words: textsOf(form, 'words'),
  }
}

/** The form as it stands for a draft that is changed. */
export function requestValues(request: StatusRequest, commitmentIds: readonly Id[]): FormValues {
  const words = LOCALES.map((lang) => [`words_${lang}`, request.words.texts[lang] ?? ''])
  return {
    ...Object.fromEntries(words),
    meeting: request.meetingId ?? '',
    commitment: commitmentIds,
    due_on: request.dueOn,
    version: String(request.version),
  }
}

const dueForm = z.object({ due_on: date() })

/** Another day by which to answer. @returns `invalid` with the faults of its fields. */
export function readDue(values: FormValues): Outcome<{ dueOn: LocalDate }> {
  const form = readForm(dueForm, values)
  return form.ok ? done({ dueOn: form.value.due_on }) : form
}

const agendaForm = z.object({ item: optionalId() })

/** Under which item the paper is laid; none means a new one. @returns `invalid` with the faults of its fields. */
export function readAgenda(values: FormValues): Outcome<{ itemId: Id | null }> {
  const form = readForm(agendaForm, values)
  return form.ok ? done({ itemId: form.value.item }) : form
}

/**
 * What an institution typed: the lines that say something. A line is judged by itself, so nothing is refused here;
 * what is no claim counts as none.
 */
export function readAnswer(values: FormValues): Outcome<{ lines: readonly TypedLine[] }> {
  const numbers = Object.keys(values)
    .flatMap((name) => /^version_(\d{1,6})$/.exec(name)?.[1] ?? [])
    .slice(0, MOST_LINES)
  const lines = numbers.map((number) => lineOf(values, Number(number)))
  return done({ lines: lines.filter(({ claim, words }) => claim !== null || words !== '') })
}

function lineOf(values: FormValues, number: number): TypedLine {
  const names = fieldsOf(number)
  const at = (name: string) => {
    const value = values[name]
    return typeof value === 'string' ? value : ''
  }
  const seen = at(names.version)
  return {
    number,
    claim: CLAIMS.find((claim) => claim === at(names.claim)) ?? null,
    words: cleanText(at(names.words)),
    version: /^\d{1,9}$/.test(seen) ? Number(seen) : -1,
  }
}
