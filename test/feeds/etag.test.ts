/** ETags: whatever changes the bytes of a feed changes its tag; what nobody touched is answered with 304. */

import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeAccount } from '../../src/auth/accounts.ts'
import { editCommitment, namePerson } from '../../src/commitments/commands.ts'
import { dueOf } from '../../src/commitments/due.ts'
import { moveDueDate } from '../../src/commitments/due-commands.ts'
import { findCommitment } from '../../src/commitments/queries.ts'
import { verifyCommitment } from '../../src/commitments/report-commands.ts'
import { editDialogue, endRole, grantRole } from '../../src/dialogues/commands.ts'
import { findDialogue, rolesInForce } from '../../src/dialogues/queries.ts'
import { savePreferences } from '../../src/digests/preference-commands.ts'
import { recordAnswer } from '../../src/invitations/answer-commands.ts'
import { removeDelegate } from '../../src/invitations/nomination-commands.ts'
import { findInvitation } from '../../src/invitations/queries.ts'
import { tick } from '../../src/jobs/tick.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { createMeeting, editMeeting, moveMeeting } from '../../src/meetings/commands.ts'
import type { MeetingDraft } from '../../src/meetings/meeting.ts'
import { findMeeting } from '../../src/meetings/queries.ts'
import { endAffiliation } from '../../src/people/commands.ts'
import { day } from '../meetings/meetings.ts'
import { DIALOGUE, MEETING, value } from '../meetings/world.ts'
import { FEEDS, type FeedName, type FeedWorld, openFeedWorld } from './world.ts'

let w: FeedWorld
beforeAll(async () => {
  w = await openFeedWorld()
}, 60_000)
afterAll(() => w.close())

async function edit(changes: Partial<MeetingDraft>): Promise<void> {
  const { announced } = w.things
  const meeting = await findMeeting(w.store, announced, 'all')
  const asked = { ...MEETING, days: meeting?.days ?? [], ...changes, version: meeting?.version ?? 0 }
  value(await editMeeting(w.now(), { actor: w.admin, id: announced, ...asked }))
}

async function record(reply: 'accepted' | 'declined' | 'tentative'): Promise<void> {
  const { announced, delegate } = w.things
  const { dateVersion = 0 } = (await findMeeting(w.store, announced, 'all')) ?? {}
  const asked = { meetingId: announced, delegateId: delegate, reply, comment: '', dateVersion }
  value(await recordAnswer(w.now(), { actor: w.admin, ...asked, channel: 'phone' }))
}

async function revise(changes: Partial<typeof DIALOGUE>): Promise<void> {
  const { dialogue: id } = w.things
  const { version = 0 } = (await findDialogue(w.store, id, 'all')) ?? {}
  const asked = { ...DIALOGUE, code: 'OWN', ...changes, id, version }
  value(await editDialogue(w.now(), { actor: w.admin, ...asked }))
}

async function setAccount(closed: boolean): Promise<void> {
  const { organiser: personId } = w.owners
  const row = await w.store.db
    .selectFrom('accounts')
    .select('version')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  const asked = { personId, rank: 'member', closed, version: row.version } as const
  value(await changeAccount(w.now(), { actor: w.admin, ...asked }))
}

async function reassign(): Promise<void> {
  const { commitment, verifier, lead } = w.things
  const found = await findCommitment(w.store, commitment, 'all')
  if (!found) throw new Error('the commitment of this test is gone')
  const draft = {
    text: found.text.texts,
    authoritative: found.text.authoritative,
    leadId: verifier,
    supporterIds: [],
    verifierId: lead,
    itemId: null,
    decisionId: null,
    visibility: found.visibility,
    due: dueOf('day', localDate('2026-01-30')),
    agreed: true,
    version: found.version,
  }
  value(await editCommitment(w.now(), { actor: w.admin, id: commitment, ...draft }))
}

/** In their order; after each, the feeds whose bytes are other ones. */
const ACTS: readonly (readonly [string, readonly FeedName[], () => Promise<unknown>])[] = [
  ['nothing', [], async () => {}],
  ['a title', ['delegate', 'organiser', 'dialogue'], () => edit({ title: { ru: 'Второй диалог, Астана' } })],
  ['a place', ['delegate', 'organiser', 'dialogue'], () => edit({ venue: { ru: 'Алматы' } })],
  [
    'a link, of which the dialogue is told nothing',
    ['delegate', 'organiser', 'dialogue'],
    () => edit({ venue: { ru: 'Алматы' }, link: 'https://meet.example.org/1' }),
  ],
  ['an acceptance', ['delegate'], () => record('accepted')],
  ['a refusal', ['delegate'], () => record('declined')],
  ['second thoughts', ['delegate'], () => record('accepted')],
  [
    'another day',
    ['delegate', 'organiser', 'dialogue'],
    () => edit({ days: [day('2026-04-15', '10:00', '17:30')] }),
  ],
  [
    'the update that is mailed and voids the answers',
    ['delegate'],
    async () => {
      w.setNow('2026-01-15T05:00:00Z')
      await tick(w.now())
    },
  ],
  [
    'the Chatham House Rule',
    ['delegate', 'organiser', 'dialogue'],
    () => edit({ attribution: 'chatham_house' }),
  ],
  [
    'a new meeting that is a draft, and its announcement',
    ['organiser', 'dialogue'],
    async () => {
      const draft = { ...MEETING, days: [day('2026-09-01', '09:00', '10:00')] }
      const asked = { actor: w.admin, dialogueId: w.things.dialogue }
      const id = value(await createMeeting(w.now(), { ...asked, ...draft }))
      value(await moveMeeting(w.now(), { actor: w.admin, id, move: 'announcement' }))
    },
  ],
  [
    'a postponement',
    ['organiser', 'dialogue'],
    () => moveMeeting(w.now(), { actor: w.admin, id: w.things.confirmed, move: 'postponement' }),
  ],
  [
    'a new due date',
    ['point'],
    () =>
      moveDueDate(w.now(), {
        actor: w.admin,
        id: w.things.commitment,
        due: dueOf('quarter', localDate('2026-06-30')),
        reason: 'Тендер',
        requestedBy: 'Дистрибьютор',
      }),
  ],
  [
    'somebody named who was told already',
    ['point'],
    () => namePerson(w.now(), { actor: w.admin, id: w.things.commitment, personId: w.things.leadPoint }),
  ],
  ['another lead', ['point'], reassign],
  [
    'a verification',
    ['point'],
    () =>
      verifyCommitment(w.now(), {
        actor: w.admin,
        id: w.things.reportedCommitment,
        institutionId: w.things.verifier,
        result: 'confirmed',
        text: 'Проверено',
        by: 'noted',
      }),
  ],
  [
    'another language',
    ['point'],
    () =>
      savePreferences(w.now(), w.things.leadPoint, {
        digest: 'weekly',
        reminders: 'on',
        locale: 'en',
        pausedUntil: null,
      }),
  ],
  ['tasks instead of events', ['point'], () => w.open('point', 'task')],
  ['another title of the dialogue', ['dialogue'], () => revise({ title: { ru: 'Диалог' } })],
  [
    'another language that binds',
    ['dialogue'],
    () => revise({ title: { ru: 'Диалог', kk: 'Диалог' }, authoritative: 'kk' }),
  ],
  ['a closed account', ['organiser'], () => setAccount(true)],
  ['an account opened again', ['organiser'], () => setAccount(false)],
  [
    'a role beside another one',
    [],
    async () => {
      const { email } = await w.store.db
        .selectFrom('accounts')
        .select('email')
        .where('person_id', '=', w.owners.organiser)
        .executeTakeFirstOrThrow()
      const asked = { actor: w.admin, dialogueId: w.things.dialogue, email, role: 'rapporteur' } as const
      value(await grantRole(w.now(), asked))
    },
  ],
  [
    'the end of all roles',
    ['organiser'],
    async () => {
      const { dialogue: dialogueId } = w.things
      for (const role of await rolesInForce(w.store, dialogueId))
        if (role.personId === w.owners.organiser)
          value(await endRole(w.now(), { actor: w.admin, dialogueId, roleId: role.id }))
    },
  ],
  [
    'a delegate withdrawn',
    ['delegate'],
    async () => {
      const { announced: meetingId, invitation: invitationId, delegate: delegateId } = w.things
      const { version = 0 } = (await findInvitation(w.store, invitationId, meetingId)) ?? {}
      const by = { by: 'organiser', channel: 'phone', source: 'Звонок' } as const
      const asked = { actor: w.admin, meetingId, invitationId, version, delegateId, ...by }
      value(await removeDelegate(w.now(), asked))
    },
  ],
  [
    'a membership ended today, from tomorrow on',
    [],
    () =>
      endAffiliation(w.now(), {
        actor: w.admin,
        personId: w.things.leadPoint,
        affiliationId: w.things.affiliation,
      }),
  ],
  ['the next day', ['point'], async () => w.setNow('2026-01-17T05:00:00Z')],
]

async function all() {
  return Promise.all(FEEDS.map((name) => w.ask(name)))
}

describe('after', () => {
  test.each(ACTS)('%s, the feeds of %j are others, with other tags', async (title, expected, act) => {
    const before = await all()
    await act()
    const after = await all()
    const changed = FEEDS.filter((_, at) => before[at]?.body !== after[at]?.body)
    expect(changed).toEqual(expected)
    for (const [at, name] of FEEDS.entries()) {
      const [was, is] = [before[at]?.headers.get('etag') ?? '', after[at]?.headers.get('etag') ?? '']
      expect(is).toMatch(/^"[\w-]{43}"$/)
      if (changed.includes(name)) expect(is).not.toBe(was)
      // A dialogue's feed must not tell of delegations and promises, not even that something happened. Roles of the
      // secretariat count the version of the dialogue itself.
      if (name === 'dialogue' && !title.includes('role')) expect(is === was).toBe(!changed.includes(name))
      expect((await w.ask(name, is)).status).toBe(304)
      expect((await w.ask(name, was)).status).toBe(is === was ? 304 : 200)
    }
  })

  test('time alone, the bytes are the same to the last', async () => {
    const before = await all()
    w.setNow('2027-03-01T05:00:00Z')
    expect((await all()).map(({ body }) => body)).toEqual(before.map(({ body }) => body))
  })
})

test('seats, roles and meetings are never removed, or sums of versions would not tell', () => {
  const removing = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .filter((path) =>
      /deleteFrom\('(meetings|delegates|dialogue_roles|dialogues|affiliations)'\)/.test(
        readFileSync(`src/${path}`, 'utf8'),
      ),
    )
  expect(removing).toEqual([])
})
