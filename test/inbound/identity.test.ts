/** The same mail is one, whatever way it took and whichever program of ours took it first. */

import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { identityOf } from '../../src/inbound/identity.ts'
import { readMail } from '../../src/inbound/reading.ts'
import { bounceAddress } from '../../src/mail/mail.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { alternative, bytes, deliveryReport, words } from './samples.ts'
import { DANA, type InboundWorld, openInboundWorld, TRUSTED } from './world.ts'

const NO_SEAL = { seal: (text: string) => text }

async function idOf(mail: string, to = 'rsvp@intersession.example.org') {
  const raw = new Uint8Array(bytes(mail))
  return (await identityOf(NO_SEAL, { raw, to }, await readMail(raw, { from: DANA, to }))).id
}

const byPipe = (mail: string) => mail.replaceAll('\r\n', '\n')

describe('the identity of a mail', () => {
  const mail = words(DANA, 'Hello there,\r\n\r\nwe come by train.')
  test.each([
    ['with other line ends', byPipe(mail)],
    ['with line ends of both kinds', mail.replace('\r\n\r\nwe', '\n\r\nwe')],
    ['with empty lines at its end', `${mail}\r\n\r\n`],
    ['without the last line end', mail.trimEnd()],
    ['with what servers wrote above', `Received: from elsewhere\r\n${mail}`],
  ])('%s is the same', async (_, other) => {
    expect(await idOf(other)).toBe(await idOf(mail))
  })

  test.each([
    ['with a line less within', mail.replace('\r\n\r\nwe', '\r\nwe')],
    ['with another word', mail.replace('train', 'plane')],
    ['with a space at its end', `${mail} `],
    ['with a lone carriage return', mail.replace('there,', 'there,\r')],
  ])('%s is another', async (_, other) => {
    expect(await idOf(other)).not.toBe(await idOf(mail))
  })
})

describe('the door', () => {
  let w: InboundWorld
  beforeEach(async () => {
    w = await openInboundWorld()
  })
  afterEach(() => w.close())
  const letter = words(DANA, 'We come by train.')

  test('takes once what comes by LMTP and by a pipe', async () => {
    expect(await w.receive(letter)).toBe('words forwarded')
    const mails = w.mails('forwarded').length
    expect(await w.receive(byPipe(letter))).toBe('words forwarded')
    expect([w.mails('forwarded').length, w.rows('inbound_mails').length]).toEqual([mails, 1])
  })

  const bounce = () => bounceAddress(INSTANCE, w.mailTo(DANA).id)
  const cases: [string, () => string, () => string][] = [
    ['words', () => letter, () => ''],
    ['an answer', () => alternative({ uid: w.uid, from: DANA, authentication: TRUSTED }), () => ''],
    ['a report', () => deliveryReport(bounce(), {}), bounce],
  ]
  test.each(cases)('knows %s again that the program before kept under another id', async (_, make, to) => {
    const mail = make()
    const said = await w.receive(mail, { to: to() })
    w.raw.prepare('update inbound_mails set id = ?').run(await formerIdOf(mail, to()))
    const tables = ['outbox', 'delegate_answers', 'bounces', 'inbound_mails'] as const
    const before = tables.map((table) => w.rows(table))
    expect(await w.receive(mail, { to: to() })).toBe(said)
    expect(await w.receive(byPipe(mail), { to: to() })).toBe(said)
    w.raw.prepare('update inbound_mails set id = ?').run(await formerIdOf(byPipe(mail), to()))
    expect(await w.receive(mail, { to: to() })).toBe(said)
    w.raw.prepare('update inbound_mails set id = ?').run(await formerIdOf(mail, to()))
    expect(tables.map((table) => w.rows(table))).toEqual(before)
  })
})

/** As the program before migration 0022 made it, written down once more. */
async function formerIdOf(mail: string, to: string): Promise<string> {
  const reading = await readMail(bytes(mail), { from: '', to })
  if (reading.verdict === 'unreadable') throw new Error('unreadable')
  const { messageId, from, subject, date, answers, recipients } = reading.message
  const body = mail.slice(/\r?\n(?=\r?\n)/.exec(mail)?.index).replace(/^\r?\n/, '')
  const about = [to, ...recipients].find((one) => /^bounce\+/i.test(one)) ?? ''
  const hash = createHash('sha256').update(body).digest('hex')
  const header = [messageId, from, subject, date, ...answers]
  return INSTANCE.seal(`inbound:${JSON.stringify([header, about.toLowerCase(), hash])}`)
}
