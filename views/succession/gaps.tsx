/** What hangs in the air: commitments whose person left or was never named, and who could name one. */

import { codeOf } from '../../src/commitments/commitment.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf, type Zone } from '../../src/kernel/zone.ts'
import { listName } from '../../src/people/name.ts'
import type { Gap } from '../../src/succession/gap.ts'
import { dueWords } from '../commitments/words.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Heading } from '../parts/heading.tsx'
import { Pager } from '../parts/pager.tsx'
import { type Column, Table } from '../parts/table.tsx'

interface GapsProps extends ShellProps {
  readonly gaps: readonly Gap[]
  readonly leads: ReadonlyMap<Id, InstitutionName>
  readonly pageNumber: number
  readonly pageSize: number
  readonly hasNext: boolean
  readonly zone: Zone
}

/** The page. */
export function GapsPage(props: GapsProps) {
  const { reader, gaps, pageNumber, pageSize, hasNext } = props
  const { succession: t, commitments } = reader.t
  const at = (number: number) => `/commitments/unattended?page=${number}`
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        title={t.title}
        lead={t.lead}
        trail={[{ href: '/commitments', text: commitments.title }]}
      />
      <Table reader={reader} caption={t.title} columns={columnsOf(props)} rows={gaps} empty={t.none} />
      {(pageNumber > 1 || hasNext) && (
        <Pager
          reader={reader}
          from={(pageNumber - 1) * pageSize + 1}
          to={(pageNumber - 1) * pageSize + gaps.length}
          previous={pageNumber > 1 ? at(pageNumber - 1) : undefined}
          next={hasNext ? at(pageNumber + 1) : undefined}
        />
      )}
    </SecretariatPage>
  )
}

function columnsOf(props: GapsProps): Column<Gap>[] {
  const { reader, leads, zone } = props
  const { succession: t } = reader.t
  return [
    {
      head: t.commitment,
      names: true,
      cell: ({ commitment }) => ({ href: `/commitments/${commitment.id}`, text: codeOf(commitment) }),
    },
    { head: t.promise, cell: ({ commitment }) => chooseText(commitment.text, reader.locale) },
    { head: t.due, cell: ({ commitment }) => dueWords(reader, commitment) },
    {
      head: t.leadInstitution,
      cell: ({ commitment }) => {
        const lead = leads.get(commitment.leadId)
        return lead ? { href: `/institutions/${lead.id}`, ...nameOf(lead, reader.locale) } : '–'
      },
    },
    {
      head: t.why,
      cell: ({ kind, former }) =>
        kind === 'unnamed' ? t.unnamed : t.left(former ? listName(former, reader.locale) : t.erased),
    },
    {
      head: t.points,
      cell: ({ points, askedAt }) => ({
        lines: [
          ...(points.length === 0 ? [t.nobody] : points.map((one) => listName(one, reader.locale))),
          ...(askedAt ? [t.asked(formatDate(reader.locale, dateOf(askedAt, zone)))] : []),
        ],
      }),
    },
    {
      head: t.act,
      cell: ({ commitment }) => ({ href: `/commitments/${commitment.id}/person`, text: t.name }),
    },
  ]
}
