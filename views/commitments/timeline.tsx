/** Commitments on a line of months, under headings, with the table behind the pictures. */

import { raw } from 'hono/html'
import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { type CommitmentFilter, isNarrowed, queryOf } from '../../src/commitments/filter.ts'
import {
  type MarkKind,
  type Scale,
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
import { type Column, Table } from '../parts/table.tsx'
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

interface TimelineProps extends ShellProps, ChoicesProps {
  readonly now: Instant
  readonly groups: readonly TimelineGroup[]
  readonly tabs: readonly Tab[]
  /** Their leads by commitment, as far as they may be named. */
  readonly leads: ReadonlyMap<Id, InstitutionName>
  /** As it was asked for; {@link ChoicesProps.filter} always has headings. */
  readonly asked: CommitmentFilter
  /** More was found than is drawn. */
  readonly hasNext: boolean
}

/** Bars of one picture: no more fit on one sheet of paper. */
const BARS = 30

/** The page. */
export function TimelinePage(props: TimelineProps) {
  const { reader, groups, asked, tabs } = props
  const { overview: t, commitments, filters } = reader.t
  const rows = groups.flatMap((group) => group.rows)
  const [first] = rows
  const today = dateOf(props.now, first?.commitment.zone ?? UTC)
  const scale = scaleOf(spanOf(rows, today))
  const paint = painterOf(reader, { scale, today })
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
          <p>{t.tooMany(formatNumber(reader.locale, rows.length))}</p>
        </Notice>
      )}
      {rows.length === 0 ? (
        <p class="none">{isNarrowed(asked) ? commitments.nothingFound : commitments.none}</p>
      ) : (
        <>
          <Key reader={reader} span={scale.span} />
          {groups.map((group) => (
            <Group {...props} group={group} scale={scale} paint={paint} />
          ))}
          <details>
            <summary>{t.table}</summary>
            <Table reader={reader} caption={t.table} columns={columnsOf(props)} rows={rows} />
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

type GroupProps = TimelineProps & {
  readonly group: TimelineGroup
  readonly scale: Scale
  readonly paint: ReturnType<typeof painterOf>
}

function Group({ reader, group, filter, scale, paint }: GroupProps) {
  const { overview: t } = reader.t
  const parts = group.rows.flatMap((_, at) => (at % BARS === 0 ? [group.rows.slice(at, at + BARS)] : []))
  const [from, to] = [formatDate(reader.locale, scale.span.from), formatDate(reader.locale, scale.span.until)]
  const name = group.title ? chooseText(group.title, reader.locale).text : ''
  return (
    <section class="timeline">
      <h2>
        <GroupTitle reader={reader} group={group} filter={filter} />{' '}
        <small>({formatNumber(reader.locale, group.count)})</small>
      </h2>
      {parts.map((rows) => (
        <section class="scroll" aria-label={name || t.timeline} tabindex={0}>
          {raw(paint({ rows, label: t.alt(codesOf(rows), from, to) }))}
        </section>
      ))}
    </section>
  )
}

function codesOf(rows: readonly TimelineRow[]): string {
  return rows.map(({ commitment }) => codeOf(commitment)).join(', ')
}

function columnsOf(props: TimelineProps): Column<TimelineRow>[] {
  const { reader, now, leads } = props
  const { commitments: t, overview } = reader.t
  const date = (on: LocalDate) => formatDate(reader.locale, on)
  const todays = new Map(props.dialogues.map(({ zone }) => [zone, dateOf(now, zone)]))
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
