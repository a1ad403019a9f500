/** Behind the link of who drafts: the plan part by part, what is missing, handing in. Phone first, no script needed. */

import { formatDate, formatDateRange } from '../../src/i18n/dates.ts'
import type { Activity } from '../../src/plans/activity.ts'
import { isAccepted, isOpen, type Missing, textOf } from '../../src/plans/plan.ts'
import type { Request } from '../../src/plans/request.ts'
import { partOf, TEXT_PARTS, type TextPart } from '../../src/plans/template.ts'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Passage, Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { type ContentProps, PlanContent, Presentations, Remarks } from './content.tsx'
import {
  activityDates,
  objectiveName,
  officialName,
  partHint,
  partTitle,
  planState,
  templateTitle,
} from './words.ts'

interface DraftProps extends PersonalProps, Omit<ContentProps, 'reader' | 'more'> {
  /** `/p/<token>/plan`. */
  readonly under: string
  readonly missing: readonly Missing[]
  /** Open requests that ask about its activities. */
  readonly requests: readonly Request[]
  /** Why an act was refused, in the reader's words. */
  readonly refused: string | null
  /** What was typed when it could no longer be saved, or the empty text. */
  readonly unsaved: string
}

/** The page. */
export function DraftPage(props: DraftProps) {
  const { reader, template, plan, owners } = props
  const title = templateTitle(reader, template)
  const state = planState(reader, { ...plan, askedAt: plan.stateSince })
  return (
    <PersonalPage {...props} title={title.text}>
      <Heading
        reader={reader}
        title={<Words reader={reader} text={title} />}
        status={<Status tone={state.tone}>{state.text}</Status>}
        lead={<Words reader={reader} text={officialName(reader, owners, plan.institutionId)} />}
      />
      {props.refused && (
        <Notice reader={reader} tone="bad">
          <p>{props.refused}</p>
        </Notice>
      )}
      {props.unsaved && (
        <Notice reader={reader} tone="warn">
          <p>{reader.t.plans.draft.unsaved}</p>
          <Passage reader={reader} text={{ text: props.unsaved, lang: reader.locale }} />
        </Notice>
      )}
      {isAccepted(plan) && <Requests {...props} />}
      {isOpen(plan) ? <Open {...props} /> : <Closed {...props} />}
      <Presentations {...props} />
      <script type="module" src="/drafting.js" />
    </PersonalPage>
  )
}

function Requests({ reader, requests, under }: DraftProps) {
  const { draft: t } = reader.t.plans
  if (requests.length === 0) return null
  return (
    <Actions>
      {requests.map(({ id, from, to }) => (
        <LinkButton href={`${under}/reports/${id}`} weight="main">
          {t.answerReports(formatDateRange(reader.locale, from, to))}
        </LinkButton>
      ))}
    </Actions>
  )
}

function Closed(props: DraftProps) {
  const { draft: t, refusals } = props.reader.t.plans
  const open = props.plan.state === 'closed' ? refusals.closed : t.closedLead
  return (
    <>
      <p>{isAccepted(props.plan) ? t.approvedLead : open}</p>
      <PlanContent {...props} />
    </>
  )
}

function Open(props: DraftProps) {
  const { reader, template, plan, written } = props
  const { draft: t } = reader.t.plans
  return (
    <>
      <p>{t.lead(formatDate(reader.locale, plan.dueOn))}</p>
      <Remarks reader={reader} written={written} part="whole" />
      {TEXT_PARTS.filter((part) => partOf(template, part)).map((part) => (
        <TextSection {...props} part={part} />
      ))}
      <Activities {...props} />
      <HandIn {...props} />
    </>
  )
}

function TextSection(props: DraftProps & { readonly part: TextPart }) {
  const { reader, template, written, under, part } = props
  const { draft: t, template: words } = reader.t.plans
  const { text } = textOf(written, part)
  return (
    <section aria-labelledby={part}>
      <h2 id={part}>
        <Words reader={reader} text={partTitle(reader, template, part)} />
        {!partOf(template, part)?.required && <small> ({words.optional})</small>}
      </h2>
      <Remarks reader={reader} written={written} part={part} />
      {text ? (
        <Passage reader={reader} text={{ text, lang: reader.locale }} />
      ) : (
        <p class="hint">
          <Words reader={reader} text={partHint(reader, template, part)} />
        </p>
      )}
      <Actions>
        <LinkButton href={`${under}/texts/${part}`} weight={text ? 'plain' : 'main'}>
          {text ? t.change : t.write}
          <span class="unseen">: {partTitle(reader, template, part).text}</span>
        </LinkButton>
      </Actions>
    </section>
  )
}

function Activities(props: DraftProps) {
  const { reader, template, written, under } = props
  const { draft: t } = reader.t.plans
  const rows = written.activities
  return (
    <section aria-labelledby="activities">
      <h2 id="activities">
        <Words reader={reader} text={partTitle(reader, template, 'activity')} />
      </h2>
      {(['activity', 'responsible', 'result'] as const).map((part) => (
        <Remarks reader={reader} written={written} part={part} />
      ))}
      {rows.length === 0 && (
        <p class="hint">
          <Words reader={reader} text={partHint(reader, template, 'activity')} />
        </p>
      )}
      <ol class="activities">
        {rows.map((activity, at) => (
          <Row {...props} activity={activity} first={at === 0} last={at === rows.length - 1} />
        ))}
      </ol>
      <Actions>
        <LinkButton href={`${under}/activities/new`} weight={rows.length === 0 ? 'main' : 'plain'}>
          {t.addActivity}
        </LinkButton>
      </Actions>
    </section>
  )
}

type RowProps = DraftProps & { readonly activity: Activity; readonly first: boolean; readonly last: boolean }

function Row({ reader, under, activity, objectives, first, last }: RowProps) {
  const { draft: t, kinds } = reader.t.plans
  const facts = [
    kinds[activity.kind],
    activityDates(reader, activity),
    activity.responsible,
    activity.result,
    activity.objectiveId ? objectiveName(reader, objectives, activity.objectiveId).text : '',
  ]
  const own = `${under}/activities/${activity.id}`
  return (
    <li id={activity.id}>
      <p>
        <a href={own}>{activity.title}</a>
        <br />
        <small>{facts.filter(Boolean).join(' · ')}</small>
      </p>
      <div class="actions">
        {!first && (
          <PostButton action={`${own}/move`} hidden={{ by: 'up' }}>
            {t.up}
          </PostButton>
        )}
        {!last && (
          <PostButton action={`${own}/move`} hidden={{ by: 'down' }}>
            {t.down}
          </PostButton>
        )}
        <PostButton action={`${own}/removal`}>{t.remove}</PostButton>
      </div>
    </li>
  )
}

function HandIn(props: DraftProps) {
  const { reader, plan, missing, under } = props
  const { draft: t } = reader.t.plans
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{t.missing}</h2>
      {missing.length === 0 ? <p>{t.complete}</p> : <MissingList {...props} />}
      {missing.length === 0 && (
        <PostForm action={`${under}/presentation`} hidden={{ version: plan.version }}>
          <p class="hint">{t.presentHint}</p>
          <Actions>
            <Submit>{t.present}</Submit>
          </Actions>
        </PostForm>
      )}
    </section>
  )
}

function MissingList({ reader, template, written, missing, under }: DraftProps) {
  const { missingWhat } = reader.t.plans.draft
  return (
    <ul>
      {missing.map(({ part, what, activityId }) => {
        const activity = written.activities.find(({ id }) => id === activityId)
        const href = activity
          ? `${under}/activities/${activity.id}`
          : what === 'activities'
            ? `${under}/activities/new`
            : `${under}/texts/${part}`
        const about = activity?.title ?? partTitle(reader, template, part).text
        return (
          <li>
            <a href={href}>{about}</a>: {missingWhat[what]}
          </li>
        )
      })}
    </ul>
  )
}
