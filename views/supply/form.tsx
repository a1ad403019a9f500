/** The forms of a medicine: what it is, who reports, what was estimated. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import { ESTIMATE_KINDS } from '../../src/supply/estimate.ts'
import { type Medicine, RATES } from '../../src/supply/medicine.ts'
import type { Supply } from '../../src/supply/outlook.ts'
import { LEVELS } from '../../src/supply/place.ts'
import { institutionChoices } from '../commitments/form.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostButton, PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Checkboxes, languageChoices, Radios, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Table } from '../parts/table.tsx'
import { supplyTrail } from './page.tsx'
import { placeName } from './places.tsx'
import type { Owners } from './words.ts'

interface MedicineFormProps extends ShellProps {
  readonly dialogue: Dialogue
  /** Null for a new one. */
  readonly medicine: Medicine | null
  readonly form: FormState
}

/** A medicine that is added or changed. */
export function MedicineFormPage(props: MedicineFormProps) {
  const { reader, dialogue, medicine, form } = props
  const { form: t } = reader.t.supply
  const labels = {
    ...{ name: t.name, unit: t.unit, authoritative: t.authoritative, unit_mg: t.unitMg },
    ...{ base_permille: t.base, patients: t.patients, daily_mg: t.daily, min_months: t.min },
    ...{ max_months: t.max, safety_days: t.safety, rate: t.rate },
  }
  const draft = draftOf(reader, form, { labels })
  const back = medicine ? `/supply/${medicine.id}` : `/dialogues/${dialogue.id}/supply`
  const hidden: Record<string, string> = medicine ? { version: fieldValue(form, 'version') } : {}
  const number = (name: keyof typeof labels, hint?: string) => (
    <TextField draft={draft} name={name} type="number" {...(hint ? { hint } : {})} />
  )
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} trail={supplyTrail(reader, dialogue)} title={t.title} />
      <PostForm action={back} hidden={hidden}>
        <TextInLanguages draft={draft} name="name" hint={t.nameHint} />
        <TextInLanguages draft={draft} name="unit" hint={t.unitHint} />
        <Select draft={draft} name="authoritative" choices={languageChoices(reader)} />
        {number('unit_mg')}
        {number('base_permille', t.baseHint)}
        {number('patients')}
        {number('daily_mg')}
        {number('min_months')}
        {number('max_months')}
        {number('safety_days', t.safetyHint)}
        <Radios draft={draft} name="rate" choices={RATES.map((value) => ({ value, text: t.rates[value] }))} />
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}

/** What the pages below a medicine have. */
export interface BelowMedicineProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly supply: Supply
  readonly form: FormState
}

interface PlacesFormProps extends BelowMedicineProps {
  readonly institutions: readonly InstitutionName[]
  readonly owners: Owners
}

/** Who reports, and whom to add. */
export function PlacesFormPage(props: PlacesFormProps) {
  const { reader, dialogue, supply, form, institutions, owners } = props
  const { places: t, levels } = reader.t.supply
  const own = `/supply/${supply.medicine.id}`
  const draft = draftOf(reader, form, { labels: { institutions: t.institutions, level: t.level } })
  const there = new Set(supply.places.map(({ institutionId }) => institutionId))
  const free = institutions.filter(({ id }) => !there.has(id))
  return (
    <SecretariatPage {...props} title={t.edit} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={supplyTrail(reader, dialogue, supply.medicine)}
        title={t.edit}
        lead={t.lead}
      />
      <Table
        reader={reader}
        caption={t.edit}
        rows={supply.places}
        empty={t.none}
        columns={[
          { head: t.place, names: true, cell: (place) => placeName(reader, place, owners) },
          { head: t.level, cell: ({ level }) => levels[level] },
          {
            head: '',
            cell: ({ id }) => ({
              view: <PostButton action={`${own}/places/${id}/removal`}>{t.close}</PostButton>,
            }),
          },
        ]}
      />
      <section aria-labelledby="add">
        <h2 id="add">{t.add}</h2>
        <PostForm action={`${own}/places`}>
          <Radios
            draft={draft}
            name="level"
            choices={LEVELS.map((value) => ({ value, text: levels[value] }))}
          />
          <Checkboxes draft={draft} name="institutions" choices={institutionChoices(reader, free)} />
          <SaveOrCancel reader={reader} back={own} />
        </PostForm>
      </section>
    </SecretariatPage>
  )
}

/** The estimates that were confirmed, and one more. */
export function EstimateFormPage(props: BelowMedicineProps) {
  const { reader, dialogue, supply, form } = props
  const { estimates: t } = reader.t.supply
  const own = `/supply/${supply.medicine.id}`
  const labels = { year: t.year, kind: t.kind, base_grams: t.grams, confirmed_on: t.confirmedOn }
  const draft = draftOf(reader, form, { labels })
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} trail={supplyTrail(reader, dialogue, supply.medicine)} title={t.title} />
      <Table
        reader={reader}
        caption={t.title}
        rows={supply.estimates}
        empty={t.none}
        columns={[
          { head: t.year, names: true, cell: ({ year }) => String(year) },
          { head: t.kind, cell: ({ kind }) => t.kinds[kind] },
          { head: t.grams, numeric: true, cell: ({ baseGrams }) => baseGrams },
          {
            head: t.confirmedOn,
            tight: true,
            cell: ({ confirmedOn }) => formatDate(reader.locale, confirmedOn),
          },
        ]}
      />
      <section aria-labelledby="add">
        <h2 id="add">{t.add}</h2>
        <PostForm action={`${own}/estimates`}>
          <TextField draft={draft} name="year" type="number" />
          <Radios
            draft={draft}
            name="kind"
            choices={ESTIMATE_KINDS.map((value) => ({ value, text: t.kinds[value] }))}
          />
          <TextField draft={draft} name="base_grams" type="number" />
          <DateField draft={draft} name="confirmed_on" />
          <SaveOrCancel reader={reader} back={own} />
        </PostForm>
      </section>
    </SecretariatPage>
  )
}
