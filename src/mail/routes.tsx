/** Pages of the outbox. */

import { MailPage } from '../../views/mail/list.tsx'
import { OneMailPage } from '../../views/mail/page.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { chooseText } from '../kernel/locale.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { findMeeting } from '../meetings/queries.ts'
import { mayAdminister } from '../people/may.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import type { Store } from '../store/store.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { attachedFiles, attachmentsOf } from './attachments.ts'
import { bouncesOf } from './bounces.ts'
import { maySettle, sendAgain } from './commands.ts'
import { composeMail } from './compose.ts'
import { readFilter } from './filter.ts'
import { hindrancesOf } from './hindrance-queries.ts'
import { heldSince } from './hold.ts'
import { lagOf } from './lag.ts'
import { oldestDue } from './leases.ts'
import { slowedDomains } from './pace-statements.ts'
import { attemptsOf, countOpen, findMail, heartbeats, lineOf, listMail } from './queries.ts'
import { hiddenFrom, type MailRecord, mailScope, mayRenew, mayRepeat, shownTo } from './record.ts'
import { sendAnew } from './renewal-commands.ts'
import { findSettlement } from './undelivered-queries.ts'

/** `/mail…`. */
export function mailRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/mail/*', signedIn)
  routes.get('/mail', showList)
  routes.get('/mail/:id', (c) => onMail(c, showOne))
  routes.get('/mail/:id/body', (c) => onMail(c, showBody))
  routes.get('/mail/:id/message.eml', (c) => onMail(c, download))
  routes.post('/mail/:id/retry', repeat)
  routes.post('/mail/:id/renewal', renew)
  return routes
}

async function showList(c: AppContext): Promise<Response> {
  const { store, reader, keepsMail } = c.var
  const viewer = viewerOf(c)
  const scope = mailScope(viewer)
  const { filter, page: pageNumber } = readFilter(c.req.query())
  const [mail, open, meeting, beats, held, dueSince, slowed] = await Promise.all([
    listMail(store, filter, scope, pageNumber),
    countOpen(store, scope),
    filter.meetingId ? findMeeting(store, filter.meetingId, scope.dialogues) : null,
    heartbeats(store),
    heldSince(store),
    oldestDue(store),
    slowedDomains(store),
  ])
  const shown = {
    ...mail,
    open,
    filter,
    pageNumber,
    keepsMail,
    held: held !== null,
    // The words of a domain can name somebody of another dialogue.
    slowed: mayAdminister(viewer) ? slowed : slowed.map((domain) => ({ ...domain, reply: '' })),
    heartbeats: mayAdminister(viewer) ? beats : null,
    lag: lagOf({ dueSince, beats, stands: keepsMail || held !== null }, store.now),
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
    files: await attachmentsOf(store, row.id),
    may: await actsOn(store, row),
    settlement: await findSettlement(store, row.id),
  }
  return page(c, <OneMailPage {...secretariat(c, viewer)} mail={mail} zone={viewer.zone} now={store.now} />)
}

async function actsOn(store: Store, row: OutboxTable): Promise<MailRecord['may']> {
  const line = lineOf(row)
  const [settle, against] = await Promise.all([maySettle(store, row), hindrancesOf(store, row.id)])
  const [again, anew] = [mayRepeat(line, settle), mayRenew(line)]
  return {
    repeat: again && against.same === null,
    renew: anew && against.anew === null,
    settle,
    // That the letter is gone, its place says.
    hindrance: again && against.same !== 'gone' ? against.same : null,
  }
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
  const { store } = c.var
  const files = await attachedFiles(store, row)
  if (!files) return refused(c, refuse('gone', 'documents.removed'))
  const { raw } = await composeMail(store.instance, shownTo(viewerOf(c), row), files)
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

async function renew(c: AppContext): Promise<Response> {
  const outcome = await sendAnew(c.var.store, { actor: viewerOf(c), id: c.req.param('id') ?? '' })
  return outcome.ok ? seeOther(c, `/mail/${outcome.value}`, 'queued') : refused(c, outcome)
}
