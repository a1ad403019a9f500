/** Lots of letters in parts: what a break, a repeat and somebody else at the same moment leave behind. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { letterheadOf } from '../../src/correspondence/queries.ts'
import { lockNumbers } from '../../src/correspondence/records.ts'
import { inviteInstitutions } from '../../src/invitations/commands.ts'
import { loadLetters, sendLetters } from '../../src/invitations/letter-commands.ts'
import { refuse } from '../../src/kernel/outcome.ts'
import { type Store, Unavailable } from '../../src/store/store.ts'
import { LETTERHEAD } from '../access/form-parts.ts'
import { openWorld, type World } from '../invitations/world.ts'

let w: World
beforeEach(async () => {
  w = await openWorld()
})
afterEach(() => w.close())

const count = (sql: string) => Number(w.raw.prepare(sql).pluck().get())
const entered = () => count('select count(*) from letters')
const letters = () => `/meetings/${w.meetingId}/invitations/letters`

async function invite(many: number) {
  const institutionIds: string[] = []
  for (let n = 0; n < many; n++)
    institutionIds.push(await w.institution({ name: `Орган ${n}`, focal: [`f${n}@gov.example`] }))
  const terms = { capacity: 'member', seats: 2, replyBy: null } as const
  await inviteInstitutions(w.now(), { actor: w.actor, meetingId: w.meetingId, institutionIds, ...terms })
}

/** The form of the preview as it stands now, with its one-time key. */
async function preview(once: string) {
  const { body } = await w.organiser.get(letters())
  const seen = /name="seen" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const invitations = [...body.matchAll(/name="invitations" value="(\w+)"/g)].map(([, id = '']) => id)
  return { seen, invitations, once }
}

/** All drafts, as the program sends them. */
async function asked() {
  const { seen, letters } = await loadLetters(w.now(), await w.meeting())
  const invitationIds = letters.map(({ facts }) => facts.invitation.id)
  return { actor: w.actor, meetingId: w.meetingId, invitationIds, seen, locale: 'en' } as const
}

/** A store that fails at its n-th commit. */
function failing(store: Store, at: number, error: Error): Store {
  let commits = 0
  return {
    ...store,
    commit: (...batch) => (++commits === at ? Promise.reject(error) : store.commit(...batch)),
  }
}

describe('a lot of two parts', () => {
  test('that broke off between them goes on with the rest, whoever repeats the form', {
    timeout: 60_000,
  }, async () => {
    await invite(45)
    const form = await preview('key-1')
    w.raw.exec(`create trigger broken before insert on letters when (select count(*) from letters) >= 40
      begin select raise(abort, 'killed'); end`)
    expect((await w.organiser.post(letters(), form)).status).toBe(500)
    expect([entered(), count('select count(*) from form_receipts')]).toEqual([40, 0])
    w.raw.exec('drop trigger broken')

    const again = await w.organiser.post(letters(), form)
    expect([again.status, again.body.includes('changed after this preview was made')]).toEqual([409, true])
    expect(entered()).toBe(40)

    const rest = await preview('key-2')
    expect(rest.invitations.length).toBe(5)
    const sent = await w.organiser.post(letters(), rest)
    const twin = await w.organiser.post(letters(), rest)
    expect([sent.status, twin.location]).toEqual([303, sent.location])
    expect([entered(), w.mails('invitation_letter').length]).toEqual([45, 45])
  })

  test('has one receipt, which comes with its last part', { timeout: 60_000 }, async () => {
    await invite(41)
    const form = await preview('key-1')
    const sent = await w.organiser.post(letters(), form)
    expect(sent.status).toBe(303)
    expect((await w.organiser.post(letters(), form)).location).toBe(sent.location)
    expect([entered(), count('select count(*) from form_receipts')]).toEqual([41, 1])
  })

  test('says how many are out when the database goes away in between, and nothing before', async () => {
    await invite(41)
    const store = failing(w.now(), 2, new Unavailable('gone'))
    expect(await sendLetters(store, await asked())).toEqual(
      refuse('conflict', 'correspondence.partly_sent', undefined, { sent: 40, all: 41 }),
    )
    expect(entered()).toBe(40)
    const first = failing(w.now(), 1, new Unavailable('gone'))
    await expect(sendLetters(first, await asked())).rejects.toThrow(Unavailable)
  })

  test('is as many commits as a request takes there; the next ones are asked for', async () => {
    await invite(41)
    const store = { ...w.now(), largeBatches: 1 }
    expect(await sendLetters(store, await asked())).toEqual(
      refuse('conflict', 'correspondence.next_part', undefined, { sent: 40, all: 41 }),
    )
    expect(await sendLetters(store, await asked())).toMatchObject({ ok: true, value: 1 })
  })

  test('locks the letterhead with each part, numbered or not, so that it cannot fall behind', async () => {
    await invite(45)
    const { letters: drafts } = await loadLetters(w.now(), await w.meeting())
    const last = drafts.at(-1)?.facts.invitation.id
    await w.organiser.post(`/meetings/${w.meetingId}/invitations/numbers`, { [`number_${last}`]: '77' })
    const { version } = await letterheadOf(w.now(), w.dialogueId)
    expect(await sendLetters(w.now(), await asked())).toMatchObject({ ok: true })
    const late = { dialogueId: w.dialogueId, version, actorId: w.actor.personId }
    expect(await w.now().commit([...lockNumbers(w.now(), late)], null)).toMatchObject({ code: 'conflict' })
    const now = await letterheadOf(w.now(), w.dialogueId)
    expect(now.version).toBe(version + 2)
    const form = { ...LETTERHEAD, version: String(now.version) }
    expect((await w.organiser.post(`/dialogues/${w.dialogueId}/letters/head`, form)).status).toBe(303)
  })
})

test('the version of a letterhead never goes back', async () => {
  const lock = { dialogueId: w.dialogueId, actorId: w.actor.personId }
  for (const version of [4, 2]) await w.now().commit([...lockNumbers(w.now(), { ...lock, version })], null)
  expect((await letterheadOf(w.now(), w.dialogueId)).version).toBe(5)
})

test('an institution that was renamed or reclassed after the preview is shown again', async () => {
  await invite(1)
  const shown = await asked()
  w.raw.exec("update institution_names set official = 'Переименовано'")
  const renamed = await asked()
  w.raw.exec("update sectors set class = 'multilateral'")
  const outdated = refuse('conflict', 'invitations.preview_outdated')
  expect(await sendLetters(w.now(), shown)).toEqual(outdated)
  expect(await sendLetters(w.now(), renamed)).toEqual(outdated)
  expect(entered()).toBe(0)
})

test('given numbers are read after the letterhead whose version is their lock', async () => {
  await invite(1)
  const read: string[] = []
  const store = w.now()
  const plugin = {
    transformQuery: ({ node }: { node: object }) => {
      const text = JSON.stringify(node)
      if (text.includes('"letter_date"')) read.push('numbers asked')
      if (text.includes('"letterheads"')) read.push('letterhead asked')
      return node as never
    },
    transformResult: async ({ result }: { result: { rows: object[] } }) => {
      await new Promise((resolve) => setImmediate(resolve))
      read.push('answer')
      return result as never
    },
  }
  await loadLetters({ ...store, db: store.db.withPlugin(plugin) }, await w.meeting())
  const from = read.indexOf('letterhead asked')
  const to = read.indexOf('numbers asked')
  // Letterhead, texts, signatories, templates: all four have answered.
  expect(read.slice(from, to).filter((step) => step === 'answer').length).toBe(4)
})
