/** Where steps and their templates hold a word, such as the surname of somebody who is to be erased. */

import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Database } from '../store/database.ts'
import type { Store } from '../store/store.ts'

/** How a word is looked for in some columns. */
type Holding = (columns: readonly string[]) => Expression<SqlBool>

/** The pages that show it, some of them more than once. */
interface StepPages {
  readonly commitments: readonly Id[]
  readonly dialogues: readonly Id[]
}

/**
 * Words of steps and reasons of their moves, on the page of the commitment; those of a template, on the page of its
 * dialogue, or for one of the whole instance on that of any dialogue. At most `most` of each kind.
 */
export async function stepsHolding({ db }: Store, holding: Holding, most: number): Promise<StepPages> {
  const [texts, moves, titles, words] = await Promise.all([
    db
      .selectFrom('commitment_step_texts as words')
      .innerJoin('commitment_steps', 'commitment_steps.id', 'words.step_id')
      .select('commitment_steps.commitment_id as id')
      .where(holding(['words.title', 'words.who', 'words.proof']))
      .limit(most)
      .execute(),
    db
      .selectFrom('step_moves')
      .innerJoin('commitment_steps', 'commitment_steps.id', 'step_moves.step_id')
      .select('commitment_steps.commitment_id as id')
      .where(holding(['step_moves.reason']))
      .limit(most)
      .execute(),
    db
      .selectFrom('step_template_texts as words')
      .innerJoin('step_templates', 'step_templates.id', 'words.template_id')
      .select(shownIn)
      .where(holding(['words.title']))
      .limit(most)
      .execute(),
    db
      .selectFrom('step_template_step_texts as words')
      .innerJoin('step_templates', 'step_templates.id', 'words.template_id')
      .select(shownIn)
      .where(holding(['words.title', 'words.who', 'words.proof']))
      .limit(most)
      .execute(),
  ])
  return {
    commitments: [...texts, ...moves].map(({ id }) => id),
    // Without any dialogue there is no page that shows a template.
    dialogues: [...titles, ...words].flatMap(({ id }) => id ?? []),
  }
}

function shownIn(eb: ExpressionBuilder<Database, 'step_templates'>) {
  const any = eb.selectFrom('dialogues').select((all) => all.fn.min('id').as('id'))
  return eb.fn.coalesce('step_templates.dialogue_id', any).as('id')
}
