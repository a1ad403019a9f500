/** The form of a letter that came in. */

import { INCOMING_KINDS, type RegisteredLetter } from '../../src/correspondence/register.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { FileField } from '../documents/file.tsx'
import { SecretariatPage } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextArea, TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import type { Reader } from '../reader.ts'
import { type LettersProps, lettersTrail, registerPath } from './letterhead.tsx'

interface IncomingProps extends LettersProps {
  readonly institutions: readonly InstitutionName[]
  /** Letters of ours that may be answered. */
  readonly answerable: readonly RegisteredLetter[]
  readonly names: ReadonlyMap<Id, InstitutionName>
  readonly form: FormState
  /** Bytes. */
  readonly largest: number
}

/** The page. */
export function IncomingPage(props: IncomingProps) {
  const { reader, dialogue, form } = props
  const { log: t, kinds } = reader.t.correspondence
  const labels = {
    number: t.theirNumber,
    letter_date: t.theirDate,
    received_on: t.receivedOn,
    institution: t.institution,
    reply_to: t.replyTo,
    kind: t.says,
    note: t.note,
    file: t.file,
  }
  const draft = draftOf(reader, form, { labels })
  const own = registerPath(dialogue)
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} trail={lettersTrail(reader, dialogue, true)} title={t.title} />
      <PostForm action={`${own}/incoming`} files>
        <Select draft={draft} name="institution" choices={institutionChoices(reader, props.institutions)} />
        <TextField draft={draft} name="number" size={20} maxlength={60} optional />
        <DateField draft={draft} name="letter_date" />
        <DateField draft={draft} name="received_on" />
        <Select draft={draft} name="reply_to" choices={answerChoices(props)} optional />
        <Radios
          draft={draft}
          name="kind"
          hint={t.saysHint}
          choices={INCOMING_KINDS.map((kind) => ({ value: kind, text: kinds[kind] }))}
        />
        <TextArea draft={draft} name="note" rows={3} maxlength={2000} optional />
        <FileField draft={draft} largest={props.largest} optional />
        <SaveOrCancel reader={reader} back={own} />
      </PostForm>
    </SecretariatPage>
  )
}

/** Institutions to choose one from. */
function institutionChoices(reader: Reader, institutions: readonly InstitutionName[]) {
  return institutions.map((institution) => ({ value: institution.id, ...nameOf(institution, reader.locale) }))
}

function answerChoices({ reader, answerable, names }: IncomingProps) {
  return answerable.map((letter) => {
    const institution = names.get(letter.institutionId)
    const name = institution ? nameOf(institution, reader.locale).text : ''
    const said = [letter.number, formatDate(reader.locale, letter.date), name].filter(Boolean)
    return { value: letter.id, text: said.join(' · ') }
  })
}
