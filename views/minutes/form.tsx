/** The form of a decision: its words, how it was taken, who had reservations as far as the meeting's rule allows. */

import type { AgendaItem } from '../../src/agenda/item.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { type Decision, decisionCode, RECORDED_METHODS } from '../../src/minutes/decision.ts'
import { itemChoices } from '../agenda/words.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Checkboxes, languageChoices, Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { type Draft, TextArea, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'

interface FormProps extends ShellProps {
  readonly meeting: Meeting
  readonly items: readonly AgendaItem[]
  /** Null for a new one. */
  readonly decision: Decision | null
  readonly form: FormState
}

/** A new decision of a meeting, or a known one. There is no field for a speaker, under any rule. */
export function DecisionFormPage(props: FormProps) {
  const { reader, meeting, decision, form } = props
  const { minutes: t } = reader.t
  const draft: Draft = { ...draftOf(reader, form), labels: t.fields }
  const title = decision ? t.editTitle : t.recordTitle
  const back = decision ? `/decisions/${decision.id}` : `/meetings/${meeting.id}#decisions`
  const action = decision ? `/decisions/${decision.id}` : `/meetings/${meeting.id}/decisions`
  const trail = [
    {
      href: `/meetings/${meeting.id}#decisions`,
      text: <Words reader={reader} text={chooseText(meeting.title, reader.locale)} />,
    },
    ...(decision ? [{ href: back, text: decisionCode(decision) }] : []),
  ]
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} trail={trail} />
      <PostForm action={action} hidden={{ version: decision?.version ?? 0 }}>
        <WordFields {...props} draft={draft} />
        <MethodFields draft={draft} />
        <TextArea
          draft={draft}
          name="reservations"
          rows={3}
          hint={t.reservationsHint[ruleOf(props)]}
          optional
        />
        {!decision && (
          <Checkboxes
            draft={draft}
            name="adopted"
            label={t.fields.state}
            choices={[{ value: 'on', text: t.fields.adopted }]}
            optional="unsaid"
          />
        )}
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}

/** The rule in force for the chosen item, else the meeting's. */
function ruleOf({ meeting, items, form }: FormProps): Meeting['attribution'] {
  const chosen = fieldValue(form, 'item')
  return items.find((item) => item.id === chosen)?.attribution ?? meeting.attribution
}

function WordFields({ reader, items, draft }: FormProps & { readonly draft: Draft }) {
  const { minutes: t } = reader.t
  return (
    <>
      <TextInLanguages draft={draft} name="text" hint={t.textHint} multiline />
      <Select draft={draft} name="authoritative" choices={languageChoices(reader)} />
      <Select draft={draft} name="item" choices={itemChoices(reader, items)} optional />
    </>
  )
}

function MethodFields({ draft }: { readonly draft: Draft }) {
  const { minutes: t } = draft.reader.t
  return (
    <>
      <Radios
        draft={draft}
        name="method"
        choices={RECORDED_METHODS.map((value) => ({ value, text: t.methods[value] }))}
      />
      <fieldset class="columns">
        <legend>
          {t.fields.votes} <span class="optional">({t.votesHint})</span>
        </legend>
        <TextField draft={draft} name="votes_for" type="number" size={6} optional="unsaid" />
        <TextField draft={draft} name="votes_against" type="number" size={6} optional="unsaid" />
        <TextField draft={draft} name="votes_abstained" type="number" size={6} optional="unsaid" />
      </fieldset>
    </>
  )
}
