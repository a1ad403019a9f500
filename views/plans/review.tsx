/** Behind the link of who watches over plans: one plan to read and answer, and the matrix of all of them. */

import type { Id } from '../../src/kernel/id.ts'
import type { ActivityReport } from '../../src/plans/activity.ts'
import { isAccepted } from '../../src/plans/plan.ts'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import type { FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { AnswerForm, answerDraft, waitsForAnswer } from './answer.tsx'
import { type ContentProps, PlanContent, Presentations } from './content.tsx'
import { type MatrixProps, MatrixView } from './matrix.tsx'
import { Verify } from './page.tsx'
import { officialName, planState, templateTitle } from './words.ts'

interface ReviewProps extends PersonalProps, Omit<ContentProps, 'reader' | 'more'> {
  readonly reports: ReadonlyMap<Id, ActivityReport>
  /** `/p/<token>/plan`. */
  readonly under: string
  readonly form: FormState
  /** Why an act was refused, in the reader's words. */
  readonly refused: string | null
}

/** One plan. */
export function ReviewPage(props: ReviewProps) {
  const { reader, template, plan, written, owners, under, form } = props
  const { review: t } = reader.t.plans
  const state = planState(reader, { ...plan, askedAt: plan.stateSince })
  const waits = waitsForAnswer(written, plan.state)
  const own = `${under}/of/${plan.id}`
  return (
    <PersonalPage {...props} title={t.title} faulty={form.faults.length > 0}>
      {waits && <FaultSummary draft={answerDraft(reader, template, form)} />}
      <Heading
        reader={reader}
        trail={[{ href: `${under}/matrix`, text: t.matrix }]}
        title={<Words reader={reader} text={officialName(reader, owners, plan.institutionId)} />}
        status={<Status tone={state.tone}>{state.text}</Status>}
        lead={<Words reader={reader} text={templateTitle(reader, template)} />}
      />
      {props.refused && (
        <Notice reader={reader} tone="bad">
          <p>{props.refused}</p>
        </Notice>
      )}
      {waits && <p>{t.lead}</p>}
      {waits || isAccepted(plan) ? <PlanContent {...props} /> : <p class="none">{t.waiting}</p>}
      <Verify {...props} action={`${own}/verification`} />
      {waits && (
        <AnswerForm {...{ reader, template, form }} action={`${own}/answer`} version={plan.version} />
      )}
      <Presentations {...props} />
    </PersonalPage>
  )
}

/** The matrix, behind the same link. */
export function ReviewMatrixPage(props: PersonalProps & MatrixProps & { readonly back: string }) {
  const { reader, template } = props
  const { matrix: t, draft } = reader.t.plans
  return (
    <PersonalPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={[{ href: props.back, text: draft.back }]}
        title={t.title}
        lead={<Words reader={reader} text={templateTitle(reader, template)} />}
      />
      <MatrixView {...props} />
    </PersonalPage>
  )
}
