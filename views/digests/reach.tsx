/** Whom mail does not reach in one dialogue: what, since when, by whose doing, and the number to call. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import type { Stop, Unheard } from '../../src/digests/reach.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import { listName } from '../../src/people/name.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Heading } from '../parts/heading.tsx'
import { Pager } from '../parts/pager.tsx'
import { Words } from '../parts/passage.tsx'
import { type Column, Table } from '../parts/table.tsx'

const PAGE = 100

interface ReachProps extends ShellProps {
  readonly dialogue: Pick<Dialogue, 'id' | 'title' | 'zone'>
  readonly people: readonly Unheard[]
  readonly pageNumber: number
  readonly hasNext: boolean
}

/** The page. */
export function ReachPage(props: ReachProps) {
  const { reader, dialogue, people, pageNumber, hasNext } = props
  const { reach: t } = reader.t.digests
  const own = `/dialogues/${dialogue.id}`
  const name = chooseText(dialogue.title, reader.locale)
  const at = (number: number) => `${own}/reach?page=${number}`
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={[{ href: own, text: <Words reader={reader} text={name} /> }]}
        title={t.title}
        lead={t.lead}
      />
      <Table reader={reader} caption={t.title} columns={columnsOf(props)} rows={people} empty={t.none} />
      {(pageNumber > 1 || hasNext) && (
        <Pager
          reader={reader}
          from={(pageNumber - 1) * PAGE + 1}
          to={(pageNumber - 1) * PAGE + people.length}
          previous={pageNumber > 1 ? at(pageNumber - 1) : undefined}
          next={hasNext ? at(pageNumber + 1) : undefined}
        />
      )}
    </SecretariatPage>
  )
}

function columnsOf({ reader, dialogue }: ReachProps): Column<Unheard>[] {
  const { pausedUntil, reach: t } = reader.t.digests
  const day = ({ since }: Stop) => (since ? formatDate(reader.locale, dateOf(since, dialogue.zone)) : '–')
  return [
    {
      head: t.person,
      names: true,
      cell: ({ person }) => ({ href: `/people/${person.id}`, text: listName(person, reader.locale) }),
    },
    { head: t.phone, tight: true, cell: ({ phone }) => phone || '–' },
    {
      head: t.what,
      cell: (row) => ({
        lines: [
          ...(row.pausedUntil ? [pausedUntil(formatDate(reader.locale, row.pausedUntil))] : []),
          ...row.stops.map((stop) => t[stop.what](day(stop), t.ways[stop.way])),
        ],
      }),
    },
  ]
}
