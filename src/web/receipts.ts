/**
 * Receipts of forms: a form sent twice, the back button, a proxy that tries again have one effect and one answer
 * (safety.md §3.5, T84). Every form of somebody we know carries a one-time key; the receipt is a row of the same
 * batch as what the form did, of the last one where there are several, so that there is never a receipt without all of it.
 *
 * The key is a service and no guard: a form without one is accepted as it always was.
 */

import type { MiddlewareHandler } from 'hono'
import type { FormReceiptsTable } from '../store/receipt-schema.ts'
import type { Store } from '../store/store.ts'
import { seeOther } from './answer.tsx'
import { type FormValues, readBody } from './body.ts'
import type { AppContext, AppEnv } from './context.ts'
import { ONCE, senderOf } from './keys.ts'

type Receipt = Pick<FormReceiptsTable, 'key_hash' | 'body_hash'>

/** After the winner of a race has committed, its answer is there within a moment. */
const LOOKS = 10
const PAUSE_MS = 50

/**
 * Lets a form take effect once. A second arrival with the same content gets the answer of the first; with other
 * content the batch collides with the receipt and is refused (`forms.sent_otherwise`). A form that was refused
 * has written nothing, so it left no receipt and may be sent again, corrected or not.
 */
export const takingOnce: MiddlewareHandler<AppEnv> = async (c, next) => {
  const receipt = c.req.method === 'POST' ? await receiptOf(c) : null
  if (!receipt) return next()
  const { store } = c.var
  const first = await findReceipt(store, receipt)
  if (first) return sameAnswer(c, first)
  let landed = false
  store.carry({
    statement: store.db.insertInto('form_receipts').values({ ...receipt, answer: null, at: store.now }),
    landed: () => {
      landed = true
    },
  })
  await next()
  if (landed) return keepAnswer(c, receipt)
  if (c.res.status < 400) return
  // Refused because its twin was faster, or told "unavailable" although the commit was heard.
  const winner = await findReceipt(store, receipt).catch(() => null)
  if (winner) c.res = await sameAnswer(c, winner)
}

/**
 * Forms whose answer cannot be given from a receipt. Proof, a new passkey and signing in answer with a cookie, proof
 * also with the form that waits for it; they are good once by themselves. A copy is a file, wanted at every press.
 */
const UNREPEATABLE = /^\/(account\/(proof\/.*|passkeys)|sign-in(\/.*)?|people\/[^/]+\/copy)$/

async function receiptOf(c: AppContext): Promise<Receipt | null> {
  const sender = senderOf(c)
  if (!sender || UNREPEATABLE.test(c.req.path)) return null
  const body = await readBody(c)
  c.set('body', body)
  const key = body.ok ? body.value[ONCE] : undefined
  if (!body.ok || typeof key !== 'string' || key === '') return null
  const { instance } = c.var.store
  return {
    key_hash: instance.seal(`form:${JSON.stringify([sender, c.req.path, key])}`),
    body_hash: instance.seal(`form:${JSON.stringify([...contentOf(body.value), ...filesOf(c)])}`),
  }
}

function contentOf(values: FormValues): [string, string | readonly string[]][] {
  return Object.entries(values).filter(([name]) => name !== ONCE)
}

/** The same file chosen again is the same content. */
function filesOf({ var: { files, store } }: AppContext): [string, string, string][] {
  return files.map(({ field, name, bytes }) => [field, name, store.instance.digest(bytes)])
}

/** The receipt of the same form with the same content, if it took effect. */
async function findReceipt(
  store: Store,
  { key_hash, body_hash }: Receipt,
): Promise<FormReceiptsTable | null> {
  const row = await store.db
    .selectFrom('form_receipts')
    .selectAll()
    .where('key_hash', '=', key_hash)
    .where('body_hash', '=', body_hash)
    .executeTakeFirst()
  return row ?? null
}

async function keepAnswer(c: AppContext, { key_hash }: Receipt): Promise<void> {
  const { store, link } = c.var
  const location = c.res.status === 303 ? c.res.headers.get('location') : null
  if (!location) return
  // The table must not hold what opens a personal page.
  const answer = link ? location.replaceAll(link.token, TOKEN) : location
  const update = store.db.updateTable('form_receipts').set({ answer }).where('key_hash', '=', key_hash)
  // The form took effect: that its answer cannot be kept must not turn this into a failure.
  await store.tidy(update).catch(() => [])
}

const TOKEN = ':token'

async function sameAnswer(c: AppContext, receipt: FormReceiptsTable): Promise<Response> {
  const { store, link } = c.var
  let found: FormReceiptsTable | null = receipt
  for (let look = 1; found?.answer === null && look < LOOKS; look++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    found = await findReceipt(store, receipt)
  }
  if (found?.answer) return c.redirect(link ? found.answer.replaceAll(TOKEN, link.token) : found.answer, 303)
  // The process died before its first answer could be kept, or that was no redirect.
  return seeOther(c, link ? `/p/${link.token}` : '/', 'recorded')
}
