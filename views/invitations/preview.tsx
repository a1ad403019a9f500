/** Who gets what before it is sent: numbers by language, everybody named, and one mail with its calendar entry. */

import { formatInstant } from '../../src/i18n/dates.ts'
import { nameOf } from '../../src/institutions/institution.ts'
import {
  mailsIn,
  type PortionCount,
  type PreviewLine,
  portionsOf,
  type SendingPreview,
  type ShownMail,
} from '../../src/invitations/update.ts'
import { readEntry } from '../../src/invitations/update-entry.ts'
import { LOCALES } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { listName } from '../../src/people/name.ts'
import { Facts } from '../parts/facts.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface PreviewProps {
  readonly reader: Reader
  readonly meeting: Meeting
  readonly preview: SendingPreview
  /** The page that this is part of: it takes `show` to show another mail. */
  readonly path: string
}

/** Sections with the ids `recipients` and `text`. */
export function Preview(props: PreviewProps) {
  const { reader, preview } = props
  const { preview: t } = reader.t.invitations.sending
  const { lines } = preview
  const mails = mailsIn(lines)
  return (
    <>
      <section aria-labelledby="recipients">
        <h2 id="recipients">{t.title}</h2>
        <p>{mails > 0 ? t.lead(mails) : t.nothing}</p>
        {lines.length === 0 && <p>{t.nobody}</p>}
        {mails > 0 && <Counts {...props} />}
        {lines.length > 0 && (
          <Table reader={reader} caption={t.title} columns={columnsOf(props)} rows={lines} />
        )}
      </section>
      {preview.shown && <Shown {...props} shown={preview.shown} />}
    </>
  )
}

function hrefOf({ path, preview }: PreviewProps, { delegateId }: PreviewLine): string {
  return `${path}?show=${delegateId}${preview.quiet ? '&quiet=1' : ''}#text`
}

function Counts(props: PreviewProps) {
  const { reader, preview } = props
  const { preview: t } = reader.t.invitations.sending
  const columns: Column<PortionCount>[] = [
    { head: t.mail, names: true, cell: ({ portion }) => t.portions[portion] },
    ...LOCALES.map(
      (lang): Column<PortionCount> => ({
        head: reader.t.shell.languages[lang],
        numeric: true,
        cell: ({ portion, readers }) => {
          const [first, ...others] = readers.get(lang) ?? []
          if (!first || portion === 'nothing') return first ? others.length + 1 : 0
          return { href: hrefOf(props, first), text: String(others.length + 1) }
        },
      }),
    ),
    { head: t.all, numeric: true, cell: ({ all }) => all },
  ]
  return (
    <Table
      reader={reader}
      caption={t.byLanguage}
      columns={columns}
      rows={portionsOf(preview.lines)}
      narrow="scroll"
    />
  )
}

function columnsOf(props: PreviewProps): Column<PreviewLine>[] {
  const { reader } = props
  const { invitations: t, shell } = reader.t
  const { preview } = t.sending
  return [
    { head: t.detail.person, names: true, cell: ({ person }) => listName(person, reader.locale) },
    { head: t.institution, cell: ({ institution }) => nameOf(institution, reader.locale) },
    { head: shell.language, cell: ({ person }) => shell.languages[person.locale] },
    {
      head: preview.mail,
      cell: (line) => {
        if (!line.why) return { href: hrefOf(props, line), text: preview.portions[line.portion] }
        return { lines: [preview.portions.nothing, { quiet: preview.why[line.why] }] }
      },
    },
  ]
}

function Shown({ reader, meeting, shown }: PreviewProps & { readonly shown: ShownMail }) {
  const { preview: t } = reader.t.invitations.sending
  const { line, subject, text, calendar } = shown
  return (
    <section aria-labelledby="text">
      <h2 id="text">{t.text(listName(line.person, reader.locale))}</h2>
      <p>
        {reader.t.invitations.preview.subject}: <strong lang={line.person.locale}>{subject}</strong>
      </p>
      <pre class="sheet" lang={line.person.locale}>
        {text}
      </pre>
      {text.includes('/p/…') && (
        <p>
          <small>{t.links}</small>
        </p>
      )}
      {calendar === null ? (
        <p>{t.noEntry}</p>
      ) : (
        <Entry reader={reader} meeting={meeting} source={calendar} lang={line.person.locale} />
      )}
    </section>
  )
}

interface EntryProps extends Pick<PreviewProps, 'reader' | 'meeting'> {
  readonly source: string
  readonly lang: PreviewLine['person']['locale']
}

/** The entry read back from its source, and the source itself. */
function Entry({ reader, meeting, source, lang }: EntryProps) {
  const { invitations, meetings } = reader.t
  const { preview: t } = invitations.sending
  const { facts, status } = invitations.letters
  const entry = readEntry(source)
  const states: Readonly<Record<string, string>> = {
    TENTATIVE: status.tentative,
    CONFIRMED: status.confirmed,
    CANCELLED: meetings.states.cancelled,
  }
  const acts: Readonly<Record<string, string>> = t.acts
  const at = (instant: typeof entry.starts) => instant && formatInstant(reader.locale, instant, meeting.zone)
  return (
    <>
      <h3>{t.entry}</h3>
      <Facts
        facts={[
          { term: t.act, value: acts[entry.method] },
          { term: facts.meeting, value: <span lang={lang}>{entry.title}</span> },
          { term: meetings.starts, value: at(entry.starts) },
          { term: meetings.ends, value: at(entry.ends) },
          { term: t.days, value: entry.days > 1 ? String(entry.days) : null },
          { term: facts.where, value: entry.place && <span lang={lang}>{entry.place}</span> },
          { term: facts.link, value: entry.conference },
          { term: facts.status, value: states[entry.status] },
          { term: invitations.answer, value: invitations.answers[entry.partstat] },
          { term: t.shownAs, value: entry.isPrivate ? t.private : null },
          { term: t.revision, value: entry.sequence },
        ]}
      />
      <details>
        <summary>{t.description}</summary>
        <pre class="sheet" lang={lang}>
          {entry.text}
        </pre>
      </details>
      <details>
        <summary>{t.source}</summary>
        <pre class="sheet">{source}</pre>
      </details>
    </>
  )
}
