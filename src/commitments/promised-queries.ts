/** Reads of what one institution promised, for its own page and for that of its focal point. */

import type { Dialogue } from '../dialogues/dialogue.ts'
import { dialoguesById } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Actor } from '../people/may.ts'
import type { PersonCard } from '../people/person.ts'
import { personCards } from '../people/queries.ts'
import { sees } from '../people/visible.ts'
import { bySoonest } from '../recurring/asked.ts'
import { isStanding } from '../recurring/share.ts'
import { openSharesOf } from '../recurring/share-queries.ts'
import { stepsOf } from '../steps/queries.ts'
import { scheduleFor, scheduleOf } from '../steps/schedule.ts'
import type { Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import { OPEN } from './filter.ts'
import { filtered } from './filter-queries.ts'
import { nextDay, ownSteps, type PromisedLine, type PromisedPart } from './promised.ts'
import { commitmentsInOrder, listCommitments } from './queries.ts'
import { leadsShown, type Reach, reachOf } from './reach.ts'
import { OPEN_STATES } from './state.ts'

/** Open commitments on one page; whoever has more finds all in the list. */
const MOST_OPEN = 200

/** Of those that ended, the last ones. */
const MOST_SETTLED = 20

/** Everything an institution promised, by dialogue. */
export interface Promised {
  readonly parts: readonly PromisedPart[]
  /** The last ones that ended, latest first. */
  readonly settled: readonly Commitment[]
  /** Codes of the dialogues by id, those of the settled ones too. */
  readonly dialogues: ReadonlyMap<Id, Dialogue>
  /** There are more than are shown. */
  readonly hasMore: boolean
}

/**
 * Who reads: somebody of the secretariat within their reach, or the institution itself by its link. The institution is
 * told of all that it leads or supports, closed ones too; of the others' people it is told nothing.
 */
export type PromisedReader = { readonly viewer: Actor } | { readonly institution: Id }

/** What an institution promised, in a fixed number of queries. The caller has checked who reads. */
export async function promisedOf(
  store: Store,
  institutionId: Id,
  { reader, locale }: { readonly reader: PromisedReader; readonly locale: Locale },
): Promise<Promised> {
  const reach: Reach = 'viewer' in reader ? reachOf(reader.viewer) : 'all'
  const filter = { ...OPEN, leadId: institutionId, supports: true }
  const [{ commitments, hasNext }, settled] = await Promise.all([
    listCommitments(store, filter, reach, { page: 1, size: MOST_OPEN, locale }),
    settledOf(store, { institutionId, reach, locale }),
  ])
  const [dialogues, institutions, people, steps, shares] = await Promise.all([
    dialoguesById(store, [...new Set([...commitments, ...settled].map(({ dialogueId }) => dialogueId))]),
    institutionNames(store, [...new Set(commitments.map(({ leadId }) => leadId))]),
    personCards(store, [...new Set(commitments.flatMap(({ personId }) => personId ?? []))]),
    stepsOf(
      store,
      commitments.map(({ id }) => id),
    ),
    openSharesOf(
      store,
      institutionId,
      commitments.filter(({ state }) => isStanding(state)).map(({ id }) => id),
    ),
  ])
  const sharesIn = Map.groupBy(shares, ({ commitmentId }) => commitmentId)
  const leads = 'viewer' in reader ? leadsShown(reader.viewer, commitments, institutions) : null
  const lines = commitments.map((commitment): PromisedLine => {
    const { id, leadId, zone } = commitment
    const part = leadId === institutionId ? 'lead' : 'support'
    const own = steps.get(id)
    const guarded = 'viewer' in reader && sees(reader.viewer, 'shipment', commitment.dialogueId)
    const schedule = own ? scheduleFor(scheduleOf(own, commitment, dateOf(store.now, zone)), guarded) : null
    const due = ownSteps(schedule, commitment, institutionId)
    const lead = part === 'lead' ? null : ((leads ? leads.get(id) : institutions.get(leadId)) ?? null)
    const person = personShown(reader, commitment, people.get(commitment.personId ?? ''))
    const asked = bySoonest(sharesIn.get(id) ?? [], commitment)
    const nextOn = nextDay(commitment, part, due, asked)
    return { commitment, part, lead, person, steps: due, shares: asked, nextOn }
  })
  return { parts: partsOf(lines, dialogues), settled, dialogues, hasMore: hasNext }
}

/** A name is told to who may read it there; to the institution only of who speaks for itself. */
function personShown(
  reader: PromisedReader,
  { leadId, dialogueId }: Commitment,
  person: PersonCard | undefined,
): PersonCard | null {
  if (!person) return null
  if ('institution' in reader) return leadId === reader.institution ? person : null
  return !person.protected || sees(reader.viewer, 'protectedPerson', dialogueId) ? person : null
}

function partsOf(lines: readonly PromisedLine[], dialogues: ReadonlyMap<Id, Dialogue>): PromisedPart[] {
  const byDialogue = Map.groupBy(lines, ({ commitment }) => commitment.dialogueId)
  return [...dialogues.values()].flatMap((dialogue) => {
    const own = byDialogue.get(dialogue.id)
    return own ? [{ dialogue, lines: own }] : []
  })
}

async function settledOf(
  store: Store,
  { institutionId, reach, locale }: { institutionId: Id; reach: Reach; locale: Locale },
): Promise<Commitment[]> {
  const filter = { ...OPEN, show: 'all' as const, leadId: institutionId, supports: true }
  // Named by what they are not: SQLite would go through all that ended anywhere, not through those of the institution.
  const all = store.db.selectFrom('commitments').select('id').where('state', 'not in', OPEN_STATES)
  const rows = await (await filtered(store, all, { filter, reach }))
    .orderBy('state_since', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SETTLED)
    .execute()
  return commitmentsInOrder(
    store,
    rows.map(({ id }) => id),
    locale,
  )
}
