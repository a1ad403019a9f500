/** The forms of dialogues: what was typed → what a command asks for. */

import * as z from 'zod'
import { isLocale, LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  address,
  choice,
  inLanguages,
  integer,
  line,
  optionalLine,
  readForm,
  textInLanguages,
  textsOf,
  version,
  zoneName,
} from '../web/fields.ts'
import {
  ATTRIBUTIONS,
  DECISION_RULES,
  type Dialogue,
  type DialogueDraft,
  PARTICIPANT_LISTS,
  QUORUM_BASES,
  SILENCE_UNITS,
} from './dialogue.ts'
import { DIALOGUE_ROLES, type DialogueRole } from './role.ts'

const FIELDS = {
  code: line(20),
  ...inLanguages('title', 300),
  ...textInLanguages('mandate', 10_000),
  project: optionalLine(200),
  funder: optionalLine(200),
  languages: locales(),
  authoritative: choice(LOCALES),
  zone: zoneName(),
  holiday_calendar: optionalLine(10),
  attribution: choice(ATTRIBUTIONS),
  participant_list: choice(PARTICIPANT_LISTS),
  quorum_basis: choice(QUORUM_BASES),
  quorum_percent: integer(1, 99),
  decision_rule: choice(DECISION_RULES),
  silence_length: integer(1, 365),
  silence_unit: choice(SILENCE_UNITS),
}

/** Languages from a group of tick boxes; what is no language of ours is dropped. */
export function locales() {
  return z
    .unknown()
    .optional()
    .transform((input): Locale[] => (Array.isArray(input) ? input : [input]).filter(isLocale))
}

const NEW = z.object(FIELDS)

/** A new dialogue. */
export function readNewDialogue(values: FormValues): Outcome<DialogueDraft> {
  const form = readForm(NEW, values)
  return form.ok ? done(draftOf(form.value)) : form
}

const EDIT = z.object({ ...FIELDS, version: version() })

/** The changed facts of a dialogue and the version they were read from. */
export function readDialogue(values: FormValues): Outcome<DialogueDraft & { version: number }> {
  const form = readForm(EDIT, values)
  return form.ok ? done({ ...draftOf(form.value), version: form.value.version }) : form
}

const GRANT = z.object({ email: address(), role: choice(DIALOGUE_ROLES) })

/** Who shall have which role. */
export function readGrant(values: FormValues): Outcome<{ email: string; role: DialogueRole }> {
  return readForm(GRANT, values)
}

function draftOf(form: z.output<typeof NEW>): DialogueDraft {
  return {
    code: form.code,
    title: textsOf(form, 'title'),
    mandate: textsOf(form, 'mandate'),
    project: form.project,
    funder: form.funder,
    languages: form.languages,
    authoritative: form.authoritative,
    zone: form.zone,
    holidayCalendar: form.holiday_calendar,
    attribution: form.attribution,
    participantList: form.participant_list,
    quorumBasis: form.quorum_basis,
    quorumPercent: form.quorum_percent,
    decisionRule: form.decision_rule,
    silenceLength: form.silence_length,
    silenceUnit: form.silence_unit,
  }
}

/** What the form of a new dialogue begins with; `zone` is that of who opens it. */
export function newDialogueValues(zone: string): FormValues {
  return {
    languages: ['kk', 'ru'],
    authoritative: 'ru',
    zone,
    holiday_calendar: 'KZ',
    attribution: 'attributed',
    participant_list: 'institutions',
    quorum_basis: 'institutions',
    quorum_percent: '50',
    decision_rule: 'consensus',
    silence_length: '5',
    silence_unit: 'working_days',
  }
}

/** What the form of a dialogue shows before anything was typed. */
export function dialogueValues(dialogue: Dialogue): FormValues {
  const texts = LOCALES.flatMap((lang) => [
    [`title_${lang}`, dialogue.title.texts[lang] ?? ''],
    [`mandate_${lang}`, dialogue.mandate.texts[lang] ?? ''],
  ])
  return {
    ...Object.fromEntries(texts),
    code: dialogue.code,
    project: dialogue.project,
    funder: dialogue.funder,
    languages: dialogue.languages,
    authoritative: dialogue.authoritative,
    zone: dialogue.zone,
    holiday_calendar: dialogue.holidayCalendar,
    attribution: dialogue.attribution,
    participant_list: dialogue.participantList,
    quorum_basis: dialogue.quorumBasis,
    quorum_percent: String(dialogue.quorumPercent),
    decision_rule: dialogue.decisionRule,
    silence_length: String(dialogue.silenceLength),
    silence_unit: dialogue.silenceUnit,
    version: String(dialogue.version),
  }
}
