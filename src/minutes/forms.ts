/** What the forms of decisions send, cleaned and typed. */

import * as z from 'zod'
import { LOCALES } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  flag,
  optionalId,
  optionalInteger,
  optionalText,
  readForm,
  textInLanguages,
  textsOf,
  version,
} from '../web/fields.ts'
import { type Decision, type DecisionDraft, RECORDED_METHODS } from './decision.ts'

const MAX_VOTES = 10_000

const draftFields = {
  ...textInLanguages('text', 5000),
  authoritative: choice(LOCALES),
  item: optionalId(),
  method: choice(RECORDED_METHODS),
  votes_for: optionalInteger(0, MAX_VOTES),
  votes_against: optionalInteger(0, MAX_VOTES),
  votes_abstained: optionalInteger(0, MAX_VOTES),
  reservations: optionalText(5000),
}

const newForm = z.object({ ...draftFields, adopted: flag() })
const editForm = z.object({ ...draftFields, version: version() })

/** A new decision. @returns `invalid` with the faults of its fields. */
export function readNewDecision(values: FormValues): Outcome<DecisionDraft & { adopted: boolean }> {
  const form = readForm(newForm, values)
  return form.ok ? done({ ...draftOf(form.value), adopted: form.value.adopted }) : form
}

/** A corrected decision with the version it was read at. @returns `invalid` with the faults of its fields. */
export function readDecision(values: FormValues): Outcome<DecisionDraft & { version: number }> {
  const form = readForm(editForm, values)
  return form.ok ? done({ ...draftOf(form.value), version: form.value.version }) : form
}

function draftOf(form: Omit<z.output<typeof newForm>, 'adopted'>): DecisionDraft {
  return {
    text: textsOf(form, 'text'),
    authoritative: form.authoritative,
    itemId: form.item,
    method: form.method,
    votesFor: form.votes_for,
    votesAgainst: form.votes_against,
    votesAbstained: form.votes_abstained,
    reservations: form.reservations,
  }
}

/** The form as it is filled for a decision that is corrected. */
export function valuesOf(decision: Decision): FormValues {
  const texts = LOCALES.map((lang) => [`text_${lang}`, decision.text.texts[lang] ?? ''])
  return {
    ...Object.fromEntries(texts),
    authoritative: decision.text.authoritative,
    item: decision.itemId ?? '',
    method: decision.method,
    votes_for: String(decision.votes?.for ?? ''),
    votes_against: String(decision.votes?.against ?? ''),
    votes_abstained: String(decision.votes?.abstained ?? ''),
    reservations: decision.reservations,
    version: String(decision.version),
  }
}
