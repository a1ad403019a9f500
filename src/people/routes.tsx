/** Pages of the directory of people. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { PersonFormPage } from '../../views/people/form.tsx'
import { PeoplePage } from '../../views/people/list.tsx'
import { PersonPage } from '../../views/people/page.tsx'
import { directoryEditors, directoryReaders, signedIn, viewerOf } from '../auth/guards.ts'
import { allInstitutions, institutionNames } from '../institutions/queries.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { mailScope } from '../mail/record.ts'
import { troubleOf } from '../mail/trouble.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { addAffiliation, addPerson, editPerson, endAffiliation } from './commands.ts'
import { readAffiliation, readNewPerson, readPerson, valuesOf } from './forms.ts'
import { mayAdminister, mayEditDirectory } from './may.ts'
import type { Person } from './person.ts'
import { findPerson, listPeople } from './queries.ts'

/** `/people…`. */
export function peopleRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/people/*', signedIn, directoryReaders)
  routes.get('/people', showList)
  routes.get('/people/new', directoryEditors, (c) => showForm(c, null, formOf(emptyForm(c))))
  routes.post('/people', directoryEditors, add)
  routes.get('/people/:id', (c) => onPerson(c, (person) => showOne(c, person, formOf({}))))
  routes.get('/people/:id/edit', directoryEditors, (c) =>
    onPerson(c, (person) => showForm(c, person, formOf(valuesOf(person)))),
  )
  routes.post('/people/:id', directoryEditors, edit)
  routes.post('/people/:id/affiliations', directoryEditors, affiliate)
  routes.post('/people/:id/affiliations/:affiliation/end', directoryEditors, end)
  return routes
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
  const [names, institutions, mail] = await Promise.all([
    institutionNames(c.var.store, [...new Set(person.affiliations.map((entry) => entry.institutionId))]),
    mayEdit ? allInstitutions(c.var.store, c.var.reader.locale) : [],
    troubleOf(c.var.store, mailScope(viewer), { personId: person.id }),
  ])
  const shown = {
    mail,
    zone: viewer.zone,
    person,
    names,
    institutions,
    form,
    mayEdit,
    mayErase: mayAdminister(viewer),
  }
  return page(c, <PersonPage {...secretariat(c, viewer)} {...shown} />, refusal)
}

async function showForm(
  c: AppContext,
  person: Person | null,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  // Only somebody new is given an institution here.
  const institutions = person ? [] : await allInstitutions(c.var.store, c.var.reader.locale)
  const shown = { person, institutions, form }
  return page(c, <PersonFormPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

function add(c: AppContext): Promise<Response> {
  return submit(c, {
    read: (values) => readNewPerson(values, todayOf(c)),
    run: (form) => addPerson(c.var.store, { actor: viewerOf(c), ...form }),
    done: (id) => seeOther(c, `/people/${id}`, 'created'),
    again: (form, refusal) => showForm(c, null, form, refusal),
  })
}

function edit(c: AppContext): Promise<Response> {
  return onPerson(c, (person) =>
    submit(c, {
      read: readPerson,
      run: (form) => editPerson(c.var.store, { actor: viewerOf(c), id: person.id, ...form }),
      done: (id) => seeOther(c, `/people/${id}`, 'saved'),
      again: (form, refusal) => showForm(c, person, form, refusal),
      versionNow: person.version,
    }),
  )
}

function affiliate(c: AppContext): Promise<Response> {
  return onPerson(c, (person) =>
    submit(c, {
      read: (values) => readAffiliation(values, todayOf(c)),
      run: (affiliation) =>
        addAffiliation(c.var.store, { actor: viewerOf(c), personId: person.id, affiliation }),
      done: () => seeOther(c, `/people/${person.id}`, 'saved'),
      again: (form, refusal) => showOne(c, person, form, refusal),
    }),
  )
}

async function end(c: AppContext): Promise<Response> {
  const personId = c.req.param('id') ?? ''
  const affiliationId = c.req.param('affiliation') ?? ''
  const outcome = await endAffiliation(c.var.store, { actor: viewerOf(c), personId, affiliationId })
  return outcome.ok ? seeOther(c, `/people/${personId}`, 'ended') : refused(c, outcome)
}
