/** The plan of a link for who may write in it, and the plans of who watches over them. */

import { linkOf } from '../auth/door.ts'
import type { PersonalLink } from '../auth/links.ts'
import { refuse } from '../kernel/outcome.ts'
import { refused } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import type { Plan } from './plan.ts'
import { findPlan, findTemplate } from './queries.ts'
import { answersFor } from './review-commands.ts'
import type { Template } from './template.ts'

/** A plan with its template, and the link by which it is looked at. */
export interface ByLink {
  readonly link: PersonalLink
  readonly plan: Plan
  readonly template: Template
}

type Show = (found: ByLink) => Response | Promise<Response>

/** A plan for who came by a plan link; null for another purpose and for one that is not there. */
export async function byLink(c: AppContext, planId: string): Promise<ByLink | null> {
  const link = linkOf(c)
  if (link.purpose !== 'plan') return null
  const plan = await findPlan(c.var.store, planId)
  const template = plan && (await findTemplate(c.var.store, plan.templateId, 'all'))
  return plan && template ? { link, plan, template } : null
}

/** Runs `show` for the plan of the link if its person speaks for the plan's institution; else 404. */
export async function onOwnPlan(c: AppContext, show: Show): Promise<Response> {
  const found = await byLink(c, linkOf(c).subjectId)
  if (!found?.link.actor.speaksFor.includes(found.plan.institutionId))
    return refused(c, refuse('not_found', 'forms.unknown'))
  return show(found)
}

/**
 * Runs `show` for the plan of the link, or for another of its template, if its person speaks for the institution that
 * watches over it; else 404.
 */
export async function onWatched(c: AppContext, planId: string | null, show: Show): Promise<Response> {
  const own = await byLink(c, linkOf(c).subjectId)
  const found = planId === null || planId === own?.plan.id ? own : own && (await byLink(c, planId))
  const watches =
    own && found && found.plan.templateId === own.plan.templateId && answersFor(found.plan, found.link.actor)
  return watches ? show(found) : refused(c, refuse('not_found', 'forms.unknown'))
}
