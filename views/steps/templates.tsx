/** Templates of steps: those of a dialogue, one to change, one to apply, steps to keep as one. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { StepTemplate } from '../../src/steps/template.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, SaveOrCancel, Submit } from '../parts/actions.tsx'
import { Checkboxes, languageChoices, Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { stepTrail } from './step.tsx'
import { titleOf } from './words.ts'

function dialogueTrail(reader: Reader, dialogue: Dialogue) {
  return [
    { href: '/dialogues', text: reader.t.dialogues.title },
    { href: `/dialogues/${dialogue.id}`, text: chooseText(dialogue.title, reader.locale).text },
  ]
}

/** Steps and days of templates; `hrefOf` leads on from a name. */
function templateColumns(
  reader: Reader,
  hrefOf: (template: StepTemplate) => string | null,
): Column<StepTemplate>[] {
  const { templates: t } = reader.t.steps
  return [
    {
      head: t.name,
      names: true,
      cell: (template) => {
        const text = titleOf(reader, template)
        const href = hrefOf(template)
        return href ? { href, text } : text
      },
    },
    { head: reader.t.steps.title, tight: true, cell: ({ steps }) => t.count(steps.length) },
    {
      head: t.where,
      cell: ({ builtIn, dialogueId }) => (builtIn ? t.builtIn : dialogueId ? t.own : t.everywhere),
    },
  ]
}

interface ListProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly templates: readonly StepTemplate[]
  readonly mayChange: (template: StepTemplate) => boolean
}

/** What can be applied in a dialogue; own ones lead to their form. */
export function TemplatesPage(props: ListProps) {
  const { reader, dialogue, templates } = props
  const { templates: t } = reader.t.steps
  const path = `/dialogues/${dialogue.id}/step-templates`
  const hrefOf = (template: StepTemplate) => (props.mayChange(template) ? `${path}/${template.id}` : null)
  return (
    <SecretariatPage {...props} title={`${t.title} · ${dialogue.code}`}>
      <Heading reader={reader} title={t.title} trail={dialogueTrail(reader, dialogue)} lead={t.lead} />
      <Table reader={reader} caption={t.title} columns={templateColumns(reader, hrefOf)} rows={templates} />
    </SecretariatPage>
  )
}

interface TemplateProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly template: StepTemplate
  readonly form: FormState
}

/** Title and days of an own template. */
export function TemplateFormPage(props: TemplateProps) {
  const { reader, dialogue, template, form } = props
  const { templates: t, fields } = reader.t.steps
  const path = `/dialogues/${dialogue.id}/step-templates`
  const days = template.steps.map(
    (step) => [`days_${step.position}`, t.daysOf(titleOf(reader, step))] as const,
  )
  const labels = { ...fields, title: t.name, ...Object.fromEntries(days) }
  const draft = draftOf(reader, form, { labels })
  return (
    <SecretariatPage {...props} title={`${t.edit} · ${dialogue.code}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={t.edit}
        trail={[...dialogueTrail(reader, dialogue), { href: path, text: t.title }]}
        actions={
          <LinkButton href={`${path}/${template.id}/removal`} weight="danger">
            {t.remove}
          </LinkButton>
        }
      />
      <PostForm action={`${path}/${template.id}`} hidden={{ version: template.version }}>
        <TextInLanguages draft={draft} name="title" label={t.name} />
        <Select draft={draft} name="authoritative" choices={languageChoices(reader)} />
        {days.map(([name]) => (
          <TextField draft={draft} name={name} type="number" />
        ))}
        <SaveOrCancel reader={reader} back={path} />
      </PostForm>
    </SecretariatPage>
  )
}

/** Asks before a template goes. */
export function TemplateRemovalPage(props: TemplateProps) {
  const { reader, dialogue, template, form } = props
  const { templates: t } = reader.t.steps
  const path = `/dialogues/${dialogue.id}/step-templates`
  return (
    <SecretariatPage {...props} title={`${t.remove} · ${dialogue.code}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draftOf(reader, form)} />
      <Heading
        reader={reader}
        title={`${t.remove}: ${titleOf(reader, template)}`}
        trail={[...dialogueTrail(reader, dialogue), { href: path, text: t.title }]}
        lead={t.removeLead}
      />
      <PostForm action={`${path}/${template.id}/removal`} hidden={{ version: template.version }}>
        <Actions>
          <Submit weight="danger">{t.remove}</Submit>
          <LinkButton href={path}>{reader.t.shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

interface ApplyProps extends ShellProps {
  readonly commitment: Commitment
  readonly templates: readonly StepTemplate[]
  /** The one that was chosen; null shows them all. */
  readonly template: StepTemplate | null
  readonly form: FormState
}

/** First which template, then which of its steps and from or until when. */
export function ApplyPage(props: ApplyProps) {
  const { reader, commitment, template, form } = props
  const { steps: t } = reader.t
  const path = `/commitments/${commitment.id}/steps/template`
  const draft = draftOf(reader, form, { labels: t.fields })
  const columns = templateColumns(reader, ({ id }) => `${path}?template=${id}`)
  return (
    <SecretariatPage {...props} title={`${t.apply} · ${codeOf(commitment)}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={template ? `${t.apply}: ${titleOf(reader, template)}` : t.templates.choose}
        trail={stepTrail(reader, commitment)}
        lead={t.templates.applyLead}
      />
      {template ? (
        <PostForm action={path} hidden={{ template: template.id }}>
          <DateField draft={draft} name="on" />
          <Radios
            draft={draft}
            name="anchor"
            choices={(['end', 'start'] as const).map((value) => ({ value, text: t.anchors[value] }))}
          />
          <Checkboxes
            draft={draft}
            name="steps"
            choices={template.steps.map((step) => ({
              value: String(step.position),
              text: `${titleOf(reader, step)} · ${t.templates.total(step.days)}`,
              hint: chooseText(step.who, reader.locale).text,
            }))}
          />
          <SaveOrCancel reader={reader} back={`/commitments/${commitment.id}#steps`} />
        </PostForm>
      ) : (
        <Table reader={reader} caption={t.templates.title} columns={columns} rows={props.templates} />
      )}
    </SecretariatPage>
  )
}

interface KeepProps extends ShellProps {
  readonly commitment: Commitment
  readonly mayAdminister: boolean
  readonly form: FormState
}

/** Keeps the steps of a commitment for others. */
export function KeepPage(props: KeepProps) {
  const { reader, commitment, form } = props
  const { steps: t } = reader.t
  const draft = draftOf(reader, form, { labels: { ...t.fields, title: t.templates.name } })
  const path = `/commitments/${commitment.id}`
  return (
    <SecretariatPage {...props} title={`${t.keep} · ${codeOf(commitment)}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={t.keep}
        trail={stepTrail(reader, commitment)}
        lead={t.templates.keepLead}
      />
      <PostForm action={`${path}/step-template`}>
        <TextInLanguages draft={draft} name="title" label={t.templates.name} />
        <Select draft={draft} name="authoritative" choices={languageChoices(reader)} />
        {props.mayAdminister && (
          <Checkboxes
            draft={draft}
            name="everywhere"
            choices={[{ value: 'on', text: t.fields.everywhereYes }]}
            optional="unsaid"
          />
        )}
        <SaveOrCancel reader={reader} back={`${path}#steps`} />
      </PostForm>
    </SecretariatPage>
  )
}
