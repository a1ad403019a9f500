/** Facts of the ledger in words, for the history of a dialogue or a meeting. */

import { formatInstant } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Params } from '../../src/kernel/outcome.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { HistoryLine } from '../../src/ledger/history.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import type { HistoryEntry } from '../parts/history.tsx'
import type { Reader } from '../reader.ts'

type Words = string | ((params: Params) => string)

interface Told {
  readonly zone: Zone
  /** Those of {@link peopleIn} whom the reader may be named. */
  readonly people: ReadonlyMap<Id, PersonCard>
}

/** The lines that have words; facts of the service's own bookkeeping have none and are left out. */
export function historyEntries(
  reader: Reader,
  lines: readonly HistoryLine[],
  { zone, people }: Told,
): HistoryEntry[] {
  return lines.flatMap((line) => {
    const words = wordsFor(reader, line.kind)
    if (words === undefined) return []
    const actor = people.get(line.actorId)
    return [
      {
        at: line.at,
        when: formatInstant(reader.locale, line.at, zone),
        who: actor ? listName(actor, reader.locale) : undefined,
        what: typeof words === 'string' ? words : words(paramsOf(reader, line, people)),
      },
    ]
  })
}

/** Everybody whom these lines name: who acted, and to whom a role was given. */
export function peopleIn(lines: readonly HistoryLine[]): Id[] {
  return lines.flatMap(({ actorId, details }) =>
    typeof details.person === 'string' ? [actorId, details.person] : [actorId],
  )
}

function wordsFor({ t }: Reader, kind: string): Words | undefined {
  const [noun = '', what = ''] = kind.split('.')
  const tables: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
    dialogue: t.dialogues.history,
    meeting: t.meetings.history,
    agenda_item: t.agenda.history,
  }
  return tables[noun]?.[what]
}

function paramsOf(reader: Reader, { details }: HistoryLine, people: Told['people']): Params {
  const person = typeof details.person === 'string' ? people.get(details.person) : undefined
  const known = Object.entries(details).map(([name, value]) => [name, value ?? ''] as const)
  const shown = person ? listName(person, reader.locale) : reader.t.commitments.protectedPerson
  return { ...Object.fromEntries(known), person: shown }
}
