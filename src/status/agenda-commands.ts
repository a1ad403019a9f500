/** Puts the kept paper on the agenda of its meeting: an item, and under it the paper in three languages. */

import { countAgenda, insertItem } from '../agenda/items.ts'
import { lastPosition } from '../agenda/order.ts'
import { agendaOf } from '../agenda/queries.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { addDocument } from '../documents/documents.ts'
import { decideSpace } from '../documents/paper.ts'
import { spaceTaken } from '../documents/queries.ts'
import { messagesIn } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import { isEditable } from '../meetings/state.ts'
import type { Actor } from '../people/may.ts'
import { isTooLong, type Paper } from '../printing/sheet.ts'
import type { Statement, Store } from '../store/store.ts'
import { paperOf } from './paper-queries.ts'
import { statusDocument } from './press.ts'
import { requestFor } from './queries.ts'
import { decideAgenda, type StatusRequest } from './request.ts'
import { updateRequest } from './requests.ts'

interface AskedAgenda {
  readonly actor: Actor
  readonly id: Id
  /** An item of follow-up that stands on the agenda; null makes a new one, "matters arising". */
  readonly itemId: Id | null
  /** Makes the PDF. */
  readonly press: (paper: Paper) => Promise<Uint8Array>
}

/** Minutes that a new item is given; whoever sets the agenda changes them. */
const MINUTES = 30

/**
 * Puts the paper on the agenda. It is the version for members, whoever does it: it gets handed out.
 * @returns the item; `not_found`, `forbidden`, the refusals of `decideAgenda`, `conflict` `agenda.meeting_over`,
 *   `invalid` `forms.not_a_choice` (`item`), `too_large` `printing.too_long`, the refusal of `decideSpace`.
 */
export async function putOnAgenda(store: Store, asked: AskedAgenda): Promise<Outcome<Id>> {
  const found = await requestFor(store, asked.actor, asked.id, 'coordinate')
  if (!found.ok) return found
  const request = found.value
  const meetingId = decideAgenda(request)
  if (!meetingId.ok) return meetingId
  const meeting = await meetingFor(store, asked.actor, meetingId.value, 'organise')
  if (!meeting.ok) return meeting
  if (!isEditable(meeting.value.state)) return refuse('conflict', 'agenda.meeting_over')
  const item = await itemFor(store, meeting.value, asked.itemId)
  if (!item.ok) return item
  const files = await papersFor(store, asked, { request, meeting: meeting.value, itemId: item.value.id })
  if (!files.ok) return files
  const actorId = asked.actor.personId
  const details = { item: item.value.id, status: request.id }
  return store.commit(
    [
      recordFact(store, request, {
        kind: 'status_request.on_agenda',
        actorId,
        details: { item: item.value.id },
      }),
      item.value.statements.length > 0
        ? countAgenda(store, meeting.value, { kind: 'agenda_item.added', actorId, details })
        : [],
      item.value.statements,
      updateRequest(store, request, { item_id: item.value.id }),
      files.value,
    ],
    item.value.id,
  )
}

interface FoundItem {
  readonly id: Id
  readonly statements: readonly Statement[]
}

async function itemFor(store: Store, meeting: Meeting, asked: Id | null): Promise<Outcome<FoundItem>> {
  const items = await agendaOf(store, meeting.id)
  if (asked !== null) {
    const item = items.find(({ id }) => id === asked)
    const fits = item?.kind === 'follow_up' && item.state !== 'withdrawn'
    return fits ? done({ id: asked, statements: [] }) : refuse('invalid', 'forms.not_a_choice', 'item')
  }
  const day = meeting.days[0]?.date
  if (!day) return refuse('conflict', 'agenda.meeting_over')
  const id = store.newId()
  const titles = LOCALES.map((lang) => [lang, messagesIn(lang).status.acts.matters])
  const draft = {
    ...{ day, kind: 'follow_up' as const, isBreak: false, minutes: MINUTES, attribution: null },
    ...{ presenterInstitutionId: null, presenterPersonId: null, visibility: 'members' as const },
    title: Object.fromEntries(titles),
  }
  const position = lastPosition(items, day)
  return done({
    id,
    statements: insertItem(store, { id, meetingId: meeting.id, position, carriedFromId: null, draft }),
  })
}

interface Place {
  readonly request: StatusRequest
  readonly meeting: Meeting
  readonly itemId: Id
}

/** One paper with a file in each language. */
async function papersFor(
  store: Store,
  { actor, press }: AskedAgenda,
  { request, meeting, itemId }: Place,
): Promise<Outcome<Statement[]>> {
  const [paper, dialogue, taken] = await Promise.all([
    paperOf(store, request, 'members'),
    findDialogue(store, request.dialogueId, 'all'),
    spaceTaken(store, request.dialogueId),
  ])
  if (!dialogue) return refuse('not_found', 'forms.unknown')
  const statements: Statement[] = []
  let [paperId, size] = [null as Id | null, 0]
  for (const lang of LOCALES) {
    const document = statusDocument(lang, { paper, dialogue, meeting, by: 'institution' })
    if (isTooLong(document)) return refuse('too_large', 'printing.too_long')
    const bytes = await press(document)
    size += bytes.length
    const title = messagesIn(lang).status.acts.matters
    const file = { name: `status-${lang}.pdf`, mediaType: 'application/pdf', bytes, lang }
    const hook = {
      kind: 'agenda_item',
      subjectId: itemId,
      dialogueId: meeting.dialogueId,
      paperId,
      title,
    } as const
    const added = addDocument(store, { ...file, createdBy: actor.personId }, hook)
    paperId ??= added.id
    statements.push(...added.statements)
  }
  const space = decideSpace(taken, size)
  return space.ok ? done(statements) : space
}
