/** Files for one's own programs: a meeting as `.ics`, the secretariat of its dialogue as `.vcf`. GET only. */

import { linkOf } from '../auth/door.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { PersonalLink } from '../auth/links.ts'
import { secretariatCard } from '../calendar/card.ts'
import { publishedCalendar } from '../calendar/publish.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { dialogueFor, findDialogue } from '../dialogues/queries.ts'
import { mailboxOf } from '../invitations/letters.tsx'
import { findDelegate, findInvitation } from '../invitations/queries.ts'
import { done, ifDone, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { findMeeting, meetingFor } from '../meetings/queries.ts'
import type { Store } from '../store/store.ts'
import { refused } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { revisionsOf } from './entry-queries.ts'
import { meetingEntry } from './feed.ts'

/** For who may read the meeting or the dialogue, and for delegates and focal points by their links. */
export function downloads(): Routes {
  const routes = newRoutes()
  routes.get('/meetings/:id/meeting.ics', signedIn, async (c) =>
    giveMeeting(c, await meetingFor(c.var.store, viewerOf(c), idOf(c), 'read')),
  )
  routes.get('/p/:token/meeting.ics', async (c) =>
    giveMeeting(c, await meetingOfLink(c.var.store, linkOf(c))),
  )
  routes.get('/dialogues/:id/secretariat.vcf', signedIn, async (c) =>
    giveCard(c, await dialogueFor(c.var.store, viewerOf(c), idOf(c), 'read')),
  )
  routes.get('/p/:token/secretariat.vcf', async (c) => {
    const { store } = c.var
    const meeting = await meetingOfLink(store, linkOf(c))
    return giveCard(c, await ifDone(meeting, (found) => dialogueOf(store, found)))
  })
  return routes
}

function idOf(c: AppContext): string {
  return c.req.param('id') ?? ''
}

/** What the pages of a link show: to who is named, and to who still speaks for the institution invited. */
async function meetingOfLink(store: Store, link: PersonalLink): Promise<Outcome<Meeting>> {
  const meetingId = await (link.purpose === 'attend' ? ofDelegate(store, link) : ofInvitation(store, link))
  if (!meetingId.ok) return meetingId
  const meeting = await findMeeting(store, meetingId.value, 'all')
  return meeting ? done(meeting) : refuse('not_found', 'forms.unknown')
}

async function ofDelegate(store: Store, { person, subjectId }: PersonalLink): Promise<Outcome<string>> {
  const delegate = await findDelegate(store, subjectId)
  const named = delegate?.personId === person.id && delegate.state === 'nominated'
  return named ? done(delegate.meetingId) : refuse('not_found', 'forms.unknown')
}

async function ofInvitation(store: Store, link: PersonalLink): Promise<Outcome<string>> {
  const invitation = link.purpose === 'nominate' ? await findInvitation(store, link.subjectId) : null
  if (!invitation) return refuse('not_found', 'forms.unknown')
  const speaks = link.actor.speaksFor.includes(invitation.institutionId)
  if (!speaks || invitation.state === 'withdrawn') return refuse('gone', 'auth.link_expired')
  return done(invitation.meetingId)
}

async function dialogueOf(store: Store, { dialogueId }: Meeting): Promise<Outcome<Dialogue>> {
  const dialogue = await findDialogue(store, dialogueId, 'all')
  return dialogue ? done(dialogue) : refuse('not_found', 'forms.unknown')
}

async function giveMeeting(c: AppContext, found: Outcome<Meeting>): Promise<Response> {
  if (!found.ok) return refused(c, found)
  const { store, reader } = c.var
  const meeting = found.value
  const revision = (await revisionsOf(store, [meeting.id])).get(meeting.id)
  if (!revision) return refused(c, refuse('not_found', 'forms.unknown'))
  const { baseUrl, mailDomain } = store.instance
  const telling = { locale: reader.locale, baseUrl, mailDomain }
  const entry = meetingEntry({ meeting, ...revision, answeredAt: null, busy: true, toldLink: true }, telling)
  if (!entry) return refused(c, refuse('conflict', 'feeds.no_date'))
  return give(c, publishedCalendar([entry]), { type: 'text/calendar', name: 'meeting.ics' })
}

/** 3.0 unless asked for `?version=4`: what Outlook reads. */
function giveCard(c: AppContext, found: Outcome<Dialogue>): Response {
  if (!found.ok) return refused(c, found)
  const { store, reader } = c.var
  const { code, id } = found.value
  const card = {
    name: reader.t.invitations.letters.secretariat(code),
    address: mailboxOf(store),
    url: `${store.instance.baseUrl}/dialogues/${id}`,
  }
  const text = secretariatCard(card, c.req.query('version') === '4' ? '4.0' : '3.0')
  return give(c, text, { type: 'text/vcard', name: 'secretariat.vcf' })
}

function give(c: AppContext, text: string, file: { readonly type: string; readonly name: string }): Response {
  return c.body(text, 200, {
    'content-type': `${file.type}; charset=utf-8`,
    'content-disposition': `attachment; filename="${file.name}"`,
  })
}
