/** Regional plans of which every word is a canary: one approved and reported on, one being drafted by somebody else. */

import type { Id } from '../../src/kernel/id.ts'
import { LOCALES } from '../../src/kernel/locale.ts'
import type { Actor } from '../../src/people/may.ts'
import type { TemplateDraft } from '../../src/plans/template.ts'
import type { Store } from '../../src/store/store.ts'
import { byLink, furnishPlans, TEMPLATE, writePlan } from '../plans/sample.ts'

interface Asked {
  readonly actor: Actor
  readonly dialogueId: Id
  /** Whose plan was approved, and who drafted it; whose is a draft, and who drafts it. */
  readonly owner: readonly [institution: Id, person: Id]
  readonly drafter: readonly [institution: Id, person: Id]
  /** A new canary for words of the template, which every institution that is asked may read. */
  readonly word: () => string
  /** Words of the two plans. */
  readonly ofOwner: string
  readonly ofDrafter: string
}

/** @returns the plans of the owner and of the drafter. */
export async function regionalPlans(store: Store, asked: Asked): Promise<{ approved: Id; drafted: Id }> {
  const { actor, dialogueId, owner, drafter, word } = asked
  const inAll = () => Object.fromEntries(LOCALES.map((lang) => [lang, word()]))
  const template: TemplateDraft = {
    ...TEMPLATE,
    titles: inAll(),
    parts: TEMPLATE.parts.map((part) => ({ ...part, titles: inAll(), hints: inAll() })),
  }
  const made = await furnishPlans(store, {
    ...{ actor, dialogueId, template },
    institutionId: owner[0],
    personId: owner[1],
    otherId: drafter[0],
    words: asked.ofOwner,
  })
  await writePlan(store, byLink(drafter[1], drafter[0]), made.unwrittenPlan, asked.ofDrafter)
  return { approved: made.plan, drafted: made.unwrittenPlan }
}
