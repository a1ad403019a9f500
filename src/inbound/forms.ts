/** The one form of this room: what somebody decided of an answer. */

import * as z from 'zod'
import type { Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { choice, readForm, version } from '../web/fields.ts'
import { DECISIONS } from './review.ts'

const DECISION = z.object({ decision: choice(DECISIONS), version: version() })

/** Reads the button that was pressed. */
export function readDecision(values: FormValues): Outcome<z.output<typeof DECISION>> {
  return readForm(DECISION, values)
}
