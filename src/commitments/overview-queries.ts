/** Everything that the list of commitments shows for one choice, in a fixed number of queries. */

import { dialoguesInScope } from '../dialogues/queries.ts'
import type { SavedFilter } from '../filters/saved.ts'
import { type InstitutionName, inProtocolOrder } from '../institutions/institution.ts'
import { allInstitutions, institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale, Versions } from '../kernel/locale.ts'
import { compareTexts } from '../kernel/text.ts'
import { meetingsById } from '../meetings/queries.ts'
import { dialogueScope, mayReadDirectory, type Viewer } from '../people/may.ts'
import { listableInstitutions, seesIn } from '../people/visible.ts'
import { objectivesOf } from '../roadmaps/queries.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import { completenessOf, countsOf } from './count-queries.ts'
import { type CommitmentFilter, filterOf, type Grouping, PAGE_SIZE } from './filter.ts'
import { type GroupCount, groupKey, groupOf, groupsOnPage, inGroupOrder } from './grouping.ts'
import { groupCounts, groupedPage, orderedPage } from './list-queries.ts'
import { type ObjectiveName, objectiveNames } from './objective-queries.ts'
import { leadsShown, reachOf } from './reach.ts'

/** Some rows under one heading; without a title it may not be told or there is none. */
export interface ShownGroup {
  readonly key: Id | null
  readonly title: Versions | null
  /** Under this heading on all pages. */
  readonly count: number
  readonly rows: readonly Commitment[]
}

/** A kept view. */
export interface Tab extends Pick<SavedFilter, 'name' | 'query'> {
  readonly count: number
}

/** Which list is asked for, and which views its reader keeps. */
export interface AskedList {
  readonly filter: CommitmentFilter
  readonly page: number
  readonly locale: Locale
  readonly saved: readonly SavedFilter[]
}

/** One page of the list with all that stands around it. */
export async function loadList(store: Store, viewer: Viewer, asked: AskedList) {
  const { filter } = asked
  const reach = reachOf(viewer)
  const narrowed = filter.dialogueId !== null || filter.leadId !== null || filter.objectiveId !== null
  const [found, choices, tabs, completeness] = await Promise.all([
    pageOf(store, viewer, asked),
    kept(store, choicesFor, viewer, { filter, locale: asked.locale }),
    tabsOf(store, viewer, asked.saved),
    narrowed ? completenessOf(store, filter, reach) : null,
  ])
  const named = await namesFor(store, { commitments: found.commitments, directory: choices.directory })
  const leads = leadsShown(viewer, found.commitments, named)
  const institutions = choices.directory ?? [...listableInstitutions(named, false).values()]
  return { ...found, ...choices, tabs, completeness, leads, institutions, filter, pageNumber: asked.page }
}

async function pageOf(store: Store, viewer: Viewer, { filter, page, locale }: AskedList) {
  const reach = reachOf(viewer)
  const asked = { page, size: PAGE_SIZE, locale }
  const { grouping } = filter
  if (!grouping) return { ...(await orderedPage(store, filter, reach, asked)), groups: null }
  const grouped = { ...filter, grouping }
  const { groups, titles } = await headingsOf(store, viewer, {
    counts: await groupCounts(store, grouped, reach),
    grouping,
    locale,
  })
  const found = await groupedPage(store, grouped, reach, { ...asked, groups })
  return { ...found, groups: groupsShown(found.commitments, { groups, titles, grouping, page }) }
}

interface Headed {
  readonly groups: readonly GroupCount[]
  readonly titles: ReadonlyMap<Id, Versions>
  readonly grouping: Grouping
  readonly page: number
}

function groupsShown(
  commitments: readonly Commitment[],
  { groups, titles, grouping, page }: Headed,
): ShownGroup[] {
  const byKey = Map.groupBy(commitments, (one) => groupKey(groupOf(one, grouping)))
  return groupsOnPage(groups, { page, size: PAGE_SIZE }).map(({ key, count }) => ({
    key,
    count,
    title: titles.get(groupKey(key)) ?? null,
    rows: byKey.get(groupKey(key)) ?? [],
  }))
}

/** The headings in their order, with what may be said of each. */
export async function headingsOf(
  store: Store,
  viewer: Viewer,
  asked: { readonly counts: readonly GroupCount[]; readonly grouping: Grouping; readonly locale: Locale },
): Promise<{ groups: GroupCount[]; titles: ReadonlyMap<Id, Versions> }> {
  const { counts, grouping, locale } = asked
  const ids = counts.flatMap(({ key }) => key ?? [])
  const named = await titlesOf(store, viewer, { ids, grouping, locale })
  return {
    groups: inGroupOrder(
      counts,
      named.map(({ id }) => id),
    ),
    titles: new Map(named.flatMap(({ id, title }) => (title ? [[id, title]] : []))),
  }
}

interface Named {
  readonly id: Id
  readonly title: Versions | null
}

async function titlesOf(
  store: Store,
  viewer: Viewer,
  { ids, grouping, locale }: { readonly ids: readonly Id[]; grouping: Grouping; locale: Locale },
): Promise<Named[]> {
  if (grouping === 'dialogue')
    return (await dialoguesInScope(store, ids)).map(({ id, title }) => ({ id, title }))
  if (grouping === 'objective') return objectiveTitles(store, ids, locale)
  const names = await institutionNames(store, ids)
  // One heading stands over several dialogues: it may name only whom the reader may be told of in each of them.
  const shown = listableInstitutions(names, seesAllUnlisted(viewer))
  return inProtocolOrder([...names.values()], locale).map(({ id }) => ({
    id,
    title: shown.get(id)?.official ?? null,
  }))
}

async function objectiveTitles(store: Store, ids: readonly Id[], locale: Locale): Promise<Named[]> {
  const found = [...(await objectiveNames(store, ids)).values()]
  found.sort((a, b) => a.dialogueId.localeCompare(b.dialogueId) || compareTexts(a.code, b.code, locale))
  return found.map(({ id, code, title }) => ({ id, title: withCode(code, title) }))
}

function withCode(code: string, { authoritative, texts }: Versions): Versions {
  const coded = Object.entries(texts).map(([lang, text]) => [lang, `${code}. ${text}`])
  return { authoritative, texts: Object.fromEntries(coded) }
}

function seesAllUnlisted(viewer: Viewer): boolean {
  const [scope, seen] = [dialogueScope(viewer), seesIn(viewer, 'unlistedInstitution')]
  return scope === 'all' || seen === 'all' || scope.every((id) => seen.includes(id))
}

/** What one can choose by. */
export async function choicesFor(
  store: Store,
  viewer: Viewer,
  { filter, locale }: Pick<AskedList, 'filter' | 'locale'>,
) {
  const { dialogueId, meetingId, objectiveId } = filter
  const scope = dialogueScope(viewer)
  const inScope = dialogueId !== null && (scope === 'all' || scope.includes(dialogueId))
  const [dialogues, directory, objectives, known, meetings] = await Promise.all([
    dialoguesInScope(store, scope),
    mayReadDirectory(viewer) ? allInstitutions(store, locale) : null,
    inScope ? objectivesOf(store, dialogueId) : [],
    objectiveNames(store, objectiveId ? [objectiveId] : []),
    meetingsById(store, meetingId ? [meetingId] : []),
  ])
  const chosen = known.get(objectiveId ?? '')
  const meeting = meetings.get(meetingId ?? '')
  const within = (id: Id) => dialogues.some((dialogue) => dialogue.id === id)
  return {
    dialogues,
    directory,
    objectives: objectivesToChoose(objectives, chosen && within(chosen.dialogueId) ? chosen : null),
    meeting: meeting && within(meeting.dialogueId) ? meeting : null,
  }
}

type Choosable = Pick<ObjectiveName, 'id' | 'code' | 'title'>

/** Those of the dialogue, and the one that is chosen whatever the dialogue. */
function objectivesToChoose(all: readonly Choosable[], chosen: Choosable | null): readonly Choosable[] {
  return chosen && !all.some(({ id }) => id === chosen.id) ? [...all, chosen] : all
}

/** The kept views of a reader with how many commitments each finds. */
export async function tabsOf(store: Store, viewer: Viewer, saved: readonly SavedFilter[]): Promise<Tab[]> {
  const counts = await countsOf(
    store,
    saved.map(({ query }) => filterOf(query)),
    reachOf(viewer),
  )
  return saved.map(({ name, query }, at) => ({ name, query, count: counts[at] ?? 0 }))
}

/** Who may not read the directory learns only of the institutions that lead something on this page. */
export async function namesFor(
  store: Store,
  {
    commitments,
    directory,
  }: { commitments: readonly Commitment[]; directory: readonly InstitutionName[] | null },
): Promise<Map<Id, InstitutionName>> {
  if (directory) return new Map(directory.map((one) => [one.id, one]))
  return institutionNames(store, [...new Set(commitments.map(({ leadId }) => leadId))])
}
