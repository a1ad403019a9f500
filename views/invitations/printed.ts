/** The delegates of a meeting on paper and as a table for other programs, for the secretariat. */

import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import {
  type InvitationEntry,
  inBoardOrder,
  type NamedDelegate,
  namedIn,
} from '../../src/invitations/board.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { listName, positionOf } from '../../src/people/name.ts'
import { type Grid, textCell } from '../../src/printing/grid.ts'
import type { Sheet } from '../../src/printing/sheet.ts'
import { asOf, meetingBlocks, wordsIn } from '../parts/printed.ts'
import type { Reader } from '../reader.ts'

interface Printed {
  readonly meeting: Meeting
  /** From `invitationsOfMeeting`. */
  readonly entries: readonly InvitationEntry[]
  readonly now: Instant
}

/** One sheet. Its foot says that these names are not to be handed on: not everybody agreed to be listed. */
export function participantSheet(reader: Reader, { meeting, entries, now }: Printed): Sheet {
  const { invitations: t, printing } = reader.t
  const rows = delegatesOf(reader, entries)
  return {
    lang: reader.locale,
    blocks: [
      ...meetingBlocks(reader, printing.participants, meeting),
      rows.length === 0
        ? { kind: 'paragraph', text: t.noDelegates }
        : {
            kind: 'table',
            columns: [
              { title: printing.number, align: 'end' },
              { title: printing.person },
              { title: t.institution },
              { title: t.answer },
            ],
            rows: rows.map(({ institution, named }, at) => [
              String(at + 1),
              personWords(reader, named),
              wordsIn(reader, nameOf(institution, reader.locale)),
              t.answers[named.delegate.partstat],
            ]),
          },
    ],
    foot: `${asOf(reader, now, meeting.zone)} ${printing.internal}`,
  }
}

/** The same as a table, with the position and the role in columns of their own. */
export function participantGrid(reader: Reader, { meeting, entries }: Omit<Printed, 'now'>): Grid {
  const { invitations: t, printing } = reader.t
  return {
    title: printing.participants,
    zone: meeting.zone,
    columns: [
      { title: t.institution, width: 45 },
      { title: printing.person, width: 35 },
      { title: printing.position, width: 35 },
      { title: printing.role, width: 25 },
      { title: t.answer, width: 20 },
    ],
    rows: delegatesOf(reader, entries).map(({ institution, named }) => [
      textCell(wordsIn(reader, nameOf(institution, reader.locale))),
      textCell(listName(named.person, reader.locale)),
      textCell(positionOf(named.person, reader.locale)),
      textCell(t.roles[named.delegate.role]),
      textCell(t.answers[named.delegate.partstat]),
    ]),
  }
}

interface Row {
  readonly institution: InstitutionName
  readonly named: NamedDelegate
}

/** In protocol order of the institutions, the head of each delegation first. */
function delegatesOf({ locale }: Reader, entries: readonly InvitationEntry[]): Row[] {
  return inBoardOrder(entries, locale).flatMap((entry) => {
    const named = namedIn(entry)
    const heads = named.filter(({ delegate }) => delegate.role === 'head')
    const others = named.filter(({ delegate }) => delegate.role !== 'head')
    return [...heads, ...others].map((one) => ({ institution: entry.institution, named: one }))
  })
}

function personWords({ locale, t }: Reader, { person, delegate }: NamedDelegate): string {
  const lines = [listName(person, locale), positionOf(person, locale), t.invitations.roles[delegate.role]]
  return lines.filter(Boolean).join('\n')
}
