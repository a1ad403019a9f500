/** One person's mail: every mail with its state, what came back, what is not sent, what they chose and when. */

import { formatDate } from '../../src/i18n/dates.ts'
import { zoneCity } from '../../src/i18n/zones.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { parseLocalDate } from '../../src/kernel/local-date.ts'
import { offsetLabel, type Zone } from '../../src/kernel/zone.ts'
import type { BounceLine } from '../../src/mail/bounces.ts'
import type { Choice } from '../../src/mail/choices.ts'
import { PAGE_SIZE } from '../../src/mail/filter.ts'
import type { MailLine } from '../../src/mail/record.ts'
import type { Suppression } from '../../src/mail/suppression.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Heading } from '../parts/heading.tsx'
import { Pager } from '../parts/pager.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { bounceLineColumns } from './bounce-list.tsx'
import { mailColumns } from './columns.tsx'
import { suppressionReason } from './suppressions.tsx'
import { timeCell } from './words.ts'

interface PersonMailProps extends ShellProps {
  readonly person: { readonly id: Id; readonly name: string }
  readonly lines: readonly MailLine[]
  readonly more: boolean
  readonly pageNumber: number
  readonly returned: readonly BounceLine[]
  readonly suppressions: readonly Pick<Suppression, 'scope' | 'reason' | 'since'>[]
  readonly choices: readonly Choice[]
  /** True when mail of other dialogues is left out. */
  readonly partly: boolean
  readonly mayEdit: boolean
  readonly zone: Zone
  readonly now: Instant
}

/** The page; the browser's title carries no name. */
export function PersonMailPage(props: PersonMailProps) {
  const { reader, person, lines, more, pageNumber, zone, returned } = props
  const { mail, people, inbound } = reader.t
  const { person: t } = mail.room
  const from = (pageNumber - 1) * PAGE_SIZE + 1
  const at = (page: number) => `/people/${person.id}/mail?page=${page}`
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={[
          { href: '/people', text: people.title },
          { href: `/people/${person.id}`, text: person.name },
        ]}
        title={t.title}
        lead={t.lead(person.name)}
      />
      {props.partly && <p>{t.partly}</p>}
      <Suppressed {...props} />
      {returned.length > 0 && (
        <section aria-labelledby="returned">
          <h2 id="returned">{inbound.returned.title}</h2>
          <Table
            reader={reader}
            caption={inbound.returned.title}
            columns={bounceLineColumns(reader, zone, props.mayEdit)}
            rows={returned}
          />
        </section>
      )}
      <section aria-labelledby="mails">
        <h2 id="mails">{mail.title}</h2>
        <Table
          reader={reader}
          caption={mail.title}
          columns={mailColumns(reader, zone)}
          rows={lines}
          empty={mail.none}
        />
        <Pager
          reader={reader}
          from={from}
          to={from + lines.length - 1}
          previous={pageNumber > 1 ? at(pageNumber - 1) : undefined}
          next={more ? at(pageNumber + 1) : undefined}
        />
      </section>
      <Choices {...props} />
      <p class="hint">
        {reader.t.shell.time.allTimes(zoneCity(reader.locale, zone), offsetLabel(props.now, zone))}
      </p>
    </SecretariatPage>
  )
}

function Suppressed({ reader, suppressions, zone }: PersonMailProps) {
  if (suppressions.length === 0) return null
  const { person, suppressions: t } = reader.t.mail.room
  return (
    <section aria-labelledby="suppressed">
      <h2 id="suppressed">{person.suppressed}</h2>
      <Table
        reader={reader}
        caption={person.suppressed}
        rows={suppressions}
        columns={[
          {
            head: t.scope,
            names: true,
            cell: (row) => ({ href: '/mail/suppressions', text: t.scopes[row.scope] }),
          },
          { head: t.why, cell: (row) => suppressionReason(reader, row.reason) },
          { head: t.since, tight: true, cell: (row) => timeCell(reader, row.since, zone) },
        ]}
      />
    </section>
  )
}

function Choices({ reader, choices, zone }: PersonMailProps) {
  const { person: t } = reader.t.mail.room
  return (
    <section aria-labelledby="choices">
      <h2 id="choices">{t.choices}</h2>
      <Table
        reader={reader}
        caption={t.choices}
        empty={t.noChoices}
        rows={choices}
        columns={[
          { head: t.choice, names: true, cell: (row) => ({ lines: choiceLines(reader, row) }) },
          { head: reader.t.mail.columns.when, tight: true, cell: (row) => timeCell(reader, row.at, zone) },
          { head: t.by, cell: (row) => (row.own ? t.own : t.others) },
        ]}
      />
    </section>
  )
}

/** What was chosen, each in its words; how the choice came is told beside it. */
function choiceLines({ t, locale }: Reader, { changes }: Choice): string[] {
  const { people, shell, digests } = t
  const { preferences: words } = digests
  const labels: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
    digest: [words.digest, { ...people.mailChoices, ...words.digests }],
    digest_rhythm: [words.digest, words.digests],
    reminders: [words.reminders, words.reminderChoices],
    reading_lang: [words.language, shell.languages],
  }
  return Object.entries(changes).flatMap(([name, value]) => {
    if (name === 'paused_until') return [pauseText(t, locale, value)]
    const [label, values] = labels[name] ?? []
    return label && values && value !== null ? [`${label}: ${values[String(value)] ?? value}`] : []
  })
}

function pauseText(t: Reader['t'], locale: Reader['locale'], value: string | number | null): string {
  const date = parseLocalDate(String(value))
  return date ? t.digests.pausedUntil(formatDate(locale, date)) : t.mail.room.person.goesOn
}
