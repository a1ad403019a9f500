/** Pages of the directory of people. */

import { type FormState, formOf, refusedForm } from '../../views/parts/form.ts'
import { PersonFormPage } from '../../views/people/form.tsx'
import { PeoplePage } from '../../views/people/list.tsx'
import { PersonPage } from '../../views/people/page.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { allInstitutions, institutionNames } from '../institutions/queries.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { readBody } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { statusOf } from '../web/refused.ts'
import { addAffiliation, addPerson, editPerson, endAffiliation } from './commands.ts'
import { readAffiliation, readNewPerson, readPerson, valuesOf } from './forms.ts'
import { mayEditDirectory, mayReadDirectory } from './may.ts'
import type { Person } from './person.ts'
import { findPerson, listPeople } from './queries.ts'

/** `/people…`. */
export function peopleRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/people/*', signedIn, readers)
  routes.get('/people', showList)
  routes.get('/people/new', (c) => showNew(c, formOf(emptyForm(c))))
  routes.post('/people', add)
  routes.get('/people/:id', (c) => onPerson(c, (person) => showOne(c, person, formOf({}))))
  routes.get('/people/:id/edit', (c) =>
    onPerson(c, (person) => showEdit(c, person, formOf(valuesOf(person)))),
  )
  routes.post('/people/:id', edit)
  routes.post('/people/:id/affiliations', affiliate)
  routes.post('/people/:id/affiliations/:affiliation/end', end)
  return routes
}

async function readers(c: AppContext, next: () => Promise<void>): Promise<Response | undefined> {
  if (!mayReadDirectory(viewerOf(c))) return refused(c, refuse('forbidden', 'forms.forbidden'))
  await next()
  return undefined
}

async function onPerson(
  c: AppContext,
  show: (person: Person) => Response | Promise<Response>,
): Promise<Response> {
  const person = await findPerson(c.var.store, c.req.param('id') ?? '')
  return person ? show(person) : refused(c, refuse('not_found', 'forms.unknown'))
}

function todayOf(c: AppContext): LocalDate {
  return dateOf(c.var.store.now, viewerOf(c).zone)
}

function emptyForm(c: AppContext): FormState['values'] {
  const base = {
    reading_lang: c.var.reader.locale,
    zone: 'Asia/Almaty',
    holiday_calendar: 'KZ',
    role: 'focal_point',
  }
  return { ...base, institution: c.req.query('institution') ?? '' }
}

async function showList(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const search = (c.req.query('q') ?? '').slice(0, 100)
  const number = Math.min(Math.max(Number.parseInt(c.req.query('page') ?? '1', 10) || 1, 1), 10_000)
  const found = await listPeople(store, reader.locale, { search, page: number })
  const names = await institutionNames(store, [
    ...new Set(found.affiliations.map((entry) => entry.institutionId)),
  ])
  const viewer = viewerOf(c)
  const shown = { ...found, names, search, page: number, mayEdit: mayEditDirectory(viewer) }
  return page(c, <PeoplePage {...secretariat(c, viewer)} {...shown} />)
}

async function showOne(c: AppContext, person: Person, form: FormState, refusal?: Refusal): Promise<Response> {
  const viewer = viewerOf(c)
  const mayEdit = mayEditDirectory(viewer)
  const [names, institutions] = await Promise.all([
    institutionNames(c.var.store, [...new Set(person.affiliations.map((entry) => entry.institutionId))]),
    mayEdit ? allInstitutions(c.var.store, c.var.reader.locale) : [],
  ])
  const shown = { person, names, institutions, form, mayEdit }
  return page(c, <PersonPage {...secretariat(c, viewer)} {...shown} />, refusal ? statusOf(refusal) : 200)
}

async function showNew(c: AppContext, form: FormState, refusal?: Refusal): Promise<Response> {
  const institutions = await allInstitutions(c.var.store, c.var.reader.locale)
  const shell = secretariat(c, viewerOf(c))
  return page(
    c,
    <PersonFormPage {...shell} person={null} institutions={institutions} form={form} />,
    refusal ? statusOf(refusal) : 200,
  )
}

async function add(c: AppContext): Promise<Response> {
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  const form = readNewPerson(body.value, todayOf(c))
  const outcome = form.ok ? await addPerson(c.var.store, { actor: viewerOf(c), ...form.value }) : form
  if (outcome.ok) return seeOther(c, `/people/${outcome.value}`, 'created')
  return showNew(c, refusedForm(body.value, outcome), outcome)
}

function showEdit(c: AppContext, person: Person, form: FormState, refusal?: Refusal): Response {
  const shell = secretariat(c, viewerOf(c))
  return page(
    c,
    <PersonFormPage {...shell} person={person} institutions={[]} form={form} />,
    refusal ? statusOf(refusal) : 200,
  )
}

async function edit(c: AppContext): Promise<Response> {
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  return onPerson(c, async (person) => {
    const form = readPerson(body.value)
    const outcome = form.ok
      ? await editPerson(c.var.store, { actor: viewerOf(c), id: person.id, ...form.value })
      : form
    if (outcome.ok) return seeOther(c, `/people/${person.id}`, 'saved')
    return showEdit(c, person, refusedForm(body.value, outcome), outcome)
  })
}

async function affiliate(c: AppContext): Promise<Response> {
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  return onPerson(c, async (person) => {
    const form = readAffiliation(body.value, todayOf(c))
    const asked = { actor: viewerOf(c), personId: person.id }
    const outcome = form.ok ? await addAffiliation(c.var.store, { ...asked, affiliation: form.value }) : form
    if (outcome.ok) return seeOther(c, `/people/${person.id}`, 'saved')
    return showOne(c, person, refusedForm(body.value, outcome), outcome)
  })
}

async function end(c: AppContext): Promise<Response> {
  const personId = c.req.param('id') ?? ''
  const affiliationId = c.req.param('affiliation') ?? ''
  const outcome = await endAffiliation(c.var.store, { actor: viewerOf(c), personId, affiliationId })
  return outcome.ok ? seeOther(c, `/people/${personId}`, 'ended') : refused(c, outcome)
}
