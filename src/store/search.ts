/** Looking for a word inside a text column, alike on every engine. */

import { type Expression, type SqlBool, sql } from 'kysely'

/**
 * Does the text hold the word, letter for letter? For folded columns (`search`), so that case and Kazakh letters
 * play no part. Not LIKE: D1 takes patterns of 50 bytes only. PostgreSQL's compiler says `strpos` for `instr`.
 */
export function holdsWord(text: string | Expression<string>, word: string): Expression<SqlBool> {
  return sql<SqlBool>`instr(${typeof text === 'string' ? sql.ref(text) : text}, ${word}) > 0`
}
