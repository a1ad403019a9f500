/** Answers to requests for another due date: `/commitments/:id/due-requests/:asking/<act>`. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { DueAnswerPage } from '../../views/steps/due-request.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { done, ifDone, type Outcome, type Refusal } from '../kernel/outcome.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import type { DueRequest } from './due-request.ts'
import { grantDueRequest, refuseDueRequest, requestFor } from './due-request-commands.ts'
import { readRefusal } from './forms.ts'

type Answer = 'grant' | 'refusal'

/** Both answers; each GET asks and changes nothing. */
export function answerRoutes(): Routes {
  const routes = newRoutes()
  for (const act of ['grant', 'refusal'] as const) {
    routes.get(`/commitments/:id/due-requests/:asking/${act}`, signedIn, (c) => open(c, act))
    routes.post(`/commitments/:id/due-requests/:asking/${act}`, signedIn, (c) => answer(c, act))
  }
  return routes
}

function askedIn(c: AppContext) {
  const [id = '', requestId = ''] = [c.req.param('id'), c.req.param('asking')]
  return { actor: viewerOf(c), id, requestId }
}

interface Found {
  readonly commitment: Commitment
  readonly request: DueRequest
}

async function open(c: AppContext, act: Answer): Promise<Response> {
  const found = await requestFor(c.var.store, askedIn(c))
  return found.ok ? show(c, found.value, { act, form: formOf({}) }) : refused(c, found)
}

function show(
  c: AppContext,
  found: Found,
  shown: { readonly act: Answer; readonly form: FormState },
  refusal?: Refusal,
): Response {
  return page(c, <DueAnswerPage {...secretariat(c, viewerOf(c))} {...found} {...shown} />, refusal)
}

async function answer(c: AppContext, act: Answer): Promise<Response> {
  const { store } = c.var
  const asked = askedIn(c)
  const found = await requestFor(store, asked)
  if (!found.ok) return refused(c, found)
  return submit(c, {
    read: done<FormValues>,
    run: (values): Promise<Outcome<unknown>> =>
      act === 'grant'
        ? grantDueRequest(store, asked)
        : ifDone(readRefusal(values), (form) => refuseDueRequest(store, { ...asked, ...form })),
    done: () => seeOther(c, `/commitments/${asked.id}`, 'recorded'),
    again: (form, refusal) => show(c, found.value, { act, form }, refusal),
  })
}
