/** Reports, their return, verification and moves of the due date on SQLite, with the mail they cause. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { namePerson } from '../../src/commitments/commands.ts'
import type { Commitment } from '../../src/commitments/commitment.ts'
import { dueOf } from '../../src/commitments/due.ts'
import { moveDueDate, pauseReminders } from '../../src/commitments/due-commands.ts'
import { dueChangesOf, reportsOf, verificationsOf } from '../../src/commitments/record-queries.ts'
import {
  type AskedToReport,
  acceptReport,
  returnReport,
  takeReport,
  verifyCommitment,
} from '../../src/commitments/report-commands.ts'
import { staleReminders } from '../../src/digests/recheck.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Store } from '../../src/store/store.ts'
import { dumpOf } from '../fixtures/store.ts'
import {
  accepted,
  inserter,
  insertPerson,
  loaded,
  mails,
  openWorld,
  recorded,
  speaks,
  type World,
} from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.open.close())

function reportOf(commitment: Commitment, changes: Partial<AskedToReport> = {}): AskedToReport {
  return {
    actor: speaks(world.distPoint, world.dist),
    id: commitment.id,
    version: commitment.version,
    claim: 'done',
    text: '',
    evidence: 'Contract 214 of 12.01.2026',
    channel: 'link',
    source: '',
    ...changes,
  }
}

async function reportedDone(): Promise<Commitment> {
  const commitment = await recorded(world)
  accepted(await takeReport(world.store, reportOf(commitment)))
  return loaded(world, commitment.id)
}

const answer = { by: 'link', institutionId: null, text: '' } as const

describe('a report by link', () => {
  test('of done is kept, moves the commitment and asks the verifying institution in the same commit', async () => {
    const commitment = await reportedDone()
    expect(commitment).toMatchObject({ state: 'reported_done', lastReportAt: world.store.now })
    const [report] = await reportsOf(world.store, [commitment.id])
    expect(report).toMatchObject({
      claim: 'done',
      channel: 'link',
      personId: world.distPoint,
      late: false,
      state: 'sent',
    })
    expect((await mails(world)).map(({ kind, person_id, lang }) => ({ kind, person_id, lang }))).toEqual([
      { kind: 'verification_request', person_id: world.mohPoint, lang: 'kk' },
    ])
  })

  test('of progress asks nobody', async () => {
    const commitment = await recorded(world)
    const asked = reportOf(commitment, { claim: 'in_progress', text: 'The tender is out', evidence: '' })
    accepted(await takeReport(world.store, asked))
    expect((await loaded(world, commitment.id)).state).toBe('in_progress')
    expect(await mails(world)).toEqual([])
  })

  test('after the due date is late by the clock of the dialogue, not of the server', async () => {
    const late = async (instant: string) => {
      const commitment = await recorded(world)
      const outcome = await takeReport(world.open.at(instant), reportOf(commitment))
      return accepted(outcome).late
    }
    // 23:59 on the due day and midnight after it in Astana, both still the 30th in UTC.
    expect(await late('2026-01-30T18:59:00Z')).toBe(false)
    expect(await late('2026-01-30T19:00:00Z')).toBe(true)
  })

  test.each([
    ['by another institution', (w: World) => ({ actor: speaks(w.mohPoint, w.moh) }), 'forbidden'],
    ['as done without evidence', () => ({ evidence: ' ' }), 'invalid'],
    ['from a page that is out of date', () => ({ version: 0 }), 'conflict'],
  ] as const)('%s changes nothing', async (_, changes, code) => {
    const commitment = await recorded(world)
    const before = dumpOf(world.open.raw)
    const outcome = await takeReport(world.store, reportOf(commitment, changes(world)))
    expect(outcome).toMatchObject({ ok: false, code })
    expect(dumpOf(world.open.raw)).toBe(before)
  })

  test('sent twice is taken once, with one request to verify', async () => {
    const commitment = await recorded(world)
    const outcomes = await Promise.all([1, 2, 3].map(() => takeReport(world.store, reportOf(commitment))))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await reportsOf(world.store, [commitment.id])).toHaveLength(1)
    expect(await mails(world)).toHaveLength(1)
  })

  test('asks nobody who also speaks for the lead', async () => {
    const { open, store, moh, dist } = world
    const both = store.newId()
    await insertPerson(open, { id: both, locale: 'ru', surname: 'Двойной', of: moh, role: 'focal_point' })
    await inserter(open)('affiliations', {
      id: store.newId(),
      person_id: both,
      institution_id: dist,
      role: 'member',
      valid_from: localDate('2020-01-01'),
      valid_to: null,
      version: 1,
    })
    await reportedDone()
    expect((await mails(world)).map((mail) => mail.person_id)).toEqual([world.mohPoint])
  })
})

describe('a report that the secretariat notes down', () => {
  const noted = { channel: 'phone', source: 'Call from the chancery' } as const

  test('keeps channel and source and names no person', async () => {
    const commitment = await recorded(world)
    accepted(await takeReport(world.store, reportOf(commitment, { ...noted, actor: world.rapporteur })))
    const [report] = await reportsOf(world.store, [commitment.id])
    expect(report).toMatchObject({ channel: 'phone', source: 'Call from the chancery', personId: null })
  })

  test.each([
    ['viewer', 'forbidden'],
    ['stranger', 'not_found'],
  ] as const)('by a %s is refused as %s', async (role, code) => {
    const commitment = await recorded(world)
    const asked = reportOf(commitment, { ...noted, actor: world[role] })
    expect(await takeReport(world.store, asked)).toMatchObject({ ok: false, code })
  })
})

describe('sending a report back', () => {
  test('tells the owner once and withdraws the request to verify', async () => {
    const { store, coordinator } = world
    const { id } = await reportedDone()
    const [report] = await reportsOf(store, [id])
    const asked = { actor: coordinator, id, reportId: report?.id ?? '', reason: 'The annex is missing' }
    const outcomes = await Promise.all([returnReport(store, asked), returnReport(store, asked)])
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false])
    expect((await loaded(world, id)).state).toBe('returned')
    expect((await reportsOf(store, [id]))[0]).toMatchObject({
      state: 'returned',
      returnReason: 'The annex is missing',
    })
    expect((await mails(world)).map(({ kind, person_id }) => [kind, person_id])).toEqual([
      ['report_returned', world.distPoint],
    ])
    expect((await mails(world, 'skipped')).map(({ kind }) => kind)).toEqual(['verification_request'])
  })

  test('then the lead reports again', async () => {
    const { store, coordinator } = world
    const { id } = await reportedDone()
    const [report] = await reportsOf(store, [id])
    await returnReport(store, { actor: coordinator, id, reportId: report?.id ?? '', reason: 'No annex' })
    accepted(await takeReport(store, reportOf(await loaded(world, id))))
    expect((await loaded(world, id)).state).toBe('reported_done')
    expect((await mails(world)).map(({ kind }) => kind)).toEqual(['report_returned', 'verification_request'])
  })

  test('a report of another commitment is not found', async () => {
    const { store, coordinator } = world
    const { id } = await reportedDone()
    const other = await recorded(world)
    const [report] = await reportsOf(store, [id])
    const asked = { actor: coordinator, id: other.id, reportId: report?.id ?? '' }
    expect(await returnReport(store, { ...asked, reason: 'No' })).toMatchObject({ code: 'not_found' })
    expect(await acceptReport(store, asked)).toMatchObject({ code: 'not_found' })
  })

  test('an accepted report is settled', async () => {
    const { store, coordinator } = world
    const { id } = await reportedDone()
    const [report] = await reportsOf(store, [id])
    const asked = { actor: coordinator, id, reportId: report?.id ?? '' }
    expect((await acceptReport(store, asked)).ok).toBe(true)
    expect(await acceptReport(store, asked)).toMatchObject({ code: 'conflict' })
    expect((await loaded(world, id)).state).toBe('reported_done')
  })
})

describe('verification', () => {
  test('by the institution that was asked closes the commitment and mails nobody', async () => {
    const { store, mohPoint, moh } = world
    const { id } = await reportedDone()
    const actor = speaks(mohPoint, moh)
    accepted(await verifyCommitment(store, { ...answer, actor, id, result: 'confirmed' }))
    expect((await loaded(world, id)).state).toBe('verified')
    expect(await verificationsOf(store, [id])).toMatchObject([
      { institutionId: moh, personId: mohPoint, result: 'confirmed' },
    ])
    expect((await reportsOf(store, [id]))[0]?.state).toBe('accepted')
    expect(await mails(world)).toEqual([])
  })

  test('with a doubt sends it back and tells the owner why', async () => {
    const { store, mohPoint, moh } = world
    const { id } = await reportedDone()
    const asked = { ...answer, actor: speaks(mohPoint, moh), id, result: 'partly', text: 'No annex' } as const
    accepted(await verifyCommitment(store, asked))
    expect((await loaded(world, id)).state).toBe('returned')
    const [mail] = await mails(world)
    expect(mail).toMatchObject({ kind: 'report_returned', person_id: world.distPoint, lang: 'ru' })
    expect(mail?.body_text).toContain('Основание: No annex')
  })

  test('by the lead is refused, by link and through the coordinator', async () => {
    const { store, distPoint, dist, coordinator } = world
    const { id } = await reportedDone()
    const byLink = { ...answer, actor: speaks(distPoint, dist), id, result: 'confirmed' } as const
    const noted = { ...byLink, actor: coordinator, by: 'noted', institutionId: dist } as const
    for (const asked of [byLink, noted]) {
      expect(await verifyCommitment(store, asked)).toMatchObject({
        ok: false,
        code: 'forbidden',
        messageKey: 'commitments.lead_cannot_verify',
      })
    }
    expect(await verificationsOf(store, [id])).toEqual([])
  })

  test('the coordinator may note down another institution than the one asked', async () => {
    const { store, coordinator, cna } = world
    const { id } = await reportedDone()
    const noted = {
      actor: coordinator,
      id,
      by: 'noted',
      institutionId: cna,
      result: 'confirmed',
      text: '',
    } as const
    accepted(await verifyCommitment(store, noted))
    expect(await verificationsOf(store, [id])).toMatchObject([{ institutionId: cna, personId: null }])
  })

  test('racing with a return: exactly one wins, at most one mail goes out', async () => {
    const { store, mohPoint, moh, coordinator } = world
    const { id } = await reportedDone()
    const [report] = await reportsOf(store, [id])
    const verify = {
      ...answer,
      actor: speaks(mohPoint, moh),
      id,
      result: 'not_confirmed',
      text: 'No',
    } as const
    const back = { actor: coordinator, id, reportId: report?.id ?? '', reason: 'No' }
    const outcomes = await Promise.all([
      verifyCommitment(store, verify),
      returnReport(store, back),
      verifyCommitment(store, verify),
      returnReport(store, back),
      verifyCommitment(store, verify),
      returnReport(store, back),
    ])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect((await mails(world)).map(({ kind }) => kind)).toEqual(['report_returned'])
  })
})

describe('moving a due date', () => {
  const move = (store: Store, id: string, due: string) =>
    moveDueDate(store, {
      actor: world.coordinator,
      id,
      due: dueOf('day', localDate(due)),
      reason: 'The tender was repeated',
      requestedBy: 'DIST, letter No. 7',
    })

  test('keeps every move, counts them, and tells the owner officially', async () => {
    const { store, coordinator, distPoint } = world
    const { id } = await recorded(world)
    accepted(await move(store, id, '2026-02-27'))
    accepted(await move(store, id, '2026-04-03'))
    expect(await loaded(world, id)).toMatchObject({
      dueOn: '2026-04-03',
      firstDueOn: '2026-01-30',
      dueMoves: 2,
      dateVersion: 3,
    })
    expect(await dueChangesOf(store, [id])).toMatchObject([
      { move: 1, oldDueOn: '2026-01-30', newDueOn: '2026-02-27', grantedBy: coordinator.personId },
      { move: 2, oldDueOn: '2026-02-27', newDueOn: '2026-04-03', requestedBy: 'DIST, letter No. 7' },
    ])
    const [waiting] = await mails(world)
    expect(waiting).toMatchObject({
      kind: 'due_moved',
      person_id: distPoint,
      subject: 'Новый срок по C-01: 03.04.2026',
    })
    // The letter about the first move would have told a date that no longer holds.
    expect(await mails(world, 'skipped')).toMatchObject([{ kind: 'due_moved', person_id: distPoint }])
  })

  test('voids reminders of the old date that have not gone out', async () => {
    const { open, store, distPoint } = world
    const { id, dateVersion } = await recorded(world)
    const insert = inserter(open)
    const outbox = store.newId()
    await insert('outbox', {
      id: outbox,
      kind: 'reminder',
      dedupe_key: outbox,
      subject_id: id,
      person_id: distPoint,
      to_address: 'a@example.org',
      to_name: '',
      from_name: '',
      from_mailbox: 'digest',
      lang: 'ru',
      subject: '',
      body_text: '',
      body_html: '',
      message_id: outbox,
      mail_date: store.now,
      priority: 3,
      not_before: store.now,
      state: 'queued',
      attempts: 0,
      fence: 0,
      last_reply: '',
      created_at: store.now,
    })
    await insert('reminder_steps', {
      commitment_id: id,
      date_version: dateVersion,
      step: 'before_14',
      person_id: distPoint,
      outbox_id: outbox,
      at: store.now,
    })
    accepted(await move(store, id, '2026-02-27'))
    expect((await mails(world, 'skipped')).map((mail) => mail.id)).toEqual([outbox])
    // One mail about several commitments has another subject: delivery looks at the version of the date.
    expect(await staleReminders(store, [outbox])).toEqual(new Set([outbox]))
  })

  test('of a proposal tells nobody', async () => {
    const { id } = await recorded(world, { agreed: false })
    accepted(await move(world.store, id, '2026-02-27'))
    expect(await mails(world)).toEqual([])
  })

  test.each([
    ['rapporteur', 'forbidden'],
    ['viewer', 'forbidden'],
    ['stranger', 'not_found'],
  ] as const)('by the %s is refused as %s', async (role, code) => {
    const { id } = await recorded(world)
    const asked = {
      actor: world[role],
      id,
      due: dueOf('day', localDate('2026-03-01')),
      reason: 'Why not',
      requestedBy: 'DIST',
    }
    expect(await moveDueDate(world.store, asked)).toMatchObject({ ok: false, code })
  })

  test('of six at once exactly one is granted, with one mail', async () => {
    const { id } = await recorded(world)
    const outcomes = await Promise.all(
      ['01', '02', '03', '04', '05', '06'].map((day) => move(world.store, id, `2026-03-${day}`)),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await dueChangesOf(world.store, [id])).toHaveLength(1)
    expect(await mails(world)).toHaveLength(1)
  })

  test('goes to the named person instead of the focal point, in their language', async () => {
    const { store, rapporteur, specialist } = world
    const { id } = await recorded(world)
    await namePerson(store, { actor: rapporteur, id, personId: specialist })
    accepted(await move(store, id, '2026-02-27'))
    expect((await mails(world)).map(({ person_id, lang }) => [person_id, lang])).toEqual([[specialist, 'en']])
  })

  test('goes to the focal point again when the named person has left', async () => {
    const { open, store, rapporteur, specialist, distPoint } = world
    const { id } = await recorded(world)
    await namePerson(store, { actor: rapporteur, id, personId: specialist })
    const gone = store.db
      .updateTable('affiliations')
      .set({ valid_to: localDate('2026-01-01') })
      .where('person_id', '=', specialist)
    await open.engine.runOne(gone.compile())
    accepted(await move(store, id, '2026-02-27'))
    expect((await mails(world)).map(({ person_id }) => person_id)).toEqual([distPoint])
  })
})

describe('a pause of reminders', () => {
  test('is granted until a day that is still to come, and ended', async () => {
    const { store, coordinator } = world
    const { id } = await recorded(world)
    const pause = (until: string | null) =>
      pauseReminders(store, { actor: coordinator, id, until: until ? localDate(until) : null })
    expect(await pause('2026-01-15')).toMatchObject({ code: 'invalid', field: 'until' })
    accepted(await pause('2026-01-16'))
    expect((await loaded(world, id)).pausedUntil).toBe('2026-01-16')
    accepted(await pause(null))
    expect((await loaded(world, id)).pausedUntil).toBeNull()
  })
})
