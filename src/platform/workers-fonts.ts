/** The faces of PDFs on Workers: fetched from the static files, kept for the life of an isolate. */

import { type Fonts, fontPath } from '../printing/pdf.ts'
import type { AssetsBinding } from './workers-bindings.ts'

/** @throws Error where they are missing: the `[assets]` of wrangler.toml have no binding, or no such file. */
export function fontsBehind(assets: AssetsBinding | undefined): Fonts {
  const kept = new Map<string, Uint8Array>()
  return async (face) => {
    const known = kept.get(face)
    if (known) return known
    // Only the path counts. Bytes are kept, never the promise: it would belong to this one request.
    const answer = await assets?.fetch(`https://assets.invalid${fontPath(face)}`)
    if (!answer?.ok) throw new Error(`there is no ${fontPath(face)} among the static files`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    kept.set(face, bytes)
    return bytes
  }
}
