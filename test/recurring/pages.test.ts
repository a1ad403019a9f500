/** The pages of periods and parts over HTTP: what the secretariat sees, and how little an institution sees of others. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ensureLink } from '../../src/auth/links.ts'
import { dueOf } from '../../src/commitments/due.ts'
import { plus } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { askForPeriods } from '../../src/recurring/asking.ts'
import { writePart } from '../../src/recurring/commands.ts'
import { accepted, loaded, openWorld, recorded, type World } from '../commitments/world.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { asked, recurring, shareNow } from './world.ts'

let app: TestApp
let world: World
beforeEach(async () => {
  app = openTestApp()
  world = await openWorld(app)
})
afterEach(() => app.close())

const as = (role: 'coordinator' | 'rapporteur' | 'viewer', locale: 'en' | 'ru' | 'kk' = 'en') =>
  app.signedIn({ rank: 'member', roles: { [world.dialogueId]: role }, locale })

/** The report link of somebody for a commitment. */
async function linkOf(personId: string, subjectId: string): Promise<string> {
  const expiresAt = plus(world.store.now, { days: 30 })
  const { url, statements } = await ensureLink(world.store, {
    personId,
    purpose: 'report',
    subjectId,
    expiresAt,
  })
  for (const statement of statements) await world.store.tidy(statement)
  return new URL(url).pathname
}

const DECEMBER = '2025-12'
const shareIn = (id: string, institutionId: string) =>
  shareNow(world.store, id, { institutionId, periodKey: DECEMBER })

const FORM = {
  every: 'quarter',
  owed_by: 'supporters',
  first: '2026-Q1',
  last: '',
  day_rule: 'day',
  day: '15',
  months_after: '1',
  day_off: 'next',
  medicine: '',
}

describe('the secretariat', () => {
  test.each([
    ['en', '0 of 2', 'no report', 'every month, 5th working day of the month that follows the period'],
    ['ru', '0 из 2', 'нет отчёта', 'ежемесячно, 5-й рабочий день месяца, следующего за периодом'],
    ['kk', '0 / 2', 'есеп жоқ', 'ай сайын, кезеңнен кейінгі айдың 5-ші жұмыс күні'],
  ] as const)('reads the grid in %s', async (locale, count, silent, rhythm) => {
    const { id } = await asked(world)
    const { status, body } = await (await as('coordinator', locale)).get(`/commitments/${id}/periods`)
    expect(status).toBe(200)
    for (const words of [count, silent, rhythm, 'Министерство здравоохранения', 'Орган по разрешениям'])
      expect(body).toContain(words)
  })

  test('sees on the page of the commitment how complete the latest period is', async () => {
    const { id } = await asked(world)
    const { body } = await (await as('viewer')).get(`/commitments/${id}`)
    expect(body).toContain('December 2025 · 0 of 2 reported · due 12 Jan 2026')
    expect(body).not.toContain('Change the rhythm')
  })

  test('looks at due dates before it saves a rhythm', async () => {
    const { id, version } = await recorded(world, { supporterIds: [world.moh], verifierId: null })
    const coordinator = await as('coordinator')
    const form = { ...FORM, version: String(version) }
    const preview = await coordinator.post(`/commitments/${id}/recurrence`, { ...form, preview: 'on' })
    expect([preview.status, preview.body.includes('15 Jul 2026')]).toEqual([200, true])
    expect((await loaded(world, id)).version).toBe(version)
    expect((await coordinator.post(`/commitments/${id}/recurrence`, form)).status).toBe(303)
    const again = await coordinator.post(`/commitments/${id}/recurrence`, form)
    expect(again.status).toBe(409)
  })

  test('is told what is wrong with a rhythm, all at once', async () => {
    const { id, version } = await recorded(world, { supporterIds: [], verifierId: null })
    const wrong = { ...FORM, first: '2026-01', last: '2020-Q1', version: String(version) }
    const { status, body } = await (await as('coordinator')).post(`/commitments/${id}/recurrence`, wrong)
    expect(status).toBe(400)
    expect(body).toContain('Write the period as in the hint')
    expect(body).toContain('No institution supports this commitment')
  })

  test('notes down a report taken by phone', async () => {
    const { id } = await asked(world)
    const { id: share } = await shareIn(id, world.cna)
    const rapporteur = await as('rapporteur')
    const path = `/commitments/${id}/shares/${share}`
    const bare = await rapporteur.post(`${path}/report`, {
      text: 'Остаток 40',
      channel: 'phone',
      version: '1',
    })
    expect([bare.status, bare.body.includes('Остаток 40')]).toEqual([400, true])
    const noted = { text: 'Остаток 40', channel: 'phone', source: 'Звонок', version: '1' }
    expect((await rapporteur.post(`${path}/report`, noted)).status).toBe(303)
    const { body } = await rapporteur.get(path)
    for (const words of ['Остаток 40', 'by phone', 'after the due date']) expect(body).toContain(words)
    expect(body).not.toContain('Accept or return')
    expect((await (await as('coordinator')).get(path)).body).toContain('Accept or return')
  })

  test('reads as many queries for two institutions as for one, and for three periods as for one', async () => {
    const coordinator = await as('coordinator')
    const count = async (id: string) =>
      (await app.queriesOf(() => coordinator.get(`/commitments/${id}/periods`))).length
    const one = await recurring(world, {}, { supporterIds: [world.moh] })
    const two = await recurring(world)
    await askForPeriods(world.store)
    const few = await count(one.id)
    expect(await count(two.id)).toBe(few)
    await askForPeriods(app.at('2026-03-10T04:00:00Z'))
    expect(await count(two.id)).toBe(few)
  })
})

describe('an institution, by its link,', () => {
  test('reports on its own period', async () => {
    const { id } = await asked(world)
    const link = await linkOf(world.mohPoint, id)
    const visitor = app.visitor()
    const { status, body } = await visitor.get(link)
    expect(status).toBe(200)
    expect(body).toContain('Заключить договор на 2026 год')
    const action = /action="([^"]*\/shares\/[^"]*)"/.exec(body)?.[1] ?? ''
    const sent = await visitor.post(action, { text: 'Остаток 630', evidence: '', version: '1' })
    expect([sent.status, new URL(sent.location, 'http://x').pathname]).toEqual([303, link])
    expect((await shareIn(id, world.moh)).state).toBe('reported')
    expect((await visitor.get(link)).body).not.toContain('<textarea')
  })

  test('sees the promise and what is its own, nothing of the others', async () => {
    const { id } = await asked(world)
    const other = await shareIn(id, world.cna)
    const rapporteur = await as('rapporteur')
    const noted = { text: 'Остаток 40', channel: 'phone', source: 'Звонок', version: '1' }
    await rapporteur.post(`/commitments/${id}/shares/${other.id}/report`, noted)
    const link = await linkOf(world.mohPoint, id)
    const visitor = app.visitor()
    const { body } = await visitor.get(link)
    for (const hidden of ['Орган по разрешениям', 'Остаток 40', other.id, '1 of 2', '1 / 2', 'Ахметова'])
      expect(body).not.toContain(hidden)
    expect((await visitor.get(`${link}/shares/${other.id}`)).status).toBe(404)
    const sent = await visitor.post(`${link}/shares/${other.id}`, { text: 'x', evidence: '', version: '2' })
    expect(sent.status).toBe(404)
    // The control: whom it concerns may read it.
    expect((await rapporteur.get(`/commitments/${id}/shares/${other.id}`)).body).toContain('Остаток 40')
  })

  test('that owes nothing is told so, and cannot report for the lead', async () => {
    const { id, version } = await recorded(world, { supporterIds: [world.moh], verifierId: null })
    const link = await linkOf(world.mohPoint, id)
    const visitor = app.visitor()
    const { body } = await visitor.get(link)
    expect(body).not.toContain('<textarea')
    const report = {
      claim: 'done',
      text: '',
      evidence: 'Contract 214 of 12.01.2026',
      version: String(version),
    }
    expect((await visitor.post(`${link}/report`, report)).status).toBe(403)
  })

  test('with a part cannot report for the lead either', async () => {
    const { id } = await asked(world)
    const { version } = await loaded(world, id)
    const link = await linkOf(world.mohPoint, id)
    const report = {
      claim: 'done',
      text: '',
      evidence: 'Contract 214 of 12.01.2026',
      version: String(version),
    }
    expect((await app.visitor().post(`${link}/report`, report)).status).toBe(403)
  })

  test('that leads sees all parts and how they stand', async () => {
    const { id, version } = await recorded(world, { supporterIds: [world.moh], verifierId: null })
    const draft = { text: { ru: 'Внести строку в бюджет' }, authoritative: 'ru', dueOn: null } as const
    const ask = { actor: world.rapporteur, id, version, institutionId: world.moh, draft }
    accepted(await writePart(world.store, ask))
    const { body } = await app.visitor().get(await linkOf(world.distPoint, id))
    for (const words of ['Внести строку в бюджет', 'Министерство здравоохранения', 'нет отчёта'])
      expect(body).toContain(words)
  })

  test('with an undated part reads the day and the lateness of its commitment, as everybody does', async () => {
    const due = dueOf('day', localDate('2026-01-12'))
    const { id, version } = await recorded(world, { supporterIds: [world.moh], verifierId: null, due })
    const draft = { text: { ru: 'Внести строку в бюджет' }, authoritative: 'ru', dueOn: null } as const
    const ask = { actor: world.rapporteur, id, version, institutionId: world.moh, draft }
    accepted(await writePart(world.store, ask))
    const { id: share } = await shareNow(world.store, id, { institutionId: world.moh })
    const viewer = await as('rapporteur')
    const pages = [
      await viewer.get(`/commitments/${id}`),
      await viewer.get(`/commitments/${id}/shares/${share}`),
      await app.visitor().get(await linkOf(world.distPoint, id)),
      await app.visitor().get(await linkOf(world.mohPoint, id)),
    ]
    const overdue = /overdue|просрочено|мерзімі өткен/
    expect(pages.map(({ body }) => [overdue.test(body), /12 Jan 2026|12\.01\.2026/.test(body)])).toEqual(
      pages.map(() => [true, true]),
    )
  })

  test('gets a page of less than 40 kB, without a script that it needs', async () => {
    const { id } = await asked(world)
    const { body } = await app.visitor().get(await linkOf(world.mohPoint, id))
    expect(new TextEncoder().encode(body).length).toBeLessThan(40_000)
  })
})
