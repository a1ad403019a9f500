/** The first start: a one-time link from the console makes the first organiser of an empty instance. */

import { SetupPage } from '../../views/auth/setup.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { done, type Refusal, refuse } from '../kernel/outcome.ts'
import { spend } from '../limits/limits.ts'
import { page, refused, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { isSafe } from '../web/guard.ts'
import { submit } from '../web/submit.ts'
import { isNewInstance } from './accounts.ts'
import { makeFirstOrganiser } from './commands.ts'
import { organiserOf, readSetup } from './forms.ts'
import { giveSession } from './guards.ts'

interface SetupServices {
  readonly setupToken: string
  /** Missing where the machine could not load it in one request. */
  loadExample?(personId: string): Promise<void>
}

/** `/setup/:token`; worthless as soon as anybody has an account. */
export function setupRoutes(services: SetupServices): Routes {
  const routes = newRoutes()
  const guarded = async (c: AppContext, act: () => Promise<Response> | Response): Promise<Response> => {
    if (c.req.param('token') !== services.setupToken) return refused(c, await wrongToken(c))
    if (!(await isNewInstance(c.var.store))) return refused(c, refuse('gone', 'auth.setup_done'))
    return act()
  }
  routes.get('/setup/:token', (c) => guarded(c, () => showSetup(c, services)))
  routes.post('/setup/:token', (c) => guarded(c, () => setUp(c, services)))
  return routes
}

/** As at the door of personal links: only what is sent counts, because a GET never writes. */
async function wrongToken(c: AppContext): Promise<Refusal> {
  const unknown = refuse('not_found', 'auth.link_unknown')
  if (isSafe(c.req.method)) return unknown
  const free = await spend(c.var.store, [{ limit: 'set_up', by: c.var.network }])
  return free.ok ? unknown : free
}

function showSetup(c: AppContext, services: SetupServices): Response {
  const form = formOf({
    language: c.var.reader.locale,
    zone: 'Asia/Almaty',
    holiday_calendar: 'KZ',
    start: 'empty',
  })
  return setupPage(c, services, form)
}

function setupPage(c: AppContext, services: SetupServices, form: FormState, refusal?: Refusal): Response {
  const offersExample = services.loadExample !== undefined
  const props = { reader: c.var.reader, path: c.req.path, form, offersExample }
  return page(c, <SetupPage {...props} />, refusal)
}

function setUp(c: AppContext, services: SetupServices): Promise<Response> {
  return submit(c, {
    read: readSetup,
    run: async (form) => {
      if (form.start === 'example' && !services.loadExample) return refuse('invalid', 'forms.not_a_choice')
      const made = await makeFirstOrganiser(c.var.store, organiserOf(form, c.req.header('user-agent') ?? ''))
      if (made.ok && form.start === 'example') await services.loadExample?.(made.value.personId)
      return made.ok ? done({ cookie: made.value.cookie, said: SAID[form.start] }) : made
    },
    done: ({ cookie, said }) => {
      giveSession(c, cookie)
      return seeOther(c, '/', said)
    },
    again: (form, refusal) => setupPage(c, services, form, refusal),
  })
}

const SAID = { empty: 'welcome', example: 'loaded' } as const
