/** Words that several pages say about plans: names, titles of parts, dates of an activity, how things stand. */

import { formatDate, formatDateRange } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { type Chosen, chooseText } from '../../src/kernel/locale.ts'
import {
  ACTIVITY_STATES,
  type Activity,
  type ActivityKind,
  type ActivityState,
} from '../../src/plans/activity.ts'
import type { ColumnKey, Completeness, Counts, Matrix } from '../../src/plans/matrix.ts'
import { PLAN_STATES, type Plan, type PlanState, type RemarkPart } from '../../src/plans/plan.ts'
import { type PartKey, partOf, type Template } from '../../src/plans/template.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import type { Cell } from '../parts/cell.ts'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

type Owners = ReadonlyMap<Id, InstitutionName>

/** The title of a template with its edition, if it has more than one. */
export function templateTitle({ locale, t }: Reader, { title, edition }: Template): Chosen {
  const chosen = chooseText(title, locale)
  return edition > 1 ? { ...chosen, text: `${chosen.text} (${t.plans.edition(edition)})` } : chosen
}

/** The short name of an institution, or a dash for one that nobody knows. */
export function ownerName({ locale }: Reader, owners: Owners, id: Id | null): Chosen {
  const owner = id ? owners.get(id) : undefined
  return owner ? shortNameOf(owner, locale) : { text: '—', lang: locale }
}

/** The official name. */
export function officialName({ locale }: Reader, owners: Owners, id: Id | null): Chosen {
  const owner = id ? owners.get(id) : undefined
  return owner ? nameOf(owner, locale) : { text: '—', lang: locale }
}

/** What a part is called in this template. */
export function partTitle({ locale, t }: Reader, template: Pick<Template, 'parts'>, key: RemarkPart): Chosen {
  if (key === 'whole') return { text: t.plans.whole, lang: locale }
  const own = partOf(template, key)
  const title = own ? chooseText(own.title, locale) : { text: '', lang: locale }
  return title.text ? title : { text: t.plans.parts[key].title, lang: locale }
}

/** What is asked for in a part. */
export function partHint({ locale, t }: Reader, template: Pick<Template, 'parts'>, key: PartKey): Chosen {
  const own = partOf(template, key)
  const hint = own ? chooseText(own.hint, locale) : { text: '', lang: locale }
  return hint.text ? hint : { text: t.plans.parts[key].hint, lang: locale }
}

/** From when to when, as far as it is said. */
export function activityDates(
  { locale }: Reader,
  { startsOn, endsOn }: Pick<Activity, 'startsOn' | 'endsOn'>,
): string {
  if (startsOn && endsOn) return formatDateRange(locale, startsOn, endsOn)
  const day = endsOn ?? startsOn
  return day ? formatDate(locale, day) : ''
}

/** An objective by its id, or the words for none. */
export function objectiveName(
  { locale, t }: Reader,
  objectives: readonly Objective[],
  id: Id | null,
): Chosen {
  const found = objectives.find((one) => one.id === id)
  if (!found) return { text: t.plans.matrix.noObjective, lang: locale }
  const title = chooseText(found.title, locale)
  return { ...title, text: `${found.code} ${title.text}` }
}

const PLAN_TONES: Readonly<Record<PlanState, Tone>> = {
  requested: 'bad',
  drafted: 'neutral',
  presented: 'warn',
  returned: 'warn',
  approved: 'good',
  monitored: 'good',
  closed: 'quiet',
}

/** How a plan stands; one that was not asked for owes no answer yet. */
export function planState(
  { t }: Reader,
  plan: Pick<Plan, 'state' | 'askedAt'>,
): { tone: Tone; text: string } {
  if (plan.state === 'requested' && plan.askedAt === null) return { tone: 'quiet', text: t.plans.notAsked }
  return { tone: PLAN_TONES[plan.state], text: t.plans.states[plan.state] }
}

export const ACTIVITY_TONES: Readonly<Record<ActivityState, Tone>> = {
  planned: 'neutral',
  reported: 'warn',
  verified: 'good',
  silent: 'bad',
}

/** How an activity stands, as a word with its shape. */
export function activityState({ t }: Reader, state: ActivityState): { tone: Tone; text: string } {
  return { tone: ACTIVITY_TONES[state], text: t.plans.activityStates[state] }
}

/** Counts as words with shapes, none for nothing. */
export function countCells({ t }: Reader, counts: Counts): Cell {
  const lines = ACTIVITY_STATES.filter((state) => counts[state] > 0).map((state) => ({
    tone: ACTIVITY_TONES[state],
    text: `${counts[state]} ${t.plans.activityStates[state]}`,
  }))
  return lines.length > 0 ? { lines } : { quiet: '—' }
}

/** `20 plans: 6 drafted, 3 returned, 11 no answer.` */
export function completenessWords({ t }: Reader, { total, byState }: Completeness): string {
  const order = [...PLAN_STATES.filter((state) => state !== 'requested'), 'requested'] as const
  const parts = order
    .filter((state) => byState[state] > 0)
    .map((state) => t.plans.stateCounts[state](byState[state]))
  return t.plans.complete(total, parts.join(', '))
}

/** What stands above a column. */
export function columnTitle(
  reader: Reader,
  matrix: Pick<Matrix, 'by'>,
  key: ColumnKey,
  objectives: readonly Objective[],
): string {
  if (matrix.by === 'kind') return reader.t.plans.kinds[key as ActivityKind]
  return objectiveName(reader, objectives, key || null).text
}
