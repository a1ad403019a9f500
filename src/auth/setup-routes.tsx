/** The first start: a one-time link from the console makes the first organiser of an empty instance. */

import { SetupPage } from '../../views/auth/setup.tsx'
import { formOf } from '../../views/parts/form.ts'
import { done, refuse } from '../kernel/outcome.ts'
import { page, refused, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { isNewInstance } from './accounts.ts'
import { makeFirstOrganiser } from './commands.ts'
import { organiserOf, readSetup } from './forms.ts'
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

function setUp(c: AppContext, services: SetupServices): Promise<Response> {
  return submit(c, {
    read: readSetup,
    run: async (form) => {
      const made = await makeFirstOrganiser(c.var.store, organiserOf(form, c.req.header('user-agent') ?? ''))
      if (made.ok && form.start === 'example') await services.loadExample(made.value.personId)
      return made.ok ? done({ cookie: made.value.cookie, said: SAID[form.start] }) : made
    },
    done: ({ cookie, said }) => {
      giveSession(c, cookie)
      return seeOther(c, '/', said)
    },
    again: (form, refusal) =>
      page(c, <SetupPage reader={c.var.reader} path={c.req.path} form={form} />, refusal),
  })
}

const SAID = { empty: 'welcome', example: 'loaded' } as const
