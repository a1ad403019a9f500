/** The pages on which something is done to a commitment: one act, one short form. */

import type { Child } from 'hono/jsx'
import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { CLAIMS, MIN_EVIDENCE, NOTED_CHANNELS } from '../../src/commitments/report.ts'
import { RESULTS } from '../../src/commitments/verification.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Decision } from '../../src/minutes/decision.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import type { Share } from '../../src/recurring/share.ts'
import { FileField } from '../documents/file.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextArea, TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Passage } from '../parts/passage.tsx'
import { OpenPartsWarning } from '../recurring/warning.tsx'
import { DueFields, decisionChoices, institutionChoices } from './form.tsx'
import { dueWords } from './words.ts'

/** An act, named as its path is. */
export type CommitmentAct =
  | 'person'
  | 'report'
  | 'due-change'
  | 'verification'
  | 'pause'
  | 'closing'
  | 'return'

/** What the fields of some acts offer to choose from. */
export interface ActChoices {
  readonly people?: readonly PersonCard[]
  readonly institutions?: readonly InstitutionName[]
  readonly decisions?: readonly Decision[]
  /** The parts that nobody reported done: a verifier is told of them. */
  readonly openParts?: readonly Share[]
}

interface ActProps extends ShellProps, ActChoices {
  readonly commitment: Commitment
  readonly act: CommitmentAct
  /** Where the form is sent. */
  readonly action: string
  readonly form: FormState
  /** How large a file may be, in bytes. */
  readonly largest: number
}

/** The promise once more, what the act means, its fields. */
export function ActPage(props: ActProps) {
  const { reader, commitment, act, form } = props
  const { commitments: t, shell } = reader.t
  const { title, lead, labels } = wordsOf(props)
  const draft: Draft = { ...draftOf(reader, form), labels }
  const back = `/commitments/${commitment.id}`
  const trail = [
    { href: '/commitments', text: t.title },
    { href: back, text: codeOf(commitment) },
  ]
  return (
    <SecretariatPage {...props} title={`${title} · ${codeOf(commitment)}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} trail={trail} lead={lead} />
      <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
      <p>
        {t.fields.due}: {dueWords(reader, commitment)}
      </p>
      <PostForm action={props.action} hidden={{ version: commitment.version }} files={act === 'report'}>
        {FIELDS[act]({ ...props, draft })}
        <Actions>
          <Submit weight={act === 'closing' ? 'danger' : 'main'}>{shell.form.save}</Submit>
          <LinkButton href={back}>{shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

function wordsOf({ reader, act }: ActProps) {
  const { acts, leads, actFields, reportFields } = reader.t.commitments
  const labels = act === 'report' ? reportFields : actFields
  if (act === 'due-change') return { title: acts.dueChange, lead: leads.dueChange, labels }
  if (act === 'return') return { title: acts.returning, lead: leads.returning, labels }
  return { title: acts[act], lead: leads[act], labels }
}

type FieldsProps = ActProps & { readonly draft: Draft }

const FIELDS: Readonly<Record<CommitmentAct, (props: FieldsProps) => Child>> = {
  person: PersonFields,
  report: NotedReportFields,
  'due-change': MoveFields,
  verification: VerificationFields,
  pause: ({ draft }) => <DateField draft={draft} name="until" optional />,
  closing: ClosingFields,
  return: ({ draft }) => <TextArea draft={draft} name="reason" rows={4} />,
}

function PersonFields({ reader, draft, people = [] }: FieldsProps) {
  const choices = people.map((card) => ({ value: card.id, text: listName(card, reader.locale) }))
  return <Select draft={draft} name="person" choices={choices} />
}

function MoveFields({ draft }: FieldsProps) {
  return (
    <>
      <DueFields draft={draft} />
      <TextArea draft={draft} name="reason" rows={4} />
      <TextField draft={draft} name="requested_by" />
    </>
  )
}

function ClosingFields({ reader, draft, decisions = [] }: FieldsProps) {
  const { closings } = reader.t.commitments
  return (
    <>
      <Radios
        draft={draft}
        name="to"
        choices={(['dropped', 'superseded'] as const).map((value) => ({ value, text: closings[value] }))}
      />
      <Select draft={draft} name="decision" choices={decisionChoices(reader, decisions)} optional />
      <TextArea draft={draft} name="reason" rows={4} optional />
    </>
  )
}

function NotedReportFields({ reader, draft, largest }: FieldsProps) {
  const { channels, hints } = reader.t.commitments
  return (
    <>
      <ReportFields draft={draft} largest={largest} />
      <Radios
        draft={draft}
        name="channel"
        choices={NOTED_CHANNELS.map((value) => ({ value, text: channels[value] }))}
      />
      <TextField draft={draft} name="source" hint={hints.source} />
    </>
  )
}

interface ReportFieldsProps {
  readonly draft: Draft
  /** How large a file may be, in bytes. */
  readonly largest: number
  readonly hint?: string
}

/** What every report says, by link or noted down. */
export function ReportFields({ draft, largest, hint }: ReportFieldsProps) {
  const { claims, hints } = draft.reader.t.commitments
  const { evidence, evidenceHint } = draft.reader.t.documents
  return (
    <>
      <Radios draft={draft} name="claim" choices={CLAIMS.map((value) => ({ value, text: claims[value] }))} />
      <TextArea draft={draft} name="text" optional="unsaid" {...(hint ? { hint } : {})} />
      <TextArea
        draft={draft}
        name="evidence"
        rows={3}
        hint={hints.evidence(MIN_EVIDENCE)}
        optional="unsaid"
      />
      <FileField draft={draft} label={evidence} hint={evidenceHint} largest={largest} optional />
    </>
  )
}

function VerificationFields({ reader, draft, commitment, institutions = [], openParts = [] }: FieldsProps) {
  const others = institutions.filter((institution) => institution.id !== commitment.leadId)
  return (
    <>
      <OpenPartsWarning
        reader={reader}
        parts={openParts}
        institutions={new Map(institutions.map((one) => [one.id, one]))}
        zone={commitment.zone}
      />
      <Select draft={draft} name="institution" choices={institutionChoices(reader, others)} />
      <AnswerFields draft={draft} />
    </>
  )
}

/** What every verification says, by link or noted down. */
export function AnswerFields({ draft }: { readonly draft: Draft }) {
  const { results, verifyPage } = draft.reader.t.commitments
  return (
    <>
      <Radios
        draft={draft}
        name="result"
        choices={RESULTS.map((value) => ({ value, text: results[value] }))}
      />
      <TextArea draft={draft} name="text" rows={4} hint={verifyPage.hint} optional="unsaid" />
    </>
  )
}
