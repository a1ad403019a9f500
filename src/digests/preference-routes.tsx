/** Mail settings behind a personal link, and the one click that stops a kind of mail (RFC 8058). */

import { PreferencesPage } from '../../views/digests/preferences.tsx'
import { StopPage, StoppedPage } from '../../views/digests/unsubscribe.tsx'
import { type FormState, formOf, refusedForm } from '../../views/parts/form.ts'
import { linkOf } from '../auth/door.ts'
import type { PersonalLink } from '../auth/links.ts'
import { refuse } from '../kernel/outcome.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import { readBody } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { statusOf } from '../web/refused.ts'
import { readPreferences } from './forms.ts'
import { scopeIn } from './preference.ts'
import { preferencesOf, savePreferences, stopMail } from './preference-commands.ts'

/** The page behind a link of the purpose `preferences`: it opens the settings of one person and nothing else. */
export async function renderPreferences(c: AppContext, link: PersonalLink): Promise<Response> {
  const chosen = await preferencesOf(c.var.store, link.person.id)
  if (!chosen.ok) return refused(c, chosen)
  const { digest, reminders, locale } = chosen.value
  return page(c, settings(c, link, formOf({ digest, reminders, locale })))
}

/** `POST /p/:token/preferences`, and `/u/:token`, which needs no link, no cookie and no origin. */
export function preferencePages(): Routes {
  const routes = newRoutes()
  routes.post('/p/:token/preferences', save)
  routes.get('/u/:token', (c) => {
    const scope = scopeIn(c.req.param('token'))
    return page(c, <StopPage {...personal(c)} scope={scope} action={c.req.path} />)
  })
  // Whatever the body says or does not say: mail programs differ, and the address alone tells what is meant.
  routes.post('/u/:token', async (c) => {
    const token = c.req.param('token')
    await stopMail(c.var.store, token)
    return page(c, <StoppedPage {...personal(c)} scope={scopeIn(token)} />)
  })
  return routes
}

async function save(c: AppContext): Promise<Response> {
  const link = linkOf(c)
  if (link.purpose !== 'preferences') return refused(c, refuse('not_found', 'forms.unknown'))
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  const form = readPreferences(body.value)
  const outcome = form.ok ? await savePreferences(c.var.store, link.person.id, form.value) : form
  if (outcome.ok) return seeOther(c, `/p/${link.token}?lang=${outcome.value.locale}`, 'saved')
  return page(c, settings(c, link, refusedForm(body.value, outcome)), statusOf(outcome))
}

function settings(c: AppContext, link: PersonalLink, form: FormState) {
  return <PreferencesPage {...personal(c)} action={`/p/${link.token}/preferences`} form={form} />
}
