/** Pages of the agenda: the editor, one item. Everything works with buttons in forms, without a script. */

import { AgendaEditorPage } from '../../views/agenda/editor.tsx'
import { type ItemChoices, ItemPage } from '../../views/agenda/form.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { proposedTitles } from '../../views/supply/paper.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { formatInstant } from '../i18n/dates.ts'
import { faultText } from '../i18n/messages.ts'
import { allInstitutions, institutionNames } from '../institutions/queries.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { sortKey } from '../kernel/text.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { findMeeting } from '../meetings/queries.ts'
import { isEditable } from '../meetings/state.ts'
import { dialogueScope, may } from '../people/may.ts'
import { listName } from '../people/name.ts'
import { personCards } from '../people/queries.ts'
import { listableInstitutions, listablePeople, sees } from '../people/visible.ts'
import { mattersArising } from '../status/arising-queries.ts'
import type { MedicineAtRisk } from '../supply/at-risk.ts'
import { medicinesAtRisk } from '../supply/risk-queries.ts'
import { notedSupply } from '../supply/snapshot-queries.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { historyOf } from './carry.ts'
import { itemLinks } from './carry-queries.ts'
import { carry, showCarryOver } from './carry-routes.tsx'
import { addItem, changeItemState, editItem, moveItem, publishAgenda } from './commands.ts'
import { itemValues, NEW_ITEM, readItem, readNewItem, readPosition } from './forms.ts'
import { type AgendaItem, type ItemMove, isVisible } from './item.ts'
import { agendaOf, delegatePersons } from './queries.ts'
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
  routes.get('/meetings/:id/agenda/carry-over', showCarryOver)
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
    // Who may not see an item must not learn that it is there.
    const audience = sees(viewerOf(c), 'closedAgenda', meeting.dialogueId) ? 'secretariat' : 'members'
    const item = items.find((entry) => entry.id === itemIdOf(c) && isVisible(entry, audience))
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
  const items = await agendaOf(store, meeting.id)
  const { dialogueId } = meeting
  const records = sees(viewer, 'closedAgenda', dialogueId)
  const organises = may(viewer, 'organise', dialogueId)
  const audience = records ? 'secretariat' : 'members'
  const days = timetable(meeting, items, { audience, locale: reader.locale })
  const named = namedIn(days)
  const carried = items.filter((item) => item.carriedFromId !== null)
  const [choices, links, institutions, persons, arising] = await Promise.all([
    organises ? choicesOf(c, meeting, items) : NO_CHOICES,
    carried.length > 0 ? itemLinks(store, dialogueId) : new Map(),
    institutionNames(store, named.institutions, meeting.days[0]?.date),
    personCards(store, named.persons),
    mattersArising(store, { meeting, items, viewer }),
  ])
  const open = isEditable(meeting.state)
  const supply = await supplyFor(c, meeting)
  const proposed = titlesFor(supply.rows, c.req.query('supply'))
  const at = meeting.agendaPublishedAt
  const shown = {
    meeting,
    days,
    names: {
      institutions: listableInstitutions(institutions, sees(viewer, 'unlistedInstitution', dialogueId)),
      persons: listablePeople(persons, sees(viewer, 'protectedPerson', dialogueId)),
    },
    histories: new Map(carried.map((item) => [item.id, historyOf(item, links)])),
    returns: open && organises && meeting.previousMeetingId !== null,
    arising,
    unpublished: records ? items.filter((item) => item.state === 'draft').length : 0,
    publishedAt: at ? formatInstant(reader.locale, at, meeting.zone) : null,
    choices,
    rights: {
      organise: open && organises,
      record: open && may(viewer, 'record', dialogueId),
    },
    form: form ?? formOf({ ...NEW_ITEM, day: meeting.days[0]?.date ?? '', ...proposed }),
    supply,
    refused: refusal && !form ? faultText(reader.t, refusal) : null,
  }
  return page(c, <AgendaEditorPage {...secretariat(c, viewer)} {...shown} />, refusal)
}

/** The titles of a new item about the medicine that a link proposes; none for one that its reader is not told of. */
function titlesFor(rows: readonly MedicineAtRisk[], medicineId: string | undefined) {
  const row = rows.find(({ medicine }) => medicine.id === medicineId)
  return row ? proposedTitles(row) : {}
}

/** The medicines at risk, as the editor tells of them to who prepares the meeting. */
async function supplyFor(c: AppContext, { id, dialogueId }: Meeting) {
  const { store } = c.var
  const viewer = viewerOf(c)
  const rows = await medicinesAtRisk(store, viewer, dialogueId)
  const [noted, owners] = await Promise.all([
    rows.length > 0 ? notedSupply(store, id) : [],
    institutionNames(store, [...new Set(rows.flatMap((row) => row.institutionIds))]),
  ])
  return { rows, noted, owners, mayNote: may(viewer, 'coordinate', dialogueId) }
}

/** Who may not change the agenda is not handed what it could hold. */
const NO_CHOICES: ItemChoices = { days: [], institutions: [], persons: [] }

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
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
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
  return page(c, <ItemPage {...secretariat(c, viewer)} {...shown} />, refusal)
}

function add(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readNewItem,
    run: (form) => addItem(c.var.store, { ...askedOf(c), ...form }),
    done: (id) => seeOther(c, `${editorPath(c)}#item-${id}`, 'created'),
    again: (form, refusal) => onMeeting(c, (meeting) => showEditor(c, meeting, { form, refusal })),
  })
}

function edit(c: AppContext): Promise<Response> {
  return onItem(c, (meeting, item) =>
    submit(c, {
      read: readItem,
      run: (form) => editItem(c.var.store, { ...askedOf(c), itemId: item.id, ...form }),
      done: () => seeOther(c, `${editorPath(c)}#item-${item.id}`, 'saved'),
      again: (form, refusal) => showItem(c, meeting, form, refusal),
      versionNow: item.version,
    }),
  )
}

function moveByOne(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readPosition,
    run: (form) => moveItem(c.var.store, { ...askedOf(c), itemId: itemIdOf(c), ...form }),
    done: () => backToItem(c),
    again: (_, refusal) => showRefused(c, refusal),
  })
}

async function change(c: AppContext, move: ItemMove): Promise<Response> {
  const outcome = await changeItemState(c.var.store, { ...askedOf(c), itemId: itemIdOf(c), move })
  return outcome.ok ? backToItem(c) : showRefused(c, outcome)
}

async function publish(c: AppContext): Promise<Response> {
  const outcome = await publishAgenda(c.var.store, askedOf(c))
  return outcome.ok ? seeOther(c, editorPath(c), 'published') : showRefused(c, outcome)
}

/** To the row that was acted on. */
function backToItem(c: AppContext): Response {
  return seeOther(c, `${editorPath(c)}#item-${itemIdOf(c)}`)
}

/** The editor with the reason why not; what is not the reader's stays a page of its own. */
function showRefused(c: AppContext, refusal: Refusal): Promise<Response> | Response {
  if (refusal.code === 'forbidden') return refused(c, refusal)
  return onMeeting(c, (meeting) => showEditor(c, meeting, { refusal }))
}
