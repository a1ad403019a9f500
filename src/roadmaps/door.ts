/** The roadmap of an address with its dialogue, for who may do something in it, and how its institutions are named. */

import { viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { type Act, may } from '../people/may.ts'
import { listName } from '../people/name.ts'
import { personCards } from '../people/queries.ts'
import { listableInstitutions, listablePeople, sees } from '../people/visible.ts'
import { kept } from '../store/readings.ts'
import { refused } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import { type Content, dayOf, type Named } from './content.ts'
import { contentOf, roadmapFor } from './queries.ts'
import { namesDate, type Roadmap } from './roadmap.ts'

/** A roadmap as its pages need it. */
export interface Shown {
  readonly roadmap: Roadmap
  readonly dialogue: Dialogue
  readonly content: Content
  /** In the dialogue's zone. */
  readonly today: LocalDate
  /** The day it is looked at: as `dayOf`. */
  readonly on: LocalDate
  readonly mayKeep: boolean
}

/** The first id of the address. */
export function idOf(c: AppContext): string {
  return c.req.param('id') ?? ''
}

/** Runs `show` for a roadmap on which the viewer may do `act`; else 404 or 403. */
export async function onRoadmap(
  c: AppContext,
  act: Act,
  show: (shown: Shown) => Response | Promise<Response>,
): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const found = await roadmapFor(store, viewer, idOf(c), act)
  if (!found.ok) return refused(c, found)
  const roadmap = found.value
  const [dialogue, content] = await Promise.all([
    kept(store, findDialogue, roadmap.dialogueId, 'all'),
    kept(store, contentOf, roadmap),
  ])
  if (!dialogue) return refused(c, refuse('not_found', 'forms.unknown'))
  const today = dateOf(store.now, dialogue.zone)
  const mayKeep = may(viewer, 'coordinate', dialogue.id)
  return show({ roadmap, dialogue, content, today, on: dayOf(roadmap, today), mayKeep })
}

/** The owners in a roadmap as they were called on the date of its act and as they are called today, if they may be named. */
export async function namedIn(
  { var: { store, viewer } }: AppContext,
  { roadmap, content }: Pick<Shown, 'roadmap' | 'content'>,
): Promise<Named> {
  const owners = [roadmap, ...content.objectives, ...content.indicators].flatMap(
    ({ ownerId }) => ownerId ?? [],
  )
  const ids = [...new Set(owners)]
  const [dated, now] = await Promise.all([
    kept(store, institutionNames, ids, namesDate(roadmap)),
    kept(store, institutionNames, ids),
  ])
  const all = viewer !== null && sees(viewer, 'unlistedInstitution', roadmap.dialogueId)
  return { dated: listableInstitutions(dated, all), now: listableInstitutions(now, all) }
}

/** People by id as lists name them; one who is protected is not named to everybody. */
export async function peopleNamed(
  { var: { store, reader, viewer } }: AppContext,
  { dialogueId }: Pick<Roadmap, 'dialogueId'>,
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, string>> {
  const cards = await kept(store, personCards, [...new Set(ids)])
  const shown = listablePeople(cards, viewer !== null && sees(viewer, 'protectedPerson', dialogueId))
  return new Map([...shown].map(([id, card]) => [id, listName(card, reader.locale)]))
}
