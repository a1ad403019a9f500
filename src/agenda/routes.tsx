/** Pages of the agenda: the editor, one item. Everything works with buttons in forms, without a script. */

import { AgendaEditorPage } from '../../views/agenda/editor.tsx'
import { type ItemChoices, ItemPage } from '../../views/agenda/form.tsx'
import { type FormState, formOf, refusedForm } from '../../views/parts/form.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { formatInstant } from '../i18n/dates.ts'
import { faultText } from '../i18n/messages.ts'
import { allInstitutions, institutionNames } from '../institutions/queries.ts'
import { type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { sortKey } from '../kernel/text.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { findMeeting } from '../meetings/queries.ts'
import { isEditable } from '../meetings/state.ts'
import { dialogueScope, may } from '../people/may.ts'
import { listName } from '../people/name.ts'
import { personCards } from '../people/queries.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { readBody } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { statusOf } from '../web/refused.ts'
import { openItems } from './carry.ts'
import { addItem, carryOver, changeItemState, editItem, moveItem, publishAgenda } from './commands.ts'
import { itemValues, NEW_ITEM, readCarryOver, readItem, readNewItem, readPosition } from './forms.ts'
import type { AgendaItem, ItemMove } from './item.ts'
import { agendaOf, agendasOf, delegatePersons } from './queries.ts'
import { namedIn, timetable } from './timetable.ts'

/** `/meetings/:id/agenda…` */
export function agendaRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/meetings/:id/agenda/*', signedIn)
  routes.get('/meetings/:id/agenda', (c) => onMeeting(c, (meeting) => showEditor(c, meeting, {})))
  routes.post('/meetings/:id/agenda/items', add)
  routes.get('/meetings/:id/agenda/items/:item', (c) =>
    onItem(c, (meeting, item) => showItem(c, meeting, formOf(itemValues(item)))),
  )
  routes.post('/meetings/:id/agenda/items/:item', edit)
  routes.post('/meetings/:id/agenda/items/:item/position', moveByOne)
  for (const move of ['taking', 'deferral', 'scheduling', 'removal'] as const)
    routes.post(`/meetings/:id/agenda/items/:item/${move}`, (c) => change(c, move))
  routes.post('/meetings/:id/agenda/publication', publish)
  routes.post('/meetings/:id/agenda/carry-over', carry)
  return routes
}

/** Whose agenda, and who asks. */
function askedOf(c: AppContext) {
  return { actor: viewerOf(c), meetingId: c.req.param('id') ?? '' }
}

function itemIdOf(c: AppContext): string {
  return c.req.param('item') ?? ''
}

function editorPath(c: AppContext): string {
  return `/meetings/${askedOf(c).meetingId}/agenda`
}

async function onMeeting(
  c: AppContext,
  show: (meeting: Meeting) => Response | Promise<Response>,
): Promise<Response> {
  const { actor, meetingId } = askedOf(c)
  const meeting = await findMeeting(c.var.store, meetingId, dialogueScope(actor))
  return meeting ? show(meeting) : refused(c, refuse('not_found', 'forms.unknown'))
}

async function onItem(
  c: AppContext,
  show: (meeting: Meeting, item: AgendaItem) => Response | Promise<Response>,
): Promise<Response> {
  return onMeeting(c, async (meeting) => {
    const items = await agendaOf(c.var.store, meeting.id)
    const item = items.find((entry) => entry.id === itemIdOf(c))
    return item ? show(meeting, item) : refused(c, refuse('not_found', 'agenda.item_unknown'))
  })
}

interface EditorState {
  /** The form of a new item, when it met a fault. */
  readonly form?: FormState
  /** Why something was refused; at the form if it has one, else on top. */
  readonly refusal?: Refusal
}

async function showEditor(
  c: AppContext,
  meeting: Meeting,
  { form, refusal }: EditorState,
): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const previousId = meeting.previousMeetingId
  const agendas = await agendasOf(store, [meeting.id, ...(previousId ? [previousId] : [])])
  const items = agendas.get(meeting.id) ?? []
  const records = may(viewer, 'record', meeting.dialogueId)
  const audience = records ? 'secretariat' : 'members'
  const days = timetable(meeting, items, { audience, locale: reader.locale })
  const named = namedIn(days)
  const [choices, institutions, persons] = await Promise.all([
    choicesOf(c, meeting, items),
    institutionNames(store, named.institutions, meeting.days[0]?.date),
    personCards(store, named.persons),
  ])
  const open = isEditable(meeting.state)
  const at = meeting.agendaPublishedAt
  const shown = {
    meeting,
    days,
    // A protected person's name goes no further than the secretariat (domain.md §2.9).
    names: { institutions, persons: new Map([...persons].filter(([, card]) => records || !card.protected)) },
    open: previousId ? openItems(agendas.get(previousId) ?? [], items) : [],
    unpublished: items.filter((item) => item.state === 'draft').length,
    publishedAt: at ? formatInstant(reader.locale, at, meeting.zone) : null,
    choices,
    rights: {
      organise: open && may(viewer, 'organise', meeting.dialogueId),
      record: open && records,
    },
    form: form ?? formOf({ ...NEW_ITEM, day: meeting.days[0]?.date ?? '' }),
    refused: refusal && !form ? faultText(reader.t, refusal) : null,
  }
  const status = refusal ? statusOf(refusal) : 200
  return page(c, <AgendaEditorPage {...secretariat(c, viewer)} {...shown} />, status)
}

async function choicesOf(
  c: AppContext,
  meeting: Meeting,
  items: readonly AgendaItem[],
): Promise<ItemChoices> {
  const { store, reader } = c.var
  const [institutions, delegates] = await Promise.all([
    allInstitutions(store, reader.locale),
    delegatePersons(store, meeting.id),
  ])
  const presenting = items.flatMap((item) => item.presenterPersonId ?? [])
  const cards = await personCards(store, [...new Set([...delegates, ...presenting])])
  const persons = [...cards.values()]
    .map((card) => ({ card, key: sortKey(listName(card, reader.locale), reader.locale) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ card }) => card)
  return { days: meeting.days.map((day) => day.date), institutions, persons }
}

async function showItem(
  c: AppContext,
  meeting: Meeting,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const viewer = viewerOf(c)
  if (!may(viewer, 'organise', meeting.dialogueId)) return refused(c, refuse('forbidden', 'forms.forbidden'))
  const choices = await choicesOf(c, meeting, await agendaOf(c.var.store, meeting.id))
  const shown = { meeting, itemId: itemIdOf(c), choices, form }
  return page(c, <ItemPage {...secretariat(c, viewer)} {...shown} />, refusal ? statusOf(refusal) : 200)
}

async function add(c: AppContext): Promise<Response> {
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  const form = readNewItem(body.value)
  const outcome = form.ok ? await addItem(c.var.store, { ...askedOf(c), ...form.value }) : form
  if (outcome.ok) return seeOther(c, `${editorPath(c)}#item-${outcome.value}`, 'created')
  return onMeeting(c, (meeting) =>
    showEditor(c, meeting, { form: refusedForm(body.value, outcome), refusal: outcome }),
  )
}

async function edit(c: AppContext): Promise<Response> {
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  return onItem(c, async (meeting, item) => {
    const form = readItem(body.value)
    const outcome = form.ok
      ? await editItem(c.var.store, { ...askedOf(c), itemId: item.id, ...form.value })
      : form
    if (outcome.ok) return seeOther(c, `${editorPath(c)}#item-${item.id}`, 'saved')
    const typed = outcome.code === 'conflict' ? { ...body.value, version: String(item.version) } : body.value
    return showItem(c, meeting, refusedForm(typed, outcome), outcome)
  })
}

async function moveByOne(c: AppContext): Promise<Response> {
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  const form = readPosition(body.value)
  const outcome = form.ok
    ? await moveItem(c.var.store, { ...askedOf(c), itemId: itemIdOf(c), ...form.value })
    : form
  return afterAct(c, outcome, `#item-${itemIdOf(c)}`)
}

async function change(c: AppContext, move: ItemMove): Promise<Response> {
  const outcome = await changeItemState(c.var.store, { ...askedOf(c), itemId: itemIdOf(c), move })
  return afterAct(c, outcome, `#item-${itemIdOf(c)}`)
}

async function publish(c: AppContext): Promise<Response> {
  const outcome = await publishAgenda(c.var.store, askedOf(c))
  return outcome.ok ? seeOther(c, editorPath(c), 'published') : afterAct(c, outcome, '')
}

async function carry(c: AppContext): Promise<Response> {
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  const form = readCarryOver(body.value)
  const outcome = form.ok ? await carryOver(c.var.store, { ...askedOf(c), ...form.value }) : form
  return outcome.ok ? seeOther(c, editorPath(c), 'recorded') : afterAct(c, outcome, '')
}

/** Back to the row that was acted on, or the editor with the reason why not. */
function afterAct(c: AppContext, outcome: Outcome<unknown>, anchor: string): Promise<Response> | Response {
  if (outcome.ok) return seeOther(c, `${editorPath(c)}${anchor}`)
  if (outcome.code === 'forbidden') return refused(c, outcome)
  return onMeeting(c, (meeting) => showEditor(c, meeting, { refusal: outcome }))
}
