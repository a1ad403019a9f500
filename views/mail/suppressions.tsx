/** Addresses that are not written to: why, since when, and on which ground that may end. */

import type { Zone } from '../../src/kernel/zone.ts'
import { PAGE_SIZE } from '../../src/mail/filter.ts'
import { isOwnWish, LIFTING_BASES, type Lifting, type Suppression } from '../../src/mail/suppression.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Radios } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { TextField } from '../parts/field.tsx'
import { Filter } from '../parts/filter.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Pager } from '../parts/pager.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { MailTabs } from './tabs.tsx'
import { timeCell } from './words.ts'

/** One line; `masked` when its address is not for the viewer. */
export type SuppressionLine = Suppression & { readonly masked: boolean }

interface SuppressionsProps extends ShellProps {
  readonly lines: readonly SuppressionLine[]
  readonly more: boolean
  readonly search: string
  readonly pageNumber: number
  /** For administrators; null for others. */
  readonly liftings: readonly Lifting[] | null
  readonly mayLift: boolean
  readonly zone: Zone
}

/** One page of the list, newest first. */
export function SuppressionsPage(props: SuppressionsProps) {
  const { reader, lines, more, search, pageNumber } = props
  const { suppressions: t, tabs } = reader.t.mail.room
  const from = (pageNumber - 1) * PAGE_SIZE + 1
  const at = (page: number) => `/mail/suppressions?${new URLSearchParams({ q: search, page: String(page) })}`
  return (
    <SecretariatPage {...props} title={tabs.suppressions}>
      <Heading
        reader={reader}
        trail={[{ href: '/mail', text: reader.t.mail.title }]}
        title={tabs.suppressions}
        lead={t.lead}
      />
      <MailTabs reader={reader} path={props.path} />
      <Filter reader={reader} action="/mail/suppressions" q={search} narrowed={search !== ''} />
      <Table
        reader={reader}
        caption={tabs.suppressions}
        columns={columnsOf(props)}
        rows={lines}
        empty={search ? reader.t.mail.nothingFound : t.none}
      />
      {lines.some((line) => line.masked) && <p class="hint">{t.masked}</p>}
      <Pager
        reader={reader}
        from={from}
        to={from + lines.length - 1}
        previous={pageNumber > 1 ? at(pageNumber - 1) : undefined}
        next={more ? at(pageNumber + 1) : undefined}
      />
      {props.liftings && props.liftings.length > 0 && <Lifted {...props} liftings={props.liftings} />}
    </SecretariatPage>
  )
}

/** Why an address is not written to. */
export function suppressionReason({ t }: Reader, reason: string): string {
  const { reasons } = t.mail.room.suppressions
  const known: Readonly<Record<string, string>> = reasons
  return Object.hasOwn(known, reason) ? (known[reason] ?? '') : reasons.other
}

function columnsOf({ reader, zone, mayLift }: SuppressionsProps): Column<SuppressionLine>[] {
  const { suppressions: t, undelivered } = reader.t.mail.room
  const columns: Column<SuppressionLine>[] = [
    { head: t.address, names: true, cell: (line) => addressCell(line) },
    { head: t.scope, cell: (line) => t.scopes[line.scope] },
    { head: t.why, cell: (line) => suppressionReason(reader, line.reason) },
    { head: t.since, tight: true, cell: (line) => timeCell(reader, line.since, zone) },
  ]
  if (!mayLift) return columns
  return [
    ...columns,
    {
      head: undelivered.act,
      cell: (line) => (line.masked ? null : { view: <Ask reader={reader} line={line} /> }),
    },
  ]
}

function addressCell({ address, person }: SuppressionLine): Cell {
  if (!person) return address
  return { lines: [{ href: `/people/${person.id}/mail`, text: person.name }, { quiet: address }] }
}

// By POST: an address is no part of the path or query of a page.
function Ask({ reader, line }: { readonly reader: Reader; readonly line: SuppressionLine }) {
  const { address, scope } = line
  return (
    <PostForm action="/mail/suppressions/ground" hidden={{ address, scope }}>
      <Submit weight="plain">{reader.t.mail.room.suppressions.lift}</Submit>
    </PostForm>
  )
}

function Lifted({ reader, zone, liftings }: SuppressionsProps & { readonly liftings: readonly Lifting[] }) {
  const { suppressions: t } = reader.t.mail.room
  const columns: Column<Lifting>[] = [
    { head: t.address, names: true, cell: (line) => line.address },
    { head: t.scope, cell: (line) => t.scopes[line.scope] },
    { head: t.why, cell: (line) => suppressionReason(reader, line.reason) },
    { head: t.basis, cell: (line) => ({ lines: [t.bases[line.basis], { quiet: line.note }] }) },
    { head: reader.t.mail.columns.when, tight: true, cell: (line) => timeCell(reader, line.at, zone) },
  ]
  return (
    <section aria-labelledby="lifted">
      <h2 id="lifted">{t.lifted}</h2>
      <Table reader={reader} caption={t.lifted} columns={columns} rows={liftings} />
    </section>
  )
}

interface LiftingProps extends ShellProps {
  readonly suppression: Pick<Suppression, 'reason' | 'scope' | 'address'>
  readonly form: FormState
}

/** Asks on which ground an address is written to again. */
export function LiftingPage(props: LiftingProps) {
  const { reader, suppression, form } = props
  const { suppressions: t, tabs } = reader.t.mail.room
  const draft = draftOf(reader, form, { labels: { basis: t.basis, note: t.note } })
  const { address, scope, reason } = suppression
  const bases = LIFTING_BASES.filter((basis) => basis === 'asked' || !isOwnWish(reason))
  return (
    <SecretariatPage {...props} title={t.lift} faulty={form.faults.length > 0}>
      <Heading
        reader={reader}
        trail={[{ href: '/mail/suppressions', text: tabs.suppressions }]}
        title={t.lift}
        lead={`${address}: ${suppressionReason(reader, reason)}. ${t.scope}: ${t.scopes[scope]}`}
      />
      <FaultSummary draft={draft} />
      <PostForm action="/mail/suppressions/lifting" hidden={{ address, scope }}>
        <Radios
          draft={draft}
          name="basis"
          choices={bases.map((value) => ({ value, text: t.bases[value] }))}
        />
        {isOwnWish(reason) && <p class="hint">{reader.t.mail.refusals.own_wish}</p>}
        <TextField draft={draft} name="note" maxlength={300} />
        <Actions>
          <Submit>{t.lift}</Submit>
          <LinkButton href="/mail/suppressions">{reader.t.shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}
