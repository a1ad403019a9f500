/** People who leave: their promises stay with the institution, which is asked once to name somebody else. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failedSince } from '../../src/digests/failed-queries.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { findMail } from '../../src/mail/queries.ts'
import type { Actor } from '../../src/people/may.ts'
import { askSuccessors } from '../../src/succession/asking.ts'
import { nameSuccessor } from '../../src/succession/commands.ts'
import { type NamedSuccessor, readSuccessor } from '../../src/succession/forms.ts'
import { gapsByDialogue, gapsIn } from '../../src/succession/queries.ts'
import { instant, mailsTo, openWorld, type World } from '../digests/world.ts'

const EIGHT = '2026-01-15T03:00:00Z'
let world: World

beforeEach(async () => {
  world = await openWorld()
  await world.person('aigul')
  await world.speaks('aigul', 'dist')
  await world.person('boris', { name: { en: 'Borisov', ru: 'Борисов', kk: 'Борисов' } })
  await world.speaks('boris', 'dist', 'member')
  await world.commitment('c1', { due_on: localDate('2026-03-11'), person_id: 'boris' })
})
afterEach(() => world.close())

const leaves = () => world.change('affiliations', 'boris-dist', { valid_to: localDate('2026-01-14') })
const ask = (at = EIGHT) => askSuccessors(world.at(at))
const gaps = async () =>
  (await gapsIn(world.at(EIGHT), 'all')).gaps.map(({ commitment, kind, points, askedAt }) => [
    commitment.id,
    kind,
    points.map(({ id }) => id),
    askedAt,
  ])

describe('somebody who leaves', () => {
  test('leaves a gap on the list, and the focal point is asked once, however often the act runs', async () => {
    expect(await ask()).toBe(0)
    expect(await gaps()).toEqual([])
    await leaves()
    expect(await gaps()).toEqual([['c1', 'left', ['aigul'], null]])
    expect(await Promise.all([ask(), ask()])).toEqual([1, 0])
    expect(await ask('2026-01-15T09:00:00Z')).toBe(0)
    expect(await ask('2026-02-15T09:00:00Z')).toBe(0)
    const [mail, ...others] = await mailsTo(world, 'aigul')
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      kind: 'successor_asked',
      subject: 'Please name another person for 1 commitment',
      institution_id: 'dist',
    })
    const mine = { dialogues: ['oat'], personId: 'me' }
    expect(await findMail(world.at(EIGHT), mail?.id ?? '', mine)).toMatchObject({ id: mail?.id })
    expect(await findMail(world.at(EIGHT), mail?.id ?? '', { ...mine, dialogues: ['another'] })).toBeNull()
    expect(mail?.body_text).toContain('until now: Borisov')
    const [link] = (await world.rows('personal_links')).filter(({ matter }) => matter === 'promises')
    expect(link).toMatchObject({ person_id: 'aigul', subject_id: 'dist', purpose: 'report' })
    expect(await gaps()).toEqual([['c1', 'left', ['aigul'], EIGHT.replace('Z', '.000Z')]])
  })

  test('is asked about in one mail for all their commitments of one dialogue', async () => {
    await world.commitment('c2', { number: 2, due_on: localDate('2026-02-11'), person_id: 'boris' })
    await leaves()
    expect(await ask()).toBe(1)
    const [mail] = await mailsTo(world, 'aigul')
    expect(mail?.body_text.match(/C-0\d/g)).toEqual(['C-02', 'C-01'])
  })

  test('is asked about by a mail that the coordinator hears of when it fails', async () => {
    await leaves()
    await ask()
    const [mail] = await mailsTo(world, 'aigul')
    await world.change('outbox', mail?.id ?? '', { state: 'failed', settled_at: instant(EIGHT) })
    const told = async (own: string) =>
      (await failedSince(world.at(EIGHT), instant(EIGHT), new Set([own]))).map(({ subject }) => subject)
    expect(await told('oat')).toEqual(['Please name another person for 1 commitment'])
    expect(await told('another')).toEqual([])
  })

  test('on the day itself is not missed yet', async () => {
    await world.change('affiliations', 'boris-dist', { valid_to: localDate('2026-01-15') })
    expect(await ask()).toBe(0)
    expect(await ask('2026-01-16T03:00:00Z')).toBe(1)
  })

  test('without a focal point to write to stays on the list, unasked, until there is one', async () => {
    await leaves()
    await world.change('persons', 'aigul', { email: '' })
    expect(await ask()).toBe(0)
    expect(await gaps()).toEqual([['c1', 'left', [], null]])
    await world.change('persons', 'aigul', { email: 'aigul@example.org' })
    expect(await ask('2026-01-16T03:00:00Z')).toBe(1)
  })

  test('is asked about on the same day as somebody else of the institution who left', async () => {
    await world.person('carl')
    await world.speaks('carl', 'dist', 'member')
    await world.commitment('c2', { number: 2, due_on: localDate('2026-02-11'), person_id: 'carl' })
    await leaves()
    expect(await ask()).toBe(1)
    await world.change('affiliations', 'carl-dist', { valid_to: localDate('2026-01-14') })
    expect(await ask('2026-01-15T09:00:00Z')).toBe(1)
    const asked = (await mailsTo(world, 'aigul')).map(({ body_text }) => body_text.match(/C-0\d/g))
    expect(asked).toEqual([['C-01'], ['C-02']])
  })

  test('of an institution that cannot be written to keeps nobody else waiting', async () => {
    for (let number = 2; number <= 52; number++)
      await world.commitment(`m${number}`, {
        ...{ number, lead_institution_id: 'moh', person_id: 'boris', due_on: localDate('2026-02-11') },
      })
    await leaves()
    expect(await ask()).toBe(1)
    expect((await mailsTo(world, 'aigul'))[0]?.body_text).toContain('C-01')
  })

  test('whose commitment ended, or whose dialogue did, is not asked about', async () => {
    await leaves()
    await world.change('commitments', 'c1', { state: 'verified' })
    expect([await ask(), await gaps()]).toEqual([0, []])
    await world.change('commitments', 'c1', { state: 'agreed' })
    await world.change('dialogues', 'oat', { state: 'closed' })
    expect([await ask(), await gaps()]).toEqual([0, []])
  })
})

describe('the list', () => {
  test('holds what nobody was named for, within the reader’s dialogues only', async () => {
    await world.commitment('c2', {
      number: 2,
      due_on: null,
      due_precision: 'undated',
      review_on: localDate('2026-04-14'),
    })
    expect(await gaps()).toEqual([['c2', 'unnamed', ['aigul'], null]])
    expect(await gapsByDialogue(world.at(EIGHT), ['oat'])).toEqual([{ dialogueId: 'oat', count: 1 }])
    expect(await gapsByDialogue(world.at(EIGHT), ['another'])).toEqual([])
    expect((await gapsIn(world.at(EIGHT), ['another'])).gaps).toEqual([])
  })
})

describe('naming somebody', () => {
  const point: Actor = { personId: 'aigul', rank: 'none', roles: {}, speaksFor: ['dist'] }
  const name = (named: NamedSuccessor, more: Partial<{ actor: Actor; institutionId: string }> = {}) =>
    nameSuccessor(world.at(EIGHT), {
      actor: point,
      institutionId: 'dist',
      commitmentId: 'c1',
      named,
      ...more,
    })
  const commitment = async () => (await world.rows('commitments')).find(({ id }) => id === 'c1')
  const NEW = {
    names: {
      ru: { surname: 'Нурланова', given: 'Гүлнар', patronymic: '', salutation: '', position: 'Эксперт' },
    },
    readingLang: 'ru',
    email: 'Nurlanova@example.org',
    version: 1,
  } as const

  test('of one’s own makes reminders of the former person void', async () => {
    expect(await name({ personId: 'aigul', version: 1 })).toMatchObject({ ok: true })
    expect(await commitment()).toMatchObject({ person_id: 'aigul', date_version: 2, version: 2 })
  })

  test('who is new makes them known as a member, once', async () => {
    expect(await name(NEW)).toMatchObject({ ok: true })
    const added = (await world.rows('persons')).find(({ email }) => email === 'nurlanova@example.org')
    expect(await commitment()).toMatchObject({ person_id: added?.id })
    expect(
      (await world.rows('affiliations')).filter(({ person_id }) => person_id === added?.id),
    ).toMatchObject([{ institution_id: 'dist', role: 'member', valid_to: null }])
    expect(await name({ ...NEW, version: 2 })).toMatchObject({ ok: true })
    expect(
      (await world.rows('persons')).filter(({ email }) => email === 'nurlanova@example.org'),
    ).toHaveLength(1)
  })

  test('who is new after midnight, while it is still yesterday in UTC, leaves no gap', async () => {
    const night = '2026-01-15T20:30:00Z'
    const asked = { actor: point, institutionId: 'dist', commitmentId: 'c1', named: NEW }
    expect(await nameSuccessor(world.at(night), asked)).toMatchObject({ ok: true })
    expect(await ask(night)).toBe(0)
    expect((await gapsIn(world.at(night), 'all')).gaps).toEqual([])
  })

  test('is refused for others’ people, others’ promises, and what changed meanwhile', async () => {
    await world.person('stranger')
    await world.speaks('stranger', 'moh')
    expect(await name({ personId: 'stranger', version: 1 })).toMatchObject({
      code: 'invalid',
      field: 'person',
    })
    expect(await name({ personId: 'aigul', version: 7 })).toMatchObject({ code: 'conflict' })
    const foreign = { actor: { ...point, speaksFor: ['moh'] }, institutionId: 'moh' }
    expect(await name({ personId: 'stranger', version: 1 }, foreign)).toMatchObject({ code: 'not_found' })
    // A link of somebody who has left speaks for nobody.
    expect(
      await name({ personId: 'aigul', version: 1 }, { actor: { ...point, speaksFor: [] } }),
    ).toMatchObject({
      code: 'not_found',
    })
    await world.change('commitments', 'c1', { state: 'verified' })
    expect(await name({ personId: 'aigul', version: 1 })).toMatchObject({
      messageKey: 'succession.nothing_owed',
    })
    expect(await commitment()).toMatchObject({ person_id: 'boris', version: 1 })
  })

  test('is read from one form with two halves', () => {
    const id = '0'.repeat(26)
    expect(readSuccessor({ person: id, version: '3' })).toMatchObject({
      ok: true,
      value: { personId: id, version: 3 },
    })
    expect(readSuccessor({ person: 'new', version: '3', reading: 'kk' })).toMatchObject({
      ok: false,
      faults: [{ field: 'surname' }, { field: 'email' }],
    })
    expect(readSuccessor({ person: '', version: '3' })).toMatchObject({
      ok: false,
      faults: [{ field: 'person' }],
    })
  })
})
