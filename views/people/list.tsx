/** The directory of people: surname first, in the reader's alphabet, searched in every spelling. */

import { type InstitutionName, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { listName, positionOf } from '../../src/people/name.ts'
import type { Affiliation, PersonCard } from '../../src/people/person.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { LinkButton } from '../parts/actions.tsx'
import { Filter } from '../parts/filter.tsx'
import { Heading } from '../parts/heading.tsx'
import { Pager } from '../parts/pager.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

const PAGE = 100

interface PeopleProps extends ShellProps {
  readonly people: readonly PersonCard[]
  readonly affiliations: readonly Affiliation[]
  readonly names: ReadonlyMap<Id, InstitutionName>
  readonly hasNext: boolean
  readonly page: number
  readonly search: string
  readonly mayEdit: boolean
}

/** One page of people with the institutions they speak for. */
export function PeoplePage(props: PeopleProps) {
  const { reader, people, hasNext, page, search, mayEdit } = props
  const { people: t } = reader.t
  const at = (number: number) =>
    `/people?${new URLSearchParams({ ...(search ? { q: search } : {}), page: String(number) })}`
  const actions = mayEdit ? (
    <LinkButton href="/people/new" weight="main">
      {t.add}
    </LinkButton>
  ) : null
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} actions={actions} />
      <Filter reader={reader} action="/people" q={search} narrowed={search !== ''} />
      <Table
        reader={reader}
        caption={t.title}
        columns={columnsOf(reader, props)}
        rows={people}
        empty={search ? t.nothingFound : t.none}
      />
      <Pager
        reader={reader}
        from={(page - 1) * PAGE + 1}
        to={(page - 1) * PAGE + people.length}
        previous={page > 1 ? at(page - 1) : undefined}
        next={hasNext ? at(page + 1) : undefined}
      />
    </SecretariatPage>
  )
}

function columnsOf(reader: Reader, { affiliations, names }: PeopleProps): Column<PersonCard>[] {
  const { people: t, shell } = reader.t
  const open = Map.groupBy(
    affiliations.filter((entry) => entry.to === null),
    (entry) => entry.personId,
  )
  const institutionsOf = (person: PersonCard) =>
    (open.get(person.id) ?? []).flatMap((entry) => {
      const institution = names.get(entry.institutionId)
      return institution ? [shortNameOf(institution, reader.locale)] : []
    })
  return [
    {
      head: t.name,
      names: true,
      cell: (row) => ({ href: `/people/${row.id}`, text: listName(row, reader.locale) }),
    },
    { head: t.speaksFor, cell: (row) => ({ lines: institutionsOf(row) }) },
    { head: t.position, cell: (row) => positionOf(row, reader.locale) },
    { head: t.email, cell: (row) => row.email },
    { head: t.readingLanguage, cell: (row) => shell.languages[row.locale] },
  ]
}
