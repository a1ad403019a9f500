/** The form that approves a plan or sends it back, with a remark for each part. */

import type { Written } from '../../src/plans/plan.ts'
import type { Template } from '../../src/plans/template.ts'
import { Actions, PostForm, Submit } from '../parts/actions.tsx'
import { TextArea } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import type { Reader } from '../reader.ts'
import { partTitle } from './words.ts'

interface AnswerProps {
  readonly reader: Reader
  readonly template: Template
  readonly action: string
  readonly version: number
  readonly form: FormState
}

/** The labels of its fields, for the summary of faults. */
export function answerDraft(reader: Reader, template: Template, form: FormState) {
  const parts = [...template.parts.map(({ part }) => part), 'whole' as const]
  const labels = Object.fromEntries(
    parts.map((part) => [
      `remark_${part}`,
      `${reader.t.plans.page.remark}: ${partTitle(reader, template, part).text}`,
    ]),
  )
  return draftOf(reader, form, { labels, form: 'answer' })
}

/** The form. */
export function AnswerForm({ reader, template, action, version, form }: AnswerProps) {
  const { page: t } = reader.t.plans
  const draft = answerDraft(reader, template, form)
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{t.answer}</h2>
      <PostForm action={action} hidden={{ version }}>
        {template.parts.map(({ part }) => (
          <TextArea draft={draft} name={`remark_${part}`} rows={2} optional="unsaid" />
        ))}
        <TextArea draft={draft} name="remark_whole" rows={3} optional="unsaid" />
        <Actions>
          <Submit name="decision" value="approved">
            {t.approve}
          </Submit>
          <Submit name="decision" value="returned" weight="plain">
            {t.return}
          </Submit>
        </Actions>
      </PostForm>
    </section>
  )
}

/** What the ticks of a form need to know of a plan: whether it waits for an answer. */
export function waitsForAnswer({ presentations }: Pick<Written, 'presentations'>, state: string): boolean {
  return state === 'presented' && presentations.at(-1)?.decision === null
}
