/** What a rule or a command answers: the value, or a refusal that a person can read in their language. */

/** Values put into a message, such as the limit that was passed. */
export type Params = Readonly<Record<string, string | number>>

/** Why something was refused; `src/web/refused.ts` maps each code to one HTTP status. */
export type RefusalCode =
  | 'invalid'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'too_large'
  | 'too_many'
  | 'unavailable'

/** One thing wrong with one form field. `messageKey` is `<catalogue>.<name>`, found in its `refusals`. */
export interface Fault {
  readonly field: string
  readonly messageKey: string
  readonly params?: Params
}

/** A refusal; with several faults when a whole form was checked. */
export interface Refusal {
  readonly ok: false
  readonly code: RefusalCode
  readonly messageKey: string
  readonly field?: string
  readonly params?: Params
  readonly faults?: readonly Fault[]
}

/** A value that was accepted. */
interface Done<T> {
  readonly ok: true
  readonly value: T
}

export type Outcome<T> = Done<T> | Refusal

/** Accepts with `value`. */
export function done<T>(value: T): Done<T> {
  return { ok: true, value }
}

/** Goes on with the value, if there is one; a refusal stays what it is. */
export async function ifDone<T, U>(
  outcome: Outcome<T>,
  next: (value: T) => Promise<Outcome<U>>,
): Promise<Outcome<U>> {
  return outcome.ok ? next(outcome.value) : outcome
}

/** Refuses with a code and a message key (`<catalogue>.<name>`), at `field` if one field is to blame. */
export function refuse(code: RefusalCode, messageKey: string, field?: string, params?: Params): Refusal {
  return { ok: false, code, messageKey, ...(field ? { field } : {}), ...(params ? { params } : {}) }
}

/** Refuses a form with all its faults at once, so that nobody has to send it twice to learn the second. */
export function refuseFaults(faults: readonly Fault[]): Refusal {
  const first = faults[0] ?? { field: '', messageKey: 'forms.invalid' }
  return { ...refuse('invalid', first.messageKey, first.field, first.params), faults }
}

/** All faults of a refusal, also when it names only one field. */
export function faultsOf(refusal: Refusal): readonly Fault[] {
  if (refusal.faults) return refusal.faults
  if (!refusal.field) return []
  const { field, messageKey, params } = refusal
  return [params ? { field, messageKey, params } : { field, messageKey }]
}
