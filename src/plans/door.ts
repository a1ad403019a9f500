/** The template or the plan of an address with its dialogue, for who may do something in it. */

import { viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { type InstitutionName, inProtocolOrder } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { refuse } from '../kernel/outcome.ts'
import { type Act, may } from '../people/may.ts'
import { listableInstitutions, sees } from '../people/visible.ts'
import { kept } from '../store/readings.ts'
import { refused } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import type { Plan } from './plan.ts'
import { planFor, templateFor } from './queries.ts'
import type { Template } from './template.ts'

/** A template as its pages need it. */
export interface Shown {
  readonly template: Template
  readonly dialogue: Dialogue
  readonly mayCoordinate: boolean
}

export interface ShownPlan extends Shown {
  readonly plan: Plan
}

type Answer = Response | Promise<Response>

/** A named part of the address, or the empty text. */
export function param(c: AppContext, name: string): string {
  return c.req.param(name) ?? ''
}

/** Runs `show` for a template on which the viewer may do `act`; else 404 or 403. */
export async function onTemplate(c: AppContext, act: Act, show: (shown: Shown) => Answer): Promise<Response> {
  const template = await templateFor(c.var.store, viewerOf(c), param(c, 'id'), act)
  if (!template.ok) return refused(c, template)
  const shown = await withDialogue(c, template.value)
  return shown ? show(shown) : refused(c, refuse('not_found', 'forms.unknown'))
}

/** The same for a plan under its template. */
export async function onPlan(c: AppContext, act: Act, show: (shown: ShownPlan) => Answer): Promise<Response> {
  const asked = { actor: viewerOf(c), templateId: param(c, 'id'), id: param(c, 'plan') }
  const found = await planFor(c.var.store, asked, act)
  if (!found.ok) return refused(c, found)
  const shown = await withDialogue(c, found.value.template)
  return shown ? show({ ...shown, plan: found.value.plan }) : refused(c, refuse('not_found', 'forms.unknown'))
}

async function withDialogue(c: AppContext, template: Template): Promise<Shown | null> {
  const dialogue = await kept(c.var.store, findDialogue, template.dialogueId, 'all')
  return dialogue && { template, dialogue, mayCoordinate: may(viewerOf(c), 'coordinate', dialogue.id) }
}

/** The institutions of plans by the names of the template's period, as far as the viewer may read them. */
export async function ownersFor(
  c: AppContext,
  template: Template,
  plans: readonly Plan[],
): Promise<ReadonlyMap<Id, InstitutionName>> {
  const { viewer } = c.var
  const names = await namesIn(c, template, plans)
  // By link one reads only what one's own institution has to do with.
  const all = viewer === null || sees(viewer, 'unlistedInstitution', template.dialogueId)
  return listableInstitutions(names, all)
}

function namesIn({ var: { store } }: AppContext, template: Template, plans: readonly Plan[]) {
  const ids = plans.flatMap(({ institutionId, monitorId }) => [
    institutionId,
    ...(monitorId ? [monitorId] : []),
  ])
  return kept(store, institutionNames, [...new Set(ids)], template.from)
}

/** Plans in the protocol order of their institutions; those that may not be named come last. */
export function inOrder(
  plans: readonly Plan[],
  owners: ReadonlyMap<Id, InstitutionName>,
  locale: Locale,
): Plan[] {
  const order = new Map(inProtocolOrder([...owners.values()], locale).map(({ id }, at) => [id, at]))
  const place = ({ institutionId }: Plan) => order.get(institutionId) ?? order.size
  return plans.toSorted((a, b) => place(a) - place(b))
}
