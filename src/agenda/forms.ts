/** The forms of the agenda: what was typed → what a command asks for. */

import * as z from 'zod'
import { ATTRIBUTIONS } from '../dialogues/dialogue.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  date,
  flag,
  idList,
  inLanguages,
  integer,
  optionalChoice,
  optionalId,
  readForm,
  textsOf,
  version,
} from '../web/fields.ts'
import { type AgendaItem, ITEM_KINDS, type ItemDraft, VISIBILITIES } from './item.ts'
import type { Direction } from './order.ts'

const FIELDS = {
  day: date(),
  ...inLanguages('title', 300),
  minutes: integer(1, 1440),
  kind: choice(ITEM_KINDS),
  is_break: flag(),
  presenter_institution: optionalId(),
  presenter_person: optionalId(),
  attribution: optionalChoice(ATTRIBUTIONS),
  visibility: choice(VISIBILITIES),
  recurs: flag(),
  follow_up: flag(),
}

const NEW = z.object(FIELDS)

/** A new item. */
export function readNewItem(values: FormValues): Outcome<{ item: ItemDraft }> {
  const form = readForm(NEW, values)
  return form.ok ? done({ item: draftOf(form.value) }) : form
}

const EDIT = z.object({ ...FIELDS, version: version() })

/** The changed facts of an item and the version they were read from. */
export function readItem(values: FormValues): Outcome<{ item: ItemDraft; version: number }> {
  const form = readForm(EDIT, values)
  return form.ok ? done({ item: draftOf(form.value), version: form.value.version }) : form
}

const POSITION = z.object({ direction: choice(['up', 'down']) })

/** Where to move an item by one place. */
export function readPosition(values: FormValues): Outcome<{ direction: Direction }> {
  return readForm(POSITION, values)
}

const CARRY_OVER = z.object({ item: idList() })

/** Which items of the previous meeting to carry over. */
export function readCarryOver(values: FormValues): Outcome<{ itemIds: readonly Id[] }> {
  const form = readForm(CARRY_OVER, values)
  return form.ok ? done({ itemIds: form.value.item }) : form
}

function draftOf(form: z.output<typeof NEW>): ItemDraft {
  return {
    day: form.day,
    kind: form.kind,
    isBreak: form.is_break,
    minutes: form.minutes,
    presenterInstitutionId: form.presenter_institution,
    presenterPersonId: form.presenter_person,
    attribution: form.attribution,
    visibility: form.visibility,
    recurs: form.recurs,
    followUp: form.follow_up,
    title: textsOf(form, 'title'),
  }
}

/** What the form of a new item begins with. */
export const NEW_ITEM: FormValues = { minutes: '30', kind: 'information', visibility: 'members' }

/** What the form of an item shows before anything was typed. */
export function itemValues(item: AgendaItem): FormValues {
  return {
    ...Object.fromEntries(LOCALES.map((lang) => [`title_${lang}`, item.title.texts[lang] ?? ''])),
    day: item.day,
    minutes: String(item.minutes),
    kind: item.kind,
    is_break: item.isBreak ? 'on' : '',
    presenter_institution: item.presenterInstitutionId ?? '',
    presenter_person: item.presenterPersonId ?? '',
    attribution: item.attribution ?? '',
    visibility: item.visibility,
    recurs: item.recurs ? 'on' : '',
    follow_up: item.followUp ? 'on' : '',
    version: String(item.version),
  }
}
