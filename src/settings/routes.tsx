/** The settings of the instance, for administrators: accounts and holiday calendars. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { SettingsPage } from '../../views/settings/page.tsx'
import { allAccounts, changeAccount } from '../auth/accounts.ts'
import { administrators, signedIn, strongly, viewerOf } from '../auth/guards.ts'
import { addHoliday, removeHoliday } from '../holidays/calendars.ts'
import { holidaysOfYear } from '../holidays/queries.ts'
import type { Outcome, Refusal } from '../kernel/outcome.ts'
import { personCards } from '../people/queries.ts'
import { page, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { readAccount, readHoliday, readRemoval } from './forms.ts'

/** `/settings…`. */
export function settingRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/settings/*', signedIn, administrators)
  routes.get('/settings', (c) => show(c, formOf({ calendar: 'KZ', kind: 'off' })))
  routes.post('/settings/holidays', (c) =>
    act(c, readHoliday, (holiday) => addHoliday(c.var.store, { actor: viewerOf(c), holiday })),
  )
  routes.post('/settings/holidays/removal', (c) =>
    act(c, readRemoval, (day) => removeHoliday(c.var.store, { actor: viewerOf(c), ...day })),
  )
  routes.post('/settings/accounts', strongly, (c) =>
    act(c, readAccount, (account) => changeAccount(c.var.store, { actor: viewerOf(c), ...account })),
  )
  return routes
}

async function show(c: AppContext, form: FormState, refusal?: Refusal): Promise<Response> {
  const { store } = c.var
  const asked = Number(c.req.query('year'))
  const year =
    Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : Number(store.now.slice(0, 4))
  const [accounts, holidays] = await Promise.all([allAccounts(store), holidaysOfYear(store, year)])
  const people = await personCards(
    store,
    accounts.map((account) => account.personId),
  )
  const shown = { accounts, people, holidays, year, form }
  return page(c, <SettingsPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

function act<Form>(
  c: AppContext,
  read: (values: FormValues) => Outcome<Form>,
  run: (form: Form) => Promise<Outcome<null>>,
): Promise<Response> {
  return submit(c, {
    read,
    run,
    done: () => seeOther(c, '/settings', 'saved'),
    again: (form, refusal) => show(c, form, refusal),
  })
}
