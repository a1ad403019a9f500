/** Activities of all approved plans of a template, to be ticked: they become commitments at once. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Activity } from '../../src/plans/activity.ts'
import type { Plan } from '../../src/plans/plan.ts'
import type { Template } from '../../src/plans/template.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import type { FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { plansTrail } from './list.tsx'
import { Tick } from './page.tsx'
import { activityDates, ownerName, templateTitle } from './words.ts'

interface PromisesProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly template: Template
  readonly owners: ReadonlyMap<Id, InstitutionName>
  /** In protocol order; none without an activity. */
  readonly groups: readonly { readonly plan: Plan; readonly activities: readonly Activity[] }[]
  /** As many at once. */
  readonly most: number
  readonly form: FormState
  /** Why the ticked ones were refused, in the reader's words. */
  readonly refused: string | null
}

/** The page. */
export function PlanPromisesPage(props: PromisesProps) {
  const { reader, dialogue, template, groups, most, refused } = props
  const { page: t, template: words } = reader.t.plans
  const own = `/plans/${template.id}`
  const trail = [...plansTrail(reader, dialogue), { href: own, text: templateTitle(reader, template).text }]
  return (
    <SecretariatPage {...props} title={words.promise}>
      <Heading reader={reader} trail={trail} title={words.promise} lead={t.promiseLead} />
      {refused && (
        <Notice reader={reader} tone="bad">
          <p>{refused}</p>
        </Notice>
      )}
      {groups.length === 0 ? (
        <p class="none">{t.promiseNone}</p>
      ) : (
        <PostForm action={`${own}/commitments`}>
          <p class="hint">{t.promiseMost(most)}</p>
          {groups.map((group) => (
            <Group {...props} {...group} />
          ))}
          <Actions>
            <Submit>{t.promise}</Submit>
            <LinkButton href={own}>{reader.t.shell.form.cancel}</LinkButton>
          </Actions>
        </PostForm>
      )}
    </SecretariatPage>
  )
}

function Group({ reader, owners, plan, activities, form }: PromisesProps & PromisesProps['groups'][number]) {
  const typed = form.values.activities ?? []
  return (
    <fieldset>
      <legend>
        <Words reader={reader} text={ownerName(reader, owners, plan.institutionId)} />
      </legend>
      {activities.map((activity) => (
        <Tick
          name="activities"
          id={activity.id}
          text={`${activity.title} (${activityDates(reader, activity)})`}
          checked={typed.includes(activity.id)}
        />
      ))}
    </fieldset>
  )
}
