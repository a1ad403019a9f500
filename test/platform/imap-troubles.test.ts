/** A mailbox on a server in trouble: no answer is lost because messages do not come, and none holds up the rest. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Instant, plus } from '../../src/kernel/instant.ts'
import { startMailbox } from '../../src/platform/imap.ts'
import type { Incoming, Way } from '../../src/platform/incoming.ts'
import { INSTANCE, NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { type Mood, openSulkyImap, type SulkyImap } from '../fixtures/sulky-imap.ts'
import { words } from '../inbound/samples.ts'

let own: TestStore
let now: Instant
let imap: SulkyImap | null
let reader: Incoming | null
let taken: string[]
let logged: string[]
beforeEach(() => {
  own = openTestStore()
  now = NOW
  imap = null
  reader = null
  taken = []
  logged = []
})
afterEach(async () => {
  await reader?.stop()
  await imap?.close()
  await own.close()
})

const NAMES = ['one', 'two', 'three']
function pass(minutes: number): void {
  now = plus(now, { minutes })
}

/** Reads three messages of which the server makes what `mood` says. */
async function read(mood: (uid: number) => Mood, check: (name: string) => void = () => {}): Promise<void> {
  const mails = NAMES.map((name) => words('x@y.example', `${name}\r\n`))
  const server = await openSulkyImap(mails, mood)
  imap = server
  const take: Way['take'] = async ({ raw }) => {
    const name = Buffer.from(raw).toString().trim().split('\r\n').at(-1) ?? ''
    check(name)
    taken.push(name)
    return { verdict: 'words', outcome: 'nothing' }
  }
  const settings = { host: '127.0.0.1', port: server.port, user: 'u', pass: 'p', folder: 'INBOX' }
  reader = startMailbox({
    settings: { ...settings, tls: 'never' },
    moves: false,
    mailDomain: INSTANCE.mailDomain,
    openStore: () => own.at(now),
    take,
    log: (line) => void logged.push(line),
    pauseMs: 1,
    everyMs: 20,
  })
  const began = Date.now()
  while (own.raw.prepare('select last_uid from mailboxes').pluck().get() !== NAMES.length) {
    if (Date.now() - began > 15_000) throw new Error(JSON.stringify({ taken, logged, stored: server.stored }))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const SEEN = NAMES.map((_, at) => `${at + 1} +FLAGS (\\Seen)`)

describe('a message that is not handed out', () => {
  test.each(['NIL', 'no body', 'nothing', 'NO'] as const)(
    'for a while (%s) is neither passed nor taken as empty',
    async (mood) => {
      let asked = 0
      await read((uid) => {
        if (uid === 2) asked += 1
        return uid === 2 && asked <= 5 ? mood : 'body'
      })
      expect(taken).toEqual(NAMES)
      expect(imap?.stored).toEqual(SEEN)
    },
  )

  test('because somebody deleted it is passed', async () => {
    await read((uid) => (uid === 2 ? 'gone' : 'body'))
    expect([taken, logged]).toEqual([['one', 'three'], []])
    expect(imap?.stored).toEqual([SEEN[0], SEEN[2]])
  })

  test.each(['NIL', 'NO', 'hangs up'] as const)('ever (%s), while others are, is set aside', async (mood) => {
    await read((uid) => {
      if (uid === 2) pass(4)
      return uid === 2 ? mood : 'body'
    })
    expect(taken).toEqual(['one', 'three'])
    expect(imap?.stored).toEqual([SEEN[0], '2 +FLAGS ($Intersession-Poison \\Flagged)', SEEN[2]])
  })
})

describe('a server that hands out nothing', () => {
  test.each(['NIL', 'NO', 'hangs up'] as const)('for hours (%s) costs no message', async (mood) => {
    let asked = 0
    await read(() => {
      asked += 1
      if (asked <= 10) pass(30)
      return asked <= 10 ? mood : 'body'
    })
    expect(taken).toEqual(NAMES)
    expect(imap?.stored).toEqual(SEEN)
  })
})

describe('a fault of ours', () => {
  test('that lasts for seconds costs no message', async () => {
    let tries = 0
    await read(
      () => 'body',
      (name) => {
        if (name === 'two') tries += 1
        if (name === 'two' && tries <= 7) throw new Error('too busy')
      },
    )
    expect([taken, tries]).toEqual([NAMES, 8])
  })

  test('that lasts sets the message aside after three tries minutes apart', async () => {
    let tries = 0
    await read(
      () => 'body',
      (name) => {
        if (name !== 'two') return
        tries += 1
        pass(2)
        throw new Error('a bug')
      },
    )
    // Of tries two minutes apart every other counts.
    expect([taken, tries]).toEqual([['one', 'three'], 6])
  })
})
