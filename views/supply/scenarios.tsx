/** Kept scenarios under the page of suppositions: by whom, when, and whether they still rest on what is recorded. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatInstant } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import type { ListedScenario } from '../../src/supply/scenario.ts'
import { type Cell, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

export type People = ReadonlyMap<Id, PersonCard>

interface MadeProps {
  readonly dialogue: Dialogue
  readonly people: People
}

/** When and by whom it was kept. */
export function madeWords(
  reader: Reader,
  { scenario }: ListedScenario,
  { dialogue, people }: MadeProps,
): string {
  const card = people.get(scenario.madeBy)
  const when = formatInstant(reader.locale, scenario.madeAt, dialogue.zone)
  return card ? `${when}, ${reader.t.supply.ahead.scenario.by(listName(card, reader.locale))}` : when
}

interface ScenariosProps extends MadeProps {
  readonly reader: Reader
  readonly medicineId: Id
  readonly scenarios: readonly ListedScenario[]
}

/** The list. */
export function Scenarios(props: ScenariosProps) {
  const { reader, medicineId, scenarios } = props
  const { scenario: t } = reader.t.supply.ahead
  return (
    <section aria-labelledby="scenarios">
      <h2 id="scenarios">{t.list}</h2>
      <Table
        reader={reader}
        caption={t.list}
        rows={scenarios}
        empty={t.none}
        columns={[
          {
            head: t.name,
            names: true,
            cell: ({ scenario: { id, name } }) => ({
              href: `/supply/${medicineId}/scenarios/${id}`,
              text: name,
            }),
          },
          { head: t.note, cell: ({ scenario: { note } }) => note },
          { head: t.made, cell: (one) => madeWords(reader, one, props) },
          { head: reader.t.supply.columns.state, cell: ({ isStale }) => freshness(reader, isStale) },
        ]}
      />
    </section>
  )
}

function freshness({ t }: Reader, isStale: boolean): Cell {
  const { fresh, stale } = t.supply.ahead.scenario
  return isStale ? { tone: 'warn', text: stale } : { tone: 'good', text: fresh }
}
