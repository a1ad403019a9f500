/** The page behind a report link: what was promised, by when, and how to report on it. No account, no script. */

import type { Child } from 'hono/jsx'
import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import type { Report } from '../../src/commitments/report.ts'
import { isFinal } from '../../src/commitments/state.ts'
import { formatInstant } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { DueRequest } from '../../src/steps/due-request.ts'
import type { Schedule } from '../../src/steps/schedule.ts'
import type { Step } from '../../src/steps/step.ts'
import type { EvidenceShown } from '../documents/evidence.tsx'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { Actions, PostForm, Submit } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import type { Draft } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Passage } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { DueRequestByLink } from '../steps/due-request.tsx'
import { StepsByLink } from '../steps/link-form.tsx'
import { forecastWords } from '../steps/section.tsx'
import { ReportFields } from './act.tsx'
import { ReportTexts } from './record-parts.tsx'
import { dueWords, pressing, slipWords, toneOf } from './words.ts'

/** Steps and another due date, both behind the same link. */
interface ChainShown {
  /** `/p/<token>`. */
  readonly under: string
  readonly schedule: Schedule<Step>
  /** Requests for another due date, newest first. */
  readonly requests: readonly DueRequest[]
}

interface ReportProps extends PersonalProps {
  readonly commitment: Commitment
  readonly lead: InstitutionName
  /** Newest first. */
  readonly reports: readonly Report[]
  /** Today in the dialogue's zone. */
  readonly today: LocalDate
  /** Where the form is sent. */
  readonly action: string
  /** The steps of which this link may speak; left out where they stand elsewhere. */
  readonly chain?: ChainShown
  /** False while no report is expected. */
  readonly open: boolean
  readonly form: FormState
  /** What proves the reports so far, and how large a file may be, in bytes. */
  readonly files: EvidenceShown & { readonly largest: number }
  /** What is owed by period or in part. */
  readonly children?: Child
}

/** The task on top, then the promise, then the reports so far. */
export function ReportPage(props: ReportProps) {
  const { reader, commitment, form, lead } = props
  const { reportPage, reportFields } = reader.t.commitments
  const draft: Draft = { ...draftOf(reader, form), labels: reportFields }
  const code = codeOf(commitment)
  return (
    <PersonalPage {...props} title={`${reportPage.title} ${code}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={`${reportPage.title} ${code}`}
        status={<State {...props} />}
        lead={reportPage.speakingFor(nameOf(lead, reader.locale).text)}
      />
      <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
      <Due {...props} />
      {props.chain && <DueRequestByLink reader={reader} {...props.chain} open={props.open} />}
      <Returned {...props} />
      {props.children}
      {props.open ? (
        <section class="task">
          <h2>{reportPage.task}</h2>
          <PostForm action={props.action} hidden={{ version: commitment.version }} files>
            <ReportFields
              draft={draft}
              largest={props.files.largest}
              hint={reader.t.commitments.hints.moreTime}
            />
            <Actions>
              <Submit>{reportPage.send}</Submit>
            </Actions>
          </PostForm>
        </section>
      ) : (
        <p>{reportPage.closed}</p>
      )}
      {props.chain && (
        <StepsByLink
          reader={reader}
          rows={props.chain.schedule.steps}
          under={props.chain.under}
          open={!isFinal(commitment.state)}
        />
      )}
      <Earlier {...props} />
    </PersonalPage>
  )
}

function State({ reader, commitment, today }: ReportProps) {
  return (
    <>
      <Status tone={toneOf(commitment.state)}>{reader.t.commitments.states[commitment.state]}</Status>
      {pressing(reader, commitment, today).map((text) => (
        <Status tone="bad">{text}</Status>
      ))}
    </>
  )
}

/** Why the last report came back, where its author cannot overlook it. */
function Returned({ reader, commitment, reports }: ReportProps) {
  const { returnedBecause } = reader.t.commitments
  const last = reports.find((report) => report.state === 'returned')
  if (commitment.state !== 'returned' || !last) return null
  return (
    <Notice reader={reader} tone="warn" title={returnedBecause}>
      <p>{last.returnReason}</p>
    </Notice>
  )
}

function Due({ reader, commitment, chain }: ReportProps) {
  const { fields } = reader.t.commitments
  const words = [dueWords(reader, commitment), slipWords(reader, commitment)].filter(Boolean).join(' · ')
  return (
    <Facts
      facts={[
        { term: fields.due, value: words },
        { term: reader.t.steps.forecast, value: chain ? forecastWords(reader, chain.schedule) : null },
      ]}
    />
  )
}

function Earlier({ reader, reports, commitment, files }: ReportProps) {
  const { reportPage, claims, reportStates } = reader.t.commitments
  if (reports.length === 0) return null
  return (
    <section>
      <h2>{reportPage.earlier}</h2>
      <div class="history">
        <ol>
          {reports.map((report) => (
            <li>
              <p>
                {formatInstant(reader.locale, report.at, commitment.zone)} · {reportStates[report.state]}
              </p>
              <p>
                <strong>{claims[report.claim]}</strong>
              </p>
              <ReportTexts reader={reader} report={report} files={files} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

/** Said to somebody whose link is alive but who no longer speaks for the institution. */
export function NotYoursPage(props: PersonalProps & { readonly title: string; readonly text: string }) {
  return (
    <PersonalPage {...props}>
      <Heading reader={props.reader} title={props.title} />
      <Notice reader={props.reader} tone="warn">
        <p>{props.text}</p>
      </Notice>
    </PersonalPage>
  )
}
