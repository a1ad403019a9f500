/**
 * Reads form bodies: what a browser sends for a form, within limits of size and number, never an exception. Bodies
 * in parts are refused unread but where a form has a file (`multipart.ts`): to take them apart costs time.
 */

import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { collect, type FormValues, MAX_BODY, readUpTo } from './bytes.ts'
import type { AppContext } from './context.ts'
import { bringsFiles, readParts } from './multipart.ts'

export type { FormValues } from './bytes.ts'

/** The longest legal form, the promises of a meeting, has some hundreds. */
const MAX_FIELDS = 5_000

const TYPE = 'application/x-www-form-urlencoded'

/**
 * The form of a request; its files are put beside it (`c.var.files`). @returns `too_large` over {@link MAX_BODY} or {@link MAX_FIELDS}, `invalid` for
 *   anything unreadable.
 */
export async function readBody(c: AppContext): Promise<Outcome<FormValues>> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (bringsFiles(c, type)) return readWithFiles(c)
  if (type !== TYPE) return refuse('invalid', 'forms.unreadable_body')
  const bytes = await readBytes(c)
  if (!bytes.ok) return bytes
  // Counted before they are read: a megabyte of `a&a&a…` would be half a million fields.
  if (separators(bytes.value) >= MAX_FIELDS) return refuse('too_large', 'forms.too_large')
  return done(collect(new URLSearchParams(new TextDecoder().decode(bytes.value))))
}

async function readWithFiles(c: AppContext): Promise<Outcome<FormValues>> {
  const read = await readParts(c)
  if (!read.ok) return read
  c.set('files', read.value.files)
  return done(read.value.values)
}

async function readBytes(c: AppContext): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  try {
    const bytes = await readUpTo(c, MAX_BODY)
    return bytes ? done(bytes) : refuse('too_large', 'forms.too_large')
  } catch {
    return refuse('invalid', 'forms.unreadable_body')
  }
}

function separators(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte === AMPERSAND) count += 1
  return count
}

const AMPERSAND = 0x26
