/** The writes of this room as statements, for the batch of whoever sends a letter. */

import { addDocument } from '../documents/documents.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { fold } from '../kernel/text.ts'
import { recordFact } from '../ledger/facts.ts'
import type { MailAttachment } from '../mail/outbox.ts'
import type { Paper } from '../printing/sheet.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { yearOf } from './number.ts'
import { letterheadSubject } from './register.ts'
import type { LetterKind } from './template.ts'

/** Makes the PDF of a paper. */
export type Press = (paper: Paper) => Promise<Uint8Array>

/** A letter that leaves, as the register keeps it. */
export interface Outgoing {
  readonly dialogueId: Id
  readonly kind: LetterKind
  readonly number: string
  readonly date: LocalDate
  readonly institutionId: Id
  /** All names of the institution, for the search. */
  readonly names: readonly string[]
  readonly invitationId: Id | null
  readonly signatory: string
  readonly paper: Paper
  /** The PDF; null when none was asked for. */
  readonly pdf: Uint8Array | null
  /** As the PDF is offered for saving, without the ending. */
  readonly fileName: string
  readonly actorId: Id
}

/** What the batch needs, and what the mail carries. */
export interface Registered {
  readonly id: Id
  readonly attachments: readonly MailAttachment[]
  readonly fact: FactStatement
  readonly statements: readonly Statement[]
}

const PDF = 'application/pdf'

/** Enters a letter in the register together with its PDF, so that a letter, its mail and its file are one act. */
export function registerOutgoing(store: Store, letter: Outgoing): Registered {
  const id = store.newId()
  const name = `${letter.fileName.replace(/[\\/:*?"<>|]+/g, '-')}.pdf`
  // Whoever may open the page of an invitation may read its letter (documents/reading-queries.ts).
  const hook = {
    kind: 'letter',
    subjectId: letter.invitationId ?? id,
    dialogueId: letter.dialogueId,
  } as const
  // Nobody gave it: the program made it.
  const file = letter.pdf && addDocument(store, { name, mediaType: PDF, bytes: letter.pdf }, hook)
  const row = store.db.insertInto('letters').values({
    id,
    dialogue_id: letter.dialogueId,
    direction: 'out',
    kind: letter.kind,
    number: letter.number,
    year: yearOf(letter.date),
    letter_date: letter.date,
    received_on: null,
    institution_id: letter.institutionId,
    invitation_id: letter.invitationId,
    reply_to_id: null,
    signatory: letter.signatory,
    note: '',
    paper: JSON.stringify(letter.paper),
    document_id: file?.id ?? null,
    search: searchOf(letter.number, letter.names),
    created_by: letter.actorId,
    created_at: store.now,
    version: 1,
  })
  const details = { kind: letter.kind, institution: letter.institutionId }
  return {
    id,
    attachments: file ? [{ documentId: file.id, name }] : [],
    fact: recordFact(store, { id, version: 0 }, { kind: 'letter.sent', actorId: letter.actorId, details }),
    statements: [...(file?.statements ?? []), row],
  }
}

/** What a letter is found by: its number and the institution's names, folded. */
export function searchOf(number: string, names: readonly string[]): string {
  return fold([number, ...names].join(' '))
}

interface LetterheadChange {
  readonly number_pattern?: string
  readonly version: number
}

/** The statement that changes the row of a letterhead, or makes it; its version never goes back. */
export function saveLetterhead(store: Store, dialogueId: Id, change: LetterheadChange): Statement {
  return store.db
    .insertInto('letterheads')
    .values({ id: dialogueId, ...change })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(change).where('letterheads.version', '<', change.version),
    )
}

interface Lock {
  readonly dialogueId: Id
  /** The version of the letterhead from which the numbers were proposed. */
  readonly version: number
  readonly actorId: Id
}

/**
 * The fact and the row by which two who give numbers in one dialogue at the same moment collide: the second is
 * told, proposes anew, and no number is given twice.
 */
export function lockNumbers(
  store: Store,
  { dialogueId, version, actorId }: Lock,
): [FactStatement, Statement] {
  const subject = { id: letterheadSubject(dialogueId), version }
  return [
    recordFact(store, subject, { kind: 'letterhead.numbers_given', actorId }),
    saveLetterhead(store, dialogueId, { version: version + 1 }),
  ]
}
