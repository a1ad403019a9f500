/** Letters that came in: which of ours they can answer, what they did, and that a scan can be removed again. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { registerPage } from '../../src/correspondence/queries.ts'
import { documentBytes } from '../../src/documents/documents.ts'
import { mentionsOf } from '../../src/retention/erasure-queries.ts'
import { dumpOf } from '../fixtures/store.ts'
import { openWorld, type World } from '../invitations/world.ts'

let w: World
beforeEach(async () => {
  w = await openWorld()
})
afterEach(() => w.close())

const register = () => `/dialogues/${w.dialogueId}/letters`
const letters = (direction: 'in' | 'out') =>
  registerPage(w.store, { dialogueId: w.dialogueId, search: '', direction, offset: 0, limit: 500 })
const body = (name: string) => w.institution({ name, focal: [`${name}@gov.example`] })

function incoming(institution: string, changes: Record<string, string> = {}): Record<string, string> {
  const dates = { letter_date: '2026-01-14', received_on: '2026-01-15' }
  return { institution, number: '7', ...dates, reply_to: '', kind: 'other', note: '', ...changes }
}

function scanned(institution: string): Promise<Response & { body: unknown; location: string | null }> {
  const form = new FormData()
  for (const [name, value] of Object.entries(incoming(institution))) form.set(name, value)
  form.set('file', new File(['%PDF-1.4\nscan\n%%EOF'], 'scan.pdf'))
  return w.organiser.request(`${register()}/incoming`, {
    method: 'POST',
    body: form,
    headers: ORIGIN,
  }) as never
}
const ORIGIN = { origin: 'https://intersession.example.org' }

test('the latest letter to each institution can be answered, and any that the register leads from', async () => {
  const [first, second] = [await body('first'), await body('second')]
  await w.invited(first)
  const [earlier] = await letters('out')
  w.raw.exec(`create temp table n as with recursive n (i) as (select 1 union all select i + 1 from n where i < 250)
      select i from n;
    create temp table later as select letters.*, i from letters, n;
    update later set id = printf('z%025d', i), number = '', created_at = '2026-01-14T00:00:00.000Z';
    alter table later drop column i;
    insert into letters select * from later`)
  await w.invited(second)
  const options = async (query = '') => {
    const page = await w.organiser.get(`${register()}/incoming/new${query}`)
    const [select = ''] = /<select[^>]*name="reply_to"[\s\S]*?<\/select>/.exec(page.body) ?? []
    return [...select.matchAll(/<option[^>]*value="(\w+)"( selected)?/g)].map(([, id, on]) => [
      id,
      Boolean(on),
    ])
  }
  const sent = (await letters('out')).find(({ institutionId }) => institutionId === second)
  expect((await options()).toSorted()).toEqual(
    [
      [sent?.id, false],
      ['z0000000000000000000000250', false],
    ].sort(),
  )
  const asked = await options(`?reply_to=${earlier?.id}`)
  expect([asked.length, asked.find(([, on]) => on)]).toEqual([3, [earlier?.id, true]])
  const page = await w.organiser.get(`${register()}?direction=out`)
  expect(page.body).toContain(`href="${register()}/incoming/new?reply_to=${sent?.id}"`)
})

test('a letter that answers no open invitation says that it was only entered', async () => {
  const id = await body('one')
  const invitation = await w.invited(id)
  const [ours] = await letters('out')
  const reply = { reply_to: ours?.id ?? '', kind: 'regrets' }
  const said = async (changes: Record<string, string>) =>
    (await w.organiser.post(`${register()}/incoming`, incoming(id, changes))).location?.split('said=')[1]
  expect(await said({ kind: 'regrets' })).toBe('entered')
  expect(await said({ kind: 'other' })).toBe('recorded')
  w.raw.prepare("update invitations set state = 'withdrawn' where id = ?").run(invitation.id)
  expect(await said(reply)).toBe('entered')
  expect(await said({ ...reply, kind: 'nomination' })).toBe('entered')
  w.raw.prepare("update invitations set state = 'sent' where id = ?").run(invitation.id)
  expect(await said(reply)).toBe('recorded')
  expect(await said(reply)).toBe('entered')
  expect((await w.invitation(id)).state).toBe('regrets')
})

test('a scan over the space of the dialogue is refused and leaves no trace', async () => {
  const id = await body('one')
  await scanned(id)
  w.raw.exec('update documents set size = 1999999990')
  const before = dumpOf(w.raw)
  expect((await scanned(id)).status).toBe(413)
  expect(dumpOf(w.raw)).toBe(before)
})

test('a scan is removed by who organises, a letter of ours is not, and only the scan counts as given', async () => {
  const id = await body('one')
  expect((await scanned(id)).status).toBe(303)
  const [letter] = await letters('in')
  const removal = `/documents/${letter?.documentId}/removal`
  expect((await w.organiser.get(`${register()}?direction=in`)).body).toContain(`href="${removal}"`)
  expect((await w.organiser.post(removal, {})).location).toBe(`${register()}?said=removed`)
  expect(await documentBytes(w.store, letter?.documentId ?? '')).toBe(null)
  const { body: page } = await w.organiser.get(`${register()}?direction=in`)
  expect([page.includes(removal), page.includes(`href="/documents/${letter?.documentId}"`)]).toEqual([
    false,
    false,
  ])

  const draft = { kind: 'thanks', text_kk: 'Рақмет.', letter_date: '2026-01-15', institutions: id }
  const shown = await w.organiser.post(register(), { ...draft, act: 'preview' })
  const seen = /name="seen" value="([^"]+)"/.exec(shown.body)?.[1] ?? ''
  await w.organiser.post(register(), { ...draft, seen, act: 'send' })
  const [ours] = await letters('out')
  expect((await w.organiser.post(`/documents/${ours?.documentId}/removal`, {})).status).toBe(404)
  const names = { ru: { surname: 'Нигде', given: '', patronymic: '', salutation: '', position: '' } }
  await scanned(id)
  const given = (await letters('in')).find(({ documentId }) => documentId !== letter?.documentId)
  expect(await mentionsOf(w.store, { id: w.organiser.personId, names })).toEqual([
    { place: 'document', id: given?.documentId },
  ])
})
