/** Attribution (T12): under the Chatham House Rule who spoke never reaches the database, whatever is typed where. */

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addItem, carryOver, editItem, publishAgenda } from '../../src/agenda/commands.ts'
import { decideItem, type ItemDraft, withoutSpeaker } from '../../src/agenda/item.ts'
import { agendaOf } from '../../src/agenda/queries.ts'
import { ATTRIBUTIONS, type AttributionRule } from '../../src/dialogues/dialogue.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { createMeeting, editMeeting } from '../../src/meetings/commands.ts'
import { findMeeting } from '../../src/meetings/queries.ts'
import { editDecision, recordDecision } from '../../src/minutes/commands.ts'
import type { DecisionDraft } from '../../src/minutes/decision.ts'
import { findDecision } from '../../src/minutes/queries.ts'
import { mentioned } from '../../src/people/mention.ts'
import { day } from '../meetings/meetings.ts'
import { MEETING, value } from '../meetings/world.ts'
import { idOf, openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 60_000 })

let w: World
let names: { person: string; institution: string }[]
beforeAll(async () => {
  w = await openWorld({ attribution: 'attributed', participantList: 'institutions' })
  names = ['a1', 'b1', 'b2', 'n1'].map((key) => ({
    person: first('select surname from person_names where person_id = ?', idOf(w.ids, key)),
    institution: first(
      'select official from institution_names where institution_id = ?',
      idOf(w.ids, key[0]?.toUpperCase() ?? ''),
    ),
  }))
})
afterAll(() => w.close())

function first(sql: string, ...values: string[]): string {
  return String(
    w.raw
      .prepare(sql)
      .pluck()
      .get(...values),
  )
}

/** Everything in the tables of agenda and minutes of a meeting, as one text. */
function writtenFor(meetingId: Id): string {
  const own = `select id from agenda_items where meeting_id = '${meetingId}'`
  const decided = `select id from decisions where meeting_id = '${meetingId}'`
  return [
    `select * from agenda_items where meeting_id = '${meetingId}'`,
    `select * from agenda_item_texts where item_id in (${own})`,
    `select * from decisions where meeting_id = '${meetingId}'`,
    `select * from decision_texts where decision_id in (${decided})`,
  ]
    .map((sql) => JSON.stringify(w.raw.prepare(sql).all()))
    .join('\n')
}

async function meeting(attribution: AttributionRule, previousMeetingId: Id | null = null): Promise<Id> {
  const days = [day(previousMeetingId ? '2026-09-14' : '2026-08-14', '09:00', '17:30')]
  const plan = { ...MEETING, days, attribution, previousMeetingId }
  const dialogueId = idOf(w.ids, 'own')
  const id = value(await createMeeting(w.store, { actor: w.admin, dialogueId, ...plan }))
  // The same people are named here as in the first meeting, past the letters.
  w.raw
    .prepare(
      `insert into invitations select 'i' || id || ?, ?, institution_id, capacity, seats, '', null, '', languages, null,
       state, state_since, sent_at, null, null, '', null, null, 1, null from invitations where meeting_id = ?`,
    )
    .run(id, id, idOf(w.ids, 'm1'))
  w.raw
    .prepare(
      `insert into delegates (id, invitation_id, meeting_id, person_id, role, state, created_at, version)
       select 'd' || id || ?, 'i' || invitation_id || ?, ?, person_id, 'member', 'nominated', created_at, 1
       from delegates where meeting_id = ?`,
    )
    .run(id, id, id, idOf(w.ids, 'm1'))
  return id
}

const itemWith = (changes: Partial<ItemDraft>): ItemDraft => ({
  day: localDate('2026-08-14'),
  kind: 'discussion',
  isBreak: false,
  minutes: 30,
  presenterInstitutionId: null,
  presenterPersonId: null,
  attribution: null,
  visibility: 'members',
  title: { ru: 'Вопрос' },
  ...changes,
})

const decisionWith = (text: string, reservations: string, itemId: Id | null): DecisionDraft => ({
  text: { ru: text },
  authoritative: 'ru',
  itemId,
  method: 'consensus',
  ...{ votesFor: null, votesAgainst: null, votesAbstained: null },
  reservations,
})

const ENDINGS = ['', 'а', 'ой', 'ның', 'у', 'ым']
/** Words of which some are names, in some case, in some capitals. */
const sentence = fc.array(
  fc.oneof(
    fc.constantFrom(
      'Просить',
      'министерство',
      'представить',
      'отчёт',
      'до',
      '1',
      'марта',
      '№',
      '«',
      '»',
      '-',
    ),
    fc.record({
      who: fc.nat(3),
      part: fc.constantFrom('person' as const, 'institution' as const),
      ending: fc.constantFrom(...ENDINGS),
      loud: fc.boolean(),
    }),
  ),
  { minLength: 1, maxLength: 8 },
)
type Sentence = typeof sentence extends fc.Arbitrary<infer T> ? T : never

function spoken(words: Sentence): string {
  return words
    .map((word) => {
      if (typeof word === 'string') return word
      const name = `${names[word.who]?.[word.part] ?? ''}${word.ending}`
      return word.loud ? name.toUpperCase() : name
    })
    .join(' ')
}

describe('under the Chatham House Rule', () => {
  test('random minutes leave no person in any table, and no institution in what somebody reserved', async () => {
    const meetingId = await meeting('chatham_house')
    await fc.assert(
      fc.asyncProperty(sentence, sentence, fc.boolean(), async (said, reserved, adopted) => {
        const [text, reservations] = [spoken(said), spoken(reserved)]
        const draft = decisionWith(text, reservations, null)
        const outcome = await recordDecision(w.store, { actor: w.admin, meetingId, ...draft, adopted })
        const written = writtenFor(meetingId).toLowerCase()
        expect(names.filter(({ person }) => written.includes(person))).toEqual([])
        if (!outcome.ok) return
        const stored = await findDecision(w.store, outcome.value, 'all')
        expect(stored).toMatchObject({ reservations, text: { texts: { ru: text } } })
        const all = names.flatMap(({ person, institution }) => [person, institution])
        expect(mentioned(reservations, all)).toBeNull()
      }),
      { numRuns: 150 },
    )
  })

  test('neither can a correction bring a name in, nor the title of an item', async () => {
    const meetingId = await meeting('chatham_house')
    const clean = { actor: w.admin, meetingId, ...decisionWith('Решили', '', null), adopted: false }
    const id = value(await recordDecision(w.store, clean))
    const named = { ...decisionWith('Решили', `Против: ${names[1]?.person}`, null), version: 1 }
    expect(await editDecision(w.store, { actor: w.admin, id, ...named })).toMatchObject({
      code: 'invalid',
      faults: [
        { field: 'reservations', messageKey: 'minutes.names_somebody', params: { name: names[1]?.person } },
      ],
    })
    const item = itemWith({ title: { ru: `Выступление: ${names[0]?.person}` } })
    expect(await addItem(w.store, { actor: w.admin, meetingId, item })).toMatchObject({
      faults: [{ field: 'title_ru', messageKey: 'agenda.names_somebody' }],
    })
  })

  test('who presents is not stored: on adding, on changing, when the meeting or the item takes the rule', async () => {
    const presenter = { presenterInstitutionId: idOf(w.ids, 'B'), presenterPersonId: idOf(w.ids, 'b1') }
    const presented = async (meetingId: Id) =>
      (await agendaOf(w.store, meetingId)).map((one) => [one.presenterInstitutionId, one.presenterPersonId])
    const strict = await meeting('chatham_house')
    const add = async (meetingId: Id, changes: Partial<ItemDraft> = {}) =>
      value(
        await addItem(w.store, { actor: w.admin, meetingId, item: itemWith({ ...presenter, ...changes }) }),
      )
    const itemId = await add(strict)
    const edited = { itemId, version: 1, item: itemWith(presenter) }
    value(await editItem(w.store, { actor: w.admin, meetingId: strict, ...edited }))
    expect(await presented(strict)).toEqual([[null, null]])

    const open = await meeting('attributed')
    await add(open)
    await add(open, { attribution: 'attributed' })
    await add(open, { attribution: 'institution_only' })
    const reserved = decisionWith('Решили', `Против: ${names[1]?.person}`, null)
    const said = { actor: w.admin, meetingId: open, ...reserved, adopted: false }
    const decisionId = value(await recordDecision(w.store, said))
    const { B, b1 } = w.ids
    expect(await presented(open)).toEqual([
      [B, b1],
      [B, b1],
      [B, null],
    ])
    const { version } = (await findMeeting(w.store, open, 'all')) ?? { version: 0 }
    const days = [day('2026-08-14', '09:00', '17:30')]
    const stricter = { ...MEETING, days, attribution: 'chatham_house' } as const
    value(await editMeeting(w.store, { actor: w.admin, id: open, version, ...stricter }))
    // Two items have a rule of their own, which somebody set on purpose.
    expect(await presented(open)).toEqual([
      [null, null],
      [B, b1],
      [B, null],
    ])
    expect((await findDecision(w.store, decisionId, 'all'))?.reservations).toBe('')
  })

  test('what is carried into a more open meeting keeps the rule and stays without a speaker', async () => {
    const before = await meeting('chatham_house')
    const id = value(await addItem(w.store, { actor: w.admin, meetingId: before, item: itemWith({}) }))
    value(await publishAgenda(w.store, { actor: w.admin, meetingId: before }))
    const after = await meeting('attributed', before)
    value(await carryOver(w.store, { actor: w.admin, meetingId: after, itemIds: [id] }))
    expect(await agendaOf(w.store, after)).toMatchObject([
      { carriedFromId: id, attribution: 'chatham_house', presenterPersonId: null },
    ])
  })
})

test('any draft of an item under any rule keeps no more than the rule lets it', () => {
  const id = fc.option(fc.constantFrom('p1', 'p2'), { nil: null })
  const draft = fc.record({ presenterInstitutionId: id, presenterPersonId: id, isBreak: fc.boolean() })
  fc.assert(
    fc.property(draft, fc.constantFrom(...ATTRIBUTIONS), (asked, rule) => {
      const decided = decideItem(itemWith(asked), [localDate('2026-08-14')])
      const kept = withoutSpeaker(value(decided), rule)
      if (rule !== 'attributed') expect(kept.presenterPersonId).toBeNull()
      if (rule === 'chatham_house') expect(kept.presenterInstitutionId).toBeNull()
      // Twice is once.
      expect(withoutSpeaker(kept, rule)).toEqual(kept)
    }),
  )
})

test.each([
  ['Против выступила Ахметова', ['Ахметова'], 'Ахметова'],
  ['по просьбе Ахметовой Д.', ['Ахметова'], 'Ахметова'],
  ['Ахметованың өтініші бойынша', ['Ахметова'], 'Ахметова'],
  ['МИНИСТЕРСТВОМ ЗДРАВООХРАНЕНИЯ', ['Министерство здравоохранения'], 'Министерство здравоохранения'],
  ['министерство внутренних дел', ['Министерство здравоохранения'], null],
  ['кимоно', ['Ким'], null],
  ['г-н Ким', ['Ким'], 'Ким'],
  ['', ['Ким'], null],
  ['Решили', [''], null],
])('%j names one of %j: %j', (text, people, found) => {
  expect(mentioned(text, people)).toBe(found)
})
