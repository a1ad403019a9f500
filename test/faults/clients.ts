/** Clients that write while faults happen, and tell the recorder of a command only once it was acknowledged. */

import type { Id } from '../../src/kernel/id.ts'
import { addDays, localDate } from '../../src/kernel/local-date.ts'
import { type Answer, type Desk, openDesk, Unanswered } from './desk.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** One client at work. */
interface Client {
  readonly world: World
  readonly random: Random
  readonly desk: Desk
  readonly origin: string
}

/** What a run of clients saw, apart from what is recorded. */
export interface Worked {
  acknowledged: number
  unanswered: number
  refused: number
  /** Answers of 500 and above, which no fault excuses except while the server starts. */
  failed: string[]
}

/** Where a client sits. */
interface Seat {
  readonly origin: string
  readonly cookie: string
  readonly random: Random
}

function clientOf(world: World, { origin, cookie, random }: Seat): Client {
  return { world, random, origin, desk: openDesk(origin, cookie) }
}

/** Sends one lot of letters. @throws Error unless it was acknowledged. */
export async function sendOneLot(world: World, seat: Seat): Promise<void> {
  const before = world.recorder.writes.length
  await letters(clientOf(world, seat), { acknowledged: 0, unanswered: 0, refused: 0, failed: [] })
  if (world.recorder.writes[before + 1]?.kind !== 'letters') throw new Error('the letters were not accepted')
}

/** Sends commands one after the other until `until` says that the server is gone. */
export async function work(world: World, asked: Seat & { until: () => boolean }): Promise<Worked> {
  const worked: Worked = { acknowledged: 0, unanswered: 0, refused: 0, failed: [] }
  const client = clientOf(world, asked)
  // Mail is what this is about, and a life is short.
  let act: Act = letters
  while (!asked.until()) {
    try {
      await act(client, worked)
      act = asked.random.pick(ACTS)
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      worked.unanswered += 1
    }
  }
  return worked
}

type Act = (client: Client, worked: Worked) => Promise<void>

// Weighted by how often they stand here: those that make mail come first.
const ACTS: readonly Act[] = [
  letters,
  letters,
  letters,
  letters,
  nomination,
  nomination,
  nomination,
  move,
  move,
  withdrawal,
  withdrawal,
  signIn,
  institution,
  person,
  dialogue,
]

/** Counts an answer. @returns true when the command was acknowledged. */
function took(answer: Answer, worked: Worked): boolean {
  if (answer.status === 303) worked.acknowledged += 1
  else if (answer.status >= 500) worked.failed.push(`${answer.status} ${answer.body.slice(0, 200)}`)
  else worked.refused += 1
  return answer.status === 303
}

function newName({ random }: Client, what: string): string {
  return `${what} ${random.int(0, 2 ** 32 - 1).toString(36)}-${random.int(0, 2 ** 32 - 1).toString(36)}`
}

async function institution(client: Client, worked: Worked): Promise<void> {
  const name = newName(client, 'Institution')
  const entered = { official_ru: name, sector: client.world.cast.sectorId, letter_languages: ['ru'] }
  const answer = await client.desk.submit('/institutions/new', '/institutions', entered)
  if (took(answer, worked)) client.world.recorder.wrote({ kind: 'institution', name })
}

async function person(client: Client, worked: Worked): Promise<void> {
  const name = newName(client, 'Person')
  const answer = await client.desk.submit('/people/new', '/people', { surname_en: name })
  if (took(answer, worked)) client.world.recorder.wrote({ kind: 'person', name })
}

async function dialogue(client: Client, worked: Worked): Promise<void> {
  const name = newName(client, 'Dialogue')
  const entered = {
    title_ru: name,
    code: name.split(' ')[1]?.toUpperCase().slice(0, 20) ?? '',
    languages: ['ru'],
  }
  const answer = await client.desk.submit('/dialogues/new', '/dialogues', entered)
  if (took(answer, worked)) client.world.recorder.wrote({ kind: 'dialogue', name })
}

// Not recorded: the limits may swallow it, and that must look the same. What is there must be whole.
async function signIn(client: Client, worked: Worked): Promise<void> {
  const visitor = openDesk(client.origin)
  took(await visitor.submit('/sign-in', '/sign-in', { email: 'keeper@example.org' }), worked)
}

/** A meeting from its plan to the letters of its invitations: one mail for each institution. */
async function letters(client: Client, worked: Worked): Promise<void> {
  const { world, desk } = client
  const meetingId = await plannedMeeting(client, worked)
  if (!meetingId) return
  const invited = world.cast.institutions
  const path = `/meetings/${meetingId}/invitations`
  const asked = { institutions: invited.map(({ id }) => id), seats: '3' }
  if (!took(await desk.submit(`${path}/new`, path, asked), worked)) return
  const meeting = `/meetings/${meetingId}`
  if (!took(await desk.submit(`${meeting}/announcement`, '/announcement'), worked)) return
  const answer = await desk.submit(`${path}/letters`, `${path}/letters`)
  if (!took(answer, worked)) return
  const addresses = invited.map(({ email }) => email)
  world.recorder.wrote({ kind: 'letters', meetingId, addresses })
}

async function plannedMeeting(client: Client, worked: Worked): Promise<Id | null> {
  const { world, desk } = client
  const name = newName(client, 'Meeting')
  const from = `/dialogues/${world.cast.dialogueId}/meetings`
  // Each later than the one before it, which the form offers as the previous meeting.
  const day = addDays(localDate('2031-01-01'), world.recorder.serial())
  const answer = await desk.submit(`${from}/new`, from, {
    title_ru: name,
    venue_ru: 'Астана',
    day_1: day,
    starts_1: '09:00',
    ends_1: '17:30',
    kind: 'dialogue',
    format: 'in_person',
  })
  if (!took(answer, worked)) return null
  world.recorder.wrote({ kind: 'meeting', name })
  return answer.location.split('?')[0]?.split('/')[2] ?? null
}

/** A letter that was acknowledged, with its meeting; null before the first. */
function somebodyInvited({ world, random }: Client): { meetingId: Id; address: string } | null {
  const sent = world.recorder.writes.filter((write) => write.kind === 'letters').slice(-3)
  if (sent.length === 0) return null
  const { meetingId, addresses } = random.pick(sent)
  return { meetingId, address: random.pick(addresses) }
}

/** A focal point follows the link of the letter and names somebody, who gets a calendar entry. */
async function nomination(client: Client, worked: Worked): Promise<void> {
  const { world, random } = client
  const invited = somebodyInvited(client)
  if (!invited) return
  const path = await world.look((store) => linkIn(store.db, invited))
  if (!path) return
  const address = `delegate-${random.int(0, 2 ** 32 - 1).toString(36)}@example.org`
  const visitor = openDesk(client.origin)
  const page = await visitor.get(path)
  if (page.status !== 200 || !page.body.includes('/delegates"')) return
  const answer = await visitor.submit(path, `${path}/delegates`, {
    role: 'member',
    reading: 'ru',
    surname: 'Ахметова',
    given: 'Дана',
    email: address,
  })
  if (took(answer, worked))
    world.recorder.wrote({ kind: 'nomination', meetingId: invited.meetingId, address })
}

type Db = Parameters<Parameters<World['look']>[0]>[0]['db']

async function linkIn(db: Db, asked: { meetingId: Id; address: string }): Promise<string | null> {
  const row = await db
    .selectFrom('outbox')
    .select('body_text')
    .where('meeting_id', '=', asked.meetingId)
    .where('to_address', '=', asked.address)
    .where('kind', '=', 'invitation_letter')
    .executeTakeFirst()
  return /\/p\/[\w-]+/.exec(row?.body_text ?? '')?.[0] ?? null
}

/** A meeting moves to another room; its delegates are told at once. */
async function move(client: Client, worked: Worked): Promise<void> {
  const { world, desk } = client
  const named = world.recorder.writes.filter((write) => write.kind === 'nomination').slice(-5)
  if (named.length === 0) return
  const { meetingId } = client.random.pick(named)
  const path = `/meetings/${meetingId}`
  const venue = newName(client, 'Room')
  const answer = await desk.submit(`${path}/edit`, path, { venue_ru: venue })
  if (!took(answer, worked)) return
  const before = world.recorder.writes.filter(
    (write) => write.kind === 'moved' && write.meetingId === meetingId,
  )
  world.recorder.wrote({ kind: 'moved', meetingId, nth: before.length + 1 })
  const board = await desk.get(`${path}/invitations`)
  if (board.body.includes(`action="${path}/updates"`))
    took(await desk.submit(`${path}/invitations`, `${path}/updates`), worked)
}

/** An invitation is taken back, often while its letter waits or is on its way. */
async function withdrawal(client: Client, worked: Worked): Promise<void> {
  const { world, desk } = client
  const invited = somebodyInvited(client)
  if (!invited) return
  const institutionId = world.cast.institutions.find(({ email }) => email === invited.address)?.id ?? ''
  const invitationId = await world.look(async ({ db }) => {
    const row = await db
      .selectFrom('invitations')
      .select(['id', 'state'])
      .where('meeting_id', '=', invited.meetingId)
      .where('institution_id', '=', institutionId)
      .executeTakeFirst()
    return row && row.state !== 'withdrawn' ? row.id : null
  })
  if (!invitationId) return
  const path = `/meetings/${invited.meetingId}/invitations/${invitationId}/withdrawal`
  const answer = await desk.submit(path, path)
  if (!took(answer, worked)) return
  world.recorder.wrote({ kind: 'withdrawal', invitationId, address: invited.address, at: Date.now() })
}
