/** The directory of institutions: protocol order, by sector, searched as typed. */

import {
  type Institution,
  type InstitutionName,
  nameOf,
  type Sector,
  shortNameOf,
} from '../../src/institutions/institution.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Filter } from '../parts/filter.tsx'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface ListProps extends ShellProps {
  readonly institutions: readonly Institution[]
  readonly sectors: readonly Sector[]
  readonly search: string
  readonly mayEdit: boolean
}

/** All institutions that match the search, each with its sector and languages. */
export function InstitutionsPage(props: ListProps) {
  const { reader, institutions, sectors, search, mayEdit } = props
  const { institutions: t } = reader.t
  const actions = mayEdit ? (
    <Actions>
      <LinkButton href="/institutions/new" weight="main">
        {t.add}
      </LinkButton>
      <LinkButton href="/sectors">{t.sectors}</LinkButton>
    </Actions>
  ) : null
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} actions={actions} />
      <Filter
        reader={reader}
        action="/institutions"
        q={search}
        narrowed={search !== ''}
        table="institutions"
      />
      <Table
        id="institutions"
        reader={reader}
        caption={t.title}
        columns={columnsOf(reader, sectors)}
        rows={institutions}
        empty={search ? t.nothingFound : t.none}
      />
    </SecretariatPage>
  )
}

function columnsOf(reader: Reader, sectors: readonly Sector[]): Column<Institution>[] {
  const { institutions: t, shell } = reader.t
  const sectorNames = new Map(
    sectors.map((sector) => [sector.id, chooseText(sector.names, reader.locale).text]),
  )
  return [
    {
      head: t.name,
      names: true,
      cell: (row) => ({ href: `/institutions/${row.id}`, ...nameOf(row, reader.locale) }),
    },
    { head: t.short, cell: (row) => shortIfOther(row, reader) },
    { head: t.sector, cell: (row) => sectorNames.get(row.sectorId) ?? '' },
    {
      head: t.letterLanguages,
      cell: (row) => row.letterLanguages.map((lang) => shell.languages[lang]).join(', '),
    },
    { head: t.precedence, numeric: true, cell: (row) => row.precedence },
  ]
}

function shortIfOther(row: InstitutionName, reader: Reader): string {
  const short = shortNameOf(row, reader.locale).text
  return short === nameOf(row, reader.locale).text ? '' : short
}
