/** The form of a dialogue: texts, languages, rules of procedure. */

import {
  ATTRIBUTIONS,
  DECISION_RULES,
  type Dialogue,
  PARTICIPANT_LISTS,
  QUORUM_BASES,
  SILENCE_UNITS,
} from '../../src/dialogues/dialogue.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Checkboxes, type Choice, languageChoices, Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { type Draft, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import type { Reader } from '../reader.ts'
import { RecordedNow } from './facts.tsx'

interface FormProps extends ShellProps {
  /** Null for a new one. */
  readonly dialogue: Dialogue | null
  readonly form: FormState
  /** What is recorded now, when somebody else changed it while this was typed. */
  readonly changedMeanwhile?: boolean
}

/** A new dialogue, or the facts of a known one. */
export function DialogueFormPage(props: FormProps) {
  const { reader, dialogue, form } = props
  const { dialogues: t } = reader.t
  const draft: Draft = { ...draftOf(reader, form), labels: labelsOf(reader) }
  const title = dialogue ? t.editTitle : t.open
  const back = dialogue ? `/dialogues/${dialogue.id}` : '/dialogues'
  const trail = [
    { href: '/dialogues', text: t.title },
    ...(dialogue ? [{ href: back, text: chooseText(dialogue.title, reader.locale).text }] : []),
  ]
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} trail={trail} />
      {props.changedMeanwhile && dialogue && <RecordedNow reader={reader} dialogue={dialogue} />}
      <PostForm action={back} hidden={dialogue ? { version: fieldValue(form, 'version') } : {}}>
        <TextFields draft={draft} />
        <RuleFields draft={draft} />
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}

function labelsOf({ t }: Reader): Readonly<Record<string, string>> {
  const { dialogues } = t
  return {
    code: dialogues.code,
    title: dialogues.name,
    mandate: dialogues.mandate,
    project: dialogues.project,
    funder: dialogues.funder,
    languages: dialogues.languages,
    authoritative: dialogues.authoritative,
    zone: t.shell.time.zone,
    holiday_calendar: dialogues.holidayCalendar,
    attribution: dialogues.attribution,
    participant_list: dialogues.participantList,
    quorum_basis: dialogues.quorumBasis,
    quorum_percent: dialogues.quorumPercent,
    decision_rule: dialogues.decisionRule,
    silence_length: dialogues.silenceLength,
    silence_unit: dialogues.silenceUnit,
  }
}

function TextFields({ draft }: { readonly draft: Draft }) {
  const { dialogues: t } = draft.reader.t
  const languages = languageChoices(draft.reader)
  return (
    <>
      <TextField draft={draft} name="code" hint={t.codeHint} size={20} />
      <TextInLanguages draft={draft} name="title" />
      <TextInLanguages draft={draft} name="mandate" hint={t.mandateHint} multiline optional />
      <Checkboxes draft={draft} name="languages" choices={languages} />
      <Radios draft={draft} name="authoritative" hint={t.authoritativeHint} choices={languages} />
      <TextField draft={draft} name="project" optional />
      <TextField draft={draft} name="funder" optional />
      <TextField draft={draft} name="zone" size={24} />
      <TextField draft={draft} name="holiday_calendar" hint={t.holidayCalendarHint} size={6} optional />
    </>
  )
}

function RuleFields({ draft }: { readonly draft: Draft }) {
  const { dialogues: t } = draft.reader.t
  return (
    <>
      <h2>{t.rules}</h2>
      <Radios
        draft={draft}
        name="attribution"
        hint={t.attributionHint}
        choices={named(ATTRIBUTIONS, t.attributions)}
      />
      <Select draft={draft} name="participant_list" choices={named(PARTICIPANT_LISTS, t.participantLists)} />
      <Select draft={draft} name="quorum_basis" choices={named(QUORUM_BASES, t.quorumBases)} />
      <TextField draft={draft} name="quorum_percent" hint={t.quorumHint} type="number" size={4} />
      <Select draft={draft} name="decision_rule" choices={named(DECISION_RULES, t.decisionRules)} />
      <TextField draft={draft} name="silence_length" hint={t.silenceHint} type="number" size={4} />
      <Select draft={draft} name="silence_unit" choices={named(SILENCE_UNITS, t.silenceUnits)} />
    </>
  )
}

function named<V extends string>(values: readonly V[], words: Readonly<Record<V, string>>): Choice[] {
  return values.map((value) => ({ value, text: words[value] }))
}
