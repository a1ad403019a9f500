/** Answers that came by mail and wait for a decision: each with what is known of it, and one button for each case. */

import { choicesFor, type OpenAnswer } from '../../src/inbound/review.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import { listName } from '../../src/people/name.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { MailTabs } from '../mail/tabs.tsx'
import { timeCell } from '../mail/words.ts'
import { Actions, PostForm, Submit } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface ReviewProps extends ShellProps {
  readonly entries: readonly OpenAnswer[]
  readonly zone: Zone
}

/** The page. */
export function ReviewPage(props: ReviewProps) {
  const { reader, entries, zone } = props
  const { inbound: t } = reader.t
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} lead={t.lead} />
      <MailTabs reader={reader} path={props.path} />
      <Table
        reader={reader}
        caption={t.title}
        columns={columnsOf(reader, zone)}
        rows={entries}
        empty={t.none}
      />
    </SecretariatPage>
  )
}

function columnsOf(reader: Reader, zone: Zone): Column<OpenAnswer>[] {
  const { columns } = reader.t.inbound
  return [
    {
      head: columns.from,
      names: true,
      cell: ({ from }) => ({ lines: [from.name, { quiet: from.address }] }),
    },
    { head: columns.invited, cell: (entry) => invitedCell(reader, entry) },
    { head: columns.says, cell: (entry) => sayingCell(reader, entry) },
    { head: columns.meeting, cell: (entry) => meetingCell(reader, entry) },
    { head: columns.when, tight: true, cell: ({ answeredAt }) => timeCell(reader, answeredAt, zone) },
    { head: columns.decide, cell: (entry) => ({ view: <Decide reader={reader} entry={entry} /> }) },
  ]
}

function invitedCell({ locale, t }: Reader, { invited, attendeeAddress }: OpenAnswer): Cell {
  const name = invited ? listName(invited, locale) : t.inbound.nobody
  return { lines: [name, { quiet: attendeeAddress }] }
}

function sayingCell({ t }: Reader, entry: OpenAnswer): Cell {
  const { kinds, reasons } = t.inbound
  const said = entry.reply ? t.invitations.answers[entry.reply] : kinds[entry.kind]
  const lines: Cell[] = [said, ...entry.reasons.map((one) => ({ quiet: reasons[one] }))]
  if (entry.proposed) lines.push(entry.proposed)
  if (entry.comment) lines.push(`«${entry.comment}»`)
  return { lines }
}

function meetingCell({ locale }: Reader, { meeting }: OpenAnswer): Cell {
  const { text, lang } = chooseText(meeting.title, locale)
  return { href: `/meetings/${meeting.id}`, text, lang }
}

function Decide({ reader, entry }: { readonly reader: Reader; readonly entry: OpenAnswer }) {
  const { decisions, decideFor } = reader.t.inbound
  const choices = choicesFor({ ...entry, known: entry.invited !== null })
  return (
    <PostForm
      action={`/mail/review/${entry.id}/decision`}
      hidden={{ version: entry.version }}
      label={decideFor(entry.from.address)}
    >
      <Actions>
        {choices.map((choice) => (
          <Submit weight="plain" name="decision" value={choice}>
            {decisions[choice]}
          </Submit>
        ))}
      </Actions>
    </PostForm>
  )
}
