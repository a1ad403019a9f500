/** The letterhead of a dialogue: names, contact lines, who signs, how numbers look. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { type Draft, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import type { Reader } from '../reader.ts'

/** What all pages of the letters of a dialogue have. */
export interface LettersProps extends ShellProps {
  readonly dialogue: Dialogue
}

/** The path of the register. */
export function registerPath({ id }: Pick<Dialogue, 'id'>): string {
  return `/dialogues/${id}/letters`
}

/** The way down to a page below the register. */
export function lettersTrail(reader: Reader, dialogue: Dialogue, below: boolean) {
  const title = chooseText(dialogue.title, reader.locale)
  return [
    { href: `/dialogues/${dialogue.id}`, text: <Words reader={reader} text={title} /> },
    ...(below ? [{ href: registerPath(dialogue), text: reader.t.correspondence.title }] : []),
  ]
}

interface LetterheadProps extends LettersProps {
  readonly form: FormState
  readonly places: readonly number[]
}

/** The page. */
export function LetterheadPage(props: LetterheadProps) {
  const { reader, dialogue, form, places } = props
  const { head: t } = reader.t.correspondence
  const labels = {
    number_pattern: t.pattern,
    names: t.names,
    contact: t.contact,
    ...signatoryLabels(reader, places),
  }
  const draft = draftOf(reader, form, { labels })
  const own = registerPath(dialogue)
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} trail={lettersTrail(reader, dialogue, true)} title={t.title} lead={t.lead} />
      <PostForm action={`${own}/head`} hidden={{ version: fieldValue(form, 'version') }}>
        <TextInLanguages draft={draft} name="names" hint={t.namesHint} multiline />
        <TextInLanguages draft={draft} name="contact" multiline optional />
        {places.map((n) => (
          <SignatoryFields reader={reader} draft={draft} place={n} />
        ))}
        <TextField
          draft={draft}
          name="number_pattern"
          hint={t.patternHint}
          size={20}
          maxlength={40}
          optional
        />
        <SaveOrCancel reader={reader} back={own} />
      </PostForm>
    </SecretariatPage>
  )
}

function signatoryLabels(reader: Reader, places: readonly number[]): Record<string, string> {
  const { head: t } = reader.t.correspondence
  return Object.fromEntries(
    places.flatMap((n) => [
      [`signatory_${n}_name`, `${t.signatory(n)}, ${t.name.toLowerCase()}`],
      [`signatory_${n}_title`, `${t.signatory(n)}, ${t.position.toLowerCase()}`],
    ]),
  )
}

interface SignatoryProps {
  readonly reader: Reader
  readonly draft: Draft
  readonly place: number
}

function SignatoryFields({ reader, draft, place }: SignatoryProps) {
  const { head: t } = reader.t.correspondence
  return (
    <>
      <TextInLanguages
        draft={draft}
        name={`signatory_${place}_title`}
        {...(place === 1 ? { hint: t.first } : {})}
        optional
      />
      <TextInLanguages draft={draft} name={`signatory_${place}_name`} optional />
    </>
  )
}
