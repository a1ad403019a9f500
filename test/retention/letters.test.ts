/** What stays of official letters a year after their dialogue was closed: the register, without papers and files. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { registerPage } from '../../src/correspondence/queries.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { parseInstant } from '../../src/kernel/instant.ts'
import { applyRetention, reportRetention } from '../../src/retention/nightly.ts'
import type { Store } from '../../src/store/store.ts'
import { LETTERHEAD } from '../access/form-parts.ts'
import { NOW } from '../fixtures/store.ts'
import { openWorld, type World } from '../invitations/world.ts'

let w: World
const ORIGIN = { origin: 'https://intersession.example.org' }

beforeEach(async () => {
  w = await openWorld()
  const own = `/dialogues/${w.dialogueId}/letters`
  await w.organiser.post(`${own}/head`, { ...LETTERHEAD, version: '0' })
  const institution = await w.institution({ name: 'Орган', focal: ['a@gov.example'] })
  const letter = { kind: 'thanks', text_kk: 'Рақмет.', letter_date: '2026-01-15', signatory: '1' }
  const form = { ...letter, institutions: institution, number: '5' }
  const { body } = await w.organiser.post(own, { ...form, act: 'preview' })
  const seen = /name="seen" value="([^"]+)"/.exec(body)?.[1] ?? ''
  await w.organiser.post(own, { ...form, seen, act: 'send' })
  const scan = new FormData()
  const dates = { letter_date: '2026-01-14', received_on: '2026-01-15' }
  const said = { institution, number: '7', ...dates, reply_to: '', kind: 'other', note: 'By hand.' }
  for (const [name, value] of Object.entries(said)) scan.set(name, value)
  scan.set('file', new File(['%PDF-1.4\nscan\n%%EOF'], 'scan.pdf'))
  await w.organiser.request(`${own}/incoming`, { method: 'POST', body: scan, headers: ORIGIN })
})
afterEach(() => w.close())

const count = (sql: string) => Number(w.raw.prepare(sql).pluck().get())
const later = (): Store => ({ ...w.now(), now: instant('2027-06-02T00:00:00.000Z') })
const instant = (text: string): Instant => parseInstant(text) ?? NOW

async function close() {
  w.raw.exec(`update dialogues set state = 'closed';
    insert into facts (subject_id, subject_version, kind, actor_id, at)
      select id, 1000, 'dialogue.closed', 'root', '2026-06-01T00:00:00.000Z' from dialogues`)
}

test('goes: what was printed, who signed, the PDF and the scan; number, date and institution stay', async () => {
  expect(count('select count(*) from document_parts')).toBe(2)
  w.deliver()
  w.raw.exec("update outbox set settled_at = '2026-01-16T00:00:00.000Z'")
  await applyRetention(later())
  expect(count('select count(*) from document_parts')).toBe(2)
  await close()
  const due = (await reportRetention(later())).find(({ name }) => name === 'official_letters')?.due
  expect(due).toBeGreaterThan(0)
  await applyRetention(later())
  expect(count('select count(*) from document_parts')).toBe(0)
  expect(count("select count(*) from documents where removed_at is null or sha256 <> ''")).toBe(0)
  expect(count("select count(*) from letters where paper is not null or signatory <> '' or note <> ''")).toBe(
    0,
  )
  const asked = { dialogueId: w.dialogueId, search: '', direction: null, offset: 0, limit: 9 }
  const kept = await registerPage(w.store, asked)
  expect(kept.map(({ number, date, printed }) => [number, date, printed]).sort()).toEqual([
    ['5', '2026-01-15', false],
    ['7', '2026-01-14', false],
  ])
  const { body } = await w.organiser.get(`/dialogues/${w.dialogueId}/letters`)
  expect([body.includes('letter.docx'), body.includes('/documents/')]).toEqual([false, false])
  expect((await reportRetention(later())).find(({ name }) => name === 'official_letters')?.due).toBe(0)
})

test('stays while a mail that carries it waits', async () => {
  await close()
  w.raw.exec("update outbox set settled_at = null, state = 'queued'")
  await applyRetention(later())
  expect(count('select count(*) from document_parts')).toBe(1)
})
