/** Signing in by mail, signing out. A GET only shows a page; a POST signs in (safety.md §0.10). */

import { CodePage, ConfirmPage, ExpiredPage, SignInPage } from '../../views/auth/sign-in.tsx'
import { fieldValue, formOf } from '../../views/parts/form.ts'
import type { Outcome } from '../kernel/outcome.ts'
import { page, refused, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { returnPath } from '../web/guard.ts'
import { submit } from '../web/submit.ts'
import { newChallenge } from './challenge.ts'
import { askSignIn, inspectToken, redeemCode, redeemToken } from './commands.ts'
import { readAsk, readCode, readCredential } from './forms.ts'
import {
  browserSecret,
  ensureBrowserSecret,
  giveSession,
  sessionCookie,
  sessionId,
  takeSession,
} from './guards.ts'
import { signInByPasskey } from './passkey-commands.ts'
import { invalidateSession, validateSession } from './session.ts'
import { requestOptions } from './webauthn.ts'

/** `/sign-in`, `/sign-in/code`, `/sign-in/passkey`, `/sign-in/:token`, `/sign-out`. */
export function authRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/sign-in', (c) => page(c, <SignInPage {...plain(c)} form={formOf({})} back={backOf(c)} />))
  routes.post('/sign-in', ask)
  routes.get('/sign-in/code', (c) =>
    page(c, <CodePage {...plain(c)} form={formOf({})} back={backOf(c)} token="" />),
  )
  routes.post('/sign-in/code', useCode)
  routes.get('/sign-in/passkey', giveOptions)
  routes.post('/sign-in/passkey', usePasskey)
  routes.get('/sign-in/:token', showToken)
  routes.post('/sign-in/:token', useToken)
  routes.post('/sign-out', signOut)
  return routes
}

function plain(c: AppContext) {
  return { reader: c.var.reader, path: c.var.path, example: c.var.example }
}

function backOf(c: AppContext): string {
  return returnPath(c.req.query('back'), c.var.store.instance.baseUrl)
}

function ask(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readAsk,
    run: ({ email }) =>
      askSignIn(c.var.store, { email, browser: ensureBrowserSecret(c), network: c.var.network }),
    done: () => c.redirect(`/sign-in/code?back=${encodeURIComponent(backOf(c))}`, 303),
    again: (form, refusal) => page(c, <SignInPage {...plain(c)} form={form} back={backOf(c)} />, refusal),
  })
}

function useCode(c: AppContext): Promise<Response> {
  const userAgent = c.req.header('user-agent') ?? ''
  const asked = { browser: browserSecret(c), userAgent, network: c.var.network }
  return submit(c, {
    read: readCode,
    run: (form) => redeemCode(c.var.store, { ...asked, ...form }),
    done: (cookie) => enter(c, cookie),
    again: (form, refusal) => {
      const shown = { ...plain(c), form, back: backOf(c), token: fieldValue(form, 'token') }
      return page(c, <CodePage {...shown} />, refusal)
    },
  })
}

/** What the device is asked; nothing is written, the challenge is sealed to this browser. */
function giveOptions(c: AppContext): Response {
  const { store } = c.var
  const challenge = newChallenge(store, { act: 'sign_in', place: ensureBrowserSecret(c) })
  return c.json(requestOptions({ instance: store.instance, challenge }))
}

function usePasskey(c: AppContext): Promise<Response> {
  const userAgent = c.req.header('user-agent') ?? ''
  const asked = { browser: browserSecret(c), userAgent, network: c.var.network }
  return submit(c, {
    read: readCredential,
    run: (form) => signInByPasskey(c.var.store, { ...asked, ...form }),
    done: (cookie) => enter(c, cookie),
    again: (form, refusal) => page(c, <SignInPage {...plain(c)} form={form} back={backOf(c)} />, refusal),
  })
}

async function showToken(c: AppContext): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const worth = await inspectToken(c.var.store, token, browserSecret(c))
  if (worth === 'good') return page(c, <ConfirmPage {...plain(c)} token={token} />)
  if (worth === 'elsewhere')
    return page(c, <CodePage {...plain(c)} form={formOf({})} back="/" token={token} />)
  return page(c, <ExpiredPage {...plain(c)} />, 410)
}

async function useToken(c: AppContext): Promise<Response> {
  const asked = {
    token: c.req.param('token') ?? '',
    browser: browserSecret(c),
    userAgent: c.req.header('user-agent') ?? '',
    network: c.var.network,
  }
  const outcome: Outcome<string> = await redeemToken(c.var.store, asked)
  if (outcome.ok) return enter(c, outcome.value)
  return outcome.code === 'gone' ? page(c, <ExpiredPage {...plain(c)} />, 410) : refused(c, outcome)
}

/** A new session each time; the one that this browser had before is over (ASVS 7.2.4). */
async function enter(c: AppContext, cookie: string): Promise<Response> {
  const before = sessionId(c)
  if (before) await invalidateSession(c.var.store, before)
  giveSession(c, cookie)
  return seeOther(c, backOf(c))
}

async function signOut(c: AppContext): Promise<Response> {
  const session = await validateSession(c.var.store, sessionCookie(c))
  if (session) await invalidateSession(c.var.store, session.sessionId)
  takeSession(c)
  return seeOther(c, '/sign-in')
}
