/** Reads of templates of steps, each in a fixed number of queries. */

import type { Id } from '../kernel/id.ts'
import type { Store } from '../store/store.ts'
import { versionsOf } from './queries.ts'
import type { StepTemplate, TemplateStep } from './template.ts'

/** Own templates of a dialogue and those of the whole instance, oldest first. */
export async function ownTemplates(store: Store, dialogueId: Id): Promise<StepTemplate[]> {
  const { db } = store
  const ours = () =>
    db
      .selectFrom('step_templates')
      .select('id')
      .where((eb) => eb.or([eb('dialogue_id', '=', dialogueId), eb('dialogue_id', 'is', null)]))
  const [templates, titles, steps, texts] = await Promise.all([
    db
      .selectFrom('step_templates')
      .selectAll()
      .where('id', 'in', ours())
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
    db.selectFrom('step_template_texts').selectAll().where('template_id', 'in', ours()).execute(),
    db
      .selectFrom('step_template_steps')
      .selectAll()
      .where('template_id', 'in', ours())
      .orderBy('template_id')
      .orderBy('position')
      .execute(),
    db.selectFrom('step_template_step_texts').selectAll().where('template_id', 'in', ours()).execute(),
  ])
  const textsOf = Map.groupBy(texts, (row) => `${row.template_id}/${row.position}`)
  return templates.map((template): StepTemplate => {
    const lang = template.authoritative_lang
    const own = steps.filter((step) => step.template_id === template.id)
    return {
      id: template.id,
      builtIn: false,
      dialogueId: template.dialogue_id,
      title: versionsOf(
        lang,
        titles.filter((row) => row.template_id === template.id),
        'title',
      ),
      steps: own.map((step): TemplateStep => {
        const words = textsOf.get(`${template.id}/${step.position}`) ?? []
        return {
          position: step.position,
          title: versionsOf(lang, words, 'title'),
          who: versionsOf(lang, words, 'who'),
          proof: versionsOf(lang, words, 'proof'),
          days: step.days,
          institutionId: step.institution_id,
          after: step.after_steps.split(',').filter(Boolean).map(Number),
          guarded: step.guarded === 1,
        }
      }),
      version: template.version,
    }
  })
}

/** All that can be applied in a dialogue: those built in first. */
export async function templatesFor(store: Store, dialogueId: Id): Promise<StepTemplate[]> {
  const [{ BUILT_IN }, own] = await Promise.all([import('./built-in.ts'), ownTemplates(store, dialogueId)])
  return [...BUILT_IN, ...own]
}

/** One own template that may be used in the dialogue, or null. */
export async function findTemplate(store: Store, dialogueId: Id, id: Id): Promise<StepTemplate | null> {
  return (await ownTemplates(store, dialogueId)).find((template) => template.id === id) ?? null
}
