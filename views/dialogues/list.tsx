/** All dialogues that the reader takes part in: how each stands, when it meets next, what is open. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { dialogueTone } from './words.ts'

/** One row: a dialogue and what the list counts of it. */
interface ListedDialogue {
  readonly dialogue: Dialogue
  readonly next: { readonly id: Id; readonly on: LocalDate } | null
  readonly openCommitments: number
}

interface ListProps extends ShellProps {
  readonly dialogues: readonly ListedDialogue[]
  readonly mayOpen: boolean
}

/** The list. */
export function DialoguesPage(props: ListProps) {
  const { reader, dialogues, mayOpen } = props
  const { dialogues: t } = reader.t
  const actions = mayOpen ? (
    <Actions>
      <LinkButton href="/dialogues/new" weight="main">
        {t.open}
      </LinkButton>
    </Actions>
  ) : null
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} actions={actions} />
      <Table reader={reader} caption={t.title} columns={columnsOf(reader)} rows={dialogues} empty={t.none} />
    </SecretariatPage>
  )
}

function columnsOf(reader: Reader): Column<ListedDialogue>[] {
  const { dialogues: t } = reader.t
  const { locale } = reader
  return [
    {
      head: t.name,
      names: true,
      cell: ({ dialogue }) => ({
        href: `/dialogues/${dialogue.id}`,
        ...chooseText(dialogue.title, locale),
      }),
    },
    { head: t.code, cell: ({ dialogue }) => dialogue.code },
    {
      head: t.state,
      cell: ({ dialogue }) => ({ tone: dialogueTone(dialogue.state), text: t.states[dialogue.state] }),
    },
    {
      head: t.nextMeeting,
      cell: ({ next }) => (next ? { href: `/meetings/${next.id}`, text: formatDate(locale, next.on) } : null),
    },
    { head: t.openCommitments, numeric: true, cell: (row) => row.openCommitments },
  ]
}
