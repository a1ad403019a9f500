/** The decisions of a meeting, as its page shows them. */

import type { AgendaItem } from '../../src/agenda/item.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { type Decision, decisionCode } from '../../src/minutes/decision.ts'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Files } from '../parts/files.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { methodWords, toneOf } from './words.ts'

interface SectionProps {
  readonly reader: Reader
  readonly meetingId: Id
  readonly decisions: readonly Decision[]
  /** The agenda of the meeting. */
  readonly items: readonly Pick<AgendaItem, 'id' | 'title'>[]
  readonly mayRecord: boolean
}

/** Heading `decisions`, the table, and the way to record another one. */
export function DecisionSection({ reader, meetingId, decisions, items, mayRecord }: SectionProps) {
  const { minutes: t } = reader.t
  const titles = new Map(items.map((item) => [item.id, item.title]))
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{t.title}</h2>
      <Table
        reader={reader}
        caption={t.title}
        empty={t.none}
        rows={decisions}
        columns={[
          {
            head: t.fields.code,
            names: true,
            tight: true,
            cell: (row) => ({ href: `/decisions/${row.id}`, text: decisionCode(row) }),
          },
          { head: t.fields.text, cell: (row) => chooseText(row.text, reader.locale) },
          {
            head: t.fields.item,
            cell: (row) => {
              const title = titles.get(row.itemId ?? '')
              return title ? chooseText(title, reader.locale) : { quiet: t.whole }
            },
          },
          { head: t.fields.method, cell: (row) => methodWords(reader, row) },
          {
            head: t.fields.state,
            cell: (row) => ({ tone: toneOf(row.state), text: t.states[row.state] }),
          },
        ]}
      />
      <Files
        label={reader.t.printing.minutes}
        path={`/meetings/${meetingId}/minutes`}
        formats={['pdf', 'docx']}
      />
      {mayRecord && (
        <Actions>
          <LinkButton href={`/meetings/${meetingId}/decisions/new`}>{t.record}</LinkButton>
        </Actions>
      )}
    </section>
  )
}
