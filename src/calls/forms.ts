/** What the form of a phone call sends, cleaned and typed. */

import * as z from 'zod'
import type { Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { choice, date, optionalId, optionalText, readForm } from '../web/fields.ts'
import { type AskedCall, CALL_RESULTS } from './call-note.ts'

const CALL = z
  .object({
    person: optionalId(),
    result: choice(CALL_RESULTS),
    words: optionalText(2000),
    next_on: date(),
  })
  .transform(({ person, next_on, ...rest }) => ({ ...rest, personId: person, nextOn: next_on }))

/** @returns `invalid` with every fault. */
export function readCall(values: FormValues): Outcome<AskedCall> {
  return readForm(CALL, values)
}
