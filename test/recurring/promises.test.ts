/** Periods and parts on the page of all that an institution promised, and the way from there to report on them. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureLink } from '../../src/auth/links.ts'
import { plus } from '../../src/kernel/instant.ts'
import { writePart } from '../../src/recurring/commands.ts'
import { accepted, openWorld, type World } from '../commitments/world.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { asked, shareNow } from './world.ts'

let app: TestApp
let world: World
beforeEach(async () => {
  app = openTestApp()
  world = await openWorld(app)
})
afterEach(() => app.close())

const DECEMBER = '2025-12'

async function linkOf(personId: string, institutionId: string): Promise<string> {
  const expiresAt = plus(world.store.now, { days: 90 })
  const asked = { personId, purpose: 'promises' as const, subjectId: institutionId, expiresAt }
  const { url, statements } = await ensureLink(world.store, asked)
  for (const statement of statements) await app.engine.runOne(statement.compile())
  return new URL(url).pathname
}

const share = (id: string, institutionId: string, periodKey = DECEMBER) =>
  shareNow(world.store, id, { institutionId, periodKey })

test('the page of the link shows what it owes by period and in part, each with its way to report', async () => {
  const { id, version } = await asked(world)
  const draft = { text: { ru: 'Найти деньги' }, authoritative: 'ru', dueOn: null } as const
  const part = { actor: world.coordinator, id, version, institutionId: world.moh, draft }
  accepted(await writePart(world.store, part))
  const link = await linkOf(world.mohPoint, world.moh)
  const [period, own, theirs] = [
    await share(id, world.moh),
    await share(id, world.moh, ''),
    await share(id, world.cna),
  ]
  const { body } = await app.visitor().get(link)
  const has = ({ id: shareId }: { id: string }) => body.includes(`href="${link}/shares/${shareId}"`)
  expect([has(period), has(own), has(theirs)]).toEqual([true, true, false])
  expect(body).toContain('Найти деньги')
  expect(body).toContain('12.01.2026')

  // Without a date of its own the commitment's holds.
  expect((await app.visitor().get(`${link}/shares/${own.id}`)).body).toContain('30.01.2026')

  const said = { text: 'Остаток 630', version: String(period.version) }
  const sent = await app.visitor().post(`${link}/shares/${period.id}`, said)
  expect([sent.status, sent.location]).toEqual([303, `${link}?said=reported`])
  expect((await share(id, world.moh)).state).toBe('reported')
  const after = await app.visitor().get(link)
  expect(after.body).not.toContain(period.id)
  expect((await app.visitor().get(`${link}/shares/${theirs.id}`)).status).toBe(404)
  expect((await app.visitor().post(`${link}/shares/${theirs.id}`, said)).status).toBe(404)
})

test('who left speaks for none of them, and a link of one institution not for another of the same person', async () => {
  const { id } = await asked(world)
  const [mohShare, cnaShare] = [await share(id, world.moh), await share(id, world.cna)]
  app.raw
    .prepare(
      "insert into affiliations select 'second', person_id, ?, role, valid_from, valid_to, 1 from affiliations where person_id = ?",
    )
    .run(world.cna, world.mohPoint)
  const link = await linkOf(world.mohPoint, world.moh)
  const status = async (shareId: string) => (await app.visitor().get(`${link}/shares/${shareId}`)).status
  expect([await status(mohShare.id), await status(cnaShare.id)]).toEqual([200, 404])
  app.raw.prepare("update affiliations set valid_to = '2026-01-14' where person_id = ?").run(world.mohPoint)
  expect(await status(mohShare.id)).toBe(404)
  const said = { text: 'Остаток 630', version: '1' }
  expect((await app.visitor().post(`${link}/shares/${mohShare.id}`, said)).status).toBe(404)
})

test('the page of the institution names them, with a way to them for who coordinates', async () => {
  const { id } = await asked(world)
  const { id: shareId } = await share(id, world.moh)
  const page = async (role: 'rapporteur' | 'coordinator') => {
    const { dialogueId, otherDialogueId } = world
    const roles = { [dialogueId]: role, [otherDialogueId]: 'organiser' } as const
    return (await (await app.signedIn({ rank: 'organiser', roles })).get(`/institutions/${world.moh}`)).body
  }
  const shown = async (role: 'rapporteur' | 'coordinator') => {
    const body = await page(role)
    return [
      body.includes('December 2025 (12 Jan 2026)'),
      body.includes(`/commitments/${id}/shares/${shareId}`),
    ]
  }
  expect(await shown('coordinator')).toEqual([true, true])
  expect(await shown('rapporteur')).toEqual([true, false])
})
