/**
 * The table of contents of a ZIP file (PKWARE APPNOTE 6.3.10 §4.3), read without unpacking anything: what an office
 * document says it holds, and how large it would become.
 */

/** What a ZIP holds. */
export interface ZipContents {
  readonly names: readonly string[]
  /** Bytes of all entries together once unpacked, as the table says. */
  readonly unpacked: number
  /** Name and stored bytes of the first entry; empty bytes if it is compressed. */
  readonly first: { readonly name: string; readonly stored: string }
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_SIZE = 22
const ENTRY_SIZE = 46
const LOCAL_SIZE = 30
const MAX_ENTRIES = 10_000

/**
 * The contents, or null if the file is not one whole ZIP from its first byte to its last: nothing before, between
 * table and end, or behind it but its comment, no encryption, no ZIP64, at most 10,000 entries.
 */
export function zipContents(bytes: Uint8Array): ZipContents | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === null || view.getUint32(0, true) !== LOCAL) return null
  const [count, size, start] = [
    view.getUint16(end + 10, true),
    view.getUint32(end + 12, true),
    view.getUint32(end + 16, true),
  ]
  if (count === 0 || count > MAX_ENTRIES || start + size !== end) return null
  const names: string[] = []
  let unpacked = 0
  let at = start
  for (let entry = 0; entry < count; entry++) {
    if (at + ENTRY_SIZE > end || view.getUint32(at, true) !== CENTRAL) return null
    if (view.getUint16(at + 8, true) & ENCRYPTED) return null
    const nameSize = view.getUint16(at + 28, true)
    names.push(latin(bytes, at + ENTRY_SIZE, nameSize))
    unpacked += view.getUint32(at + 24, true)
    at += ENTRY_SIZE + nameSize + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return at === end ? { names, unpacked, first: firstEntry(bytes, view) } : null
}

const ENCRYPTED = 1

// The record of the end lies at the very end, before a comment whose length it tells.
function endOf(view: DataView): number | null {
  const last = view.byteLength - END_SIZE
  for (let at = last; at >= Math.max(0, last - 0xffff); at--)
    if (view.getUint32(at, true) === END && at + END_SIZE + view.getUint16(at + 20, true) === view.byteLength)
      return at
  return null
}

function firstEntry(bytes: Uint8Array, view: DataView): ZipContents['first'] {
  const nameSize = view.getUint16(26, true)
  const stored = view.getUint16(8, true) === 0 ? view.getUint32(18, true) : 0
  const at = LOCAL_SIZE + nameSize + view.getUint16(28, true)
  return { name: latin(bytes, LOCAL_SIZE, nameSize), stored: latin(bytes, at, Math.min(stored, 200)) }
}

/** Names are compared with ASCII names only, so a byte is a character. */
function latin(bytes: Uint8Array, at: number, size: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + size))
}
