/** Passkeys of the instance, for administrators: whether they are demanded, and those that were lost. */

import { SecurityPage } from '../../views/auth/security.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { mayAdminister } from '../people/may.ts'
import { listName } from '../people/name.ts'
import { personCards } from '../people/queries.ts'
import { readSetting } from '../settings/settings.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { allAccounts } from './accounts.ts'
import { readRequired, readReset } from './forms.ts'
import { signedIn, strongly, viewerOf } from './guards.ts'
import { demandPasskeys, resetPasskeys } from './passkey-commands.ts'
import { passkeyCounts } from './passkeys.ts'

/** `/settings/passkeys…` */
export function securityRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/settings/passkeys/*', signedIn)
  routes.get('/settings/passkeys', (c) => show(c, formOf({})))
  routes.post('/settings/passkeys', strongly, demand)
  routes.post('/settings/passkeys/removal', strongly, reset)
  return routes
}

async function show(c: AppContext, form: FormState, refusal?: Refusal): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  if (!mayAdminister(viewer)) return refused(c, refuse('forbidden', 'forms.forbidden'))
  const [setting, accounts] = await Promise.all([readSetting(store, 'passkeys'), allAccounts(store)])
  const ids = accounts.map(({ personId }) => personId)
  const [counts, people] = await Promise.all([passkeyCounts(store, ids), personCards(store, ids)])
  const holders = [...counts].map(([personId, count]) => {
    const card = people.get(personId)
    return { personId, count, name: card ? listName(card, reader.locale) : '' }
  })
  const shown = { required: setting === 'required', holders, self: viewer.personId, form }
  const shell = { ...secretariat(c, viewer), path: '/settings/passkeys' }
  return page(c, <SecurityPage {...shell} {...shown} />, refusal)
}

function demand(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readRequired,
    run: (form) => demandPasskeys(c.var.store, { actor: viewerOf(c), ...form }),
    done: () => seeOther(c, '/settings/passkeys', 'saved'),
    again: (form, refusal) => show(c, form, refusal),
  })
}

function reset(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readReset,
    run: ({ person }) => resetPasskeys(c.var.store, { actor: viewerOf(c), personId: person }),
    done: () => seeOther(c, '/settings/passkeys', 'removed'),
    again: (form, refusal) => show(c, form, refusal),
  })
}
