/** For administrators: whether a mail is enough to sign in, and passkeys that were lost. */

import type { Id } from '../../src/kernel/id.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, PostButton } from '../parts/actions.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'

/** Somebody with passkeys. */
interface Holder {
  readonly personId: Id
  readonly name: string
  readonly count: number
}

interface SecurityProps extends ShellProps {
  readonly required: boolean
  readonly holders: readonly Holder[]
  /** Whose page it is: nobody removes all their own keys here. */
  readonly self: Id
  readonly form: FormState
}

/** The page. */
export function SecurityPage(props: SecurityProps) {
  const { reader, required, holders, form } = props
  const { security: t } = reader.t.auth
  const trail = [{ href: '/settings', text: reader.t.settings.title }]
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draftOf(reader, form)} />
      <Heading reader={reader} title={t.title} trail={trail} lead={t.lead} />
      <h2>{t.required}</h2>
      <p>{required ? t.requiredOn : t.requiredOff}</p>
      <Actions>
        <PostButton action="/settings/passkeys" hidden={{ required: required ? '' : 'yes' }}>
          {required ? t.lift : t.require}
        </PostButton>
      </Actions>
      <h2>{t.people}</h2>
      <p>{t.resetHint}</p>
      <Table reader={reader} caption={t.people} columns={columnsOf(props)} rows={holders} empty={t.none} />
    </SecretariatPage>
  )
}

function columnsOf({ reader, self }: SecurityProps): Column<Holder>[] {
  const { security: t, account } = reader.t.auth
  const reset = ({ personId, name }: Holder) => (
    <PostButton action="/settings/passkeys/removal" hidden={{ person: personId }} weight="danger">
      {t.reset}
      <span class="unseen">: {name}</span>
    </PostButton>
  )
  return [
    {
      head: account.name,
      names: true,
      cell: ({ personId, name }) => ({ href: `/people/${personId}`, text: name }),
    },
    { head: t.count, numeric: true, cell: ({ count }) => count },
    {
      head: reader.t.settings.change,
      cell: (holder) => (holder.personId === self ? null : { view: reset(holder) }),
    },
  ]
}
