/** The texts of a dialogue's letters: which are its own, and the form of one kind with its preview. */

import {
  LETTER_KINDS,
  type LetterKind,
  type OwnTemplates,
  type Placeholder,
} from '../../src/correspondence/template.ts'
import { messagesIn } from '../../src/i18n/messages.ts'
import { LOCALES } from '../../src/kernel/locale.ts'
import type { Paper } from '../../src/printing/sheet.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { type LettersProps, lettersTrail, registerPath } from './letterhead.tsx'
import { PaperText } from './sheet.tsx'

/** All kinds, and in which languages each has a text of the dialogue's own. */
export function TextsPage(props: LettersProps & { readonly templates: OwnTemplates }) {
  const { reader, dialogue, templates } = props
  const { templates: t, kinds } = reader.t.correspondence
  const own = registerPath(dialogue)
  const said = (kind: LetterKind, lang: (typeof LOCALES)[number]) =>
    templates[kind]?.[lang] ? t.own : { quiet: t.builtin }
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} trail={lettersTrail(reader, dialogue, true)} title={t.title} lead={t.lead} />
      <Table
        reader={reader}
        caption={t.title}
        rows={LETTER_KINDS}
        columns={[
          {
            head: reader.t.correspondence.register.kind,
            names: true,
            cell: (kind) => ({ href: `${own}/texts/${kind}`, text: kinds[kind] }),
          },
          ...LOCALES.map((lang) => ({
            head: reader.t.shell.languages[lang],
            cell: (kind: LetterKind) => said(kind, lang),
          })),
        ]}
      />
    </SecretariatPage>
  )
}

interface TextProps extends LettersProps {
  readonly kind: LetterKind
  readonly placeholders: readonly Placeholder[]
  readonly form: FormState
  /** The letter as it would read; null when the text has faults. */
  readonly paper: Paper | null
  /** Are its facts invented? */
  readonly invented: boolean
}

/** The form of one kind. */
export function TextPage(props: TextProps) {
  const { reader, dialogue, kind, form } = props
  const { templates: t, kinds } = reader.t.correspondence
  const draft = draftOf(reader, form, { labels: { text: t.text } })
  const own = registerPath(dialogue)
  const title = t.edit(kinds[kind])
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} trail={lettersTrail(reader, dialogue, true)} title={title} lead={t.lead} />
      <PostForm action={`${own}/texts/${kind}`} hidden={{ version: fieldValue(form, 'version') }}>
        <TextInLanguages draft={draft} name="text" hint={t.textHint} multiline />
        <PlaceholderList {...props} />
        <details>
          <summary>{t.builtin}</summary>
          {LOCALES.map((lang) => (
            <pre class="sheet" lang={lang}>
              {messagesIn(lang).correspondence.builtin[kind]}
            </pre>
          ))}
        </details>
        <Actions>
          <Submit>{reader.t.shell.form.save}</Submit>
          <Submit weight="plain" name="act" value="preview">
            {t.preview}
          </Submit>
          <LinkButton href={`${own}/texts`}>{reader.t.shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
      {props.paper && (
        <section aria-labelledby="preview">
          <h2 id="preview">{props.invented ? t.previewInvented : t.previewOf}</h2>
          <PaperText reader={reader} paper={props.paper} />
        </section>
      )}
    </SecretariatPage>
  )
}

/** What may stand in braces, and what comes there. */
export function PlaceholderList({
  reader,
  placeholders,
}: {
  readonly reader: Reader
  readonly placeholders: readonly Placeholder[]
}) {
  const { templates: t, placeholders: words } = reader.t.correspondence
  return (
    <>
      <p class="hint">{t.gaps}</p>
      <Facts facts={placeholders.map((name) => ({ term: `{${name}}`, value: words[name] }))} />
    </>
  )
}
