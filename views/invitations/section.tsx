/** The part of a meeting's page about institutions and delegates. */

import { countBoard, type InvitationEntry, inBoardOrder } from '../../src/invitations/board.ts'
import { LinkButton } from '../parts/actions.tsx'
import { Files } from '../parts/files.tsx'
import type { Reader } from '../reader.ts'
import { InvitationTable } from './table.tsx'

interface SectionProps {
  readonly reader: Reader
  readonly meetingId: string
  /** From `invitationsOfMeeting`. */
  readonly entries: readonly InvitationEntry[]
}

/** A section whose heading has the id `delegates`: numbers, the way to the board, the table. */
export function InvitationSection({ reader, meetingId, entries }: SectionProps) {
  const { invitations: t } = reader.t
  const counts = countBoard(entries)
  return (
    <section aria-labelledby="delegates">
      <h2 id="delegates">{t.section}</h2>
      {counts.institutions > 0 && (
        <p>
          {t.board.lead(counts.institutions)} · {t.board.named}: {counts.named} · {t.board.regrets}:{' '}
          {counts.regrets} · {t.board.silent}: {counts.silent}
        </p>
      )}
      <InvitationTable reader={reader} meetingId={meetingId} entries={inBoardOrder(entries, reader.locale)} />
      <Files
        label={reader.t.printing.participants}
        path={`/meetings/${meetingId}/participants`}
        formats={['pdf', 'docx', 'xlsx']}
      />
      <p>
        <LinkButton href={`/meetings/${meetingId}/invitations`}>{t.title}</LinkButton>
      </p>
    </section>
  )
}
