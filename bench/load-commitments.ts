/** Load data: promises of all ages and states, with reports, facts and the mails about them. */

import { searchText } from '../src/commitments/commitment.ts'
import type { Id } from '../src/kernel/id.ts'
import { plus } from '../src/kernel/instant.ts'
import { addDays, endOfQuarter } from '../src/kernel/local-date.ts'
import { LOCALES } from '../src/kernel/locale.ts'
import { dateOf } from '../src/kernel/zone.ts'
import type { Database } from '../src/store/database.ts'
import type { Store } from '../src/store/store.ts'
import { type Directory, ZONE } from './load-directory.ts'
import { loadMail } from './load-mails.ts'
import type { Gathering, LoadedDialogue } from './load-meetings.ts'
import type { Insert } from './rows.ts'
import { promise } from './words.ts'

type Row = Database['commitments']

interface Asked {
  readonly directory: Directory
  readonly dialogues: readonly LoadedDialogue[]
  readonly gathering: Gathering
  readonly commitments: number
  readonly mails: number
  readonly reportLinks: number
  readonly reportsEach: number
  readonly factsEach: number
}

/** Promises made at the meeting to come, before those of the past. */
const OF_MEETING = 15

// As in life: most are open, some wait to be verified.
const STATES: readonly Row['state'][] = [
  'agreed',
  'in_progress',
  'agreed',
  'verified',
  'in_progress',
  'reported_done',
  'agreed',
  'blocked',
  'in_progress',
  'verified',
]

interface Promises {
  readonly rows: readonly Row[]
  readonly reportable: readonly { readonly id: Id; readonly leadId: Id }[]
}

/** Writes them all. @returns them, and some that still wait for a report and have somebody to verify it. */
export function loadCommitments(insert: Insert, store: Store, asked: Asked): Promises {
  const rows = Array.from({ length: asked.commitments }, (_, n) =>
    loadCommitment(insert, store, { ...asked, n }),
  )
  for (let n = 0; n < asked.mails && rows.length > 0; n++) {
    const { id } = rows[n % rows.length]!
    loadMail(insert, store, {
      kind: 'reminder',
      subjectId: id,
      meetingId: null,
      personId: null,
      failed: n % 500 === 0,
      minutesAgo: n,
    })
  }
  const reportable = rows
    .filter((row) => ['agreed', 'in_progress', 'blocked'].includes(row.state) && row.verifier_institution_id)
    .slice(0, asked.reportLinks)
    .map((row) => ({ id: row.id, leadId: row.lead_institution_id }))
  return { rows, reportable }
}

function loadCommitment(insert: Insert, store: Store, asked: Asked & { readonly n: number }): Row {
  const { n, dialogues } = asked
  const row = rowOf(store, asked)
  const text = promise(n)
  insert('commitments', { ...row, search: searchText(text) })
  for (const lang of LOCALES) insert('commitment_texts', { commitment_id: row.id, lang, text: text[lang] })
  for (let fact = 1; fact <= asked.factsEach; fact++)
    insert('facts', {
      subject_id: row.id,
      subject_version: fact,
      kind: fact === 1 ? 'commitment.recorded' : 'commitment.changed',
      actor_id: 'system',
      at: plus(row.created_at, { days: fact - 1 }),
      details: JSON.stringify({ number: row.number }),
      seal: null,
    })
  if (n >= asked.commitments - dialogues.length)
    insert('facts', {
      subject_id: `${row.dialogue_id}:commitments`,
      subject_version: row.number,
      kind: 'dialogue.commitment_numbered',
      actor_id: 'system',
      at: row.created_at,
      details: JSON.stringify({ commitment: row.id }),
      seal: null,
    })
  if (row.last_report_at)
    for (let before = asked.reportsEach - 1; before >= 0; before--) loadReport(insert, store, { row, before })
  return row
}

function rowOf(store: Store, asked: Asked & { readonly n: number }): Row {
  const { n, dialogues, directory, gathering } = asked
  const at = n % dialogues.length
  const number = Math.floor(n / dialogues.length) + 1
  const dialogue = dialogues[at]!
  const ofMeeting = at === 0 && number <= OF_MEETING
  const { institutionIds } = directory
  const state = STATES[(n * 7 + Math.floor(n / 10)) % STATES.length]!
  return {
    id: store.newId(),
    dialogue_id: dialogue.id,
    number,
    meeting_id: ofMeeting ? gathering.meetingId : dialogue.meetingIds[number % dialogue.meetingIds.length]!,
    source_kind: 'meeting',
    source_id: null,
    item_id: null,
    decision_id: null,
    lead_institution_id: institutionIds[number % institutionIds.length]!,
    person_id: null,
    verifier_institution_id:
      institutionIds.length > 1 ? institutionIds[(number + 1) % institutionIds.length]! : null,
    state,
    state_since: store.now,
    state_note: '',
    ...dueOf(store, n),
    due_moves: 0,
    date_version: 1,
    visibility: 'members',
    authoritative_lang: 'ru',
    last_report_at: state === 'agreed' ? null : plus(store.now, { days: -(n % 90) }),
    reminders_sent_to: null,
    paused_until: null,
    objective_id: null,
    search: '',
    created_at: plus(store.now, { days: -200 }),
    version: 1,
  }
}

/** From ten months ago to thirteen months ahead; every fiftieth undated, every fifth by quarter. */
function dueOf(
  store: Store,
  n: number,
): Pick<Row, 'due_on' | 'due_precision' | 'review_on' | 'first_due_on'> {
  const day = addDays(dateOf(store.now, ZONE), ((n * 37) % 700) - 300)
  if (n % 50 === 49) return { due_on: null, due_precision: 'undated', review_on: day, first_due_on: null }
  const due_on = n % 5 === 0 ? endOfQuarter(day) : day
  const due_precision = n % 5 === 0 ? 'quarter' : 'day'
  return { due_on, due_precision, review_on: null, first_due_on: due_on }
}

function loadReport(
  insert: Insert,
  store: Store,
  { row, before }: { readonly row: Row; readonly before: number },
): void {
  const last = before === 0
  insert('reports', {
    id: store.newId(),
    commitment_id: row.id,
    claim: row.state === 'blocked' && last ? 'blocked' : isUnderWay(row) || !last ? 'in_progress' : 'done',
    text: 'Работа ведётся по плану.',
    evidence: 'Приказ № 214',
    channel: 'link',
    source: '',
    person_id: null,
    at: plus(row.last_report_at ?? store.now, { days: -before }),
    late: 0,
    state: row.state === 'verified' && last ? 'accepted' : 'sent',
    return_reason: '',
  })
}

function isUnderWay({ state }: Row): boolean {
  return state === 'in_progress'
}
