/** Steps behind a personal link: how each stands, one tap to say so, one form for all else. No account, no script. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { type ProgressKind, SAID_BY_LINK } from '../../src/steps/progress.ts'
import type { ScheduledStep } from '../../src/steps/schedule.ts'
import { isSettled, type Step, type StepState } from '../../src/steps/step.ts'
import { EvidenceFiles } from '../documents/evidence.tsx'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { Radios } from '../parts/choice.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextArea } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'
import { ProofField, type StepProof } from './proof.tsx'
import { dayWords, standingOf, titleOf } from './words.ts'

interface ListProps {
  readonly reader: Reader
  /** Those of which the link may speak. */
  readonly rows: readonly ScheduledStep<Step>[]
  /** `/p/<token>`. */
  readonly under: string
  /** False while nothing can be said: the commitment is over. */
  readonly open: boolean
}

/** A part for any personal page: steps with their buttons; nothing without steps. */
export function StepsByLink({ reader, rows, under, open }: ListProps) {
  const { link: t } = reader.t.steps
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{t.title}</h2>
      {open && <p class="hint">{t.lead}</p>}
      <ol class="said">
        {rows.map((row) => (
          <li>
            <StepLines reader={reader} row={row} />
            {open && !isSettled(row.step) && <StepButtons reader={reader} row={row} under={under} />}
            {row.step.state === 'done' && !row.withheld && (
              <p>
                <a href={`${under}/steps/${row.step.id}`}>{reader.t.steps.fields.evidence}</a>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function StepLines({ reader, row }: { readonly reader: Reader; readonly row: ScheduledStep<Step> }) {
  const { step, endsOn } = row
  const { steps: t } = reader.t
  const standing = standingOf(reader, row)
  const planned = step.plannedOn ? `${t.columns.planned}: ${formatDate(reader.locale, step.plannedOn)}` : ''
  const ends = step.state === 'skipped' || !endsOn ? '' : formatDate(reader.locale, endsOn)
  const word = step.state === 'done' ? t.picture.done : t.picture.expected
  return (
    <>
      <p>
        <strong>
          <Words reader={reader} text={chooseText(step.title, reader.locale)} />
        </strong>{' '}
        <Status tone={standing.tone}>{standing.text}</Status>
      </p>
      <p class="hint">{[planned, ends && `${word}: ${ends}`, step.reason].filter(Boolean).join(' · ')}</p>
    </>
  )
}

function StepButtons({
  reader,
  row,
  under,
}: Pick<ListProps, 'reader' | 'under'> & { readonly row: ScheduledStep<Step> }) {
  const { link: t } = reader.t.steps
  const { step, standing } = row
  const path = `${under}/steps/${step.id}`
  const hidden = { version: step.version }
  return (
    <Actions>
      {standing === 'ready' && (
        <PostButton action={path} hidden={{ ...hidden, kind: 'started' }}>
          {t.startedToday}
        </PostButton>
      )}
      {(standing === 'ready' || standing === 'running') && (
        <PostButton action={path} hidden={{ ...hidden, kind: 'done' }} weight="main">
          {t.doneToday}
        </PostButton>
      )}
      {standing === 'blocked' && (
        <PostButton action={path} hidden={{ ...hidden, kind: 'released' }}>
          {t.kinds.released}
        </PostButton>
      )}
      <LinkButton href={path}>{t.other}</LinkButton>
    </Actions>
  )
}

interface SayProps extends PersonalProps {
  readonly commitment: Commitment
  readonly row: ScheduledStep<Step>
  readonly proof: StepProof
  readonly under: string
  readonly form: FormState
}

/** What can be said of a step by its state; nothing of one that is settled. */
const KINDS: Readonly<Record<StepState, readonly ProgressKind[]>> = {
  pending: ['started', 'done', 'forecast', 'blocked'],
  running: ['done', 'forecast', 'blocked'],
  blocked: ['released', 'done', 'forecast'],
  skipped: [],
  done: [],
}

/** The page on which anything can be said of one step. */
export function SayStepPage(props: SayProps) {
  const { reader, commitment, row, proof, under, form } = props
  const { steps: t } = reader.t
  const { step } = row
  const draft = draftOf(reader, form, { labels: t.fields })
  const standing = standingOf(reader, row)
  const kinds = SAID_BY_LINK.filter((kind) => KINDS[step.state].includes(kind))
  return (
    <PersonalPage
      {...props}
      title={`${t.columns.step} · ${codeOf(commitment)}`}
      faulty={form.faults.length > 0}
    >
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={titleOf(reader, step)}
        status={<Status tone={standing.tone}>{standing.text}</Status>}
        lead={`${codeOf(commitment)}: ${chooseText(commitment.text, reader.locale).text}`}
      />
      <Facts
        facts={[
          { term: t.columns.planned, value: dayWords(reader, step.plannedOn, row.withheld) },
          { term: t.columns.expected, value: dayWords(reader, row.endsOn, row.withheld) },
          { term: t.fields.proof, value: chooseText(step.proof, reader.locale).text },
          { term: t.fields.evidence, value: step.evidence },
        ]}
      />
      <EvidenceFiles reader={reader} evidence={proof.files} reportId={step.id} under={`${under}/documents`} />
      {kinds.length > 0 && (
        <section class="task">
          <h2>{t.link.task}</h2>
          <PostForm action={`${under}/steps/${step.id}`} hidden={{ version: step.version }} files>
            <Radios
              draft={draft}
              name="kind"
              choices={kinds.map((value) => ({ value, text: t.link.kinds[value] }))}
            />
            <DateField draft={draft} name="on" hint={t.hints.forecast} optional="unsaid" />
            <TextArea draft={draft} name="words" rows={3} hint={t.hints.words} optional="unsaid" />
            <ProofField draft={draft} largest={proof.largest} />
            <Actions>
              <Submit>{t.link.send}</Submit>
              <LinkButton href={under}>{reader.t.shell.form.cancel}</LinkButton>
            </Actions>
          </PostForm>
        </section>
      )}
    </PersonalPage>
  )
}
