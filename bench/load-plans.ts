/** Load data of roadmaps and regional plans: what a ministry follows by region and activity. */

import type { Id } from '../src/kernel/id.ts'
import { plus } from '../src/kernel/instant.ts'
import { addDays } from '../src/kernel/local-date.ts'
import { LOCALES } from '../src/kernel/locale.ts'
import { dateOf } from '../src/kernel/zone.ts'
import { KINDS } from '../src/plans/activity.ts'
import type { Store } from '../src/store/store.ts'
import { ZONE } from './load-directory.ts'
import type { Followed } from './load-followup.ts'
import type { Insert } from './rows.ts'
import { promise, topic } from './words.ts'

const OBJECTIVES = 8

export interface LoadedPlans {
  readonly roadmapId: Id
  readonly templateId: Id
  readonly planId: Id
}

/** A roadmap of the first dialogue, and under it the plans of its regions, accepted and reported on. */
export function loadPlans(insert: Insert, store: Store, asked: Followed): LoadedPlans {
  const roadmap = loadRoadmap(insert, store, asked)
  const id = store.newId()
  const today = dateOf(store.now, ZONE)
  insert('plan_templates', {
    ...{ id, dialogue_id: asked.dialogueIds[0] ?? '', series_id: id, edition: 1, roadmap_id: roadmap.id },
    ...{ authoritative_lang: 'ru', period_from: addDays(today, -100), period_to: addDays(today, 300) },
    ...{ created_at: store.now, version: 1 },
  })
  for (const lang of LOCALES) insert('plan_template_texts', { template_id: id, lang, title: topic(3)[lang] })
  for (const part of ['audience', 'activity', 'responsible', 'result'] as const)
    insert('plan_parts', { template_id: id, part, required: 1 })
  const request = store.newId()
  insert('plan_requests', {
    ...{ id: request, template_id: id, from_on: addDays(today, -100), to_on: today },
    ...{ due_on: addDays(today, 10), asked_at: plus(store.now, { days: -5 }), closed_at: null, version: 1 },
  })
  const owners = asked.directory.institutionIds.slice(0, asked.size.plans)
  const plans = owners.map((institutionId) =>
    loadPlan(insert, store, {
      ...asked,
      institutionId,
      templateId: id,
      request,
      objectives: roadmap.objectives,
    }),
  )
  return { roadmapId: roadmap.id, templateId: id, planId: plans[0] ?? '' }
}

function loadRoadmap(insert: Insert, store: Store, { dialogueIds }: Followed) {
  const id = store.newId()
  const today = dateOf(store.now, ZONE)
  insert('roadmaps', {
    ...{ id, dialogue_id: dialogueIds[0] ?? '', authoritative_lang: 'ru', period_from: addDays(today, -300) },
    ...{ period_to: addDays(today, 700), owner_id: null, state: 'running', act_on: null, act_number: '' },
    ...{ act_document_id: null, act_link: '', created_at: store.now, version: 1 },
  })
  for (const lang of LOCALES)
    insert('roadmap_texts', { roadmap_id: id, lang, title: topic(4)[lang], act_title: '', act_body: '' })
  const objectives = Array.from({ length: OBJECTIVES }, (_, n) => {
    const objective = store.newId()
    insert('objectives', {
      ...{ id: objective, roadmap_id: id, parent_id: null, code: `${n + 1}`, position: n + 1 },
      ...{ owner_id: null, removed_at: null },
    })
    const words = promise(n)
    for (const lang of LOCALES)
      insert('objective_texts', {
        ...{
          objective_id: objective,
          lang,
          roadmap_id: id,
          title: words[lang],
          description: '',
          closing: '',
        },
      })
    loadIndicator(insert, store, { roadmapId: id, objectiveId: objective })
    return objective
  })
  return { id, objectives }
}

function loadIndicator(
  insert: Insert,
  store: Store,
  { roadmapId, objectiveId }: { readonly roadmapId: Id; readonly objectiveId: Id },
): void {
  const id = store.newId()
  const today = dateOf(store.now, ZONE)
  insert('indicators', {
    ...{ id, roadmap_id: roadmapId, objective_id: objectiveId, position: 1, owner_id: null, direction: 'up' },
    ...{ baseline: '40', baseline_on: addDays(today, -300), target: '90', target_high: null },
    ...{ target_on: addDays(today, 700), removed_at: null },
  })
  for (const lang of LOCALES)
    insert('indicator_texts', {
      ...{ indicator_id: id, lang, roadmap_id: roadmapId, name: topic(3)[lang], unit: '%', rhythm: '' },
    })
  for (let n = 0; n < 12; n++)
    insert('indicator_values', {
      ...{ id: store.newId(), indicator_id: id, roadmap_id: roadmapId, as_of: addDays(today, -25 * n) },
      ...{ amount: `${60 - n}`, source: '', note: '', noted_by: 'system', noted_at: store.now },
      superseded_at: null,
    })
}

interface OnePlan extends Followed {
  readonly institutionId: Id
  readonly templateId: Id
  readonly request: Id
  readonly objectives: readonly Id[]
}

function loadPlan(insert: Insert, store: Store, asked: OnePlan): Id {
  const id = store.newId()
  const today = dateOf(store.now, ZONE)
  const [, monitor = null] = asked.directory.institutionIds
  insert('plans', {
    ...{ id, template_id: asked.templateId, dialogue_id: asked.dialogueIds[0] ?? '' },
    ...{ institution_id: asked.institutionId, monitor_id: monitor, due_on: addDays(today, -60) },
    ...{ state: 'approved', state_since: plus(store.now, { days: -50 }), reminders: 0, version: 3 },
    ...{ asked_at: plus(store.now, { days: -90 }), created_at: plus(store.now, { days: -95 }) },
  })
  const by = asked.directory.focalPoints.get(asked.institutionId)?.[0] ?? 'system'
  const written = { written_by: by, written_at: plus(store.now, { days: -70 }), version: 1 }
  insert('plan_texts', { plan_id: id, part: 'audience', text: 'Жители районов', ...written })
  insert('plan_presentations', {
    ...{ plan_id: id, number: 1, presented_by: by, presented_at: plus(store.now, { days: -60 }) },
    ...{ decision: 'approved', decided_by: 'system', decided_for: null },
    decided_at: plus(store.now, { days: -50 }),
  })
  for (let n = 0; n < asked.size.activities; n++) {
    const activity = store.newId()
    const starts = addDays(today, n * 9 - 100)
    insert('plan_activities', {
      ...{ id: activity, plan_id: id, position: n + 1, kind: KINDS[n % KINDS.length] ?? 'other' },
      ...{ title: promise(n).ru, starts_on: starts, ends_on: addDays(starts, 7), responsible: 'Ким И.' },
      ...{ result: 'Охвачено 200 человек', objective_id: asked.objectives[n % OBJECTIVES] ?? null },
      ...{ commitment_id: null, ...written, removed_at: null },
    })
    if (n % 2 === 0)
      insert('plan_reports', {
        ...{ id: store.newId(), activity_id: activity, request_id: asked.request, claim: 'done' },
        ...{ text: 'Проведено', reported_by: by, reported_at: plus(store.now, { days: -1 }) },
        ...{ verified_by: null, verified_for: null, verified_at: null },
      })
  }
  return id
}
