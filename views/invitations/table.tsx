/** Institution by institution: letter, state, delegates with their answers. */

import { shortNameOf } from '../../src/institutions/institution.ts'
import { type InvitationEntry, namedIn } from '../../src/invitations/board.ts'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { delegatesCell, invitationTone, letterCell } from './words.ts'

interface InvitationTableProps {
  readonly reader: Reader
  readonly meetingId: string
  /** In the order in which they are to be shown. */
  readonly entries: readonly InvitationEntry[]
}

/** The table; one sentence when nobody is invited. */
export function InvitationTable({ reader, meetingId, entries }: InvitationTableProps) {
  const { invitations: t } = reader.t
  const columns: Column<InvitationEntry>[] = [
    {
      head: t.institution,
      names: true,
      cell: ({ invitation, institution }) => ({
        href: `/meetings/${meetingId}/invitations/${invitation.id}`,
        ...shortNameOf(institution, reader.locale),
      }),
    },
    { head: t.capacity, cell: ({ invitation }) => t.capacities[invitation.capacity] },
    { head: t.letter, cell: (entry) => letterCell(reader, entry) },
    {
      head: t.state,
      cell: ({ invitation: { state } }) => ({ tone: invitationTone(state), text: t.states[state] }),
    },
    { head: t.seats, numeric: true, cell: ({ invitation }) => invitation.seats },
    { head: t.delegates, cell: (entry) => delegatesCell(reader, namedIn(entry)) },
  ]
  return (
    <Table
      reader={reader}
      caption={t.section}
      columns={columns}
      rows={entries}
      empty={t.board.empty}
      id="invitations"
    />
  )
}
