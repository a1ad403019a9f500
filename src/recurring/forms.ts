/** What the forms of this room send, cleaned and typed. */

import * as z from 'zod'
import { readNotedReport as readNoted, readLinkReport as readReport } from '../commitments/forms.ts'
import { LOCALES } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  integer,
  line,
  optionalDate,
  optionalId,
  optionalLine,
  readForm,
  text,
  textInLanguages,
  textsOf,
  version,
} from '../web/fields.ts'
import { OWED_BY, type RecurrenceDraft } from './recurrence.ts'
import { DAY_RULES, DAYS_OFF, EVERY } from './rhythm.ts'
import type { Share } from './share.ts'
import type { PartDraft } from './shares.ts'

const recurrenceForm = z.object({
  every: choice(EVERY),
  owed_by: choice(OWED_BY),
  first: line(10),
  last: optionalLine(10),
  day_rule: choice(DAY_RULES),
  day: integer(1, 31),
  months_after: integer(-18, 12),
  day_off: choice(DAYS_OFF),
  medicine: optionalId(),
  version: version(),
})

/** A rhythm. @returns `invalid` with the faults of its fields. */
export function readRecurrence(values: FormValues): Outcome<{ draft: RecurrenceDraft; version: number }> {
  const form = readForm(recurrenceForm, values)
  if (!form.ok) return form
  const { every, owed_by, first, last, day_rule, day, months_after, day_off, medicine } = form.value
  const rhythm = { every, first, last: last || null, dayRule: day_rule, day, monthsAfter: months_after }
  const draft = { ...rhythm, dayOff: day_off, owedBy: owed_by, medicineId: medicine }
  return done({ draft, version: form.value.version })
}

/** The form of a rhythm that holds. */
export function recurrenceValues(rule: RecurrenceDraft): FormValues {
  return {
    every: rule.every,
    owed_by: rule.owedBy,
    first: rule.first,
    last: rule.last ?? '',
    day_rule: rule.dayRule,
    day: String(rule.day),
    months_after: String(rule.monthsAfter),
    day_off: rule.dayOff,
    medicine: rule.medicineId ?? '',
  }
}

const versionForm = z.object({ version: version() })

/** The version that a page showed. @returns `invalid` without one. */
export function readVersion(values: FormValues): Outcome<{ version: number }> {
  return readForm(versionForm, values)
}

const partForm = z.object({
  ...textInLanguages('text', 2000),
  authoritative: choice(LOCALES),
  due: optionalDate(),
  version: version(),
})

/** A part. @returns `invalid` with the faults of its fields. */
export function readPart(values: FormValues): Outcome<{ draft: PartDraft; version: number }> {
  const form = readForm(partForm, values)
  if (!form.ok) return form
  const { authoritative, due, version: shown } = form.value
  return done({ draft: { text: textsOf(form.value, 'text'), authoritative, dueOn: due }, version: shown })
}

/** The form of a part as it stands. */
export function partValues({ text: words, dueOn }: Pick<Share, 'text' | 'dueOn'>): FormValues {
  const texts = LOCALES.map((lang) => [`text_${lang}`, words?.texts[lang] ?? ''])
  return { ...Object.fromEntries(texts), authoritative: words?.authoritative ?? '', due: dueOn ?? '' }
}

/** Only a part may be under way; the report on a period is there or not, and says nothing of it. */
function claimed(values: FormValues): FormValues {
  const { claim } = values
  return { ...values, claim: typeof claim === 'string' && claim.trim() ? claim : 'done' }
}

/** A report on a share by personal link, as one on a commitment. @returns `invalid` with the faults of its fields. */
export function readLinkReport(values: FormValues) {
  return readReport(claimed(values))
}

/** A report on a share that the secretariat notes down. @returns `invalid` with the faults of its fields. */
export function readNotedReport(values: FormValues) {
  return readNoted(claimed(values))
}

const returnForm = z.object({ reason: text(1000), version: version() })

/** Why a report is sent back. @returns `invalid` with the faults of its fields. */
export function readReturn(values: FormValues): Outcome<{ reason: string; version: number }> {
  return readForm(returnForm, values)
}

const endingForm = z.object({
  to: choice(['missed', 'waived', 'dropped']),
  reason: text(1000),
  version: version(),
})

/** How a share ends without a report. @returns `invalid` with the faults of its fields. */
export function readEnding(values: FormValues) {
  return readForm(endingForm, values)
}
