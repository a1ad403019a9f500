/** The half-yearly request: its form, what was answered as one table, and the page on which an institution answers. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate, formatDateRange, formatInstant } from '../../src/i18n/dates.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { type Activity, type ActivityReport, CLAIMS } from '../../src/plans/activity.ts'
import { LINE, type Plan } from '../../src/plans/plan.ts'
import type { Request } from '../../src/plans/request.ts'
import type { Template } from '../../src/plans/template.ts'
import { PersonalPage, type PersonalProps, SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Radios } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { plansTrail } from './list.tsx'
import { activityDates, officialName, ownerName, templateTitle } from './words.ts'

interface BelowTemplate extends ShellProps {
  readonly dialogue: Dialogue
  readonly template: Template
}

function trailOf({ reader, dialogue, template }: BelowTemplate) {
  const own = { href: `/plans/${template.id}`, text: templateTitle(reader, template).text }
  return [...plansTrail(reader, dialogue), own]
}

/** The form of a new request. */
export function RequestFormPage(props: BelowTemplate & { readonly form: FormState }) {
  const { reader, template, form } = props
  const { request: t } = reader.t.plans
  const draft = draftOf(reader, form, { labels: { from: t.from, to: t.to, due_on: t.due } })
  return (
    <SecretariatPage {...props} title={t.newTitle} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} trail={trailOf(props)} title={t.newTitle} lead={t.lead} />
      <PostForm action={`/plans/${template.id}/requests`}>
        <DateField draft={draft} name="from" />
        <DateField draft={draft} name="to" />
        <DateField draft={draft} name="due_on" />
        <Actions>
          <Submit>{t.send}</Submit>
          <LinkButton href={`/plans/${template.id}`}>{reader.t.shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

/** One activity that was asked about, with what was answered; null: nothing. */
export interface AskedLine {
  readonly plan: Plan
  readonly activity: Activity
  readonly answer: ActivityReport | null
}

interface RequestProps extends BelowTemplate {
  readonly request: Request
  readonly lines: readonly AskedLine[]
  readonly owners: ReadonlyMap<Id, InstitutionName>
  readonly mayCoordinate: boolean
}

/** What an answer says, as a word with its shape. */
export function answerCell({ t }: Reader, answer: ActivityReport | null): Cell {
  if (!answer) return { tone: 'bad', text: t.plans.request.noAnswer }
  if (answer.verifiedAt) return { tone: 'good', text: t.plans.request.verified }
  return { tone: answer.claim === 'done' ? 'warn' : 'neutral', text: t.plans.claims[answer.claim] }
}

/** All answers in one table. */
export function RequestPage(props: RequestProps) {
  const { reader, template, request, lines, owners } = props
  const { request: t, template: words, draft, page } = reader.t.plans
  const own = `/plans/${template.id}/requests/${request.id}`
  const answered = lines.filter(({ answer }) => answer !== null).length
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={trailOf(props)}
        title={`${t.title}: ${formatDateRange(reader.locale, request.from, request.to)}`}
        lead={`${t.due}: ${formatDate(reader.locale, request.dueOn)} · ${t.answered(answered, lines.length)}`}
        actions={
          <Actions>
            {(['pdf', 'xlsx', 'csv'] as const).map((format) => (
              <LinkButton href={`${own}/answers.${format}`}>{format.toUpperCase()}</LinkButton>
            ))}
            {props.mayCoordinate && !request.closedAt && (
              <PostButton action={`${own}/closure`} hidden={{ version: request.version }}>
                {t.close}
              </PostButton>
            )}
          </Actions>
        }
      />
      {request.closedAt && <p>{t.closed}</p>}
      <Table
        reader={reader}
        caption={t.title}
        rows={lines}
        columns={[
          {
            head: words.institution,
            names: true,
            cell: ({ plan }) => ({
              href: `/plans/${template.id}/of/${plan.id}#activities`,
              ...ownerName(reader, owners, plan.institutionId),
            }),
          },
          { head: draft.name, cell: ({ activity }) => activity.title },
          { head: page.dates, cell: ({ activity }) => activityDates(reader, activity) },
          { head: t.claim, cell: ({ answer }) => answerCell(reader, answer) },
          { head: t.text, cell: ({ answer }) => answer?.text ?? null },
          {
            head: page.report,
            cell: ({ answer, plan }) => answer && formatInstant(reader.locale, answer.reportedAt, plan.zone),
          },
        ]}
      />
    </SecretariatPage>
  )
}

interface AnswerPageProps extends PersonalProps {
  readonly template: Template
  readonly plan: Plan
  readonly owners: ReadonlyMap<Id, InstitutionName>
  readonly request: Request
  readonly activities: readonly Activity[]
  readonly back: string
  readonly action: string
  readonly form: FormState
}

/** Behind the link: all activities of the months on one page, a tick and a line for each. */
export function RequestAnswerPage(props: AnswerPageProps) {
  const { reader, plan, owners, request, activities, form } = props
  const { request: t, claims, draft: words } = reader.t.plans
  const labels = Object.fromEntries(
    activities.flatMap(({ id, title }) => [
      [`claim_${id}`, `${title}: ${t.claim}`],
      [`text_${id}`, `${title}: ${t.text}`],
    ]),
  )
  const draft = draftOf(reader, form, { labels })
  const choices = CLAIMS.map((value) => ({ value, text: claims[value] }))
  return (
    <PersonalPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={[{ href: props.back, text: words.back }]}
        title={`${t.title}: ${formatDateRange(reader.locale, request.from, request.to)}`}
        lead={<Words reader={reader} text={officialName(reader, owners, plan.institutionId)} />}
      />
      {request.closedAt ? (
        <p>{t.closed}</p>
      ) : (
        <>
          <p>{t.pageLead(formatDate(reader.locale, request.dueOn))}</p>
          <PostForm action={props.action}>
            {activities.map((activity) => (
              <section aria-labelledby={`of-${activity.id}`}>
                <h2 id={`of-${activity.id}`}>{activity.title}</h2>
                <p class="hint">{activityDates(reader, activity)}</p>
                <Radios
                  draft={draft}
                  name={`claim_${activity.id}`}
                  label={t.claim}
                  choices={choices}
                  optional="unsaid"
                />
                <TextField
                  draft={draft}
                  name={`text_${activity.id}`}
                  label={t.text}
                  maxlength={LINE}
                  optional="unsaid"
                />
              </section>
            ))}
            <Actions>
              <Submit>{t.save}</Submit>
              <LinkButton href={props.back}>{words.back}</LinkButton>
            </Actions>
          </PostForm>
        </>
      )}
    </PersonalPage>
  )
}
