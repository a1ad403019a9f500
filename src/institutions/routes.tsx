/** Pages of the directory of institutions and sectors. */

import { InstitutionFormPage, NamesPage, SectorPage } from '../../views/institutions/form.tsx'
import { InstitutionsPage } from '../../views/institutions/list.tsx'
import { InstitutionPage } from '../../views/institutions/page.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { directoryEditors, directoryReaders, signedIn, viewerOf } from '../auth/guards.ts'
import { promisedOf } from '../commitments/promised-queries.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { mailScope } from '../mail/record.ts'
import { troubleOf } from '../mail/trouble.ts'
import { may, mayEditDirectory } from '../people/may.ts'
import { peopleOf } from '../people/queries.ts'
import { kept } from '../store/readings.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { addInstitution, addSector, editInstitution, renameInstitution } from './commands.ts'
import { readInstitution, readNames, readNewInstitution, readSector } from './forms.ts'
import type { Institution } from './institution.ts'
import { allInstitutions, allSectors, findInstitution } from './queries.ts'

/** `/institutions…` and `/sectors`. */
export function institutionRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/institutions/*', signedIn, directoryReaders)
  routes.use('/sectors', signedIn, directoryReaders)
  routes.get('/institutions', showList)
  routes.get('/institutions/new', directoryEditors, (c) => showForm(c, null, formOf(EMPTY)))
  routes.post('/institutions', directoryEditors, add)
  routes.get('/institutions/:id', showOne)
  routes.get('/institutions/:id/edit', directoryEditors, (c) =>
    onInstitution(c, (institution) => showForm(c, institution, formOf(valuesOf(institution)))),
  )
  routes.post('/institutions/:id', directoryEditors, edit)
  routes.get('/institutions/:id/names', directoryEditors, (c) =>
    onInstitution(c, (institution) =>
      showNames(c, institution, formOf({ version: String(institution.version) })),
    ),
  )
  routes.post('/institutions/:id/names', directoryEditors, rename)
  routes.get('/sectors', (c) => showSectors(c, formOf({})))
  routes.post('/sectors', directoryEditors, newSector)
  return routes
}

const EMPTY = {
  precedence: '100',
  listable: 'members',
  letter_languages: 'kk,ru',
  zone: 'Asia/Almaty',
  holiday_calendar: 'KZ',
  country: 'KZ',
}

async function onInstitution(
  c: AppContext,
  show: (institution: Institution) => Response | Promise<Response>,
): Promise<Response> {
  const institution = await findInstitution(c.var.store, c.req.param('id') ?? '')
  return institution ? show(institution) : refused(c, refuse('not_found', 'forms.unknown'))
}

async function showList(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const search = (c.req.query('q') ?? '').slice(0, 100)
  const [institutions, sectors] = await Promise.all([
    allInstitutions(store, reader.locale, search),
    allSectors(store),
  ])
  const viewer = viewerOf(c)
  return page(
    c,
    <InstitutionsPage
      {...secretariat(c, viewer)}
      institutions={institutions}
      sectors={sectors}
      search={search}
      mayEdit={mayEditDirectory(viewer)}
    />,
  )
}

async function showOne(c: AppContext): Promise<Response> {
  return onInstitution(c, async (institution) => {
    const viewer = viewerOf(c)
    const { store, reader } = c.var
    const [sectors, people, promised, mail] = await Promise.all([
      kept(store, allSectors),
      kept(store, peopleOf, [institution.id], dateOf(store.now, institution.zone)),
      kept(store, promisedOf, institution.id, { reader: { viewer }, locale: reader.locale }),
      kept(store, troubleOf, mailScope(viewer), { institutionId: institution.id }),
    ])
    const shown = {
      mail,
      zone: viewer.zone,
      institution,
      sectors,
      people,
      promised,
      now: store.now,
      writesFor: promised.parts.flatMap(({ dialogue: { id } }) =>
        may(viewer, 'coordinate', id) ? [id] : [],
      ),
      mayEdit: mayEditDirectory(viewer),
    }
    return page(c, <InstitutionPage {...secretariat(c, viewer)} {...shown} />)
  })
}

async function showForm(
  c: AppContext,
  institution: Institution | null,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const shown = { institution, form, sectors: await allSectors(c.var.store) }
  return page(c, <InstitutionFormPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

function add(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readNewInstitution,
    run: (form) => addInstitution(c.var.store, { actor: viewerOf(c), ...form }),
    done: (id) => seeOther(c, `/institutions/${id}`, 'created'),
    again: (form, refusal) => showForm(c, null, form, refusal),
  })
}

function edit(c: AppContext): Promise<Response> {
  return onInstitution(c, (institution) =>
    submit(c, {
      read: readInstitution,
      run: (form) => editInstitution(c.var.store, { actor: viewerOf(c), id: institution.id, ...form }),
      done: (id) => seeOther(c, `/institutions/${id}`, 'saved'),
      again: (form, refusal) => showForm(c, institution, form, refusal),
      versionNow: institution.version,
    }),
  )
}

function showNames(c: AppContext, institution: Institution, form: FormState, refusal?: Refusal): Response {
  const shell = secretariat(c, viewerOf(c))
  return page(c, <NamesPage {...shell} institution={institution} form={form} />, refusal)
}

function rename(c: AppContext): Promise<Response> {
  return onInstitution(c, (institution) =>
    submit(c, {
      read: readNames,
      run: (form) => renameInstitution(c.var.store, { actor: viewerOf(c), id: institution.id, ...form }),
      done: (id) => seeOther(c, `/institutions/${id}`, 'saved'),
      again: (form, refusal) => showNames(c, institution, form, refusal),
      versionNow: institution.version,
    }),
  )
}

async function showSectors(c: AppContext, form: FormState, refusal?: Refusal): Promise<Response> {
  const viewer = viewerOf(c)
  const sectors = await allSectors(c.var.store)
  return page(
    c,
    <SectorPage
      {...secretariat(c, viewer)}
      sectors={sectors}
      form={form}
      mayEdit={mayEditDirectory(viewer)}
    />,
    refusal,
  )
}

function newSector(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readSector,
    run: (form) => addSector(c.var.store, { actor: viewerOf(c), ...form }),
    done: () => seeOther(c, '/sectors', 'created'),
    again: (form, refusal) => showSectors(c, form, refusal),
  })
}

function valuesOf(institution: Institution): FormValues {
  return {
    sector: institution.sectorId,
    country: institution.country,
    precedence: String(institution.precedence),
    listable: institution.listable,
    letter_languages: institution.letterLanguages.join(','),
    zone: institution.zone,
    holiday_calendar: institution.holidayCalendar,
    official_mail: institution.officialMail,
    version: String(institution.version),
  }
}
