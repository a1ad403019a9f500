/** The mail about one meeting, institution by institution: how far each kind came, and who answered. */

import { formatNumber } from '../../src/i18n/numbers.ts'
import { type InstitutionName, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Chosen } from '../../src/kernel/locale.ts'
import {
  GROUPS,
  type InstitutionMail,
  type MailGroup,
  type MailOutcome,
  OUTCOMES,
  totalMail,
} from '../../src/mail/meeting-mail.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import type { Cell } from '../parts/cell.ts'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import type { Tone } from '../parts/status.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface MeetingMailProps extends ShellProps {
  readonly meeting: { readonly id: Id; readonly title: Chosen }
  /** In protocol order. */
  readonly lines: readonly InstitutionMail[]
  readonly names: ReadonlyMap<Id, InstitutionName>
}

const TONES: Readonly<Record<MailOutcome, Tone>> = {
  sent: 'good',
  waiting: 'neutral',
  failed: 'bad',
  bounced: 'bad',
  told: 'good',
  kept: 'warn',
  left: 'quiet',
}

/** The page. */
export function MeetingMailPage(props: MeetingMailProps) {
  const { reader, meeting, lines } = props
  const { mail } = reader.t
  const { meeting: t } = mail.room
  const total = totalMail(lines)
  const groups = GROUPS.filter((group) => group !== 'others' || total.groups.others)
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={[
          { href: '/dialogues', text: reader.t.dialogues.title },
          { href: `/meetings/${meeting.id}`, text: <Words reader={reader} text={meeting.title} /> },
        ]}
        title={t.title}
        lead={t.lead}
      />
      <Table
        reader={reader}
        caption={t.title}
        columns={columnsOf(props, groups)}
        rows={lines.length > 0 ? [...lines, { ...total, isTotal: true }] : []}
        empty={t.none}
      />
      <p>
        <a href={`/mail?meeting=${meeting.id}`}>{t.all}</a>
      </p>
    </SecretariatPage>
  )
}

type Line = InstitutionMail & { readonly isTotal?: boolean }

function columnsOf({ reader, names }: MeetingMailProps, groups: readonly MailGroup[]): Column<Line>[] {
  const { meeting: t } = reader.t.mail.room
  return [
    { head: reader.t.people.institution, names: true, cell: (line) => nameCell(reader, line, names) },
    ...groups.map((group) => ({
      head: t.groups[group],
      cell: (line: Line) => countsCell(reader, line, group),
    })),
    { head: t.answered, cell: (line) => answeredCell(reader, line) },
  ]
}

function nameCell(reader: Reader, line: Line, names: ReadonlyMap<Id, InstitutionName>): Cell {
  const { meeting: t } = reader.t.mail.room
  if (line.isTotal) return t.total
  const institution = names.get(line.institutionId ?? '')
  if (!institution) return t.nobody
  return { href: `/institutions/${institution.id}`, ...shortNameOf(institution, reader.locale) }
}

function countsCell(reader: Reader, line: Line, group: MailGroup): Cell {
  const counts = line.groups[group] ?? {}
  const { outcomes } = reader.t.mail.room.meeting
  const words: Readonly<Record<string, string>> = outcomes
  return {
    lines: OUTCOMES.flatMap((outcome) => {
      const number = counts[outcome]
      if (!number) return []
      return [{ tone: TONES[outcome], text: `${formatNumber(reader.locale, number)} ${words[outcome]}` }]
    }),
  }
}

function answeredCell(reader: Reader, line: Line): Cell {
  const { meeting: t } = reader.t.mail.room
  const number = (n: number) => formatNumber(reader.locale, n)
  const lines: Cell[] = []
  if (line.letterAnswered !== null)
    lines.push(line.letterAnswered ? t.letterYes : { tone: 'warn', text: t.letterNo })
  if (line.delegates > 0) lines.push(t.entries(number(line.answered), number(line.delegates)))
  return { lines }
}
