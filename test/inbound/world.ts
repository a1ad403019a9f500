/** A meeting with two delegates who hold its entry in their calendars, and the door by which their answers come. */

import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import { doorKey } from '../../src/inbound/door.ts'
import type { Id } from '../../src/kernel/id.ts'
import { millisOf } from '../../src/kernel/instant.ts'
import type { OutboxTable } from '../../src/store/followup-schema.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { namingForm, openWorld, type World } from '../invitations/world.ts'
import { bytes } from './samples.ts'

export const DANA = 'dana@health.example'
export const PETR = 'petr@health.example'
export const TRUSTED = 'mx.intersession.example.org; dmarc=pass (p=none) header.from=health.example'

export interface InboundWorld extends World {
  readonly uid: string
  /** The calendar mail to an address. */
  mailTo(address: string): OutboxTable
  /** Hands a mail over as a mail server does. @returns what the door says. */
  receive(mail: string | Uint8Array, envelope?: { from?: string; to?: string }): Promise<string>
  /** The answer in force and how often somebody answered. */
  standing(address: string): { partstat: string; sequence: number | null; answers: number }
  open(): { id: Id; kind: string; reason: string; state: string; version: number }[]
  rows(table: string): Record<string, unknown>[]
}

export async function openInboundWorld(): Promise<InboundWorld> {
  const w = await openWorld()
  const institutionId = await w.institution({
    name: 'Министерство',
    languages: ['ru'],
    focal: ['chancery@health.example'],
  })
  await w.invited(institutionId, 50)
  for (const email of [DANA, PETR]) {
    const version = String((await w.invitation(institutionId)).version)
    const form = namingForm({ version, email })
    const page = await w.visitor().post(`${w.linkTo('chancery@health.example')}/delegates`, form)
    expect(page.status).toBe(303)
  }
  w.deliver()
  w.setNow('2026-01-17T04:00:00Z')
  const rows = (table: string) =>
    w.raw.prepare(`select * from ${table} order by rowid`).all() as Record<string, unknown>[]
  // The session of the one who made the meeting has lapsed by then.
  const organiser = await w.signedIn({ rank: 'organiser', roles: { [w.dialogueId]: 'organiser' } })
  return {
    ...w,
    organiser,
    uid: (await w.meeting()).calendarUid,
    rows,
    mailTo: (address) => {
      const found = w.mails().findLast((one) => one.to_address === address && one.calendar !== null)
      if (!found) throw new Error(`no calendar mail to ${address}`)
      return found
    },
    receive: async (mail, envelope) => {
      const answer = await handOver(w, mail, envelope)
      expect(answer.status).toBe(200)
      return answer.body.trim()
    },
    standing: (address) => {
      const row = w.raw
        .prepare(
          `select partstat, partstat_sequence as sequence,
            (select count(*) from delegate_answers where delegate_id = delegates.id) as answers
          from delegates join persons on persons.id = person_id where email = ?`,
        )
        .get(address)
      return row as ReturnType<InboundWorld['standing']>
    },
    open: () =>
      rows('inbound_answers').filter((row) => row.state === 'open') as ReturnType<InboundWorld['open']>,
  }
}

/** Hands a mail over with headers of one's choice. */
export function handOver(
  w: World,
  mail: string | Uint8Array,
  envelope: { from?: string; to?: string } = {},
  wrong: Record<string, string> = {},
) {
  const raw = typeof mail === 'string' ? bytes(mail) : mail
  const timestamp = String(millisOf(w.now().now) / 1_000)
  const { from = '', to = '' } = envelope
  const signature = createHmac('sha256', doorKey(INSTANCE))
    .update(`${timestamp}\n${from}\n${to}\n`)
    .update(raw)
    .digest('hex')
  const headers = {
    'content-type': 'message/rfc822',
    'x-intersession-timestamp': timestamp,
    'x-intersession-signature': signature,
    'x-envelope-from': from,
    'x-envelope-to': to,
    ...wrong,
  }
  return w.visitor().request('/inbound/mail', { method: 'POST', body: new Uint8Array(raw), headers })
}
