/** The start page of the secretariat: what needs me today, most pressing first. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { daysLate } from '../../src/commitments/due.ts'
import type { Call, Stopped } from '../../src/digests/call.ts'
import type { Few, Needs, Replies } from '../../src/home/needs.ts'
import { formatDate, formatDue, formatWhen } from '../../src/i18n/dates.ts'
import { type InstitutionName, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { listName } from '../../src/people/name.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { undeliveredColumns } from '../mail/undelivered.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { Notices } from './notices.tsx'

interface HomeProps extends ShellProps {
  readonly needs: Needs
  /** The leads of these commitments by commitment, as far as they may be named. */
  readonly leads: ReadonlyMap<Id, InstitutionName>
  readonly today: LocalDate
  readonly zone: Zone
  readonly mayOpen: boolean
  readonly keepsMail: boolean
}

/** Mail that failed, meetings ahead, commitments late, silent, to be verified. */
export function HomePage(props: HomeProps) {
  const { reader, needs } = props
  const { home: t } = reader.t
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} actions={props.mayOpen && <NewDialogue reader={reader} />} />
      <Notices {...props} />
      {needs.isNew ? <FirstSteps reader={reader} /> : <Today {...props} />}
    </SecretariatPage>
  )
}

const FIRST_STEPS = [
  ['sectors', '/sectors'],
  ['institutions', '/institutions/new'],
  ['people', '/people/new'],
  ['dialogue', '/dialogues/new'],
] as const

/** What to do in an instance without any dialogue, in the order that saves detours. */
function FirstSteps({ reader }: { readonly reader: Reader }) {
  const { home: t } = reader.t
  return (
    <section class="task">
      <h2>{t.firstSteps}</h2>
      <ol>
        {FIRST_STEPS.map(([step, href]) => (
          <li>
            <a href={href}>{t.steps[step].text}</a> {t.steps[step].why}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Today(props: HomeProps) {
  const { reader, needs } = props
  const { home: t } = reader.t
  return (
    <>
      <h2>{t.meetings}</h2>
      <Table
        reader={reader}
        caption={t.meetings}
        columns={meetingColumns(reader, needs.replies)}
        rows={needs.meetings}
        empty={t.noMeetings}
      />
      <LostMails {...props} />
      <Section {...props} title={t.silent} few={needs.silent} show="silent" empty={t.noSilent} />
      <Calls reader={reader} calls={needs.calls} />
      <Section {...props} title={t.late} few={needs.late} show="late" empty={t.noLate} />
      <Section
        {...props}
        title={t.toVerify}
        few={needs.reported}
        show="reported_done"
        empty={t.noneToVerify}
      />
      <StoppedReminders reader={reader} stopped={needs.stopped} />
    </>
  )
}

function NewDialogue({ reader }: { readonly reader: Reader }) {
  return (
    <Actions>
      <LinkButton href="/dialogues/new">{reader.t.home.newDialogue}</LinkButton>
    </Actions>
  )
}

/** Official mail that did not arrive stands here until its reader was told. */
function LostMails({ reader, needs, zone }: HomeProps) {
  const { home: t } = reader.t
  const { total, first } = needs.lostMails
  if (total === 0) return null
  return (
    <section>
      <h2>{`${t.lostMails} (${total})`}</h2>
      <Table reader={reader} caption={t.lostMails} columns={undeliveredColumns(reader, zone)} rows={first} />
      {total > first.length && (
        <p>
          <a href="/mail/undelivered">{t.all(total)}</a>
        </p>
      )}
    </section>
  )
}

interface SectionProps extends HomeProps {
  readonly title: string
  readonly few: Few
  readonly show: string
  readonly empty: string
}

function Section({ reader, leads, today, title, few, show, empty }: SectionProps) {
  const { home: t } = reader.t
  return (
    <section>
      <h2>
        {title}
        {few.total > 0 && ` (${few.total})`}
      </h2>
      <Table
        reader={reader}
        caption={title}
        columns={commitmentColumns(reader, leads, today)}
        rows={few.first}
        empty={empty}
      />
      {few.total > few.first.length && (
        <p>
          <a href={`/commitments?show=${show}`}>{t.all(few.total)}</a>
        </p>
      )}
    </section>
  )
}

/** Where reminders end with a person: whom to phone. */
function Calls({ reader, calls }: { readonly reader: Reader; readonly calls: readonly Call[] }) {
  const { home: t } = reader.t
  if (calls.length === 0) return null
  const columns: Column<Call>[] = [
    codeColumn(t.code, (row) => row.commitment),
    { head: t.promise, cell: (row) => chooseText(row.commitment.text, reader.locale) },
    { head: t.whom, cell: (row) => ({ lines: row.owners.map((owner) => listName(owner, reader.locale)) }) },
    {
      head: t.why,
      cell: (row) => ({ lines: [t.reasons[row.reason], ...pauseLine(reader, row.pausedUntil)] }),
    },
  ]
  return (
    <section>
      <h2>{t.calls}</h2>
      <Table reader={reader} caption={t.calls} columns={columns} rows={calls} />
    </section>
  )
}

function StoppedReminders({
  reader,
  stopped,
}: {
  readonly reader: Reader
  readonly stopped: readonly Stopped[]
}) {
  const { home: t } = reader.t
  if (stopped.length === 0) return null
  const columns: Column<Stopped>[] = [
    {
      head: t.whom,
      names: true,
      cell: (row) => ({ href: `/people/${row.person.id}`, text: listName(row.person, reader.locale) }),
    },
    { head: t.why, cell: (row) => unreachedWords(reader, row) },
    { head: t.owes, cell: (row) => ({ lines: row.commitments.map((entry) => commitmentLink(entry)) }) },
  ]
  return (
    <section>
      <h2>{t.stopped}</h2>
      <Table reader={reader} caption={t.stopped} columns={columns} rows={stopped} />
    </section>
  )
}

function pauseLine(reader: Reader, until: LocalDate | null): string[] {
  return until ? [reader.t.digests.pausedUntil(formatDate(reader.locale, until))] : []
}

function unreachedWords(reader: Reader, row: Stopped): string {
  if (row.reason !== 'paused') return reader.t.home.reasons[row.reason]
  return reader.t.digests.pausedUntil(formatDate(reader.locale, row.pausedUntil))
}

function commitmentLink(commitment: Commitment) {
  return { href: `/commitments/${commitment.id}`, text: codeOf(commitment) }
}

function codeColumn<Row>(head: string, pick: (row: Row) => Commitment): Column<Row> {
  return { head, names: true, tight: true, cell: (row) => commitmentLink(pick(row)) }
}

function meetingColumns(reader: Reader, replies: ReadonlyMap<Id, Replies>): Column<Meeting>[] {
  const { home: t } = reader.t
  const answered = (meeting: Meeting) => {
    const counted = replies.get(meeting.id)
    if (!counted) return null
    const { invited, answered: number } = counted
    if (invited === 0) return { quiet: t.nobodyInvited }
    return {
      tone: number === invited ? ('good' as const) : ('warn' as const),
      text: t.answered(number, invited),
    }
  }
  return [
    {
      head: t.meeting,
      names: true,
      cell: (row) => ({ href: `/meetings/${row.id}`, ...chooseText(row.title, reader.locale) }),
    },
    { head: t.when, cell: (row) => formatWhen(reader.locale, { days: row.days, zone: row.zone }) },
    { head: t.answers, cell: answered },
  ]
}

function commitmentColumns(
  reader: Reader,
  leads: ReadonlyMap<Id, InstitutionName>,
  today: LocalDate,
): Column<Commitment>[] {
  const { home: t } = reader.t
  const lead = (row: Commitment) => {
    const institution = leads.get(row.id)
    return institution ? shortNameOf(institution, reader.locale) : { quiet: reader.t.commitments.unlisted }
  }
  const due = (row: Commitment) => {
    const days = daysLate(row, today)
    const date = formatDue(reader.locale, { on: row.dueOn, precision: row.duePrecision })
    return days > 0 ? { lines: [date, { tone: 'bad' as const, text: t.lateBy(days) }] } : date
  }
  return [
    codeColumn(t.code, (row) => row),
    { head: t.promise, cell: (row) => chooseText(row.text, reader.locale) },
    { head: t.lead, cell: lead },
    { head: t.due, tight: true, cell: due },
  ]
}
