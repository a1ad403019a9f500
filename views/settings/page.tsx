/** Settings for administrators: who may sign in, and which days are days off. */

import { type Account, RANKS } from '../../src/auth/account.ts'
import type { CalendarHoliday } from '../../src/holidays/holiday.ts'
import { formatDate, formatWeekday } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { Radios } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface SettingsProps extends ShellProps {
  readonly accounts: readonly Account[]
  readonly people: ReadonlyMap<Id, PersonCard>
  readonly holidays: readonly CalendarHoliday[]
  readonly year: number
  readonly form: FormState
}

/** Accounts above, holiday calendars of one year below. */
export function SettingsPage(props: SettingsProps) {
  const { reader, accounts, people, holidays, year, form } = props
  const { settings: t } = reader.t
  const draft = draftOf(reader, form, {
    labels: { calendar: t.calendar, day: t.day, kind: t.kind, name: t.name, source: t.source },
  })
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={t.title} />
      <p>
        <a href="/settings/personal-data">{reader.t.retention.title}</a>
      </p>
      <h2>{t.accounts}</h2>
      <p>{t.accountsHint}</p>
      <p>
        <a href="/settings/passkeys">{reader.t.auth.security.title}</a>
      </p>
      <Table reader={reader} caption={t.accounts} columns={accountColumns(reader, people)} rows={accounts} />
      <h2 id="holidays">{t.holidays(String(year))}</h2>
      <p>
        <a href={`/settings?year=${year - 1}#holidays`}>{year - 1}</a> ·{' '}
        <a href={`/settings?year=${year + 1}#holidays`}>{year + 1}</a>
      </p>
      <Table
        reader={reader}
        caption={t.holidays(String(year))}
        columns={holidayColumns(reader)}
        rows={holidays}
        empty={t.noHolidays}
      />
      <PostForm action="/settings/holidays">
        <h3>{t.addHoliday}</h3>
        <TextField draft={draft} name="calendar" label={t.calendar} size={6} />
        <DateField draft={draft} name="day" label={t.day} />
        <Radios
          draft={draft}
          name="kind"
          label={t.kind}
          choices={(['off', 'working'] as const).map((value) => ({ value, text: t.kinds[value] }))}
        />
        <TextInLanguages draft={draft} name="name" label={t.name} />
        <TextField draft={draft} name="source" label={t.source} hint={t.sourceHint} />
        <Submit weight="plain">{t.addHoliday}</Submit>
      </PostForm>
    </SecretariatPage>
  )
}

function accountColumns(reader: Reader, people: ReadonlyMap<Id, PersonCard>): Column<Account>[] {
  const { settings: t, people: p } = reader.t
  const nameOf = (id: Id) => {
    const card = people.get(id)
    return card ? listName(card, reader.locale) : ''
  }
  return [
    {
      head: p.name,
      names: true,
      cell: (row) => ({ href: `/people/${row.personId}`, text: nameOf(row.personId) }),
    },
    { head: p.email, cell: (row) => row.email },
    {
      head: t.rank,
      cell: (row) => (row.closedAt ? { tone: 'quiet', text: t.closed } : t.ranks[row.rank]),
    },
    { head: t.change, cell: (row) => ({ view: <AccountForm reader={reader} account={row} /> }) },
  ]
}

function AccountForm({ reader, account }: { readonly reader: Reader; readonly account: Account }) {
  const { settings: t } = reader.t
  const hidden = { person: account.personId, version: account.version }
  const others = RANKS.filter((rank) => rank !== account.rank || account.closedAt !== null)
  return (
    <div class="actions">
      {others.map((rank) => (
        <PostButton action="/settings/accounts" hidden={{ ...hidden, rank }}>
          {t.makeRank[rank]}
        </PostButton>
      ))}
      {!account.closedAt && (
        <PostButton
          action="/settings/accounts"
          hidden={{ ...hidden, rank: account.rank, closed: 'yes' }}
          weight="danger"
        >
          {t.close}
        </PostButton>
      )}
    </div>
  )
}

function holidayColumns(reader: Reader): Column<CalendarHoliday>[] {
  const { settings: t } = reader.t
  const day = (row: CalendarHoliday) =>
    `${formatDate(reader.locale, row.day)}, ${formatWeekday(reader.locale, row.day, 'short')}`
  return [
    { head: t.day, names: true, cell: day },
    { head: t.name, cell: (row) => row.names[reader.locale] },
    { head: t.kind, cell: (row) => t.kinds[row.kind] },
    { head: t.calendar, cell: (row) => row.calendar },
    { head: t.source, cell: (row) => row.source },
    {
      head: t.change,
      cell: (row) => ({
        view: (
          <PostButton action="/settings/holidays/removal" hidden={{ calendar: row.calendar, day: row.day }}>
            {t.remove}
          </PostButton>
        ),
      }),
    },
  ]
}
