/** Forms of the directory: a new or changed institution, its names, sectors. */

import { LETTER_LANGUAGE_CHOICES, SECTOR_CLASSES } from '../../src/institutions/choices.ts'
import { type Institution, nameOf, type Sector } from '../../src/institutions/institution.ts'
import { chooseText, parseLocales } from '../../src/kernel/locale.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel, Submit } from '../parts/actions.tsx'
import { Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface FormProps extends ShellProps {
  readonly sectors: readonly Sector[]
  /** Null for a new one. */
  readonly institution: Institution | null
  readonly form: FormState
}

/** A new institution with its names, or the facts of a known one. */
export function InstitutionFormPage(props: FormProps) {
  const { reader, institution, form } = props
  const { institutions: t } = reader.t
  const draft = draftOf(reader, form, { labels: labelsOf(reader) })
  const title = institution ? t.editTitle : t.add
  const back = institution ? `/institutions/${institution.id}` : '/institutions'
  const trail = [
    { href: '/institutions', text: t.title },
    ...(institution ? [{ href: back, text: nameOf(institution, reader.locale).text }] : []),
  ]
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} trail={trail} />
      <PostForm action={back} hidden={{ version: fieldValue(form, 'version') || '0' }}>
        {!institution && <NameFields draft={draft} />}
        <FactFields draft={draft} sectors={props.sectors} />
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}

function NameFields({ draft }: { readonly draft: Draft }) {
  const { institutions: t } = draft.reader.t
  return (
    <>
      <TextInLanguages draft={draft} name="official" label={t.name} hint={t.nameHint} />
      <TextInLanguages draft={draft} name="short" label={t.short} optional />
      <DateField draft={draft} name="from" label={t.from} hint={t.fromHint} optional />
    </>
  )
}

function FactFields({ draft, sectors }: { readonly draft: Draft; readonly sectors: readonly Sector[] }) {
  const { reader } = draft
  const { institutions: t, shell } = reader.t
  const languages = LETTER_LANGUAGE_CHOICES.map((value) => ({
    value,
    text: parseLocales(value)
      .map((lang) => shell.languages[lang])
      .join(', '),
  }))
  const listable = (['public', 'members', 'never'] as const).map((value) => ({
    value,
    text: t.listables[value],
  }))
  return (
    <>
      <Select
        draft={draft}
        name="sector"
        label={t.sector}
        choices={sectors.map((sector) => ({
          value: sector.id,
          text: chooseText(sector.names, reader.locale).text,
        }))}
      />
      <Select
        draft={draft}
        name="letter_languages"
        label={t.letterLanguages}
        hint={t.letterLanguagesHint}
        choices={languages}
      />
      <TextField
        draft={draft}
        name="precedence"
        label={t.precedence}
        hint={t.precedenceHint}
        type="number"
        size={6}
      />
      <Radios draft={draft} name="listable" label={t.listable} hint={t.listableHint} choices={listable} />
      <TextField draft={draft} name="official_mail" label={t.officialMail} type="email" optional />
      <TextField draft={draft} name="zone" label={shell.time.zone} size={24} />
      <TextField
        draft={draft}
        name="holiday_calendar"
        label={t.holidayCalendar}
        hint={t.holidayCalendarHint}
        size={6}
        optional
      />
      <TextField draft={draft} name="country" label={t.country} size={6} optional />
    </>
  )
}

/** New names from a date on. */
export function NamesPage(
  props: ShellProps & { readonly institution: Institution; readonly form: FormState },
) {
  const { reader, institution, form } = props
  const { institutions: t } = reader.t
  const draft = draftOf(reader, form, { labels: labelsOf(reader) })
  const back = `/institutions/${institution.id}`
  const trail = [
    { href: '/institutions', text: t.title },
    { href: back, text: nameOf(institution, reader.locale).text },
  ]
  return (
    <SecretariatPage {...props} title={t.rename} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={t.rename} trail={trail} lead={t.renameLead} />
      <PostForm action={`${back}/names`} hidden={{ version: fieldValue(form, 'version') }}>
        <NameFields draft={draft} />
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}

/** All sectors, and a form for one more. */
export function SectorPage(
  props: ShellProps & {
    readonly sectors: readonly Sector[]
    readonly form: FormState
    readonly mayEdit: boolean
  },
) {
  const { reader, sectors, form, mayEdit } = props
  const { institutions: t, shell } = reader.t
  const draft = draftOf(reader, form, { labels: labelsOf(reader) })
  return (
    <SecretariatPage {...props} title={t.sectors} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={t.sectors} trail={[{ href: '/institutions', text: t.title }]} />
      <Table reader={reader} caption={t.sectors} columns={sectorColumns(reader)} rows={sectors} />
      {mayEdit && (
        <PostForm action="/sectors">
          <h2>{t.addSector}</h2>
          <TextInLanguages draft={draft} name="name" label={t.name} />
          <TextField draft={draft} name="code" label={t.code} size={12} />
          <Select
            draft={draft}
            name="class"
            label={t.class}
            choices={SECTOR_CLASSES.map((value) => ({ value, text: t.classes[value] }))}
          />
          <Submit>{shell.form.save}</Submit>
        </PostForm>
      )}
    </SecretariatPage>
  )
}

function sectorColumns(reader: Reader): Column<Sector>[] {
  const { institutions: t } = reader.t
  return [
    { head: t.name, names: true, cell: (row) => chooseText(row.names, reader.locale) },
    { head: t.code, cell: (row) => row.code },
    { head: t.class, cell: (row) => t.classes[row.class] },
  ]
}

/** The words for the fields, for the summary of faults. */
function labelsOf(reader: Reader): Record<string, string> {
  const { institutions: t, shell } = reader.t
  return {
    official: t.name,
    short: t.short,
    name: t.name,
    from: t.from,
    sector: t.sector,
    code: t.code,
    class: t.class,
    letter_languages: t.letterLanguages,
    precedence: t.precedence,
    listable: t.listable,
    official_mail: t.officialMail,
    zone: shell.time.zone,
    holiday_calendar: t.holidayCalendar,
    country: t.country,
  }
}
