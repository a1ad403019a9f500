/** One mail: the letter as its recipient sees it, what is known about it, every attempt to hand it over. */

import { formatInstant } from '../../src/i18n/dates.ts'
import { zoneCity } from '../../src/i18n/zones.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { offsetLabel, type Zone } from '../../src/kernel/zone.ts'
import type { MailAttempt, MailRecord } from '../../src/mail/record.ts'
import { kindWords } from '../documents/file.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Facts } from '../parts/facts.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Status } from '../parts/status.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { MailActs } from './acts.tsx'
import { bounceColumns } from './bounces.tsx'
import { mailTone, nextTryOf, replyOf, settlementText, timeCell } from './words.ts'

interface OneMailProps extends ShellProps {
  readonly mail: MailRecord
  readonly zone: Zone
  readonly now: Instant
}

/** The record of a mail. The browser's title says only what kind it is: subjects may name people. */
export function OneMailPage(props: OneMailProps) {
  const { reader, mail } = props
  const { mail: t } = reader.t
  return (
    <SecretariatPage {...props} title={t.kinds[mail.kind]}>
      <Heading
        reader={reader}
        trail={[{ href: '/mail', text: t.title }]}
        title={t.kinds[mail.kind]}
        status={<Status tone={mailTone(mail.state)}>{t.states[mail.state]}</Status>}
        lead={<span lang={mail.lang}>{mail.subject}</span>}
      />
      <p>{t.explained[mail.state]}</p>
      <MailActs reader={reader} mail={mail} />
      <section aria-labelledby="facts">
        <h2 id="facts">{t.facts}</h2>
        <MailFacts {...props} />
      </section>
      <Letter reader={reader} mail={mail} />
      <section aria-labelledby="tries">
        <h2 id="tries">{t.tries}</h2>
        <Table
          reader={reader}
          caption={t.tries}
          empty={t.noTries}
          columns={tryColumns(reader, props.zone)}
          rows={mail.tries}
        />
        {mail.bounces.length > 0 && (
          <Table
            reader={reader}
            caption={reader.t.inbound.returned.title}
            captionSeen
            columns={bounceColumns(reader, props.zone)}
            rows={mail.bounces}
          />
        )}
      </section>
    </SecretariatPage>
  )
}

function Letter({ reader, mail }: { readonly reader: Reader; readonly mail: MailRecord }) {
  const { mail: t } = reader.t
  const own = `/mail/${mail.id}`
  return (
    <section aria-labelledby="letter">
      <h2 id="letter">{t.letter}</h2>
      <Hidden reader={reader} mail={mail} />
      {mail.hidden !== 'all' && mail.hidden !== 'gone' && (
        <>
          {/* Without any permission: no scripts, no forms, and links in it lead nowhere. */}
          <iframe src={`${own}/body`} title={t.letter} sandbox="" width="100%" height="640" />
          <p>
            <a href={`${own}/message.eml`}>{mail.hidden === 'links' ? t.downloadHidden : t.download}</a>
          </p>
          <details>
            <summary>{t.asText}</summary>
            <pre lang={mail.lang}>{mail.text}</pre>
          </details>
          {mail.files.length > 0 && (
            <>
              <h3>{reader.t.documents.attached}</h3>
              <ul>
                {mail.files.map((file) => (
                  <li>
                    {file.name} <small>{kindWords(reader, file)}</small>{' '}
                    {file.removed && <Status tone="warn">{reader.t.documents.refusals.removed}</Status>}
                  </li>
                ))}
              </ul>
            </>
          )}
          {mail.calendar && (
            <details>
              <summary>{t.calendar}</summary>
              <pre lang={mail.lang}>{mail.calendar}</pre>
            </details>
          )}
        </>
      )}
    </section>
  )
}

function Hidden({ reader, mail }: { readonly reader: Reader; readonly mail: MailRecord }) {
  const { mail: t } = reader.t
  if (mail.hidden === 'nothing' && mail.state !== 'kept') return null
  const text = {
    all: t.hiddenAll,
    gone: t.refusals.letter_gone,
    links: t.hiddenLinks,
    nothing: t.visibleLinks,
  }[mail.hidden]
  return (
    <Notice reader={reader} tone={mail.hidden === 'nothing' ? 'warn' : 'neutral'}>
      <p>{text}</p>
    </Notice>
  )
}

function MailFacts({ reader, mail, zone, now }: OneMailProps) {
  const { mail: t, shell } = reader.t
  const when = (at: Instant | null) =>
    at && <time datetime={at}>{formatInstant(reader.locale, at, zone)}</time>
  const next = nextTryOf(mail)
  return (
    <>
      <Facts
        facts={[
          { term: t.columns.to, value: mailbox(mail.to) },
          { term: t.from, value: mailbox(mail.from) },
          { term: t.language, value: shell.languages[mail.lang] },
          { term: t.created, value: when(mail.createdAt) },
          { term: t.settled, value: when(mail.settledAt) },
          { term: t.notAfter, value: when(mail.notAfter) },
          { term: t.columns.remark, value: mail.state === 'sent' ? null : replyOf(reader.t, mail) },
          {
            term: t.room.settlement.title,
            value: mail.settlement && settlementText(reader, mail.settlement),
          },
          { term: t.messageId, value: <code>{mail.messageId}</code> },
        ]}
      />
      {next && <p>{t.nextTry(formatInstant(reader.locale, next, zone))}</p>}
      <p class="hint">{shell.time.allTimes(zoneCity(reader.locale, zone), offsetLabel(now, zone))}</p>
    </>
  )
}

function mailbox({ name, address }: { readonly name: string; readonly address: string }): string {
  return name ? `${name} <${address}>` : address
}

function tryColumns(reader: Reader, zone: Zone): Column<MailAttempt>[] {
  const { columns, outcomes } = reader.t.mail
  const words: Readonly<Record<string, string>> = outcomes
  return [
    { head: columns.attempt, names: true, cell: ({ attempt }) => String(attempt) },
    { head: columns.when, tight: true, cell: ({ at }) => timeCell(reader, at, zone) },
    { head: columns.outcome, cell: ({ outcome }) => words[outcome] ?? outcome },
    { head: columns.reply, cell: ({ reply }) => reply },
  ]
}
