/** The writes that put another name in place of a person's, in the mails of others: for the batch that erases them. */

import { type Expression, type ExpressionBuilder, sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import { holdsWord } from '../store/search.ts'
import type { Statement, Store } from '../store/store.ts'

/** One spelling of a name and what stands there from now on. */
export interface Respelling {
  readonly from: string
  readonly to: string
}

const MAILS_AT_ONCE = 1_000

/**
 * The mails that name a person or went out in their name. Read a page at a time: looking into every text of a large
 * outbox takes longer than one statement may.
 */
export async function mailsNaming(store: Store, names: readonly string[]): Promise<Id[]> {
  if (names.length === 0) return []
  const found: Id[] = []
  for (let after: Id | null = ''; after !== null; ) {
    const page: { id: Id; named: unknown }[] = await pageOf(store, after, names)
    found.push(...page.flatMap(({ id, named }) => (Number(named) === 1 ? [id] : [])))
    after = page.length < MAILS_AT_ONCE ? null : (page.at(-1)?.id ?? null)
  }
  return found
}

function pageOf({ db }: Store, after: Id, names: readonly string[]) {
  const inText = names.flatMap((name) => {
    const { from } = inHtml({ from: name, to: '' })
    return [holdsWord('subject', name), holdsWord('body_text', name), holdsWord('body_html', from)]
  })
  const named = sql`case when from_name in (${sql.join(names)}) or ${sql.join(inText, sql` or `)} then 1 else 0 end`
  return db
    .selectFrom('outbox')
    .select(['id', named.as('named')])
    .where('id', '>', after)
    .orderBy('id')
    .limit(MAILS_AT_ONCE)
    .execute()
}

/**
 * The new spelling in these mails, waiting ones too, and in whatever was queued since; those in the person's name lose
 * their calendar entry, which carries the name folded. In SQL, so that it is one act with the erasure.
 * @param asked.spellings longest first, so that none is found inside another.
 */
export function respelledMails(
  store: Store,
  asked: { readonly ids: readonly Id[]; readonly spellings: readonly Respelling[] },
): Statement[] {
  const touched = (eb: ExpressionBuilder<Database, 'outbox'>) =>
    eb.or([inList('outbox.id', asked.ids), eb('outbox.created_at', '>=', store.now)])
  return asked.spellings.flatMap((spelling) => [
    store.db
      .updateTable('outbox')
      .set({ from_name: spelling.to, calendar: null })
      .where('from_name', '=', spelling.from)
      .where(touched),
    store.db
      .updateTable('outbox')
      .set({
        subject: replaced(sql.ref('subject'), [spelling]),
        body_text: replaced(sql.ref('body_text'), wrappedForms(spelling)),
        body_html: replaced(sql.ref('body_html'), [inHtml(spelling)]),
      })
      .where(touched),
  ])
}

/** Is a mail still waiting that carries one of these names as its sender's? Its calendar entry cannot be changed. */
export async function waitsInNameOf(store: Store, names: readonly string[]): Promise<Id | null> {
  if (names.length === 0) return null
  const row = await store.db
    .selectFrom('outbox')
    .select('id')
    .where('state', 'in', ['queued', 'sending', 'retry', 'uncertain'])
    .where('settled_at', 'is', null)
    .where('from_name', 'in', names)
    .where('calendar', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

function replaced(text: Expression<unknown>, spellings: readonly Respelling[]): Expression<string> {
  return spellings.reduce<Expression<string>>(
    (inner, { from, to }) => sql<string>`replace(${inner}, ${from}, ${to})`,
    sql<string>`${text}`,
  )
}

/**
 * The forms of a name in a plain text: whole, and broken after any of its words, as `views/letters/letter.tsx` wraps
 * lines, with or without the indent of a list.
 */
function wrappedForms({ from, to }: Respelling): Respelling[] {
  const words = from.split(' ')
  const breaks = words.slice(1).flatMap((_, at) =>
    ['\n', '\n  '].map((gap) => ({
      from: `${words.slice(0, at + 1).join(' ')}${gap}${words.slice(at + 1).join(' ')}`,
      to,
    })),
  )
  return [{ from, to }, ...breaks]
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** The spelling as hono/jsx writes it. */
function inHtml({ from, to }: Respelling): Respelling {
  const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
  return { from: escaped(from), to: escaped(to) }
}
