/**
 * A table of commitments that somebody sends in: what each line would become, and what is wrong with it. By the same
 * rules as a commitment recorded by hand. Pure.
 */

import { messagesIn } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { type Fault, faultsOf, type Outcome } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'
import { mentionFaults, type Sought } from '../people/mention.ts'
import { type Columns, cellOf, columnsOf } from '../tables/columns.ts'
import type { SentLine, SentTable } from '../tables/table.ts'
import { type ImportColumn, importColumns } from './column.ts'
import {
  type CommitmentDraft,
  type Due,
  decideCommitment,
  VISIBILITIES,
  type Visibility,
} from './commitment.ts'
import { readDue } from './due-text.ts'
import type { Finder } from './matching.ts'

/** New commitments of one table: more would be too much for one batch on the narrowest engine. */
export const MOST_IMPORTED = 200

/** Characters of a text, as by hand. */
const LONGEST_TEXT = 3000

/** Somebody who may be named, by address. */
export interface KnownPerson {
  readonly id: Id
  readonly protected: boolean
  readonly institutionIds: readonly Id[]
}

/** What is known where a table is sent in. */
export interface ImportKnown {
  /** The institution that is meant by a name. */
  readonly institution: Finder
  /** By lower-case address. */
  readonly people: ReadonlyMap<string, KnownPerson>
  /** By folded code. */
  readonly objectives: ReadonlyMap<string, Id>
  /** Numbers in use in the dialogue. */
  readonly numbers: ReadonlySet<number>
  /** Codes by folded text. */
  readonly texts: ReadonlyMap<string, string>
  /** The language that binds in the dialogue. */
  readonly authoritative: Locale
  /** Names that the texts must not hold: of a meeting under the Chatham House Rule. */
  readonly keptOut: readonly Sought[]
  readonly agreed: boolean
}

/** What becomes of a line. */
export interface ImportLine {
  readonly line: number
  readonly text: string
  readonly leadText: string
  readonly dueText: string
  /** `known`: a commitment with its code exists and is left as it is. */
  readonly state: 'new' | 'known' | 'wrong'
  /** Null unless it is new. */
  readonly draft: CommitmentDraft | null
  readonly personId: Id | null
  readonly faults: readonly Fault[]
  /** What is odd and taken all the same. */
  readonly warnings: readonly Fault[]
}

/** Every line of a table in its order. @returns as `columnsOf`; what is wrong with a line stands in the line. */
export function importLines(table: SentTable, known: ImportKnown, locale: Locale): Outcome<ImportLine[]> {
  const columns = columnsOf(table, importColumns(locale))
  if (!columns.ok) return columns
  const seen = new Map<string, number>()
  const lines = table.rows.map((row) => readLine(row, columns.value, { known, seen }))
  return { ok: true, value: lines }
}

interface Context {
  readonly known: ImportKnown
  /** Lines by folded text: grows with every line. */
  readonly seen: Map<string, number>
}

function readLine(
  { line, cells }: SentLine,
  columns: Columns<ImportColumn>,
  { known, seen }: Context,
): ImportLine {
  const cell = (column: ImportColumn) => cellOf(cells, columns[column]).trim()
  const texts = textsIn(cell)
  const shown = {
    ...{ line, leadText: cell('lead'), dueText: cell('due') || cell('review') },
    text: Object.values(texts)[0] ?? '',
  }
  const number = numberOf(cell('code'))
  const nothing = { draft: null, personId: null, faults: [], warnings: [] }
  if (number !== null && known.numbers.has(number)) return { ...shown, ...nothing, state: 'known' }
  const read = readCells(cell, texts, known)
  const warnings = doubles(texts, line, { known, seen })
  if (read.faults.length > 0) return { ...shown, ...nothing, state: 'wrong', faults: read.faults, warnings }
  return { ...shown, state: 'new', draft: read.draft, personId: read.personId, faults: [], warnings }
}

type CellReader = (column: ImportColumn) => string
type Texts = CommitmentDraft['text']

function textsIn(cell: CellReader): Texts {
  const texts = LOCALES.map((lang) => [lang, cell(`text_${lang}`)] as const)
  return Object.fromEntries(texts.filter(([, text]) => text !== ''))
}

/** `C-07`, typed with a Latin or a Cyrillic letter, or its bare number; null for anything else. */
export function numberOf(code: string): number | null {
  const digits = /^(?:[cс]\s*-?\s*)?0*(\d{1,6})$/i.exec(code.trim())?.[1]
  return digits ? Number(digits) : null
}

function readCells(cell: CellReader, text: Texts, known: ImportKnown) {
  const faults: Fault[] = []
  const one = (column: 'lead' | 'verifier', name: string): Id | null => {
    const found = known.institution(name)
    if (!found.ok) faults.push({ ...found.fault, field: column })
    return found.ok ? found.id : null
  }
  const leadId = one('lead', cell('lead'))
  const verifierId = cell('verifier') ? one('verifier', cell('verifier')) : null
  const supporterIds = namesIn(cell('supporters')).flatMap((name) => {
    const found = known.institution(name)
    if (!found.ok) faults.push({ ...found.fault, field: 'supporters' })
    return found.ok ? [found.id] : []
  })
  const due = readDue(cell('due'), cell('review'))
  if (!due.ok) faults.push(...faultsOf(due))
  const visibility = readVisibility(cell('visibility'))
  if (!visibility) faults.push({ field: 'visibility', messageKey: 'overview.visibility_unknown' })
  const objectiveId = known.objectives.get(fold(cell('objective'))) ?? null
  if (cell('objective') && !objectiveId)
    faults.push({ field: 'objective', messageKey: 'overview.objective_unknown' })
  const person = readPerson(cell('person_mail'), leadId, known)
  if (!person.ok) faults.push(...faultsOf(person))
  const draft = draftOf({ text, leadId, supporterIds, verifierId, due, visibility, objectiveId }, known)
  if (draft) faults.push(...faultsOfDraft(draft, known))
  else if (faults.length === 0) faults.push({ field: 'lead', messageKey: 'forms.required' })
  return { draft, personId: person.ok ? person.value : null, faults }
}

interface Parts {
  readonly text: Texts
  readonly leadId: Id | null
  readonly supporterIds: readonly Id[]
  readonly verifierId: Id | null
  readonly due: Outcome<Due>
  readonly visibility: Visibility | null
  readonly objectiveId: Id | null
}

function draftOf(
  { text, leadId, due, visibility, ...parts }: Parts,
  known: ImportKnown,
): CommitmentDraft | null {
  if (!leadId || !due.ok || !visibility) return null
  const authoritative = text[known.authoritative] ? known.authoritative : LOCALES.find((lang) => text[lang])
  return {
    ...parts,
    ...{ text, leadId, visibility, due: due.value, agreed: known.agreed },
    authoritative: authoritative ?? known.authoritative,
    supporterIds: [...new Set(parts.supporterIds)],
    itemId: null,
    decisionId: null,
  }
}

function faultsOfDraft(draft: CommitmentDraft, { keptOut }: ImportKnown): Fault[] {
  const decided = decideCommitment(draft)
  const long = LOCALES.filter((lang) => [...(draft.text[lang] ?? '')].length > LONGEST_TEXT)
  return [
    ...(decided.ok ? [] : faultsOf(decided)),
    ...long.map((lang) => ({
      field: `text_${lang}`,
      messageKey: 'forms.too_long',
      params: { max: LONGEST_TEXT },
    })),
    ...mentionFaults(draft.text, keptOut, { field: 'text', messageKey: 'minutes.names_somebody' }),
  ]
}

/** Names in one cell, with semicolons or line breaks between them. */
function namesIn(cell: string): string[] {
  return cell
    .split(/[;\n]/)
    .map((name) => name.trim())
    .filter(Boolean)
}

/** The person with this address, if they may be named for what the lead promises. */
function readPerson(mail: string, leadId: Id | null, { people }: ImportKnown): Outcome<Id | null> {
  if (!mail) return { ok: true, value: null }
  const person = people.get(mail.toLowerCase())
  const refused = (messageKey: string): Outcome<Id | null> => ({
    ...{ ok: false, code: 'invalid', messageKey, field: 'person_mail' },
  })
  if (!person) return refused('overview.person_unknown')
  if (person.protected) return refused('overview.person_protected')
  if (leadId && !person.institutionIds.includes(leadId))
    return refused('commitments.person_of_other_institution')
  return { ok: true, value: person.id }
}

/** By the word for it in any of our languages; nothing said is what it mostly is. */
function readVisibility(text: string): Visibility | null {
  if (!text) return 'members'
  const words = (one: Visibility) => [
    one,
    ...LOCALES.map((locale) => messagesIn(locale).commitments.visibilities[one]),
  ]
  return VISIBILITIES.find((one) => words(one).some((word) => fold(word) === fold(text))) ?? null
}

/** Texts that are recorded already, or stand in an earlier line: told, and taken all the same. */
function doubles(texts: Texts, line: number, { known, seen }: Context): Fault[] {
  const folded = Object.values(texts).map(fold)
  const code = folded.map((text) => known.texts.get(text)).find(Boolean)
  const before = folded.map((text) => seen.get(text)).find((at) => at !== undefined)
  for (const text of folded) if (!seen.has(text)) seen.set(text, line)
  return [
    ...(code ? [{ field: 'text', messageKey: 'overview.text_known', params: { code } }] : []),
    ...(before === undefined
      ? []
      : [{ field: 'text', messageKey: 'overview.text_twice', params: { line: before } }]),
  ]
}
