/** The status requests of a dialogue, and the way to a new one; also in short, as a section of a meeting's page. */

import { formatDate } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import type { StatusRequest } from '../../src/status/request.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { requestTone, titleOf } from './words.ts'

interface ListProps extends ShellProps {
  readonly dialogue: { readonly id: Id; readonly code: string }
  readonly requests: readonly StatusRequest[]
  readonly meetings: ReadonlyMap<Id, Meeting>
  readonly mayCoordinate: boolean
}

/** The page. */
export function StatusListPage(props: ListProps) {
  const { reader, dialogue, requests, mayCoordinate } = props
  const { status: t } = reader.t
  const trail = [{ href: `/dialogues/${dialogue.id}`, text: dialogue.code }]
  const ask = mayCoordinate && (
    <Actions>
      <LinkButton href={`/dialogues/${dialogue.id}/status/new`} weight="main">
        {t.ask}
      </LinkButton>
    </Actions>
  )
  return (
    <SecretariatPage {...props} title={t.list}>
      <Heading reader={reader} title={t.list} trail={trail} lead={t.listLead} actions={ask} />
      <Table reader={reader} caption={t.list} columns={columnsOf(props)} rows={requests} empty={t.none} />
    </SecretariatPage>
  )
}

function columnsOf({ reader, meetings }: ListProps): Column<StatusRequest>[] {
  const { status: t } = reader.t
  return [
    {
      head: t.title,
      names: true,
      cell: (row) => ({ href: `/status/${row.id}`, text: titleOf(reader, row) }),
    },
    {
      head: t.fields.meeting,
      cell: ({ meetingId }) => {
        const meeting = meetings.get(meetingId ?? '')
        return meeting ? chooseText(meeting.title, reader.locale) : { quiet: t.form.noMeeting }
      },
    },
    { head: t.fields.asked, tight: true, cell: (row) => askedOn(reader, row) },
    { head: t.fields.due_on, tight: true, cell: (row) => formatDate(reader.locale, row.dueOn) },
    { head: t.fields.state, cell: (row) => stateCell(reader, row) },
  ]
}

function askedOn({ locale }: Reader, { openedAt, zone }: StatusRequest): string {
  return openedAt ? formatDate(locale, dateOf(openedAt, zone)) : ''
}

function stateCell({ t }: Reader, { state }: StatusRequest) {
  return { tone: requestTone(state), text: t.status.states[state] }
}

interface LinksProps {
  readonly reader: Reader
  readonly dialogueId: Id
  readonly meetingId: Id
  readonly requests: readonly StatusRequest[]
  /** May the reader ask, and does it make sense: is the meeting still ahead? */
  readonly mayAsk: boolean
}

/** Under the commitments of a meeting: the papers that serve it, and the button to ask for one. */
export function StatusLinks({ reader, dialogueId, meetingId, requests, mayAsk }: LinksProps) {
  const { status: t } = reader.t
  if (requests.length === 0 && !mayAsk) return null
  return (
    <section aria-labelledby="status">
      <h2 id="status">{t.before}</h2>
      {requests.length > 0 && (
        <Table
          reader={reader}
          caption={t.before}
          rows={requests}
          columns={[
            {
              head: t.title,
              names: true,
              cell: (row) => ({ href: `/status/${row.id}`, text: titleOf(reader, row) }),
            },
            { head: t.fields.asked, tight: true, cell: (row) => askedOn(reader, row) },
            { head: t.fields.due_on, tight: true, cell: (row) => formatDate(reader.locale, row.dueOn) },
            { head: t.fields.state, cell: (row) => stateCell(reader, row) },
          ]}
        />
      )}
      {mayAsk && (
        <Actions>
          <LinkButton href={`/dialogues/${dialogueId}/status/new?meeting=${meetingId}`}>{t.ask}</LinkButton>
        </Actions>
      )}
    </section>
  )
}
