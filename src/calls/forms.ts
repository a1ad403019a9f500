/** What the form of a phone call sends, cleaned and typed. */

import * as z from 'zod'
import type { Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { choice, date, optionalId, optionalText, readForm } from '../web/fields.ts'
import { type AskedCall, CALL_RESULTS, type CallNote } from './call-note.ts'

const CALL = z
  .object({
    institution: optionalId(),
    person: optionalId(),
    result: choice(CALL_RESULTS),
    words: optionalText(2000),
    next_on: date(),
  })
  .transform(({ institution, person, next_on, ...rest }) => ({
    ...rest,
    ...{ institutionId: institution, personId: person, nextOn: next_on },
  }))

/** @returns `invalid` with every fault. */
export function readCall(values: FormValues): Outcome<AskedCall & Pick<CallNote, 'institutionId'>> {
  return readForm(CALL, values)
}
