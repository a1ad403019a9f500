/** Enters a letter that came in, with its file and the answer that it gives: load, decide, commit one batch. */

import type { Dialogue } from '../dialogues/dialogue.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import { addDocument } from '../documents/documents.ts'
import type { TakenFile } from '../documents/file.ts'
import { decideSpace } from '../documents/paper.ts'
import { spaceTaken } from '../documents/queries.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import { type Invitation, isOpen } from '../invitations/invitation.ts'
import { findInvitation } from '../invitations/queries.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { findMeeting } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { yearOf } from './number.ts'
import { lettersById } from './queries.ts'
import { searchOf } from './records.ts'
import { decideIncoming, type IncomingDraft } from './register.ts'

/** Regrets of an institution that came on paper; `also` is written in the same batch. */
interface PaperRegrets {
  readonly actor: Actor
  readonly by: 'organiser'
  readonly invitationId: Id
  readonly meetingId: Id
  readonly version: number
  readonly channel: 'paper'
  readonly source: string
  readonly also: readonly Statement[]
}

/** What the room of invitations does with regrets; handed in, because rooms do not call each other's commands. */
export type TakeRegrets = (store: Store, asked: PaperRegrets) => Promise<Outcome<void>>

interface AskedIncoming {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly draft: IncomingDraft
  readonly file: TakenFile | null
  /** The letter in the words of an answer's source: “Letter no. 5 of 14.10.2025”. */
  readonly source: string
}

/** What an incoming letter did besides being entered. */
export interface Logged {
  /** The invitation that waits for the names which the letter brought, and what to note as their source. */
  readonly naming: (Pick<Invitation, 'id' | 'meetingId'> & { readonly source: string }) | null
  /** It says an answer, but answers no invitation that still takes one. */
  readonly onlyEntered: boolean
}

/**
 * Enters a letter that came in. Regrets that answer an invitation of ours are recorded as its answer in the same
 * batch; a nomination needs names, so it leads on to where they are typed.
 * @returns what it did; `not_found`, `forbidden`, `invalid` `forms.not_a_choice` (`institution`) or as
 *   {@link decideIncoming}, the refusal of `decideSpace`, or one of `takeRegrets`.
 */
export async function logIncoming(
  store: Store,
  asked: AskedIncoming,
  takeRegrets: TakeRegrets,
): Promise<Outcome<Logged>> {
  const { actor, dialogueId, draft } = asked
  const found = await dialogueFor(store, actor, dialogueId, 'organise')
  if (!found.ok) return found
  const [institutions, letters] = await Promise.all([
    institutionNames(store, [draft.institutionId]),
    lettersById(store, dialogueId, draft.replyToId ? [draft.replyToId] : []),
  ])
  const institution = institutions.get(draft.institutionId)
  if (!institution) return refuse('invalid', 'forms.not_a_choice', 'institution')
  const answered = letters.get(draft.replyToId ?? '') ?? null
  const decision = decideIncoming(draft, answered, dateOf(store.now, found.value.zone))
  if (!decision.ok) return decision
  const space = await roomFor(store, asked)
  if (!space.ok) return space

  const invitation = await waiting(store, answered?.invitationId ?? null)
  const [fact, ...rest] = enter(store, asked, { institution, dialogue: found.value, invitation })
  if (draft.kind !== 'regrets' || !invitation) {
    const naming = draft.kind === 'nomination' && invitation ? { ...invitation, source: asked.source } : null
    return store.commit([fact, rest], { naming, onlyEntered: draft.kind !== 'other' && !invitation })
  }
  const { id: invitationId, meetingId, version } = invitation
  const regrets = { actor, by: 'organiser', invitationId, meetingId, version, channel: 'paper' } as const
  const taken = await takeRegrets(store, { ...regrets, source: asked.source, also: [fact, ...rest] })
  return taken.ok ? done({ naming: null, onlyEntered: false }) : taken
}

async function roomFor(store: Store, { dialogueId, file }: AskedIncoming): Promise<Outcome<null>> {
  return file ? decideSpace(await spaceTaken(store, dialogueId), file.bytes.length) : done(null)
}

/** The invitation, if its answer can still be recorded. */
async function waiting(store: Store, id: Id | null): Promise<Invitation | null> {
  const invitation = id ? await findInvitation(store, id) : null
  if (!invitation || invitation.state === 'withdrawn' || invitation.state === 'regrets') return null
  const meeting = await findMeeting(store, invitation.meetingId, 'all')
  return meeting && isOpen(meeting.state) ? invitation : null
}

interface Place {
  readonly dialogue: Dialogue
  readonly institution: InstitutionName
  readonly invitation: Invitation | null
}

function enter(
  store: Store,
  { actor, draft, file }: AskedIncoming,
  { dialogue, institution, invitation }: Place,
): [FactStatement, ...Statement[]] {
  const id = store.newId()
  const createdBy = actor.personId
  const hook = { kind: 'letter', subjectId: id, dialogueId: dialogue.id } as const
  const stored = file && addDocument(store, { ...file, createdBy }, hook)
  const names = [...Object.values(institution.official.texts), ...Object.values(institution.short.texts)]
  return [
    recordFact(
      store,
      { id, version: 0 },
      {
        kind: 'letter.received',
        actorId: createdBy,
        details: { kind: draft.kind, institution: institution.id },
      },
    ),
    ...(stored?.statements ?? []),
    store.db.insertInto('letters').values({
      id,
      dialogue_id: dialogue.id,
      direction: 'in',
      kind: draft.kind,
      number: draft.number,
      year: yearOf(draft.date),
      letter_date: draft.date,
      received_on: draft.receivedOn,
      institution_id: institution.id,
      invitation_id: invitation?.id ?? null,
      reply_to_id: draft.replyToId,
      signatory: '',
      note: draft.note,
      paper: null,
      document_id: stored?.id ?? null,
      search: searchOf(draft.number, names),
      created_by: createdBy,
      created_at: store.now,
      version: 1,
    }),
  ]
}
