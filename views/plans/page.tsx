/** One plan for the secretariat: what stands in it, its way, the answer to it, its activities as commitments. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate, formatInstant } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { ActivityReport } from '../../src/plans/activity.ts'
import type { Placed } from '../../src/plans/matrix.ts'
import { isAccepted } from '../../src/plans/plan.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import type { FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { History, type HistoryEntry } from '../parts/history.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import type { Column } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { AnswerForm, answerDraft, waitsForAnswer } from './answer.tsx'
import { type ContentProps, PlanContent, Presentations } from './content.tsx'
import { plansTrail } from './list.tsx'
import { activityDates, officialName, ownerName, planState, templateTitle } from './words.ts'

interface PlanPageProps extends ShellProps, Omit<ContentProps, 'reader' | 'more'> {
  readonly dialogue: Dialogue
  readonly reports: ReadonlyMap<Id, ActivityReport>
  readonly history: readonly HistoryEntry[]
  readonly mayCoordinate: boolean
  readonly form: FormState
  /** Why an act was refused, in the reader's words. */
  readonly refused: string | null
}

/** The page. */
export function PlanPage(props: PlanPageProps) {
  const { reader, dialogue, template, plan, written, owners, form } = props
  const { review } = reader.t.plans
  const name = officialName(reader, owners, plan.institutionId)
  const state = planState(reader, plan)
  const own = `/plans/${template.id}`
  const trail = [...plansTrail(reader, dialogue), { href: own, text: templateTitle(reader, template).text }]
  const waits = props.mayCoordinate && waitsForAnswer(written, plan.state)
  return (
    <SecretariatPage {...props} title={review.title} faulty={form.faults.length > 0}>
      {waits && <FaultSummary draft={answerDraft(reader, template, form)} />}
      <Heading
        reader={reader}
        trail={trail}
        title={<Words reader={reader} text={name} />}
        status={<Status tone={state.tone}>{state.text}</Status>}
        lead={leadOf(props)}
        actions={<Acts {...props} />}
      />
      {props.refused && (
        <Notice reader={reader} tone="bad">
          <p>{props.refused}</p>
        </Notice>
      )}
      <div class="record">
        <div>
          <PlanContent {...props} more={reportColumn(props)} />
          {props.mayCoordinate && isAccepted(plan) && <Promises {...props} />}
          {props.mayCoordinate && <Verify {...props} action={`${own}/of/${plan.id}/verification`} />}
          {waits && (
            <AnswerForm
              {...{ reader, template, form }}
              action={`${own}/of/${plan.id}/answer`}
              version={plan.version}
            />
          )}
          <Presentations {...props} />
        </div>
        <History reader={reader} entries={props.history} />
      </div>
    </SecretariatPage>
  )
}

function leadOf({ reader, plan, owners }: PlanPageProps): string {
  const { page: t } = reader.t.plans
  const due = `${t.due}: ${formatDate(reader.locale, plan.dueOn)}`
  return plan.monitorId ? `${due} · ${t.monitor}: ${ownerName(reader, owners, plan.monitorId).text}` : due
}

function Acts({ reader, template, plan, mayCoordinate }: PlanPageProps) {
  const { page: t } = reader.t.plans
  const own = `/plans/${template.id}/of/${plan.id}`
  return (
    <Actions>
      <LinkButton href={`${own}/plan.pdf`}>PDF</LinkButton>
      <LinkButton href={`${own}/plan.docx`}>DOCX</LinkButton>
      {mayCoordinate && plan.state !== 'closed' && <LinkButton href={`${own}/terms`}>{t.terms}</LinkButton>}
      {mayCoordinate && plan.state !== 'closed' && (
        <PostButton action={`${own}/closure`} hidden={{ version: plan.version }}>
          {t.close}
        </PostButton>
      )}
    </Actions>
  )
}

/** What was said last of each activity, and the promise it became. */
function reportColumn({ reader, plan, reports }: PlanPageProps): Column<Placed>[] {
  const { page: t, claims } = reader.t.plans
  if (!isAccepted(plan)) return []
  return [
    {
      head: t.report,
      cell: ({ activity }) => {
        const { commitmentId } = activity
        const report = reports.get(activity.id)
        const promise = commitmentId ? [{ href: `/commitments/${commitmentId}`, text: t.commitment }] : []
        const said = report
          ? [
              `${claims[report.claim]}, ${formatInstant(reader.locale, report.reportedAt, plan.zone)}`,
              report.text,
            ]
          : []
        return { lines: [...promise, ...said] }
      },
    },
  ]
}

function Promises({ reader, template, plan, placed }: PlanPageProps) {
  const { page: t } = reader.t.plans
  const free = placed.filter(({ activity }) => activity.commitmentId === null && activity.endsOn !== null)
  if (free.length === 0 || plan.state === 'closed') return null
  return (
    <section aria-labelledby="promise">
      <h2 id="promise">{t.promise}</h2>
      <p class="hint">{t.promiseLead}</p>
      <PostForm action={`/plans/${template.id}/of/${plan.id}/commitments`}>
        {free.map(({ activity }) => (
          <Tick
            name="activities"
            id={activity.id}
            text={`${activity.title} (${activityDates(reader, activity)})`}
          />
        ))}
        <Actions>
          <Submit>{t.promise}</Submit>
        </Actions>
      </PostForm>
    </section>
  )
}

interface TickProps {
  readonly name: string
  readonly id: Id
  readonly text: string
  readonly checked?: boolean
}

/** One thing to tick. */
export function Tick({ name, id, text, checked = false }: TickProps) {
  return (
    <div class="tick">
      <input type="checkbox" id={`${name}-${id}`} name={name} value={id} checked={checked} />
      <label for={`${name}-${id}`}>{text}</label>
    </div>
  )
}

interface VerifyProps {
  readonly reader: Reader
  readonly placed: readonly Placed[]
  readonly reports: ReadonlyMap<Id, ActivityReport>
  readonly action: string
}

/** What was reported done and nobody confirmed yet, to be ticked; nothing without any. */
export function Verify({ reader, placed, reports, action }: VerifyProps) {
  const { page: t } = reader.t.plans
  const open = placed.flatMap(({ activity }) => {
    const report = reports.get(activity.id)
    return report && report.claim === 'done' && !report.verifiedAt ? [{ activity, report }] : []
  })
  if (open.length === 0) return null
  return (
    <section aria-labelledby="verify">
      <h2 id="verify">{t.toVerify}</h2>
      <PostForm action={action}>
        {open.map(({ activity, report }) => (
          <Tick
            name="reports"
            id={report.id}
            text={report.text ? `${activity.title}: ${report.text}` : activity.title}
          />
        ))}
        <Actions>
          <Submit>{t.verify}</Submit>
        </Actions>
      </PostForm>
    </section>
  )
}
