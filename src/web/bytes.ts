/** The bytes of a request's body within a limit, and the fields they give: what every kind of form is read with. */

import type { AppContext } from './context.ts'

/** A submitted form: a name given once is a text, given several times a list. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

/** Bytes; the longest legal form (agenda and letters in three languages) stays far below. */
export const MAX_BODY = 1_000_000

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

/**
 * The first `limit` bytes of the body; what follows is taken off the line and forgotten, so that who sends it gets
 * an answer. Null as soon as it is over `end` bytes. @throws when it breaks off.
 */
export async function readBeginning(
  c: AppContext,
  { limit, end }: { readonly limit: number; readonly end: number },
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly cut: boolean } | null> {
  if (Number(c.req.header('content-length') ?? 0) > end) return null
  const chunks: Uint8Array[] = []
  let kept = 0
  let size = 0
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length
    if (size > end) return null
    if (kept === limit) continue
    chunks.push(chunk.subarray(0, limit - kept))
    kept = Math.min(limit, size)
  }
  return { bytes: join(chunks, kept), cut: size > limit }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Fields by their names; a name given several times gets a list. */
export function collect(form: Iterable<readonly [string, string]>): FormValues {
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
