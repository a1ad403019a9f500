/** The outbox: what waits, what went, what failed and why, and whether the jobs run. */

import { formatInstant } from '../../src/i18n/dates.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import { zoneCity } from '../../src/i18n/zones.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { offsetLabel, type Zone } from '../../src/kernel/zone.ts'
import {
  EVERYTHING,
  isNarrowed,
  listPath,
  type MailFilter,
  type MailState,
  PAGE_SIZE,
  SHOWS,
  STATES_SHOWN,
} from '../../src/mail/filter.ts'
import type { Lag } from '../../src/mail/lag.ts'
import { MAIL_KINDS } from '../../src/mail/mail.ts'
import { isPaused, type SlowedDomain } from '../../src/mail/pace.ts'
import type { Heartbeat, MailLine } from '../../src/mail/record.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import type { Cell } from '../parts/cell.ts'
import { Filter, type FilterChoice } from '../parts/filter.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Pager } from '../parts/pager.tsx'
import { Status } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { mailColumns } from './columns.tsx'
import { MailTabs } from './tabs.tsx'
import { timeCell } from './words.ts'

interface MailPageProps extends ShellProps {
  readonly lines: readonly MailLine[]
  readonly more: boolean
  readonly filter: MailFilter
  readonly pageNumber: number
  /** The title of the meeting that the list is about, if it is about one. */
  readonly meetingTitle: string | null
  readonly open: ReadonlyMap<MailState, number>
  /** For administrators; null for others. */
  readonly heartbeats: readonly Heartbeat[] | null
  readonly lag: Lag
  /** With their own words for administrators, without for others. */
  readonly slowed: readonly SlowedDomain[]
  readonly keepsMail: boolean
  /** True after a restore, until the operator has let mail go again. */
  readonly held: boolean
  readonly zone: Zone
  readonly now: Instant
}

/** One page of the list, newest first. */
export function MailPage(props: MailPageProps) {
  const { reader, lines, more, filter, pageNumber } = props
  const { mail: t } = reader.t
  const from = (pageNumber - 1) * PAGE_SIZE + 1
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} lead={<Standing {...props} />} />
      <MailTabs reader={reader} path={props.path} />
      {props.keepsMail && (
        <Notice reader={reader} tone="warn" title={t.kept.title}>
          <p>{t.kept.text}</p>
        </Notice>
      )}
      {props.held && (
        <Notice reader={reader} tone="warn" title={t.held.title}>
          <p>{t.held.text}</p>
        </Notice>
      )}
      {props.lag.late && <Late {...props} />}
      {props.slowed.length > 0 && <Slowed {...props} />}
      <Narrowed {...props} />
      <Filter
        reader={reader}
        action="/mail"
        q={filter.search}
        choices={choicesOf(reader, filter)}
        narrowed={isNarrowed(filter)}
      >
        {filter.personId && <input type="hidden" name="person" value={filter.personId} />}
        {filter.meetingId && <input type="hidden" name="meeting" value={filter.meetingId} />}
      </Filter>
      <Table
        reader={reader}
        caption={t.title}
        columns={mailColumns(reader, props.zone)}
        rows={lines}
        empty={isNarrowed(filter) ? t.nothingFound : t.none}
      />
      <Pager
        reader={reader}
        from={from}
        to={from + lines.length - 1}
        previous={pageNumber > 1 ? listPath(filter, pageNumber - 1) : undefined}
        next={more ? listPath(filter, pageNumber + 1) : undefined}
      />
      <p class="hint">
        {reader.t.shell.time.allTimes(
          zoneCity(reader.locale, props.zone),
          offsetLabel(props.now, props.zone),
        )}
      </p>
      {props.heartbeats && <Jobs {...props} heartbeats={props.heartbeats} />}
    </SecretariatPage>
  )
}

function Standing({ reader, open }: MailPageProps) {
  const { mail: t } = reader.t
  const sum = (states: readonly MailState[]) =>
    formatNumber(
      reader.locale,
      states.reduce((total, state) => total + (open.get(state) ?? 0), 0),
    )
  return (
    <>
      <a href={listPath({ ...EVERYTHING, show: 'waiting' })}>{t.waitingNow(sum(STATES_SHOWN.waiting))}</a>
      {' · '}
      <a href={listPath({ ...EVERYTHING, show: 'failed' })}>{t.failedNow(sum(STATES_SHOWN.failed))}</a>
    </>
  )
}

/** What it means that mail is late, and what to do. */
function Late(props: MailPageProps) {
  const { reader } = props
  const { lag: t } = reader.t.mail.room
  return (
    <Notice reader={reader} tone="bad" title={t.late}>
      <LagLines {...props} />
      <p>{t.todo}</p>
    </Notice>
  )
}

/** Whose mail waits because the domain wants it so. */
function Slowed({ reader, slowed, zone, now }: MailPageProps) {
  const { slowed: t } = reader.t.mail.room
  return (
    <Notice reader={reader} tone="warn" title={t.title}>
      <ul>
        {slowed.map(({ domain, until, reply }) => (
          <li>
            <strong>{domain}</strong>:{' '}
            {isPaused(until, now) ? t.until(formatInstant(reader.locale, until, zone)) : t.trying}
            {reply && ` ${t.because(reply)}`}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function LagLines({ reader, lag, zone }: MailPageProps) {
  const { lag: t } = reader.t.mail.room
  const when = (at: Instant) => formatInstant(reader.locale, at, zone)
  return (
    <p>
      {lag.dueSince ? t.waits(when(lag.dueSince)) : t.none}{' '}
      {lag.lastTick ? t.lastTick(when(lag.lastTick)) : t.noTick}
    </p>
  )
}

function Narrowed({ reader, filter, lines, meetingTitle }: MailPageProps) {
  const { mail: t } = reader.t
  return (
    <>
      {filter.personId && (
        <p>
          {t.onlyPerson(lines[0]?.to.name || t.thisPerson)} ·{' '}
          <a href={listPath({ ...filter, personId: null })}>{t.all}</a>
        </p>
      )}
      {filter.meetingId && meetingTitle && (
        <p>
          {t.onlyMeeting(meetingTitle)} · <a href={listPath({ ...filter, meetingId: null })}>{t.all}</a>
        </p>
      )}
    </>
  )
}

function choicesOf({ t }: Reader, filter: MailFilter): FilterChoice[] {
  const { shows, kinds, filter: labels } = t.mail
  return [
    {
      name: 'state',
      label: labels.state,
      value: filter.show,
      options: SHOWS.map((show) => ({ value: show, text: shows[show] })),
    },
    {
      name: 'kind',
      label: labels.kind,
      value: filter.kind ?? '',
      options: [
        { value: '', text: shows.all },
        ...MAIL_KINDS.map((kind) => ({ value: kind, text: kinds[kind] })),
      ],
    },
  ]
}

function Jobs(props: MailPageProps & { readonly heartbeats: readonly Heartbeat[] }) {
  const { reader, heartbeats, zone, lag } = props
  const { jobs, columns } = reader.t.mail
  const names: Readonly<Record<string, string>> = jobs.names
  return (
    <section aria-labelledby="jobs">
      <h2 id="jobs">{jobs.title}</h2>
      {!lag.late && (
        <>
          <p>
            <Status tone="good">{reader.t.mail.room.lag.good}</Status>
          </p>
          <LagLines {...props} />
        </>
      )}
      <Table
        reader={reader}
        caption={jobs.title}
        empty={jobs.none}
        rows={heartbeats}
        columns={[
          { head: columns.job, names: true, cell: ({ job }) => names[job] ?? job },
          { head: columns.started, tight: true, cell: ({ startedAt }) => timeCell(reader, startedAt, zone) },
          {
            head: columns.finished,
            tight: true,
            cell: ({ finishedAt }) => (finishedAt ? timeCell(reader, finishedAt, zone) : null),
          },
          { head: columns.runs, numeric: true, cell: ({ runs }) => runs },
          { head: columns.outcome, cell: (beat) => outcomeCell(reader, beat) },
        ]}
      />
    </section>
  )
}

// `done 3`, `part 3` or `failed`, as `jobs/tick.ts` writes it; nothing while it runs, or if it died.
function outcomeCell(reader: Reader, { outcome, finishedAt }: Heartbeat): Cell {
  const { jobs } = reader.t.mail
  if (finishedAt === null) return { tone: 'neutral', text: jobs.running }
  if (outcome === 'failed') return { tone: 'bad', text: jobs.failed }
  const count = /^(?:done|part) (\d+)$/.exec(outcome)?.[1]
  return count ? jobs.done(formatNumber(reader.locale, Number(count))) : outcome
}
