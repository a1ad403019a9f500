/** The form of a person: name parts as they are written in each language, never one full name. */

import type { Institution } from '../../src/institutions/institution.ts'
import { LOCALES, type Locale } from '../../src/kernel/locale.ts'
import { AFFILIATION_ROLES, type Person } from '../../src/people/person.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Checkboxes, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { type Draft, TextField } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import type { Reader } from '../reader.ts'
import { InstitutionSelect } from './page.tsx'

interface FormProps extends ShellProps {
  /** Null for a new one. */
  readonly person: Person | null
  readonly institutions: readonly Institution[]
  readonly form: FormState
}

/** A new person with whom they speak for, or a known one. */
export function PersonFormPage(props: FormProps) {
  const { reader, person, institutions, form } = props
  const { people: t } = reader.t
  const draft = draftOf(reader, form, { labels: labelsOf(reader) })
  const title = person ? t.editTitle : t.add
  const back = person ? `/people/${person.id}` : '/people'
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} trail={[{ href: '/people', text: t.title }]} />
      <PostForm action={back} hidden={{ version: fieldValue(form, 'version') || '0' }}>
        <p>{t.namesHint}</p>
        {LOCALES.map((lang) => (
          <NameFields draft={draft} lang={lang} />
        ))}
        <ContactFields draft={draft} />
        {!person && (
          <>
            <InstitutionSelect draft={draft} institutions={institutions} optional />
            <Select
              draft={draft}
              name="role"
              label={t.role}
              choices={AFFILIATION_ROLES.map((role) => ({ value: role, text: t.roles[role] }))}
            />
          </>
        )}
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}

function NameFields({ draft, lang }: { readonly draft: Draft; readonly lang: Locale }) {
  const { people: t, shell } = draft.reader.t
  const field = (part: 'surname' | 'given' | 'patronymic' | 'position' | 'salutation', hint?: string) => (
    <TextField
      draft={draft}
      name={`${part}_${lang}`}
      label={t[part]}
      lang={lang}
      optional="unsaid"
      {...(hint ? { hint } : {})}
    />
  )
  return (
    <fieldset class="columns">
      <legend lang={lang}>{shell.languages[lang]}</legend>
      {field('surname')}
      {field('given')}
      {field('patronymic')}
      {field('position')}
      {field('salutation', t.salutationHint)}
    </fieldset>
  )
}

function ContactFields({ draft }: { readonly draft: Draft }) {
  const { people: t, shell } = draft.reader.t
  const languages = LOCALES.map((lang) => ({ value: lang, text: shell.languages[lang], lang }))
  return (
    <>
      <Select
        draft={draft}
        name="reading_lang"
        label={t.readingLanguage}
        hint={t.readingLanguageHint}
        choices={languages}
      />
      <TextField draft={draft} name="email" label={t.email} type="email" optional />
      <TextField draft={draft} name="phone" label={t.phone} type="tel" optional />
      <TextField draft={draft} name="zone" label={shell.time.zone} size={24} />
      <TextField draft={draft} name="holiday_calendar" label={t.holidayCalendar} size={6} optional />
      <Checkboxes
        draft={draft}
        name="protected"
        label={t.protected}
        optional="unsaid"
        choices={[{ value: 'yes', text: t.protectedYes, hint: t.protectedHint }]}
      />
    </>
  )
}

/** The words for the fields, for the summary of faults. */
function labelsOf(reader: Reader): Record<string, string> {
  const { people: t, shell } = reader.t
  const { surname, given, patronymic, position, salutation, email, phone, institution, role } = t
  const parts = { surname, given, patronymic, position, salutation }
  return {
    ...parts,
    email,
    phone,
    institution,
    role,
    reading_lang: t.readingLanguage,
    zone: shell.time.zone,
    from: t.since,
  }
}
