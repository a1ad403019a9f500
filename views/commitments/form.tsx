/** The form of a commitment: the promise, its lead and its date first, the rest folded away. */

import type { AgendaItem } from '../../src/agenda/item.ts'
import { type Commitment, codeOf, PRECISIONS, VISIBILITIES } from '../../src/commitments/commitment.ts'
import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import type { KeptFile } from '../../src/documents/paper.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { type Decision, decisionCode } from '../../src/minutes/decision.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import { itemChoices } from '../agenda/words.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Checkboxes, type Choice, languageChoices, Radios, Select } from '../parts/choice.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import type { Reader } from '../reader.ts'
import { ObjectiveChoice } from '../roadmaps/objective-choice.tsx'

/** What a commitment can refer to. */
interface FormSources {
  /** In protocol order. */
  readonly institutions: readonly InstitutionName[]
  readonly items: readonly AgendaItem[]
  readonly decisions: readonly Decision[]
  /** Of the roadmaps of the dialogue. */
  readonly objectives: readonly Objective[]
}

/** Where a commitment is recorded that was made at no meeting. */
interface Outside {
  readonly dialogue: Dialogue
  /** What it comes from, if that is kept here. */
  readonly document: KeptFile | null
}

interface FormProps extends ShellProps, FormSources {
  readonly outside?: Outside
  readonly meeting: Meeting | null
  /** Null for a new one. */
  readonly commitment: Commitment | null
  readonly form: FormState
}

/** A new commitment of a meeting, or a known one. */
export function CommitmentFormPage(props: FormProps) {
  const { reader, commitment, form } = props
  const { commitments: t } = reader.t
  const labels = { ...t.fields, objective: reader.t.roadmaps.objectiveField }
  const draft: Draft = { ...draftOf(reader, form), labels }
  const title = commitment ? t.editTitle : props.outside ? reader.t.steps.source.record : t.recordTitle
  const { back, action } = placeOf(props)
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} trail={trailOf(props)} />
      {props.outside?.document && (
        <Facts facts={[{ term: reader.t.steps.source.document, value: props.outside.document.title }]} />
      )}
      <PostForm action={action} hidden={hiddenOf(props)}>
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

const FOLDED: readonly string[] = ['supporters', 'verifier', 'item', 'decision', 'objective', 'visibility']

/** Where the form goes, and where one gets without it. */
function placeOf({ meeting, commitment, outside }: FormProps) {
  if (commitment) return { action: `/commitments/${commitment.id}`, back: `/commitments/${commitment.id}` }
  const own = `/dialogues/${outside?.dialogue.id}`
  if (outside) return { action: `${own}/commitments`, back: own }
  return { action: `/meetings/${meeting?.id}/commitments`, back: `/meetings/${meeting?.id}#commitments` }
}

function hiddenOf({ commitment, outside }: FormProps) {
  const version = { version: commitment?.version ?? 0 }
  return outside?.document ? { ...version, document: outside.document.id } : version
}

function trailOf({ reader, meeting, commitment, outside }: FormProps) {
  const { title } = reader.t.commitments
  const own = commitment ? [{ href: `/commitments/${commitment.id}`, text: codeOf(commitment) }] : []
  if (outside) {
    const words = <Words reader={reader} text={chooseText(outside.dialogue.title, reader.locale)} />
    return [{ href: `/dialogues/${outside.dialogue.id}`, text: words }]
  }
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
  const { reader, draft, institutions, items, decisions, objectives } = props
  const { commitments: t } = reader.t
  const choices = institutionChoices(reader, institutions)
  return (
    <>
      <Checkboxes draft={draft} name="supporters" choices={choices} optional />
      <Select draft={draft} name="verifier" hint={t.hints.verifier} choices={choices} optional />
      {!props.outside && (
        <>
          <Select draft={draft} name="item" choices={itemChoices(reader, items)} optional />
          <Select draft={draft} name="decision" choices={decisionChoices(reader, decisions)} optional />
        </>
      )}
      <ObjectiveChoice draft={draft} name="objective" objectives={objectives} />
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
