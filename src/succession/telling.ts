/** Tells people that they were named for commitments: load, decide, commit; what comes within minutes is one mail. */

import { type LinkRequest, linkUrls } from '../auth/links.ts'
import { LINK_LIFE } from '../commitments/commitment.ts'
import { namingTold } from '../commitments/naming.ts'
import { dialoguesById } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import { recordFact } from '../ledger/facts.ts'
import { enqueue } from '../mail/outbox.ts'
import type { Part } from '../store/part.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { namedMail } from './letters.tsx'
import { type Lot, lotsToTell, type Naming } from './naming.ts'
import { namingsToTell } from './naming-queries.ts'

/** Namings told in one run, and so in one batch: each takes a few statements, and D1 takes 1,000 of a request. */
const MOST = 100

/**
 * Queues one mail to everybody who was named and has not been told, for each dialogue, once nobody names them for a few
 * minutes. Twice, late or in two processes: the same mails, since each naming is told from one version of it.
 * @returns how many mails were queued, and whether there may be more.
 */
export async function tellNamed(store: Store): Promise<number | Part> {
  const all = lotsToTell(await namingsToTell(store), store.now)
  const lots = within(all, MOST)
  const [first, ...others] = lots.flatMap(({ namings }) => namings.map((naming) => factOf(store, naming)))
  if (!first) return 0
  const outcome = await store.commit([first, ...others, await mailsOf(store, lots)], lots.length)
  if (!outcome.ok) return 0
  return namingsIn(lots) < namingsIn(all) ? { count: lots.length, more: true } : lots.length
}

/** The first lots with at most so many namings; one that is too long by itself is cut, and told in several mails. */
function within(lots: readonly Lot[], most: number): Lot[] {
  let room = most
  return lots.flatMap((lot) => {
    const namings = lot.namings.slice(0, most)
    if (namings.length > room) return []
    room -= namings.length
    return [{ ...lot, namings }]
  })
}

function namingsIn(lots: readonly Lot[]): number {
  return lots.reduce((sum, { namings }) => sum + namings.length, 0)
}

/** The row begins anew where somebody named themselves in between: its version alone would collide for ever. */
function factOf(store: Store, { commitment, person, namedAt, version }: Naming): FactStatement {
  const subject = { id: `naming.${commitment.id}.${person.id}.${namedAt}`, version }
  const details = { commitment: commitment.id, person: person.id }
  return recordFact(store, subject, { kind: 'succession.told', actorId: 'system', details })
}

async function mailsOf(store: Store, lots: readonly Lot[]): Promise<Statement[]> {
  const namings = lots.flatMap((lot) => lot.namings)
  const bodies = namings.flatMap(({ commitment, namedFor }) => [commitment.leadId, namedFor ?? ''])
  const [dialogues, institutions, links] = await Promise.all([
    dialoguesById(store, [...new Set(lots.map(({ dialogueId }) => dialogueId))]),
    institutionNames(store, [...new Set(bodies)]),
    linkUrls(
      store,
      namings.map((naming) => linkOf(store, naming)),
    ),
  ])
  const urls = links.urls.values()
  const statements = lots.flatMap(({ dialogueId, person, namings: told }) => {
    const about = told.map((naming) => ({ ...naming, url: urls.next().value ?? '' }))
    const dialogue = dialogues.get(dialogueId)
    if (!dialogue) return []
    const mail = enqueue(
      store,
      namedMail({ dialogue, person, namings: about, institutions }, revisionOf(store, told)),
    )
    return [...mail.statements, ...told.map((naming) => namingTold(store, keyOf(naming), mail.id))]
  })
  return [...links.statements, ...statements]
}

function linkOf({ now }: Store, { commitment, person }: Naming): LinkRequest {
  const expiresAt = plus(now, LINK_LIFE)
  return { personId: person.id, purpose: 'report', subjectId: commitment.id, expiresAt }
}

function keyOf({ commitment, person, version }: Naming): { commitmentId: Id; personId: Id; version: number } {
  return { commitmentId: commitment.id, personId: person.id, version }
}

/** Stands for what one mail tells. */
function revisionOf(store: Store, namings: readonly Naming[]): string {
  return store.instance.digest(
    namings.map(({ commitment, namedAt, version }) => `${commitment.id} ${namedAt} ${version}`).join('\n'),
  )
}
