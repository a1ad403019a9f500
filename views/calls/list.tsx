/** Whom to phone: who is silent after the last reminder, with the numbers, the last contact and what came of it. */

import { codeOf } from '../../src/commitments/commitment.ts'
import { type Call, type Stopped, silentIn } from '../../src/digests/call.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { type InstitutionName, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf, type Zone } from '../../src/kernel/zone.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import { dueWords } from '../commitments/words.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { callPath, lastReportOn, noteWords, owedWords } from './words.tsx'

interface CallsProps extends ShellProps {
  readonly calls: readonly Call[]
  readonly resting: readonly Call[]
  readonly stopped: readonly Stopped[]
  /** How many more there are than are shown; below one: none. */
  readonly more: number
  readonly institutions: ReadonlyMap<Id, InstitutionName>
  readonly phones: ReadonlyMap<Id, string>
  /** When the last reminder went out, by commitment or by share. */
  readonly reminded: ReadonlyMap<Id, Instant>
  readonly zone: Zone
}

/** The page: to phone now, phoned already, and who gets no reminders at all. */
export function CallsPage(props: CallsProps) {
  const { reader, calls, resting, stopped, more } = props
  const { calls: t } = reader.t
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} lead={t.lead} />
      <section>
        <h2>{t.now}</h2>
        <Table reader={reader} caption={t.now} columns={columnsOf(props)} rows={calls} empty={t.none} />
        {more > 0 && <p>{t.more(more)}</p>}
      </section>
      {resting.length > 0 && (
        <section>
          <h2>{t.resting}</h2>
          <Table reader={reader} caption={t.resting} columns={columnsOf(props)} rows={resting} />
        </section>
      )}
      {stopped.length > 0 && (
        <section>
          <h2>{t.stopped}</h2>
          <Table reader={reader} caption={t.stopped} columns={stoppedColumns(props)} rows={stopped} />
        </section>
      )}
    </SecretariatPage>
  )
}

function columnsOf(props: CallsProps): Column<Call>[] {
  const { reader } = props
  const { calls: t } = reader.t
  return [
    {
      head: t.commitment,
      names: true,
      tight: true,
      cell: ({ commitment }) => ({ href: `/commitments/${commitment.id}`, text: codeOf(commitment) }),
    },
    {
      head: t.promise,
      cell: (call) => ({
        lines: [
          chooseText(silentIn(call).text, reader.locale),
          { quiet: dueWords(reader, silentIn(call)) },
          ...call.shares.slice(1).map((share) => owedWords(reader, share)),
        ],
      }),
    },
    {
      head: t.whom,
      cell: (call) => ({ lines: [institutionWords(props, call), ...peopleLines(props, call.owners)] }),
    },
    { head: t.contact, cell: (call) => ({ lines: contactLines(props, call) }) },
    {
      head: t.act,
      cell: (call) => ({ href: callPath(call), text: t.note }),
    },
  ]
}

function stoppedColumns(props: CallsProps): Column<Stopped>[] {
  const { reader } = props
  const { calls: t } = reader.t
  return [
    {
      head: t.whom,
      names: true,
      cell: ({ person }) => ({ href: `/people/${person.id}`, text: listName(person, reader.locale) }),
    },
    { head: t.phone, tight: true, cell: ({ person }) => props.phones.get(person.id) ?? t.noPhone },
    {
      head: t.why,
      cell: (row) =>
        row.reason === 'paused'
          ? reader.t.digests.pausedUntil(formatDate(reader.locale, row.pausedUntil))
          : reader.t.home.reasons[row.reason],
    },
    {
      head: t.commitment,
      cell: ({ commitments }) => ({
        lines: commitments.map((one) => ({ href: `/commitments/${one.id}`, text: codeOf(one) })),
      }),
    },
  ]
}

function institutionWords({ reader, institutions }: CallsProps, { institutionId }: Call) {
  const institution = institutions.get(institutionId)
  return institution ? shortNameOf(institution, reader.locale) : '–'
}

/** Each with the number to dial. */
function peopleLines({ reader, phones }: CallsProps, people: readonly PersonCard[]): string[] {
  const { calls: t } = reader.t
  if (people.length === 0) return [t.nobody]
  return people.flatMap((person) => [listName(person, reader.locale), phones.get(person.id) ?? t.noPhone])
}

/** The last report, the last reminder, the last call: whatever there was. */
function contactLines(
  { reader, reminded, zone }: CallsProps,
  { commitment, shares, note, reason, pausedUntil }: Call,
): string[] {
  const { calls: t, home } = reader.t
  const day = (at: Instant) => formatDate(reader.locale, dateOf(at, zone))
  const about = shares.length > 0 ? shares : [commitment]
  const last = about
    .flatMap(({ id }) => reminded.get(id) ?? [])
    .sort()
    .at(-1)
  const reported = lastReportOn(about)
  return [
    home.reasons[reason],
    ...(pausedUntil ? [reader.t.digests.pausedUntil(formatDate(reader.locale, pausedUntil))] : []),
    reported ? t.lastReport(day(reported)) : t.noReport,
    ...(last ? [t.lastReminder(day(last))] : []),
    ...(note ? [noteWords(reader, note, zone)] : []),
  ]
}
