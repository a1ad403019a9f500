/** Mail settings behind a personal link, and the one click that stops a kind of mail (RFC 8058). */

import { PreferencesPage } from '../../views/digests/preferences.tsx'
import { ResumedPage, StopPage, StoppedPage } from '../../views/digests/unsubscribe.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { linkOf } from '../auth/door.ts'
import type { PersonalLink } from '../auth/links.ts'
import { refuse } from '../kernel/outcome.ts'
import { spend } from '../limits/limits.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { switchedLanguage } from '../web/visit.ts'
import { readPreferences } from './forms.ts'
import { scopeIn } from './preference.ts'
import { preferencesOf, resumeMail, savePreferences, stopMail } from './preference-commands.ts'

/** The page behind a link of the purpose `preferences`: it opens the settings of one person and nothing else. */
export async function renderPreferences(c: AppContext, link: PersonalLink): Promise<Response> {
  const chosen = await preferencesOf(c.var.store, link.person.id)
  if (!chosen.ok) return refused(c, chosen)
  const { pausedUntil, ...choices } = chosen.value
  return page(c, settings(c, link, formOf({ ...choices, pausedUntil: pausedUntil ?? '' })))
}

/**
 * `POST /p/:token/preferences`; `/u/:token`, which needs no link, no cookie and no origin; and the way back from it,
 * which only our own page offers.
 */
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
    const free = await spend(c.var.store, [{ limit: 'stops_from_network', by: c.var.network }])
    if (!free.ok) return refused(c, free)
    await stopMail(c.var.store, token, 'click')
    const undo = `/u/${encodeURIComponent(token)}/undo`
    return page(c, <StoppedPage {...personal(c)} scope={scopeIn(token)} action={undo} />)
  })
  // The switch of languages on the page after it leads here.
  routes.get('/u/:token/undo', (c) => {
    const lang = switchedLanguage(c)
    const own = `/u/${encodeURIComponent(c.req.param('token'))}`
    return c.redirect(lang ? `${own}?lang=${lang}` : own, 303)
  })
  routes.post('/u/:token/undo', async (c) => {
    const token = c.req.param('token')
    const free = await spend(c.var.store, [{ limit: 'stops_from_network', by: c.var.network }])
    if (!free.ok) return refused(c, free)
    await resumeMail(c.var.store, token)
    return page(c, <ResumedPage {...personal(c)} scope={scopeIn(token)} />)
  })
  return routes
}

function save(c: AppContext): Promise<Response> | Response {
  const link = linkOf(c)
  if (link.purpose !== 'preferences') return refused(c, refuse('not_found', 'forms.unknown'))
  return submit(c, {
    read: readPreferences,
    run: (form) => savePreferences(c.var.store, link.person.id, form),
    done: ({ locale }) => seeOther(c, `/p/${link.token}?lang=${locale}`, 'saved'),
    again: (form, refusal) => page(c, settings(c, link, form), refusal),
  })
}

function settings(c: AppContext, link: PersonalLink, form: FormState) {
  const own = `/p/${link.token}`
  return <PreferencesPage {...personal(c)} action={`${own}/preferences`} feed={`${own}/feed`} form={form} />
}
