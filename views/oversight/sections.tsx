/** The sections of the first page for whoever coordinates: what to grant, what is at risk, who is late, what comes. */

import { formatDate } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf, type Zone } from '../../src/kernel/zone.ts'
import {
  expectedLines,
  type LateInstitution,
  lateInstitutions,
  type Oversight,
} from '../../src/oversight/oversight.ts'
import type { DueRequest } from '../../src/steps/due-request.ts'
import type { MedicineAtRisk } from '../../src/supply/at-risk.ts'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { headline, riskTone } from '../supply/words.ts'
import { expectedSentence, lateWords, requestWords } from './words.ts'

/** What the sections are made of. */
export interface OversightProps {
  readonly reader: Reader
  readonly oversight: Oversight
  /** Every institution that is named, as far as the reader may be told. */
  readonly institutions: ReadonlyMap<Id, InstitutionName>
  readonly today: LocalDate
  readonly zone: Zone
}

/** Rows of a table on the first page; the rest is behind a link. */
const SHOWN = 8

/** Due dates to grant or refuse, longest waiting first; nothing when there is none. */
export function ToGrant({ reader, oversight, zone }: OversightProps) {
  const { oversight: t } = reader.t
  if (oversight.toGrant.length === 0) return null
  const columns: Column<DueRequest>[] = [
    {
      head: t.request,
      names: true,
      cell: (row) => ({ href: `/commitments/${row.commitmentId}`, text: requestWords(reader, row) }),
    },
    { head: t.reason, cell: ({ reason }) => reason },
    { head: t.since, tight: true, cell: ({ askedAt }) => formatDate(reader.locale, dateOf(askedAt, zone)) },
  ]
  return (
    <section>
      <h2>{`${t.toGrant} (${oversight.toGrant.length})`}</h2>
      <Table reader={reader} caption={t.toGrant} columns={columns} rows={oversight.toGrant} />
    </section>
  )
}

/** Every medicine that may run out, worst first, each with its one sentence. */
export function Risks({ reader, oversight, institutions }: OversightProps) {
  const { oversight: t, supply } = reader.t
  const columns: Column<MedicineAtRisk>[] = [
    {
      head: supply.medicine,
      names: true,
      cell: ({ medicine }) => ({
        href: `/supply/${medicine.id}`,
        ...chooseText(medicine.name, reader.locale),
      }),
    },
    {
      head: t.standing,
      cell: ({ outlook, today, seesShipments }) =>
        headline(reader, outlook, { today, seesShipments, owners: institutions }),
    },
    {
      head: supply.columns.state,
      cell: ({ risk }) => ({ tone: riskTone(risk), text: supply.risks[risk] }),
    },
  ]
  if (oversight.risks.length === 0) return null
  return (
    <section>
      <h2>{t.risks}</h2>
      <Table reader={reader} caption={t.risks} columns={columns} rows={oversight.risks} />
    </section>
  )
}

/** Who is late with what, the most silent first. */
export function LateBy({ reader, oversight, institutions, today }: OversightProps) {
  const { oversight: t } = reader.t
  const rows = lateInstitutions(oversight.late, today)
  if (rows.length === 0) return null
  const columns: Column<LateInstitution>[] = [
    {
      head: t.institution,
      names: true,
      cell: ({ institutionId }) => {
        const institution = institutions.get(institutionId)
        return {
          href: `/commitments?show=late&lead=${institutionId}`,
          ...(institution ? nameOf(institution, reader.locale) : { text: reader.t.commitments.unlisted }),
        }
      },
    },
    { head: t.standing, cell: (row) => lateWords(reader, row) },
  ]
  return (
    <section>
      <h2>{t.lateBy}</h2>
      <Table reader={reader} caption={t.lateBy} columns={columns} rows={rows.slice(0, SHOWN)} />
      {rows.length > SHOWN && (
        <p>
          <a href="/commitments?show=late&by=lead">{t.more(rows.length - SHOWN)}</a>
        </p>
      )}
    </section>
  )
}

/** What should come within the week, each line with the place where one sees whether it did. */
export function ExpectedReports({ reader, oversight }: OversightProps) {
  const { oversight: t } = reader.t
  const lines = expectedLines(oversight.expected).map((line) => expectedSentence(reader, line))
  return (
    <section>
      <h2>{t.expected}</h2>
      {lines.length === 0 ? (
        <p class="none">{t.nothingExpected}</p>
      ) : (
        <ul>
          {lines.map(({ text, href }) => (
            <li>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** How many commitments nobody answers for by name; nothing when there is none. */
export function Gaps({ reader, oversight }: OversightProps) {
  const count = oversight.gaps.reduce((sum, one) => sum + one.count, 0)
  if (count === 0) return null
  return (
    <p>
      <a href="/commitments/unattended">{reader.t.oversight.gaps(count)}</a>
    </p>
  )
}
