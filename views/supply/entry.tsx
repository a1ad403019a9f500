/** The page behind a stock link, one screen of a phone: what is counted, the figures of a month, what was sent so far. */

import { formatDate, formatInstant } from '../../src/i18n/dates.ts'
import { faultText } from '../../src/i18n/messages.ts'
import { formatMonth } from '../../src/i18n/months.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import { type Institution, nameOf } from '../../src/institutions/institution.ts'
import { type LocalDate, parseLocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Fault } from '../../src/kernel/outcome.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { Month } from '../../src/supply/consumption.ts'
import type { Entry } from '../../src/supply/entry.ts'
import { checkOf, monthBefore, type StockReport } from '../../src/supply/report.ts'
import type { MonthCell } from '../../src/supply/timeliness.ts'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { Actions, PostForm, Submit } from '../parts/actions.tsx'
import { localPath } from '../parts/ext.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextField } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { type Cell, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { stateCell } from './regions-words.ts'
import { Batches, Confirmation, labelsOf, ROWS } from './report.tsx'

/** The month that is being reported. */
export interface EntryTask {
  readonly month: Month
  /** Why it cannot be reported; null when it can. */
  readonly fault: Fault | null
  readonly known: StockReport | null
  readonly before: StockReport | null
  readonly form: FormState
  /** What the page was opened for: how often the month was reported, and the unit. */
  readonly seen: { readonly version: string | number; readonly unit: string | number }
  /** Somebody else reported while this was typed. */
  readonly isTold: boolean
  /** Rows for batches that were asked for. */
  readonly rows: number
}

export interface EntryProps extends PersonalProps {
  readonly entry: Entry
  readonly institution: Institution
  readonly today: LocalDate
  /** Of the institution. */
  readonly zone: Zone
  readonly dueOn: (month: Month) => LocalDate
  /** Oldest first. */
  readonly cells: readonly MonthCell[]
  /** Where the form is sent, and where the page itself is. */
  readonly action: string
  readonly under: string
  /** Null: nothing is asked at present. */
  readonly task: EntryTask | null
  readonly missing: readonly Month[]
  /** When the next report is asked for; null when nobody asks by mail. */
  readonly nextOn: LocalDate | null
}

/** The task on top, then what is missing, then what was sent. */
export function EntryPage(props: EntryProps) {
  const { reader, entry, institution, task } = props
  const { entry: t } = reader.t.stock
  const faults = task?.form.faults ?? []
  const name = chooseText(entry.medicine.name, reader.locale)
  return (
    <PersonalPage {...props} title={t.title} faulty={faults.length > 0}>
      <Heading
        reader={reader}
        title={<Words reader={reader} text={name} />}
        lead={nameOf(institution, reader.locale).text}
      />
      {entry.open ? (
        <Task {...props} />
      ) : (
        <Notice reader={reader} tone="neutral">
          <p>{t.closed}</p>
        </Notice>
      )}
      {entry.open && <Missing {...props} />}
      <History {...props} />
    </PersonalPage>
  )
}

function Task(props: EntryProps) {
  const { reader, task, cells, nextOn } = props
  const { entry: t } = reader.t.stock
  if (task?.fault)
    return (
      <Notice reader={reader} tone="warn">
        <p>{faultText(reader.t, task.fault)}</p>
      </Notice>
    )
  if (task) return <TaskForm {...props} task={task} />
  const last = cells.at(-1)
  return (
    <Notice reader={reader} tone="good">
      {last && <p>{t.thanks(formatMonth(reader.locale, last.month))}</p>}
      {nextOn && <p>{t.next(formatDate(reader.locale, nextOn))}</p>}
    </Notice>
  )
}

function TaskForm(props: EntryProps & { readonly task: EntryTask }) {
  const { reader, entry, task, action } = props
  const { entry: t } = reader.t.stock
  const draft: Draft = draftOf(reader, task.form, { labels: labelsOf(reader) })
  const { version, unit } = task.seen
  return (
    <section class="task" aria-labelledby="task">
      <FaultSummary draft={draft} />
      <h2 id="task">{t.task(formatMonth(reader.locale, task.month))}</h2>
      <p>
        <strong>{t.unit(chooseText(entry.medicine.unit, reader.locale).text)}</strong> <Due {...props} />
      </p>
      <Known {...props} />
      <PostForm action={action} hidden={{ month: task.month, version, unit }}>
        <Figures reader={reader} draft={draft} task={task} />
        <Check reader={reader} task={task} />
        <Batches draft={draft} asked={task.rows} />
        <Confirmation draft={draft} form={task.form} />
        <Actions>
          {/* First: what the Enter key presses. */}
          <Submit>{t.send}</Submit>
          <Submit weight="plain" name="more" value={String(Math.max(ROWS, task.rows) + ROWS)}>
            {t.more}
          </Submit>
        </Actions>
      </PostForm>
    </section>
  )
}

function Due({ reader, task, today, dueOn }: EntryProps & { readonly task: EntryTask }) {
  const { entry: t } = reader.t.stock
  const due = dueOn(task.month)
  const date = formatDate(reader.locale, due)
  if (task.known) return null
  return (
    <Status tone={due < today ? 'warn' : 'neutral'}>{due < today ? t.overdue(date) : t.dueOn(date)}</Status>
  )
}

function Known({ reader, task, zone }: EntryProps & { readonly task: EntryTask }) {
  const { entry: t } = reader.t.stock
  if (!task.known) return null
  const at = formatInstant(reader.locale, task.known.reportedAt, zone)
  return (
    <Notice reader={reader} tone={task.isTold ? 'warn' : 'neutral'}>
      <p>{task.isTold ? t.byOther(at) : t.correcting}</p>
    </Notice>
  )
}

interface FiguresProps {
  readonly reader: Reader
  readonly draft: Draft
  readonly task: EntryTask
}

type Figure = 'onHandUnits' | 'receivedUnits' | 'consumedUnits' | 'daysOut'

function Figures({ reader, draft, task }: FiguresProps) {
  const { entry: t } = reader.t.stock
  const hint = (figure: Figure, words = '') =>
    [words, ...besideOf(reader, task, figure)].filter(Boolean).join(' · ')
  return (
    <>
      <TextField draft={draft} name="received" type="number" hint={hint('receivedUnits')} />
      <TextField draft={draft} name="consumed" type="number" hint={hint('consumedUnits')} />
      <TextField draft={draft} name="on_hand" type="number" hint={hint('onHandUnits', t.onHandHint)} />
      <DateField draft={draft} name="as_of" echo={echoOf(reader, task.form)} />
      <TextField
        draft={draft}
        name="days_out"
        type="number"
        hint={hint('daysOut', reader.t.supply.report.daysOutHint)}
      />
    </>
  )
}

function echoOf(reader: Reader, form: FormState): string | undefined {
  const date = parseLocalDate(fieldValue(form, 'as_of'))
  return date ? formatDate(reader.locale, date) : undefined
}

/** Last month's figure, and the one that stands for this month if there is one. */
function besideOf(reader: Reader, { month, before, known }: EntryTask, figure: Figure): string[] {
  const { entry: t } = reader.t.stock
  const told = (report: StockReport) =>
    t.last(formatMonth(reader.locale, report.month), formatNumber(reader.locale, report[figure]))
  const last = before ? told(before) : t.noLast(formatMonth(reader.locale, monthBefore(month)))
  return known ? [last, told(known)] : [last]
}

/** Opening + received − used against the count, from what is typed. */
function Check({ reader, task }: Omit<FiguresProps, 'draft'>) {
  const { entry: t } = reader.t.stock
  const [onHandUnits, receivedUnits, consumedUnits] = (['on_hand', 'received', 'consumed'] as const).map(
    (name) => numberIn(task.form, name),
  )
  if (onHandUnits === undefined || receivedUnits === undefined || consumedUnits === undefined) return null
  const words = task.before
    ? checkWords(reader, { onHandUnits, receivedUnits, consumedUnits }, task.before)
    : t.unchecked(formatMonth(reader.locale, monthBefore(task.month)))
  return (
    <p>
      {t.check}: {words}
    </p>
  )
}

function numberIn(form: FormState, name: string): number | undefined {
  const text = fieldValue(form, name).trim()
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

type Counted = Pick<StockReport, 'onHandUnits' | 'receivedUnits' | 'consumedUnits'>

/** `20 + 0 − 10 = 10: counted 9, difference −1`. */
function checkWords(reader: Reader, counted: Counted, before: StockReport): string {
  const { entry: t } = reader.t.stock
  const n = (units: number) => formatNumber(reader.locale, units)
  const { opening, expected, difference } = checkOf(counted, before)
  const sum = t.checked({
    opening: n(opening),
    received: n(counted.receivedUnits),
    used: n(counted.consumedUnits),
    expected: n(expected),
  })
  const found = n(counted.onHandUnits)
  return `${sum}; ${difference === 0 ? t.agrees(found) : t.counted(found, n(difference))}`
}

function Missing({ reader, missing, under, task }: EntryProps) {
  const { entry: t } = reader.t.stock
  const others = missing.filter((month) => month !== task?.month)
  if (others.length === 0) return null
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{t.missing}</h2>
      <p class="hint">{t.missingHint}</p>
      <ul>
        {others.map((month) => (
          <li>
            <a href={localPath(`${under}?month=${month}`) ?? '#'}>{formatMonth(reader.locale, month)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function History(props: EntryProps) {
  const { reader, cells } = props
  const { entry: t } = reader.t.stock
  if (cells.length === 0) return null
  const { columns } = t
  const figure = (of: Figure) => (cell: MonthCell) => cell.report?.[of] ?? null
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t.history}</h2>
      <Table
        reader={reader}
        caption={t.history}
        rows={[...cells].reverse()}
        columns={[
          { head: columns.month, names: true, cell: ({ month }) => formatMonth(reader.locale, month) },
          { head: columns.onHand, numeric: true, cell: figure('onHandUnits') },
          { head: columns.used, numeric: true, cell: figure('consumedUnits') },
          { head: columns.received, numeric: true, cell: figure('receivedUnits') },
          { head: columns.daysOut, numeric: true, cell: figure('daysOut') },
          { head: t.check, cell: (cell) => checkCell(props, cell) },
          { head: columns.state, cell: (cell) => stateAndWay(props, cell) },
        ]}
      />
    </section>
  )
}

function checkCell({ reader, entry }: EntryProps, { month, report }: MonthCell): Cell {
  const before = entry.own.find((one) => one.month === monthBefore(month))
  return before && report ? checkWords(reader, report, before) : ''
}

/** How the month stands, and the way to correct it. */
function stateAndWay({ reader, under, entry }: EntryProps, cell: MonthCell): Cell {
  const said = stateCell(reader, cell)
  const way = { href: `${under}?month=${cell.month}`, text: reader.t.stock.entry.correct }
  return entry.open ? { lines: [said, way] } : said
}
