/** Pages for administrators: what is kept how long, a copy of what is held about somebody, erasing them. */

import { ErasurePage } from '../../views/retention/erasure.tsx'
import { RetentionPage } from '../../views/retention/report.tsx'
import { administrators, signedIn, strongly, viewerOf } from '../auth/guards.ts'
import { refuse } from '../kernel/outcome.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { namesAfter } from './erasure.ts'
import { copyPerson, erasePerson } from './erasure-commands.ts'
import { erasable, mentionsOf } from './erasure-queries.ts'
import { reportRetention } from './nightly.ts'

/** `/settings/personal-data`, `/people/:id/erasure`, `/people/:id/copy`. */
export function retentionRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/settings/personal-data', signedIn, administrators, showReport)
  routes.get('/people/:id/erasure', signedIn, administrators, showErasure)
  routes.post('/people/:id/erasure', signedIn, administrators, strongly, erase)
  routes.post('/people/:id/copy', signedIn, administrators, strongly, copy)
  return routes
}

async function showReport(c: AppContext): Promise<Response> {
  const rules = await reportRetention(c.var.store)
  return page(c, <RetentionPage {...secretariat(c, viewerOf(c))} rules={rules} />)
}

async function showErasure(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const person = await erasable(store, c.req.param('id') ?? '')
  if (!person) return refused(c, refuse('not_found', 'forms.unknown'))
  const mentions = await mentionsOf(store, person)
  const phrase = namesAfter(person.represented)[reader.locale]?.surname ?? ''
  return page(c, <ErasurePage {...secretariat(c, viewerOf(c))} {...{ person, mentions, phrase }} />)
}

async function erase(c: AppContext): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const outcome = await erasePerson(c.var.store, { actor: viewerOf(c), id })
  return outcome.ok ? seeOther(c, '/people', 'erased') : refused(c, outcome)
}

async function copy(c: AppContext): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const outcome = await copyPerson(c.var.store, { actor: viewerOf(c), id })
  if (!outcome.ok) return refused(c, outcome)
  c.header('content-type', 'application/json; charset=UTF-8')
  c.header('content-disposition', `attachment; filename="person-${id}.json"`)
  return c.body(JSON.stringify(outcome.value, null, 2))
}
