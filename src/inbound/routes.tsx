/** The door for mail, and the page on which the secretariat decides about what came without proof. */

import { ReviewPage } from '../../views/inbound/review.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { readUpTo } from '../web/bytes.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { MAX_MESSAGE } from './bounds.ts'
import type { InboundServices } from './commands.ts'
import { doorKey, type Handover, isSigned, isTimely } from './door.ts'
import { readDecision } from './forms.ts'
import { decideAnswerReview } from './review-commands.ts'
import { openAnswers, reviewScope } from './review-queries.ts'

/** `/inbound/mail` for machines, `/mail/review…` for people. */
export function inboundRoutes(services: InboundServices): Routes {
  const routes = newRoutes()
  routes.post('/inbound/mail', (c) => receive(c, services))
  routes.get('/mail/review', signedIn, showReview)
  routes.post('/mail/review/:id/decision', signedIn, decide)
  return routes
}

// Answers are words for machines: 200 with what was done, 401 for another key, 413 for too much. While the database
// cannot be written the answer is 503, and the mail stays where it is.
async function receive(c: AppContext, services: InboundServices): Promise<Response> {
  const { store } = c.var
  const header = (name: string) => c.req.header(name) ?? ''
  const handover: Handover = {
    timestamp: header('x-intersession-timestamp'),
    signature: header('x-intersession-signature'),
    envelope: { from: header('x-envelope-from'), to: header('x-envelope-to') },
  }
  if (!isTimely(handover.timestamp, store.now)) return c.text('unsigned\n', 401)
  const raw = await readUpTo(c, MAX_MESSAGE)
  if (raw === null) return c.text('too large\n', 413)
  if (!(await isSigned(doorKey(store.instance), handover, raw))) return c.text('unsigned\n', 401)
  // Its parsers are loaded when the first mail comes in.
  const { takeMail } = await import('./commands.ts')
  const { verdict, outcome } = await takeMail(store, { raw, envelope: handover.envelope }, services)
  return c.text(`${verdict} ${outcome}\n`)
}

async function showReview(c: AppContext): Promise<Response> {
  const viewer = viewerOf(c)
  const entries = await openAnswers(c.var.store, reviewScope(viewer))
  return page(c, <ReviewPage {...secretariat(c, viewer)} entries={entries} zone={viewer.zone} />)
}

function decide(c: AppContext): Promise<Response> {
  const actor = viewerOf(c)
  return submit(c, {
    read: readDecision,
    run: (form) => decideAnswerReview(c.var.store, { actor, id: c.req.param('id') ?? '', ...form }),
    done: () => seeOther(c, '/mail/review', 'recorded'),
    again: (_, refusal) => refused(c, refusal),
  })
}
