/** The page on which a paper is added, and the one that asks before a file is removed. */

import type { AgendaItem } from '../../src/agenda/item.ts'
import type { KeptFile, OfferedPaper } from '../../src/documents/paper.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { itemChoices } from '../agenda/words.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { languageChoices, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { type Draft, TextField } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { FileField, kindWords } from './file.tsx'

interface PaperFormProps extends ShellProps {
  readonly meeting: Meeting
  readonly items: readonly AgendaItem[]
  /** The paper that gets another language or a newer version; null for a new one. */
  readonly known: OfferedPaper | null
  /** Bytes. */
  readonly largest: number
  readonly form: FormState
}

/** Adds a paper. */
export function PaperPage(props: PaperFormProps) {
  const { reader, meeting, known, form } = props
  const { documents: t, shell } = reader.t
  const draft: Draft = { ...draftOf(reader, form), labels: t.labels }
  const back = `/meetings/${meeting.id}#papers`
  const title = known ? t.addVersion : t.add
  const choices = itemChoices(reader, props.items)
  const languages = [...languageChoices(reader), { value: 'none', text: t.noLanguage }]
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={title}
        trail={[{ href: `/meetings/${meeting.id}`, text: chooseText(meeting.title, reader.locale).text }]}
        lead={known?.file.title}
      />
      <PostForm action={`/meetings/${meeting.id}/papers`} hidden={{ paper: fieldValue(form, 'paper') }} files>
        {!known && choices.length > 0 && <Select draft={draft} name="item" choices={choices} optional />}
        <Select draft={draft} name="lang" choices={languages} />
        <TextField draft={draft} name="title" hint={t.titleHint} optional maxlength={300} />
        <FileField draft={draft} largest={props.largest} />
        <Actions>
          <Submit>{t.upload}</Submit>
          <LinkButton href={back}>{shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

interface RemovalProps extends ShellProps {
  readonly file: KeptFile
  /** Where the file stands. */
  readonly back: string
}

/** Asks before the content of a file is deleted. */
export function RemovalPage(props: RemovalProps) {
  const { reader, file, back } = props
  const { documents: t } = reader.t
  return (
    <SecretariatPage {...props} title={t.removal.title}>
      <Heading reader={reader} title={t.removal.title} lead={t.removal.lead} />
      <p>
        <span lang={file.lang ?? undefined}>{file.title || file.name}</span>{' '}
        <small>{kindWords(reader, file)}</small>
      </p>
      <PostForm action={`/documents/${file.id}/removal`}>
        <Actions>
          <Submit weight="danger">{t.remove}</Submit>
          <LinkButton href={back}>{t.removal.keep}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}
