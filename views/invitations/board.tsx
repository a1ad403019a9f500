/** The invitation board: institution by institution, sector by sector, and what to do next. */

import type { Sector } from '../../src/institutions/institution.ts'
import {
  balanceOf,
  countBoard,
  type InvitationEntry,
  inBoardOrder,
  missingSectors,
  type SectorBalance,
  searchBoard,
} from '../../src/invitations/board.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { Filter } from '../parts/filter.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { InvitationTable } from './table.tsx'

/** What every page of the secretariat about one meeting's invitations has. */
export interface MeetingPageProps extends ShellProps {
  readonly meeting: Meeting
}

interface BoardProps extends MeetingPageProps {
  readonly entries: readonly InvitationEntry[]
  /** What the table is narrowed to; numbers and balance are of the whole. */
  readonly search: string
  readonly sectors: readonly Sector[]
  /** When gathered changes go out, in the reader's words; null when none wait. */
  readonly gathering: string | null
  readonly mayOrganise: boolean
}

/** The board. */
export function BoardPage(props: BoardProps) {
  const { reader, meeting, entries, search, sectors, gathering, mayOrganise } = props
  const { invitations: t } = reader.t
  const own = `/meetings/${meeting.id}`
  const counts = countBoard(entries)
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={trailOf(reader, meeting)}
        title={t.title}
        lead={t.board.lead(counts.institutions)}
        actions={mayOrganise && <Acts {...props} />}
      />
      {gathering && (
        <Notice reader={reader} tone="neutral">
          <p>{t.board.gathering(gathering)}</p>
          {mayOrganise && <LinkButton href={`${own}/updates`}>{t.sending.updates.look}</LinkButton>}
        </Notice>
      )}
      <Numbers {...props} />
      <section aria-labelledby="list">
        <h2 id="list">{t.section}</h2>
        <Filter
          reader={reader}
          action={`${own}/invitations`}
          q={search}
          narrowed={search !== ''}
          table="invitations"
        />
        <InvitationTable
          reader={reader}
          meetingId={meeting.id}
          entries={inBoardOrder(searchBoard(entries, search), reader.locale)}
        />
      </section>
      <Balance reader={reader} balance={balanceOf(sectors, entries)} />
    </SecretariatPage>
  )
}

/** The way down to a page about a meeting's invitations; the board itself ends at the meeting. */
export function trailOf(reader: Reader, meeting: Meeting, below = false) {
  const title = chooseText(meeting.title, reader.locale).text
  const own = { href: `/meetings/${meeting.id}`, text: title }
  return below ? [own, { href: `${own.href}/invitations`, text: reader.t.invitations.title }] : [own]
}

function Acts({ reader, meeting, entries }: BoardProps) {
  const { board } = reader.t.invitations
  const { drafts, silent } = countBoard(entries)
  const own = `/meetings/${meeting.id}/invitations`
  return (
    <Actions>
      {drafts > 0 && (
        <LinkButton href={`${own}/letters`} weight="main">
          {board.send(drafts)}
        </LinkButton>
      )}
      {silent > 0 && <LinkButton href={`${own}/reminders`}>{board.remind(silent)}</LinkButton>}
      <LinkButton href={`${own}/new`}>{board.invite}</LinkButton>
    </Actions>
  )
}

function Numbers({ reader, meeting, entries, mayOrganise }: BoardProps) {
  const { board, sending } = reader.t.invitations
  const { named, regrets, silent, people, unanswered, letters } = countBoard(entries)
  const { sent, waiting, failed } = letters
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers">{board.numbers}</h2>
      <Facts
        facts={[
          { term: board.named, value: String(named) },
          { term: board.regrets, value: String(regrets) },
          { term: board.silent, value: String(silent) },
          { term: board.people, value: String(people) },
          {
            term: board.progress,
            value: sent + waiting + failed > 0 ? board.progressOf(sent, waiting, failed) : null,
          },
        ]}
      />
      {unanswered > 0 && <p>{board.silentPeople(unanswered)}</p>}
      {mayOrganise && sent + waiting + failed > 0 && (
        <p>
          <a href={`/meetings/${meeting.id}/sending`}>{sending.progress.look}</a>
        </p>
      )}
    </section>
  )
}

function Balance({
  reader,
  balance,
}: {
  readonly reader: Reader
  readonly balance: readonly SectorBalance[]
}) {
  const { board, sector } = reader.t.invitations
  const missing = missingSectors(balance).map((entry) => chooseText(entry.names, reader.locale).text)
  const columns: Column<SectorBalance>[] = [
    { head: sector, names: true, cell: (row) => chooseText(row.sector.names, reader.locale) },
    { head: board.invited, numeric: true, cell: (row) => row.invited },
    { head: board.named, numeric: true, cell: (row) => row.named },
    { head: board.regrets, numeric: true, cell: (row) => row.regrets },
    { head: board.silent, numeric: true, cell: (row) => row.silent },
    { head: board.people, numeric: true, cell: (row) => row.people },
  ]
  return (
    <section aria-labelledby="balance">
      <h2 id="balance">{board.balance}</h2>
      {missing.length > 0 && (
        <Notice reader={reader} tone="warn">
          <p>{board.missing(missing.join('; '))}</p>
        </Notice>
      )}
      <Table reader={reader} caption={board.balance} columns={columns} rows={balance} />
    </section>
  )
}
