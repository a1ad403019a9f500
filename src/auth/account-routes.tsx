/** One's own account: sessions and passkeys. Everybody sees only their own. */

import { AccountPage, browserWords, NewPasskeyPage, PasskeyPage } from '../../views/auth/account.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { accountOfPerson } from './accounts.ts'
import { newChallenge } from './challenge.ts'
import { readNewPasskey, readRemoved, readRenamed, readSessionEnd } from './forms.ts'
import { giveSession, sessionId, signedIn, strongly, viewerOf } from './guards.ts'
import { type Passkey, shouldHavePasskey } from './passkey.ts'
import { addPasskey, removePasskey, renamePasskey } from './passkey-commands.ts'
import { keysOf, passkeysOf } from './passkeys.ts'
import { endSessions } from './proof-commands.ts'
import { sessionsOf } from './session.ts'
import { creationOptions } from './webauthn.ts'

/** `/account`, `/account/sessions…`, `/account/passkeys…` */
export function accountRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/account/*', signedIn)
  routes.get('/account', (c) => show(c, formOf({})))
  routes.post('/account/sessions/end', endSession)
  routes.get('/account/passkeys', strongly, giveOptions)
  routes.get('/account/passkeys/new', strongly, (c) => showNew(c, formOf(suggested(c))))
  routes.post('/account/passkeys', strongly, add)
  routes.get('/account/passkeys/:id', (c) =>
    onPasskey(c, (passkey) => showPasskey(c, passkey, formOf({ label: passkey.label }))),
  )
  routes.post('/account/passkeys/:id', rename)
  routes.post('/account/passkeys/:id/removal', strongly, remove)
  return routes
}

async function show(c: AppContext, form: FormState, refusal?: Refusal): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const [account, sessions, passkeys] = await Promise.all([
    accountOfPerson(store, viewer.personId),
    sessionsOf(store, viewer.personId),
    passkeysOf(store, viewer.personId),
  ])
  if (!account) return refused(c, refuse('not_found', 'auth.no_account'))
  const recommend = passkeys.length === 0 && shouldHavePasskey(account.rank)
  const shown = { email: account.email, rank: account.rank, sessions, passkeys, recommend, form }
  const own = { name: viewer.name, zone: viewer.zone, thisSession: sessionId(c) }
  return page(c, <AccountPage {...secretariat(c, viewer)} {...own} {...shown} />, refusal)
}

function endSession(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readSessionEnd,
    run: ({ session }) => endSessions(c.var.store, { ...own(c), which: session }),
    done: () => seeOther(c, '/account#sessions', 'ended'),
    again: (form, refusal) => show(c, form, refusal),
  })
}

function own(c: AppContext) {
  return { personId: viewerOf(c).personId, sessionId: sessionId(c) }
}

/** What the device is asked; nothing is written, the challenge is sealed. */
async function giveOptions(c: AppContext): Promise<Response> {
  const { store } = c.var
  const { personId, name } = viewerOf(c)
  const [account, known] = await Promise.all([accountOfPerson(store, personId), keysOf(store, personId)])
  const challenge = newChallenge(store, { act: 'addition', place: sessionId(c) })
  const person = { id: personId, email: account?.email ?? '', name, known }
  return c.json(creationOptions({ instance: store.instance, challenge }, person))
}

function suggested(c: AppContext): { label: string } {
  return { label: browserWords(c.var.reader, c.req.header('user-agent') ?? '') }
}

function showNew(c: AppContext, form: FormState, refusal?: Refusal): Response {
  return page(
    c,
    <NewPasskeyPage {...secretariat(c, viewerOf(c))} path="/account/passkeys/new" form={form} />,
    refusal,
  )
}

function add(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readNewPasskey,
    run: (form) => addPasskey(c.var.store, { ...own(c), ...form }),
    done: (cookie) => {
      giveSession(c, cookie)
      return seeOther(c, '/account#passkeys', 'saved')
    },
    again: (form, refusal) => showNew(c, form, refusal),
  })
}

async function onPasskey(
  c: AppContext,
  act: (passkey: Passkey) => Response | Promise<Response>,
): Promise<Response> {
  const passkeys = await passkeysOf(c.var.store, viewerOf(c).personId)
  const passkey = passkeys.find(({ id }) => id === c.req.param('id'))
  return passkey ? act(passkey) : refused(c, refuse('not_found', 'forms.unknown'))
}

function showPasskey(c: AppContext, passkey: Passkey, form: FormState, refusal?: Refusal): Response {
  const shell = { ...secretariat(c, viewerOf(c)), path: `/account/passkeys/${passkey.id}` }
  return page(c, <PasskeyPage {...shell} passkey={passkey} form={form} />, refusal)
}

function rename(c: AppContext): Promise<Response> {
  return onPasskey(c, (passkey) =>
    submit(c, {
      read: readRenamed,
      run: (form) => renamePasskey(c.var.store, { ...own(c), id: passkey.id, ...form }),
      done: () => seeOther(c, '/account#passkeys', 'saved'),
      again: (form, refusal) => showPasskey(c, passkey, form, refusal),
      versionNow: passkey.version,
    }),
  )
}

function remove(c: AppContext): Promise<Response> {
  return onPasskey(c, (passkey) =>
    submit(c, {
      read: readRemoved,
      run: (form) => removePasskey(c.var.store, { ...own(c), id: passkey.id, ...form }),
      done: () => seeOther(c, '/account#passkeys', 'removed'),
      again: (form, refusal) =>
        showPasskey(c, passkey, { ...form, values: { label: passkey.label } }, refusal),
      versionNow: passkey.version,
    }),
  )
}
