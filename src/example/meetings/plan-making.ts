/** How the example makes plans of a template: one for each institution, asked for at once. */

import type { LocalDate } from '../../kernel/local-date.ts'
import { createPlans, requestPlans } from '../../plans/plan-commands.ts'
import { plansOf } from '../../plans/queries.ts'
import { named } from '../moment.ts'
import { type Act, idOf } from '../scene.ts'

interface Planned {
  readonly at: Act['at']
  /** The template's code. */
  readonly template: string
  /** Codes of the institutions. */
  readonly owners: readonly string[]
  readonly dueOn: LocalDate
  /** Those who come to this meeting are asked to draft. */
  readonly meeting?: string
}

/** Each plan can be referred to as `<template>/<code of its institution>` from then on; the ministry watches over all. */
export function makesPlans({ at, template, owners, dueOn, meeting }: Planned): Act {
  return {
    at,
    what: `plans of ${template}`,
    run: async (store, scene) => {
      const { actor } = scene
      const templateId = idOf(scene, template)
      const made = await createPlans(store, {
        actor,
        templateId,
        institutionIds: owners.map((code) => named(scene.institutions, code)),
        monitorId: named(scene.institutions, 'MOH'),
        dueOn,
        meetingId: meeting ? idOf(scene, meeting) : null,
      })
      if (!made.ok) return made
      const plans = await plansOf(store, [templateId])
      for (const code of owners) {
        const plan = plans.find(({ institutionId }) => institutionId === named(scene.institutions, code))
        if (plan) scene.ids.set(`${template}/${code}`, plan.id)
      }
      return requestPlans(store, { actor, templateId })
    },
  }
}
