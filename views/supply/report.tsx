/** The monthly report of a place: last month's figures beside the fields, odd figures asked back. */

import { formatMonth } from '../../src/i18n/months.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Month } from '../../src/supply/consumption.ts'
import type { Place } from '../../src/supply/place.ts'
import { isAskedBack, type StockReport } from '../../src/supply/report.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Checkboxes, Select } from '../parts/choice.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextField } from '../parts/field.tsx'
import { draftOf } from '../parts/form.ts'
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
      <PostForm action={`${own}/places/${place.id}/report`}>
        <Fields {...props} draft={draft} />
        <SaveOrCancel reader={reader} back={`${own}#places`} />
      </PostForm>
    </SecretariatPage>
  )
}

function labelsOf({ t }: Reader): Record<string, string> {
  const { report } = t.supply
  const batches = NUMBERS.flatMap((n) => [
    [`batch_${n}_units`, report.batchUnits(n)],
    [`batch_${n}_until`, report.batchUntil(n)],
  ])
  return {
    ...{ month: report.month, as_of: report.asOf, on_hand: report.onHand, consumed: report.consumed },
    ...{ received: report.received, days_out: report.daysOut, confirm: report.confirmLabel },
    ...Object.fromEntries(batches),
  }
}

/** As many as the form is read for. */
const NUMBERS = [1, 2, 3]

function Before({ reader, before, known, month }: ReportProps) {
  const { report: t } = reader.t.supply
  const last = before ?? null
  return (
    <>
      {known && (
        <Notice reader={reader} tone="neutral">
          <p>{t.correction}</p>
        </Notice>
      )}
      {last ? (
        <section aria-labelledby="before">
          <h2 id="before">{t.before(formatMonth(reader.locale, last.month))}</h2>
          <Facts
            facts={[
              { term: t.onHand, value: figure(reader, last.onHandUnits) },
              { term: t.consumed, value: figure(reader, last.consumedUnits) },
              { term: t.received, value: figure(reader, last.receivedUnits) },
              { term: t.daysOut, value: figure(reader, last.daysOut) },
            ]}
          />
        </section>
      ) : (
        <p class="hint">{t.nothingBefore(formatMonth(reader.locale, previous(month)))}</p>
      )}
    </>
  )
}

function previous(month: Month): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
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
      <details open={NUMBERS.some((n) => form.values[`batch_${n}_units`])}>
        <summary>{t.batches}</summary>
        <p class="hint">{t.batchesHint}</p>
        {NUMBERS.map((n) => (
          <>
            <TextField draft={draft} name={`batch_${n}_units`} type="number" optional="unsaid" />
            <DateField draft={draft} name={`batch_${n}_until`} optional="unsaid" />
          </>
        ))}
      </details>
      {form.faults.some(isAskedBack) && (
        <Checkboxes
          draft={draft}
          name="confirm"
          choices={[{ value: 'on', text: t.confirm }]}
          optional="unsaid"
        />
      )}
    </>
  )
}
