/**
 * Forms with files, `multipart/form-data` (RFC 7578): only at the addresses named here, read within limits of bytes
 * and parts, never an exception. What a file is, and whether it is wanted, is decided in `documents/file.ts`.
 */

import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { collect, type FormValues, MAX_BODY, readBeginning } from './bytes.ts'
import type { AppContext } from './context.ts'

/** A file as it came: nothing about it has been checked. */
export interface SentFile {
  /** The field of the form. */
  readonly field: string
  /** As the browser told it; anything may stand here. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** Largest file in bytes where the platform says nothing else; D1 takes less in one batch (docs/operations.md). */
export const LARGEST_FILE = 10_000_000

/**
 * The forms that take files: a paper of a meeting, a report by link or noted down, a step that is done, a letter that
 * came in, a table.
 */
const TAKES_FILES =
  /^\/(meetings\/[^/]+\/papers|p\/[^/]+\/(?:promises\/[^/]+\/)?report|p\/[^/]+\/steps\/[^/]+|commitments\/[^/]+\/report|commitments\/[^/]+\/steps\/[^/]+\/completion|dialogues\/[^/]+\/letters\/incoming|supply\/[^/]+\/import|dialogues\/[^/]+\/commitments\/import)$/

/** The longest of these forms has a dozen fields and one file; ten thousand parts would cost seconds. */
const MAX_PARTS = 1_000

/** Bytes of the heads of all parts together: millions of lines or a name without end would cost seconds. */
const MAX_HEADS = 250_000

/** Does this request bring a form with files to an address that takes them? */
export function bringsFiles(c: AppContext, type: string): boolean {
  return type === 'multipart/form-data' && c.req.method === 'POST' && TAKES_FILES.test(c.req.path)
}

/** What of a body that is far too large is taken off the line, so that its sender is told, in bytes. */
const DRAINED = 60_000_000

/**
 * The fields and files of such a form; a file field that was left empty is not there. Of a file that is too large as
 * much is given as shows that it is, so that the fields before it are not lost.
 * @returns `too_large` over {@link DRAINED}, {@link MAX_PARTS} or {@link MAX_HEADS}; `invalid` for anything unreadable.
 */
export async function readParts(
  c: AppContext,
): Promise<Outcome<{ readonly values: FormValues; readonly files: readonly SentFile[] }>> {
  const type = c.req.header('content-type') ?? ''
  const boundary = boundaryIn(type)
  if (!boundary) return refuse('invalid', 'forms.unreadable_body')
  try {
    const read = await readBeginning(c, { limit: c.var.largestFile + MAX_BODY, end: DRAINED })
    if (!read || hasTooMany(boundary, read.bytes)) return refuse('too_large', 'forms.too_large')
    const whole = read.cut ? new Blob([read.bytes, `\r\n--${boundary}--\r\n`]) : read.bytes
    const form = await new Response(whole, { headers: { 'content-type': type } }).formData()
    return done(await partsIn(form))
  } catch {
    return refuse('invalid', 'forms.unreadable_body')
  }
}

// RFC 2046 §5.1.1: at most 70 of these characters.
function boundaryIn(type: string): string | null {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]*)"|([^\s;]+))/i.exec(type) ?? []
  const boundary = quoted ?? plain ?? ''
  return /^[\w'()+,./:=? -]{1,70}$/.test(boundary) ? boundary : null
}

/**
 * More parts or longer heads than a form has? Counted before they are taken apart. A head goes from a line that begins
 * with the boundary to the next empty one.
 */
function hasTooMany(boundary: string, bytes: Uint8Array): boolean {
  const mark = new TextEncoder().encode(`--${boundary}`)
  let parts = 0
  let heads = 0
  let isHead = false
  for (let line = 0; line < bytes.length; ) {
    const next = lineBehind(bytes, line)
    if (beginsWith(mark, bytes, line)) {
      parts += 1
      isHead = true
    } else if (bytes[line] === RETURN && next === line + 2) isHead = false
    if (isHead) heads += next - line
    line = next
  }
  return parts > MAX_PARTS + 1 || heads > MAX_HEADS
}

const LINE_FEED = 0x0a
const RETURN = 0x0d

function lineBehind(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== LINE_FEED) at += 1
  return at + 1
}

function beginsWith(mark: Uint8Array, bytes: Uint8Array, from: number): boolean {
  let at = 0
  while (at < mark.length && bytes[from + at] === mark[at]) at += 1
  return at === mark.length
}

async function partsIn(form: FormData): Promise<{ values: FormValues; files: SentFile[] }> {
  const files: SentFile[] = []
  const texts: [string, string][] = []
  for (const [field, value] of form) {
    if (typeof value === 'string') texts.push([field, value])
    else if (value.name !== '' || value.size > 0)
      files.push({ field, name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return { values: collect(texts), files }
}
