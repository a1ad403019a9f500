/** Retention by the end of meetings and dialogues, over the loaded example. */

import { beforeEach, expect, test } from 'vitest'
import { parseInstant, plus } from '../../src/kernel/instant.ts'
import { pastContacts } from '../../src/retention/contacts.ts'
import { applyRetention, reportRetention } from '../../src/retention/nightly.ts'
import { NOW, type TestStore } from '../fixtures/store.ts'
import { openExample } from './example.ts'

let open: TestStore

beforeEach(async () => {
  open = (await openExample()).open
})

const count = (sql: string) => Number(open.raw.prepare(sql).pluck().get())

function close(dialogues: string): void {
  open.raw.exec(`update dialogues set state = 'closed' where ${dialogues};
    insert into facts (subject_id, subject_version, kind, actor_id, at)
    select id, 1000, 'dialogue.closed', 'root', '2026-06-01T00:00:00.000Z' from dialogues where ${dialogues};
    update outbox set settled_at = '2026-05-01T00:00:00.000Z' where settled_at is null`)
}

async function due(instant: string): Promise<Record<string, number>> {
  const report = await reportRetention(open.at(instant))
  return Object.fromEntries(report.map((rule) => [rule.name, rule.due]))
}

test('comments go thirty days after the meeting', async () => {
  open.raw.exec("update delegate_answers set comment = 'I walk with a stick.'")
  const answers = count('select count(*) from delegate_answers')
  expect((await due('2025-11-13T00:00:00.000Z')).answer_comments).toBe(
    count(`select count(*) from delegate_answers join delegates on delegates.id = delegate_id
      join meetings on meetings.id = meeting_id where ends_at < '2025-10-14'`),
  )
  await applyRetention(open.at('2030-01-01T00:00:00.000Z'))
  expect(count("select count(*) from delegate_answers where comment <> ''")).toBe(0)
  expect(count('select count(*) from delegate_answers')).toBe(answers)
})

test('letters lose addressee and text a year after their dialogue was closed', async () => {
  open.raw.exec(`update outbox set kind = 'successor_asked', meeting_id = null,
    subject_id = (select min(id) from dialogues) where id = (select min(id) from outbox);
    insert into call_notes (id, commitment_id, result, words, next_on, called_by, at)
    select 'call', min(id), 'refused', 'She is ill.', '2026-02-01', 'root', '2026-01-15T04:00:00.000Z'
    from commitments`)
  close('true')
  expect((await due('2027-05-31T00:00:00.000Z')).official_letters).toBe(0)
  expect((await due('2027-06-02T00:00:00.000Z')).official_letters).toBeGreaterThan(20)
  const mails = count('select count(*) from outbox')
  await applyRetention(open.at('2027-06-02T00:00:00.000Z'))
  expect(count("select count(*) from outbox where meeting_id is not null and to_address <> ''")).toBe(0)
  expect(count("select count(*) from outbox where kind = 'successor_asked' and to_address <> ''")).toBe(0)
  expect(count('select count(*) from outbox')).toBe(mails)
  expect(count("select count(*) from call_notes where id = 'call' and words = ''")).toBe(1)
})

test('a dialogue that is still open keeps the letters and the contacts of its people', async () => {
  close('code = (select min(code) from dialogues)')
  const before = await due('2027-06-02T00:00:00.000Z')
  close('code <> (select min(code) from dialogues)')
  const after = await due('2027-06-02T00:00:00.000Z')
  expect(before.official_letters).toBeLessThan(after.official_letters ?? 0)
  expect(before.contacts).toBeLessThan(after.contacts ?? 0)
})

test('former participants lose address and telephone, focal points and account holders do not', async () => {
  close('true')
  const focal = `exists (select 1 from affiliations where person_id = persons.id and valid_to is null
    and role in ('head', 'focal_point'))`
  const reachable = count(`select count(*) from persons where email <> '' and ${focal}`)
  const { contacts } = await due('2027-06-02T00:00:00.000Z')
  expect(contacts).toBeGreaterThan(5)
  const facts = count('select count(*) from facts')
  await applyRetention(open.at('2027-06-02T00:00:00.000Z'))
  expect(count('select count(*) from facts')).toBe(facts + (contacts ?? 0))
  expect(count(`select count(*) from persons where email <> '' and ${focal}`)).toBe(reachable)
  expect((await due('2027-06-02T00:00:00.000Z')).contacts).toBe(0)
})

test('who answers for an open promise elsewhere, or holds a role, keeps address and telephone', async () => {
  close('true')
  const later = '2027-06-02T00:00:00.000Z'
  const [owner, holder] = await pastPeople(later)
  expect(holder).toBeDefined()
  open.raw.exec(`create temp table another as select * from dialogues limit 1;
    update another set id = 'elsewhere', code = 'ELSE', state = 'active';
    insert into dialogues select * from another;
    update commitments set person_id = '${owner}', state = 'agreed', dialogue_id = 'elsewhere'
      where id = (select min(id) from commitments);
    insert into dialogue_roles (id, dialogue_id, person_id, role, granted_at, ended_at, version)
      values ('role', 'elsewhere', '${holder}', 'viewer', '2026-01-01T00:00:00.000Z', null, 1)`)
  const people = await pastPeople(later)
  expect(people).not.toContain(owner)
  expect(people).not.toContain(holder)
  open.raw.exec(`update commitments set state = 'dropped' where dialogue_id = 'elsewhere';
    update dialogue_roles set ended_at = '2026-02-01T00:00:00.000Z' where id = 'role'`)
  expect(await pastPeople(later)).toEqual(expect.arrayContaining([owner, holder]))
})

async function pastPeople(instant: string): Promise<string[]> {
  const cut = plus(parseInstant(instant) ?? NOW, { days: -365 })
  return (await pastContacts(open.store, cut)).map(({ id }) => id)
}
