/** Importing commitments: every line with what becomes of it, before anything is recorded. */

import { headsIn, type ImportColumn } from '../../src/commitments/column.ts'
import type { ImportLine } from '../../src/commitments/import.ts'
import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { faultText } from '../../src/i18n/messages.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Fault } from '../../src/kernel/outcome.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Checkboxes, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import type { Draft } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Trial, Upload } from '../parts/import.tsx'
import { Words } from '../parts/passage.tsx'
import type { Cell, Column } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface ImportProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly form: FormState
  /** What a table was read as, and itself for the next step; null before there is one. */
  readonly trial: { readonly lines: readonly ImportLine[]; readonly kept: string } | null
  /** At which they may have been made. */
  readonly meetings: readonly Meeting[]
}

/** Both steps. */
export function CommitmentImportPage(props: ImportProps) {
  const { reader, dialogue, form, trial, meetings } = props
  const { overview: t, commitments, dialogues } = reader.t
  const labels = { file: reader.t.tables.file, meeting: t.import.meeting, agreed: commitments.fields.agreed }
  const draft = draftOf(reader, form, { labels })
  const own = `/dialogues/${dialogue.id}`
  const action = `${own}/commitments/import`
  const step = { draft, action, template: `${action}/template` }
  const title = chooseText(dialogue.title, reader.locale)
  return (
    <SecretariatPage {...props} title={t.import.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={[
          { href: '/dialogues', text: dialogues.title },
          { href: own, text: <Words reader={reader} text={title} /> },
        ]}
        title={t.import.title}
        lead={t.import.lead}
      />
      {trial === null ? (
        <Upload {...step} />
      ) : (
        <Trial
          {...step}
          kept={trial.kept}
          rows={trial.lines}
          columns={columnsOf(reader)}
          wrong={trial.lines.filter(({ state }) => state === 'wrong').length}
        >
          <Origin draft={draft} meetings={meetings} />
        </Trial>
      )}
    </SecretariatPage>
  )
}

/** Where they come from, and whether the leads have agreed. */
function Origin({ draft, meetings }: { readonly draft: Draft; readonly meetings: readonly Meeting[] }) {
  const { reader } = draft
  const { overview: t, commitments } = reader.t
  return (
    <>
      <Select
        draft={draft}
        name="meeting"
        hint={t.import.meetingHint}
        optional
        choices={meetings.map(({ id, title }) => ({
          value: id,
          text: chooseText(title, reader.locale).text,
        }))}
      />
      <Checkboxes
        draft={draft}
        name="agreed"
        label={t.import.agreedLabel}
        optional="unsaid"
        choices={[{ value: 'on', text: commitments.fields.agreed }]}
      />
    </>
  )
}

function columnsOf(reader: Reader): Column<ImportLine>[] {
  const { commitments: t, tables } = reader.t
  return [
    { head: t.fields.text, names: true, cell: ({ text }) => shortened(text) },
    { head: t.fields.lead, cell: ({ leadText }) => leadText },
    { head: t.fields.due, cell: ({ dueText }) => dueText },
    { head: tables.state, cell: (line) => stateOf(reader, line) },
  ]
}

function shortened(text: string): string {
  const letters = [...text]
  return letters.length > 160 ? `${letters.slice(0, 159).join('')}…` : text
}

function stateOf(reader: Reader, { state, faults, warnings }: ImportLine): Cell {
  const { import: t } = reader.t.overview
  const odd = warnings.map((fault) => ({ tone: 'warn' as const, text: faultText(reader.t, fault) }))
  if (state === 'known') return { quiet: t.states.known }
  if (state === 'new') return { lines: [t.states.new, ...odd] }
  return {
    lines: [...faults.map((fault) => ({ tone: 'bad' as const, text: wordsOf(reader, fault) })), ...odd],
  }
}

/** The fault behind the name of its column. */
function wordsOf(reader: Reader, fault: Fault): string {
  const heads = headsIn(reader.locale)
  const column = heads[fault.field as ImportColumn]
  const words = faultText(reader.t, fault)
  return column ? `${column}: ${words}` : words
}
