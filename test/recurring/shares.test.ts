/** Periods and parts on SQLite: what is asked for, reported, sent back and reminded of, and that nothing is doubled. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeCommitment, editCommitment } from '../../src/commitments/commands.ts'
import { dueOf } from '../../src/commitments/due.ts'
import { takeReport, verifyCommitment } from '../../src/commitments/report-commands.ts'
import { staleReminders } from '../../src/digests/recheck.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { askForPeriods } from '../../src/recurring/asking.ts'
import { endRecurrence, setRecurrence, writePart } from '../../src/recurring/commands.ts'
import { duePeriodsBetween, latestPeriods } from '../../src/recurring/queries.ts'
import { acceptShare, endShare, returnShare, takeShareReport } from '../../src/recurring/report-commands.ts'
import { reportsOnShares } from '../../src/recurring/share-queries.ts'
import { heldAbout } from '../../src/retention/copy-queries.ts'
import { mentionsOf } from '../../src/retention/erasure-queries.ts'
import {
  accepted,
  draftOf,
  loaded,
  mails,
  openWorld,
  recorded,
  speaks,
  type World,
} from '../commitments/world.ts'
import { dumpOf } from '../fixtures/store.ts'
import { asked, MONTHLY, recurring, shareNow } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.open.close())

const DECEMBER = '2025-12'
/** Reminders to the focal point of the ministry. */
const reminders = async () =>
  (await mails(world)).filter(({ kind, person_id }) => kind === 'reminder' && person_id === world.mohPoint)
const january = () => ({ from: localDate('2026-01-01'), to: localDate('2026-01-31') })
const rowsOf = async () => {
  const rows = await world.store.db.selectFrom('commitment_shares').selectAll().execute()
  return rows.map((row) => `${row.period_key} ${row.due_on} ${row.state}`).sort()
}

async function share(id: string, institutionId = world.moh) {
  return shareNow(world.store, id, { institutionId, periodKey: DECEMBER })
}

function byLink(id: string, shareId: string, version = 1) {
  const said = { claim: 'done', text: 'Остаток 630', evidence: '', channel: 'link', source: '' } as const
  return { actor: speaks(world.mohPoint, world.moh), id, shareId, version, ...said }
}

describe('periods', () => {
  test('are opened once for each institution, however often the tick runs', async () => {
    await recurring(world)
    const runs = await Promise.all([askForPeriods(world.store), askForPeriods(world.store)])
    expect(runs.sort()).toEqual([0, 1])
    expect(await askForPeriods(world.store)).toBe(0)
    expect(await rowsOf()).toEqual(['2025-12 2026-01-12 open', '2025-12 2026-01-12 open'])
  })

  test('that a late tick missed are opened together', async () => {
    await recurring(world)
    expect(await askForPeriods(world.open.at('2026-03-10T04:00:00Z'))).toBe(3)
  })

  test('are owed by the lead alone where the rule says so', async () => {
    const { id } = await recurring(world, { owedBy: 'lead' })
    await askForPeriods(world.store)
    expect((await shareNow(world.store, id, { institutionId: world.dist, periodKey: DECEMBER })).state).toBe(
      'open',
    )
    expect(await rowsOf()).toHaveLength(1)
  })

  test('are not opened for what was dropped, nor after the end of the series', async () => {
    const { store, coordinator: actor } = world
    const one = await recurring(world)
    accepted(
      await closeCommitment(store, { actor, id: one.id, to: 'dropped', reason: 'x', decisionId: null }),
    )
    const two = await recurring(world)
    accepted(await endRecurrence(store, { actor, id: two.id, version: two.version }))
    expect(await askForPeriods(world.open.at('2026-03-10T04:00:00Z'))).toBe(0)
  })

  test('that were asked for stay as they are when the rhythm changes', async () => {
    const { id } = await asked(world)
    const { version } = await loaded(world, id)
    const change = { actor: world.coordinator, id, version }
    const draft = { ...MONTHLY, every: 'quarter' as const, first: '2025-Q4' }
    expect(await setRecurrence(world.store, { ...change, draft })).toMatchObject({
      ok: false,
      code: 'invalid',
    })
    accepted(await setRecurrence(world.store, { ...change, draft: { ...draft, first: '2026-Q1' } }))
    await askForPeriods(world.open.at('2026-04-10T04:00:00Z'))
    expect(await rowsOf()).toEqual([
      '2025-12 2026-01-12 open',
      '2025-12 2026-01-12 open',
      '2026-Q1 2026-04-07 open',
      '2026-Q1 2026-04-07 open',
    ])
  })

  test('only who coordinates sets the rhythm', async () => {
    const { id, version } = await recorded(world, { supporterIds: [world.moh], verifierId: null })
    const change = { actor: world.rapporteur, id, version, draft: MONTHLY }
    expect(await setRecurrence(world.store, change)).toMatchObject({ ok: false, code: 'forbidden' })
  })
})

describe('completeness', () => {
  test('counts who reported among who was asked; no report is not zero', async () => {
    const { id, number } = await asked(world)
    const own = await share(id)
    accepted(await takeShareReport(world.store, byLink(id, own.id)))
    const counted = { reported: 1, of: 2 }
    const dueOn = localDate('2026-01-12')
    expect((await latestPeriods(world.store, [id])).get(id)).toEqual({ key: DECEMBER, dueOn, ...counted })
    const { from, to } = january()
    expect(await duePeriodsBetween(world.store, [world.dialogueId], from, to)).toEqual([
      {
        commitmentId: id,
        dialogueId: world.dialogueId,
        number,
        periodKey: DECEMBER,
        dueOn,
        completeness: counted,
      },
    ])
    expect(await duePeriodsBetween(world.store, [world.otherDialogueId], from, to)).toEqual([])
  })

  test('leaves out who was let off, and keeps who will not report', async () => {
    const { id } = await asked(world)
    const ask = { actor: world.coordinator, id, version: 1, reason: 'Реорганизация' }
    const [moh, cna] = [await share(id), await share(id, world.cna)]
    accepted(await endShare(world.store, { ...ask, shareId: moh.id, to: 'waived' }))
    accepted(await endShare(world.store, { ...ask, shareId: cna.id, to: 'missed' }))
    expect((await latestPeriods(world.store, [id])).get(id)).toMatchObject({ reported: 0, of: 1 })
  })
})

describe('a report on a share', () => {
  test('after the due day counts, late', async () => {
    const { id } = await asked(world)
    const own = await share(id)
    expect(accepted(await takeShareReport(world.store, byLink(id, own.id)))).toMatchObject({ late: true })
    expect(await share(id)).toMatchObject({ state: 'reported', late: true, version: 2 })
  })

  test('of another institution does not exist for who comes by link', async () => {
    const { id } = await asked(world)
    const other = await share(id, world.cna)
    const before = dumpOf(world.open.raw)
    const sent = await takeShareReport(world.store, byLink(id, other.id))
    expect(sent).toMatchObject({ ok: false, code: 'not_found' })
    expect(dumpOf(world.open.raw)).toBe(before)
  })

  test('twice from one page, or by two people, is taken once', async () => {
    const { id } = await asked(world)
    const own = await share(id)
    const both = await Promise.all([1, 2].map(() => takeShareReport(world.store, byLink(id, own.id))))
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await reportsOnShares(world.store, [own.id])).toHaveLength(1)
    const again = await takeShareReport(world.store, byLink(id, own.id, 2))
    expect(again).toMatchObject({ ok: false, messageKey: 'recurring.no_report_expected' })
  })

  test('that the secretariat notes down needs its source', async () => {
    const { id } = await asked(world)
    const own = await share(id)
    const noted = { ...byLink(id, own.id), actor: world.rapporteur, channel: 'phone' as const }
    expect(await takeShareReport(world.store, noted)).toMatchObject({ ok: false, code: 'invalid' })
    accepted(await takeShareReport(world.store, { ...noted, source: 'Звонок 15.01' }))
    expect(await reportsOnShares(world.store, [own.id])).toMatchObject([{ channel: 'phone', personId: null }])
  })

  test('is accepted, or sent back with a reason and owed again', async () => {
    const { store, coordinator: actor } = world
    const { id } = await asked(world)
    const own = await share(id)
    accepted(await takeShareReport(store, byLink(id, own.id)))
    const act = { actor, id, shareId: own.id }
    expect(await returnShare(store, { ...act, version: 2, reason: ' ' })).toMatchObject({ ok: false })
    accepted(await returnShare(store, { ...act, version: 2, reason: 'Нет расхода' }))
    expect(await share(id)).toMatchObject({ state: 'open', late: false, lastReportAt: null })
    accepted(await takeShareReport(store, byLink(id, own.id, 3)))
    accepted(await acceptShare(store, { ...act, version: 4 }))
    expect((await share(id)).state).toBe('done')
    expect((await reportsOnShares(store, [own.id])).map(({ state }) => state).sort()).toEqual([
      'returned',
      'sent',
    ])
  })

  test('of a part that is sent back leaves the report before it standing', async () => {
    const { store, coordinator: actor } = world
    const { id, version } = await recorded(world, { supporterIds: [world.moh], verifierId: null })
    const draft = { text: { ru: 'Найти деньги' }, authoritative: 'ru', dueOn: null } as const
    accepted(await writePart(store, { actor, id, version, institutionId: world.moh, draft }))
    const part = () => shareNow(world.store, id, { institutionId: world.moh })
    const { id: shareId } = await part()
    const early = world.open.at('2026-01-10T04:00:00Z')
    accepted(await takeShareReport(early, { ...byLink(id, shareId), claim: 'in_progress' }))
    const proof = { ...byLink(id, shareId, 2), evidence: 'Приказ № 17 от 12.01.2026' }
    accepted(await takeShareReport(store, proof))
    accepted(await returnShare(store, { actor, id, shareId, version: 3, reason: 'Нет приказа' }))
    expect(await part()).toMatchObject({ state: 'open', lastReportAt: early.now })
  })

  test('is refused once the commitment was settled', async () => {
    const { id } = await asked(world)
    const own = await share(id)
    const end = { actor: world.coordinator, id, to: 'dropped' as const, reason: 'x', decisionId: null }
    accepted(await closeCommitment(world.store, end))
    const late = await takeShareReport(world.store, byLink(id, own.id))
    expect(late).toMatchObject({ ok: false, messageKey: 'commitments.is_final' })
  })
})

/** Thursday, a week before reports on January are due on Friday 6 February. */
const AT_EIGHT = (day: string) => world.open.at(`2026-${day}T03:00:00Z`)

describe('reminders', () => {
  async function stepsAt(...days: string[]): Promise<string[]> {
    for (const day of days) {
      await askForPeriods(AT_EIGHT(day))
      await sendReminders(AT_EIGHT(day))
    }
    const rows = await world.store.db.selectFrom('share_reminders').selectAll().orderBy('at').execute()
    return rows.map((row) => `${row.due_on} ${row.step} ${row.at.slice(0, 10)}`)
  }
  const DAYS = ['01-29', '01-30', '02-02', '02-05', '02-06', '02-13', '02-20', '02-27', '03-05']

  test('go 7 and 1 days before, on the day, then weekly for four weeks; the list of calls follows', async () => {
    await recurring(world, { first: '2026-01', last: '2026-01' })
    expect(await stepsAt(...DAYS, '03-06', '03-13', '03-20')).toEqual([
      '2026-02-06 before_7 2026-01-30',
      '2026-02-06 before_1 2026-02-05',
      '2026-02-06 due 2026-02-06',
      '2026-02-06 late_7 2026-02-13',
      '2026-02-06 late_14 2026-02-20',
      '2026-02-06 late_21 2026-02-27',
      '2026-02-06 late_28 2026-03-06',
    ])
  })

  test('stop with the report, and a mail that waits is withdrawn', async () => {
    const { id } = await recurring(world, { first: '2026-01', last: '2026-01' })
    await stepsAt('01-29', '01-30')
    const waiting = await reminders()
    expect(waiting).toHaveLength(1)
    const own = await shareNow(world.store, id, { institutionId: world.moh, periodKey: '2026-01' })
    accepted(await takeShareReport(AT_EIGHT('02-01'), byLink(id, own.id)))
    const skipped = (await mails(world, 'skipped')).map(({ id: mail }) => mail)
    expect(skipped).toEqual(waiting.map(({ id: mail }) => mail))
    expect(await staleReminders(world.store, skipped)).toEqual(new Set(skipped))
    expect(await stepsAt('02-05', '02-06', '02-13')).toHaveLength(1)
  })

  test('of several matters are one mail a day, with the period in words and the link of its own', async () => {
    await recurring(world, { first: '2026-01', last: '2026-01' })
    await recorded(world, {
      leadId: world.moh,
      supporterIds: [],
      verifierId: null,
      text: { ru: 'Внести бюджетную строку' },
      due: { dueOn: localDate('2026-02-06'), duePrecision: 'day', reviewOn: null },
    })
    await stepsAt('01-29', '01-30')
    const sent = (await reminders()).filter(({ created_at }) => created_at.startsWith('2026-01-30'))
    expect(sent).toHaveLength(1)
    expect(sent[0]?.body_text).toContain('(январь 2026 г.)')
    expect(sent[0]?.body_text).toContain('Внести бюджетную строку')
  })

  test('rest while the commitment is paused', async () => {
    const { id } = await recurring(world, { first: '2026-01', last: '2026-01' })
    await world.open.engine.runOne(
      world.store.db
        .updateTable('commitments')
        .set({ paused_until: localDate('2026-02-10') })
        .where('id', '=', id)
        .compile(),
    )
    expect(await stepsAt('01-29', '01-30', '02-06')).toEqual([])
  })
})

const PART = {
  text: { ru: 'Внести строку в бюджет' },
  authoritative: 'ru',
  dueOn: localDate('2026-01-20'),
} as const

async function joint() {
  const { id, version } = await recorded(world, { supporterIds: [world.moh], verifierId: world.cna })
  const asking = { actor: world.rapporteur, id, version, institutionId: world.moh, draft: PART }
  accepted(await writePart(world.store, asking))
  return { id, part: await shareNow(world.store, id, { institutionId: world.moh }), asking }
}

describe('parts', () => {
  test('are written for who supports, with words in some language', async () => {
    const { id, asking } = await joint()
    const now = { ...asking, version: (await loaded(world, id)).version }
    const foreign = await writePart(world.store, { ...now, institutionId: world.dist })
    expect(foreign).toMatchObject({ ok: false, code: 'not_found' })
    const empty = await writePart(world.store, { ...now, draft: { ...PART, text: {} } })
    expect(empty).toMatchObject({ ok: false, code: 'invalid' })
    const other = { ...PART, text: { ru: 'Согласовать', kk: 'Келісу' } }
    accepted(await writePart(world.store, { ...now, draft: other }))
    const { text } = await shareNow(world.store, id, { institutionId: world.moh })
    expect(text).toEqual({ authoritative: 'ru', texts: other.text })
  })

  test('are done only with proof, and may be under way before', async () => {
    const { id, part } = await joint()
    const said = { ...byLink(id, part.id), evidence: '' }
    expect(await takeShareReport(world.store, said)).toMatchObject({ ok: false, code: 'invalid' })
    accepted(await takeShareReport(world.store, { ...said, claim: 'in_progress' }))
    const after = await shareNow(world.store, id, { institutionId: world.moh })
    expect(after).toMatchObject({ state: 'open', version: 2 })
    const proof = { ...byLink(id, part.id, 2), evidence: 'Приказ № 12 от 14.01.2026' }
    accepted(await takeShareReport(world.store, proof))
    expect((await shareNow(world.store, id, { institutionId: world.moh })).state).toBe('reported')
  })

  test('without a date of their own are late by that of the commitment', async () => {
    const late = async (dueOn: string) => {
      const due = { supporterIds: [world.moh], verifierId: null, due: dueOf('day', localDate(dueOn)) }
      const { id, version } = await recorded(world, due)
      const draft = { ...PART, dueOn: null }
      const asking = { actor: world.rapporteur, id, version, institutionId: world.moh, draft }
      accepted(await writePart(world.store, asking))
      const { id: shareId } = await shareNow(world.store, id, { institutionId: world.moh })
      const said = { ...byLink(id, shareId), evidence: 'Приказ № 12 от 14.01.2026' }
      return accepted(await takeShareReport(world.store, said)).late
    }
    expect([await late('2026-01-14'), await late('2026-01-15')]).toEqual([true, false])
  })

  test('that are open are counted when the whole is verified; who has a part does not verify', async () => {
    const { id } = await joint()
    const { store, coordinator: actor } = world
    const { version } = await loaded(world, id)
    const done = {
      claim: 'done',
      text: '',
      evidence: 'Contract 214 of 12.01.2026',
      channel: 'link',
      source: '',
    } as const
    accepted(await takeReport(store, { actor: speaks(world.distPoint, world.dist), id, version, ...done }))
    const answer = { actor, id, by: 'noted', result: 'confirmed', text: '' } as const
    expect(await verifyCommitment(store, { ...answer, institutionId: world.moh })).toMatchObject({
      ok: false,
      messageKey: 'recurring.part_cannot_verify',
    })
    accepted(await verifyCommitment(store, { ...answer, institutionId: world.cna }))
    const fact = await store.db
      .selectFrom('facts')
      .select('details')
      .where('kind', '=', 'commitment.verified')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(fact.details)).toMatchObject({ open_parts: 1 })
  })

  test('are not given to who verifies', async () => {
    const { id, version } = await recorded(world)
    const asking = { actor: world.rapporteur, id, version, institutionId: world.moh, draft: PART }
    expect(await writePart(world.store, asking)).toMatchObject({ messageKey: 'recurring.verifies_it' })
  })

  test('stay with an institution that supports no longer', async () => {
    const { id, part } = await joint()
    const { version } = await loaded(world, id)
    const draft = draftOf(world, { supporterIds: [], verifierId: world.cna })
    accepted(await editCommitment(world.store, { actor: world.rapporteur, id, version, ...draft }))
    expect((await shareNow(world.store, id, { institutionId: world.moh })).id).toBe(part.id)
  })

  test('and what was reported on them are looked through for a name that is erased', async () => {
    const { id, part } = await joint()
    const mentioned = async () => {
      const names = { ru: { surname: 'Ахметова', given: '', patronymic: '', salutation: '', position: '' } }
      return (await mentionsOf(world.store, { names })).map((mention) => mention.id)
    }
    expect(await mentioned()).toEqual([])
    const said = { ...byLink(id, part.id), claim: 'in_progress' as const, text: 'Готовит Ахметова' }
    accepted(await takeShareReport(world.store, said))
    expect(await mentioned()).toEqual([id])
    expect((await heldAbout(world.store, world.mohPoint))?.share_reports).toHaveLength(1)
  })

  test('have the short ladder: nothing two weeks before', async () => {
    const { asking, id } = await joint()
    const { version } = await loaded(world, id)
    const later = { ...PART, dueOn: localDate('2026-03-20') }
    accepted(await writePart(world.store, { ...asking, version, draft: later }))
    for (const day of ['02-18', '03-06', '03-13']) await sendReminders(world.open.at(`2026-${day}T03:00:00Z`))
    const rows = await world.store.db.selectFrom('share_reminders').selectAll().execute()
    expect(rows.map((row) => `${row.step} ${row.due_on}`)).toEqual(['before_7 2026-03-20'])
  })

  test('that are dropped, or given another date, are not reminded of by the mail that waits', async () => {
    const { asking, id, part } = await joint()
    const at = world.open.at('2026-01-19T03:00:00Z')
    await sendReminders(at)
    const ids = (await reminders()).map((mail) => mail.id)
    expect([ids.length, (await staleReminders(at, ids)).size]).toEqual([1, 0])
    const { version } = await loaded(world, id)
    const draft = { ...PART, dueOn: localDate('2026-02-20') }
    accepted(await writePart(at, { ...asking, version, draft }))
    expect(await staleReminders(at, ids)).toEqual(new Set(ids))
    const end = { actor: world.coordinator, id, shareId: part.id, to: 'dropped' as const, reason: 'x' }
    accepted(await endShare(at, { ...end, version: 2 }))
    expect(await staleReminders(at, ids)).toEqual(new Set(ids))
  })

  test('are reminded of by their own date', async () => {
    await joint()
    await sendReminders(world.open.at('2026-01-19T03:00:00Z'))
    const [sent] = await reminders()
    expect(sent?.to_name).toContain('Серікова')
    expect(sent?.body_text).toContain('Ваша часть: Внести строку в бюджет')
  })
})
