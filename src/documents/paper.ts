/**
 * Papers: what is read for a meeting, in several languages and versions (architecture.md, face.md "papers in your
 * language"). A reader is offered the newest file of their own language; where there is none, that of another. Pure.
 */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'

/** A file that hangs on something, without its content. */
export interface KeptFile {
  readonly id: Id
  /** What it hangs on: a meeting, an item of its agenda, a report, a letter. */
  readonly subjectId: Id
  /** The same for all languages and versions of one paper. */
  readonly paperId: Id
  /** In the language of the file. */
  readonly title: string
  readonly name: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** Null for a file in several languages or in none, such as a picture. */
  readonly lang: Locale | null
  readonly addedAt: Instant
  readonly removedAt: Instant | null
  readonly version: number
}

/** Files that prove reports, by report. */
export type Evidence = ReadonlyMap<Id, readonly KeptFile[]>

/** One paper as a reader is offered it. */
export interface OfferedPaper {
  readonly paperId: Id
  readonly subjectId: Id
  readonly file: KeptFile
  /** The newest file of each other language. */
  readonly others: readonly KeptFile[]
  /** What newer files of the same language replaced, newest first. */
  readonly older: readonly KeptFile[]
}

/** Bytes that the files of one dialogue may take together. */
const DIALOGUE_QUOTA = 2_000_000_000

/**
 * Decides whether a dialogue has room for a file.
 * @param taken bytes of its files so far.
 * @returns done; `too_large` `documents.quota` (field `file`, param `max` in GB).
 */
export function decideSpace(taken: number, size: number): Outcome<null> {
  if (taken + size <= DIALOGUE_QUOTA) return done(null)
  return refuse('too_large', 'documents.quota', 'file', { max: DIALOGUE_QUOTA / 1e9 })
}

/** The files of a meeting that somebody may read: its own, and those of the items they may read. */
export function readableFiles<T extends KeptFile>(
  files: readonly T[],
  meetingId: Id,
  items: readonly { readonly id: Id }[],
): T[] {
  const subjects = new Set([meetingId, ...items.map(({ id }) => id)])
  return files.filter(({ subjectId }) => subjects.has(subjectId))
}

/** The papers of which a file is left, in the order in which they were first added. */
export function papersFor(files: readonly KeptFile[], locale: Locale): OfferedPaper[] {
  const left = files.filter(({ removedAt }) => removedAt === null)
  const papers = Map.groupBy(left.toSorted(oldestFirst), ({ paperId }) => paperId)
  return [...papers.values()].flatMap((versions) => offered(versions, locale))
}

function offered(versions: readonly KeptFile[], locale: Locale): OfferedPaper[] {
  const newest = new Map(versions.map((file) => [file.lang, file]))
  const order = [locale, null, ...LOCALES]
  const [file, ...others] = [...newest.values()].sort((a, b) => order.indexOf(a.lang) - order.indexOf(b.lang))
  if (!file) return []
  const older = versions.filter((version) => newest.get(version.lang) !== version).reverse()
  return [{ paperId: file.paperId, subjectId: file.subjectId, file, others, older }]
}

function oldestFirst(a: KeptFile, b: KeptFile): number {
  return a.addedAt === b.addedAt ? (a.id < b.id ? -1 : 1) : a.addedAt < b.addedAt ? -1 : 1
}
