/** Random lives in which delivery runs between planning and commit: in the end every calendar holds what is true. */

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { flushGathered } from '../../src/invitations/calendar-mails.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { type Delivery, openDelivery } from '../../src/mail/delivery.ts'
import { keepingTransport } from '../../src/mail/transport.ts'
import { moveMeeting } from '../../src/meetings/commands.ts'
import type { MeetingDraft } from '../../src/meetings/meeting.ts'
import type { MeetingMove } from '../../src/meetings/state.ts'
import type { OutboxTable } from '../../src/store/followup-schema.ts'
import type { Store } from '../../src/store/store.ts'
import { readEntry } from '../calendar/parsed.ts'
import { day } from '../meetings/meetings.ts'
import { value } from '../meetings/world.ts'
import { MEETING, namingForm, openWorld, type World } from './world.ts'

const RUNS = 10
const SEED = 3
const EMAILS = ['a', 'b'].map((one) => `${one}@health.example`)
const EDITS: readonly Partial<MeetingDraft>[] = [
  {},
  { venue: { ...MEETING.venue, ru: 'Алматы' } },
  { venue: { ...MEETING.venue, kk: 'Алматы' } },
  { days: [day('2026-04-14', '10:00', '17:30')] },
]
const STEPS = ['edit', 'name', 'leave', 'deliver', 'change', 'change', 'pause', 'resume'] as const
const lives = fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.nat(3), fc.boolean()), {
  minLength: 6,
  maxLength: 16,
})

const MOVES: Readonly<Record<string, MeetingMove>> = { pause: 'postponement', resume: 'announcement' }

interface Life {
  readonly w: World
  readonly institutionId: Id
  readonly delivery: Delivery
  /** The store of one act; `races`: delivery runs just before its commit. */
  at(races: boolean): Store
}

async function begin(): Promise<Life> {
  const w = await openWorld()
  const focal = ['chancery@health.example']
  const institutionId = await w.institution({ name: 'Министерство', languages: ['ru'], focal })
  await w.invited(institutionId, 50)
  const delivery = openDelivery({ openStore: w.now, transport: keepingTransport(), random: () => 0.5 })
  let minute = 0
  const at = (races: boolean): Store => {
    minute += 10
    w.setNow(new Date(Date.parse('2026-01-15T04:00:00Z') + minute * 60_000).toISOString())
    const store = w.now()
    const commit: Store['commit'] = async (statements, result) => {
      if (races) await delivery.deliverDue()
      return store.commit(statements, result)
    }
    return { ...store, commit }
  }
  return { w, institutionId, delivery, at }
}

const named = ({ w }: Life) =>
  w.raw
    .prepare(
      "select delegates.id, email from delegates join persons on persons.id = person_id where state = 'nominated'",
    )
    .all() as { id: string; email: string }[]

async function post({ w, institutionId }: Life, path: string, form: Record<string, string> = {}) {
  const version = String((await w.invitation(institutionId)).version)
  const link = `${w.linkTo('chancery@health.example')}/delegates${path}`
  expect((await w.visitor().post(link, { ...form, version })).status).toBe(303)
}

async function step(life: Life, [act, n, races]: readonly [(typeof STEPS)[number], number, boolean]) {
  const { w } = life
  const store = life.at(races)
  const email = EMAILS[n % EMAILS.length] ?? ''
  const seat = named(life).find((one) => one.email === email)
  if (act === 'edit' || act === 'change') await w.edit(EDITS[n] ?? {})
  if (act === 'name' && !seat) await post(life, '', namingForm({ email, reading: n < 2 ? 'ru' : 'kk' }))
  if (act === 'leave' && seat) await post(life, `/${seat.id}/withdrawal`)
  if (act === 'deliver') await life.delivery.deliverDue()
  if (act === 'change') await flushGathered(life.at(races))
  // What is not possible now is refused.
  const move = MOVES[act]
  if (move) await moveMeeting(store, { actor: w.actor, id: w.meetingId, move })
}

/** What was sent to an address, oldest first, its numbers checked on the way. */
function sentTo({ w }: Life, email: string): OutboxTable[] {
  const sent = w
    .mails()
    .filter((mail) => mail.to_address === email && mail.state === 'kept' && mail.calendar_method)
  for (const [at, mail] of sent.entries()) {
    const before = sent[at - 1]
    const grown = Number(mail.calendar_sequence) - Number(before?.calendar_sequence ?? -1)
    expect(grown).toBeGreaterThan(0)
    // Nobody is told of the end of something that they do not have.
    if (mail.calendar_method === 'CANCEL') expect(before?.calendar_method).toBe('REQUEST')
  }
  return sent
}

/** Everybody who is named holds the meeting as it is, nobody else holds anything. */
async function everybodyIsRight(life: Life) {
  const meeting = await life.w.meeting()
  const people = named(life).map(({ email }) => email)
  for (const email of EMAILS) {
    const last = sentTo(life, email).at(-1)
    const holds = people.includes(email) && meeting.state === 'announced'
    expect([email, last?.calendar_method ?? 'CANCEL']).toEqual([email, holds ? 'REQUEST' : 'CANCEL'])
    if (!holds || !last) continue
    const { location, start } = readEntry(last.calendar ?? '')
    expect(location).toBe(chooseText(meeting.venue, last.lang).text)
    expect(Date.parse(String(start))).toBe(Date.parse(meeting.startsAt))
  }
}

test('whenever mail leaves, what was sent last is what holds', async () => {
  await fc.assert(
    fc.asyncProperty(lives, fc.boolean(), async (steps, races) => {
      const life = await begin()
      const { actor, meetingId: id, close } = life.w
      for (const one of steps) await step(life, one)
      await flushGathered(life.at(races))
      await life.delivery.deliverDue()
      await everybodyIsRight(life)
      value(await moveMeeting(life.at(races), { actor, id, move: 'cancellation' }))
      await life.delivery.deliverDue()
      await everybodyIsRight(life)
      await close()
    }),
    { numRuns: RUNS, seed: SEED },
  )
})
