/** What hangs in the air, for the secretariat; and the page on which an institution names another person. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { GapsPage } from '../../views/succession/gaps.tsx'
import { SuccessorPage } from '../../views/succession/successor.tsx'
import { linkOf } from '../auth/door.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { PersonalLink } from '../auth/links.ts'
import { institutionNames } from '../institutions/queries.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { scopeFor } from '../people/may.ts'
import { peopleOf } from '../people/queries.ts'
import { kept } from '../store/readings.ts'
import { page, personal, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { commitmentToName, nameSuccessor } from './commands.ts'
import { readSuccessor } from './forms.ts'
import { GAPS_A_PAGE, gapsIn } from './queries.ts'

/** `/commitments/unattended` for who coordinates; `/p/:token/promises/:commitment/person` by link. */
export function successionRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/commitments/unattended', signedIn, showGaps)
  routes.get('/p/:token/promises/:commitment/person', (c) =>
    showSuccessor(c, formOf({ reading: c.var.reader.locale })),
  )
  routes.post('/p/:token/promises/:commitment/person', takeSuccessor)
  return routes
}

async function showGaps(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const asked = c.req.query('page') ?? ''
  const pageNumber = /^\d{1,5}$/.test(asked) ? Math.max(1, Number(asked)) : 1
  const { gaps, hasNext } = await kept(store, gapsIn, scopeFor(viewer, 'coordinate'), pageNumber)
  const leads = await institutionNames(store, [...new Set(gaps.map(({ commitment }) => commitment.leadId))])
  const facts = { gaps, hasNext, leads, pageNumber, pageSize: GAPS_A_PAGE, zone: viewer.zone }
  return page(c, <GapsPage {...secretariat(c, viewer)} {...facts} />)
}

function askedOf(c: AppContext, { actor, subjectId }: PersonalLink) {
  return { actor, institutionId: subjectId, commitmentId: c.req.param('commitment') ?? '' }
}

async function showSuccessor(c: AppContext, form: FormState, refusal?: Refusal): Promise<Response> {
  const { store } = c.var
  const link = linkOf(c)
  if (link.purpose !== 'promises') return refused(c, refuse('not_found', 'forms.unknown'))
  const found = await commitmentToName(store, askedOf(c, link))
  if (!found.ok) return refused(c, found)
  const staff = await peopleOf(store, [link.subjectId], dateOf(store.now, found.value.zone))
  const people = [...new Map(staff.map(({ card }) => [card.id, card])).values()]
  const action = `/p/${link.token}/promises/${found.value.id}/person`
  const facts = { commitment: found.value, people, action, own: `/p/${link.token}` }
  return page(c, <SuccessorPage {...personal(c)} {...facts} form={form} />, refusal)
}

async function takeSuccessor(c: AppContext): Promise<Response> {
  const link = linkOf(c)
  if (link.purpose !== 'promises') return refused(c, refuse('not_found', 'forms.unknown'))
  const found = await commitmentToName(c.var.store, askedOf(c, link))
  if (!found.ok) return refused(c, found)
  return submit(c, {
    read: readSuccessor,
    run: (named) => nameSuccessor(c.var.store, { ...askedOf(c, link), named }),
    done: () => seeOther(c, `/p/${link.token}`, 'saved'),
    again: (form, refusal) => showSuccessor(c, form, refusal),
    versionNow: found.value.version,
  })
}
