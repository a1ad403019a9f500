/**
 * What of a record may be shown to whom: the field-level policy as one table, default deny (safety.md §2.3,
 * domain.md §2.9). `may.ts` says what somebody may do; this says what they may read.
 */

import type { ParticipantList } from '../dialogues/dialogue.ts'
import { ATTRIBUTIONS, type AttributionRule, PARTICIPANT_LISTS } from '../dialogues/dialogue.ts'
import type { Id } from '../kernel/id.ts'
import type { Actor, DialogueRole } from './may.ts'

/** P0 public · P1 dialogue · P2 institution · P3 organiser · P4 sealed. */
export type FieldClass = 'P0' | 'P1' | 'P2' | 'P3' | 'P4'

/**
 * How somebody stands to what is read. `public`: a visitor. `outsider`: signed in or with a link, but with nothing
 * to do with this dialogue. `directory`: who may read the directory at all. `participant`: takes part in the
 * same meeting for another institution. `party`: speaks for an institution that supports or verifies the same
 * commitment. `institution`: speaks for the institution whose it is. `self`: it is about them. The others are
 * roles in the dialogue.
 */
export type Relation =
  | 'public'
  | 'outsider'
  | 'directory'
  | 'participant'
  | 'party'
  | 'institution'
  | 'self'
  | DialogueRole
  | 'administrator'

/** All relations: outsiders first, then those concerned, then the secretariat from its narrowest role on. */
export const RELATIONS: readonly Relation[] = [
  'public',
  'outsider',
  'directory',
  'participant',
  'party',
  'institution',
  'self',
  'viewer',
  'rapporteur',
  'coordinator',
  'organiser',
  'administrator',
]

/**
 * `listed`: as far as the list of participants goes, by its mode and each person's consent. `counts`: numbers
 * only, none below {@link FEW}. `listable`: except protected persons and institutions that are never listed.
 */
export type Shown = 'yes' | 'no' | 'listed' | 'counts' | 'listable'

interface Rule {
  readonly class: FieldClass
  /** The narrowest role of the secretariat that sees all of it; every wider one does too. Null: nobody. */
  readonly from: DialogueRole | 'administrator' | null
  /** Who else sees some of it; whoever is not named here sees nothing. */
  readonly others: Readonly<Partial<Record<Relation, Shown>>>
}

const MEMBERS = { participant: 'yes', institution: 'yes', self: 'yes' } as const
const OWN = { institution: 'yes', self: 'yes' } as const

const RULES = {
  /** Titles, mandate and rules of a dialogue. */
  dialogue: { class: 'P1', from: 'viewer', others: { ...MEMBERS, party: 'yes' } },
  /** Title, days, place, video link and state of a meeting. */
  meeting: { class: 'P1', from: 'viewer', others: MEMBERS },
  /** Items of a published agenda. */
  agenda: { class: 'P1', from: 'viewer', others: MEMBERS },
  /** Items that are drafts, withdrawn or closed, and what stands under a closed one. */
  closedAgenda: { class: 'P3', from: 'rapporteur', others: {} },
  /** Who presents an item, as far as its attribution keeps it at all. */
  presenter: {
    class: 'P1',
    from: 'rapporteur',
    others: { participant: 'listable', institution: 'listable', self: 'listable', viewer: 'listable' },
  },
  /** Agreed text. */
  decision: { class: 'P1', from: 'viewer', others: { participant: 'yes', institution: 'yes' } },
  /** Decisions that are proposed, rejected or withdrawn. */
  draftDecision: { class: 'P3', from: 'rapporteur', others: {} },
  /** Who had reservations about a decision. */
  reservation: { class: 'P2', from: 'rapporteur', others: {} },
  commitment: { class: 'P1', from: 'viewer', others: { party: 'yes', institution: 'yes' } },
  /** Commitments that are closed or only proposed. */
  closedCommitment: { class: 'P2', from: 'rapporteur', others: { party: 'yes', institution: 'yes' } },
  /** Words, evidence and return of reports, answers to verification, reasons of a new date. */
  report: { class: 'P2', from: 'viewer', others: { party: 'yes', institution: 'yes' } },
  /** From whom the secretariat has a report, who asked for a new date. */
  source: { class: 'P3', from: 'rapporteur', others: {} },
  /** The name of an institution that may be listed. */
  institution: {
    class: 'P1',
    from: 'viewer',
    others: { directory: 'yes', participant: 'listed', party: 'yes', institution: 'yes', self: 'yes' },
  },
  /** The name of an institution that is never listed. */
  unlistedInstitution: {
    class: 'P2',
    from: 'rapporteur',
    others: { directory: 'yes', party: 'yes', institution: 'yes', self: 'yes' },
  },
  /** Official mail, zone, rank in protocol of an institution. */
  institutionRecord: { class: 'P3', from: 'organiser', others: { directory: 'yes' } },
  /** Which institutions are invited, and how many of them answered. */
  invitation: { class: 'P1', from: 'rapporteur', others: { participant: 'listed', ...OWN } },
  /** Number, date and addressee of a letter, whether it arrived, what came back by telephone or on paper. */
  letter: { class: 'P2', from: 'rapporteur', others: { institution: 'yes' } },
  /** That somebody takes part: name and position. */
  delegate: { class: 'P2', from: 'rapporteur', others: { participant: 'listed', ...OWN } },
  /** That a protected person takes part. */
  protectedDelegate: { class: 'P2', from: 'rapporteur', others: OWN },
  /** Whether somebody comes, and whether they came. */
  answer: { class: 'P2', from: 'rapporteur', others: { participant: 'counts', ...OWN } },
  /** What somebody wrote beside the answer: needs, reasons. */
  comment: { class: 'P3', from: 'coordinator', others: { self: 'yes' } },
  /** Names and positions in the directory, which tells of no dialogue and no meeting. */
  directory: { class: 'P2', from: 'coordinator', others: { directory: 'yes', ...OWN } },
  /** Names in the record: who answers for a commitment, who reported, decided or changed something. */
  person: { class: 'P1', from: 'rapporteur', others: { viewer: 'listable', ...OWN } },
  /** The same of a protected person. */
  protectedPerson: { class: 'P2', from: 'rapporteur', others: OWN },
  /** Mail address and telephone. */
  contact: { class: 'P2', from: 'coordinator', others: { directory: 'yes', ...OWN } },
  /** Mail that was sent, and how far it came. */
  mail: { class: 'P2', from: 'coordinator', others: { self: 'yes' } },
  /** Accounts, ranks, sessions, settings of the instance. */
  account: { class: 'P3', from: 'administrator', others: { self: 'yes' } },
  /** How a medicine stands as a whole: stock, consumption, months, and what would come of it with nothing delivered. */
  supply: { class: 'P1', from: 'viewer', others: {} },
  /** The stock of one place. */
  stock: { class: 'P2', from: 'coordinator', others: { institution: 'yes' } },
  /** Deliveries of controlled medicines: dates, contracts, permits, steps. Need to know; a danger of diversion. */
  shipment: { class: 'P3', from: 'coordinator', others: {} },
  /** Sectors, days off: what is the same for everybody. */
  common: { class: 'P0', from: 'viewer', others: { directory: 'yes', ...MEMBERS } },
  /** Digests of tokens, keys of the outbox and other machinery. */
  secret: { class: 'P4', from: null, others: {} },
  /** Who said what. Never stored under the Chatham House Rule, and nowhere a field of its own. */
  speaker: { class: 'P4', from: null, others: {} },
} as const satisfies Readonly<Record<string, Rule>>

/** A kind of information that the table knows. */
export type Matter = keyof typeof RULES

export const MATTERS = Object.keys(RULES) as readonly Matter[]

/** How sensitive a matter is. */
export function classOf(matter: Matter): FieldClass {
  return RULES[matter].class
}

/** What the table says: how much of `matter` may be shown to somebody who stands in `relation` to it. */
export function shownTo(matter: Matter, relation: Relation): Shown {
  const { from, others }: Rule = RULES[matter]
  if (from !== null && RELATIONS.indexOf(relation) >= RELATIONS.indexOf(from)) return 'yes'
  return others[relation] ?? 'no'
}

/** Does `actor` see all of `matter` in this dialogue by some role of theirs? What they are told as a delegate does not count. */
export function sees(actor: Actor, matter: Matter, dialogueId: Id): boolean {
  return relationsOf(actor, dialogueId).some((relation) => shownTo(matter, relation) === 'yes')
}

function relationsOf(actor: Actor, dialogueId: Id): readonly Relation[] {
  return actor.rank === 'administrator' ? ['administrator'] : (actor.roles[dialogueId] ?? [])
}

/** The dialogues of `actor` in which they see all of `matter`. */
export function seesIn(actor: Actor, matter: Matter): 'all' | readonly Id[] {
  if (actor.rank === 'administrator') return 'all'
  return Object.keys(actor.roles).filter((dialogueId) => sees(actor, matter, dialogueId))
}

/** What is left of the institutions for somebody who may not see those that are never listed. */
export function listableInstitutions<T extends { readonly listable: 'public' | 'members' | 'never' }>(
  institutions: ReadonlyMap<Id, T>,
  seesAll: boolean,
): ReadonlyMap<Id, T> {
  if (seesAll) return institutions
  return new Map([...institutions].filter(([, { listable }]) => listable !== 'never'))
}

/** What is left of the people for somebody who may not see protected persons. */
export function listablePeople<T extends { readonly protected: boolean }>(
  people: ReadonlyMap<Id, T>,
  seesAll: boolean,
): ReadonlyMap<Id, T> {
  return seesAll ? people : new Map([...people].filter(([, person]) => !person.protected))
}

/**
 * The list of participants that may be shown at all. Under the Chatham House Rule neither who took part nor for
 * whom may be told, not even to others who did (domain.md §2.2): at most how many.
 */
export function listFor(mode: ParticipantList, attribution: AttributionRule): ParticipantList {
  return attribution === 'chatham_house' ? narrowerList(mode, 'counts') : mode
}

/** Of two modes of the list the one that shows less. */
export function narrowerList(a: ParticipantList, b: ParticipantList): ParticipantList {
  return PARTICIPANT_LISTS.indexOf(a) > PARTICIPANT_LISTS.indexOf(b) ? a : b
}

/** Of two rules of attribution the one that keeps less. */
export function stricterRule(a: AttributionRule, b: AttributionRule): AttributionRule {
  return ATTRIBUTIONS.indexOf(a) > ATTRIBUTIONS.indexOf(b) ? a : b
}

/** Numbers below this could point at somebody. */
export const FEW = 5

/** A number as a participant may read it; null means fewer than {@link FEW}. None at all tells nothing of anybody. */
export function shownCount(count: number): number | null {
  return count === 0 || count >= FEW ? count : null
}
