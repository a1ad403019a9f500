/** The field by which a commitment or an activity of a plan points to an objective of a roadmap. */

import { chooseText } from '../../src/kernel/locale.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import { type Choice, Select } from '../parts/choice.tsx'
import type { Draft } from '../parts/field.tsx'
import type { Reader } from '../reader.ts'

/** An objective in one line: its code and its title. */
export function objectiveWords(
  { locale }: Reader,
  { code, title }: Pick<Objective, 'code' | 'title'>,
): string {
  return `${code} ${chooseText(title, locale).text}`
}

/** One choice per objective. */
export function objectiveChoices(reader: Reader, objectives: readonly Objective[]): Choice[] {
  return objectives.map((one) => ({ value: one.id, text: objectiveWords(reader, one) }))
}

interface ObjectiveChoiceProps {
  readonly draft: Draft
  /** Of the form; its label is for the form to name. */
  readonly name: string
  /** Those of `objectivesOf`; without any the field is left out. */
  readonly objectives: readonly Objective[]
  readonly hint?: string
}

/** A select with the objectives of the dialogue; nothing where there are none. */
export function ObjectiveChoice({ draft, name, objectives, hint }: ObjectiveChoiceProps) {
  if (objectives.length === 0) return null
  const choices = objectiveChoices(draft.reader, objectives)
  return <Select draft={draft} name={name} choices={choices} {...(hint ? { hint } : {})} optional />
}
