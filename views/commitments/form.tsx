/** The form of a commitment: the promise, its lead and its date first, the rest folded away. */

import type { AgendaItem } from '../../src/agenda/item.ts'
import { type Commitment, codeOf, PRECISIONS, VISIBILITIES } from '../../src/commitments/commitment.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { type Decision, decisionCode } from '../../src/minutes/decision.ts'
import { itemChoices } from '../agenda/words.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Checkboxes, type Choice, languageChoices, Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import type { Reader } from '../reader.ts'

/** What a commitment can refer to. */
interface FormSources {
  /** In protocol order. */
  readonly institutions: readonly InstitutionName[]
  readonly items: readonly AgendaItem[]
  readonly decisions: readonly Decision[]
}

interface FormProps extends ShellProps, FormSources {
  readonly meeting: Meeting | null
  /** Null for a new one. */
  readonly commitment: Commitment | null
  readonly form: FormState
}

/** A new commitment of a meeting, or a known one. */
export function CommitmentFormPage(props: FormProps) {
  const { reader, meeting, commitment, form } = props
  const { commitments: t } = reader.t
  const draft: Draft = { ...draftOf(reader, form), labels: t.fields }
  const title = commitment ? t.editTitle : t.recordTitle
  const back = commitment ? `/commitments/${commitment.id}` : `/meetings/${meeting?.id}#commitments`
  const action = commitment ? `/commitments/${commitment.id}` : `/meetings/${meeting?.id}/commitments`
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} trail={trailOf(props)} />
      <PostForm action={action} hidden={{ version: commitment?.version ?? 0 }}>
        <MainFields {...props} draft={draft} />
        <details open={form.faults.some(({ field }) => FOLDED.includes(field))}>
          <summary>{t.more}</summary>
          <FoldedFields {...props} draft={draft} />
        </details>
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}

const FOLDED: readonly string[] = ['supporters', 'verifier', 'item', 'decision', 'visibility']

function trailOf({ reader, meeting, commitment }: FormProps) {
  const { title } = reader.t.commitments
  const own = commitment ? [{ href: `/commitments/${commitment.id}`, text: codeOf(commitment) }] : []
  if (!meeting) return [{ href: '/commitments', text: title }, ...own]
  const text = <Words reader={reader} text={chooseText(meeting.title, reader.locale)} />
  return [{ href: `/meetings/${meeting.id}#commitments`, text }, ...own]
}

function MainFields({ reader, commitment, institutions, draft }: FormProps & { readonly draft: Draft }) {
  const { commitments: t } = reader.t
  return (
    <>
      <TextInLanguages draft={draft} name="text" hint={t.hints.text} multiline />
      <Select draft={draft} name="authoritative" choices={languageChoices(reader)} />
      <Select draft={draft} name="lead" choices={institutionChoices(reader, institutions)} />
      {(!commitment || commitment.state === 'proposed') && <DueFields draft={draft} />}
      {!commitment && (
        <Checkboxes
          draft={draft}
          name="agreed"
          label={t.fields.state}
          choices={[{ value: 'on', text: t.fields.agreed }]}
          optional="unsaid"
        />
      )}
    </>
  )
}

/** A date and what it means; also used where a date is moved. */
export function DueFields({ draft }: { readonly draft: Draft }) {
  const { hints, precisions, fields } = draft.reader.t.commitments
  return (
    <>
      <DateField draft={draft} name="due_date" label={fields.due} hint={hints.due} />
      <Radios
        draft={draft}
        name="due_precision"
        label={fields.due_precision}
        choices={PRECISIONS.map((value) => ({ value, text: precisions[value] }))}
      />
    </>
  )
}

function FoldedFields(props: FormProps & { readonly draft: Draft }) {
  const { reader, draft, institutions, items, decisions } = props
  const { commitments: t } = reader.t
  const choices = institutionChoices(reader, institutions)
  return (
    <>
      <Checkboxes draft={draft} name="supporters" choices={choices} optional />
      <Select draft={draft} name="verifier" hint={t.hints.verifier} choices={choices} optional />
      <Select draft={draft} name="item" choices={itemChoices(reader, items)} optional />
      <Select draft={draft} name="decision" choices={decisionChoices(reader, decisions)} optional />
      <Radios
        draft={draft}
        name="visibility"
        choices={VISIBILITIES.map((value) => ({ value, text: t.visibilities[value] }))}
      />
    </>
  )
}

/** Institutions to choose from, in the order given. */
export function institutionChoices(reader: Reader, institutions: readonly InstitutionName[]): Choice[] {
  return institutions.map((institution) => {
    const { text, lang } = nameOf(institution, reader.locale)
    return { value: institution.id, text, lang }
  })
}

/** Decisions to choose from, by code and first words. */
export function decisionChoices(reader: Reader, decisions: readonly Decision[]): Choice[] {
  return decisions.map((decision) => {
    const { text, lang } = chooseText(decision.text, reader.locale)
    const words = text.length > 80 ? `${text.slice(0, 80)}…` : text
    return { value: decision.id, text: `${decisionCode(decision)}: ${words}`, lang }
  })
}
