/** Statements that queue the letters of this room with the links they carry; commands put them into their batch. */

import type { PlanMatter } from '../../views/letters/plans.tsx'
import { linkUrls } from '../auth/links.ts'
import { dialoguesById } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import { plus } from '../kernel/instant.ts'
import { enqueue } from '../mail/outbox.ts'
import type { Statement, Store } from '../store/store.ts'
import { type PlanLetterFacts, planMail } from './letters.tsx'
import { draftersOf, type Recipient } from './owner-queries.ts'
import type { Plan } from './plan.ts'
import type { Template } from './template.ts'

/** A personal link to a plan lives this long after the last mail that carried it: longer than its year. */
export const PLAN_LINK_LIFE = { days: 730 }

/** Letters ready to be queued. */
export interface PlanLetters {
  readonly statements: readonly Statement[]
  readonly count: number
}

/** What goes to the drafters of some plans of one template; `revision` tells one time from another. */
export async function lettersFor(
  store: Store,
  { template, plans }: { readonly template: Template; readonly plans: readonly Plan[] },
  about: PlanMatter,
  revision: string,
): Promise<PlanLetters> {
  const recipients = await draftersOf(store, plans)
  return lettersTo(store, { templates: [template], recipients }, about, revision)
}

/** The facts of a letter to each of some people, with a link of their own or the given stand-in. */
export async function factsFor(
  store: Store,
  templates: readonly Template[],
  recipients: readonly Recipient[],
  urls: readonly string[],
): Promise<PlanLetterFacts[]> {
  const [dialogues, names] = await Promise.all([
    dialoguesById(store, [...new Set(templates.map(({ dialogueId }) => dialogueId))]),
    institutionNames(store, [...new Set(recipients.map(({ plan }) => plan.institutionId))]),
  ])
  return recipients.flatMap(({ plan, person, institutionId }, at) => {
    const template = templates.find(({ id }) => id === plan.templateId)
    const dialogue = dialogues.get(plan.dialogueId)
    const owner = names.get(plan.institutionId)
    if (!template || !dialogue || !owner) return []
    return [{ dialogue, template, plan, owner, ofId: institutionId, person, url: urls[at] ?? '' }]
  })
}

/** Queues a letter to each of some people. */
export async function lettersTo(
  store: Store,
  to: { readonly templates: readonly Template[]; readonly recipients: readonly Recipient[] },
  about: PlanMatter,
  revision: string,
): Promise<PlanLetters> {
  const { templates, recipients } = to
  if (recipients.length === 0) return { statements: [], count: 0 }
  const expiresAt = plus(store.now, PLAN_LINK_LIFE)
  const links = await linkUrls(
    store,
    recipients.map(({ plan, person }) => ({
      personId: person.id,
      purpose: 'plan' as const,
      subjectId: plan.id,
      expiresAt,
    })),
  )
  const facts = await factsFor(store, templates, recipients, links.urls)
  const mails = facts.flatMap((one) => enqueue(store, planMail(one, about, revision)).statements)
  return {
    statements: [...links.statements, ...mails],
    count: facts.length,
  }
}
