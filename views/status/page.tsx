/** The status paper on the screen: by institution or by agenda item, its numbers, and what can be done with it. */

import type { AgendaItem } from '../../src/agenda/item.ts'
import { codeOf } from '../../src/commitments/commitment.ts'
import { formatLongDate } from '../../src/i18n/dates.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { byItem, type PaperLine, type StatusPaper } from '../../src/status/paper.ts'
import { toneOf } from '../commitments/words.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import type { FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { RequestActs } from './acts.tsx'
import {
  asOfWords,
  completenessOf,
  dueLines,
  leadOf,
  partTone,
  partWords,
  reportLines,
  requestTone,
  titleOf,
  totalsRows,
} from './words.ts'

export interface StatusPageProps extends ShellProps {
  readonly paper: StatusPaper
  readonly meeting: Meeting | null
  readonly dialogue: { readonly id: string; readonly code: string }
  readonly by: 'institution' | 'item'
  /** What the reader may do: nothing but read without `coordinate`. */
  readonly rights: { readonly coordinate: boolean; readonly organise: boolean }
  /** Institutions that a reminder would go to; letters that did not go yet. */
  readonly waiting: number
  readonly unsent: number
  readonly today: LocalDate
  /** Items of the meeting under which the paper can be laid. */
  readonly items: readonly AgendaItem[]
  readonly form: FormState
  /** Why an act was refused, in the reader's words. */
  readonly refused: string | null
}

/** The page. */
export function StatusPage(props: StatusPageProps) {
  const { reader, paper } = props
  const { status: t } = reader.t
  const { request } = paper
  const title = titleOf(reader, request)
  return (
    <SecretariatPage {...props} title={title} faulty={props.form.faults.length > 0}>
      {props.refused && (
        <Notice reader={reader} tone="bad">
          <p>{props.refused}</p>
        </Notice>
      )}
      <Heading
        reader={reader}
        title={title}
        trail={trailOf(props)}
        status={<Status tone={requestTone(request.state)}>{t.states[request.state]}</Status>}
        lead={asOfWords(reader, paper)}
        actions={<Downloads {...props} />}
      />
      <p>{t.paper.answerBy(formatLongDate(reader.locale, request.dueOn))}</p>
      <RequestActs {...props} />
      <Numbers reader={reader} paper={paper} />
      {props.by === 'institution' ? <ByInstitution {...props} /> : <ByItem {...props} />}
    </SecretariatPage>
  )
}

/** The way down: the dialogue's requests, or the meeting it serves. */
export function trailOf({
  reader,
  dialogue,
  meeting,
}: Pick<StatusPageProps, 'reader' | 'dialogue' | 'meeting'>) {
  const list = { href: `/dialogues/${dialogue.id}/status`, text: `${reader.t.status.list}, ${dialogue.code}` }
  if (!meeting) return [list]
  const title = <Words reader={reader} text={chooseText(meeting.title, reader.locale)} />
  return [list, { href: `/meetings/${meeting.id}`, text: title }]
}

function Downloads({ reader, paper, by }: StatusPageProps) {
  const { paper: t } = reader.t.status
  const own = `/status/${paper.request.id}`
  const other =
    by === 'institution' ? { href: `${own}?by=item`, text: t.byItem } : { href: own, text: t.byInstitution }
  const query = paper.audience === 'secretariat' ? '?for=members' : ''
  return (
    <Actions>
      <LinkButton href={other.href}>{other.text}</LinkButton>
      {(['pdf', 'docx', 'xlsx', 'csv'] as const).map((format) => (
        <a href={`${own}/paper.${format}`}>{format.toUpperCase()}</a>
      ))}
      {query && <a href={`${own}/paper.pdf${query}`}>{t.members} (PDF)</a>}
    </Actions>
  )
}

/** No number without how many institutions it rests on. */
function Numbers({ reader, paper }: { readonly reader: Reader; readonly paper: StatusPaper }) {
  const { paper: t } = reader.t.status
  const { totals } = paper
  return (
    <section aria-labelledby="totals">
      <h2 id="totals">
        {t.totals} · {completenessOf(reader, totals)}
      </h2>
      <progress
        max={Math.max(1, totals.asked)}
        value={totals.answered}
        aria-label={completenessOf(reader, totals)}
      />
      <Facts facts={totalsRows(reader, totals).map(([term, value]) => ({ term, value: String(value) }))} />
    </section>
  )
}

function ByInstitution(props: StatusPageProps) {
  const { reader, paper } = props
  return (
    <>
      {paper.parts.map((part) => {
        const id = `lead-${part.lead.id}`
        return (
          <section aria-labelledby={id}>
            <h2 id={id}>
              <Words reader={reader} text={leadOf(reader, paper, part)} />
            </h2>
            <p>
              <Status tone={partTone(part.state)}>{partWords(reader, paper, part)}</Status>
            </p>
            <Lines {...props} rows={part.lines} caption={leadOf(reader, paper, part).text} />
          </section>
        )
      })}
    </>
  )
}

function ByItem(props: StatusPageProps) {
  const { reader, paper } = props
  return (
    <>
      {byItem(paper.lines, paper.audience).map(({ item, lines }) => {
        const id = `item-${item?.id ?? 'none'}`
        const title = item
          ? chooseText(item.title, reader.locale)
          : { text: reader.t.status.paper.noItem, lang: reader.locale }
        return (
          <section aria-labelledby={id}>
            <h2 id={id}>
              <Words reader={reader} text={title} />
            </h2>
            <Lines {...props} rows={lines} caption={title.text} withLead />
          </section>
        )
      })}
    </>
  )
}

function Lines({
  reader,
  paper,
  rows,
  caption,
  withLead,
}: StatusPageProps & {
  readonly rows: readonly PaperLine[]
  readonly caption: string
  readonly withLead?: boolean
}) {
  const { paper: t } = reader.t.status
  const columns: Column<PaperLine>[] = [
    {
      head: reader.t.commitments.fields.code,
      names: true,
      tight: true,
      cell: (line) => ({ href: `/commitments/${line.commitmentId}`, text: codeOf(line) }),
    },
    { head: t.commitment, cell: (line) => chooseText(line.text, reader.locale) },
    ...(withLead
      ? [
          {
            head: reader.t.commitments.fields.lead,
            cell: (line: PaperLine) => leadOf(reader, paper, line),
          },
        ]
      : []),
    { head: t.due, cell: (line) => ({ lines: withQuiet(dueLines(reader, line)) }) },
    {
      head: t.state,
      cell: ({ state }) => ({ tone: toneOf(state), text: reader.t.commitments.states[state] }),
    },
    { head: t.report, cell: (line) => ({ lines: withQuiet(reportLines(reader, paper, line)) }) },
  ]
  return <Table reader={reader} caption={caption} columns={columns} rows={rows} />
}

function withQuiet([first = '', ...others]: readonly string[]) {
  return [first, ...others.map((quiet) => ({ quiet }))]
}
