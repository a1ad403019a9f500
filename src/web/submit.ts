/** What happens to every form that is sent: read it, run its command, go on or show it again. */

import { type FormState, refusedForm } from '../../views/parts/form.ts'
import { ifDone, type Outcome, type Refusal } from '../kernel/outcome.ts'
import { refused } from './answer.tsx'
import { type FormValues, readBody } from './body.ts'
import type { AppContext } from './context.ts'

/** The steps of one form. */
interface Submission<Form, Value> {
  /** For a second button in the form: the page that it asks for, null when it was not pressed. Runs nothing. */
  instead?(values: FormValues): Response | Promise<Response> | null
  /** Of `forms.ts`: what was typed, as typed input or with all its faults. */
  read(values: FormValues): Outcome<Form>
  run(form: Form): Promise<Outcome<Value>>
  done(value: Value): Response | Promise<Response>
  /** Shows the form again with what was typed and why it was refused. */
  again(form: FormState, refusal: Refusal): Response | Promise<Response>
  /**
   * The version of the edited row now: after a conflict the form carries it, so that the kept text can be
   * saved once its writer has seen what was recorded meanwhile.
   */
  readonly versionNow?: number
}

/** Takes a form through its {@link Submission}; nothing typed is lost, whatever is wrong with it. */
export async function submit<Form, Value>(c: AppContext, steps: Submission<Form, Value>): Promise<Response> {
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  const other = steps.instead?.(body.value)
  if (other) return other
  const outcome = await ifDone(steps.read(body.value), (form) => steps.run(form))
  if (outcome.ok) return steps.done(outcome.value)
  const renewed = outcome.code === 'conflict' && steps.versionNow !== undefined
  const typed = renewed ? { ...body.value, version: String(steps.versionNow) } : body.value
  return steps.again(refusedForm(typed, outcome), outcome)
}
