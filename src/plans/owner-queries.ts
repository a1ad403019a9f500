/** Reads of who may be asked for a plan and who is written to. */

import { phonesOf } from '../calls/queries.ts'
import type { Institution } from '../institutions/institution.ts'
import { namesOn } from '../institutions/institution.ts'
import { allInstitutions } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { dateOf } from '../kernel/zone.ts'
import type { PersonCard } from '../people/person.ts'
import { peopleOf } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import type { Plan } from './plan.ts'
import { namedPeople } from './queries.ts'
import type { SilentPlan } from './reminders.ts'

/** The institutions that have a name in force on a day, in protocol order, with the names of that day. */
export async function institutionsOn(store: Store, locale: Locale, on: LocalDate): Promise<Institution[]> {
  const all = await allInstitutions(store, locale)
  return all.filter(({ names }) => namesOn(names, on).length > 0)
}

/** What ticks institutions beforehand. */
export interface Preset {
  /** Those invited to a meeting of the dialogue. */
  readonly meetingId: Id | null
  /** Those that made a plan of another edition or template of the dialogue. */
  readonly templateId: Id | null
  /** Those that report the stock of a region in the dialogue. */
  readonly regions: boolean
}

/** The institutions that a preset means, within one dialogue. */
export async function presetOwners(store: Store, dialogueId: Id, preset: Preset): Promise<Set<Id>> {
  const { db } = store
  const found: { institution_id: Id }[] = []
  if (preset.meetingId)
    found.push(
      ...(await db
        .selectFrom('invitations')
        .innerJoin('meetings', 'meetings.id', 'invitations.meeting_id')
        .select('invitations.institution_id')
        .where('invitations.meeting_id', '=', preset.meetingId)
        .where('meetings.dialogue_id', '=', dialogueId)
        .where('invitations.state', '<>', 'withdrawn')
        .execute()),
    )
  if (preset.templateId)
    found.push(
      ...(await db
        .selectFrom('plans')
        .select('institution_id')
        .where('template_id', '=', preset.templateId)
        .where('dialogue_id', '=', dialogueId)
        .execute()),
    )
  if (preset.regions)
    found.push(
      ...(await db
        .selectFrom('supply_places')
        .innerJoin('medicines', 'medicines.id', 'supply_places.medicine_id')
        .select('supply_places.institution_id')
        .distinct()
        .where('medicines.dialogue_id', '=', dialogueId)
        .where('supply_places.level', '=', 'region')
        .where('supply_places.closed_at', 'is', null)
        .execute()),
    )
  return new Set(found.map(({ institution_id }) => institution_id))
}

/** Who takes part in a meeting for each institution and did not decline; nobody without a meeting of the dialogue. */
export async function participantsOf(
  store: Store,
  dialogueId: Id,
  meetingId: Id | null,
): Promise<Map<Id, Id[]>> {
  if (!meetingId) return new Map()
  const rows = await store.db
    .selectFrom('delegates')
    .innerJoin('invitations', 'invitations.id', 'delegates.invitation_id')
    .innerJoin('meetings', 'meetings.id', 'delegates.meeting_id')
    .select(['invitations.institution_id', 'delegates.person_id'])
    .where('delegates.meeting_id', '=', meetingId)
    .where('meetings.dialogue_id', '=', dialogueId)
    .where('delegates.state', '=', 'nominated')
    .where('delegates.partstat', '<>', 'declined')
    .orderBy('delegates.id')
    .execute()
  const found = new Map<Id, Id[]>()
  for (const row of rows)
    found.set(row.institution_id, [...new Set([...(found.get(row.institution_id) ?? []), row.person_id])])
  return found
}

/** One person who is written to about a plan. */
export interface Recipient {
  readonly plan: Plan
  readonly institutionId: Id
  readonly person: PersonCard
}

/**
 * Who drafts each plan and can be written to: the people named for it while they belong to its institution, else
 * the focal points. A plan that nobody can be written to about has none: somebody has to telephone.
 */
export async function draftersOf(store: Store, plans: readonly Plan[]): Promise<Recipient[]> {
  const ids = plans.map(({ id }) => id)
  return draftersAmong(store, plans, await namedPeople(store, ids))
}

/** The same with the people that are being named for each plan now. */
export async function draftersAmong(
  store: Store,
  plans: readonly Plan[],
  named: ReadonlyMap<Id, readonly Id[]>,
): Promise<Recipient[]> {
  const staff = await staffOf(store, plans, ({ institutionId }) => institutionId)
  return plans.flatMap((plan) => {
    return recipients(plan, plan.institutionId, draftersIn(staff, plan, named))
  })
}

function draftersIn(staff: ReadonlyMap<Id, Staff>, plan: Plan, named: ReadonlyMap<Id, readonly Id[]>): Staff {
  const own = staff.get(plan.institutionId) ?? []
  const wanted = new Set(named.get(plan.id) ?? [])
  const asked = own.filter(({ card }) => wanted.has(card.id))
  return asked.length > 0 ? asked : own.filter(({ affiliation }) => affiliation.role === 'focal_point')
}

/** Who drafts each plan, with phone numbers, whether mail reaches them or not. For those who coordinate only. */
export async function contactsFor(store: Store, plans: readonly Plan[]): Promise<SilentPlan[]> {
  if (plans.length === 0) return []
  const [staff, named] = await Promise.all([
    peopleIn(store, plans, ({ institutionId }) => institutionId),
    namedPeople(
      store,
      plans.map(({ id }) => id),
    ),
  ])
  const people = plans.map((plan) => ({
    plan,
    cards: recipients(plan, plan.institutionId, draftersIn(staff, plan, named)).map(({ person }) => person),
  }))
  const phones = await phonesOf(store, [...new Set(people.flatMap(({ cards }) => cards.map(({ id }) => id)))])
  return people.map(({ plan, cards }) => ({
    plan,
    contacts: cards.map((person) => ({ person, phone: phones.get(person.id) ?? '' })),
  }))
}

/** The focal points of the institutions that watch over plans; who also speaks for the owner answers nothing. */
export async function monitorsOf(store: Store, plans: readonly Plan[]): Promise<Recipient[]> {
  const [staff, owners] = await Promise.all([
    staffOf(store, plans, ({ monitorId }) => monitorId),
    staffOf(store, plans, ({ institutionId }) => institutionId),
  ])
  return plans.flatMap((plan) => {
    const { monitorId } = plan
    if (!monitorId) return []
    const barred = new Set((owners.get(plan.institutionId) ?? []).map(({ card }) => card.id))
    const points = (staff.get(monitorId) ?? []).filter(
      ({ card, affiliation }) => affiliation.role === 'focal_point' && !barred.has(card.id),
    )
    return recipients(plan, monitorId, points)
  })
}

type Staff = Awaited<ReturnType<typeof peopleOf>>

function recipients(plan: Plan, institutionId: Id, staff: Staff): Recipient[] {
  const people = new Map(staff.map(({ card }) => [card.id, card]))
  return [...people.values()].map((person) => ({ plan, institutionId, person }))
}

/** Who works there today and can be written to, by institution. */
async function staffOf(
  store: Store,
  plans: readonly Plan[],
  of: (plan: Plan) => Id | null,
): Promise<Map<Id, Staff>> {
  const all = await peopleIn(store, plans, of)
  return new Map([...all].map(([id, staff]) => [id, staff.filter(({ card }) => card.email !== '')]))
}

async function peopleIn(
  store: Store,
  plans: readonly Plan[],
  of: (plan: Plan) => Id | null,
): Promise<Map<Id, Staff>> {
  const [first] = plans
  if (!first) return new Map()
  const ids = [...new Set(plans.flatMap((plan) => of(plan) ?? []))]
  const people = await peopleOf(store, ids, dateOf(store.now, first.zone))
  return Map.groupBy(people, ({ affiliation }) => affiliation.institutionId)
}
