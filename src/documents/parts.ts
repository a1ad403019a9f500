/** Bytes as parts of text and back: no engine of ours takes one text of a whole file. */

/** Bytes of a part: a multiple of three, so that only the last part is padded; as base64 655,360 characters. */
const PART = 491_520

/** The parts of a content, each as base64; one empty part for no bytes at all. */
export function partsOf(bytes: Uint8Array): string[] {
  // `Buffer` and not `btoa`, which takes seconds for the largest file.
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: string[] = []
  for (let at = 0; at === 0 || at < whole.length; at += PART)
    parts.push(whole.toString('base64', at, Math.min(at + PART, whole.length)))
  return parts
}

/** The content of these parts, or null when they are not all there: together they must give `size` bytes. */
export function contentOf(parts: readonly string[], size: number): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    const piece = Buffer.from(part, 'base64')
    if (at + piece.length > size) return null
    bytes.set(piece, at)
    at += piece.length
  }
  return at === size && parts.length > 0 ? bytes : null
}
