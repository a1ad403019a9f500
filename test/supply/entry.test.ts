/** The page behind a stock link: what it asks, what it asks back, what it refuses, and who may send what. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureLink } from '../../src/auth/links.ts'
import type { Id } from '../../src/kernel/id.ts'
import { plus } from '../../src/kernel/instant.ts'
import { closePlace } from '../../src/supply/commands.ts'
import type { TestBrowser } from '../fixtures/app.ts'
import { addFocalPoint, openWorld, type World } from '../invitations/world.ts'
import { furnishSupply } from './sample.ts'

let w: World
let ids: Awaited<ReturnType<typeof furnishSupply>>
let institutionId: Id
let visitor: TestBrowser
let link: string

/** The place has reported July to September 2025; the day is 15 January 2026. */
beforeEach(async () => {
  w = await openWorld()
  institutionId = await w.institution({
    name: 'Управление',
    focal: ['region@gov.example'],
    languages: ['ru'],
  })
  const actor = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
  ids = await furnishSupply(w.store, { actor, dialogueId: w.dialogueId, institutionId })
  visitor = w.visitor()
  link = await linkOf('region@gov.example')
})
afterEach(() => w.close())

async function linkOf(email: string, subjectId = ids.stockPlace): Promise<string> {
  const store = w.now()
  const personId = w.raw.prepare('select id from persons where email = ?').pluck().get(email) as Id
  const expiresAt = plus(store.now, { days: 30 })
  const { url, statements } = await ensureLink(store, { personId, purpose: 'stock', subjectId, expiresAt })
  for (const statement of statements) await store.tidy(statement)
  return `/p/${url.split('/p/')[1]}`
}

const FIGURES = {
  month: '2025-12',
  as_of: '2025-12-31',
  on_hand: '450',
  consumed: '180',
  received: '0',
  days_out: '0',
  unit: '5000',
  version: '0',
}

const send = (changes: Record<string, string> = {}) =>
  visitor.post(`${link}/stock`, { ...FIGURES, ...changes })

function words(body: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? ''
  return main
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
}

function kept(): unknown[] {
  return w.raw
    .prepare(
      `select month, on_hand, channel, superseded_at is null as counts from stock_reports
      where month >= '2025-10' order by reported_at, rowid`,
    )
    .all()
}

test('one screen asks for the last month in the unit, beside what was reported before, and fills nothing in', async () => {
  await send({ month: '2025-11', as_of: '2025-11-30' })
  const { body, status } = await visitor.get(`${link}?lang=en`)
  const text = words(body)
  expect(status).toBe(200)
  expect(body.length).toBeLessThan(40_000)
  for (const part of [
    'Report for December 2025',
    'Counted in bottles of 1 l',
    'November 2025: 450',
    'November 2025: 180',
    'Months without a report',
    'October 2025',
  ])
    expect(text).toContain(part)
  for (const field of ['on_hand', 'consumed', 'received', 'days_out'])
    expect(body).toMatch(new RegExp(`name="${field}"[^>]* value=""`))
})

test('what is sent is thanked for, says when the next one is asked, and stands in the history with its check', async () => {
  await send({ month: '2025-11', as_of: '2025-11-30', on_hand: '630' })
  const sent = await send({ on_hand: '449' })
  expect([sent.status, sent.location]).toEqual([303, `${link}?said=reported`])
  const text = words((await visitor.get(`${link}?lang=en`)).body)
  expect(text).toContain('The report for December 2025 is recorded. Thank you.')
  expect(text).toContain('630 + 0 − 180 = 450; counted 449, difference −1')
  expect(kept()).toEqual([
    { month: '2025-11', on_hand: 630, channel: 'link', counts: 1 },
    { month: '2025-12', on_hand: 449, channel: 'link', counts: 1 },
  ])
})

test('zero is a value, and empty is not zero', async () => {
  const empty = await send({ received: '', days_out: '' })
  expect(empty.status).toBe(400)
  expect(kept()).toEqual([])
  const zero = await send({ on_hand: '0', consumed: '0', received: '0', days_out: '31' })
  expect(zero.status).toBe(303)
})

test('odd figures are asked back with what was typed, and taken when they are confirmed', async () => {
  await send({ month: '2025-11', as_of: '2025-11-30' })
  const odd = await send({ on_hand: '200', batch_1_units: '20', batch_1_until: '2026-06-30' })
  expect(odd.status).toBe(400)
  expect(words(odd.body)).toContain('450 + 0 − 180 = 270')
  for (const value of ['value="200"', 'value="20"', 'value="2026-06-30"', 'name="confirm"'])
    expect(odd.body).toContain(value)
  expect((await send({ on_hand: '200', confirm: 'on' })).status).toBe(303)
})

test('more rows for batches come without a script, and nothing is sent by asking for them', async () => {
  const { status, body } = await send({ more: '6', on_hand: '77' })
  expect(status).toBe(200)
  expect(body).toContain('name="batch_6_units"')
  expect(body).not.toContain('name="batch_7_units"')
  expect(body).toContain('value="77"')
  expect(kept()).toEqual([])
})

test('a month that is not over or is closed is refused in words', async () => {
  const refusals = await Promise.all(
    ['2026-01', '2024-12'].map((month) => visitor.get(`${link}?lang=en&month=${month}`)),
  )
  expect(refusals.map(({ body }) => words(body))).toEqual([
    expect.stringContaining('This month is not over yet.'),
    expect.stringContaining('This month is closed.'),
  ])
  expect((await send({ month: '2026-01', as_of: '2026-01-14' })).status).toBe(400)
  expect((await send({ month: '2024-12', as_of: '2024-12-31' })).status).toBe(400)
  expect(kept()).toEqual([])
})

test('who comes second sees the figures of the first and decides; a correction keeps what it replaces', async () => {
  await addFocalPoint(w.now(), { institutionId, email: 'second@gov.example', lang: 'ru' })
  await send({ on_hand: '445' })
  link = await linkOf('second@gov.example')
  const told = await send({ on_hand: '451' })
  expect(told.status).toBe(409)
  const text = words((await visitor.post(`${link}/stock?lang=en`, { ...FIGURES, on_hand: '451' })).body)
  expect(text).toContain('Somebody reported this month on')
  expect(text).toContain('December 2025: 445')
  expect(told.body).toContain('value="451"')
  expect(told.body).toContain('name="version" value="1"')
  expect((await send({ on_hand: '451', version: '1' })).status).toBe(303)
  expect(kept()).toEqual([
    { month: '2025-12', on_hand: 445, channel: 'link', counts: 0 },
    { month: '2025-12', on_hand: 451, channel: 'link', counts: 1 },
  ])
  expect(words((await visitor.get(`${link}?lang=en`)).body)).toContain('corrected')
})

test('figures typed in another unit than the one of now are not taken unseen', async () => {
  const other = await send({ unit: '1000' })
  expect(other.status).toBe(409)
  expect(other.body).toContain('name="unit" value="5000"')
})

test('nothing is taken for a closed place, for another institution, or with another kind of link', async () => {
  await w.institution({ name: 'Чужие', focal: ['other@gov.example'] })
  const own = link
  link = await linkOf('other@gov.example')
  expect((await visitor.get(`${link}?lang=en`)).body).toContain('You no longer speak for this institution')
  expect((await send()).status).toBe(403)
  link = own
  const actor = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
  await closePlace(w.now(), { actor, id: ids.medicine, placeId: ids.stockPlace })
  expect((await send()).status).toBe(410)
  expect(words((await visitor.get(`${link}?lang=en`)).body)).toContain('No reports are taken here any more.')
  expect(kept()).toEqual([])
})

test('a month is over for its page and its form by the same clock: that of the place, not of the dialogue', async () => {
  w.raw.prepare("update institutions set zone = 'Asia/Tokyo' where id = ?").run(institutionId)
  // 1 February in Tokyo, still 31 January where the dialogue is.
  w.setNow('2026-01-31T16:00:00Z')
  link = await linkOf('region@gov.example')
  expect((await visitor.get(link)).body).toContain('name="month" value="2026-01"')
  const sent = await send({ month: '2026-01', as_of: '2026-01-31' })
  expect([sent.status, kept()]).toMatchObject([303, [{ month: '2026-01', on_hand: 450 }]])
})

test('the secretariat that typed while the place sent its own report is told so, and replaces it only then', async () => {
  const coordinator = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'coordinator' } })
  const path = `/supply/${ids.medicine}/places/${ids.stockPlace}/report`
  const hidden = (body: string) =>
    Object.fromEntries(
      [...body.matchAll(/name="(seen\w*)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    )
  const opened = hidden((await coordinator.get(path)).body)
  expect(opened).toEqual({ seen_month: '2025-12', seen: '' })
  expect((await send()).status).toBe(303)
  const late = await coordinator.post(path, { ...FIGURES, ...opened, on_hand: '440' })
  expect([late.status, kept()]).toMatchObject([409, [{ on_hand: 450, counts: 1 }]])
  const again = await coordinator.post(path, { ...FIGURES, ...hidden(late.body), on_hand: '440' })
  expect(again.status).toBe(303)
  // Of another month than the one that was shown nothing was seen.
  const shown = { seen_month: '2025-11', seen: '' }
  expect((await coordinator.post(path, { ...FIGURES, ...shown, on_hand: '430' })).status).toBe(409)
})
