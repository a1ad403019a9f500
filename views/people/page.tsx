/** One person: names in each script, how to write to them, for whom they speak and spoke. */

import { formatDate } from '../../src/i18n/dates.ts'
import { type Institution, type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { LOCALES, type Locale } from '../../src/kernel/locale.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { MailTrouble } from '../../src/mail/trouble.ts'
import { listName, salutation } from '../../src/people/name.ts'
import { AFFILIATION_ROLES, type Affiliation, type Person } from '../../src/people/person.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { TroubleSection } from '../mail/trouble.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { Select } from '../parts/choice.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface PersonProps extends ShellProps {
  readonly person: Person
  readonly names: ReadonlyMap<Id, InstitutionName>
  /** For the chooser; empty when the viewer may not edit. */
  readonly institutions: readonly Institution[]
  readonly form: FormState
  readonly mayEdit: boolean
  readonly mayErase: boolean
  /** Of their mail, what the viewer may see. */
  readonly mail: MailTrouble
  readonly zone: Zone
}

/** The record of a person; the browser's title carries no name. */
export function PersonPage(props: PersonProps) {
  const { reader, person, form, mayEdit, mayErase } = props
  const { people: t, shell, retention } = reader.t
  const edit = mayEdit ? (
    <Actions>
      <LinkButton href={`/people/${person.id}/edit`}>{shell.form.edit}</LinkButton>
      {mayErase && <LinkButton href={`/people/${person.id}/erasure`}>{retention.erase}</LinkButton>}
    </Actions>
  ) : null
  return (
    <SecretariatPage {...props} title={t.one} faulty={form.faults.length > 0}>
      <FaultSummary
        draft={draftOf(reader, form, { labels: { institution: t.institution, role: t.role, from: t.since } })}
      />
      <Heading
        reader={reader}
        trail={[{ href: '/people', text: t.title }]}
        title={listName(person, reader.locale)}
        actions={edit}
      />
      {!person.email && (
        <Notice reader={reader} tone="warn">
          <p>{t.noAddress}</p>
        </Notice>
      )}
      <PersonFacts reader={reader} person={person} />
      <h2>{t.spellings}</h2>
      <Table
        reader={reader}
        caption={t.spellings}
        columns={spellingColumns(reader, person)}
        rows={LOCALES.filter((lang) => person.names[lang])}
      />
      <h2>{t.speaksFor}</h2>
      <Table
        reader={reader}
        caption={t.speaksFor}
        columns={affiliationColumns(props)}
        rows={person.affiliations}
        empty={t.speaksForNobody}
      />
      {mayEdit && <AffiliationForm {...props} />}
      <TroubleSection
        reader={reader}
        title={reader.t.mail.room.bounces.person}
        trouble={props.mail}
        history={`/people/${person.id}/mail`}
        mayEdit={mayEdit}
        zone={props.zone}
      />
    </SecretariatPage>
  )
}

function PersonFacts({ reader, person }: { readonly reader: Reader; readonly person: Person }) {
  const { people: t, shell } = reader.t
  return (
    <Facts
      facts={[
        { term: t.email, value: person.email },
        { term: t.phone, value: person.phone },
        { term: t.readingLanguage, value: shell.languages[person.locale] },
        { term: shell.time.zone, value: person.zone },
        { term: t.holidayCalendar, value: person.holidayCalendar },
        { term: t.protected, value: person.protected ? t.protectedYes : '' },
        { term: t.reminders, value: t.mailChoices[person.reminders] },
        { term: t.digest, value: t.mailChoices[person.digest] },
      ]}
    />
  )
}

function spellingColumns(reader: Reader, person: Person): Column<Locale>[] {
  const { people: t, shell } = reader.t
  return [
    { head: shell.language, names: true, cell: (lang) => shell.languages[lang] },
    { head: t.name, cell: (lang) => listName({ names: person.names, locale: lang }, lang) },
    { head: t.position, cell: (lang) => person.names[lang]?.position ?? '' },
    { head: t.salutation, cell: (lang) => salutation({ names: person.names, locale: lang }, lang) },
  ]
}

function affiliationColumns({ reader, person, names, mayEdit }: PersonProps): Column<Affiliation>[] {
  const { people: t } = reader.t
  const columns: Column<Affiliation>[] = [
    { head: t.institution, names: true, cell: (row) => institutionCell(row, names, reader) },
    { head: t.role, cell: (row) => t.roles[row.role] },
    { head: t.since, cell: (row) => formatDate(reader.locale, row.from) },
    { head: t.until, cell: (row) => (row.to ? formatDate(reader.locale, row.to) : '') },
  ]
  if (!mayEdit) return columns
  const end = (row: Affiliation) =>
    row.to
      ? ''
      : { view: <PostButton action={`/people/${person.id}/affiliations/${row.id}/end`}>{t.end}</PostButton> }
  return [...columns, { head: t.act, cell: end }]
}

function institutionCell(row: Affiliation, names: ReadonlyMap<Id, InstitutionName>, reader: Reader) {
  const institution = names.get(row.institutionId)
  return institution ? { href: `/institutions/${institution.id}`, ...nameOf(institution, reader.locale) } : ''
}

function AffiliationForm({ reader, person, institutions, form }: PersonProps) {
  const { people: t } = reader.t
  const draft = draftOf(reader, form, { labels: { institution: t.institution, role: t.role, from: t.since } })
  return (
    <PostForm action={`/people/${person.id}/affiliations`}>
      <h3>{t.addAffiliation}</h3>
      <InstitutionSelect draft={draft} institutions={institutions} />
      <Select
        draft={draft}
        name="role"
        label={t.role}
        choices={AFFILIATION_ROLES.map((role) => ({ value: role, text: t.roles[role] }))}
      />
      <DateField draft={draft} name="from" label={t.since} optional />
      <Submit weight="plain">{t.addAffiliation}</Submit>
    </PostForm>
  )
}

/** Chooses one institution from the directory, in protocol order. */
export function InstitutionSelect(props: {
  readonly draft: ReturnType<typeof draftOf>
  readonly institutions: readonly Institution[]
  readonly optional?: boolean
}) {
  const { reader } = props.draft
  const choices = props.institutions.map((institution) => {
    const name = nameOf(institution, reader.locale)
    return { value: institution.id, text: name.text, lang: name.lang }
  })
  const label = reader.t.people.institution
  return (
    <Select
      draft={props.draft}
      name="institution"
      label={label}
      choices={choices}
      optional={props.optional ?? false}
    />
  )
}
