/** `/dialogues/:id/reach`: whom mail does not reach, for those who have to phone instead. */

import { ReachPage } from '../../views/digests/reach.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import { page, refused, secretariat } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { readPage } from './forms.ts'
import { unheardIn } from './reach-queries.ts'

/** For who coordinates or organises the dialogue. */
export function reachRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/dialogues/:id/reach', signedIn, showReach)
  return routes
}

async function showReach(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const dialogue = await dialogueFor(store, viewer, c.req.param('id') ?? '', 'coordinate')
  if (!dialogue.ok) return refused(c, dialogue)
  const pageNumber = readPage(c.req.query('page'))
  const list = await unheardIn(store, dialogue.value.id, { locale: reader.locale, page: pageNumber })
  const shown = { ...list, dialogue: dialogue.value, pageNumber }
  return page(c, <ReachPage {...secretariat(c, viewer)} {...shown} />)
}
