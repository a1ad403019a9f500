/** One's own account: who one is here, where one is signed in, and one's passkeys. */

import type { Rank } from '../../src/auth/account.ts'
import { browserOf } from '../../src/auth/browser.ts'
import type { Passkey } from '../../src/auth/passkey.ts'
import { formatInstant } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, SaveOrCancel, Submit } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { PasskeyForm } from './passkey-form.tsx'

/** One session as its owner sees it. */
interface SessionLine {
  readonly id: Id
  readonly begunAt: Instant
  readonly userAgent: string
}

interface AccountProps extends ShellProps {
  readonly name: string
  readonly email: string
  readonly rank: Rank
  readonly zone: Zone
  readonly sessions: readonly SessionLine[]
  readonly thisSession: Id
  readonly passkeys: readonly Passkey[]
  /** True for those who can do much and have no passkey. */
  readonly recommend: boolean
  readonly form: FormState
}

/** The page. */
export function AccountPage(props: AccountProps) {
  const { reader, name, email, rank, sessions, thisSession, passkeys, recommend, form } = props
  const { settings } = reader.t
  const { account: t } = reader.t.auth
  const others = sessions.some(({ id }) => id !== thisSession)
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draftOf(reader, form)} />
      <Heading reader={reader} title={t.title} />
      <Facts
        facts={[
          { term: t.name, value: name },
          { term: t.email, value: email },
          { term: t.rank, value: settings.ranks[rank] },
        ]}
      />
      <h2 id="passkeys">{t.passkeys}</h2>
      <p>{t.passkeysHint}</p>
      {recommend && (
        <Notice reader={reader} tone="neutral" title={t.recommended}>
          <p>{t.recommendedText}</p>
        </Notice>
      )}
      <Table
        reader={reader}
        caption={t.passkeys}
        columns={passkeyColumns(props)}
        rows={passkeys}
        empty={t.noPasskeys}
      />
      <Actions>
        <LinkButton href="/account/passkeys/new">{t.addPasskey}</LinkButton>
      </Actions>
      <h2 id="sessions">{t.sessions}</h2>
      <p>{t.sessionsHint}</p>
      <Table reader={reader} caption={t.sessions} columns={sessionColumns(props)} rows={sessions} />
      {others && (
        <Actions>
          <PostButton action="/account/sessions/end" hidden={{ session: 'others' }}>
            {t.endOthers}
          </PostButton>
        </Actions>
      )}
      <h2>{reader.t.feeds.title}</h2>
      <p>{reader.t.feeds.leads.person}</p>
      <Actions>
        <LinkButton href="/account/feed">{reader.t.feeds.title}</LinkButton>
      </Actions>
    </SecretariatPage>
  )
}

function passkeyColumns({ reader, zone }: AccountProps): Column<Passkey>[] {
  const { account: t } = reader.t.auth
  const when = (at: Instant) => formatInstant(reader.locale, at, zone)
  return [
    {
      head: t.label,
      names: true,
      cell: ({ id, label }) => ({ href: `/account/passkeys/${id}`, text: label }),
    },
    { head: t.added, cell: ({ addedAt }) => when(addedAt) },
    { head: t.used, cell: ({ usedAt }) => (usedAt ? when(usedAt) : { quiet: t.never }) },
  ]
}

function sessionColumns({ reader, zone, thisSession }: AccountProps): Column<SessionLine>[] {
  const { account: t } = reader.t.auth
  const when = ({ begunAt }: SessionLine) => formatInstant(reader.locale, begunAt, zone)
  const end = (line: SessionLine) => (
    <PostButton action="/account/sessions/end" hidden={{ session: line.id }}>
      {t.endThis}
      <span class="unseen">
        : {browserWords(reader, line.userAgent)}, {when(line)}
      </span>
    </PostButton>
  )
  return [
    { head: t.browser, names: true, cell: ({ userAgent }) => browserWords(reader, userAgent) },
    { head: t.begun, cell: when },
    {
      head: t.end,
      cell: (line) => (line.id === thisSession ? { tone: 'good', text: t.thisOne } : { view: end(line) }),
    },
  ]
}

/** “Firefox on Windows”, in the reader's words. */
export function browserWords(reader: Reader, userAgent: string): string {
  const { account: t } = reader.t.auth
  const { browser, system } = browserOf(userAgent)
  if (browser && system) return t.browserOn(browser, system)
  return browser || system || t.unknownBrowser
}

interface NewPasskeyProps extends ShellProps {
  readonly form: FormState
}

/** A name for the key, then the browser takes over. */
export function NewPasskeyPage(props: NewPasskeyProps) {
  const { reader, form } = props
  const { account: t } = reader.t.auth
  const draft = draftOf(reader, form, { labels: { label: t.label } })
  const trail = [{ href: '/account', text: t.title }]
  return (
    <SecretariatPage {...props} title={t.addTitle} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={t.addTitle} trail={trail} lead={t.addLead} />
      <PasskeyForm reader={reader} act="create" action="/account/passkeys" button={t.addButton}>
        <TextField draft={draft} name="label" label={t.label} hint={t.labelHint} maxlength={100} />
      </PasskeyForm>
    </SecretariatPage>
  )
}

interface PasskeyProps extends ShellProps {
  readonly passkey: Passkey
  readonly form: FormState
}

/** One passkey: another name, or away with it. */
export function PasskeyPage(props: PasskeyProps) {
  const { reader, passkey, form } = props
  const { account: t } = reader.t.auth
  const draft = draftOf(reader, form, { labels: { label: t.label } })
  const trail = [{ href: '/account', text: t.title }]
  const { version } = passkey
  return (
    <SecretariatPage {...props} title={t.passkeyTitle} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={t.passkeyTitle} trail={trail} />
      <PostForm action={`/account/passkeys/${passkey.id}`} hidden={{ version }}>
        <TextField draft={draft} name="label" label={t.label} hint={t.labelHint} maxlength={100} />
        <SaveOrCancel reader={reader} back="/account" />
      </PostForm>
      <h2>{t.remove}</h2>
      <p>{t.removeText}</p>
      <PostForm action={`/account/passkeys/${passkey.id}/removal`} hidden={{ version }}>
        <Actions>
          <Submit weight="danger">{t.remove}</Submit>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}
