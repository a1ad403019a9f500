/** The page on which an institution names another person for what it promised. No account, no script. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import { dueWords } from '../commitments/words.ts'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { languageChoices, Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { type Draft, TextField } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Passage } from '../parts/passage.tsx'

interface SuccessorProps extends PersonalProps {
  readonly commitment: Commitment
  /** Everybody of the institution whom we know. */
  readonly people: readonly PersonCard[]
  readonly action: string
  /** Where the institution's page is. */
  readonly own: string
  readonly form: FormState
}

/** Somebody known from a list, or somebody new with name and address. */
export function SuccessorPage(props: SuccessorProps) {
  const { reader, commitment, people, form } = props
  const { succession: t, shell, invitations } = reader.t
  const { surname, given, patronymic, position, email, reading } = invitations.forms
  const labels = { person: t.person, surname, given, patronymic, position, email, reading }
  const draft: Draft = { ...draftOf(reader, form), labels }
  const title = `${t.name} · ${codeOf(commitment)}`
  const version = fieldValue(form, 'version') || commitment.version
  const known = people.map((card) => ({ value: card.id, text: listName(card, reader.locale) }))
  return (
    <PersonalPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} trail={[{ href: props.own, text: t.back }]} />
      <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
      <p>
        {reader.t.commitments.fields.due}: {dueWords(reader, commitment)}
      </p>
      <PostForm action={props.action} hidden={{ version }}>
        <Select draft={draft} name="person" choices={[...known, { value: 'new', text: t.somebodyNew }]} />
        <h2>{t.newPerson}</h2>
        <TextField draft={draft} name="surname" autocomplete="off" optional="unsaid" />
        <TextField draft={draft} name="given" autocomplete="off" optional="unsaid" />
        <TextField draft={draft} name="patronymic" autocomplete="off" optional="unsaid" />
        <TextField draft={draft} name="position" autocomplete="off" optional="unsaid" />
        <TextField draft={draft} name="email" type="email" autocomplete="off" optional="unsaid" />
        <Radios draft={draft} name="reading" optional="unsaid" choices={languageChoices(reader)} />
        <Actions>
          <Submit>{shell.form.save}</Submit>
          <LinkButton href={props.own}>{shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </PersonalPage>
  )
}
