/** Pages of the outbox. */

import { MailPage } from '../../views/mail/list.tsx'
import { OneMailPage } from '../../views/mail/page.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { chooseText } from '../kernel/locale.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { findMeeting } from '../meetings/queries.ts'
import { mayAdminister } from '../people/may.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { bouncesOf } from './bounces.ts'
import { sendAgain, settleBounce } from './commands.ts'
import { composeMail } from './compose.ts'
import { readFilter } from './filter.ts'
import { heldSince } from './hold.ts'
import { attemptsOf, countOpen, findMail, heartbeats, lineOf, listMail } from './queries.ts'
import { hiddenFrom, type MailRecord, mailScope, shownTo } from './record.ts'

/** `/mail…`. */
export function mailRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/mail/*', signedIn)
  routes.get('/mail', showList)
  routes.get('/mail/:id', (c) => onMail(c, showOne))
  routes.get('/mail/:id/body', (c) => onMail(c, showBody))
  routes.get('/mail/:id/message.eml', (c) => onMail(c, download))
  routes.post('/mail/:id/retry', repeat)
  routes.post('/mail/bounces/:id/settlement', settle)
  return routes
}

async function showList(c: AppContext): Promise<Response> {
  const { store, reader, keepsMail } = c.var
  const viewer = viewerOf(c)
  const scope = mailScope(viewer)
  const { filter, page: pageNumber } = readFilter(c.req.query())
  const [mail, open, meeting, beats, held] = await Promise.all([
    listMail(store, filter, scope, pageNumber),
    countOpen(store, scope),
    filter.meetingId ? findMeeting(store, filter.meetingId, scope.dialogues) : null,
    mayAdminister(viewer) ? heartbeats(store) : null,
    heldSince(store),
  ])
  const shown = {
    ...mail,
    open,
    filter,
    pageNumber,
    keepsMail,
    held: held !== null,
    heartbeats: beats,
    meetingTitle: meeting && chooseText(meeting.title, reader.locale).text,
  }
  return page(c, <MailPage {...secretariat(c, viewer)} {...shown} zone={viewer.zone} now={store.now} />)
}

async function onMail(
  c: AppContext,
  show: (c: AppContext, row: OutboxTable) => Response | Promise<Response>,
): Promise<Response> {
  const row = await findMail(c.var.store, c.req.param('id') ?? '', mailScope(viewerOf(c)))
  return row ? show(c, row) : refused(c, refuse('not_found', 'forms.unknown'))
}

async function showOne(c: AppContext, row: OutboxTable): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const shown = shownTo(viewer, row)
  const mail: MailRecord = {
    ...lineOf(row),
    from: { name: row.from_name, address: `${row.from_mailbox}@${store.instance.mailDomain}` },
    messageId: row.message_id,
    notAfter: row.not_after,
    text: shown.body_text,
    calendar: shown.calendar,
    hidden: hiddenFrom(viewer, row),
    tries: await attemptsOf(store, row.id),
    bounces: await bouncesOf(store, row.id),
  }
  return page(c, <OneMailPage {...secretariat(c, viewer)} mail={mail} zone={viewer.zone} now={store.now} />)
}

// The letter's own styles may apply, and nothing else: it stands in a frame without any permission.
const BODY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

function showBody(c: AppContext, row: OutboxTable): Response {
  const withheld = withheldFrom(c, row)
  if (withheld) return refused(c, withheld)
  c.header('content-security-policy', BODY_POLICY)
  c.header('x-frame-options', 'SAMEORIGIN')
  return c.html(shownTo(viewerOf(c), row).body_html)
}

// The exact bytes, unless the reader may not see the personal links in them.
async function download(c: AppContext, row: OutboxTable): Promise<Response> {
  const withheld = withheldFrom(c, row)
  if (withheld) return refused(c, withheld)
  const { raw } = await composeMail(c.var.store.instance, shownTo(viewerOf(c), row))
  c.header('content-type', 'message/rfc822')
  c.header('content-disposition', `attachment; filename="${row.id}.eml"`)
  return c.body(typeof raw === 'string' ? raw : new Uint8Array(raw))
}

function withheldFrom(c: AppContext, row: OutboxTable): Refusal | null {
  const hidden = hiddenFrom(viewerOf(c), row)
  if (hidden === 'gone') return refuse('gone', 'mail.letter_gone')
  return hidden === 'all' ? refuse('forbidden', 'mail.withheld') : null
}

async function repeat(c: AppContext): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const outcome = await sendAgain(c.var.store, { actor: viewerOf(c), id })
  return outcome.ok ? seeOther(c, `/mail/${id}`, 'queued') : refused(c, outcome)
}

async function settle(c: AppContext): Promise<Response> {
  const outcome = await settleBounce(c.var.store, { actor: viewerOf(c), id: c.req.param('id') ?? '' })
  return outcome.ok ? seeOther(c, '/mail/review', 'recorded') : refused(c, outcome)
}
