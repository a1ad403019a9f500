/** One medicine: the sentence, the figures, the curve, who must act by when, and what it all rests on. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { formatMonth } from '../../src/i18n/months.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { firstGaps, type Risk, type Supply, type SupplyOutlook } from '../../src/supply/outlook.ts'
import type { PromisedDates } from '../../src/supply/promised.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'
import { boundsOf, Curve } from './curve.tsx'
import { Estimates } from './estimates.tsx'
import { Deliveries, OrderBy } from './pipeline.tsx'
import { Places } from './places.tsx'
import { figure, headline, monthsText, type Owners, promisedHref, riskTone, warningText } from './words.ts'

/** What the page shows, cut to what its reader may see. */
export interface MedicineProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly supply: Supply
  readonly outlook: SupplyOutlook
  readonly risk: Risk
  readonly owners: Owners
  readonly today: LocalDate
  /** Commitments that deliveries wait for; none where shipments are not shown. */
  readonly promised: PromisedDates
  /** Deliveries, contracts, permits, steps. */
  readonly seesShipments: boolean
  /** The stock of single places. */
  readonly seesPlaces: boolean
}

/** The way down to a medicine's pages. */
export function supplyTrail(reader: Reader, dialogue: Dialogue, supply?: Supply['medicine']) {
  const title = chooseText(dialogue.title, reader.locale)
  return [
    { href: `/dialogues/${dialogue.id}`, text: <Words reader={reader} text={title} /> },
    { href: `/dialogues/${dialogue.id}/supply`, text: reader.t.supply.title },
    ...(supply
      ? [
          {
            href: `/supply/${supply.id}`,
            text: <Words reader={reader} text={chooseText(supply.name, reader.locale)} />,
          },
        ]
      : []),
  ]
}

/** The page. */
export function MedicinePage(props: MedicineProps) {
  const { reader, dialogue, supply, outlook, risk, seesShipments, seesPlaces } = props
  const { supply: t } = reader.t
  const name = chooseText(supply.medicine.name, reader.locale)
  const own = `/supply/${supply.medicine.id}`
  const { min, max } = { min: supply.medicine.minMonths, max: supply.medicine.maxMonths }
  return (
    <SecretariatPage {...props} title={name.text}>
      <Heading
        reader={reader}
        trail={supplyTrail(reader, dialogue)}
        title={<Words reader={reader} text={name} />}
        status={<Status tone={riskTone(risk)}>{t.risks[risk]}</Status>}
        actions={
          <Actions>
            {seesShipments && (
              <>
                <LinkButton href={`${own}/lines/new`} weight="main">
                  {t.line.add}
                </LinkButton>
                <LinkButton href={`${own}/what-if`}>{t.whatIf.title}</LinkButton>
                <LinkButton href={`${own}/import`}>{t.ahead.import.open}</LinkButton>
                <LinkButton href={`${own}/places`}>{t.places.edit}</LinkButton>
                <LinkButton href={`${own}/edit`}>{reader.t.shell.form.edit}</LinkButton>
              </>
            )}
            <LinkButton href={`${own}/regions`}>{reader.t.stock.regions.link}</LinkButton>
          </Actions>
        }
        lead={<strong>{headline(reader, outlook, props)}</strong>}
      />
      <Warnings reader={reader} outlook={outlook} />
      <Figures {...props} />
      <Curve
        reader={reader}
        outlook={outlook}
        asOf={outlook.stock.asOf ?? props.today}
        today={props.today}
        bounds={boundsOf({ min, max }, outlook)}
        seesShipments={seesShipments}
      />
      {seesShipments && <OrderBy {...props} />}
      {seesShipments && <Deliveries {...props} />}
      {seesPlaces && <Places {...props} />}
      {seesShipments && <Estimates {...props} />}
    </SecretariatPage>
  )
}

function Warnings({ reader, outlook }: Pick<MedicineProps, 'reader' | 'outlook'>) {
  const { warnings } = outlook
  if (warnings.length === 0) return null
  return (
    <Notice reader={reader} tone="warn" title={reader.t.supply.warnings.title}>
      <ul>
        {warnings.map((warning) => (
          <li>
            {warningText(reader, warning)}
            {warning.kind === 'held_back' && (
              <>
                {' '}
                <a href={promisedHref(warning.by.promised)}>
                  {reader.t.supply.ahead.promised.move(warning.by.promised.code)}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Figures({ reader, supply, outlook }: MedicineProps) {
  const { facts: t } = reader.t.supply
  const { medicine } = supply
  const { stock, completeness, all } = outlook
  const unit = chooseText(medicine.unit, reader.locale).text
  const second = all.known ? firstGaps(all).second : null
  const amount = (units: Parameters<typeof figure>[1]) =>
    units === null ? t.unknown : `${figure(reader, units)} (${unit})`
  const plan = t.planOf(figure(reader, medicine.patients), figure(reader, medicine.dailyMilligrams))
  return (
    <Facts
      facts={[
        {
          term: t.onHand,
          value: stock.asOf
            ? `${amount(stock.units)}, ${t.asOf(formatDate(reader.locale, stock.asOf))}`
            : t.unknown,
        },
        { term: t.months, value: monthsText(reader, outlook) },
        {
          term: t.complete,
          value: t.reported(
            completeness.reported,
            completeness.places,
            formatMonth(reader.locale, completeness.month),
          ),
        },
        { term: t.consumption, value: `${amount(stock.rate)}; ${t.rated(stock.rated, stock.using)}` },
        { term: t.plan, value: `${amount(outlook.plannedRate)}; ${plan}` },
        { term: t.bounds, value: `${t.boundsText(medicine.minMonths, medicine.maxMonths)}` },
        { term: t.next, value: second && formatDate(reader.locale, second.from) },
        { term: reader.t.supply.form.rate, value: reader.t.supply.form.rates[medicine.rate] },
      ]}
    />
  )
}
