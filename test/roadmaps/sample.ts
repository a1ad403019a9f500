/** A roadmap with one of everything: two objectives, one below the other, an indicator, a value. */

import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Actor } from '../../src/people/may.ts'
import { addRoadmap, moveRoadmap, writeClosing } from '../../src/roadmaps/commands.ts'
import { decimal } from '../../src/roadmaps/decimal.ts'
import type { AskedValue, IndicatorDraft } from '../../src/roadmaps/indicator.ts'
import { addIndicator, editIndicator, noteValue } from '../../src/roadmaps/indicator-commands.ts'
import type { ObjectiveDraft } from '../../src/roadmaps/objective.ts'
import { addObjective } from '../../src/roadmaps/objective-commands.ts'
import { roadmapFor } from '../../src/roadmaps/queries.ts'
import type { RoadmapDraft, RoadmapMove } from '../../src/roadmaps/roadmap.ts'
import type { Store } from '../../src/store/store.ts'
import { value } from '../meetings/world.ts'

export const ROADMAP: RoadmapDraft = {
  titles: { ru: 'Дорожная карта 2025–2027', en: 'Roadmap 2025–2027' },
  authoritative: 'ru',
  periodFrom: localDate('2025-01-01'),
  periodTo: localDate('2027-12-31'),
  ownerId: null,
  actTitles: { ru: 'Приказ министра', en: 'Order of the minister' },
  actBodies: { ru: 'Министерство' },
  actNumber: '77',
  actOn: localDate('2024-12-20'),
  actDocumentId: null,
  actLink: '',
}

export const OBJECTIVE: ObjectiveDraft = {
  code: '1',
  parentId: null,
  ownerId: null,
  position: 1,
  titles: { ru: 'Бесперебойные поставки', en: 'Uninterrupted supply' },
  descriptions: { ru: 'Запас на три месяца.' },
}

export const INDICATOR: IndicatorDraft = {
  names: { ru: 'Пациенты на терапии', en: 'Patients in therapy' },
  units: { ru: 'человек', en: 'people' },
  rhythms: { ru: 'раз в полгода', en: 'twice a year' },
  direction: 'up',
  baseline: decimal('400'),
  baselineOn: localDate('2024-12-31'),
  target: decimal('800'),
  targetHigh: null,
  targetOn: localDate('2027-12-31'),
  ownerId: null,
  position: 1,
}

export const VALUE: AskedValue = {
  asOf: localDate('2025-12-31'),
  amount: decimal('500'),
  source: 'РНПЦПЗ, форма 11',
  note: '',
  correction: false,
}

/** The version that the next form would carry. */
export async function versionOf(store: Store, actor: Actor, id: Id): Promise<number> {
  return value(await roadmapFor(store, actor, id, 'read')).version
}

/** Moves a roadmap on. */
export async function moved(store: Store, actor: Actor, { id, move, reason = '' }: Moved): Promise<void> {
  const version = await versionOf(store, actor, id)
  value(await moveRoadmap(store, { actor, id, version, move, reason }))
}

interface Moved {
  readonly id: Id
  readonly move: RoadmapMove
  readonly reason?: string
}

interface Asked {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly ownerId?: Id
  /** How far it has come; running unless told. */
  readonly state?: 'draft' | 'approved' | 'running'
  /** Whether every objective has its closing words. */
  readonly closed?: boolean
  /** Said instead of the words above. */
  readonly words?: (what: string) => string
}

/** A running roadmap. */
export async function furnishRoadmap(store: Store, asked: Asked) {
  const { actor, dialogueId, ownerId = null, words = (what) => what, state = 'running' } = asked
  const said = (text: string) => ({ ru: words(text) })
  const draft = {
    ...ROADMAP,
    ownerId,
    titles: asked.words ? said('Карта') : ROADMAP.titles,
    actTitles: asked.words ? said('Приказ министра') : ROADMAP.actTitles,
    actBodies: asked.words ? said('Министерство') : ROADMAP.actBodies,
    actNumber: words('77'),
    actLink: asked.words ? `https://example.org/${words('akt')}` : '',
  }
  const roadmap = value(await addRoadmap(store, { actor, dialogueId, draft }))
  const on = async () => ({ actor, id: roadmap, version: await versionOf(store, actor, roadmap), reason: '' })
  const one = {
    ...OBJECTIVE,
    ownerId,
    ...(asked.words ? { titles: said('Цель'), descriptions: said('О ней') } : {}),
  }
  const objective = value(await addObjective(store, { ...(await on()), draft: one }))
  const part = { ...one, code: '1.1', parentId: objective, position: 2 }
  const subObjective = value(await addObjective(store, { ...(await on()), draft: part }))
  const measured = {
    ...INDICATOR,
    ownerId,
    ...(asked.words ? { names: said('Мера'), units: said('шт'), rhythms: said('часто') } : {}),
  }
  const indicator = value(
    await addIndicator(store, { ...(await on()), objectiveId: objective, draft: measured }),
  )
  const found = { ...VALUE, source: words(VALUE.source), note: words('') }
  value(await noteValue(store, { actor, id: roadmap, indicatorId: indicator, ...found }))
  const closing = [objective, subObjective].map((id) => [id, { ru: words('Достигнуто.') }] as const)
  const version = await versionOf(store, actor, roadmap)
  if (asked.closed) value(await writeClosing(store, { actor, id: roadmap, version, words: new Map(closing) }))
  if (state !== 'draft') await moved(store, actor, { id: roadmap, move: 'approval', reason: words('') })
  if (state === 'running') await moved(store, actor, { id: roadmap, move: 'start' })
  if (asked.words) {
    const earlier = { ...measured, target: null, targetOn: null }
    const change = { ...(await on()), reason: words('Пересмотр'), indicatorId: indicator, draft: earlier }
    value(await editIndicator(store, change))
  }
  return { roadmap, objective, subObjective, indicator }
}
