/** Measures mail that comes in: answers of calendars by LMTP, each proved, written down and answered. */

import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Database as Raw } from 'better-sqlite3'
import { stopMail } from '../src/digests/preference-commands.ts'
import { takeMail } from '../src/inbound/commands.ts'
import { startLmtp } from '../src/platform/lmtp.ts'
import { systemClock } from '../src/platform/process.ts'
import { openStore } from '../src/store/store.ts'
import { FULL, load } from './load.ts'
import { median } from './measure.ts'
import { openFile } from './open.ts'

const A_ROUND = 400
const ROUNDS = 5
/** As many as a mail server opens by the recipe of the manual. */
const CONNECTIONS = 4
const AUTHSERV = 'mx.intersession.example.org'
const OURS = 'rsvp@intersession.example.org'

/** Answers a second, and milliseconds of CPU for each, of which the part of the mail server that hands them over is ours too. */
export interface InboundResult {
  readonly rate: number
  readonly cpuMsEach: number
}

/** From the first byte of a mail to the 250 behind its last. */
export async function measureInbound(folder: string): Promise<InboundResult> {
  const { raw, engine, instance } = openFile(join(folder, 'inbound'))
  const open = () => openStore(engine, instance, systemClock.now())
  const none = { commitments: 0, mails: 0, reportLinks: 0 }
  const { meetingId } = await load(raw, open(), { ...FULL, institutions: 200, delegates: A_ROUND, ...none })
  const lmtp = await startLmtp(
    { host: '127.0.0.1', port: 0 },
    {
      mailDomain: instance.mailDomain,
      openStore: open,
      take: (mail) => takeMail(open(), mail, { authserv: AUTHSERV, stopMail }),
      log: (line) => process.stderr.write(`${line}\n`),
    },
  )
  try {
    const results: InboundResult[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      const result = await handOver(lmtp.port, answersOf(raw, meetingId, round))
      // The first one warms up.
      if (round > 0) results.push(result)
    }
    const { applied } = raw
      .prepare("select count(*) as applied from inbound_mails where outcome = 'applied'")
      .get() as { applied: number }
    if (applied !== A_ROUND * (ROUNDS + 1)) throw new Error(`${applied} answers were applied`)
    return {
      rate: median(results.map(({ rate }) => rate)),
      cpuMsEach: median(results.map(({ cpuMsEach }) => cpuMsEach)),
    }
  } finally {
    await lmtp.stop()
    await engine.close()
  }
}

async function handOver(port: number, mails: readonly string[]): Promise<InboundResult> {
  const waiting = [...mails]
  const began = performance.now()
  const before = process.cpuUsage()
  await Promise.all(Array.from({ length: CONNECTIONS }, () => handThrough(port, waiting)))
  const { user, system } = process.cpuUsage(before)
  return {
    rate: (mails.length / (performance.now() - began)) * 1_000,
    cpuMsEach: (user + system) / 1_000 / mails.length,
  }
}

async function handThrough(port: number, waiting: string[]): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  const answer = listenTo(socket)
  await answer()
  await said(socket, answer, 'LHLO mx.example.org')
  for (let mail = waiting.pop(); mail !== undefined; mail = waiting.pop()) {
    for (const line of ['MAIL FROM:<gate@health.example>', `RCPT TO:<${OURS}>`, 'DATA'])
      await said(socket, answer, line)
    await said(socket, answer, `${mail}\r\n.`)
  }
  socket.end('QUIT\r\n')
}

async function said(socket: Socket, answer: () => Promise<string>, line: string): Promise<void> {
  socket.write(`${line}\r\n`)
  const heard = await answer()
  if (!/^[23]/.test(heard)) throw new Error(`not taken: ${heard}`)
}

function listenTo(socket: Socket): () => Promise<string> {
  let heard = ''
  let wake = () => {}
  socket.on('data', (chunk) => {
    heard += chunk
    wake()
  })
  return async () => {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(heard)?.[0]
      if (whole) {
        heard = heard.slice(whole.length)
        return whole
      }
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
}

// One answer of everybody, each time another.
function answersOf(raw: Raw, meetingId: string, round: number): string[] {
  const uid = raw.prepare('select calendar_uid from meetings where id = ?').pluck().get(meetingId) as string
  const addresses = raw
    .prepare('select email from delegates join persons on persons.id = person_id where meeting_id = ?')
    .pluck()
    .all(meetingId) as string[]
  const partstat = round % 2 === 0 ? 'ACCEPTED' : 'DECLINED'
  return addresses.map((from, at) => {
    const domain = from.split('@')[1] ?? ''
    const calendar = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      // Of the future: counts as now, and so after all before it.
      'DTSTAMP:20990101T000000Z',
      'SEQUENCE:0',
      `ATTENDEE;PARTSTAT=${partstat};CN=Somebody:mailto:${from}`,
      'COMMENT:Приеду утром',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n')
    return [
      `Authentication-Results: ${AUTHSERV}; dmarc=pass header.from=${domain}`,
      `From: Somebody <${from}>`,
      `To: ${OURS}`,
      `Message-ID: <${round}.${at}@${domain}>`,
      'Subject: Accepted: Second dialogue',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain; charset=UTF-8',
      '',
      'Accepted.',
      '--b',
      'Content-Type: text/calendar; charset=UTF-8; method=REPLY',
      'Content-Transfer-Encoding: base64',
      '',
      ...(Buffer.from(calendar)
        .toString('base64')
        .match(/.{1,76}/g) ?? []),
      '--b--',
    ].join('\r\n')
  })
}
