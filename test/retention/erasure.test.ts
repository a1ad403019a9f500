/** Erasing a person: every byte of them goes, what they decided and promised stays (T57, T59). */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/id.ts'
import { LOCALES } from '../../src/kernel/locale.ts'
import { sealFacts, verifyFacts } from '../../src/ledger/seals.ts'
import type { Actor } from '../../src/people/may.ts'
import { fullName, listName } from '../../src/people/name.ts'
import { findPerson, personCard } from '../../src/people/queries.ts'
import { copyPerson, erasePerson } from '../../src/retention/erasure-commands.ts'
import { mentionsOf } from '../../src/retention/erasure-queries.ts'
import { dumpOf, type TestStore } from '../fixtures/store.ts'
import { openExample } from './example.ts'

const folder = mkdtempSync(join(tmpdir(), 'intersession-erasure-'))
let open: TestStore
let actor: Actor

beforeAll(async () => {
  ;({ open, actor } = await openExample(join(folder, 'intersession.sqlite')))
})

afterAll(async () => {
  await open.close()
  rmSync(folder, { recursive: true, force: true })
})

function everybody(): Id[] {
  return open.raw.prepare('select id from persons where erased_at is null order by id').pluck().all() as Id[]
}

/** What of somebody can be looked for: address, telephone, and the name as pages and mails write it. */
async function tracesOf(id: Id): Promise<string[]> {
  const person = await findPerson(open.store, id)
  if (!person) throw new Error('nobody')
  const names = LOCALES.flatMap((locale) =>
    person.names[locale]?.surname ? [fullName(person, locale), listName(person, locale)] : [],
  )
  return [...new Set([...names, person.email, person.phone].filter(Boolean))]
}

/** The database as it lies on the disk: the file and its write-ahead log. */
function bytesOnDisk(): string {
  return (
    readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n')
      // Calendars fold their lines in the middle of words.
      .replace(/\r\n /g, '')
  )
}

describe('erasing', () => {
  test('is for administrators, who cannot erase themselves', async () => {
    const [id = ''] = everybody()
    const before = dumpOf(open.raw)
    const organiser: Actor = { ...actor, rank: 'organiser' }
    expect(await erasePerson(open.store, { actor: organiser, id })).toMatchObject({ code: 'forbidden' })
    expect(await erasePerson(open.store, { actor, id: 'nobody' })).toMatchObject({ code: 'not_found' })
    expect(await erasePerson(open.store, { actor, id: actor.personId })).toMatchObject({
      messageKey: 'retention.not_yourself',
    })
    expect(dumpOf(open.raw)).toBe(before)
  })

  test('leaves no byte of anybody who is not needed for a meeting ahead, and the record whole', async () => {
    await sealFacts(open.store)
    const people = everybody().filter((id) => id !== actor.personId)
    const kept = await countOf('select count(*) from facts')
    const erased: { id: Id; traces: string[] }[] = []
    const needed = new Set<string>()
    for (const id of people) {
      const traces = await tracesOf(id)
      const outcome = await erasePerson(open.store, { actor, id })
      if (outcome.ok) erased.push({ id, traces })
      else {
        expect(['retention.named_still', 'retention.organises_alone']).toContain(outcome.messageKey)
        for (const trace of traces) needed.add(trace)
      }
    }
    expect(erased.length).toBeGreaterThan(10)
    const disk = bytesOnDisk()
    const left = erased.flatMap(({ traces }) =>
      traces.filter((trace) => !needed.has(trace) && disk.includes(trace)),
    )
    expect(left).toEqual([])
    expect(await countOf('select count(*) from facts')).toBe(kept + erased.length)
    expect((await verifyFacts(open.store)).broken).toBeNull()
  })

  test('keeps the row under the name of what they represented, in three languages', async () => {
    const id = open.raw
      .prepare(
        'select id from persons where erased_at is not null and id in (select person_id from delegates)',
      )
      .pluck()
      .get() as Id
    const card = await personCard(open.store, id)
    if (!card) throw new Error('the row is gone')
    expect(listName(card, 'en')).toMatch(/^Former representative \(.+\)$/)
    expect(listName(card, 'ru')).toMatch(/^Бывший представитель \(.+\)$/)
    expect(listName(card, 'kk')).toMatch(/^Бұрынғы өкіл \(.+\)$/)
    expect(await findPerson(open.store, id)).toBeNull()
    expect(await erasePerson(open.store, { actor, id })).toMatchObject({ code: 'not_found' })
  })

  test('says where a surname still stands in what people wrote', async () => {
    open.raw
      .prepare(
        "update decisions set reservations = 'As Omarova noted.' where id in (select id from decisions limit 1)",
      )
      .run()
    const names = { en: { surname: 'Omarova', given: '', patronymic: '', salutation: '', position: '' } }
    expect((await mentionsOf(open.store, { names })).map(({ place }) => place)).toEqual(['decision'])
  })

  test.each([
    ['pipeline_moves', 'reason'],
    ['pipeline_lines', 'contract'],
    ['supply_permits', 'number'],
  ])('looks into %s.%s, and leads to the medicine', async (table, column) => {
    const medicine = open.raw.prepare('select medicine_id from pipeline_lines limit 1').pluck().get()
    open.raw
      .prepare(
        `update ${table} set ${column} = 'By Sadykbekova.' where rowid in (select rowid from ${table} limit 1)`,
      )
      .run()
    const names = { en: { surname: 'Sadykbekova', given: '', patronymic: '', salutation: '', position: '' } }
    expect(await mentionsOf(open.store, { names })).toEqual([{ place: 'supply', id: medicine }])
    open.raw.prepare(`update ${table} set ${column} = 'x' where ${column} like '%Sadykbekova%'`).run()
  })
})

test('a copy holds what is stored of somebody, no token, and is recorded', async () => {
  const copy = await copyPerson(open.store, { actor, id: actor.personId })
  if (!copy.ok) throw new Error(copy.messageKey)
  expect(copy.value.persons?.[0]).toMatchObject({ email: 'zarina.omarova@example.org' })
  expect(JSON.stringify(copy.value)).not.toMatch(/secret_hash|token/)
  expect(await countOf("select count(*) from facts where kind = 'person.copied'")).toBe(1)
})

async function countOf(sql: string): Promise<number> {
  return Number(open.raw.prepare(sql).pluck().get())
}
