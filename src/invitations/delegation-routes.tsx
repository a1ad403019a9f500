/** What an organiser does to one delegation, each act on a page of its own: record, replace, take back, withdraw. */

import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  RecordAnswerPage,
  RecordNominationPage,
  RecordRegretsPage,
  RemovePage,
  ReplacePage,
  WithdrawPage,
} from '../../views/invitations/recording.tsx'
import type { ShellProps } from '../../views/layout/shell.tsx'
import { type FormState, formOf, refusedForm } from '../../views/parts/form.ts'
import { viewerOf } from '../auth/guards.ts'
import type { Messages } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import { focalPoints } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type FormValues, readBody } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { statusOf } from '../web/refused.ts'
import { recordAnswer } from './answer-commands.ts'
import { type InvitationEntry, type NamedDelegate, namedIn } from './board.ts'
import { withdrawInvitation } from './commands.ts'
import { readRecorded, readRecordedAnswer, readRecordedNomination, readVersion } from './forms.ts'
import { sendAgain } from './letter-commands.ts'
import { nominate, removeDelegate, replaceDelegate, sendRegrets } from './nomination-commands.ts'
import { findDelegate, findEntry, findInvitation } from './queries.ts'

/** `/meetings/:id/invitations/:invitation/<act>` and `/meetings/:id/delegates/:delegate/<act>`. */
export function delegationRoutes(): Routes {
  const routes = newRoutes()
  for (const [name, act] of Object.entries(ON_INVITATION)) {
    routes.get(`/meetings/:id/invitations/:invitation/${name}`, (c) => ask(c, act))
    routes.post(`/meetings/:id/invitations/:invitation/${name}`, (c) => carryOut(c, act))
  }
  for (const [name, act] of Object.entries(ON_DELEGATE)) {
    routes.get(`/meetings/:id/delegates/:delegate/${name}`, (c) => ask(c, act))
    routes.post(`/meetings/:id/delegates/:delegate/${name}`, (c) => carryOut(c, act))
  }
  routes.post('/meetings/:id/delegates/:delegate/calendar', postAgain)
  return routes
}

/** One institution's delegation in a meeting that the viewer organises. */
interface Place {
  readonly meeting: Meeting
  readonly entry: InvitationEntry
  /** Whom the address names; null when it names nobody. */
  readonly named: NamedDelegate | null
}

interface Asked {
  readonly actor: Actor
  readonly meetingId: Id
  readonly invitationId: Id
  readonly delegateId: Id
  readonly by: 'organiser'
}

/** What every page of this file is given. */
interface Shown extends ShellProps {
  readonly meeting: Meeting
  readonly entry: InvitationEntry
  readonly form: FormState
}

interface Act {
  readonly run: (store: Store, asked: Asked, values: FormValues) => Promise<Outcome<unknown>>
  readonly said: keyof Messages['said']
  readonly view: (shown: Shown, place: Place, letters: number) => JSX.Element | null
}

const ON_INVITATION: Readonly<Record<string, Act>> = {
  nominations: {
    run: async (store, asked, values) => {
      const form = readRecordedNomination(values)
      return form.ok ? nominate(store, { ...asked, ...form.value, person: form.value }) : form
    },
    said: 'recorded',
    view: (shown) => <RecordNominationPage {...shown} />,
  },
  regrets: {
    run: async (store, asked, values) => {
      const form = readRecorded(values)
      return form.ok ? sendRegrets(store, { ...asked, ...form.value }) : form
    },
    said: 'recorded',
    view: (shown, { entry }) => <RecordRegretsPage {...shown} people={namedIn(entry).length} />,
  },
  withdrawal: {
    run: async (store, asked, values) => {
      const form = readVersion(values)
      return form.ok ? withdrawInvitation(store, { ...asked, id: asked.invitationId, ...form.value }) : form
    },
    said: 'withdrawn',
    view: (shown, { entry }, letters) => {
      const people = namedIn(entry).filter(({ delegate }) => delegate.mailedSequence !== null).length
      return <WithdrawPage {...shown} letters={letters} people={people} />
    },
  },
}

const ON_DELEGATE: Readonly<Record<string, Act>> = {
  replacement: {
    run: async (store, asked, values) => {
      const form = readRecordedNomination(values)
      return form.ok ? replaceDelegate(store, { ...asked, ...form.value, person: form.value }) : form
    },
    said: 'replaced',
    view: (shown, { named }) => named && <ReplacePage {...shown} named={named} />,
  },
  withdrawal: {
    run: async (store, asked, values) => {
      const form = readRecorded(values)
      return form.ok ? removeDelegate(store, { ...asked, ...form.value }) : form
    },
    said: 'withdrawn',
    view: (shown, { named }) => named && <RemovePage {...shown} named={named} />,
  },
  answers: {
    run: async (store, asked, values) => {
      const form = readRecordedAnswer(values)
      return form.ok ? recordAnswer(store, { ...asked, ...form.value }) : form
    },
    said: 'recorded',
    view: (shown, { named }) => named && <RecordAnswerPage {...shown} named={named} />,
  },
}

async function ask(c: AppContext, act: Act): Promise<Response> {
  const place = await placeOf(c)
  if (!place.ok) return refused(c, place)
  return show(c, act, { place: place.value, form: formOf(beginning(c, place.value)), status: 200 })
}

async function carryOut(c: AppContext, act: Act): Promise<Response> {
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  const place = await placeOf(c)
  if (!place.ok) return refused(c, place)
  const { meeting, entry, named } = place.value
  const asked: Asked = {
    actor: viewerOf(c),
    meetingId: meeting.id,
    invitationId: entry.invitation.id,
    delegateId: named?.delegate.id ?? '',
    by: 'organiser',
  }
  const outcome = await act.run(c.var.store, asked, body.value)
  if (outcome.ok) return seeOther(c, pathOf(place.value), act.said)
  // Loaded again: whoever was faster changed the version, and saving once more must count from there.
  const present = await placeOf(c)
  if (!present.ok) return refused(c, present)
  const form = refusedForm(body.value, outcome)
  return show(c, act, { place: present.value, form, status: statusOf(outcome) })
}

interface Showing {
  readonly place: Place
  readonly form: FormState
  readonly status: 200 | ReturnType<typeof statusOf>
}

async function show(c: AppContext, act: Act, { place, form, status }: Showing): Promise<Response> {
  const { meeting, entry } = place
  const shown = { ...secretariat(c, viewerOf(c)), meeting, entry, form }
  const view = act.view(shown, place, await lettersTo(c.var.store, place))
  return view ? page(c, view, status) : refused(c, refuse('not_found', 'forms.unknown'))
}

/** How many focal points would be written to. */
async function lettersTo(store: Store, { meeting, entry: { invitation } }: Place): Promise<number> {
  if (invitation.sentAt === null) return 0
  const found = await focalPoints(store, [invitation.institutionId], dateOf(store.now, meeting.zone))
  return (found.get(invitation.institutionId) ?? []).filter((person) => person.email !== '').length
}

async function placeOf(c: AppContext): Promise<Outcome<Place>> {
  const { store } = c.var
  const found = await meetingFor(store, viewerOf(c), c.req.param('id') ?? '', 'organise')
  if (!found.ok) return found
  const meeting = found.value
  const delegateId = c.req.param('delegate')
  const delegate = delegateId ? await findDelegate(store, delegateId) : null
  const invitationId = delegateId ? delegate?.invitationId : c.req.param('invitation')
  const invitation = await findInvitation(store, invitationId ?? '', meeting.id)
  const entry = invitation ? await findEntry(store, invitation, meeting.days[0]?.date) : null
  const named = entry?.delegates.find((row) => row.delegate.id === delegateId) ?? null
  return entry ? done({ meeting, entry, named }) : refuse('not_found', 'forms.unknown')
}

function pathOf({ meeting, entry }: Place): string {
  return `/meetings/${meeting.id}/invitations/${entry.invitation.id}`
}

/** A replacement takes over the role; else a head first, then members. */
function beginning(c: AppContext, { entry, named }: Place): FormState['values'] {
  const headed = namedIn(entry).some(({ delegate }) => delegate.role === 'head')
  const role = named?.delegate.role ?? (headed ? 'member' : 'head')
  return { role, reading: entry.invitation.languages[0] ?? c.var.reader.locale }
}

async function postAgain(c: AppContext): Promise<Response> {
  const place = await placeOf(c)
  if (!place.ok) return refused(c, place)
  const { meeting, named } = place.value
  const outcome = await sendAgain(c.var.store, {
    actor: viewerOf(c),
    meetingId: meeting.id,
    delegateId: named?.delegate.id ?? '',
  })
  return outcome.ok ? seeOther(c, pathOf(place.value), 'queued') : refused(c, outcome)
}
