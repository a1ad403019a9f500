/** Visibility never widens without somebody asking for it (P7, P8, T13): less right or more restriction never shows more. */

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { AgendaItem } from '../../src/agenda/item.ts'
import { isVisible, shownPresenter } from '../../src/agenda/item.ts'
import { continuationOf } from '../../src/agenda/items.ts'
import { reachOf } from '../../src/commitments/reach.ts'
import { ATTRIBUTIONS, PARTICIPANT_LISTS } from '../../src/dialogues/dialogue.ts'
import { findDialogue } from '../../src/dialogues/queries.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import { type Attending, participantsShown } from '../../src/invitations/participants.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { createMeeting, editMeeting, moveMeeting } from '../../src/meetings/commands.ts'
import { newMeetingValues } from '../../src/meetings/forms.ts'
import { listAfter, ruleAfter } from '../../src/meetings/succession.ts'
import type { Actor, DialogueRole } from '../../src/people/may.ts'
import { listFor, MATTERS, narrowerList, sees, seesIn, stricterRule } from '../../src/people/visible.ts'
import { aMeeting, day } from '../meetings/meetings.ts'
import { MEETING, openWorld, value, type World } from '../meetings/world.ts'

vi.setConfig({ testTimeout: 60_000 })

const ROLES: readonly DialogueRole[] = ['organiser', 'coordinator', 'rapporteur', 'viewer']
const roles = fc.dictionary(fc.constantFrom('d1', 'd2'), fc.subarray([...ROLES]))
const rank = fc.constantFrom<Actor['rank']>('none', 'member', 'organiser')
const actorWith = (held: Actor['roles'], of: Actor['rank']): Actor => ({
  personId: 'p',
  rank: of,
  roles: held,
  speaksFor: [],
})

describe('with fewer rights nobody sees more', () => {
  test('a role taken away', () => {
    fc.assert(
      fc.property(roles, rank, fc.constantFrom(...ROLES), (held, of, lost) => {
        const fewer = Object.fromEntries(
          Object.entries(held).map(([id, list]) => [id, list.filter((role) => role !== lost)]),
        )
        const [before, after] = [actorWith(held, of), actorWith(fewer, of)]
        for (const matter of MATTERS)
          for (const dialogueId of ['d1', 'd2'])
            if (!sees(before, matter, dialogueId)) expect(sees(after, matter, dialogueId)).toBe(false)
        const reach = (actor: Actor) => {
          const found = reachOf(actor)
          if (found === 'all') throw new Error('nobody of these reaches everything')
          return 'closed' in found ? found : { dialogues: found, closed: found }
        }
        expect(reach(before).dialogues).toEqual(expect.arrayContaining([...reach(after).dialogues]))
        expect(reach(before).closed).toEqual(expect.arrayContaining([...reach(after).closed]))
      }),
    )
  })

  test('somebody without a role sees nothing of a dialogue, and nobody but an administrator all of them', () => {
    const nobody = actorWith({}, 'organiser')
    expect(MATTERS.filter((matter) => sees(nobody, matter, 'd1'))).toEqual([])
    expect(seesIn(nobody, 'dialogue')).toEqual([])
    expect(seesIn({ ...nobody, rank: 'administrator' }, 'dialogue')).toBe('all')
    const all = actorWith({ d1: [...ROLES] }, 'member')
    expect(MATTERS.filter((matter) => sees(all, matter, 'd2'))).toEqual([])
  })
})

const institution = (id: string, listable: InstitutionName['listable']): InstitutionName => ({
  id,
  official: { authoritative: 'ru', texts: { ru: `Организация ${id}` } },
  short: { authoritative: 'ru', texts: {} },
  sectorId: 's',
  sectorClass: 'civil_society',
  precedence: 1,
  listable,
  letterLanguages: ['ru'],
})
const seat = fc.record({
  at: fc.nat(3),
  protected: fc.boolean(),
  listingConsent: fc.boolean(),
})
const listables = fc.array(fc.constantFrom('public' as const, 'members' as const, 'never' as const), {
  minLength: 4,
  maxLength: 4,
})
type Seat = { at: number; protected: boolean; listingConsent: boolean }

function attending(seats: readonly Seat[], of: readonly InstitutionName['listable'][]): Attending[] {
  const names = { salutation: '', position: '', given: '', patronymic: '' }
  return seats.map((one, at) => ({
    institution: institution(String(one.at), of[one.at] ?? 'never'),
    person: { names: { ru: { ...names, surname: `Участник${at}` } }, locale: 'ru', protected: one.protected },
    listingConsent: one.listingConsent,
  }))
}

/** Everything on a list that points at somebody. */
function pointed(shown: ReturnType<typeof participantsShown>): string[] {
  return shown.institutions.flatMap(({ id, people }) => [id, ...people])
}

describe('with more restriction the list of participants never shows more', () => {
  const world = fc.record({ seats: fc.array(seat, { maxLength: 12 }), of: listables })
  const modes = fc.constantFrom(...PARTICIPANT_LISTS)
  const rules = fc.constantFrom(...ATTRIBUTIONS)

  test('a narrower mode, a stricter rule', () => {
    fc.assert(
      fc.property(
        world,
        fc.tuple(modes, modes),
        fc.tuple(rules, rules),
        ({ seats, of }, [a, b], [ruleA, ruleB]) => {
          const show = (mode: typeof a, rule: typeof ruleA) =>
            pointed(participantsShown(listFor(mode, rule), attending(seats, of), 'ru'))
          const wide = show(a, ruleA)
          expect(wide).toEqual(expect.arrayContaining(show(narrowerList(a, b), stricterRule(ruleA, ruleB))))
          expect(show(a, 'chatham_house')).toEqual([])
        },
      ),
    )
  })

  test('no consent, protection, an institution that is never listed', () => {
    const which = fc.nat(11)
    const restrict = fc.constantFrom<Partial<Seat>>({ protected: true }, { listingConsent: false })
    fc.assert(
      fc.property(
        world,
        modes,
        fc.tuple(which, restrict),
        fc.nat(3),
        ({ seats, of }, mode, [at, change], hidden) => {
          const show = (list: readonly Seat[], kinds: typeof of) =>
            participantsShown(mode, attending(list, kinds), 'ru')
          const before = show(seats, of)
          const stricter = seats.map((one, index) => (index === at ? { ...one, ...change } : one))
          const kinds = of.map((kind, index) => (index === hidden ? ('never' as const) : kind))
          for (const after of [show(stricter, of), show(seats, kinds)]) {
            expect(pointed(before)).toEqual(expect.arrayContaining(pointed(after)))
            // What it no longer shows it says it leaves out.
            expect(after.unlisted).toBeGreaterThanOrEqual(before.unlisted)
          }
        },
      ),
    )
  })

  test('nobody protected and nobody without consent is ever named, no number below five told', () => {
    fc.assert(
      fc.property(world, modes, ({ seats, of }, mode) => {
        const shown = participantsShown(mode, attending(seats, of), 'ru')
        const named = shown.institutions.flatMap(({ people }) => people)
        const hidden = seats.flatMap((one, at) =>
          one.protected || !one.listingConsent || of[one.at] === 'never' ? [`Участник${at}`] : [],
        )
        expect(named.filter((name) => hidden.includes(name))).toEqual([])
        for (const count of Object.values(shown.counted ?? {}))
          if (count !== null) expect([0, 1, 2, 3, 4].slice(1)).not.toContain(count)
      }),
    )
  })
})

const anItem = fc.record({
  kind: fc.constantFrom('information' as const, 'discussion' as const),
  visibility: fc.constantFrom('public' as const, 'members' as const, 'closed' as const),
  attribution: fc.option(fc.constantFrom(...ATTRIBUTIONS), { nil: null }),
  presenterInstitutionId: fc.option(fc.constant('moh'), { nil: null }),
  presenterPersonId: fc.option(fc.constant('p1'), { nil: null }),
})

test('an item carried on is seen by nobody new, and names nobody new', () => {
  const rules = fc.constantFrom(...ATTRIBUTIONS)
  fc.assert(
    fc.property(anItem, rules, rules, (facts, from, to) => {
      const item: AgendaItem = {
        ...{
          id: 'i',
          meetingId: 'm',
          day: localDate('2026-04-14'),
          position: 1,
          isBreak: false,
          minutes: 30,
        },
        ...{ carriedFromId: null, recurs: false, followUp: false, state: 'scheduled', version: 1, ...facts },
        title: { authoritative: 'ru', texts: { ru: 'Вопрос' } },
      }
      const next: AgendaItem = { ...item, ...continuationOf(item, item.day, { from, to }), title: item.title }
      for (const audience of ['members', 'public'] as const) {
        if (!isVisible(item, audience)) expect(isVisible(next, audience)).toBe(false)
        const [was, is] = [shownPresenter(item, from, audience), shownPresenter(next, to, audience)]
        expect([was.personId, null]).toContain(is.personId)
        expect([was.institutionId, null]).toContain(is.institutionId)
      }
      const [ruleWas, ruleIs] = [item.attribution ?? from, next.attribution ?? to]
      expect(stricterRule(ruleWas, ruleIs)).toBe(ruleIs)
    }),
  )
})

describe('a meeting', () => {
  let w: World
  beforeAll(async () => {
    w = await openWorld()
  })
  afterAll(() => w.close())

  test('begins no more open than its dialogue and the meeting before it', () => {
    const modes = fc.constantFrom(...PARTICIPANT_LISTS)
    const rules = fc.constantFrom(...ATTRIBUTIONS)
    const both = fc.record({ participantList: modes, attribution: rules })
    fc.assert(
      fc.property(both, both, (dialogue, previous) => {
        for (const before of [dialogue, previous]) {
          const list = listAfter(dialogue, previous)
          expect(narrowerList(before.participantList, list)).toBe(list)
          const rule = ruleAfter(dialogue, previous)
          expect(stricterRule(before.attribution, rule)).toBe(rule)
        }
        expect([listAfter(dialogue, null), ruleAfter(dialogue, null)]).toEqual(Object.values(dialogue))
      }),
    )
  })

  test('keeps its list and its rule through edits, postponement, a new date and a new announcement', async () => {
    const { store, organiser: actor } = w
    const id = await w.meeting({ participantList: 'nobody', attribution: 'chatham_house' })
    const rules = async () => {
      const { participantList, attribution } = await w.stored(id)
      return [participantList, attribution]
    }
    for (const move of ['announcement', 'confirmation', 'postponement'] as const)
      value(await moveMeeting(store, { actor, id, move }))
    const { version } = await w.stored(id)
    const later = {
      ...MEETING,
      attribution: 'chatham_house',
      days: [day('2026-06-16', '09:00', '17:30')],
    } as const
    value(await editMeeting(store, { actor, id, version, ...later }))
    value(await moveMeeting(store, { actor, id, move: 'announcement' }))
    expect(await rules()).toEqual(['nobody', 'chatham_house'])

    // A follow-up without a word about the list takes the narrower one; the form begins with it too.
    const next = { ...MEETING, days: [day('2026-09-16', '09:00', '17:30')], previousMeetingId: id }
    const followUp = value(await createMeeting(store, { actor, dialogueId: w.dialogueId, ...next }))
    expect((await w.stored(followUp)).participantList).toBe('nobody')
    const dialogue = await findDialogue(store, w.dialogueId, 'all')
    if (!dialogue) throw new Error('the dialogue of this test is not there')
    expect(newMeetingValues(dialogue, await w.stored(id))).toMatchObject({
      participant_list: 'nobody',
      attribution: 'chatham_house',
    })
    expect(newMeetingValues(dialogue, aMeeting({ participantList: 'names' }))).toMatchObject({
      participant_list: 'institutions',
    })
  })
})
