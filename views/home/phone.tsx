/** Of the start page: whom to phone, and whom no reminder reaches. */

import { type Call, type Stopped, silentIn } from '../../src/digests/call.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { listName } from '../../src/people/name.ts'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { codeColumn, commitmentLink } from './columns.ts'

/** The rest stands in the call list. */
const CALLS = 8

/** Where reminders end with a person: whom to phone. */
export function Calls({ reader, calls }: { readonly reader: Reader; readonly calls: readonly Call[] }) {
  const { home: t } = reader.t
  if (calls.length === 0) return null
  const columns: Column<Call>[] = [
    codeColumn(t.code, (row) => row.commitment),
    { head: t.promise, cell: (row) => chooseText(silentIn(row).text, reader.locale) },
    { head: t.whom, cell: (row) => ({ lines: row.owners.map((owner) => listName(owner, reader.locale)) }) },
    {
      head: t.why,
      cell: (row) => ({ lines: [t.reasons[row.reason], ...pauseLine(reader, row.pausedUntil)] }),
    },
  ]
  return (
    <section>
      <h2>{t.calls}</h2>
      <Table reader={reader} caption={t.calls} columns={columns} rows={calls.slice(0, CALLS)} />
      <p>
        <a href="/calls">{reader.t.oversight.callList}</a>
      </p>
    </section>
  )
}

/** Who gets no reminders, and what they owe. */
export function StoppedReminders({
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
