/** One step on a page of its own: what is known of it, what can be done, and the page of each such act. */

import type { Child } from 'hono/jsx'
import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { ProgressKind } from '../../src/steps/progress.ts'
import type { ScheduledStep } from '../../src/steps/schedule.ts'
import { isSettled, isUntouched, type Step } from '../../src/steps/step.ts'
import { EvidenceFiles } from '../documents/evidence.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextArea } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'
import { ProofField, type StepProof } from './proof.tsx'
import { dayWords, standingOf, titleOf } from './words.ts'

/** An act that has a form of its own, named as its path is. */
export type StepAct = 'start' | 'completion' | 'forecast' | 'obstacle' | 'skip' | 'reopening' | 'removal'

/** What each act says of the step; a removal says nothing. */
export const KIND_OF: Readonly<Record<Exclude<StepAct, 'removal'>, ProgressKind>> = {
  start: 'started',
  completion: 'done',
  forecast: 'forecast',
  obstacle: 'blocked',
  skip: 'skipped',
  reopening: 'reopened',
}

export interface StepProps extends ShellProps {
  readonly commitment: Commitment
  readonly row: ScheduledStep<Step>
  /** The responsible institution. */
  readonly owner: string
  readonly proof: StepProof
}

/** The way down to a step. */
export function stepTrail(reader: Reader, commitment: Commitment, step?: Step) {
  const back = `/commitments/${commitment.id}`
  return [
    { href: '/commitments', text: reader.t.commitments.title },
    { href: back, text: codeOf(commitment) },
    ...(step ? [{ href: `${back}/steps/${step.id}`, text: titleOf(reader, step) }] : []),
  ]
}

/** The page of a step. */
export function StepPage(props: StepProps) {
  const { reader, commitment, row } = props
  const { step } = row
  const standing = standingOf(reader, row)
  const title = chooseText(step.title, reader.locale)
  return (
    <SecretariatPage {...props} title={`${reader.t.steps.columns.step} · ${codeOf(commitment)}`}>
      <Heading
        reader={reader}
        title={<Words reader={reader} text={title} />}
        trail={stepTrail(reader, commitment)}
        status={<Status tone={standing.tone}>{standing.text}</Status>}
      />
      <StepFacts {...props} />
      <ProofFiles {...props} />
      <StepActs {...props} />
    </SecretariatPage>
  )
}

function StepFacts({ reader, row, owner }: Omit<StepProps, keyof ShellProps> & { readonly reader: Reader }) {
  const { step, endsOn, slipDays, waitsFor } = row
  const { columns, fields, slip, waitsFor: waits } = reader.t.steps
  const proof = chooseText(step.proof, reader.locale).text
  const expected = [dayWords(reader, endsOn), slipDays === null ? '' : slip(slipDays)]
    .filter(Boolean)
    .join(' · ')
  return (
    <Facts
      facts={[
        { term: columns.owner, value: owner },
        { term: columns.planned, value: dayWords(reader, step.plannedOn) },
        { term: columns.expected, value: step.state === 'skipped' ? null : expected },
        {
          term: columns.state,
          value: waitsFor.length > 0 ? waits(waitsFor.map((one) => titleOf(reader, one)).join(', ')) : null,
        },
        { term: fields.reason, value: step.reason },
        { term: fields.proof, value: proof },
        { term: fields.evidence, value: step.evidence },
      ]}
    />
  )
}

function ProofFiles({ reader, row, proof }: StepProps) {
  return (
    <EvidenceFiles
      reader={reader}
      evidence={proof.files}
      reportId={row.step.id}
      under="/documents"
      mayRemove
    />
  )
}

function StepActs({ reader, commitment, row: { step } }: StepProps) {
  const { acts } = reader.t.steps
  const path = `/commitments/${commitment.id}/steps/${step.id}`
  const hidden = { version: step.version }
  return (
    <Actions>
      {actsOf(step).map((act) => (
        <LinkButton href={`${path}/${act}`} weight={act === 'completion' ? 'main' : 'plain'}>
          {acts[act]}
        </LinkButton>
      ))}
      {step.state === 'blocked' && (
        <PostButton action={`${path}/release`} hidden={hidden}>
          {acts.release}
        </PostButton>
      )}
      <LinkButton href={`${path}/edit`}>{acts.edit}</LinkButton>
      <PostButton action={`${path}/place`} hidden={{ ...hidden, to: 'up' }}>
        {acts.up}
      </PostButton>
      <PostButton action={`${path}/place`} hidden={{ ...hidden, to: 'down' }}>
        {acts.down}
      </PostButton>
      {isUntouched(step) && (
        <LinkButton href={`${path}/removal`} weight="danger">
          {acts.removal}
        </LinkButton>
      )}
    </Actions>
  )
}

/** The acts that are open in the state of a step. */
function actsOf(step: Step): readonly Exclude<StepAct, 'removal'>[] {
  if (isSettled(step)) return ['reopening']
  if (step.state === 'blocked') return ['completion', 'forecast', 'skip']
  if (step.state === 'running') return ['completion', 'forecast', 'obstacle', 'skip']
  return ['start', 'completion', 'forecast', 'obstacle', 'skip']
}

interface ActProps extends StepProps {
  readonly act: StepAct
  readonly form: FormState
}

/** The page of one act: what it means, its fields. */
export function StepActPage(props: ActProps) {
  const { reader, commitment, row, act, form } = props
  const { acts, leads, fields } = reader.t.steps
  const { step } = row
  const draft = draftOf(reader, form, { labels: fields })
  const back = `/commitments/${commitment.id}/steps/${step.id}`
  const heavy = act === 'removal'
  return (
    <SecretariatPage
      {...props}
      title={`${acts[act]} · ${codeOf(commitment)}`}
      faulty={form.faults.length > 0}
    >
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={acts[act]}
        trail={stepTrail(reader, commitment, step)}
        lead={leads[act]}
      />
      <StepFacts {...props} />
      <PostForm action={`${back}/${act}`} hidden={{ version: step.version }} files={act === 'completion'}>
        {FIELDS[act](draft, props.proof.largest)}
        <Actions>
          <Submit weight={heavy ? 'danger' : 'main'}>
            {heavy ? acts.removal : reader.t.shell.form.save}
          </Submit>
          <LinkButton href={back}>{reader.t.shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

const FIELDS: Readonly<Record<StepAct, (draft: Draft, largest: number) => Child>> = {
  start: (draft) => <DateField draft={draft} name="on" />,
  completion: (draft, largest) => (
    <>
      <DateField draft={draft} name="on" />
      <TextArea draft={draft} name="evidence" rows={3} hint={draft.reader.t.steps.hints.evidence} optional />
      <ProofField draft={draft} largest={largest} />
    </>
  ),
  forecast: (draft) => (
    <>
      <DateField draft={draft} name="on" />
      <TextArea draft={draft} name="reason" rows={4} />
    </>
  ),
  obstacle: (draft) => <TextArea draft={draft} name="reason" rows={4} />,
  skip: (draft) => <TextArea draft={draft} name="reason" rows={4} />,
  reopening: () => null,
  removal: () => null,
}
