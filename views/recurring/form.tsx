/** The forms of this room for the secretariat: the rhythm of a commitment, and the part of an institution. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { formatPeriod } from '../../src/i18n/periods.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { OWED_BY } from '../../src/recurring/recurrence.ts'
import { DAY_RULES, DAYS_OFF, type DuePeriod, EVERY } from '../../src/recurring/rhythm.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, SaveOrCancel, Submit } from '../parts/actions.tsx'
import { type Choice, languageChoices, Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Passage } from '../parts/passage.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

/** The way back from the pages below a commitment. */
export function commitmentTrail(reader: Reader, commitment: Commitment) {
  return [
    { href: '/commitments', text: reader.t.commitments.title },
    { href: `/commitments/${commitment.id}`, text: codeOf(commitment) },
  ]
}

interface BelowCommitmentProps extends ShellProps {
  readonly commitment: Commitment
  readonly form: FormState
}

interface RecurrenceFormProps extends BelowCommitmentProps {
  readonly medicines: readonly Choice[]
  /** The next periods by what is typed, or by what holds; none while that is no rhythm yet. */
  readonly ahead: readonly DuePeriod[]
  readonly known: boolean
}

/** The rhythm; its due dates can be looked at before they are saved. */
export function RecurrenceFormPage(props: RecurrenceFormProps) {
  const { reader, commitment, form, known } = props
  const { recurring: t } = reader.t
  const draft = draftOf(reader, form, { labels: t.form })
  const title = known ? t.correct : t.set
  const back = `/commitments/${commitment.id}`
  const choices = <K extends string>(keys: readonly K[], words: Readonly<Record<K, string>>): Choice[] =>
    keys.map((value) => ({ value, text: words[value] }))
  return (
    <SecretariatPage {...props} title={`${title} · ${codeOf(commitment)}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} trail={commitmentTrail(reader, commitment)} lead={t.form.lead} />
      <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
      <Ahead reader={reader} ahead={props.ahead} />
      <PostForm action={`${back}/recurrence`} hidden={{ version: commitment.version }}>
        <Radios draft={draft} name="every" choices={choices(EVERY, t.every)} />
        <Radios draft={draft} name="owed_by" choices={choices(OWED_BY, t.owedBy)} />
        <TextField draft={draft} name="first" hint={t.form.firstHint} size={10} />
        <TextField draft={draft} name="last" size={10} optional />
        <Radios draft={draft} name="day_rule" choices={choices(DAY_RULES, t.dayRules)} />
        <TextField draft={draft} name="day" type="number" />
        <TextField draft={draft} name="months_after" type="number" hint={t.form.monthsHint} />
        <Radios draft={draft} name="day_off" choices={choices(DAYS_OFF, t.daysOff)} />
        {props.medicines.length > 0 && (
          <Select draft={draft} name="medicine" choices={props.medicines} optional />
        )}
        <Actions>
          <Submit>{reader.t.shell.form.save}</Submit>
          <Submit weight="plain" name="preview" value="on">
            {t.form.preview}
          </Submit>
          <LinkButton href={back}>{reader.t.shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

function Ahead({ reader, ahead }: { readonly reader: Reader; readonly ahead: readonly DuePeriod[] }) {
  const { form, columns } = reader.t.recurring
  if (ahead.length === 0) return null
  return (
    <Table
      reader={reader}
      caption={form.ahead}
      captionSeen
      rows={ahead}
      columns={[
        { head: columns.period, names: true, cell: ({ period }) => formatPeriod(reader.locale, period.key) },
        { head: columns.due, tight: true, cell: ({ dueOn }) => formatDate(reader.locale, dueOn) },
      ]}
    />
  )
}

interface PartFormProps extends BelowCommitmentProps {
  readonly institution: InstitutionName
  readonly known: boolean
}

/** What one institution contributes. */
export function PartFormPage(props: PartFormProps) {
  const { reader, commitment, form, institution, known } = props
  const { recurring: t } = reader.t
  const labels = {
    text: t.partForm.text,
    due: t.partForm.due,
    authoritative: reader.t.commitments.fields.authoritative,
  }
  const draft = draftOf(reader, form, { labels })
  const title = known ? t.changePart : t.writePart
  const back = `/commitments/${commitment.id}`
  return (
    <SecretariatPage {...props} title={`${title} · ${codeOf(commitment)}`} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={`${title}: ${nameOf(institution, reader.locale).text}`}
        trail={commitmentTrail(reader, commitment)}
        lead={t.partForm.lead}
      />
      <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
      <PostForm action={`${back}/parts/${institution.id}`} hidden={{ version: commitment.version }}>
        <TextInLanguages draft={draft} name="text" multiline />
        <Select draft={draft} name="authoritative" choices={languageChoices(reader)} />
        <DateField draft={draft} name="due" hint={t.partForm.dueHint} optional />
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}
