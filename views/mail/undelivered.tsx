/** Mail that did not arrive: the tasks of the secretariat, by reason, with what can be done. */

import { formatNumber } from '../../src/i18n/numbers.ts'
import { zoneCity } from '../../src/i18n/zones.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { offsetLabel, type Zone } from '../../src/kernel/zone.ts'
import { PAGE_SIZE } from '../../src/mail/filter.ts'
import {
  SHOW_UNDELIVERED,
  type ShowUndelivered,
  type UndeliveredMail,
  type UndeliveredReason,
  undeliveredPath,
} from '../../src/mail/undelivered.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Heading } from '../parts/heading.tsx'
import { Pager } from '../parts/pager.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { MailTabs } from './tabs.tsx'
import { lastMoment, reasonText, replyOf, settlementText, timeCell } from './words.ts'

interface UndeliveredProps extends ShellProps {
  readonly lines: readonly UndeliveredMail[]
  readonly more: boolean
  readonly show: ShowUndelivered
  readonly reason: UndeliveredReason | null
  readonly reasons: readonly { readonly reason: UndeliveredReason; readonly number: number }[]
  readonly pageNumber: number
  readonly zone: Zone
  readonly now: Instant
}

/** One page of the list, newest first. */
export function UndeliveredPage(props: UndeliveredProps) {
  const { reader, lines, more, show, reason, pageNumber, zone } = props
  const { undelivered: t, tabs } = reader.t.mail.room
  const from = (pageNumber - 1) * PAGE_SIZE + 1
  const at = (page: number) => undeliveredPath({ show, reason }, page)
  return (
    <SecretariatPage {...props} title={tabs.undelivered}>
      <Heading
        reader={reader}
        trail={[{ href: '/mail', text: reader.t.mail.title }]}
        title={tabs.undelivered}
        lead={t.lead}
      />
      <MailTabs reader={reader} path={props.path} />
      <Choices {...props} />
      {reason && show !== 'settled' && lines.some((line) => line.hindrance === null) && (
        <Actions>
          <LinkButton href={`/mail/undelivered/repetition?reason=${reason}`}>{t.bulk}</LinkButton>
        </Actions>
      )}
      <Table
        reader={reader}
        caption={tabs.undelivered}
        columns={undeliveredColumns(reader, zone)}
        rows={lines}
        empty={show === 'tasks' ? t.none : t.noneOther}
      />
      <Pager
        reader={reader}
        from={from}
        to={from + lines.length - 1}
        previous={pageNumber > 1 ? at(pageNumber - 1) : undefined}
        next={more ? at(pageNumber + 1) : undefined}
      />
      <p class="hint">
        {reader.t.shell.time.allTimes(zoneCity(reader.locale, zone), offsetLabel(props.now, zone))}
      </p>
    </SecretariatPage>
  )
}

function Choices({ reader, show, reason, reasons }: UndeliveredProps) {
  const { undelivered: t } = reader.t.mail.room
  const number = (n: number) => formatNumber(reader.locale, n)
  return (
    <nav class="tabs minor" aria-label={t.why}>
      <ul>
        {SHOW_UNDELIVERED.map((one) => (
          <li>
            <a
              href={undeliveredPath({ show: one, reason: null })}
              aria-current={one === show ? 'true' : undefined}
            >
              {t.shows[one]}
            </a>
          </li>
        ))}
      </ul>
      {reasons.length > 0 && (
        <ul>
          <li>
            <a href={undeliveredPath({ show, reason: null })} aria-current={reason ? undefined : 'true'}>
              {t.all}
            </a>
          </li>
          {reasons.map((one) => (
            <li>
              <a
                href={undeliveredPath({ show, reason: one.reason })}
                aria-current={one.reason === reason ? 'true' : undefined}
              >
                {t.count(reasonText(reader, one.reason), number(one.number))}
              </a>
            </li>
          ))}
        </ul>
      )}
    </nav>
  )
}

/** Mail, recipient, why, when, and the way to what can be done. */
export function undeliveredColumns(reader: Reader, zone: Zone): Column<UndeliveredMail>[] {
  const { columns, kinds, room } = reader.t.mail
  return [
    {
      head: columns.kind,
      names: true,
      cell: (row) => ({ href: `/mail/${row.id}`, text: kinds[row.kind] }),
    },
    { head: columns.to, cell: ({ to }) => ({ lines: [to.name, { quiet: to.address }] }) },
    { head: room.undelivered.why, cell: (row) => whyCell(reader, row) },
    { head: columns.when, tight: true, cell: (row) => timeCell(reader, lastMoment(row), zone) },
    { head: room.undelivered.act, cell: (row) => actCell(reader, row) },
  ]
}

function whyCell(reader: Reader, row: UndeliveredMail): Cell {
  const words = row.bounce ? `${row.bounce.status} ${row.bounce.words}`.trim() : replyOf(reader.t, row)
  const tone = row.reason === 'uncertain' || row.reason === 'restored' ? 'warn' : 'bad'
  // A reason of ours stands there in words already.
  const said = row.reply === row.reason ? '' : words
  return { lines: [{ tone, text: reasonText(reader, row.reason) }, { quiet: said }] }
}

function actCell(reader: Reader, row: UndeliveredMail): Cell {
  if (row.settlement) return settlementText(reader, row.settlement)
  const { again, room } = reader.t.mail
  const lines: Cell[] = [
    { href: `/mail/${row.id}#again`, text: again.title },
    { href: `/mail/${row.id}/settlement`, text: again.other },
  ]
  if (row.hindrance) lines.unshift({ quiet: room.undelivered.hindrances[row.hindrance] })
  return { lines }
}

interface RepetitionProps extends ShellProps {
  readonly reason: UndeliveredReason
  readonly able: readonly UndeliveredMail[]
  readonly unable: readonly UndeliveredMail[]
  /** What was shown, so that nothing else is sent. */
  readonly seen: string
  readonly zone: Zone
}

/** Asks before many mails go out again: which do, and which do not and why. */
export function RepetitionPage(props: RepetitionProps) {
  const { reader, reason, able, unable, seen, zone } = props
  const { undelivered: t, tabs } = reader.t.mail.room
  const columns = undeliveredColumns(reader, zone)
  return (
    <SecretariatPage {...props} title={t.bulkTitle}>
      <Heading
        reader={reader}
        trail={[{ href: '/mail/undelivered', text: tabs.undelivered }]}
        title={t.bulkTitle}
        lead={t.bulkLead(reasonText(reader, reason))}
      />
      <Table
        reader={reader}
        caption={t.bulkTitle}
        columns={columns.slice(0, 4)}
        rows={able}
        empty={t.bulkNone}
      />
      {able.length > 0 && (
        <PostForm action="/mail/undelivered/repetition" hidden={{ reason, seen }}>
          <Actions>
            <Submit>{t.bulkAct(formatNumber(reader.locale, able.length))}</Submit>
            <LinkButton href="/mail/undelivered">{reader.t.shell.form.cancel}</LinkButton>
          </Actions>
        </PostForm>
      )}
      {unable.length > 0 && (
        <section aria-labelledby="unable">
          <h2 id="unable">{t.unable}</h2>
          <Table reader={reader} caption={t.unable} columns={columns} rows={unable} />
        </section>
      )}
    </SecretariatPage>
  )
}
