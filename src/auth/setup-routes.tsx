/** The first start: a one-time link from the console makes the first organiser of an empty instance. */

import { SetupPage } from '../../views/auth/setup.tsx'
import { formOf, refusedForm } from '../../views/parts/form.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { page, refused, seeOther } from '../web/answer.tsx'
import { type FormValues, readBody } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { statusOf } from '../web/refused.ts'
import { isNewInstance } from './accounts.ts'
import { makeFirstOrganiser } from './commands.ts'
import { namesOfSetup, readSetup } from './forms.ts'
import { giveSession } from './guards.ts'

interface SetupServices {
  readonly setupToken: string
  loadExample(personId: string): Promise<void>
}

/** `/setup/:token`; worthless as soon as anybody has an account. */
export function setupRoutes(services: SetupServices): Routes {
  const routes = newRoutes()
  const guarded = async (c: AppContext, act: () => Promise<Response> | Response): Promise<Response> => {
    if (c.req.param('token') !== services.setupToken)
      return refused(c, refuse('not_found', 'auth.link_unknown'))
    if (!(await isNewInstance(c.var.store))) return refused(c, refuse('gone', 'auth.setup_done'))
    return act()
  }
  routes.get('/setup/:token', (c) => guarded(c, () => showSetup(c)))
  routes.post('/setup/:token', (c) => guarded(c, () => setUp(c, services)))
  return routes
}

function showSetup(c: AppContext): Response {
  const form = formOf({
    language: c.var.reader.locale,
    zone: 'Asia/Almaty',
    holiday_calendar: 'KZ',
    start: 'empty',
  })
  return page(c, <SetupPage reader={c.var.reader} path={c.req.path} form={form} />)
}

async function setUp(c: AppContext, services: SetupServices): Promise<Response> {
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  const form = readSetup(body.value)
  if (!form.ok) return again(c, body.value, form)
  const made = await makeFirstOrganiser(c.var.store, {
    names: namesOfSetup(form.value),
    email: form.value.email,
    locale: form.value.language,
    zone: form.value.zone,
    holidayCalendar: form.value.holiday_calendar,
    userAgent: c.req.header('user-agent') ?? '',
  })
  if (!made.ok) return again(c, body.value, made)
  const wantsExample = form.value.start === 'example'
  if (wantsExample) await services.loadExample(made.value.personId)
  giveSession(c, made.value.cookie)
  return seeOther(c, '/', wantsExample ? 'loaded' : 'welcome')
}

function again(c: AppContext, values: FormValues, refusal: Refusal): Response {
  const shown = refusedForm(values, refusal)
  return page(c, <SetupPage reader={c.var.reader} path={c.req.path} form={shown} />, statusOf(refusal))
}
