/** One institution: dated names, who speaks for it, what it owes across dialogues. */

import { formatDate } from '../../src/i18n/dates.ts'
import { type DatedName, type Institution, nameOf, type Sector } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { MailTrouble } from '../../src/mail/trouble.ts'
import { listName, positionOf } from '../../src/people/name.ts'
import type { Affiliation, PersonCard } from '../../src/people/person.ts'
import { PromisedSection } from '../commitments/promised.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { TroubleSection } from '../mail/trouble.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface Spokesperson {
  readonly card: PersonCard
  readonly affiliation: Affiliation
}

type Promised = Pick<ComponentProps, 'parts' | 'settled' | 'dialogues' | 'hasMore'>
type ComponentProps = Parameters<typeof PromisedSection>[0]

interface InstitutionProps extends ShellProps {
  readonly institution: Institution
  readonly sectors: readonly Sector[]
  readonly people: readonly Spokesperson[]
  /** Within the reach of the viewer. */
  readonly promised: Promised
  readonly now: Instant
  /** The dialogues in whose name the viewer may send it the link to what it promised. */
  readonly writesFor: readonly Id[]
  readonly mayEdit: boolean
  /** Of the mail to it, what the viewer may see. */
  readonly mail: MailTrouble
  readonly zone: Zone
}

/** The record of an institution. */
export function InstitutionPage(props: InstitutionProps) {
  const { reader, institution, people } = props
  const { institutions: t } = reader.t
  const name = nameOf(institution, reader.locale)
  const hasFocalPoint = people.some((entry) => entry.affiliation.role === 'focal_point')
  return (
    <SecretariatPage {...props} title={name.text}>
      <Heading
        reader={reader}
        trail={[{ href: '/institutions', text: t.title }]}
        title={<Words reader={reader} text={name} />}
        actions={props.mayEdit && <Acts reader={reader} institution={institution} />}
      />
      {!hasFocalPoint && (
        <Notice reader={reader} tone="warn">
          <p>{t.noFocalPoint}</p>
        </Notice>
      )}
      <InstitutionFacts {...props} />
      <h2>{t.people}</h2>
      <Table
        reader={reader}
        caption={t.people}
        columns={peopleColumns(reader)}
        rows={people}
        empty={t.nobody}
      />
      <TroubleSection
        reader={reader}
        title={reader.t.mail.room.bounces.institution}
        trouble={props.mail}
        mayEdit={props.mayEdit}
        zone={props.zone}
      />
      <PromisedSection {...props} {...props.promised} />
      <h2>{t.names}</h2>
      <Table reader={reader} caption={t.names} columns={nameColumns(reader)} rows={institution.names} />
    </SecretariatPage>
  )
}

function Acts({ reader, institution }: { readonly reader: Reader; readonly institution: Institution }) {
  const { institutions: t, shell } = reader.t
  return (
    <Actions>
      <LinkButton href={`/people/new?institution=${institution.id}`}>{t.addPerson}</LinkButton>
      <LinkButton href={`/institutions/${institution.id}/names`}>{t.rename}</LinkButton>
      <LinkButton href={`/institutions/${institution.id}/edit`}>{shell.form.edit}</LinkButton>
    </Actions>
  )
}

function InstitutionFacts({ reader, institution, sectors }: InstitutionProps) {
  const { institutions: t, shell } = reader.t
  const sector = sectors.find((entry) => entry.id === institution.sectorId)
  return (
    <Facts
      facts={[
        { term: t.sector, value: sector ? chooseText(sector.names, reader.locale).text : '' },
        { term: t.precedence, value: String(institution.precedence) },
        {
          term: t.letterLanguages,
          value: institution.letterLanguages.map((lang) => shell.languages[lang]).join(', '),
        },
        { term: t.listable, value: t.listables[institution.listable] },
        { term: t.officialMail, value: institution.officialMail },
        { term: shell.time.zone, value: institution.zone },
        { term: t.holidayCalendar, value: institution.holidayCalendar },
        { term: t.country, value: institution.country },
      ]}
    />
  )
}

function peopleColumns(reader: Reader): Column<Spokesperson>[] {
  const { institutions: t, people, shell } = reader.t
  return [
    {
      head: t.person,
      names: true,
      cell: ({ card }) => ({ href: `/people/${card.id}`, text: listName(card, reader.locale) }),
    },
    { head: people.position, cell: ({ card }) => positionOf(card, reader.locale) },
    { head: people.role, cell: ({ affiliation }) => people.roles[affiliation.role] },
    { head: people.email, cell: ({ card }) => card.email },
    { head: people.readingLanguage, cell: ({ card }) => shell.languages[card.locale] },
    { head: people.since, cell: ({ affiliation }) => formatDate(reader.locale, affiliation.from) },
  ]
}

function nameColumns(reader: Reader): Column<DatedName>[] {
  const { institutions: t, shell } = reader.t
  return [
    { head: t.name, names: true, cell: (row) => ({ lang: row.lang, text: row.official }) },
    { head: t.short, cell: (row) => row.short },
    { head: shell.language, cell: (row) => shell.languages[row.lang] },
    { head: t.from, cell: (row) => (row.from === '0001-01-01' ? '' : formatDate(reader.locale, row.from)) },
    { head: t.to, cell: (row) => (row.to ? formatDate(reader.locale, row.to) : '') },
  ]
}
