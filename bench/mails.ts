/** Measures mail: a thousand invitations in one command, and delivery beside nodemailer alone. */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database as Raw } from 'better-sqlite3'
import nodemailer from 'nodemailer'
import { staleReminders } from '../src/digests/recheck.ts'
import { loadLetters, sendLetters } from '../src/invitations/letter-commands.ts'
import { plus } from '../src/kernel/instant.ts'
import { openDelivery } from '../src/mail/delivery.ts'
import type { Pace } from '../src/mail/pace.ts'
import { findMeeting } from '../src/meetings/queries.ts'
import type { Actor } from '../src/people/may.ts'
import { systemClock } from '../src/platform/process.ts'
import { readSmtpUrl, smtpTransport } from '../src/platform/smtp.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { FULL, load } from './load.ts'
import { median } from './measure.ts'
import { openFile } from './open.ts'

const INVITATIONS = 1_000
const A_ROUND = 200
const ROUNDS = 4
const CONNECTIONS = 5

/** Counted as in an instance with limits, but none of them ever holds a mail up. */
const BUSY: Pace = {
  relay: { perMinute: 1_000_000, atOnce: CONNECTIONS },
  domain: { perMinute: 1_000_000, atOnce: CONNECTIONS },
}

/** Milliseconds of the command, and our delivery rate as a part of nodemailer's. */
export interface MailResult {
  readonly queueingMs: number
  readonly relativeRate: number
  readonly ourRate: number
}

/** Runs both in a database of its own below `folder`. */
export async function measureMails(folder: string): Promise<MailResult> {
  const { raw, engine, instance } = openFile(join(folder, 'mails'))
  const open = () => openStore(engine, instance, systemClock.now())
  const sink = fork(fileURLToPath(new URL('sink.ts', import.meta.url)))
  try {
    const queueingMs = await queue(raw, open())
    const [port] = (await once(sink, 'message')) as [number]
    return { queueingMs, ...(await race(raw, open, port)) }
  } finally {
    sink.kill()
    await once(sink, 'exit')
    await engine.close()
  }
}

async function queue(raw: Raw, store: Store): Promise<number> {
  const size = { ...FULL, institutions: INVITATIONS, members: 0, dialogues: 1 }
  const none = { commitments: 0, delegates: 0, draftInvitations: true, mails: 0, reportLinks: 0 }
  const { meetingId, organiserId } = await load(raw, store, { ...size, ...none })
  const meeting = await findMeeting(store, meetingId, 'all')
  if (!meeting) throw new Error('the meeting of the load data is missing')
  const { letters, seen } = await loadLetters(store, meeting)
  const actor: Actor = { personId: organiserId, rank: 'administrator', roles: {}, speaksFor: [] }
  const invitationIds = letters.map(({ facts }) => facts.invitation.id)
  const started = performance.now()
  const outcome = await sendLetters(store, { actor, meetingId, invitationIds, seen, locale: 'ru' })
  const millis = performance.now() - started
  if (!outcome.ok || outcome.value !== INVITATIONS)
    throw new Error(`the invitations were not queued: ${JSON.stringify(outcome)}`)
  return millis
}

async function race(raw: Raw, open: () => Store, port: number): Promise<Omit<MailResult, 'queueingMs'>> {
  const postpone = raw.prepare('update outbox set not_before = ?')
  const hasten = raw.prepare(
    'update outbox set not_before = created_at where id in (select id from outbox where settled_at is null limit ?)',
  )
  postpone.run(plus(systemClock.now(), { days: 1 }))
  const ratios: number[] = []
  const rates: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const alone = await sendAlone(raw, port)
    hasten.run(A_ROUND)
    const ours = await deliver(open, port)
    // The first one warms up.
    if (round > 0) ratios.push(alone / ours)
    if (round > 0) rates.push((A_ROUND / ours) * 1_000)
  }
  return { relativeRate: median(ratios), ourRate: median(rates) }
}

async function deliver(openNow: () => Store, port: number): Promise<number> {
  const settings = readSmtpUrl(`smtp://127.0.0.1:${port}`)
  const transport = smtpTransport({ settings, name: 'intersession.example.org' })
  const delivery = openDelivery({
    openStore: openNow,
    transport,
    random: Math.random,
    pace: BUSY,
    staleAmong: staleReminders,
  })
  const started = performance.now()
  const { sent } = await delivery.deliverDue()
  const millis = performance.now() - started
  await transport.close()
  if (sent !== A_ROUND) throw new Error(`${sent} of ${A_ROUND} mails were sent`)
  return millis
}

interface Letter {
  readonly to_name: string
  readonly to_address: string
  readonly subject: string
  readonly body_text: string
  readonly body_html: string
}

/** The same letters by nodemailer's own pool, without outbox, lease or record. */
async function sendAlone(raw: Raw, port: number): Promise<number> {
  const letters = raw.prepare('select * from outbox limit ?').all(A_ROUND) as Letter[]
  const pool = { pool: true as const, maxConnections: CONNECTIONS, maxMessages: A_ROUND }
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true, ...pool })
  const from = { name: 'Секретариат', address: 'rsvp@intersession.example.org' }
  const started = performance.now()
  await Promise.all(
    letters.map((letter) =>
      transport.sendMail({
        from,
        to: { name: letter.to_name, address: letter.to_address },
        subject: letter.subject,
        text: letter.body_text,
        html: letter.body_html,
      }),
    ),
  )
  const millis = performance.now() - started
  transport.close()
  return millis
}
