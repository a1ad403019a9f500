/** What is kept how long, and what would go tonight. */

import { formatNumber } from '../../src/i18n/numbers.ts'
import type { DueRule } from '../../src/retention/rules.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

/** The page. */
export function RetentionPage(props: ShellProps & { readonly rules: readonly DueRule[] }) {
  const { reader, rules } = props
  const { retention: t, settings } = reader.t
  const trail = [{ href: '/settings', text: settings.title }]
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} trail={trail} lead={t.lead} />
      <p>{t.expired}</p>
      <Table reader={reader} caption={t.title} columns={columnsOf(reader)} rows={rules} />
    </SecretariatPage>
  )
}

function columnsOf({ t: { retention: t }, locale }: Reader): Column<DueRule>[] {
  return [
    { head: t.rule, names: true, cell: (row) => t.rules[row.name] },
    { head: t.fieldClass, cell: (row) => row.fieldClass },
    {
      head: t.keptFor,
      cell: (row) => t.kept(formatNumber(locale, row.days), t.clocks[row.clock]),
    },
    { head: t.due, cell: (row) => formatNumber(locale, row.due) },
  ]
}
