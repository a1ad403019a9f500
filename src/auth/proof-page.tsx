/** Renders the page that asks for proof; a form on its way is carried along and loses nothing. */

import { type Onward, ProofPage } from '../../views/auth/proof.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import type { Refusal } from '../kernel/outcome.ts'
import type { Viewer } from '../people/may.ts'
import { page, secretariat } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import type { AppContext } from '../web/context.ts'
import { ONCE } from '../web/keys.ts'
import { shouldHavePasskey } from './passkey.ts'

/** What the page shows. */
interface Shown {
  readonly viewer: Viewer
  readonly onward: Onward
  readonly hasPasskey: boolean
  readonly codeSent?: boolean
  readonly form?: FormState
}

/** The page; 403 when it answers a form that was not let through. */
export function showProof(c: AppContext, shown: Shown, refusal?: Refusal): Response {
  const { viewer, onward, hasPasskey, codeSent = false, form = formOf({}) } = shown
  const back = encodeURIComponent(onward.back)
  // Most addresses that take a form show nothing when opened: the language switch must not lead there.
  const path = onward.carried ? '/account/proof' : `/account/proof?back=${back}`
  const state = { onward, hasPasskey, codeSent, form, keepsMail: c.var.keepsMail }
  const recommend = shouldHavePasskey(viewer.rank)
  const held = onward.carried && !codeSent ? 403 : 200
  return page(
    c,
    <ProofPage {...secretariat(c, viewer)} {...state} recommend={recommend} path={path} />,
    refusal ?? held,
  )
}

/** A form as one text for a hidden field, without its one-time key: the form that goes on gets another. */
export function carry(values: FormValues): string {
  return JSON.stringify(Object.entries(values).filter(([name]) => name !== ONCE))
}

/** The fields of a carried form, one line each; what cannot be read is no form. */
export function carriedFields(carried: string): [name: string, value: string][] {
  try {
    const entries: unknown = JSON.parse(carried)
    if (!Array.isArray(entries)) return []
    return entries.flatMap((entry: unknown) => {
      const [name, value] = Array.isArray(entry) ? entry : []
      const values: unknown[] = Array.isArray(value) ? value : [value]
      if (typeof name !== 'string') return []
      return values.filter((one) => typeof one === 'string').map((one): [string, string] => [name, one])
    })
  } catch {
    return []
  }
}
