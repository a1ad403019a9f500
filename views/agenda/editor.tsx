/** The agenda editor: running clock times, over- and under-run, order by buttons, carried-over items. */

import type { ItemHistory } from '../../src/agenda/carry.ts'
import { itemMoves } from '../../src/agenda/item.ts'
import type { TimetableDay, TimetableRow } from '../../src/agenda/timetable.ts'
import type { Commitment } from '../../src/commitments/commitment.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { FaultSummary } from '../parts/faults.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Status } from '../parts/status.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { ArisingSection } from '../status/arising.tsx'
import { SupplyForMeeting } from '../supply/paper.tsx'
import { historyWords } from './carry.tsx'
import { type ItemChoices, ItemFields, itemLabels } from './form.tsx'
import { dayWords, presenterCell, type TimetableNames } from './timetable.tsx'
import { itemTone, timeWords, titleCell } from './words.ts'

interface Arising {
  readonly itemId: Id
  readonly on: LocalDate
  readonly today: LocalDate
  readonly commitments: readonly Commitment[]
  readonly leads: ReadonlyMap<Id, InstitutionName>
}

interface EditorProps extends ShellProps {
  readonly meeting: Meeting
  readonly days: readonly TimetableDay[]
  readonly names: TimetableNames
  /** Of items that were carried over, by item. */
  readonly histories: ReadonlyMap<Id, ItemHistory>
  /** May it be chosen here what returns from earlier meetings? */
  readonly returns: boolean
  /** What is due before the meeting, when an item of follow-up stands on its agenda. */
  readonly arising: Arising | null
  readonly unpublished: number
  /** In the reader's words; null while the agenda is not published. */
  readonly publishedAt: string | null
  readonly choices: ItemChoices
  readonly rights: { readonly organise: boolean; readonly record: boolean }
  /** The form of a new item. */
  readonly form: FormState
  /** The medicines at risk. */
  readonly supply: Omit<Parameters<typeof SupplyForMeeting>[0], 'reader' | 'meetingId' | 'mayPropose'>
  /** Why an act on a row was refused, in the reader's words. */
  readonly refused: string | null
}

/** The page; who may not edit sees the same times without buttons. */
export function AgendaEditorPage(props: EditorProps) {
  const { reader, meeting, form } = props
  const { agenda: t, meetings } = reader.t
  const draft = { ...draftOf(reader, form), labels: itemLabels(reader) }
  const trail = [{ href: `/meetings/${meeting.id}`, text: chooseText(meeting.title, reader.locale).text }]
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      {props.refused && (
        <Notice reader={reader} tone="bad">
          <p>{props.refused}</p>
        </Notice>
      )}
      <Heading reader={reader} title={t.title} trail={trail} actions={<Publication {...props} />} />
      {props.returns && <CarryOver {...props} />}
      <SupplyForMeeting
        {...props.supply}
        {...{ reader, meetingId: meeting.id, mayPropose: props.rights.organise }}
      />
      {props.days.map((day) => (
        <Day {...props} day={day} />
      ))}
      {props.arising && <ArisingSection reader={reader} {...props.arising} />}
      {props.rights.organise && (
        <section aria-labelledby="add">
          <h2 id="add">{t.add}</h2>
          <PostForm action={`/meetings/${meeting.id}/agenda/items`} label={t.add}>
            <ItemFields draft={draft} choices={props.choices} />
            <Submit>{t.add}</Submit>
          </PostForm>
        </section>
      )}
      <Actions>
        <LinkButton href={`/meetings/${meeting.id}#agenda`}>{t.back}</LinkButton>
        {props.rights.organise && (
          <LinkButton href={`/meetings/${meeting.id}/edit`}>{meetings.days}</LinkButton>
        )}
      </Actions>
    </SecretariatPage>
  )
}

function Publication({ reader, meeting, unpublished, publishedAt, rights }: EditorProps) {
  const { agenda: t } = reader.t
  return (
    <Actions>
      <span>{publishedAt ? t.published(publishedAt) : t.notPublished}</span>
      {publishedAt && unpublished > 0 && <Status tone="warn">{t.unpublished(unpublished)}</Status>}
      {rights.organise && unpublished > 0 && (
        <PostButton action={`/meetings/${meeting.id}/agenda/publication`} weight="main">
          {publishedAt ? t.publishAgain : t.publish}
        </PostButton>
      )}
    </Actions>
  )
}

type DayProps = EditorProps & { readonly day: TimetableDay }

function Day(props: DayProps) {
  const { reader, day } = props
  const { agenda: t } = reader.t
  const id = `day-${day.date}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{dayWords(reader, day)}</h2>
      <p>
        <Status tone={day.over > 0 ? 'bad' : 'good'}>{balanceWords(reader, day.over)}</Status>{' '}
        <small>{t.clock(day.minutes, day.breakMinutes)}</small>
      </p>
      <Table
        reader={reader}
        caption={dayWords(reader, day)}
        columns={columnsOf(props)}
        rows={day.rows}
        empty={t.nothingOnDay}
      />
    </section>
  )
}

/** By how much a day runs over or under its end. */
function balanceWords({ t }: Reader, over: number): string {
  if (over > 0) return t.agenda.over(over)
  return over < 0 ? t.agenda.under(-over) : t.agenda.fits
}

function columnsOf(props: EditorProps): Column<TimetableRow>[] {
  const { reader, names, rights } = props
  const { agenda: t } = reader.t
  const columns: Column<TimetableRow>[] = [
    { head: t.time, tight: true, cell: timeWords },
    { head: t.item, names: true, cell: (row) => titleCell(reader, row, belowOf(props, row)) },
    { head: t.presenter, cell: (row) => presenterCell(reader, row, names) },
    { head: t.minutes, numeric: true, cell: (row) => row.minutes },
    { head: t.state, cell: (row) => ({ tone: itemTone(row.state), text: t.states[row.state] }) },
  ]
  if (!rights.record) return columns
  return [...columns, { head: t.actions, cell: (row) => ({ view: <RowActs {...props} row={row} /> }) }]
}

/** What a carried item has behind it, and where its commitments stand. */
function belowOf({ reader, histories, arising }: EditorProps, { id }: TimetableRow): Cell[] {
  const history = histories.get(id)
  return [
    ...(history ? [{ quiet: historyWords(reader, history) }] : []),
    ...(arising?.itemId === id
      ? [{ href: '#arising', text: reader.t.status.arising.count(arising.commitments.length) }]
      : []),
  ]
}

function RowActs({ reader, meeting, rights, row }: EditorProps & { readonly row: TimetableRow }) {
  const { agenda: t, shell } = reader.t
  const own = `/meetings/${meeting.id}/agenda/items/${row.id}`
  const moves = itemMoves(row.state).filter((move) => rights.organise || move !== 'removal')
  const label = (word: string) => <ActLabel word={word} item={row.title.text} />
  return (
    <div class="actions" id={`item-${row.id}`}>
      {rights.organise &&
        (['up', 'down'] as const).map((direction) => (
          <PostButton action={`${own}/position`} hidden={{ direction }}>
            <Arrow direction={direction} word={t[direction]} item={row.title.text} />
          </PostButton>
        ))}
      {rights.organise && <LinkButton href={own}>{label(shell.form.edit)}</LinkButton>}
      {moves.map((move) => (
        <PostButton action={`${own}/${move}`} weight={move === 'removal' ? 'danger' : 'plain'}>
          {label(t.moves[move])}
        </PostButton>
      ))}
    </div>
  )
}

/** Twenty buttons called “Up” tell nothing to who hears the page, so each names its item. */
function ActLabel({ word, item }: { readonly word: string; readonly item: string }) {
  return (
    <>
      {word}
      <span class="unseen">: {item}</span>
    </>
  )
}

const ARROWS = { up: '↑', down: '↓' } as const

/** Small enough to stand twice in every row; read out with its word and item. */
function Arrow(props: {
  readonly direction: keyof typeof ARROWS
  readonly word: string
  readonly item: string
}) {
  return (
    <>
      <span aria-hidden="true">{ARROWS[props.direction]}</span>
      <span class="unseen">
        {props.word}: {props.item}
      </span>
    </>
  )
}

/** The way to the page that proposes what returns. */
function CarryOver({ reader, meeting }: EditorProps) {
  const { agenda: t } = reader.t
  return (
    <Actions>
      <LinkButton href={`/meetings/${meeting.id}/agenda/carry-over`}>{t.carryOver}</LinkButton>
    </Actions>
  )
}
