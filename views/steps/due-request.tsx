/** Another due date: asked for behind the lead's link, shown on the commitment's page, granted or refused there. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatDue, formatInstant } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { ASKED_PRECISIONS, type DueRequest } from '../../src/steps/due-request.ts'
import { dueWords } from '../commitments/words.ts'
import { PersonalPage, type PersonalProps, SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Radios } from '../parts/choice.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextArea } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Passage } from '../parts/passage.tsx'
import type { Tone } from '../parts/status.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { stepTrail } from './step.tsx'

/** The date that is asked for, no more exact than it was asked. */
export function askedWords(reader: Reader, { dueOn, duePrecision }: DueRequest): string {
  return formatDue(reader.locale, { on: dueOn, precision: duePrecision })
}

const TONES: Readonly<Record<DueRequest['state'], Tone>> = {
  open: 'warn',
  granted: 'good',
  refused: 'neutral',
  replaced: 'quiet',
}

interface SectionProps {
  readonly reader: Reader
  readonly commitment: Commitment
  /** Newest first. */
  readonly requests: readonly DueRequest[]
  readonly coordinate: boolean
  personOf(personId: Id): string
}

/** All requests, the one that waits with its two acts; nothing where none was made. */
export function DueRequestSection(props: SectionProps) {
  const { reader, commitment, requests } = props
  const { dueRequests: t } = reader.t.steps
  const open = requests.find(({ state }) => state === 'open')
  if (requests.length === 0) return null
  const path = `/commitments/${commitment.id}/due-requests/${open?.id}`
  return (
    <section aria-labelledby="due-requests">
      <h2 id="due-requests">{t.title}</h2>
      <Table reader={reader} caption={t.title} columns={columnsOf(props)} rows={requests} />
      {open && props.coordinate && (
        <Actions>
          <LinkButton href={`${path}/grant`} weight="main">
            {t.grant}
          </LinkButton>
          <LinkButton href={`${path}/refusal`}>{t.refuse}</LinkButton>
        </Actions>
      )}
    </section>
  )
}

function columnsOf({ reader, commitment, personOf }: SectionProps): Column<DueRequest>[] {
  const { dueRequests: t } = reader.t.steps
  return [
    { head: t.asked, names: true, tight: true, cell: (row) => askedWords(reader, row) },
    {
      head: t.since,
      tight: true,
      cell: (row) => ({
        lines: [formatInstant(reader.locale, row.askedAt, commitment.zone), { quiet: personOf(row.askedBy) }],
      }),
    },
    { head: t.reason, cell: (row) => row.reason },
    {
      head: t.state,
      cell: (row): Cell => {
        const state = { tone: TONES[row.state], text: t.states[row.state] }
        const by = row.answeredBy ? [{ quiet: personOf(row.answeredBy) }] : []
        return { lines: [state, ...(row.answer ? [row.answer] : []), ...by] }
      },
    },
  ]
}

interface AnswerProps extends ShellProps {
  readonly commitment: Commitment
  readonly request: DueRequest
  readonly act: 'grant' | 'refusal'
  readonly form: FormState
}

/** Asks before the date moves, or for the reason why it does not. */
export function DueAnswerPage(props: AnswerProps) {
  const { reader, commitment, request, act, form } = props
  const { dueRequests: t, fields } = reader.t.steps
  const draft = draftOf(reader, form, { labels: fields })
  const title = act === 'grant' ? t.grant : t.refuse
  const back = `/commitments/${commitment.id}`
  return (
    <SecretariatPage {...props} title={`${title} · ${codeOf(commitment)}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={title}
        trail={stepTrail(reader, commitment)}
        lead={act === 'grant' ? t.grantLead : t.refuseLead}
      />
      <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
      <Facts
        facts={[
          { term: reader.t.commitments.fields.due, value: dueWords(reader, commitment) },
          { term: t.asked, value: askedWords(reader, request) },
          { term: t.reason, value: request.reason },
        ]}
      />
      <PostForm action={`${back}/due-requests/${request.id}/${act}`}>
        {act === 'refusal' && <TextArea draft={draft} name="reason" rows={4} />}
        <Actions>
          <Submit>{title}</Submit>
          <LinkButton href={back}>{reader.t.shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

interface ByLinkProps {
  readonly reader: Reader
  /** Newest first. */
  readonly requests: readonly DueRequest[]
  /** `/p/<token>`. */
  readonly under: string
  /** False while the date cannot move. */
  readonly open: boolean
}

/** A part of the lead's page: what became of the last request, and the way to a new one. */
export function DueRequestByLink({ reader, requests, under, open }: ByLinkProps) {
  const { dueRequests: t } = reader.t.steps
  const [last] = requests
  return (
    <>
      {last?.state === 'open' && (
        <Notice reader={reader} tone="neutral">
          <p>{t.waiting(askedWords(reader, last))}</p>
        </Notice>
      )}
      {last?.state === 'refused' && (
        <Notice reader={reader} tone="warn">
          <p>{t.refused(askedWords(reader, last), last.answer)}</p>
        </Notice>
      )}
      {open && (
        <Actions>
          <LinkButton href={`${under}/due-request`}>{t.ask}</LinkButton>
        </Actions>
      )}
    </>
  )
}

interface AskProps extends PersonalProps {
  readonly commitment: Commitment
  readonly under: string
  readonly form: FormState
}

/** The page on which the lead asks for another date. */
export function AskDuePage(props: AskProps) {
  const { reader, commitment, under, form } = props
  const { dueRequests: t } = reader.t.steps
  const { fields } = reader.t.commitments
  const labels = { due_date: fields.due_date, due_precision: fields.due_precision, reason: t.reason }
  const draft = draftOf(reader, form, { labels })
  return (
    <PersonalPage {...props} title={`${t.ask} · ${codeOf(commitment)}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={t.ask} lead={t.askLead} />
      <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
      <Facts facts={[{ term: fields.due, value: dueWords(reader, commitment) }]} />
      <section class="task">
        <PostForm action={`${under}/due-request`} hidden={{ version: commitment.version }}>
          <DateField draft={draft} name="due_date" />
          <Radios
            draft={draft}
            name="due_precision"
            choices={ASKED_PRECISIONS.map((value) => ({ value, text: t.precisions[value] }))}
          />
          <TextArea draft={draft} name="reason" rows={4} />
          <Actions>
            <Submit>{t.send}</Submit>
            <LinkButton href={under}>{reader.t.shell.form.cancel}</LinkButton>
          </Actions>
        </PostForm>
      </section>
    </PersonalPage>
  )
}
