/** Statements that queue the mails asking for stock reports, with the links they carry and the rows that remember them. */

import { type LinkRequest, linkUrls } from '../auth/links.ts'
import { dialoguesById } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import type { Versions } from '../kernel/locale.ts'
import { recordFact } from '../ledger/facts.ts'
import { enqueue } from '../mail/outbox.ts'
import { personCards } from '../people/queries.ts'
import { insertRows } from '../store/limits.ts'
import { inList } from '../store/lists.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import type { Month } from './consumption.ts'
import { stockMail } from './letters.tsx'
import { medicinesById, reportOf } from './queries.ts'
import { monthBefore, type StockReport } from './report.ts'
import { type AskedMonth, isRequest, type Mailing, requestSubject } from './request.ts'
import { monthKey } from './request-queries.ts'

/** A place may be reported for as long as this, whoever is asked anew keeps the same link. */
const LINK_LIFE = { days: 400 }

const UNNAMED: Versions = { authoritative: 'en', texts: {} }

/** A mail that goes out as the fact after `version` of its subject. */
export interface StockMailing extends Mailing {
  readonly version: number
  readonly actorId: Id
}

/** The fact that lets a mail through: two processes that decide the same one collide. */
export function mailingFact(store: Store, mailing: StockMailing): FactStatement {
  const { personId, date, version, actorId, months } = mailing
  return recordFact(
    store,
    { id: requestSubject(mailing), version },
    { kind: 'stock.requested', actorId, details: { person: personId, date, reports: months.length } },
  )
}

/** Everything else of these mails; some ten queries for any number of them. */
export async function mailingStatements(
  store: Store,
  mailings: readonly StockMailing[],
): Promise<Statement[]> {
  const months = mailings.flatMap((mailing) => mailing.months)
  const places = [...new Map(months.map(({ place }) => [place.placeId, place])).values()]
  const unique = (ids: readonly Id[]) => [...new Set(ids)]
  const [cards, medicines, names, dialogues, before, links] = await Promise.all([
    personCards(store, unique(mailings.map(({ personId }) => personId))),
    medicinesById(store, unique(places.map(({ medicineId }) => medicineId))),
    institutionNames(store, unique(places.map(({ institutionId }) => institutionId))),
    dialoguesById(store, unique(mailings.map(({ dialogueId }) => dialogueId))),
    reportsBefore(store, months),
    linkUrls(
      store,
      mailings.flatMap((mailing) => linksOf(store, mailing)),
    ),
  ])
  const urls = links.urls.values()
  const nextUrl = () => urls.next().value ?? ''
  const statements = mailings.flatMap((mailing) => {
    // In the order of linksOf: the settings, then each place.
    const settings = nextUrl()
    const reports = mailing.months.flatMap(({ place, month, dueOn }) => {
      const url = `${nextUrl()}?month=${month}`
      const medicine = medicines.get(place.medicineId)
      const institution = names.get(place.institutionId)?.official ?? UNNAMED
      const known = before.get(monthKey(place.placeId, monthBefore(month))) ?? null
      return medicine ? [{ medicine, place: institution, month, dueOn, before: known, url }] : []
    })
    const person = cards.get(mailing.personId)
    const [first] = mailing.months
    if (!person || !first || reports.length === 0) return []
    const subject = `${requestSubject(mailing)}:${mailing.version + 1}`
    const mail = stockMail(store, {
      ...{ person, today: mailing.date, reports, subject },
      dialogue: dialogues.get(mailing.dialogueId)?.code ?? '',
      institutionId: first.place.institutionId,
      settingsUrl: isRequest(mailing.months) ? null : settings,
    })
    return [...enqueue(store, mail).statements, ...rowsOf(store, mailing, subject)]
  })
  return [...links.statements, ...statements]
}

function linksOf(store: Store, { personId, months }: StockMailing): LinkRequest[] {
  const common = { personId, expiresAt: plus(store.now, LINK_LIFE) }
  const places = months.map(({ place }) => ({
    ...common,
    purpose: 'stock' as const,
    subjectId: place.placeId,
  }))
  return [{ ...common, purpose: 'preferences', subjectId: personId }, ...places]
}

function rowsOf(store: Store, { personId, months }: StockMailing, subject: string): Statement[] {
  const rows = months.map(({ place, month, dueOn, step }) => ({
    ...{ subject_id: subject, place_id: place.placeId, month, person_id: personId },
    ...{ step, due_on: dueOn, at: store.now },
  }))
  return insertRows(store.db, 'stock_requests', rows)
}

/** What was reported for the months before those asked for, by place and month. */
async function reportsBefore(store: Store, months: readonly AskedMonth[]): Promise<Map<string, StockReport>> {
  const before = [...new Set<Month>(months.map(({ month }) => monthBefore(month)))]
  const rows = await store.db
    .selectFrom('stock_reports')
    .selectAll()
    .where(
      inList(
        'place_id',
        months.map(({ place }) => place.placeId),
      ),
    )
    .where(inList('month', before))
    .where('superseded_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [monthKey(row.place_id, row.month), reportOf(row, [])]))
}
