/** The forms of a roadmap and of its objectives. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import type { Roadmap } from '../../src/roadmaps/roadmap.ts'
import { institutionChoices } from '../commitments/form.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel, Submit } from '../parts/actions.tsx'
import { languageChoices, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextArea, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { roadmapTrail } from './list.tsx'
import { objectiveChoices } from './objective-choice.tsx'

interface RoadmapFormProps extends ShellProps {
  readonly dialogue: Dialogue
  /** Null for a new one. */
  readonly roadmap: Roadmap | null
  readonly form: FormState
  readonly institutions: readonly InstitutionName[]
  readonly papers: readonly { readonly id: string; readonly title: string; readonly name: string }[]
}

/** Why something that was approved changes; nothing for a draft. */
export function ReasonField({
  draft,
  roadmap,
}: {
  readonly draft: Draft
  readonly roadmap: Pick<Roadmap, 'state'> | null
}) {
  if (!roadmap || roadmap.state === 'draft') return null
  const { form: t } = draft.reader.t.roadmaps
  return <TextArea draft={draft} name="reason" label={t.reason} hint={t.reasonHint} rows={2} />
}

/** A roadmap that is added or changed. */
export function RoadmapFormPage(props: RoadmapFormProps) {
  const { reader, dialogue, roadmap, form, institutions, papers } = props
  const { form: t, add, edit } = reader.t.roadmaps
  const draft = draftOf(reader, form, { labels: t })
  const title = roadmap ? edit : add
  const back = roadmap ? `/roadmaps/${roadmap.id}` : `/dialogues/${dialogue.id}/roadmaps`
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} trail={roadmapTrail(reader, dialogue, roadmap ?? undefined)} title={title} />
      <PostForm action={back} hidden={roadmap ? { version: fieldValue(form, 'version') } : {}}>
        <TextInLanguages draft={draft} name="title" />
        <Select draft={draft} name="authoritative" choices={languageChoices(reader)} />
        <DateField draft={draft} name="period_from" />
        <DateField draft={draft} name="period_to" />
        <Select draft={draft} name="owner" choices={institutionChoices(reader, institutions)} optional />
        <TextInLanguages draft={draft} name="act_title" hint={t.act_titleHint} optional />
        <TextInLanguages draft={draft} name="act_body" optional />
        <TextField draft={draft} name="act_number" size={20} optional />
        <DateField draft={draft} name="act_on" optional />
        {papers.length > 0 && (
          <Select
            draft={draft}
            name="act_document"
            choices={papers.map(({ id, title: paper, name }) => ({ value: id, text: `${paper} (${name})` }))}
            optional
          />
        )}
        <TextField draft={draft} name="act_link" type="url" optional />
        <ReasonField draft={draft} roadmap={roadmap} />
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}

/** What the pages below a roadmap have. */
export interface BelowProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly roadmap: Roadmap
  readonly form: FormState
  readonly institutions: readonly InstitutionName[]
}

interface ObjectiveFormProps extends BelowProps {
  /** Null for a new one. */
  readonly objective: Objective | null
  readonly objectives: readonly Objective[]
}

/** An objective that is added or changed, or taken out. */
export function ObjectiveFormPage(props: ObjectiveFormProps) {
  const { reader, dialogue, roadmap, objective, form, institutions } = props
  const { objective: t } = reader.t.roadmaps
  const draft = draftOf(reader, form, { labels: { ...t, reason: reader.t.roadmaps.form.reason } })
  const title = objective ? t.edit : t.add
  const back = `/roadmaps/${roadmap.id}`
  const own = objective ? `${back}/objectives/${objective.id}` : `${back}/objectives`
  const tops = props.objectives.filter(({ id, parentId }) => parentId === null && id !== objective?.id)
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} trail={roadmapTrail(reader, dialogue, roadmap)} title={title} />
      <PostForm action={own} hidden={{ version: fieldValue(form, 'version') }}>
        <TextField draft={draft} name="code" hint={t.codeHint} size={12} />
        <TextInLanguages draft={draft} name="title" />
        <TextInLanguages draft={draft} name="description" multiline optional />
        {tops.length > 0 && (
          <Select draft={draft} name="parent" choices={objectiveChoices(reader, tops)} optional />
        )}
        <Select draft={draft} name="owner" choices={institutionChoices(reader, institutions)} optional />
        <TextField draft={draft} name="position" type="number" />
        <ReasonField draft={draft} roadmap={roadmap} />
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
      {objective && <Removal {...props} action={`${own}/removal`} label={t.remove} />}
    </SecretariatPage>
  )
}

interface RemovalProps extends Pick<BelowProps, 'reader' | 'roadmap' | 'form'> {
  readonly action: string
  readonly label: string
}

/** The form that takes a part out of the roadmap. */
export function Removal({ reader, roadmap, form, action, label }: RemovalProps) {
  const draft = draftOf(reader, { values: {}, faults: [] }, { form: 'removal' })
  return (
    <details>
      <summary>{label}</summary>
      <PostForm action={action} hidden={{ version: fieldValue(form, 'version') }} label={label}>
        <ReasonField draft={draft} roadmap={roadmap} />
        <Submit weight="danger">{label}</Submit>
      </PostForm>
    </details>
  )
}
