/** How far the mail of an act came: which mails are of the act, the numbers, what did not go out, who may look. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { flushGathered } from '../../src/invitations/calendar-mails.ts'
import { type ActRow, progressOf, sendingPath } from '../../src/invitations/sending.ts'
import { actProgress, latestAct } from '../../src/invitations/sending-queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { instant } from '../meetings/meetings.ts'
import { namingForm, openWorld, type World } from './world.ts'

const AT = instant('2026-01-15T04:00:00.000Z')

test('states add up to what people want to know, and only what is settled is done with', () => {
  const row = (state: ActRow['state'], settled: boolean, number = 1): ActRow => ({
    kind: 'calendar_update',
    state,
    settled,
    number,
  })
  const rows = [
    ...[row('queued', false, 3), row('sending', false), row('retry', false), row('uncertain', false)],
    ...[row('sent', true, 7), row('failed', true), row('uncertain', true), row('kept', true)],
    ...[row('skipped', true, 2), { ...row('sent', true), kind: 'calendar_request' as const }],
  ]
  expect(progressOf(AT, rows)).toEqual({
    at: AT,
    kinds: ['calendar_request', 'calendar_update'],
    counts: { sent: 8, waiting: 5, failed: 1, uncertain: 2, kept: 1, left: 2 },
    all: 19,
    settled: 13,
  })
})

describe('the latest act', () => {
  let w: World
  let institutionId: Id
  beforeEach(async () => {
    w = await openWorld()
    institutionId = await w.institution({
      name: 'Министерство',
      languages: ['ru'],
      focal: ['chancery@health.example'],
    })
  })
  afterEach(() => w.close())

  const path = () => `/meetings/${w.meetingId}/sending`
  const name = async (email: string) => {
    const version = String((await w.invitation(institutionId)).version)
    await w.visitor().post(`${w.linkTo('chancery@health.example')}/delegates`, namingForm({ version, email }))
  }
  const at = (minutes: number) => w.setNow(new Date(Date.parse(AT) + minutes * 60_000).toISOString())
  const latest = async () => {
    const found = await latestAct(w.now(), w.meetingId)
    return found && (await actProgress(w.now(), w.meetingId, found))
  }

  test('is the last lot of mail, whatever single mails went out since', async () => {
    expect(await latest()).toBe(null)
    expect((await w.organiser.get(path())).body).toContain('were mailed about this meeting yet')
    at(1)
    await w.invited(institutionId)
    expect(await latest()).toMatchObject({ at: w.now().now, kinds: ['invitation_letter'], all: 1 })
    const letters = w.now().now
    at(2)
    await name('a@health.example')
    expect(await latest()).toMatchObject({ at: letters })
    at(3)
    w.deliver()
    await w.edit({ venue: { ru: 'Алматы' } })
    at(9)
    await flushGathered(w.now())
    expect(await latest()).toMatchObject({ at: w.now().now, kinds: ['calendar_update'], all: 1 })
    at(10)
    w.deliver()
    await w.move('cancellation')
    expect(await latest()).toMatchObject({ at: w.now().now, kinds: ['calendar_cancel'] })
    expect((await w.organiser.get(sendingPath(w.meetingId, letters))).body).toContain('Invitation letter')
  })

  test('is told in numbers, with what did not go out and a link to each; fresh until all is settled', async () => {
    await w.invited(institutionId, 50)
    for (const email of ['a', 'b', 'c', 'd']) await name(`${email}@health.example`)
    w.deliver()
    at(3)
    await w.edit({ venue: { ru: 'Алматы' } })
    at(9)
    await flushGathered(w.now())
    const set = (email: string, state: string, reply: string, settled: string | null) =>
      w.raw
        .prepare(
          "update outbox set state = ?, last_reply = ?, settled_at = ? where to_address = ? and kind = 'calendar_update'",
        )
        .run(state, reply, settled, `${email}@health.example`)
    set('a', 'sent', '', AT)
    set('b', 'failed', '550 no such user', AT)
    set('c', 'skipped', 'suppressed', AT)
    const page = await w.organiser.get(path())
    const texts = page.body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    for (const text of [
      'Done with: 3 of 4',
      'Sent 1',
      'Waiting 1',
      'Failed 1',
      'Left out 1',
      '550 no such user',
    ])
      expect(texts).toContain(text)
    expect(page.body).toContain(`data-fresh="${sendingPath(w.meetingId, w.now().now).replace('&', '&amp;')}"`)
    expect(page.body).toContain('<progress id="settled" max="4" value="3"')
    expect(page.body.match(/href="\/mail\/\w{26}"/g)).toHaveLength(2)
    set('d', 'sent', '', AT)
    const settled = await w.organiser.get(path())
    expect(settled.body).toContain('All mail of this act is done with.')
    expect(settled.body).not.toContain('data-fresh')
  })

  test('of three hundred mails costs as many queries as of one, and finds them by index', async () => {
    await w.invited(institutionId, 50)
    await name('a@health.example')
    const one = await w.queriesOf(() => w.organiser.get(path()))
    const columns = (w.raw.pragma('table_info(outbox)') as { name: string }[])
      .map((column) => column.name)
      .filter((column) => !['id', 'message_id', 'dedupe_key'].includes(column))
      .join()
    w.raw
      .prepare(
        `insert into outbox (id, message_id, dedupe_key, ${columns})
         with recursive n(i) as (select 1 union all select i + 1 from n where i < 300)
         select 'x' || i, 'x' || i, 'x' || i, ${columns} from outbox, n where kind = 'invitation_letter'`,
      )
      .run()
    const many = await w.queriesOf(() => w.organiser.get(path()))
    expect((await w.organiser.get(path())).body).toContain('Done with: 0 of 302')
    expect(many).toHaveLength(one.length)
    const counting = many.find((sql) => sql.includes('count(*)') && sql.includes('"outbox"')) ?? ''
    const holes = Array(counting.split('?').length - 1).fill('')
    const plan = w.raw.prepare(`explain query plan ${counting}`).all(holes) as { detail: string }[]
    expect(plan[0]?.detail).toContain('outbox_meeting (meeting_id=? AND created_at=?)')
  })
})
