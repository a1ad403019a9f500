/** Where plans hold a word, such as the surname of somebody who is to be erased: for the page of erasure. */

import type { Expression, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Store } from '../store/store.ts'

/** How a word is looked for in some columns. */
type Holding = (columns: readonly string[]) => Expression<SqlBool>

/** The pages below `/plans/` that show it: `<template>/of/<plan>` and `<template>`. At most `most` of each kind. */
export async function plansHolding({ db }: Store, holding: Holding, most: number): Promise<string[]> {
  const page = sql<string>`plans.template_id || '/of/' || plans.id`.as('id')
  const found = await Promise.all([
    db
      .selectFrom('plan_texts')
      .innerJoin('plans', 'plans.id', 'plan_texts.plan_id')
      .select(page)
      .where(holding(['plan_texts.text']))
      .limit(most)
      .execute(),
    db
      .selectFrom('plan_activities')
      .innerJoin('plans', 'plans.id', 'plan_activities.plan_id')
      .select(page)
      .where(holding(['plan_activities.title', 'plan_activities.responsible', 'plan_activities.result']))
      .limit(most)
      .execute(),
    db
      .selectFrom('plan_remarks')
      .innerJoin('plans', 'plans.id', 'plan_remarks.plan_id')
      .select(page)
      .where(holding(['plan_remarks.text']))
      .limit(most)
      .execute(),
    db
      .selectFrom('plan_reports')
      .innerJoin('plan_activities', 'plan_activities.id', 'plan_reports.activity_id')
      .innerJoin('plans', 'plans.id', 'plan_activities.plan_id')
      .select(page)
      .where(holding(['plan_reports.text']))
      .limit(most)
      .execute(),
    db
      .selectFrom('plan_template_texts')
      .select('template_id as id')
      .where(holding(['plan_template_texts.title']))
      .limit(most)
      .execute(),
    db
      .selectFrom('plan_part_texts')
      .select('template_id as id')
      .where(holding(['plan_part_texts.title', 'plan_part_texts.hint']))
      .limit(most)
      .execute(),
  ])
  return found.flat().map(({ id }) => id)
}
