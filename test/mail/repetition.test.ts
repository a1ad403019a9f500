/** Mail that is sent once more: only while its reason holds, to its reader's own address, once for each reason. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withdrawInvitation } from '../../src/invitations/commands.ts'
import type { Id } from '../../src/kernel/id.ts'
import { plus } from '../../src/kernel/instant.ts'
import { MAX_TRIES } from '../../src/mail/backoff.ts'
import { openDelivery } from '../../src/mail/delivery.ts'
import { hindrancesOf } from '../../src/mail/hindrance-queries.ts'
import type { OutboxTable } from '../../src/store/followup-schema.ts'
import { dumpOf } from '../fixtures/store.ts'
import { DANA, type InboundWorld, openInboundWorld, PETR } from '../inbound/world.ts'

let w: InboundWorld
beforeEach(async () => {
  w = await openInboundWorld()
  w.raw.prepare("update outbox set settled_at = created_at where state = 'sent'").run()
})
afterEach(() => w.close())

const REFUSED = '2026-01-16T04:00:00.000Z'

/** Refused with 550: it reached nobody. */
function refuseMail({ id }: { id: Id }): void {
  const failed =
    "update outbox set state = 'failed', attempts = 1, settled_at = ?, last_code = 550 where id = ?"
  w.raw.prepare(failed).run(REFUSED, id)
  w.raw.prepare("insert into mail_attempts values (?, 1, ?, 'rejected', 550, 'no')").run(id, REFUSED)
}

/** Sends all that is due. @returns to whom. */
async function run(): Promise<string[]> {
  const taken: string[] = []
  const transport = {
    keeps: false,
    send: async (message: { envelope: { to: string } }) => {
      taken.push(message.envelope.to)
      return { outcome: 'sent', code: 250, reply: 'ok' } as const
    },
    close: async () => {},
  }
  await openDelivery({ openStore: () => w.now(), transport, random: () => 0.5 }).deliverDue()
  return taken.sort()
}

const english = async (path: string) =>
  (await w.organiser.get(`${path}${path.includes('?') ? '&' : '?'}lang=en`)).body
const tasks = async () =>
  /<h2>Official mail that did not arrive \((\d+)\)/.exec(await english('/'))?.[1] ?? '0'

/** The page offers neither act, both are refused with these words, and nothing is written. */
async function isRefused({ id }: { id: Id }, words: string, acts = ['retry', 'renewal']): Promise<void> {
  const page = await english(`/mail/${id}`)
  for (const act of acts) {
    const before = dumpOf(w.raw)
    const answer = await w.organiser.post(`/mail/${id}/${act}?lang=en`)
    expect([act, answer.status, answer.body.includes(words)]).toEqual([act, 409, true])
    expect([page.includes(`/mail/${id}/${act}`), dumpOf(w.raw)]).toEqual([false, before])
  }
}

async function bulk(reason: string): Promise<{ offered: string; status: number }> {
  const page = await english(`/mail/undelivered/repetition?reason=${reason}`)
  const seen = /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const { status } = await w.organiser.post('/mail/undelivered/repetition', { reason, seen })
  return { offered: /Send again: (\d+)/.exec(page)?.[1] ?? '0', status }
}

const CEASED = 'The reason for this mail is no more'

function letterSent(): OutboxTable {
  const [letter] = w.mails('invitation_letter')
  if (!letter) throw new Error('no letter')
  return letter
}

describe('a mail whose reason ceased', () => {
  test('is not sent once more after its invitation was withdrawn, and is no task', async () => {
    const [letter, entry] = [letterSent(), w.mailTo(DANA)]
    for (const mail of [letter, entry]) refuseMail(mail)
    expect(await tasks()).toBe('2')
    const invitation = w.raw.prepare('select id, version from invitations').get() as {
      id: Id
      version: number
    }
    const asked = { actor: w.actor, meetingId: w.meetingId, ...invitation }
    expect(await withdrawInvitation(w.now(), asked)).toMatchObject({ ok: true })
    await run()
    expect(await tasks()).toBe('0')
    for (const mail of [letter, entry]) await isRefused(mail, CEASED)
    expect(await bulk('550')).toEqual({ offered: '0', status: 400 })
    expect(await run()).toEqual([])
  })

  test('nor an entry after its meeting was cancelled', async () => {
    const entry = w.mailTo(DANA)
    refuseMail(entry)
    await w.move('cancellation')
    await run()
    await isRefused(entry, CEASED)
    expect(await run()).toEqual([])
  })

  test('nor an entry of somebody who is no delegate any more, although it arrived', async () => {
    const entry = w.mailTo(DANA)
    w.raw.prepare("update delegates set state = 'withdrawn' where id = ?").run(entry.subject_id)
    await isRefused(entry, CEASED, ['renewal'])
  })

  test('a cancellation goes until its reader is expected at this address again', async () => {
    await w.move('cancellation')
    const cancel = w.mailTo(DANA)
    expect(cancel.kind).toBe('calendar_cancel')
    refuseMail(cancel)
    const same = async () => (await hindrancesOf(w.now(), cancel.id)).same
    expect(await same()).toBe(null)
    w.raw.prepare("update meetings set state = 'confirmed'").run()
    expect(await same()).toBe('ceased')
    // Moved: the entry at the old address must still go.
    w.raw.prepare("update persons set email = 'new@health.example' where email = ?").run(DANA)
    expect(await hindrancesOf(w.now(), cancel.id)).toEqual({ same: null, anew: null })
  })

  test('each kind asks for the state that it needs', async () => {
    const letter = letterSent()
    refuseMail(letter)
    const ceased = async (kind: string) => {
      w.raw.prepare('update outbox set kind = ? where id = ?').run(kind, letter.id)
      return (await hindrancesOf(w.now(), letter.id)).same === 'ceased'
    }
    const invitation = async (kind: string) => {
      const found: Record<string, boolean> = {}
      for (const state of ['sent', 'acknowledged', 'nominated', 'regrets', 'withdrawn']) {
        w.raw.prepare('update invitations set state = ?').run(state)
        found[state] = await ceased(kind)
      }
      return Object.keys(found).filter((state) => found[state])
    }
    expect(await invitation('invitation_letter')).toEqual(['withdrawn'])
    expect(await invitation('invitation_reminder')).toEqual(['nominated', 'regrets', 'withdrawn'])
    expect(await invitation('invitation_withdrawn')).toEqual(['sent', 'acknowledged', 'nominated', 'regrets'])
    expect(await ceased('official_letter')).toBe(false)

    w.raw.prepare('update outbox set subject_id = ? where id = ?').run('c1', letter.id)
    w.raw
      .prepare(
        `insert into commitments (id, dialogue_id, number, meeting_id, lead_institution_id, state, state_since,
          due_on, due_precision, authoritative_lang, search, created_at, version)
        values ('c1', ?, 1, ?, ?, 'agreed', ?, '2026-06-30', 'quarter', 'ru', '', ?, 1)`,
      )
      .run(w.dialogueId, w.meetingId, letter.institution_id, REFUSED, REFUSED)
    const holds = async (kind: string) => {
      const states = [
        'agreed',
        'in_progress',
        'reported_done',
        'returned',
        'verified',
        'superseded',
        'dropped',
      ]
      const found: string[] = []
      for (const state of states) {
        w.raw.prepare('update commitments set state = ?').run(state)
        if (!(await ceased(kind))) found.push(state)
      }
      return found
    }
    expect(await holds('verification_request')).toEqual(['reported_done'])
    expect(await holds('report_returned')).toEqual(['returned'])
    expect(await holds('due_moved')).toEqual(['agreed', 'in_progress', 'reported_done', 'returned'])
    w.raw.prepare('update outbox set subject_id = ? where id = ?').run(w.meetingId, letter.id)
    expect(await holds('promised')).toEqual(['agreed', 'in_progress', 'reported_done', 'returned'])
  })
})

describe('an address that is not the reader’s any more', () => {
  test('gets nothing once more, by the page, the single act and for many alike; a new mail goes to the new one', async () => {
    const letter = letterSent()
    refuseMail(letter)
    w.raw.prepare("update persons set email = 'new@health.example' where id = ?").run(letter.person_id)
    await isRefused(letter, 'has another address now', ['retry'])
    expect(await english(`/mail/${letter.id}`)).toContain('send a letter as a new mail')
    expect(await bulk('550')).toEqual({ offered: '0', status: 400 })
    expect((await w.organiser.post(`/mail/${letter.id}/renewal`)).status).toBe(303)
    expect(await run()).toEqual(['new@health.example'])
  })

  test('of a mail to nobody in the directory, only its own address tells its newer ones', async () => {
    const letter = letterSent()
    refuseMail(letter)
    w.raw.prepare('update outbox set person_id = null').run()
    const { id, ...row } = w.raw.prepare('select * from outbox where id = ?').get(letter.id) as OutboxTable
    const other = { ...row, id: 'other', message_id: '<o>', dedupe_key: 'o', created_at: w.now().now }
    const insert = (one: Record<string, unknown>) =>
      w.raw
        .prepare(`insert into outbox (${Object.keys(one)}) values (${Object.keys(one).map(() => '?')})`)
        .run(...Object.values(one))
    insert({ ...other, to_address: 'another@health.example' })
    expect((await hindrancesOf(w.now(), id)).same).toBe(null)
    w.raw.prepare('update outbox set to_address = ? where id = ?').run(row.to_address, 'other')
    expect((await hindrancesOf(w.now(), id)).same).toBe('overtaken')
  })
})

describe('once for each reason', () => {
  test('what was sent anew is not repeated, alone or with many', async () => {
    const letter = letterSent()
    refuseMail(letter)
    expect((await w.organiser.post(`/mail/${letter.id}/renewal`)).status).toBe(303)
    expect(await run()).toEqual([letter.to_address])
    await isRefused(letter, 'A newer mail of this matter')
    expect(await bulk('550')).toEqual({ offered: '0', status: 400 })
    expect(await run()).toEqual([])
  })

  test('nor when the new mail was left because of its address: that one is the task', async () => {
    const letter = letterSent()
    refuseMail(letter)
    await w.organiser.post(`/mail/${letter.id}/renewal`)
    const left =
      "update outbox set state = 'skipped', last_reply = 'suppressed', settled_at = ? where dedupe_key = ?"
    w.raw.prepare(left).run(w.now().now, `renewal:${letter.id}`)
    expect([(await hindrancesOf(w.now(), letter.id)).same, await tasks()]).toEqual(['overtaken', '1'])
  })

  test('what ends without being claimed can be repeated as often as it ends so', async () => {
    const { id } = letterSent()
    for (const fence of [1, 2, 3]) {
      w.raw.prepare("update outbox set state = 'kept', settled_at = ? where id = ?").run(REFUSED, id)
      expect((await w.organiser.post(`/mail/${id}/retry`)).status).toBe(303)
      expect(w.raw.prepare('select fence from outbox where id = ?').pluck().get(id)).toBe(
        w.mails('invitation_letter')[0]?.fence,
      )
      expect(w.mails('invitation_letter')[0]?.fence).toBe(fence)
    }
  })

  test('what was given up is tried as often as any other mail', async () => {
    const { id } = letterSent()
    const attempts = "insert into mail_attempts values (?, ?, ?, 'retry', 451, 'later')"
    for (let at = 1; at <= MAX_TRIES; at++) w.raw.prepare(attempts).run(id, at, REFUSED)
    w.raw
      .prepare(
        "update outbox set state = 'failed', attempts = ?, last_code = 451, settled_at = ? where id = ?",
      )
      .run(MAX_TRIES, REFUSED, id)
    expect((await w.organiser.post(`/mail/${id}/retry`)).status).toBe(303)
    const later = { outcome: 'retry', code: 451, reply: 'later', relayDown: false } as const
    const transport = { keeps: false, send: async () => later, close: async () => {} }
    await openDelivery({ openStore: () => w.now(), transport, random: () => 0.5 }).deliverDue()
    const minute = plus(w.now().now, { minutes: 1 })
    expect(w.mails('invitation_letter')).toMatchObject([
      { state: 'retry', attempts: MAX_TRIES + 1, not_before: minute },
    ])
    expect(w.rows('mail_attempts')).toHaveLength(MAX_TRIES + 1)
  })

  test('a list that its reader stopped holds up none of the others', async () => {
    const [dana, petr] = [w.mailTo(DANA), w.mailTo(PETR)]
    const left = "update outbox set state = 'skipped', last_reply = 'suppressed' where id = ?"
    for (const { id } of [dana, petr]) w.raw.prepare(left).run(id)
    w.raw
      .prepare(
        `update outbox set kind = 'digest', list_id = 'digest', calendar = null, calendar_method = null,
          calendar_sequence = null where id = ?`,
      )
      .run(dana.id)
    const stopped = "insert into suppressions values (?, 'digest', 'complaint', ?, 1)"
    w.raw.prepare(stopped).run(DANA, REFUSED)
    expect((await hindrancesOf(w.now(), dana.id)).same).toBe('stopped')
    for (const _ of ['once', 'twice']) {
      expect(await bulk('suppressed')).toEqual({ offered: '1', status: 303 })
      expect(await run()).toEqual([PETR])
      w.raw.prepare(left).run(petr.id)
    }
    w.raw.prepare('delete from suppressions').run()
    w.raw.prepare("update persons set digest = 'off' where email = ?").run(DANA)
    expect((await hindrancesOf(w.now(), dana.id)).same).toBe('stopped')
  })

  test('a hundred that cannot go hide none that can', async () => {
    const [dana, petr] = [w.mailTo(DANA), w.mailTo(PETR)]
    refuseMail(dana)
    w.raw.prepare("insert into suppressions values (?, 'all', 'hard', ?, 1)").run(PETR, REFUSED)
    for (let at = 0; at < 101; at++) {
      const row = {
        ...petr,
        ...{ id: `dead${at}`, message_id: `<dead${at}>`, dedupe_key: `dead${at}` },
        ...{ state: 'failed', last_code: 550, settled_at: REFUSED, created_at: '2026-01-16T05:00:00.000Z' },
      }
      const holes = Object.keys(row).map(() => '?')
      w.raw.prepare(`insert into outbox (${Object.keys(row)}) values (${holes})`).run(...Object.values(row))
    }
    expect(await bulk('550')).toEqual({ offered: '1', status: 303 })
    expect(await run()).toEqual([DANA])
  })
})
