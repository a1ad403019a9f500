/** Every allowed act once: the requests that the tests of forms and of refusals vary. */

import type { TestApp } from '../fixtures/app.ts'
import { type Decision, decisionsOf } from './decisions.ts'
import type { Form } from './forms.ts'
import type { Asked } from './requests.ts'
import type { World } from './world.ts'

/** An act with a valid form, by somebody who may do it. */
export interface Act extends Asked {
  readonly route: string
  readonly form: Form
  readonly app: TestApp
}

/** One act for every address that takes a form. */
export function actsOf(world: World): Act[] {
  const allowed = decisionsOf(world).filter(isAllowedAct)
  const byRoute = new Map(allowed.reverse().map((decision) => [decision.route, decision]))
  return [...byRoute.values()].reverse().map(({ route, path, cookie, form }) => ({
    route,
    method: 'POST',
    path,
    cookie,
    form: form ?? {},
    // Setting up is over where anybody has an account.
    app: route === 'POST /setup/:token' ? world.empty : world.app,
  }))
}

/** By an administrator, or behind a link, where accounts count for nothing. */
function isAllowedAct({ route, who, object, expected, cookie }: Decision): boolean {
  if (!route.startsWith('POST') || object !== 'own' || expected !== 'yes') return false
  return who === 'administrator' || (route.includes('/p/') && cookie === '')
}
