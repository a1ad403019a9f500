/**
 * What goes of a dialogue's official letters a year after its end: what was printed, who signed, what was noted, the
 * content of PDFs and scans, and what was said where somebody phoned instead. Number, dates, kind and institution stay:
 * the register is a record.
 */

import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import type { Clearing } from './clearing.ts'

type Eb<Table extends keyof Database> = ExpressionBuilder<Database, Table>

const NOTHING = sql<string>`''`

/** In this order: a file is called removed once its content is gone. */
export function letterClearings(ended: readonly Id[]): readonly Clearing[] {
  return [letterTexts(ended), fileContents(ended), fileRows(ended), callWords(ended)]
}

function letterTexts(ended: readonly Id[]): Clearing {
  const written = (eb: Eb<'letters'>) =>
    eb.and([
      inList('letters.dialogue_id', ended),
      eb.or([
        eb('letters.note', '<>', NOTHING),
        eb('letters.signatory', '<>', NOTHING),
        eb('letters.paper', 'is not', null),
      ]),
    ])
  return {
    due: ({ db }) => db.selectFrom('letters').select('id').where(written),
    clear: ({ db }, _, ids) =>
      db
        .updateTable('letters')
        .set({ note: '', signatory: '', paper: null })
        .where(inList('id', ids))
        .where(written)
        .returning('id'),
  }
}

/** What was noted of a telephone call goes like the letter in whose place somebody phoned. */
function callWords(ended: readonly Id[]): Clearing {
  return {
    due: ({ db }) =>
      db
        .selectFrom('call_notes')
        .innerJoin('commitments', 'commitments.id', 'call_notes.commitment_id')
        .select('call_notes.id')
        .where(inList('commitments.dialogue_id', ended))
        .where('call_notes.words', '<>', NOTHING),
    clear: (store, _, ids) =>
      store.db
        .updateTable('call_notes')
        .set({ words: '' })
        .where(inList('id', ids))
        .where('words', '<>', NOTHING)
        .returning('id'),
  }
}

/** Files of the dialogues' letters that no mail waits to carry. */
function ofLetters(ended: readonly Id[]) {
  return (eb: Eb<'documents'>): Expression<SqlBool> => {
    const linked = eb
      .selectFrom('document_links')
      .select('document_links.document_id')
      .where('document_links.subject_kind', '=', 'letter')
      .where(inList('document_links.dialogue_id', ended))
    const waiting = eb
      .selectFrom('outbox_attachments')
      .innerJoin('outbox', 'outbox.id', 'outbox_attachments.outbox_id')
      .select('outbox.id')
      .whereRef('outbox_attachments.document_id', '=', 'documents.id')
      .where('outbox.settled_at', 'is', null)
    return eb.and([
      eb('documents.removed_at', 'is', null),
      eb('documents.id', 'in', linked),
      eb.not(eb.exists(waiting)),
    ])
  }
}

/** Does a file still have its content? */
function hasContent(eb: Eb<'documents'>): Expression<SqlBool> {
  return eb.exists(
    eb
      .selectFrom('document_parts')
      .select('document_parts.document_id')
      .whereRef('document_parts.document_id', '=', 'documents.id'),
  )
}

function fileContents(ended: readonly Id[]): Clearing {
  const full = (eb: Eb<'documents'>) => eb.and([ofLetters(ended)(eb), hasContent(eb)])
  return {
    due: ({ db }) => db.selectFrom('documents').select('documents.id').where(full),
    clear: ({ db }, _, ids) =>
      db
        .deleteFrom('document_parts')
        .where(inList('document_id', ids))
        .where('document_id', 'in', (eb) => eb.selectFrom('documents').select('documents.id').where(full))
        .returning('document_id'),
  }
}

function fileRows(ended: readonly Id[]): Clearing {
  const emptied = (eb: Eb<'documents'>) => eb.and([ofLetters(ended)(eb), eb.not(hasContent(eb))])
  return {
    due: ({ db }) => db.selectFrom('documents').select('documents.id').where(emptied),
    clear: ({ db, now }, _, ids) =>
      db
        .updateTable('documents')
        .set((eb) => ({ removed_at: now, sha256: '', version: eb('version', '+', 1) }))
        .where(inList('id', ids))
        .where(emptied)
        .returning('id'),
  }
}
