/** Pages that plan, change and move meetings. */

import { AskPage } from '../../views/meetings/ask.tsx'
import { MeetingFormPage } from '../../views/meetings/form.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { type Dialogue, takesMeetings } from '../dialogues/dialogue.ts'
import { findDialogue } from '../dialogues/queries.ts'
import type { Holidays } from '../holidays/holiday.ts'
import { faultText } from '../i18n/messages.ts'
import { readVersion } from '../invitations/forms.ts'
import { sendingPath } from '../invitations/sending.ts'
import { actProgress } from '../invitations/sending-queries.ts'
import { previewSending } from '../invitations/update-preview.ts'
import { type LocalDate, parseLocalDate } from '../kernel/local-date.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dialogueScope, may } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { createMeeting, editMeeting, mayMove, moveMeeting } from './commands.ts'
import { dayRows, meetingValues, newMeetingValues, readMeeting, readNewMeeting } from './forms.ts'
import { MAX_DAYS, type Meeting } from './meeting.ts'
import { showMeeting } from './page-routes.tsx'
import { findMeeting, holidaysBetween, meetingFor, meetingsOfDialogue } from './queries.ts'
import {
  ASKING_MOVES,
  type AskingMove,
  asksFirst,
  isEditable,
  MEETING_MOVES,
  type MeetingMove,
} from './state.ts'
import { confirmClockOf, showClockChanges } from './zone-routes.tsx'

/** `/meetings…` and `/dialogues/:id/meetings…` */
export function meetingRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/meetings/*', signedIn)
  routes.use('/dialogues/:id/meetings/*', signedIn)
  routes.get('/dialogues/:id/meetings/new', (c) => onDialogue(c, (dialogue) => plan(c, dialogue)))
  routes.post('/dialogues/:id/meetings', add)
  routes.get('/meetings/zones', showClockChanges)
  routes.post('/meetings/:id/clock', confirmClockOf)
  routes.get('/meetings/:id', (c) => showMeeting(c))
  routes.get('/meetings/:id/edit', (c) =>
    onMeeting(c, (meeting, dialogue) => showForm(c, { meeting, dialogue }, formOf(meetingValues(meeting)))),
  )
  routes.post('/meetings/:id', edit)
  for (const move of MEETING_MOVES)
    routes.post(`/meetings/:id/${move}`, (c) =>
      asksFirst(move) ? carryOutAsked(c, move) : carryOut(c, move),
    )
  for (const move of ASKING_MOVES) routes.get(`/meetings/:id/${move}`, (c) => ask(c, move))
  return routes
}

function idOf(c: AppContext): string {
  return c.req.param('id') ?? ''
}

async function onDialogue(
  c: AppContext,
  show: (dialogue: Dialogue) => Response | Promise<Response>,
): Promise<Response> {
  const dialogue = await findDialogue(c.var.store, idOf(c), dialogueScope(viewerOf(c)))
  return dialogue ? show(dialogue) : refused(c, refuse('not_found', 'forms.unknown'))
}

async function onMeeting(
  c: AppContext,
  show: (meeting: Meeting, dialogue: Dialogue) => Response | Promise<Response>,
): Promise<Response> {
  const { store } = c.var
  const meeting = await findMeeting(store, idOf(c), dialogueScope(viewerOf(c)))
  const dialogue = meeting ? await findDialogue(store, meeting.dialogueId, 'all') : null
  return meeting && dialogue ? show(meeting, dialogue) : refused(c, refuse('not_found', 'forms.unknown'))
}

async function plan(c: AppContext, dialogue: Dialogue): Promise<Response> {
  if (!takesMeetings(dialogue.state)) return refused(c, refuse('conflict', 'meetings.dialogue_closed'))
  const last = (await meetingsOfDialogue(c.var.store, dialogue.id)).at(-1) ?? null
  return showForm(c, { dialogue, meeting: null }, formOf(newMeetingValues(dialogue, last)))
}

interface Place {
  readonly dialogue: Dialogue
  /** Null for a new one. */
  readonly meeting: Meeting | null
}

async function showForm(
  c: AppContext,
  { dialogue, meeting }: Place,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  if (!may(viewer, 'organise', dialogue.id)) return refused(c, refuse('forbidden', 'forms.forbidden'))
  if (meeting && !isEditable(meeting.state) && !refusal)
    return refused(c, refuse('conflict', 'meetings.not_editable', undefined, { state: meeting.state }))
  const [all, holidays] = await Promise.all([
    meetingsOfDialogue(store, dialogue.id),
    holidaysTyped(store, dialogue, form.values),
  ])
  const shown = {
    dialogue,
    meeting,
    others: all.filter((other) => other.id !== meeting?.id),
    rows: dayRows(form.values),
    holidays,
    form,
    changedMeanwhile: refusal?.messageKey === 'forms.changed_meanwhile',
  }
  return page(c, <MeetingFormPage {...secretariat(c, viewer)} {...shown} />, refusal)
}

/** The days off that the form says back beside the dates typed so far. */
async function holidaysTyped(store: Store, dialogue: Dialogue, values: FormValues): Promise<Holidays> {
  const dates = Array.from({ length: dayRows(values) }, (_, at) => values[`day_${at + 1}`])
    .map((typed) => (typeof typed === 'string' ? parseLocalDate(typed) : null))
    .filter((date): date is LocalDate => date !== null)
    .sort()
  const [from, to] = [dates[0], dates.at(-1)]
  return from && to ? holidaysBetween(store, dialogue.holidayCalendar, { from, to }) : new Map()
}

/** The same form with one more row of days. */
function withMoreRows(values: FormValues): FormValues {
  return { ...values, rows: String(Math.min(dayRows(values) + 1, MAX_DAYS)) }
}

/** What every sending of the form does, whether the meeting is new or known. */
function onForm(c: AppContext, place: Place) {
  return {
    instead: (values: FormValues) =>
      values.one_more_day ? showForm(c, place, formOf(withMoreRows(values))) : null,
    again: (form: FormState, refusal: Refusal) => showForm(c, place, form, refusal),
  }
}

function add(c: AppContext): Promise<Response> {
  return onDialogue(c, (dialogue) =>
    submit(c, {
      ...onForm(c, { dialogue, meeting: null }),
      read: readNewMeeting,
      run: (form) => createMeeting(c.var.store, { actor: viewerOf(c), dialogueId: dialogue.id, ...form }),
      done: (id) => seeOther(c, `/meetings/${id}`, 'created'),
    }),
  )
}

function edit(c: AppContext): Promise<Response> {
  return onMeeting(c, (meeting, dialogue) =>
    submit(c, {
      ...onForm(c, { dialogue, meeting }),
      read: readMeeting,
      run: (form) => editMeeting(c.var.store, { actor: viewerOf(c), id: meeting.id, ...form }),
      done: () => seeOther(c, `/meetings/${meeting.id}`, 'saved'),
      versionNow: meeting.version,
    }),
  )
}

/** The page that asks; once more, with what holds now, after a refusal. What is not possible is said on the meeting's. */
async function ask(c: AppContext, move: AskingMove, refusal?: Refusal): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const found = await meetingFor(store, viewer, idOf(c), 'organise')
  if (!found.ok) return refused(c, found)
  const meeting = found.value
  const possible = await mayMove(store, meeting, move)
  if (!possible.ok) return showMeeting(c, possible)
  const preview = await previewSending(store, meeting, {
    act: move,
    show: c.req.query('show'),
    locale: reader.locale,
  })
  const shown = { meeting, move, preview, refused: refusal ? faultText(reader.t, refusal) : null }
  return page(c, <AskPage {...secretariat(c, viewer)} {...shown} />, refusal)
}

async function carryOut(c: AppContext, move: MeetingMove): Promise<Response> {
  const outcome = await moveMeeting(c.var.store, { actor: viewerOf(c), id: idOf(c), move })
  if (!outcome.ok) return outcome.code === 'conflict' ? showMeeting(c, outcome) : refused(c, outcome)
  return seeOther(c, `/meetings/${idOf(c)}`, 'recorded')
}

function carryOutAsked(c: AppContext, move: AskingMove): Promise<Response> {
  return submit(c, {
    read: readVersion,
    run: (form) => moveMeeting(c.var.store, { actor: viewerOf(c), id: idOf(c), move, ...form }),
    done: async () => seeOther(c, await pathAfter(c), move === 'cancellation' ? 'cancelled' : 'recorded'),
    again: (_, refusal) => ask(c, move, refusal),
  })
}

/** Where the mail of the move can be watched, if there is any. */
async function pathAfter(c: AppContext): Promise<string> {
  const { store } = c.var
  const mailed = (await actProgress(store, idOf(c), store.now)).all > 0
  return mailed ? sendingPath(idOf(c), store.now) : `/meetings/${idOf(c)}`
}
