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
import { type FormState, formOf } from '../../views/parts/form.ts'
import { viewerOf } from '../auth/guards.ts'
import type { Messages } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import { done, ifDone, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import { focalPoints } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
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
    run: (store, asked, values) =>
      ifDone(readRecordedNomination(values), (form) => nominate(store, { ...asked, ...form, person: form })),
    said: 'recorded',
    view: (shown) => <RecordNominationPage {...shown} />,
  },
  regrets: {
    run: (store, asked, values) =>
      ifDone(readRecorded(values), (form) => sendRegrets(store, { ...asked, ...form })),
    said: 'recorded',
    view: (shown, { entry }) => <RecordRegretsPage {...shown} people={namedIn(entry).length} />,
  },
  withdrawal: {
    run: (store, asked, values) =>
      ifDone(readVersion(values), (form) =>
        withdrawInvitation(store, { ...asked, id: asked.invitationId, ...form }),
      ),
    said: 'withdrawn',
    view: (shown, { entry }, letters) => {
      const people = namedIn(entry).filter(({ delegate }) => delegate.mailedSequence !== null).length
      return <WithdrawPage {...shown} letters={letters} people={people} />
    },
  },
}

const ON_DELEGATE: Readonly<Record<string, Act>> = {
  replacement: {
    run: (store, asked, values) =>
      ifDone(readRecordedNomination(values), (form) =>
        replaceDelegate(store, { ...asked, ...form, person: form }),
      ),
    said: 'replaced',
    view: (shown, { named }) => named && <ReplacePage {...shown} named={named} />,
  },
  withdrawal: {
    run: (store, asked, values) =>
      ifDone(readRecorded(values), (form) => removeDelegate(store, { ...asked, ...form })),
    said: 'withdrawn',
    view: (shown, { named }) => named && <RemovePage {...shown} named={named} />,
  },
  answers: {
    run: (store, asked, values) =>
      ifDone(readRecordedAnswer(values), (form) => recordAnswer(store, { ...asked, ...form })),
    said: 'recorded',
    view: (shown, { named }) => named && <RecordAnswerPage {...shown} named={named} />,
  },
}

async function ask(c: AppContext, act: Act): Promise<Response> {
  const place = await placeOf(c)
  return place.ok ? show(c, act, place.value) : refused(c, place)
}

async function carryOut(c: AppContext, act: Act): Promise<Response> {
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
  return submit(c, {
    // Every act reads its own form.
    read: done<FormValues>,
    run: (values) => act.run(c.var.store, asked, values),
    done: () => seeOther(c, pathOf(place.value), act.said),
    again: async (form, refusal) => {
      // Loaded again: whoever was faster changed the version, and saving once more must count from there.
      const present = await placeOf(c)
      return present.ok ? show(c, act, present.value, { form, refusal }) : refused(c, present)
    },
  })
}

/** What was typed, and why it was refused. */
interface Told {
  readonly form: FormState
  readonly refusal: Refusal
}

async function show(c: AppContext, act: Act, place: Place, told?: Told): Promise<Response> {
  const { meeting, entry } = place
  const form = told?.form ?? formOf(beginning(c, place))
  const shown = { ...secretariat(c, viewerOf(c)), meeting, entry, form }
  const view = act.view(shown, place, await lettersTo(c.var.store, place))
  return view ? page(c, view, told?.refusal) : refused(c, refuse('not_found', 'forms.unknown'))
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

/** A replacement takes over the role; else a head first, then members. An incoming letter brings its own source. */
function beginning(c: AppContext, { entry, named }: Place): FormState['values'] {
  const headed = namedIn(entry).some(({ delegate }) => delegate.role === 'head')
  const role = named?.delegate.role ?? (headed ? 'member' : 'head')
  const [channel = '', source = ''] = [c.req.query('channel'), c.req.query('source')?.slice(0, 300)]
  return { role, reading: entry.invitation.languages[0] ?? c.var.reader.locale, channel, source }
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
