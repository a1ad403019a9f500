/** The lists of the mail room beside the outbox: what did not arrive, what came back, what is not written to. */

import { BounceListPage } from '../../views/mail/bounce-list.tsx'
import { SettlementPage } from '../../views/mail/settlement.tsx'
import { LiftingPage, SuppressionsPage } from '../../views/mail/suppressions.tsx'
import { RepetitionPage, UndeliveredPage } from '../../views/mail/undelivered.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { directoryEditors, directoryReaders, signedIn, viewerOf } from '../auth/guards.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { cleanLine } from '../kernel/text.ts'
import { dateOf } from '../kernel/zone.ts'
import { mayAdminister, mayEditDirectory } from '../people/may.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type FormValues, readBody } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { readBounceFilter } from './bounce.ts'
import { listBounces, openByClass } from './bounces.ts'
import { maySettle, repeatAll, repetitionOf, settleBounce, settleMail } from './commands.ts'
import { readFilter } from './filter.ts'
import { readLifting, readRepetition, readSettlement } from './forms.ts'
import { findMail, lineOf } from './queries.ts'
import { mailScope } from './record.ts'
import { liftSuppression } from './suppression-commands.ts'
import { findSuppression, latestLiftings, listSuppressions } from './suppression-queries.ts'
import { readReason, SHOW_UNDELIVERED } from './undelivered.ts'
import { findSettlement, listUndelivered, reasonsOf } from './undelivered-queries.ts'

/** `/mail/undelivered…`, `/mail/bounces…`, `/mail/suppressions…`, `/mail/:id/settlement`. */
export function mailRoomRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/mail/undelivered', signedIn, showUndelivered)
  routes.get('/mail/undelivered/repetition', signedIn, showRepetition)
  routes.post('/mail/undelivered/repetition', signedIn, repeatThem)
  routes.get('/mail/bounces', signedIn, showBounces)
  routes.post('/mail/bounces/:id/settlement', signedIn, settle)
  routes.get('/mail/suppressions', signedIn, directoryReaders, showSuppressions)
  routes.post('/mail/suppressions/ground', signedIn, directoryEditors, askGround)
  routes.post('/mail/suppressions/lifting', signedIn, directoryEditors, lift)
  routes.get('/mail/:id/settlement', signedIn, (c) => onLost(c))
  routes.post('/mail/:id/settlement', signedIn, settleOtherwise)
  return routes
}

async function showUndelivered(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const scope = mailScope(viewer)
  const { page: pageNumber } = readFilter(c.req.query())
  const show = SHOW_UNDELIVERED.find((one) => one === c.req.query('show')) ?? 'tasks'
  const reason = readReason(c.req.query('reason'))
  const [list, reasons] = await Promise.all([
    listUndelivered(store, scope, { show, reason }, { page: pageNumber }),
    reasonsOf(store, scope, show),
  ])
  const shown = { ...list, show, reason, reasons, pageNumber, zone: viewer.zone, now: store.now }
  return page(c, <UndeliveredPage {...secretariat(c, viewer)} {...shown} />)
}

async function showRepetition(c: AppContext): Promise<Response> {
  const reason = readReason(c.req.query('reason')) ?? 'uncertain'
  const viewer = viewerOf(c)
  const shown = await repetitionOf(c.var.store, viewer, reason)
  return page(c, <RepetitionPage {...secretariat(c, viewer)} {...shown} reason={reason} zone={viewer.zone} />)
}

function repeatThem(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readRepetition,
    run: (form) => repeatAll(c.var.store, { actor: viewerOf(c), ...form }),
    done: () => seeOther(c, '/mail/undelivered', 'queued'),
    again: (_, refusal) => refused(c, refusal),
  })
}

async function showBounces(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const scope = mailScope(viewer)
  const filter = readBounceFilter(c.req.query())
  const { page: pageNumber } = readFilter(c.req.query())
  const [list, open] = await Promise.all([
    listBounces(store, scope, filter, { page: pageNumber }),
    openByClass(store, scope),
  ])
  const mayEdit = mayEditDirectory(viewer)
  const shown = { ...list, filter, open, pageNumber, mayEdit, zone: viewer.zone }
  return page(c, <BounceListPage {...secretariat(c, viewer)} {...shown} />)
}

async function settle(c: AppContext): Promise<Response> {
  const outcome = await settleBounce(c.var.store, { actor: viewerOf(c), id: c.req.param('id') ?? '' })
  return outcome.ok ? seeOther(c, '/mail/bounces', 'recorded') : refused(c, outcome)
}

async function onLost(c: AppContext, typed?: FormState, refusal?: Refusal): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const row = await findMail(store, c.req.param('id') ?? '', mailScope(viewer))
  if (!row) return refused(c, refuse('not_found', 'forms.unknown'))
  if (!(await maySettle(store, row))) return refused(c, refuse('conflict', 'mail.not_lost'))
  const known = await findSettlement(store, row.id)
  const form =
    typed ??
    formOf({
      channel: known?.channel ?? '',
      on: known?.on ?? dateOf(store.now, viewer.zone),
      note: known?.note ?? '',
      version: String(known?.version ?? 0),
    })
  const shown = { mail: lineOf(row), form }
  return page(c, <SettlementPage {...secretariat(c, viewer)} {...shown} />, refusal)
}

function settleOtherwise(c: AppContext): Promise<Response> {
  const actor = viewerOf(c)
  return submit(c, {
    read: readSettlement,
    run: (form) => settleMail(c.var.store, { actor, id: c.req.param('id') ?? '', zone: actor.zone, ...form }),
    done: () => seeOther(c, '/mail/undelivered', 'recorded'),
    again: (form, refusal) => onLost(c, form, refusal),
  })
}

async function showSuppressions(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const search = cleanLine(c.req.query('q') ?? '').slice(0, 100)
  const { page: pageNumber } = readFilter(c.req.query())
  const [list, liftings] = await Promise.all([
    listSuppressions(store, viewer, { search, page: pageNumber }, reader.locale),
    mayAdminister(viewer) ? latestLiftings(store) : null,
  ])
  const mayLift = mayEditDirectory(viewer)
  const shown = { ...list, liftings, search, pageNumber, mayLift, zone: viewer.zone }
  return page(c, <SuppressionsPage {...secretariat(c, viewer)} {...shown} />)
}

async function askGround(c: AppContext): Promise<Response> {
  const body = c.var.body ?? (await readBody(c))
  return body.ok ? groundPage(c, body.value, formOf({})) : refused(c, body)
}

async function groundPage(
  c: AppContext,
  values: FormValues,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const viewer = viewerOf(c)
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : '')
  const scope = (['all', 'digest', 'reminders'] as const).find((one) => one === text('scope')) ?? 'all'
  const suppression = await findSuppression(c.var.store, viewer, { address: text('address'), scope })
  if (!suppression) return refused(c, refusal ?? refuse('not_found', 'forms.unknown'))
  return page(c, <LiftingPage {...secretariat(c, viewer)} suppression={suppression} form={form} />, refusal)
}

function lift(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readLifting,
    run: (form) => liftSuppression(c.var.store, { actor: viewerOf(c), ...form }),
    done: () => seeOther(c, '/mail/suppressions', 'recorded'),
    again: (form, refusal) => groundPage(c, form.values, form, refusal),
  })
}
