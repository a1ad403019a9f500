/** The supply in the papers of a meeting: what its organiser is shown, and the line that everybody may read. */

import { formatDate } from '../../src/i18n/dates.ts'
import { messagesIn } from '../../src/i18n/messages.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText, LOCALES } from '../../src/kernel/locale.ts'
import type { Block } from '../../src/printing/sheet.ts'
import type { MedicineAtRisk } from '../../src/supply/at-risk.ts'
import type { Medicine } from '../../src/supply/medicine.ts'
import type { NotedSupply } from '../../src/supply/snapshot.ts'
import { PostButton } from '../parts/actions.tsx'
import { Words } from '../parts/passage.tsx'
import type { Reader } from '../reader.ts'
import { headline, type Owners } from './words.ts'

interface SupplyForMeetingProps {
  readonly reader: Reader
  readonly meetingId: Id
  readonly rows: readonly MedicineAtRisk[]
  readonly noted: readonly NotedSupply[]
  readonly owners: Owners
  /** May items be added? */
  readonly mayPropose: boolean
  readonly mayNote: boolean
}

/** Above the agenda, for the secretariat; nothing while no medicine is at risk. */
export function SupplyForMeeting(props: SupplyForMeetingProps) {
  const { reader, meetingId, rows, noted, owners, mayPropose, mayNote } = props
  const { paper: t } = reader.t.supply.ahead
  if (rows.length === 0) return null
  const asOf = noted[0]?.snapshot.asOf
  return (
    <section aria-labelledby="supply">
      <h2 id="supply">{t.title}</h2>
      <p class="hint">{t.lead}</p>
      <ul>
        {rows.map((row) => (
          <li>
            <a href={`/supply/${row.medicine.id}`}>
              <Words reader={reader} text={chooseText(row.medicine.name, reader.locale)} />
            </a>
            {': '}
            {headline(reader, row.outlook, { ...row, owners })}{' '}
            {mayPropose && (
              <a href={`/meetings/${meetingId}/agenda?supply=${row.medicine.id}#add`}>{t.propose}</a>
            )}
          </li>
        ))}
      </ul>
      {asOf && <p>{t.noted(formatDate(reader.locale, asOf))}</p>}
      {mayNote && <PostButton action={`/meetings/${meetingId}/supply`}>{t.note}</PostButton>}
    </section>
  )
}

/**
 * The titles of an item about a medicine, by their fields, in every language; agendas are read by participants, so without
 * deliveries. Addresses stay in histories and logs: the one of the editor names the medicine by its id only.
 */
export function proposedTitles({
  medicine,
  outlook,
  today,
}: MedicineAtRisk): Readonly<Record<string, string>> {
  const out = outlook.alone.known ? outlook.alone.stockOutOn : null
  const titles = LOCALES.map((locale) => {
    const reader = { locale, t: messagesIn(locale) }
    return [`title_${locale}`, lineOf(reader, { medicine, out, asOf: today })]
  })
  return Object.fromEntries(titles)
}

interface Line {
  readonly medicine: Medicine
  /** The first day without stock if nothing is delivered. */
  readonly out: LocalDate | null
  readonly asOf: LocalDate
}

/** `Methadone: Stock-out on 28 Jan 2026; deliveries are not counted`: nothing of what is on its way. */
function lineOf(reader: Reader, { medicine, out, asOf }: Line): string {
  const { headline: t, risks } = reader.t.supply
  const name = chooseText(medicine.name, reader.locale).text
  if (!out) return `${name}: ${risks.short}`
  const day = formatDate(reader.locale, out)
  return `${name}: ${out <= asOf ? t.out(day) : t.stockOut(day)}; ${t.uncounted}`
}

/** The same of what was noted, for agenda and minutes on paper: papers get handed out, so without deliveries. */
export function supplyBlocks(reader: Reader, noted: readonly NotedSupply[]): Block[] {
  const { paper: t } = reader.t.supply.ahead
  const [first] = noted
  if (!first) return []
  const title = `${t.title}, ${t.asOf(formatDate(reader.locale, first.snapshot.asOf))}`
  return [
    { kind: 'heading', level: 2, text: title },
    ...noted.map(({ medicine, snapshot: { outAlone, asOf } }): Block => {
      return { kind: 'paragraph', text: `${lineOf(reader, { medicine, out: outAlone, asOf })}.` }
    }),
  ]
}
