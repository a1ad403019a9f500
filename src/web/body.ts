/**
 * Reads form bodies: what a browser sends for a form without files, within limits of size and number, never an
 * exception. Bodies in parts are refused unread: no form needs them, and to take them apart costs anybody's time.
 */

import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { AppContext } from './context.ts'

/** A submitted form: a name given once is a text, given several times a list. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

/** Bytes; the longest legal form (agenda and letters in three languages) stays far below. */
const MAX_BODY = 1_000_000

/** The longest legal form, the promises of a meeting, has some hundreds. */
const MAX_FIELDS = 5_000

const TYPE = 'application/x-www-form-urlencoded'

/**
 * The form of a request. @returns `too_large` over {@link MAX_BODY} or {@link MAX_FIELDS}, `invalid` for
 *   anything unreadable.
 */
export async function readBody(c: AppContext): Promise<Outcome<FormValues>> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== TYPE) return refuse('invalid', 'forms.unreadable_body')
  const bytes = await readBytes(c)
  if (!bytes.ok) return bytes
  // Counted before they are read: a megabyte of `a&a&a…` would be half a million fields.
  if (separators(bytes.value) >= MAX_FIELDS) return refuse('too_large', 'forms.too_large')
  return done(collect(new URLSearchParams(new TextDecoder().decode(bytes.value))))
}

async function readBytes(c: AppContext): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  try {
    const bytes = await readUpTo(c, MAX_BODY)
    return bytes ? done(bytes) : refuse('too_large', 'forms.too_large')
  } catch {
    return refuse('invalid', 'forms.unreadable_body')
  }
}

/** The body, or null as soon as it is over `limit` bytes, whatever Content-Length said. @throws when it breaks off. */
export async function readUpTo(c: AppContext, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(c.req.header('content-length') ?? 0) > limit) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return join(chunks, size)
}

function separators(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte === AMPERSAND) count += 1
  return count
}

const AMPERSAND = 0x26

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

function collect(form: URLSearchParams): FormValues {
  // No prototype: a field called `__proto__` is just a field that nobody asks for.
  const values: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of form) {
    const seen = values[name]
    if (seen === undefined) values[name] = value
    else if (typeof seen === 'string') values[name] = [seen, value]
    else seen.push(value)
  }
  return values
}
