/** Forms of the mail room. */

import * as z from 'zod'
import type { Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { address, choice, date, field, line, readForm, version } from '../web/fields.ts'
import { LIFTING_BASES } from './suppression.ts'
import { readReason, SETTLING_CHANNELS } from './undelivered.ts'

const settlement = z.object({
  channel: choice(SETTLING_CHANNELS),
  on: date(),
  note: line(300),
  version: version(),
})

/** How the reader of a lost mail was told. */
export function readSettlement(values: FormValues): Outcome<z.output<typeof settlement>> {
  return readForm(settlement, values)
}

const lifting = z.object({
  address: address(),
  scope: choice(['all', 'digest', 'reminders']),
  basis: choice(LIFTING_BASES),
  note: line(300),
})

/** Why an address is written to again. */
export function readLifting(values: FormValues): Outcome<z.output<typeof lifting>> {
  return readForm(lifting, values)
}

const repetition = z.object({
  reason: field((text) => {
    const value = readReason(text)
    return value ? { value } : { key: 'forms.not_a_choice' }
  }),
  seen: line(60),
})

/** Which mails are sent again together. */
export function readRepetition(values: FormValues): Outcome<z.output<typeof repetition>> {
  return readForm(repetition, values)
}
