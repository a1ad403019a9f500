/** The form of a step, new or known: its words, its plan, what it waits for. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Step } from '../../src/steps/step.ts'
import { institutionChoices } from '../commitments/form.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Checkboxes, languageChoices, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextArea, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { stepTrail } from './step.tsx'
import { titleOf } from './words.ts'

interface StepFormProps extends ShellProps {
  readonly commitment: Commitment
  /** Null for a new one. */
  readonly step: Step | null
  /** All steps of the commitment. */
  readonly steps: readonly Step[]
  /** In protocol order. */
  readonly institutions: readonly InstitutionName[]
  readonly form: FormState
}

/** A new step of a commitment, or a known one. */
export function StepFormPage(props: StepFormProps) {
  const { reader, commitment, step, form } = props
  const { steps: t } = reader.t
  const draft = draftOf(reader, form, { labels: t.fields })
  const title = step ? t.acts.edit : t.add
  const path = `/commitments/${commitment.id}`
  const own = step ? `${path}/steps/${step.id}` : null
  return (
    <SecretariatPage {...props} title={`${title} · ${codeOf(commitment)}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={title}
        trail={stepTrail(reader, commitment, step ?? undefined)}
        lead={t.leads.edit}
      />
      <PostForm action={own ?? `${path}/steps`} hidden={step ? { version: step.version } : {}}>
        <MainFields {...props} draft={draft} />
        <details open={form.faults.some(({ field }) => /^(who|proof|authoritative|guarded)/.test(field))}>
          <summary>{t.hints.more}</summary>
          <FoldedFields draft={draft} />
        </details>
        <SaveOrCancel reader={reader} back={own ?? `${path}#steps`} />
      </PostForm>
    </SecretariatPage>
  )
}

function MainFields({ reader, draft, step, steps, institutions }: StepFormProps & { readonly draft: Draft }) {
  const { hints } = reader.t.steps
  const others = steps.filter(({ id }) => id !== step?.id)
  const choices = others.map((one) => ({ value: one.id, text: titleOf(reader, one) }))
  return (
    <>
      <TextInLanguages draft={draft} name="title" />
      <Select
        draft={draft}
        name="institution"
        hint={hints.institution}
        choices={institutionChoices(reader, institutions)}
        optional
      />
      <TextField draft={draft} name="days" type="number" optional />
      <DateField draft={draft} name="planned_on" optional />
      {step && <TextArea draft={draft} name="reason" rows={3} hint={hints.reason} optional="unsaid" />}
      {choices.length > 0 && <Checkboxes draft={draft} name="after" choices={choices} optional />}
    </>
  )
}

function FoldedFields({ draft }: { readonly draft: Draft }) {
  const { fields } = draft.reader.t.steps
  return (
    <>
      <TextInLanguages draft={draft} name="who" optional />
      <TextInLanguages draft={draft} name="proof" optional />
      <Select draft={draft} name="authoritative" choices={languageChoices(draft.reader)} />
      <Checkboxes
        draft={draft}
        name="guarded"
        choices={[{ value: 'on', text: fields.guardedYes }]}
        optional="unsaid"
      />
    </>
  )
}
