/** What a roadmap holds, as its pages and its rules need it. Pure. */

import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Indicator, IndicatorValue } from './indicator.ts'
import type { Objective } from './objective.ts'
import { indicatorsUnder, type Progress, progressOf, type Tally, tallyOf } from './progress.ts'
import type { Readiness, Roadmap } from './roadmap.ts'

export interface Content {
  /** In their order, each followed by those below it. */
  readonly objectives: readonly Objective[]
  readonly indicators: readonly Indicator[]
  /** By indicator, the oldest day first, corrected ones too. */
  readonly values: ReadonlyMap<Id, readonly IndicatorValue[]>
}

/** Institutions as they may be named. */
export interface Named {
  /** As they were called on the date of the act. */
  readonly dated: ReadonlyMap<Id, InstitutionName>
  /** As they are called today. */
  readonly now: ReadonlyMap<Id, InstitutionName>
}

/** An indicator with how far it is. */
export interface Measured {
  readonly indicator: Indicator
  readonly progress: Progress
  readonly values: readonly IndicatorValue[]
}

/** An objective with what is measured of it, and the count of that and of all below it. */
export interface MeasuredObjective {
  readonly objective: Objective
  readonly own: readonly Measured[]
  readonly tally: Tally
}

/** Every objective with how far its indicators are on a day. */
export function measure(content: Content, on: LocalDate): MeasuredObjective[] {
  const all = content.indicators.map((indicator): Measured => {
    const values = content.values.get(indicator.id) ?? []
    return { indicator, values, progress: progressOf(indicator, values, on) }
  })
  return content.objectives.map((objective) => {
    const under = indicatorsUnder(objective.id, content.objectives, content.indicators)
    return {
      objective,
      own: all.filter(({ indicator }) => indicator.objectiveId === objective.id),
      tally: tallyOf(
        all.filter(({ indicator }) => under.includes(indicator)).map(({ progress }) => progress),
      ),
    }
  })
}

/** The count over the whole roadmap. */
export function wholeTally(content: Content, on: LocalDate): Tally {
  return tallyOf(content.indicators.map((one) => progressOf(one, content.values.get(one.id) ?? [], on)))
}

/** What stands against a move of the roadmap. */
export function readinessOf(
  { objectives }: Pick<Content, 'objectives'>,
  { authoritative }: Pick<Roadmap, 'authoritative'>,
): Readiness {
  const unclosed = objectives.filter(({ closing }) => !closing.texts[authoritative]).length
  return { objectives: objectives.length, unclosed }
}

/** The day on which a roadmap is looked at: today, but not after its period once it was evaluated. */
export function dayOf({ state, periodTo }: Pick<Roadmap, 'state' | 'periodTo'>, today: LocalDate): LocalDate {
  return state === 'evaluated' && periodTo < today ? periodTo : today
}
