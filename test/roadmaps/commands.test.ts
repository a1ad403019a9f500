/** Roadmaps from draft to evaluated: what each step asks for, what changes need, what stays on record. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { faultsOf, type Outcome } from '../../src/kernel/outcome.ts'
import type { Actor } from '../../src/people/may.ts'
import { heldAbout } from '../../src/retention/copy-queries.ts'
import { mentionsOf } from '../../src/retention/erasure-queries.ts'
import { addRoadmap, editRoadmap, moveRoadmap, writeClosing } from '../../src/roadmaps/commands.ts'
import { decimal } from '../../src/roadmaps/decimal.ts'
import { editIndicator, noteValue, removeIndicator } from '../../src/roadmaps/indicator-commands.ts'
import { addObjective, editObjective, removeObjective } from '../../src/roadmaps/objective-commands.ts'
import {
  contentOf,
  eventsOf,
  findObjective,
  formerTermsOf,
  objectivesOf,
  roadmapFor,
  roadmapsOf,
} from '../../src/roadmaps/queries.ts'
import { openWorld, value, type World } from '../meetings/world.ts'
import { furnishRoadmap, INDICATOR, moved, OBJECTIVE, ROADMAP, VALUE, versionOf } from './sample.ts'

let w: World
let actor: Actor
beforeAll(async () => {
  w = await openWorld()
  actor = w.organiser
})
afterAll(() => w.close())

const draft = async () =>
  value(await addRoadmap(w.store, { actor, dialogueId: w.dialogueId, draft: ROADMAP }))
const furnished = () => furnishRoadmap(w.store, { actor, dialogueId: w.dialogueId })
const on = async (id: Id, reason = '') => ({
  actor,
  id,
  version: await versionOf(w.store, actor, id),
  reason,
})
const refusal = (outcome: Outcome<unknown>) =>
  outcome.ok ? 'done' : [outcome.messageKey, ...faultsOf(outcome).map(({ field }) => field)]

describe('approval', () => {
  test('needs an objective, then an act with its date', async () => {
    const id = await draft()
    const approve = async () => moveRoadmap(w.store, { ...(await on(id)), move: 'approval' })
    expect(refusal(await approve())).toEqual(['roadmaps.no_objectives'])
    value(await addObjective(w.store, { ...(await on(id)), draft: OBJECTIVE }))
    value(await editRoadmap(w.store, { ...(await on(id)), draft: { ...ROADMAP, actOn: null } }))
    expect(refusal(await approve())).toEqual(['roadmaps.needs_act'])
    value(await editRoadmap(w.store, { ...(await on(id)), draft: ROADMAP }))
    expect(await approve()).toEqual({ ok: true, value: 'approved' })
  })

  test('makes it visible to who only reads; a draft is not there for them', async () => {
    const id = await draft()
    const viewer = w.actor(await w.person('leser@example.org'), 'viewer')
    expect(refusal(await roadmapFor(w.store, viewer, id, 'read'))).toEqual(['forms.unknown'])
    const objective = value(await addObjective(w.store, { ...(await on(id)), draft: OBJECTIVE }))
    expect(await findObjective(w.store, objective, 'all')).toBeNull()
    await moved(w.store, actor, { id, move: 'approval' })
    expect((await roadmapFor(w.store, viewer, id, 'read')).ok).toBe(true)
    expect(refusal(await roadmapFor(w.store, viewer, id, 'coordinate'))).toEqual(['forms.forbidden'])
    expect((await findObjective(w.store, objective, [w.dialogueId]))?.code).toBe('1')
    expect(await findObjective(w.store, objective, [])).toBeNull()
    const shared = await roadmapsOf(w.store, w.dialogueId, false)
    expect(shared.every(({ state }) => state !== 'draft')).toBe(true)
  })
})

describe('what was approved', () => {
  test('changes only with a reason, which stands in the history with its author', async () => {
    const { roadmap: id, objective } = await furnished()
    const changed = { ...OBJECTIVE, titles: { ru: 'Иначе' } }
    const edit = async (reason: string) =>
      editObjective(w.store, { ...(await on(id, reason)), objectiveId: objective, draft: changed })
    expect(refusal(await edit(''))).toEqual(['forms.required', 'reason'])
    value(await edit('Решение заседания'))
    const last = (await eventsOf(w.store, id)).at(-1)
    expect(last).toMatchObject({
      kind: 'change',
      objectiveId: objective,
      reason: 'Решение заседания',
      doneBy: actor.personId,
    })
  })

  test('keeps the baseline and target it had', async () => {
    const { roadmap: id, indicator } = await furnished()
    const lower = { ...INDICATOR, target: decimal('700') }
    const asked = { ...(await on(id, 'Пересмотр')), indicatorId: indicator, draft: lower }
    value(await editIndicator(w.store, asked))
    expect(await formerTermsOf(w.store, id, indicator)).toMatchObject([
      { target: '800', baseline: '400', reason: 'Пересмотр', changedBy: actor.personId },
    ])
    const renamed = { ...lower, names: { ...INDICATOR.names, ru: 'Люди на терапии' } }
    const again = { ...(await on(id, 'Слово')), indicatorId: indicator, draft: renamed }
    value(await editIndicator(w.store, again))
    expect(await formerTermsOf(w.store, id, indicator)).toHaveLength(1)
  })

  test('a form of an older version is told so', async () => {
    const { roadmap: id } = await furnished()
    const stale = { ...(await on(id, 'x')), version: 1, draft: ROADMAP }
    expect(refusal(await editRoadmap(w.store, stale))).toEqual(['forms.changed_meanwhile'])
  })
})

describe('evaluation', () => {
  test('needs closing words on every objective; after it nothing changes but by going back with a reason', async () => {
    const { roadmap: id, objective, subObjective, indicator } = await furnished()
    const evaluate = async () => moveRoadmap(w.store, { ...(await on(id)), move: 'evaluation' })
    expect(refusal(await evaluate())).toEqual(['roadmaps.unclosed'])
    const words = new Map([objective, subObjective].map((one) => [one, { ru: 'Достигнуто.' }]))
    value(await writeClosing(w.store, { ...(await on(id)), words }))
    expect(await evaluate()).toEqual({ ok: true, value: 'evaluated' })
    const late = { ...VALUE, asOf: localDate('2026-01-10') }
    expect(refusal(await noteValue(w.store, { actor, id, indicatorId: indicator, ...late }))).toEqual([
      'roadmaps.evaluated',
    ])
    expect(refusal(await editRoadmap(w.store, { ...(await on(id, 'x')), draft: ROADMAP }))).toEqual([
      'roadmaps.evaluated',
    ])
    const back = async (reason: string) => moveRoadmap(w.store, { ...(await on(id, reason)), move: 'return' })
    expect(refusal(await back(''))).toEqual(['forms.required', 'reason'])
    expect(await back('Ошибка в оценке')).toEqual({ ok: true, value: 'running' })
    expect((await eventsOf(w.store, id)).map(({ kind }) => kind)).toEqual([
      'approval',
      'start',
      'evaluation',
      'return',
    ])
  })

  test('closing words in a language without a title are refused', async () => {
    const { roadmap: id, objective } = await furnished()
    const words = new Map([[objective, { kk: 'Жетті.' }]])
    expect(refusal(await writeClosing(w.store, { ...(await on(id)), words }))).toEqual([
      'roadmaps.closing_without_title',
      `${objective}_kk`,
    ])
  })

  test('a title with closing words in its language is not taken away with them', async () => {
    const { roadmap: id, objective } = await furnished()
    const words = new Map([[objective, { ru: 'Достигнуто.', en: 'Reached.' }]])
    value(await writeClosing(w.store, { ...(await on(id)), words }))
    const draft = { ...OBJECTIVE, titles: { ru: 'Поставки' } }
    const edit = { ...(await on(id, 'Правка')), objectiveId: objective, draft }
    expect(refusal(await editObjective(w.store, edit))).toEqual(['forms.required', 'title_en'])
    const both = { ...draft, titles: { ru: 'Поставки', en: 'Supply' } }
    value(await editObjective(w.store, { ...edit, draft: both }))
  })
})

describe('values', () => {
  test('a second one of the same day is a correction with a note, and the first stays on record', async () => {
    const { roadmap: id, indicator } = await furnished()
    const note = (more: object) =>
      noteValue(w.store, { actor, id, indicatorId: indicator, ...VALUE, amount: decimal('510'), ...more })
    expect(refusal(await note({}))).toEqual(['roadmaps.value_there', 'correction'])
    expect(refusal(await note({ correction: true }))).toEqual(['forms.required', 'note'])
    value(await note({ correction: true, note: 'Опечатка' }))
    const roadmap = value(await roadmapFor(w.store, actor, id, 'read'))
    const values = (await contentOf(w.store, roadmap)).values.get(indicator) ?? []
    expect(values.map(({ amount, supersededAt }) => [amount, supersededAt !== null]).sort()).toEqual([
      ['500', true],
      ['510', false],
    ])
  })

  test('a day to come and a correction of nothing are refused', async () => {
    const { roadmap: id, indicator } = await furnished()
    const note = (more: object) =>
      noteValue(w.store, { actor, id, indicatorId: indicator, ...VALUE, ...more })
    expect(refusal(await note({ asOf: localDate('2026-01-16') }))).toEqual(['roadmaps.future', 'as_of'])
    expect(refusal(await note({ asOf: localDate('2026-01-10'), correction: true }))).toEqual([
      'roadmaps.nothing_to_correct',
      'correction',
    ])
    expect((await note({ asOf: localDate('2026-01-15') })).ok).toBe(true)
  })
})

describe('objectives', () => {
  test('have their own codes, two floors and a title in the language that binds', async () => {
    const { roadmap: id, objective, subObjective } = await furnished()
    const add = async (more: object) =>
      addObjective(w.store, { ...(await on(id, 'x')), draft: { ...OBJECTIVE, code: '2', ...more } })
    expect(refusal(await add({ code: '1' }))).toEqual(['roadmaps.code_taken', 'code'])
    expect(refusal(await add({ code: 'a b' }))).toEqual(['roadmaps.code_form', 'code'])
    expect(refusal(await add({ parentId: subObjective }))).toEqual(['roadmaps.parent', 'parent'])
    expect(refusal(await add({ titles: { en: 'Only' } }))).toEqual(['forms.required', 'title_ru'])
    const below = { ...OBJECTIVE, parentId: subObjective }
    const edit = { ...(await on(id, 'x')), objectiveId: objective, draft: below }
    expect(refusal(await editObjective(w.store, edit))).toEqual(['roadmaps.parent', 'parent'])
  })

  test('go only when nothing hangs on them, and are offered to nobody then', async () => {
    const { roadmap: id, objective, subObjective, indicator } = await furnished()
    const remove = async (objectiveId: Id) =>
      removeObjective(w.store, { ...(await on(id, 'Лишнее')), objectiveId })
    expect(refusal(await remove(objective))).toEqual(['roadmaps.has_parts'])
    value(await remove(subObjective))
    value(await removeIndicator(w.store, { ...(await on(id, 'Лишнее')), indicatorId: indicator }))
    value(await remove(objective))
    const left = await objectivesOf(w.store, w.dialogueId)
    expect(left.filter(({ roadmapId }) => roadmapId === id)).toEqual([])
  })
})

describe('an indicator', () => {
  test.each([
    [{ baselineOn: null }, 'roadmaps.whole', 'baseline_on'],
    [{ target: null }, 'roadmaps.whole', 'target'],
    [{ targetOn: localDate('2024-12-31') }, 'roadmaps.target_day', 'target_on'],
    [{ direction: 'down' as const }, 'roadmaps.target_direction', 'target'],
    [{ direction: 'within' as const }, 'roadmaps.bounds', 'target_high'],
    [{ direction: 'within' as const, targetHigh: decimal('800.0') }, 'roadmaps.bounds', 'target_high'],
    [{ targetHigh: decimal('900') }, 'roadmaps.bounds', 'target_high'],
    [{ units: { kk: 'адам' } }, 'forms.required', 'name_kk'],
  ])('that does not hold together is refused: %j', async (more, key, field) => {
    const { roadmap: id, indicator } = await furnished()
    const asked = { ...(await on(id, 'x')), indicatorId: indicator, draft: { ...INDICATOR, ...more } }
    expect(refusal(await editIndicator(w.store, asked))).toEqual([key, field])
  })
})

test('who noted a value, changed a target or wrote a reason gets it in the copy of what is held about them', async () => {
  const { roadmap: id, indicator } = await furnished()
  const keeper = w.actor(await w.person('hueter@example.org'), 'coordinator')
  const asked = { actor: keeper, id, reason: 'Новые данные' }
  const version = await versionOf(w.store, actor, id)
  const draft = { ...INDICATOR, target: decimal('900') }
  value(await editIndicator(w.store, { ...asked, version, indicatorId: indicator, draft }))
  const noted = { ...VALUE, asOf: localDate('2025-11-30'), note: 'Пересчитано' }
  value(await noteValue(w.store, { actor: keeper, id, indicatorId: indicator, ...noted }))
  const copy = await heldAbout(w.store, keeper.personId)
  expect(copy?.indicator_values).toMatchObject([{ amount: '500', source: VALUE.source, note: 'Пересчитано' }])
  expect(copy?.indicator_terms).toMatchObject([{ target: '800', reason: 'Новые данные' }])
  expect(copy?.roadmap_events).toMatchObject([{ kind: 'change', reason: 'Новые данные' }])
})

test('whoever is erased is looked for in its words too', async () => {
  const { roadmap: id, indicator } = await furnished()
  const note = { ...VALUE, asOf: localDate('2026-01-11'), source: 'Сообщение: Смагулова' }
  value(await noteValue(w.store, { actor, id, indicatorId: indicator, ...note }))
  const parts = { given: '', patronymic: '', salutation: '', position: '' }
  const found = await mentionsOf(w.store, { names: { ru: { surname: 'Смагулова', ...parts } } })
  expect(found).toEqual([{ place: 'roadmap', id }])
})
