/** Fresh proof of who one is (safety.md T41): by passkey, or by a mailed code for those who have none. */

import { type Onward, ProvedPage } from '../../views/auth/proof.tsx'
import { fieldValue, formOf } from '../../views/parts/form.ts'
import type { Outcome } from '../kernel/outcome.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type FormValues, readBody } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { returnPath } from '../web/guard.ts'
import { submit } from '../web/submit.ts'
import { newChallenge } from './challenge.ts'
import { readCode, readCredential } from './forms.ts'
import { giveSession, proofState, sessionId, signedIn, viewerOf } from './guards.ts'
import { proveByPasskey } from './passkey-commands.ts'
import { keysOf } from './passkeys.ts'
import { askProof, proveByCode } from './proof-commands.ts'
import { carriedFields, showProof } from './proof-page.tsx'
import { requestOptions } from './webauthn.ts'

/** `/account/proof…` */
export function proofRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/account/*', signedIn)
  routes.get('/account/proof', show)
  routes.get('/account/proof/passkey', giveOptions)
  routes.post('/account/proof/passkey', proveWithPasskey)
  routes.post('/account/proof/mail', mailCode)
  routes.post('/account/proof/code', proveWithCode)
  return routes
}

async function show(c: AppContext): Promise<Response> {
  const onward = onwardTo(c, c.req.query('back'), '')
  const { strong, hasPasskey } = await proofState(c)
  return strong ? goOn(c, onward) : showProof(c, { viewer: viewerOf(c), onward, hasPasskey })
}

/** What the device is asked; nothing is written, the challenge is sealed. */
async function giveOptions(c: AppContext): Promise<Response> {
  const { store } = c.var
  const challenge = newChallenge(store, { act: 'proof', place: sessionId(c) })
  const keys = await keysOf(store, viewerOf(c).personId)
  return c.json(requestOptions({ instance: store.instance, challenge }, keys))
}

function proveWithPasskey(c: AppContext): Promise<Response> {
  return prove(c, {
    read: readCredential,
    run: (form) => proveByPasskey(c.var.store, { ...asking(c), ...form }),
    codeSent: false,
  })
}

function proveWithCode(c: AppContext): Promise<Response> {
  return prove(c, {
    read: readCode,
    run: ({ code }) => proveByCode(c.var.store, { ...asking(c), code }),
    codeSent: true,
  })
}

interface Way<Form> {
  read(values: FormValues): Outcome<Form>
  run(form: Form): Promise<Outcome<string>>
  readonly codeSent: boolean
}

/** Pressing twice proves once: who is strong already simply goes on. */
async function prove<Form>(c: AppContext, way: Way<Form>): Promise<Response> {
  const body = c.var.body ?? (await readBody(c))
  if (!body.ok) return refused(c, body)
  const onward = onwardIn(c, body.value)
  const { strong, hasPasskey } = await proofState(c)
  if (strong) return goOn(c, onward)
  c.set('body', body)
  return submit(c, {
    read: way.read,
    run: way.run,
    done: (cookie) => {
      giveSession(c, cookie)
      return goOn(c, onward)
    },
    again: (form, refusal) => {
      const shown = { viewer: viewerOf(c), onward, hasPasskey, codeSent: way.codeSent, form }
      return showProof(c, shown, refusal)
    },
  })
}

function mailCode(c: AppContext): Promise<Response> {
  const at = (values: FormValues) => ({ viewer: viewerOf(c), onward: onwardIn(c, values) })
  return submit(c, {
    read: (values) => ({ ok: true, value: values }),
    run: async (values) => {
      const asked = await askProof(c.var.store, asking(c))
      return asked.ok ? { ok: true, value: values } : asked
    },
    done: (values) => showProof(c, { ...at(values), hasPasskey: false, codeSent: true }),
    again: async (form, refusal) => {
      const { hasPasskey } = await proofState(c)
      return showProof(c, { ...at(form.values), hasPasskey, form }, refusal)
    },
  })
}

function asking(c: AppContext) {
  return { personId: viewerOf(c).personId, sessionId: sessionId(c), network: c.var.network }
}

function onwardIn(c: AppContext, values: FormValues): Onward {
  const form = formOf(values)
  return onwardTo(c, fieldValue(form, 'back'), fieldValue(form, 'carried'))
}

function onwardTo(c: AppContext, back: string | undefined, carried: string): Onward {
  return { back: returnPath(back, c.var.store.instance.baseUrl), carried }
}

/** To the page, or to the form that waits: it is sent by its owner's own hand. */
function goOn(c: AppContext, { back, carried }: Onward): Response {
  if (!carried) return seeOther(c, back)
  const shell = { ...secretariat(c, viewerOf(c)), path: '/account/proof' }
  return page(c, <ProvedPage {...shell} back={back} fields={carriedFields(carried)} />)
}
