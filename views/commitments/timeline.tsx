/** Commitments on a line of months, under headings, with the table behind the pictures. */

import { raw } from 'hono/html'
import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { type CommitmentFilter, isNarrowed, queryOf } from '../../src/commitments/filter.ts'
import {
  type MarkKind,
  type Span,
  scaleOf,
  spanOf,
  type TimelineRow,
} from '../../src/commitments/timeline.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText, type Versions } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import { KeepForm } from '../filters/page.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { formOf } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { type Column, tableHtml } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { type ChoicesProps, CommitmentChoices } from './choices.tsx'
import { GroupTitle } from './list.tsx'
import { CommitmentTabs, isKept, type Tab } from './tabs.tsx'
import { markOf, painterOf } from './timeline-picture.ts'
import { dueWords, leadCell, stateCell } from './words.ts'

interface TimelineGroup {
  readonly key: Id | null
  readonly title: Versions | null
  readonly count: number
  readonly rows: readonly TimelineRow[]
}

/** What the pictures are made of. */
interface Drawing {
  readonly now: Instant
  readonly groups: readonly TimelineGroup[]
  /** Their leads by commitment, as far as they may be named. */
  readonly leads: ReadonlyMap<Id, InstitutionName>
  readonly dialogues: ChoicesProps['dialogues']
}

/** The dear part of the page as HTML: the same for who asks again, so it can be kept. */
interface Painted {
  readonly span: Span
  /** The pictures of each group. */
  readonly pictures: readonly (readonly string[])[]
  /** The table behind them. */
  readonly table: string
}

interface TimelineProps extends ShellProps, ChoicesProps {
  readonly groups: readonly TimelineGroup[]
  readonly painted: Painted
  readonly tabs: readonly Tab[]
  /** As it was asked for; {@link ChoicesProps.filter} always has headings. */
  readonly asked: CommitmentFilter
  /** More was found than is drawn. */
  readonly hasNext: boolean
}

/** Bars of one picture: no more fit on one sheet of paper. */
const BARS = 30

/** Paints the bars of all groups, and writes the table behind them. */
export function paintTimeline(reader: Reader, drawing: Drawing): Painted {
  const { overview: t } = reader.t
  const { groups, now } = drawing
  const rows = groups.flatMap((group) => group.rows)
  const [first] = rows
  const today = dateOf(now, first?.commitment.zone ?? UTC)
  const scale = scaleOf(spanOf(rows, today))
  const paint = painterOf(reader, { scale, today })
  const [from, to] = [formatDate(reader.locale, scale.span.from), formatDate(reader.locale, scale.span.until)]
  const columns = columnsOf(reader, drawing)
  return {
    span: scale.span,
    pictures: groups.map((group) =>
      sheetsOf(group).map((sheet) => paint({ rows: sheet, label: t.alt(codesOf(sheet), from, to) })),
    ),
    table: rows.length > 0 ? tableHtml({ reader, caption: t.table, columns, rows }) : '',
  }
}

/** The page. */
export function TimelinePage(props: TimelineProps) {
  const { reader, groups, painted, asked, tabs } = props
  const { overview: t, commitments, filters } = reader.t
  const drawn = groups.reduce((sum, group) => sum + group.rows.length, 0)
  return (
    <SecretariatPage {...props} title={t.timeline}>
      <Heading
        reader={reader}
        title={t.timeline}
        trail={[{ href: '/commitments?show=open', text: commitments.title }]}
      />
      <CommitmentTabs reader={reader} filter={asked} tabs={tabs} form="timeline" />
      <CommitmentChoices {...props} action="/commitments/timeline" />
      {!isKept(asked, tabs) && (
        <details class="keep">
          <summary>{filters.keep}</summary>
          <KeepForm reader={reader} form={formOf({ query: queryOf(asked) })} />
        </details>
      )}
      {props.hasNext && (
        <Notice reader={reader} tone="warn">
          <p>{t.tooMany(formatNumber(reader.locale, drawn))}</p>
        </Notice>
      )}
      {drawn === 0 ? (
        <p class="none">{isNarrowed(asked) ? commitments.nothingFound : commitments.none}</p>
      ) : (
        <>
          <Key reader={reader} span={painted.span} />
          {groups.map((group, at) => (
            <Group {...props} group={group} pictures={painted.pictures[at] ?? []} />
          ))}
          <details>
            <summary>{t.table}</summary>
            {raw(painted.table)}
          </details>
        </>
      )}
    </SecretariatPage>
  )
}

const UTC = 'UTC' as Commitment['zone']

const KINDS: readonly MarkKind[] = [
  'due',
  'review',
  'moved',
  'report',
  'done',
  'returned',
  'verified',
  'step_done',
  'step',
]

/** What the marks mean; the words stand beside each shape. */
function Key({ reader, span }: { readonly reader: Reader; readonly span: Span }) {
  const { overview: t } = reader.t
  return (
    <>
      <ul class="timeline key">
        {KINDS.map((kind) => (
          <li>
            {raw(markOf(kind))} {t.marks[kind]}
          </li>
        ))}
      </ul>
      {span.cut && <p class="hint">{t.cut}</p>}
    </>
  )
}

type GroupProps = Pick<TimelineProps, 'reader' | 'filter'> & {
  readonly group: TimelineGroup
  readonly pictures: readonly string[]
}

function Group({ reader, group, filter, pictures }: GroupProps) {
  const { overview: t } = reader.t
  const name = group.title ? chooseText(group.title, reader.locale).text : ''
  return (
    <section class="timeline">
      <h2>
        <GroupTitle reader={reader} group={group} filter={filter} />{' '}
        <small>({formatNumber(reader.locale, group.count)})</small>
      </h2>
      {pictures.map((picture) => (
        <section class="scroll" aria-label={name || t.timeline} tabindex={0}>
          {raw(picture)}
        </section>
      ))}
    </section>
  )
}

function sheetsOf({ rows }: TimelineGroup): (readonly TimelineRow[])[] {
  return rows.flatMap((_, at) => (at % BARS === 0 ? [rows.slice(at, at + BARS)] : []))
}

function codesOf(rows: readonly TimelineRow[]): string {
  return rows.map(({ commitment }) => codeOf(commitment)).join(', ')
}

function columnsOf(reader: Reader, { now, leads, dialogues }: Drawing): Column<TimelineRow>[] {
  const { commitments: t, overview } = reader.t
  const date = (on: LocalDate) => formatDate(reader.locale, on)
  const todays = new Map(dialogues.map(({ zone }) => [zone, dateOf(now, zone)]))
  return [
    {
      head: t.fields.code,
      names: true,
      tight: true,
      cell: ({ commitment }) => ({ href: `/commitments/${commitment.id}`, text: codeOf(commitment) }),
    },
    { head: t.fields.text, cell: ({ commitment }) => chooseText(commitment.text, reader.locale) },
    {
      head: t.fields.lead,
      cell: ({ commitment }) => leadCell(reader, commitment, leads.get(commitment.id)),
    },
    { head: overview.from, tight: true, cell: ({ from }) => date(from) },
    { head: t.fields.due, tight: true, cell: ({ commitment }) => dueWords(reader, commitment) },
    {
      head: t.fields.state,
      cell: ({ commitment }) =>
        stateCell(reader, commitment, todays.get(commitment.zone) ?? dateOf(now, commitment.zone)),
    },
    {
      head: overview.course,
      cell: ({ marks }) => ({
        lines: marks
          .filter(({ kind }) => kind !== 'due' && kind !== 'review')
          .map(({ kind, on }) => `${date(on)}: ${overview.marks[kind]}`),
      }),
    },
  ]
}
