/** The form of an indicator. */

import { DIRECTIONS, type Indicator } from '../../src/roadmaps/indicator.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import { institutionChoices } from '../commitments/form.tsx'
import { SecretariatPage } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { type BelowProps, ReasonField, Removal } from './form.tsx'
import { roadmapTrail } from './list.tsx'
import { objectiveWords } from './objective-choice.tsx'

interface IndicatorFormProps extends BelowProps {
  readonly objective: Objective
  /** Null for a new one. */
  readonly indicator: Indicator | null
}

/** An indicator that is added or changed, or taken out. */
export function IndicatorFormPage(props: IndicatorFormProps) {
  const { reader, dialogue, roadmap, objective, indicator, form, institutions } = props
  const { indicator: t } = reader.t.roadmaps
  const { directions: words, bounds: _, ...labels } = t
  const draft = draftOf(reader, form, { labels: { ...labels, reason: reader.t.roadmaps.form.reason } })
  const title = indicator ? t.edit : t.add
  const up = `/roadmaps/${roadmap.id}`
  const own = indicator ? `${up}/indicators/${indicator.id}` : `${up}/objectives/${objective.id}/indicators`
  const directions = DIRECTIONS.map((value) => ({ value, text: words[value] }))
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={roadmapTrail(reader, dialogue, roadmap)}
        title={title}
        lead={objectiveWords(reader, objective)}
      />
      <PostForm action={own} hidden={{ version: fieldValue(form, 'version') }}>
        <TextInLanguages draft={draft} name="name" />
        <TextInLanguages draft={draft} name="unit" hint={t.unitHint} optional />
        <TextInLanguages draft={draft} name="rhythm" optional />
        <Radios draft={draft} name="direction" choices={directions} />
        <TextField draft={draft} name="baseline" type="number" optional />
        <DateField draft={draft} name="baseline_on" optional />
        <TextField draft={draft} name="target" type="number" hint={t.targetHint} optional />
        <TextField draft={draft} name="target_high" type="number" optional />
        <DateField draft={draft} name="target_on" optional />
        <Select draft={draft} name="owner" choices={institutionChoices(reader, institutions)} optional />
        <TextField draft={draft} name="position" type="number" />
        <ReasonField draft={draft} roadmap={roadmap} />
        <SaveOrCancel reader={reader} back={indicator ? own : up} />
      </PostForm>
      {indicator && <Removal {...props} action={`${own}/removal`} label={t.remove} />}
    </SecretariatPage>
  )
}
