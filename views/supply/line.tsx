/** One delivery: what is known of it, its move, its twelve steps, its permits; and the form of a new one. */

import type { Child } from 'hono/jsx'
import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import { CERTAINTIES, CHAIN, PERMIT_KINDS, type PipelineLine, slipOf } from '../../src/supply/line.ts'
import { institutionChoices } from '../commitments/form.tsx'
import { SecretariatPage } from '../layout/shell.tsx'
import { Actions, PostForm, SaveOrCancel, Submit } from '../parts/actions.tsx'
import { Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextArea, TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import type { BelowMedicineProps } from './form.tsx'
import { supplyTrail } from './page.tsx'
import { figure, permitTone } from './words.ts'

interface CommonProps extends BelowMedicineProps {
  readonly commitments: readonly Commitment[]
}

/** A new delivery. */
export function NewLinePage(props: CommonProps) {
  const { reader, dialogue, supply, form } = props
  const { line: t } = reader.t.supply
  const draft = draftOf(reader, form, { labels: labelsOf(reader) })
  const own = `/supply/${supply.medicine.id}`
  return (
    <SecretariatPage {...props} title={t.add} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={supplyTrail(reader, dialogue, supply.medicine)}
        title={t.add}
        lead={t.needToKnow}
      />
      <PostForm action={`${own}/lines`}>
        <TextField draft={draft} name="quantity" type="number" />
        <DateField draft={draft} name="expected_on" />
        <TermFields reader={reader} draft={draft} commitments={props.commitments} />
        <SaveOrCancel reader={reader} back={own} />
      </PostForm>
    </SecretariatPage>
  )
}

/** Which of the forms of the page was refused. */
export type LineForm = 'terms' | 'move' | 'steps' | 'permits'

interface LineProps extends CommonProps {
  readonly line: PipelineLine
  readonly institutions: readonly InstitutionName[]
  /** Every form as it is filled. */
  readonly forms: Readonly<Record<LineForm, FormState>>
}

/** The page of a delivery. */
export function LinePage(props: LineProps) {
  const { reader, dialogue, supply, line, forms } = props
  const { line: t } = reader.t.supply
  const drafts = draftsOf(reader, forms)
  const faulty = Object.values(forms).some(({ faults }) => faults.length > 0)
  return (
    <SecretariatPage {...props} title={t.one} faulty={faulty}>
      {Object.values(drafts).map((draft) => (
        <FaultSummary draft={draft} />
      ))}
      <Heading
        reader={reader}
        trail={supplyTrail(reader, dialogue, supply.medicine)}
        title={`${t.one}: ${figure(reader, line.quantity)}, ${formatDate(reader.locale, line.expectedOn)}`}
        lead={slipOf(line) === 0 ? t.needToKnow : `${t.slip(slipOf(line))}. ${t.needToKnow}`}
      />
      <Moves {...props} />
      <Section {...props} id="move" title={t.move}>
        <DateField draft={drafts.move} name="expected_on" hint={t.expectedHint} />
        <TextField draft={drafts.move} name="quantity" type="number" />
        <TextArea draft={drafts.move} name="reason" rows={2} />
      </Section>
      <Section {...props} id="terms" title={t.terms}>
        <TermFields reader={reader} draft={drafts.terms} commitments={props.commitments} />
      </Section>
      <Section {...props} id="steps" title={reader.t.supply.steps.edit}>
        <StepFields {...props} draft={drafts.steps} />
      </Section>
      <Permits reader={reader} line={line} />
      <Section {...props} id="permits" title={reader.t.supply.permits.add}>
        <PermitFields reader={reader} draft={drafts.permits} />
      </Section>
    </SecretariatPage>
  )
}

function draftsOf(reader: Reader, forms: LineProps['forms']): Readonly<Record<LineForm, Draft>> {
  const labels = labelsOf(reader)
  const draft = (form: LineForm) => draftOf(reader, forms[form], { labels, form })
  return { terms: draft('terms'), move: draft('move'), steps: draft('steps'), permits: draft('permits') }
}

function Section(
  props: LineProps & { readonly id: LineForm; readonly title: string; readonly children: Child },
) {
  const { supply, line, id, title, children, reader } = props
  const own = `/supply/${supply.medicine.id}/lines/${line.id}`
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <PostForm
        action={id === 'terms' ? own : `${own}/${id}`}
        hidden={{ version: supply.medicine.version }}
        label={title}
      >
        {children}
        <Actions>
          <Submit>{reader.t.shell.form.save}</Submit>
        </Actions>
      </PostForm>
    </section>
  )
}

function labelsOf({ t }: Reader): Record<string, string> {
  const { line, permits, steps, ahead } = t.supply
  return {
    ...{ quantity: line.quantity, expected_on: line.expectedOn, reason: line.reason },
    ...{ certainty: line.certainty, received: line.received, received_on: line.receivedOn },
    ...{ ships_on: line.shipsOn, contract: line.contract, good_until: line.goodUntil },
    ...{
      commitment: line.commitment,
      commitment_step: ahead.promised.step,
      kind: permits.kind,
      number: permits.number,
    },
    ...{ valid_from: permits.from, valid_to: permits.to },
    ...Object.fromEntries(
      CHAIN.flatMap(({ key }) => [
        [`${key}_days`, `${steps.keys[key]}: ${steps.days}`],
        [`${key}_owner`, `${steps.keys[key]}: ${steps.owner}`],
        [`${key}_done`, `${steps.keys[key]}: ${steps.doneOn}`],
      ]),
    ),
  }
}

interface FieldsProps {
  readonly reader: Reader
  readonly draft: Draft
}

function TermFields({ reader, draft, commitments }: FieldsProps & Pick<CommonProps, 'commitments'>) {
  const { line: t } = reader.t.supply
  const choices = commitments.map((commitment) => {
    const words = chooseText(commitment.text, reader.locale)
    return { value: commitment.id, text: `${codeOf(commitment)} ${words.text}`, lang: words.lang }
  })
  return (
    <>
      <Select
        draft={draft}
        name="certainty"
        choices={CERTAINTIES.map((value) => ({ value, text: t.certainties[value] }))}
      />
      <TextField draft={draft} name="received" type="number" />
      <DateField draft={draft} name="received_on" optional />
      <DateField draft={draft} name="ships_on" optional />
      <TextField draft={draft} name="contract" optional />
      <DateField draft={draft} name="good_until" optional />
      <Select draft={draft} name="commitment" choices={choices} optional />
      <Select
        draft={draft}
        name="commitment_step"
        hint={reader.t.supply.ahead.promised.stepHint}
        choices={CHAIN.map(({ key }) => ({ value: key, text: reader.t.supply.steps.keys[key] }))}
        optional
      />
    </>
  )
}

function StepFields({ reader, draft, institutions }: LineProps & FieldsProps) {
  const { steps: t } = reader.t.supply
  const choices = institutionChoices(reader, institutions)
  return (
    <>
      {CHAIN.map(({ key }, at) => (
        <fieldset class="field">
          <legend>{`${at + 1}. ${t.keys[key]}`}</legend>
          <TextField draft={draft} name={`${key}_days`} label={t.days} type="number" />
          <Select draft={draft} name={`${key}_owner`} label={t.owner} choices={choices} optional />
          <DateField draft={draft} name={`${key}_done`} label={t.doneOn} optional />
        </fieldset>
      ))}
    </>
  )
}

function PermitFields({ reader, draft }: FieldsProps) {
  const { permits: t } = reader.t.supply
  return (
    <>
      <Select
        draft={draft}
        name="kind"
        choices={PERMIT_KINDS.map((value) => ({ value, text: t.kinds[value] }))}
      />
      <TextField draft={draft} name="number" />
      <TextField draft={draft} name="quantity" type="number" />
      <DateField draft={draft} name="valid_from" />
      <DateField draft={draft} name="valid_to" />
    </>
  )
}

function Moves({ reader, line, dialogue }: LineProps) {
  const { line: t } = reader.t.supply
  if (line.moves.length === 0) return null
  const date = (on: PipelineLine['expectedOn']) => formatDate(reader.locale, on)
  return (
    <Table
      reader={reader}
      caption={t.moves}
      captionSeen
      rows={line.moves}
      columns={[
        {
          head: t.expectedOn,
          names: true,
          cell: (move) => `${date(move.expectedFrom)} → ${date(move.expectedTo)}`,
        },
        {
          head: t.quantity,
          cell: (move) => `${figure(reader, move.quantityFrom)} → ${figure(reader, move.quantityTo)}`,
        },
        { head: t.reason, cell: ({ reason }) => reason },
        { head: t.moved, tight: true, cell: ({ movedAt }) => date(dateOf(movedAt, dialogue.zone)) },
      ]}
    />
  )
}

function Permits({ reader, line }: { readonly reader: Reader; readonly line: PipelineLine }) {
  const { permits: t } = reader.t.supply
  const date = (on: PipelineLine['expectedOn']) => formatDate(reader.locale, on)
  return (
    <section aria-labelledby="permits">
      <h2 id="permits">{t.title}</h2>
      <Table
        reader={reader}
        caption={t.title}
        rows={line.permits}
        empty={t.none}
        columns={[
          { head: t.number, names: true, cell: ({ number }) => number },
          { head: t.kind, cell: ({ kind }) => t.kinds[kind] },
          { head: reader.t.supply.line.quantity, numeric: true, cell: ({ quantity }) => quantity },
          { head: t.from, tight: true, cell: ({ validFrom }) => date(validFrom) },
          {
            head: t.to,
            cell: (permit) => ({ tone: permitTone(permit, line.shipsOn), text: date(permit.validTo) }),
          },
        ]}
      />
    </section>
  )
}
