/** What if a delivery came on another day or in another quantity: both projections side by side. */

import { formatDate } from '../../src/i18n/dates.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import type { PipelineLine } from '../../src/supply/line.ts'
import type { SupplyOutlook } from '../../src/supply/outlook.ts'
import type { ListedScenario } from '../../src/supply/scenario.ts'
import type { TakenBack } from '../../src/supply/supposition.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { Actions, PostForm, Submit } from '../parts/actions.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextField } from '../parts/field.tsx'
import { draftOf } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import type { Reader } from '../reader.ts'
import { Both } from './compared.tsx'
import type { BelowMedicineProps } from './form.tsx'
import { supplyTrail } from './page.tsx'
import { type People, Scenarios } from './scenarios.tsx'
import { figure, type Owners } from './words.ts'

/** The field that tells the form which only compares from the one that adopts. */
export const COMPARE = 'compare'

export interface WhatIfProps extends BelowMedicineProps {
  /** Those that can still change, as they are. */
  readonly lines: readonly PipelineLine[]
  readonly now: SupplyOutlook
  /** Null as long as nothing differs. */
  readonly changed: SupplyOutlook | null
  /** Where commitments stand against it: what adopting comes to while they stay; else null. */
  readonly adopted: SupplyOutlook | null
  readonly takenBack: readonly TakenBack[]
  readonly today: LocalDate
  readonly owners: Owners
  readonly scenarios: readonly ListedScenario[]
  /** Who kept them. */
  readonly people: People
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
        <PostForm action={`${own}/what-if`} hidden={{ [COMPARE]: 1 }}>
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
        </PostForm>
      )}
      <Both {...props} draft={draft} />
      <Scenarios {...props} medicineId={supply.medicine.id} />
    </SecretariatPage>
  )
}

/** The words for the fields of all deliveries and of what follows them. */
export function labelsOf(reader: Reader, lines: readonly PipelineLine[]): Record<string, string> {
  const { line: t } = reader.t.supply
  return {
    ...{
      reason: t.reason,
      name: reader.t.supply.ahead.scenario.name,
      note: reader.t.supply.ahead.scenario.note,
    },
    ...Object.fromEntries(
      lines.flatMap(({ id }, at) => [
        [`${id}_on`, `${t.one} ${at + 1}: ${t.expectedOn}`],
        [`${id}_quantity`, `${t.one} ${at + 1}: ${t.quantity}`],
      ]),
    ),
  }
}
