/** The focal point's pages behind a link of the purpose `nominate`: a GET only shows, every change is a POST. */

import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  NominatePage,
  type NominateProps,
  OwnRegretsPage,
  OwnRemovalPage,
  OwnReplacementPage,
} from '../../views/invitations/nominate.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { linkOf } from '../auth/door.ts'
import type { PersonalLink } from '../auth/links.ts'
import { letterOfInvitation } from '../correspondence/queries.ts'
import type { Messages } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import { done, ifDone, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { findMeeting } from '../meetings/queries.ts'
import type { Store } from '../store/store.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import type { AskedDelegation } from './access.ts'
import { takeAnswer } from './attend-routes.tsx'
import { type InvitationEntry, type NamedDelegate, namedIn } from './board.ts'
import { readNomination, readRegrets, readVersion } from './forms.ts'
import { isOpen } from './invitation.ts'
import { acknowledge, nominate, removeDelegate, replaceDelegate, sendRegrets } from './nomination-commands.ts'
import { findEntry, findInvitation } from './queries.ts'

/** Everything below `/p/:token` that answers an invitation, and the delegate's own answer. */
export function nominationPages(): Routes {
  const routes = newRoutes()
  routes.post('/p/:token/acknowledgement', (c) => carryOut(c, ACKNOWLEDGEMENT))
  routes.post('/p/:token/delegates', (c) => carryOut(c, NOMINATION))
  routes.get('/p/:token/delegates/:delegate/replacement', (c) => ask(c, REPLACEMENT))
  routes.post('/p/:token/delegates/:delegate/replacement', (c) => carryOut(c, REPLACEMENT))
  routes.get('/p/:token/delegates/:delegate/withdrawal', (c) => ask(c, REMOVAL))
  routes.post('/p/:token/delegates/:delegate/withdrawal', (c) => carryOut(c, REMOVAL))
  routes.get('/p/:token/regrets', (c) => ask(c, REGRETS))
  routes.post('/p/:token/regrets', (c) => carryOut(c, REGRETS))
  routes.post('/p/:token/answers', takeAnswer)
  return routes
}

/** Shows the page of the letter's link; `not_found` or `gone` when it leads to nothing. Changes nothing. */
export async function renderNomination(c: AppContext, link: PersonalLink): Promise<Response> {
  const visit = await visitOf(c.var.store, link)
  return visit.ok ? page(c, <NominatePage {...propsOf(c, visit.value)} />) : refused(c, visit)
}

/** What the focal point sees: the own institution's invitation, and nothing of any other. */
interface Visit {
  readonly link: PersonalLink
  readonly meeting: Meeting
  readonly entry: InvitationEntry
  /** The PDF of the letter as it left. */
  readonly letterFile: Id | null
}

type Asked = Omit<AskedDelegation, 'version'>

/** What was typed, and the delegate whom the address names, if it names one. */
interface Given {
  readonly values: FormValues
  readonly delegateId: Id
}

/** One thing a focal point can do: what it runs, what is said afterwards, where its form stands. */
interface Act {
  readonly run: (store: Store, asked: Asked, given: Given) => Promise<Outcome<unknown>>
  readonly said: keyof Messages['said']
  /** `leaving` is null when the address names nobody who is named at present. */
  readonly view: (props: NominateProps, leaving: NamedDelegate | null) => JSX.Element
}

const ACKNOWLEDGEMENT: Act = {
  run: (store, asked, { values }) =>
    ifDone(readVersion(values), (form) => acknowledge(store, { ...asked, ...form })),
  said: 'recorded',
  view: (props) => <NominatePage {...props} />,
}

const NOMINATION: Act = {
  run: (store, asked, { values }) =>
    ifDone(readNomination(values), (person) =>
      nominate(store, { ...asked, version: person.version, person }),
    ),
  said: 'nominated',
  view: (props) => <NominatePage {...props} />,
}

const REPLACEMENT: Act = {
  run: (store, asked, { values, delegateId }) =>
    ifDone(readNomination(values), (person) =>
      replaceDelegate(store, { ...asked, version: person.version, person, delegateId }),
    ),
  said: 'replaced',
  view: (props, leaving) =>
    leaving ? <OwnReplacementPage {...props} leaving={leaving} /> : <NominatePage {...props} />,
}

const REMOVAL: Act = {
  run: (store, asked, { values, delegateId }) =>
    ifDone(readVersion(values), (form) => removeDelegate(store, { ...asked, ...form, delegateId })),
  said: 'withdrawn',
  view: (props, leaving) =>
    leaving ? <OwnRemovalPage {...props} leaving={leaving} /> : <NominatePage {...props} />,
}

const REGRETS: Act = {
  run: (store, asked, { values }) =>
    ifDone(readRegrets(values), (form) => sendRegrets(store, { ...asked, ...form })),
  said: 'regrets',
  view: (props) => <OwnRegretsPage {...props} />,
}

async function ask(c: AppContext, act: Act): Promise<Response> {
  const visit = await visitOf(c.var.store, linkOf(c))
  if (!visit.ok) return refused(c, visit)
  const leaving = leavingIn(c, visit.value)
  if (c.req.param('delegate') && !leaving) return refused(c, refuse('not_found', 'forms.unknown'))
  return page(c, act.view(propsOf(c, visit.value), leaving))
}

async function carryOut(c: AppContext, act: Act): Promise<Response> {
  const link = linkOf(c)
  const visit = await visitOf(c.var.store, link)
  if (!visit.ok) return refused(c, visit)
  const { actor, subjectId: invitationId } = link
  const asked: Asked = { actor, by: 'institution', invitationId, channel: 'link', source: '' }
  const delegateId = c.req.param('delegate') ?? ''
  return submit(c, {
    // Every act reads its own form.
    read: done<FormValues>,
    run: (values) => act.run(c.var.store, asked, { values, delegateId }),
    done: () => seeOther(c, `/p/${link.token}`, act.said),
    again: (form, refusal) => showAgain(c, act, form, refusal),
  })
}

/** Loaded again: whoever was faster changed the list and its version, and the page must show that. */
async function showAgain(c: AppContext, act: Act, form: FormState, refusal: Refusal): Promise<Response> {
  if (refusal.code === 'not_found' || refusal.code === 'gone') return refused(c, refusal)
  const visit = await visitOf(c.var.store, linkOf(c))
  if (!visit.ok) return refused(c, visit)
  return page(c, act.view(propsOf(c, visit.value, form), leavingIn(c, visit.value)), refusal)
}

async function visitOf(store: Store, link: PersonalLink): Promise<Outcome<Visit>> {
  const invitation = link.purpose === 'nominate' ? await findInvitation(store, link.subjectId) : null
  if (!invitation) return refuse('not_found', 'forms.unknown')
  // Somebody who no longer speaks for the institution no longer answers for it.
  if (!link.actor.speaksFor.includes(invitation.institutionId)) return refuse('gone', 'auth.link_expired')
  if (invitation.state === 'withdrawn') return refuse('gone', 'invitations.withdrawn')
  const meeting = await findMeeting(store, invitation.meetingId, 'all')
  const [entry, letter] = await Promise.all([
    findEntry(store, invitation, meeting?.days[0]?.date),
    letterOfInvitation(store, invitation.id),
  ])
  if (!meeting || !entry) return refuse('not_found', 'forms.unknown')
  return done({ link, meeting, entry, letterFile: letter?.documentId ?? null })
}

function leavingIn(c: AppContext, { entry }: Visit): NamedDelegate | null {
  const id = c.req.param('delegate')
  return namedIn(entry).find(({ delegate }) => delegate.id === id) ?? null
}

function propsOf(c: AppContext, visit: Visit, form?: FormState): NominateProps {
  const { link, meeting, entry, letterFile } = visit
  return {
    ...personal(c),
    own: `/p/${link.token}`,
    you: link.person.name,
    meeting,
    entry,
    letter: letterFile && `/p/${link.token}/documents/${letterFile}`,
    open: isOpen(meeting.state),
    form: form ?? formOf(beginning(c, entry)),
  }
}

/** A head first, then members; the language in which the institution gets its letters. */
function beginning(c: AppContext, entry: InvitationEntry): FormState['values'] {
  const headed = namedIn(entry).some(({ delegate }) => delegate.role === 'head')
  const reading = entry.invitation.languages[0] ?? c.var.reader.locale
  return { role: headed ? 'member' : 'head', reading }
}
