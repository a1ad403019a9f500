/** As it is and as supposed: both projections side by side, and what can be done with the supposition. */

import { formatDate } from '../../src/i18n/dates.ts'
import { firstGaps, type SupplyOutlook } from '../../src/supply/outlook.ts'
import type { TakenBack } from '../../src/supply/supposition.ts'
import { Actions, type Hidden, PostForm, Submit } from '../parts/actions.tsx'
import { type Draft, TextArea, TextField } from '../parts/field.tsx'
import { Notice } from '../parts/notice.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { boundsOf, Curve } from './curve.tsx'
import type { WhatIfProps } from './what-if.tsx'
import { headline, monthsText, promisedHref } from './words.ts'

interface BothProps extends Omit<WhatIfProps, 'scenarios' | 'people'> {
  readonly draft: Draft
  /** Is it a scenario already? */
  readonly kept?: boolean
}

/** Both projections side by side, the curve of the supposed one, and what can be done with it. */
export function Both(props: BothProps) {
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
            ...(props.adopted ? [{ name: t.adopted, outlook: props.adopted }] : []),
          ]}
          columns={columnsOf(props)}
        />
      </section>
      <Curve {...props} {...curveOf(props, changed)} />
      {!props.kept && <Keep {...props} supposition={supposition} />}
      <section aria-labelledby="adopt">
        <h2 id="adopt">{t.adopt}</h2>
        <TakenBackNotice reader={reader} takenBack={props.takenBack} />
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

/** Before it is adopted: which commitments take it back, and the way to move them. */
function TakenBackNotice({ reader, takenBack }: Pick<BothProps, 'reader' | 'takenBack'>) {
  const { promised: t } = reader.t.supply.ahead
  if (takenBack.length === 0) return null
  const date = (on: TakenBack['arrivesOn']) => formatDate(reader.locale, on)
  return (
    <Notice reader={reader} tone="warn" title={t.takenBack}>
      <ul>
        {takenBack.map(({ promised, expectedOn, arrivesOn }) => (
          <li>
            {t.holds({
              ...{ code: promised.code, from: promised.from, done: date(promised.doneOn) },
              ...{ expected: date(expectedOn), arrives: date(arrivesOn) },
            })}{' '}
            <a href={promisedHref(promised)}>{t.move(promised.code)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Keep({ reader, supply, draft, supposition }: BothProps & { readonly supposition: Hidden }) {
  const { scenario: t } = reader.t.supply.ahead
  return (
    <section aria-labelledby="keep">
      <h2 id="keep">{t.keep}</h2>
      <PostForm action={`/supply/${supply.medicine.id}/scenarios`} hidden={supposition} label={t.keep}>
        <TextField draft={draft} name="name" maxlength={200} />
        <TextArea draft={draft} name="note" rows={2} optional />
        <Actions>
          <Submit weight="plain">{t.keepButton}</Submit>
        </Actions>
      </PostForm>
    </section>
  )
}

function curveOf({ supply, today }: BothProps, outlook: SupplyOutlook) {
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

function columnsOf(props: BothProps): Column<Side>[] {
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
