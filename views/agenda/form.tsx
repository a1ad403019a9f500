/** The fields of an agenda item, and the page that changes one. */

import { ITEM_KINDS, VISIBILITIES } from '../../src/agenda/item.ts'
import { ATTRIBUTIONS } from '../../src/dialogues/dialogue.ts'
import { formatLongDate } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Checkboxes, type Choice, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { type Draft, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import type { Reader } from '../reader.ts'

/** What an item's form lets one choose from. */
export interface ItemChoices {
  readonly days: readonly LocalDate[]
  /** In protocol order. */
  readonly institutions: readonly InstitutionName[]
  /** Delegates of the meeting, and who presents already. */
  readonly persons: readonly PersonCard[]
}

interface ItemPageProps extends ShellProps {
  readonly meeting: Meeting
  readonly itemId: string
  readonly choices: ItemChoices
  readonly form: FormState
}

/** Changes one item. */
export function ItemPage(props: ItemPageProps) {
  const { reader, meeting, form } = props
  const { agenda: t } = reader.t
  const draft: Draft = { ...draftOf(reader, form), labels: itemLabels(reader) }
  const back = `/meetings/${meeting.id}/agenda`
  const trail = [
    { href: `/meetings/${meeting.id}`, text: chooseText(meeting.title, reader.locale).text },
    { href: back, text: t.title },
  ]
  return (
    <SecretariatPage {...props} title={t.editTitle} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={t.editTitle} trail={trail} />
      <PostForm action={`${back}/items/${props.itemId}`} hidden={{ version: fieldValue(form, 'version') }}>
        <ItemFields draft={draft} choices={props.choices} />
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}

/** The words of the fields, also for the summary of faults. */
export function itemLabels({ t }: Reader): Readonly<Record<string, string>> {
  const { agenda } = t
  return {
    day: agenda.day,
    title: agenda.name,
    minutes: agenda.minutes,
    kind: agenda.kind,
    is_break: agenda.isBreak,
    presenter_institution: agenda.presenterInstitution,
    presenter_person: agenda.presenterPerson,
    attribution: agenda.attributionOwn,
    visibility: agenda.visibility,
    recurs: agenda.returns,
    follow_up: agenda.followUp,
  }
}

/** All fields of an item. */
export function ItemFields({ draft, choices }: { readonly draft: Draft; readonly choices: ItemChoices }) {
  const { reader } = draft
  const { agenda: t, dialogues } = reader.t
  const days = choices.days.map((day) => ({ value: day, text: formatLongDate(reader.locale, day) }))
  return (
    <>
      <TextInLanguages draft={draft} name="title" />
      <Select draft={draft} name="day" choices={days} />
      <TextField draft={draft} name="minutes" type="number" size={4} />
      <Select draft={draft} name="kind" choices={named(ITEM_KINDS, t.kinds)} />
      <Checkboxes draft={draft} name="is_break" choices={[{ value: 'on', text: t.isBreakLabel }]} optional />
      <Select
        draft={draft}
        name="presenter_institution"
        choices={choices.institutions.map((one) => {
          const { text, lang } = nameOf(one, reader.locale)
          return { value: one.id, text, lang }
        })}
        optional
      />
      <Select
        draft={draft}
        name="presenter_person"
        hint={t.presenterPersonHint}
        choices={choices.persons.map((one) => ({ value: one.id, text: listName(one, reader.locale) }))}
        optional
      />
      <Select
        draft={draft}
        name="attribution"
        hint={`${t.asMeeting} ${t.speakerHint}`}
        choices={named(ATTRIBUTIONS, dialogues.attributions)}
        optional
      />
      <Select draft={draft} name="visibility" choices={named(VISIBILITIES, t.visibilities)} />
      <Checkboxes draft={draft} name="recurs" choices={[{ value: 'on', text: t.recursLabel }]} optional />
      <Checkboxes
        draft={draft}
        name="follow_up"
        choices={[{ value: 'on', text: t.followUpLabel }]}
        optional
      />
    </>
  )
}

function named<V extends string>(values: readonly V[], words: Readonly<Record<V, string>>): Choice[] {
  return values.map((value) => ({ value, text: words[value] }))
}
