/** Whom to phone about plans: institutions that stayed silent after all reminders, with people and numbers. */

import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { fullName } from '../../src/people/name.ts'
import type { SilentPlan } from '../../src/plans/reminders.ts'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { ownerName, planState } from './words.ts'

interface SilentProps {
  readonly reader: Reader
  readonly owners: ReadonlyMap<Id, InstitutionName>
  readonly silent: readonly SilentPlan[]
}

/** The list, none without anybody to phone. */
export function Silent({ reader, owners, silent }: SilentProps) {
  const { calls, plans } = reader.t
  if (silent.length === 0) return null
  return (
    <section aria-labelledby="silent">
      <h2 id="silent">{plans.template.silent}</h2>
      <Table
        reader={reader}
        caption={plans.template.silent}
        rows={silent}
        columns={[
          {
            head: plans.template.institution,
            names: true,
            cell: ({ plan }) => ({
              href: `/plans/${plan.templateId}/of/${plan.id}`,
              ...ownerName(reader, owners, plan.institutionId),
            }),
          },
          { head: plans.template.state, cell: ({ plan }) => planState(reader, plan) },
          {
            head: calls.whom,
            cell: ({ contacts }) =>
              contacts.length > 0
                ? { lines: contacts.map(({ person }) => fullName(person, reader.locale)) }
                : { tone: 'warn', text: calls.nobody },
          },
          {
            head: calls.phone,
            tight: true,
            cell: ({ contacts }) => ({ lines: contacts.map(({ phone }) => phone || calls.noPhone) }),
          },
        ]}
      />
    </section>
  )
}
