/** What if a delivery came on another day or in another quantity: both projections side by side. */

import { formatDate } from '../../src/i18n/dates.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import type { PipelineLine } from '../../src/supply/line.ts'
import { firstGaps, type SupplyOutlook } from '../../src/supply/outlook.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { Actions, PostForm, Submit } from '../parts/actions.tsx'
import { localPath } from '../parts/ext.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextArea, TextField } from '../parts/field.tsx'
import { draftOf } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { boundsOf, Curve } from './curve.tsx'
import type { BelowMedicineProps } from './form.tsx'
import { supplyTrail } from './page.tsx'
import { figure, headline, monthsText, type Owners } from './words.ts'

interface WhatIfProps extends BelowMedicineProps {
  /** Those that can still change, as they are. */
  readonly lines: readonly PipelineLine[]
  readonly now: SupplyOutlook
  /** Null as long as nothing differs. */
  readonly changed: SupplyOutlook | null
  readonly today: LocalDate
  readonly owners: Owners
}

/** The page. */
export function WhatIfPage(props: WhatIfProps) {
  const { reader, dialogue, supply, form, lines } = props
  const { whatIf: t } = reader.t.supply
  const draft = draftOf(reader, form, { labels: labelsOf(reader, lines) })
  const own = `/supply/${supply.medicine.id}`
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={supplyTrail(reader, dialogue, supply.medicine)}
        title={t.title}
        lead={t.lead}
      />
      {lines.length === 0 && <p class="none">{t.none}</p>}
      {lines.length > 0 && (
        <form method="get" action={localPath(`${own}/what-if`) ?? '#'} novalidate>
          {lines.map(({ id, quantity, expectedOn }, at) => (
            <fieldset class="field">
              <legend>
                {t.line(at + 1, figure(reader, quantity), formatDate(reader.locale, expectedOn))}
              </legend>
              <DateField draft={draft} name={`${id}_on`} label={reader.t.supply.line.expectedOn} />
              <TextField
                draft={draft}
                name={`${id}_quantity`}
                label={reader.t.supply.line.quantity}
                type="number"
              />
            </fieldset>
          ))}
          <Actions>
            <Submit>{t.compare}</Submit>
          </Actions>
        </form>
      )}
      <Both {...props} draft={draft} />
    </SecretariatPage>
  )
}

function labelsOf(reader: Reader, lines: readonly PipelineLine[]): Record<string, string> {
  const { line: t } = reader.t.supply
  return {
    reason: t.reason,
    ...Object.fromEntries(
      lines.flatMap(({ id }, at) => [
        [`${id}_on`, `${t.one} ${at + 1}: ${t.expectedOn}`],
        [`${id}_quantity`, `${t.one} ${at + 1}: ${t.quantity}`],
      ]),
    ),
  }
}

function Both(props: WhatIfProps & { readonly draft: Draft }) {
  const { reader, now, changed, supply, lines, draft, form } = props
  const { whatIf: t } = reader.t.supply
  if (!changed) return lines.length > 0 ? <p class="none">{t.same}</p> : null
  const supposition = Object.fromEntries(
    lines.flatMap(({ id }) =>
      [`${id}_on`, `${id}_quantity`].map((name) => [name, String(form.values[name] ?? '')]),
    ),
  )
  return (
    <>
      <section aria-labelledby="compared">
        <h2 id="compared">{t.compared}</h2>
        <Table
          reader={reader}
          caption={t.compared}
          rows={[
            { name: t.now, outlook: now },
            { name: t.supposed, outlook: changed },
          ]}
          columns={columnsOf(props)}
        />
      </section>
      <Curve {...props} {...curveOf(props, changed)} />
      <section aria-labelledby="adopt">
        <h2 id="adopt">{t.adopt}</h2>
        <PostForm
          action={`/supply/${supply.medicine.id}/what-if`}
          hidden={{ ...supposition, version: supply.medicine.version }}
        >
          <TextArea draft={draft} name="reason" rows={2} />
          <Actions>
            <Submit>{t.adoptButton}</Submit>
          </Actions>
        </PostForm>
      </section>
    </>
  )
}

function curveOf({ supply, today }: WhatIfProps, outlook: SupplyOutlook) {
  const { minMonths: min, maxMonths: max } = supply.medicine
  return {
    outlook,
    asOf: outlook.stock.asOf ?? today,
    bounds: boundsOf({ min, max }, outlook),
    seesShipments: true,
  }
}

interface Side {
  readonly name: string
  readonly outlook: SupplyOutlook
}

function columnsOf(props: WhatIfProps): Column<Side>[] {
  const { reader } = props
  const { columns: t } = reader.t.supply
  const told = { ...props, seesShipments: true }
  return [
    { head: '', names: true, cell: ({ name }) => name },
    {
      head: t.stockOut,
      tight: true,
      cell: ({ outlook: { all } }) =>
        all.known && all.stockOutOn ? formatDate(reader.locale, all.stockOutOn) : '–',
    },
    {
      head: t.uncovered,
      numeric: true,
      // Over a year both are alike: what comes is used up either way. The first gap is what can be shortened.
      cell: ({ outlook: { all } }) => (all.known ? (firstGaps(all).first?.days ?? 0) : null),
    },
    {
      head: reader.t.supply.facts.next,
      tight: true,
      cell: ({ outlook: { all } }) => {
        const second = all.known ? firstGaps(all).second : null
        return second ? formatDate(reader.locale, second.from) : '–'
      },
    },
    { head: t.months, cell: ({ outlook }) => monthsText(reader, outlook) },
    { head: t.state, cell: ({ outlook }) => headline(reader, outlook, told) },
  ]
}
