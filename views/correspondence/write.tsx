/** A letter to chosen institutions: its form, and what it will look like before it is sent. */

import type { FreeLetter } from '../../src/correspondence/free-letter.ts'
import type { Letterhead } from '../../src/correspondence/letterhead.ts'
import { signatoryIn } from '../../src/correspondence/letterhead.ts'
import type { Placeholder } from '../../src/correspondence/template.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import { listName } from '../../src/people/name.ts'
import type { Paper } from '../../src/printing/sheet.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Checkboxes, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { type LettersProps, lettersTrail, registerPath } from './letterhead.tsx'
import { PaperText } from './sheet.tsx'
import { PlaceholderList } from './texts.tsx'

interface WriteProps extends LettersProps {
  readonly institutions: readonly InstitutionName[]
  readonly letterhead: Letterhead
  readonly kinds: readonly ('request' | 'thanks')[]
  readonly placeholders: readonly Placeholder[]
  readonly form: FormState
  /** What would be sent, and the first of the letters as it will be printed; null before the preview. */
  readonly preview: { readonly letters: readonly FreeLetter[]; readonly paper: Paper | null } | null
}

/** The page. */
export function WritePage(props: WriteProps) {
  const { reader, dialogue, form } = props
  const { write: t, kinds } = reader.t.correspondence
  const labels = {
    kind: t.kind,
    text: t.text,
    institutions: t.institutions,
    addressee: t.addressee,
    signatory: t.signatory,
    letter_date: t.date,
    number: t.number,
    reply_by: t.replyBy,
  }
  const draft = draftOf(reader, form, { labels })
  const own = registerPath(dialogue)
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} trail={lettersTrail(reader, dialogue, true)} title={t.title} />
      <PostForm action={own} hidden={{ seen: fieldValue(form, 'seen') }}>
        {props.preview && <Preview reader={reader} preview={props.preview} />}
        <Select
          draft={draft}
          name="kind"
          choices={props.kinds.map((kind) => ({ value: kind, text: kinds[kind] }))}
        />
        <TextInLanguages draft={draft} name="text" hint={t.textHint} multiline />
        <PlaceholderList reader={reader} placeholders={props.placeholders} />
        <TextField draft={draft} name="addressee" maxlength={200} optional />
        <Select draft={draft} name="signatory" choices={signatories(props)} optional />
        <DateField draft={draft} name="letter_date" />
        <TextField draft={draft} name="number" hint={t.numberHint} size={20} maxlength={60} optional />
        <DateField draft={draft} name="reply_by" optional />
        <Checkboxes
          draft={draft}
          name="institutions"
          hint={t.institutionsHint}
          choices={props.institutions.map((one) => ({ value: one.id, ...nameOf(one, reader.locale) }))}
        />
        <Actions>
          <Submit weight={props.preview ? 'plain' : 'main'} name="act" value="preview">
            {t.preview}
          </Submit>
          <LinkButton href={own}>{reader.t.shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

function signatories({ reader, letterhead }: WriteProps) {
  return letterhead.signatories.flatMap((signatory, at) => {
    const text = signatoryIn(signatory, reader.locale)
    return text ? [{ value: String(at + 1), text: [text.name, text.title].filter(Boolean).join(', ') }] : []
  })
}

interface PreviewProps {
  readonly reader: Reader
  readonly preview: NonNullable<WriteProps['preview']>
}

function Preview({ reader, preview }: PreviewProps) {
  const { write: t, register } = reader.t.correspondence
  const { preview: words } = reader.t.invitations
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{t.preview}</h2>
      <Table
        reader={reader}
        caption={t.institutions}
        rows={preview.letters}
        columns={[
          {
            head: register.institution,
            names: true,
            cell: ({ institution }) => nameOf(institution, reader.locale),
          },
          { head: register.number, cell: ({ official }) => official.number },
          {
            head: words.recipients,
            cell: ({ recipients }) =>
              recipients.map((person) => `${listName(person, reader.locale)}, ${person.email}`).join('; '),
          },
          {
            head: words.languages,
            cell: ({ official }) =>
              official.languages.map((lang) => reader.t.shell.languages[lang]).join(', '),
          },
        ]}
      />
      {preview.paper && <PaperText reader={reader} paper={preview.paper} />}
      <Actions>
        <Submit name="act" value="send">
          {t.send}
        </Submit>
      </Actions>
    </section>
  )
}
