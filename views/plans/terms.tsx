/** When one plan is due, who watches over it and who drafts it. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { type Institution, type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import type { Plan } from '../../src/plans/plan.ts'
import type { Template } from '../../src/plans/template.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Checkboxes, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, textIn } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { plansTrail } from './list.tsx'
import { officialName, templateTitle } from './words.ts'

interface TermsProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly template: Template
  readonly plan: Plan
  readonly owners: ReadonlyMap<Id, InstitutionName>
  readonly institutions: readonly Institution[]
  readonly staff: readonly PersonCard[]
  readonly form: FormState
}

/** The page. */
export function TermsPage(props: TermsProps) {
  const { reader, dialogue, template, plan, owners, institutions, staff, form } = props
  const { page: t } = reader.t.plans
  const draft = draftOf(reader, form, { labels: { due_on: t.due, monitor: t.monitor, people: t.people } })
  const own = `/plans/${template.id}/of/${plan.id}`
  const trail = [
    ...plansTrail(reader, dialogue),
    { href: `/plans/${template.id}`, text: templateTitle(reader, template).text },
    { href: own, text: officialName(reader, owners, plan.institutionId).text },
  ]
  return (
    <SecretariatPage {...props} title={t.terms} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} trail={trail} title={t.terms} />
      <PostForm action={`${own}/terms`} hidden={{ version: textIn(draft, 'version') }}>
        <DateField draft={draft} name="due_on" />
        <Select
          draft={draft}
          name="monitor"
          optional
          choices={institutions
            .filter(({ id }) => id !== plan.institutionId)
            .map((institution) => {
              const { text, lang } = nameOf(institution, reader.locale)
              return { value: institution.id, text, lang }
            })}
        />
        {staff.length > 0 && (
          <Checkboxes
            draft={draft}
            name="people"
            hint={t.peopleHint}
            optional="unsaid"
            choices={staff.map((person) => ({ value: person.id, text: listName(person, reader.locale) }))}
          />
        )}
        <SaveOrCancel reader={reader} back={own} />
      </PostForm>
    </SecretariatPage>
  )
}
