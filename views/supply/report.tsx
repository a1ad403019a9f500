/** The monthly report of a place: last month's figures beside the fields, odd figures asked back. */

import { formatMonth } from '../../src/i18n/months.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Month } from '../../src/supply/consumption.ts'
import type { Place } from '../../src/supply/place.ts'
import { BATCHES, isAskedBack, monthBefore, type StockReport } from '../../src/supply/report.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Checkboxes, Select } from '../parts/choice.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextField, textIn } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import type { Reader } from '../reader.ts'
import type { BelowMedicineProps } from './form.tsx'
import { supplyTrail } from './page.tsx'
import { figure, type Owners, placeTitle } from './words.ts'

/** What the figures of a month are typed against. */
export interface ReportProps extends BelowMedicineProps {
  readonly place: Place
  readonly owners: Owners
  readonly months: readonly Month[]
  /** The month that the page was opened for. */
  readonly month: Month
  readonly before: StockReport | null
  readonly known: StockReport | null
}

/** The page on which the secretariat notes a report. */
export function ReportPage(props: ReportProps) {
  const { reader, dialogue, supply, form, place } = props
  const { report: t } = reader.t.supply
  const draft = draftOf(reader, form, { labels: labelsOf(reader) })
  const own = `/supply/${supply.medicine.id}`
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={supplyTrail(reader, dialogue, supply.medicine)}
        title={t.title}
        lead={`${placeTitle(reader, place, props.owners)}, ${chooseText(supply.medicine.unit, reader.locale).text}`}
      />
      <Before {...props} />
      <PostForm
        action={`${own}/places/${place.id}/report`}
        hidden={{ seen_month: props.month, seen: props.known?.id ?? '' }}
      >
        <Fields {...props} draft={draft} />
        <SaveOrCancel reader={reader} back={`${own}#places`} />
      </PostForm>
    </SecretariatPage>
  )
}

/** The names of the fields of a report. */
export function labelsOf({ t }: Reader): Record<string, string> {
  const { report } = t.supply
  const batches = numbers(BATCHES).flatMap((n) => [
    [`batch_${n}_units`, report.batchUnits(n)],
    [`batch_${n}_until`, report.batchUntil(n)],
  ])
  return {
    ...{ month: report.month, as_of: report.asOf, on_hand: report.onHand, consumed: report.consumed },
    ...{ received: report.received, days_out: report.daysOut, confirm: report.confirmLabel },
    ...Object.fromEntries(batches),
  }
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1)
}

/** Rows of batches shown at least. */
export const ROWS = 3

/** The rows of batches: those that are filled, some to fill, and more on request. */
export function Batches({ draft, asked = 0 }: { readonly draft: Draft; readonly asked?: number }) {
  const { report: t } = draft.reader.t.supply
  const filled = numbers(BATCHES).filter(
    (n) => textIn(draft, `batch_${n}_units`) || textIn(draft, `batch_${n}_until`),
  )
  const rows = Math.min(BATCHES, Math.max(ROWS, asked, filled.at(-1) ?? 0))
  return (
    <details open={filled.length > 0 || asked > 0}>
      <summary>{t.batches}</summary>
      <p class="hint">{t.batchesHint}</p>
      {numbers(rows).map((n) => (
        <>
          <TextField draft={draft} name={`batch_${n}_units`} type="number" optional="unsaid" />
          <DateField draft={draft} name={`batch_${n}_until`} optional="unsaid" />
        </>
      ))}
    </details>
  )
}

/** The box that says that odd figures are right; only once they were asked back. */
export function Confirmation({ draft, form }: { readonly draft: Draft; readonly form: FormState }) {
  if (!form.faults.some(isAskedBack)) return null
  const text = draft.reader.t.supply.report.confirm
  return <Checkboxes draft={draft} name="confirm" choices={[{ value: 'on', text }]} optional="unsaid" />
}

function Before({ reader, before, known, month }: ReportProps) {
  const { report: t } = reader.t.supply
  return (
    <>
      {known && (
        <Notice reader={reader} tone="neutral">
          <p>{t.correction}</p>
        </Notice>
      )}
      {before ? (
        <section aria-labelledby="before">
          <h2 id="before">{t.before(formatMonth(reader.locale, before.month))}</h2>
          <Facts
            facts={[
              { term: t.onHand, value: figure(reader, before.onHandUnits) },
              { term: t.consumed, value: figure(reader, before.consumedUnits) },
              { term: t.received, value: figure(reader, before.receivedUnits) },
              { term: t.daysOut, value: figure(reader, before.daysOut) },
            ]}
          />
        </section>
      ) : (
        <p class="hint">{t.nothingBefore(formatMonth(reader.locale, monthBefore(month)))}</p>
      )}
    </>
  )
}

function Fields({ reader, draft, months, form }: ReportProps & { readonly draft: Draft }) {
  const { report: t } = reader.t.supply
  const choices = months.map((value) => ({ value, text: formatMonth(reader.locale, value) })).reverse()
  return (
    <>
      <Select draft={draft} name="month" choices={choices} />
      <DateField draft={draft} name="as_of" />
      <TextField draft={draft} name="on_hand" type="number" />
      <TextField draft={draft} name="received" type="number" />
      <TextField draft={draft} name="consumed" type="number" />
      <TextField draft={draft} name="days_out" type="number" hint={t.daysOutHint} />
      <Batches draft={draft} />
      <Confirmation draft={draft} form={form} />
    </>
  )
}
