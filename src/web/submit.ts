/** What happens to every form that is sent: read it, run its command, go on or show it again. */

import { type FormState, refusedForm } from '../../views/parts/form.ts'
import { ifDone, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { Unavailable } from '../store/store.ts'
import { refused } from './answer.tsx'
import { type FormValues, readBody } from './body.ts'
import type { AppContext } from './context.ts'
import { ONCE } from './keys.ts'

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

/**
 * Takes a form through its {@link Submission}; nothing typed is lost, whatever is wrong with it or with the
 * database: when that cannot write, the form is shown again with 503 (`forms.unavailable`).
 */
export async function submit<Form, Value>(c: AppContext, steps: Submission<Form, Value>): Promise<Response> {
  const body = c.var.body ?? (await readBody(c))
  if (!body.ok) return refused(c, body)
  const other = steps.instead?.(body.value)
  if (other) return other
  const outcome = await ifDone(steps.read(body.value), (form) => ran(c, body.value, () => steps.run(form)))
  if (outcome.ok) return steps.done(outcome.value)
  const renewed = outcome.code === 'conflict' && steps.versionNow !== undefined
  const typed = renewed ? { ...body.value, version: String(steps.versionNow) } : body.value
  return steps.again(refusedForm(typed, outcome), outcome)
}

async function ran<Value>(
  c: AppContext,
  values: FormValues,
  run: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    const key = values[ONCE]
    // As it stands in a page: nothing else came from us.
    if (typeof key === 'string' && /^[0-9a-z-]{1,40}$/.test(key)) c.set('keptKey', key)
    return refuse('unavailable', 'forms.unavailable')
  }
}
