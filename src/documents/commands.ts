/** Adds papers to a meeting and removes files for good: load, decide, commit one batch. */

import { agendaOf } from '../agenda/queries.ts'
import { cameIn } from '../correspondence/queries.ts'
import { surnamesKeptOut } from '../invitations/participant-queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import { type Act, type Actor, may } from '../people/may.ts'
import { mentioned } from '../people/mention.ts'
import type { Store } from '../store/store.ts'
import { addDocument, removeContent } from './documents.ts'
import type { TakenFile } from './file.ts'
import { decideSpace } from './paper.ts'
import { type LinkedFile, papersOf, spaceTaken } from './queries.ts'
import { fileFor } from './reading-queries.ts'

/** A file to lay before a meeting. */
export interface AskedPaper {
  readonly actor: Actor
  readonly meetingId: Id
  /** The paper of which this is another language or a newer version; null for a new one. */
  readonly paperId: Id | null
  /** The item of the agenda it belongs to; null for the meeting as a whole. A known paper keeps its own. */
  readonly itemId: Id | null
  /** In the language of the file; empty: its name without the extension. */
  readonly title: string
  readonly lang: Locale | null
  readonly file: TakenFile
}

/**
 * Lays a file before a meeting.
 * @returns its id; `not_found`, `forbidden`, `invalid` `forms.not_a_choice` (`item` or `paper`) or
 *   `documents.names_somebody` (`title`, param `name`), the refusal of `decideSpace`.
 */
export async function addPaper(store: Store, asked: AskedPaper): Promise<Outcome<Id>> {
  const found = await meetingFor(store, asked.actor, asked.meetingId, 'organise')
  if (!found.ok) return found
  const meeting = found.value
  const place = await placeOf(store, meeting, asked)
  if (!place.ok) return place
  const { subject, paperId, rule } = place.value
  const title = asked.title || asked.file.name.replace(/\.[^.]+$/, '')
  // What participants read must not tell who takes part.
  const named = mentioned(`${title} ${asked.file.name}`, await surnamesKeptOut(store, meeting, rule))
  if (named) return refuse('invalid', 'documents.names_somebody', 'title', { name: named })
  const space = decideSpace(await spaceTaken(store, meeting.dialogueId), asked.file.bytes.length)
  if (!space.ok) return space

  const { actor, lang, file } = asked
  const added = addDocument(
    store,
    { ...file, lang, createdBy: actor.personId },
    { ...subject, dialogueId: meeting.dialogueId, paperId, title },
  )
  return store.commit(added.statements, added.id)
}

/** What the file hangs on and under which rule; a known paper stays where it is. */
async function placeOf(store: Store, meeting: Meeting, { paperId, itemId }: AskedPaper) {
  const [files, items] = await Promise.all([papersOf(store, meeting.id), agendaOf(store, meeting.id)])
  const known = files.find((file) => file.paperId === paperId)
  if (paperId && !known) return refuse('invalid', 'forms.not_a_choice', 'paper')
  const wanted = known ? known.subjectKind === 'agenda_item' && known.subjectId : itemId
  const item = items.find(({ id }) => id === wanted)
  if (wanted && (!item || (!known && item.state === 'withdrawn')))
    return refuse('invalid', 'forms.not_a_choice', 'item')
  const subject = item
    ? { kind: 'agenda_item' as const, subjectId: item.id }
    : { kind: 'meeting' as const, subjectId: meeting.id }
  return done({ subject, paperId, rule: item?.attribution ?? meeting.attribution })
}

/**
 * Removes the content of a file for good: of a paper whoever organises, of evidence whoever coordinates. That there
 * was such a file, who gave it and who removed it stays on record.
 * @returns the file as it was; `not_found` (also for letters of ours, which stay on record), `forbidden`, `gone`
 *   `documents.removed`, `conflict` `forms.changed_meanwhile`.
 */
export async function removeFile(
  store: Store,
  asked: { readonly actor: Actor; readonly id: Id },
): Promise<Outcome<LinkedFile>> {
  const { actor, id } = asked
  const found = await removableFile(store, actor, id)
  if (!found.ok) return found
  const file = found.value
  const fact = { kind: 'document.removed', actorId: actor.personId, details: { paper: file.paperId } }
  return store.commit([recordFact(store, file, fact), removeContent(store, file, actor.personId)], file)
}

/** The file that `actor` may remove. @returns the refusals of {@link removeFile}. */
export async function removableFile(store: Store, actor: Actor, id: Id): Promise<Outcome<LinkedFile>> {
  const file = await fileFor(store, actor, id)
  // Our own letters stay on record; a scan that came in is the secretariat's to remove.
  const ours = file?.subjectKind === 'letter' && !(await cameIn(store, id))
  if (!file || ours) return refuse('not_found', 'forms.unknown')
  if (!may(actor, rightToRemove(file), file.dialogueId)) return refuse('forbidden', 'forms.forbidden')
  return file.removedAt ? refuse('gone', 'documents.removed') : done(file)
}

// What proves a report or a step belongs to following up, everything else to preparing the meeting.
function rightToRemove({ subjectKind }: LinkedFile): Act {
  return subjectKind === 'report' || subjectKind === 'step' ? 'coordinate' : 'organise'
}
