/** One template: its parts, who was asked, how far each plan is, who is silent, which reports were asked for. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate, formatDateRange, formatInstant } from '../../src/i18n/dates.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { completenessOf } from '../../src/plans/matrix.ts'
import { PLAN_STATES, type Plan, type PlanState } from '../../src/plans/plan.ts'
import type { SilentPlan } from '../../src/plans/reminders.ts'
import type { Request } from '../../src/plans/request.ts'
import type { Template } from '../../src/plans/template.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Chooser } from '../parts/filter.tsx'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { plansTrail } from './list.tsx'
import { Silent } from './silent.tsx'
import { completenessWords, ownerName, partHint, partTitle, planState, templateTitle } from './words.ts'

interface TemplateProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly template: Template
  /** In protocol order. */
  readonly plans: readonly Plan[]
  readonly owners: ReadonlyMap<Id, InstitutionName>
  readonly activities: ReadonlyMap<Id, number>
  readonly requests: readonly Request[]
  /** Whom to phone; none for who does not coordinate. */
  readonly silent: readonly SilentPlan[]
  readonly editions: readonly Template[]
  /** The state that is shown alone. */
  readonly only: PlanState | null
  readonly mayCoordinate: boolean
}

/** The page. */
export function TemplatePage(props: TemplateProps) {
  const { reader, dialogue, template, plans, only } = props
  const { template: t } = reader.t.plans
  const title = templateTitle(reader, template)
  const shown = plans.filter(({ state }) => only === null || state === only)
  return (
    <SecretariatPage {...props} title={title.text}>
      <Heading
        reader={reader}
        trail={plansTrail(reader, dialogue)}
        title={<Words reader={reader} text={title} />}
        lead={`${t.period}: ${formatDateRange(reader.locale, template.from, template.to)}`}
        actions={<Acts {...props} />}
      />
      <section aria-labelledby="plans">
        <h2 id="plans">{t.plans}</h2>
        {plans.length > 0 && <p>{completenessWords(reader, completenessOf(plans))}</p>}
        {plans.length > 0 && <States {...props} />}
        <Table reader={reader} caption={t.plans} rows={shown} empty={t.noPlans} columns={columnsOf(props)} />
      </section>
      <Silent {...props} />
      <Requests {...props} />
      <Parts {...props} />
      <Editions {...props} />
    </SecretariatPage>
  )
}

function Acts({ reader, template, plans, mayCoordinate }: TemplateProps) {
  const { plans: t } = reader.t
  const own = `/plans/${template.id}`
  const waiting = plans.filter(({ askedAt, state }) => askedAt === null && state === 'requested').length
  return (
    <Actions>
      {plans.length > 0 && <LinkButton href={`${own}/matrix`}>{t.template.matrix}</LinkButton>}
      {mayCoordinate && waiting > 0 && (
        <LinkButton href={`${own}/sending`} weight="main">
          {t.template.send(waiting)}
        </LinkButton>
      )}
      {mayCoordinate && plans.some(({ state }) => state === 'approved' || state === 'monitored') && (
        <LinkButton href={`${own}/commitments`}>{t.template.promise}</LinkButton>
      )}
      {mayCoordinate && <LinkButton href={`${own}/owners`}>{t.template.owners}</LinkButton>}
      {mayCoordinate && <LinkButton href={`${own}/edit`}>{t.form.edit}</LinkButton>}
    </Actions>
  )
}

function States({ reader, template, only }: TemplateProps) {
  const { plans: t } = reader.t
  const options = [
    { value: '', text: t.template.all },
    ...PLAN_STATES.map((value) => ({ value, text: t.states[value] })),
  ]
  return (
    <search class="filter">
      <form method="get" action={`/plans/${template.id}`} aria-label={t.template.state}>
        <Chooser choice={{ name: 'state', label: t.template.state, value: only ?? '', options }} />
        <button type="submit" class="button plain">
          {t.template.show}
        </button>
      </form>
    </search>
  )
}

function columnsOf({ reader, template, owners, activities }: TemplateProps): Column<Plan>[] {
  const { template: t } = reader.t.plans
  return [
    {
      head: t.institution,
      names: true,
      cell: ({ id, institutionId }) => ({
        href: `/plans/${template.id}/of/${id}`,
        ...ownerName(reader, owners, institutionId),
      }),
    },
    { head: t.state, cell: (plan) => planState(reader, plan) },
    { head: t.due, tight: true, cell: ({ dueOn }) => formatDate(reader.locale, dueOn) },
    {
      head: t.asked,
      tight: true,
      cell: ({ askedAt, zone }) =>
        askedAt && { time: askedAt, text: formatInstant(reader.locale, askedAt, zone) },
    },
    { head: t.activities, numeric: true, cell: ({ id }) => activities.get(id) ?? null },
    { head: t.reminders, numeric: true, cell: ({ reminders }) => reminders || null },
  ]
}

function Requests({ reader, template, requests, plans, mayCoordinate }: TemplateProps) {
  const { template: t } = reader.t.plans
  const accepted = plans.some(({ state }) => state === 'approved' || state === 'monitored')
  if (requests.length === 0 && !accepted) return null
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">{t.requests}</h2>
      {requests.length === 0 ? (
        <p class="none">{t.noRequests}</p>
      ) : (
        <ul>
          {requests.map(({ id, from, to }) => (
            <li>
              <a href={`/plans/${template.id}/requests/${id}`}>{formatDateRange(reader.locale, from, to)}</a>
            </li>
          ))}
        </ul>
      )}
      {mayCoordinate && accepted && (
        <Actions>
          <LinkButton href={`/plans/${template.id}/requests/new`}>{t.newRequest}</LinkButton>
        </Actions>
      )}
    </section>
  )
}

function Parts({ reader, template }: TemplateProps) {
  const { template: t } = reader.t.plans
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">{t.parts}</h2>
      <dl class="facts">
        {template.parts.map(({ part, required }) => (
          <div>
            <dt>
              <Words reader={reader} text={partTitle(reader, template, part)} />
              {!required && ` (${t.optional})`}
            </dt>
            <dd>
              <Words reader={reader} text={partHint(reader, template, part)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Editions({ reader, template, editions }: TemplateProps) {
  const { plans: t } = reader.t
  if (editions.length < 2) return null
  return (
    <section aria-labelledby="editions">
      <h2 id="editions">{t.template.editions}</h2>
      <ul>
        {editions.map(({ id, edition }) => (
          <li>
            {id === template.id ? t.edition(edition) : <a href={`/plans/${id}`}>{t.edition(edition)}</a>}
          </li>
        ))}
      </ul>
    </section>
  )
}
