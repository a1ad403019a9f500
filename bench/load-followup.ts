/** Load data of what came between the meetings: owners, steps, asked-for dates, periods, status requests, calls. */

import type { Database as Raw } from 'better-sqlite3'
import type { Id } from '../src/kernel/id.ts'
import { plus } from '../src/kernel/instant.ts'
import { addDays, endOfMonth, type LocalDate, localDate } from '../src/kernel/local-date.ts'
import { LOCALES } from '../src/kernel/locale.ts'
import { dateOf } from '../src/kernel/zone.ts'
import type { Database } from '../src/store/database.ts'
import type { Store } from '../src/store/store.ts'
import { firstDayOf, type Month } from '../src/supply/consumption.ts'
import { monthsUpTo } from '../src/supply/stock.ts'
import { type Directory, ZONE } from './load-directory.ts'
import type { Insert } from './rows.ts'
import { promise } from './words.ts'

/** How much of it; everything of the first dialogue but where said otherwise. */
export interface FollowupSize {
  /** Every so many commitments of all dialogues has twelve steps. */
  readonly steppedEvery: number
  /** Commitments of each dialogue that recur every month, each owed by so many supporters for so many months. */
  readonly recurring: number
  readonly supporters: number
  readonly months: number
  /** Commitments of the status request, and how many of them one institution leads. */
  readonly asked: number
  readonly askedOfOne: number
  /** Places of the medicine. */
  readonly places: number
  /** Regional plans, and activities of each. */
  readonly plans: number
  readonly activities: number
}

export interface Followed {
  readonly directory: Directory
  readonly dialogueIds: readonly Id[]
  readonly meetingId: Id
  readonly rows: readonly Database['commitments'][]
  readonly size: FollowupSize
}

/** What pages are about. */
export interface LoadedFollowup {
  readonly steppedId: Id
  readonly recurringId: Id
  readonly statusId: Id
  /** The part of the institution that leads most of what was asked. */
  readonly statusPartId: Id
  readonly institutionId: Id
}

/** Writes it all after the commitments. */
export function loadFollowup(insert: Insert, raw: Raw, store: Store, asked: Followed): LoadedFollowup {
  const [institutionId = '', second = institutionId] = asked.directory.institutionIds
  const own = asked.rows.filter(({ dialogue_id }) => dialogue_id === asked.dialogueIds[0])
  const change = raw.prepare(
    'update commitments set lead_institution_id = ?, verifier_institution_id = ? where id = ?',
  )
  const asking = own.filter(({ state }) => !['verified', 'reported_done'].includes(state))
  const ofOne = asking.slice(-asked.size.askedOfOne)
  const settled = asked.rows.filter(({ state }) => state === 'verified').slice(-1)
  for (const { id } of [...ofOne, ...settled]) change.run(institutionId, second, id)
  nameOwners(raw)
  // So that each dialogue has some: their rows follow each other in turn.
  const each = asked.dialogueIds.length
  const stepped = asked.rows.filter((_, n) => Math.floor(n / each) % asked.size.steppedEvery === 0)
  for (const row of stepped) loadSteps(insert, store, { row, asked })
  const recurring = loadPeriods(insert, store, asked)
  const status = loadStatus(insert, raw, store, { asked, chosen: asking.slice(-asked.size.asked) })
  loadTalks(insert, store, asked)
  return { steppedId: stepped[0]?.id ?? '', recurringId: recurring[0] ?? '', institutionId, ...status }
}

/** Four of five have a person: a focal point of their lead. */
function nameOwners(raw: Raw): void {
  raw
    .prepare(
      `update commitments set person_id = (select person_id from affiliations
       where institution_id = lead_institution_id and role = 'focal_point' limit 1) where number % 5 <> 0`,
    )
    .run()
}

const CHAIN = 12

/** Three are done, all others come five days later than planned. */
const DONE = 3
const SLIP = 5

function loadSteps(
  insert: Insert,
  store: Store,
  { row, asked }: { readonly row: Database['commitments']; readonly asked: Followed },
): void {
  const { institutionIds } = asked.directory
  let before: Id | null = null
  for (let position = 1; position <= CHAIN; position++) {
    const id = store.newId()
    const institution_id = institutionIds[position % institutionIds.length] ?? null
    insert('commitment_steps', {
      ...{ id, commitment_id: row.id, position, authoritative_lang: 'ru', days: 15, institution_id },
      ...(position <= DONE ? stepDone(store, position) : stepAhead(store, position)),
      ...{ reason: '', guarded: position === 9 ? 1 : 0, version: 1 },
    })
    const words = promise(position)
    for (const lang of LOCALES)
      insert('commitment_step_texts', { step_id: id, lang, title: words[lang], who: '', proof: '' })
    if (before) insert('step_dependencies', { step_id: id, after_id: before })
    if (position > DONE) loadMove(insert, store, { id, position })
    before = id
  }
}

function plannedOn(store: Store, position: number): LocalDate {
  return addDays(dateOf(store.now, ZONE), position * 15 - 60)
}

function stepDone(store: Store, position: number) {
  const day = plannedOn(store, position)
  return {
    ...{ first_planned_on: day, planned_on: day, forecast_on: null, started_on: addDays(day, -15) },
    ...({ done_on: day, state: 'done', evidence: 'Приказ № 214' } as const),
  }
}

function stepAhead(store: Store, position: number) {
  const day = plannedOn(store, position)
  return {
    ...{ first_planned_on: day, planned_on: day, forecast_on: addDays(day, SLIP), started_on: null },
    ...({ done_on: null, state: 'pending', evidence: '' } as const),
  }
}

function loadMove(insert: Insert, store: Store, { id, position }: { id: Id; position: number }): void {
  const day = plannedOn(store, position)
  insert('step_moves', {
    ...{ id: store.newId(), step_id: id, kind: 'forecast', old_on: day, new_on: addDays(day, SLIP) },
    ...{ reason: 'Задержка поставки', moved_by: 'system', moved_at: plus(store.now, { days: -9 }) },
  })
}

/** The months before this one. */
export function monthsBefore(store: Store, count: number): Month[] {
  const last = addDays(localDate(`${dateOf(store.now, ZONE).slice(0, 7)}-01`), -1)
  return monthsUpTo(last.slice(0, 7) as Month, count)
}

function loadPeriods(insert: Insert, store: Store, { dialogueIds, directory, rows, size }: Followed): Id[] {
  const supporters = directory.institutionIds.slice(1, size.supporters + 1)
  const months = monthsBefore(store, size.months)
  return dialogueIds.flatMap((dialogueId) => {
    const own = rows.filter(({ dialogue_id, state }) => dialogue_id === dialogueId && state === 'in_progress')
    return own.slice(0, size.recurring).map(({ id }) => {
      insert('recurrences', {
        ...{ commitment_id: id, every: 'month', day_rule: 'working_day', day: 5, months_after: 1 },
        ...{ day_off: 'next', owed_by: 'supporters', first_period: months[0] ?? '', last_period: null },
        ...{ medicine_id: null, since: firstDayOf(months[0] as Month), ended_on: null, version: 1 },
      })
      for (const institutionId of supporters) {
        insert('commitment_supporters', { commitment_id: id, institution_id: institutionId })
        for (const month of months) loadShare(insert, store, { id, institutionId, month })
      }
      return id
    })
  })
}

interface OnePeriod {
  /** Of the commitment. */
  readonly id: Id
  readonly institutionId: Id
  readonly month: Month
}

function loadShare(insert: Insert, store: Store, { id, institutionId, month }: OnePeriod): void {
  const share = store.newId()
  const ends = endOfMonth(firstDayOf(month))
  const open = month >= (monthsBefore(store, 2)[0] ?? '')
  insert('commitment_shares', {
    ...{ id: share, commitment_id: id, institution_id: institutionId, kind: 'period', period_key: month },
    ...{ starts_on: firstDayOf(month), ends_on: ends, due_on: addDays(ends, 7), state_note: '', late: 0 },
    ...{
      state: open ? 'open' : 'done',
      state_since: plus(store.now, { days: -5 }),
      authoritative_lang: null,
    },
    ...{ last_report_at: open ? null : plus(store.now, { days: -5 }), version: 1 },
    created_at: plus(store.now, { days: -200 }),
  })
  if (open) return
  insert('share_reports', {
    ...{ id: store.newId(), share_id: share, commitment_id: id, claim: 'done', text: 'Отчёт представлен.' },
    ...{ evidence: '', channel: 'link', source: '', person_id: null, at: plus(store.now, { days: -5 }) },
    ...{ late: 0, state: 'sent', return_reason: '', stock_report_id: null },
  })
}

function loadStatus(
  insert: Insert,
  raw: Raw,
  store: Store,
  { asked, chosen }: { readonly asked: Followed; readonly chosen: readonly { readonly id: Id }[] },
): Pick<LoadedFollowup, 'statusId' | 'statusPartId'> {
  const id = store.newId()
  const today = dateOf(store.now, ZONE)
  insert('status_requests', {
    ...{ id, dialogue_id: asked.dialogueIds[0] ?? '', meeting_id: asked.meetingId, state: 'open' },
    ...{ due_on: addDays(today, 5), words_en: '', words_ru: 'К заседанию', words_kk: '' },
    ...{ opened_at: plus(store.now, { days: -3 }), asked_on: addDays(today, -3), closed_at: null },
    ...{ item_id: null, created_by: 'system', created_at: plus(store.now, { days: -4 }), version: 2 },
  })
  const leadOf = raw.prepare('select lead_institution_id from commitments where id = ?').pluck()
  const parts = new Map<string, Id>()
  for (const commitment of chosen) {
    insert('status_lines', { request_id: id, commitment_id: commitment.id, paper: '' })
    const lead = String(leadOf.get(commitment.id))
    if (parts.has(lead)) continue
    const part = { id: store.newId(), request_id: id, institution_id: lead, asked: 1, people: 1 }
    insert('status_parts', part)
    parts.set(lead, part.id)
  }
  const [first = ''] = asked.directory.institutionIds
  return { statusId: id, statusPartId: parts.get(first) ?? '' }
}

/** Dates that were asked for, dates that moved, and calls that were noted. */
function loadTalks(insert: Insert, store: Store, { rows }: Followed): void {
  const owing = rows.filter(({ state, due_on }) => state === 'agreed' && due_on !== null)
  for (const [n, { id, due_on }] of owing.entries()) {
    if (due_on === null || n % 10 > 1) continue
    const at = plus(store.now, { days: -2 })
    if (n % 10 === 0)
      insert('due_requests', {
        ...{ id: store.newId(), commitment_id: id, due_on: addDays(due_on, 30), due_precision: 'day' },
        ...{ reason: 'Тендер не состоялся', asked_by: 'system', asked_at: at, state: 'open' },
        ...{ answer: '', answered_by: null, answered_at: null },
      })
    else
      insert('call_notes', {
        ...{ id: store.newId(), commitment_id: id, person_id: null, result: 'not_reached', words: '' },
        ...{ next_on: addDays(dateOf(store.now, ZONE), n % 20 === 1 ? 5 : -1), called_by: 'system', at },
        institution_id: null,
      })
  }
}
