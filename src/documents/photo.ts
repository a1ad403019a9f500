/**
 * Pictures without what a camera writes beside them: place, time, device, thumbnail (safety.md §1.14, ASVS 14.2.8).
 * Nothing is decoded; whole segments are left out. How a picture has to be turned is kept.
 */

const ORIENTATION = 0x0112

/**
 * A JPEG (ITU-T T.81 annex B) with its image alone: no Exif, XMP, IPTC, comments, nor anything behind its end, where
 * telephones keep films. Null if its segments do not follow one another to the end, or are over {@link MOST_PIECES}.
 */
export function plainJpeg(bytes: Uint8Array): Uint8Array | null {
  const segments = segmentsOf(bytes)
  return segments && joined([bytes.subarray(0, 2), ...segments.flatMap(keptOf), Uint8Array.of(0xff, END)])
}

/** Segments or chunks of one picture: cameras write some hundred; millions of empty ones would cost seconds. */
const MOST_PIECES = 10_000

/** The segments between the beginning and the end of the image, each scan with its data. */
function segmentsOf(bytes: Uint8Array): Uint8Array[] | null {
  const found: Uint8Array[] = []
  let at: number | null = 2
  while (at !== null && found.length < MOST_PIECES) {
    const begin = behindFill(bytes, at)
    if (bytes[begin] === 0xff && bytes[begin + 1] === END) return found
    at = segmentEnd(bytes, begin)
    if (at !== null) found.push(bytes.subarray(begin, at))
  }
  return null
}

/** Any number of fill bytes may stand before a marker. */
function behindFill(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at] === 0xff) at += 1
  return Math.max(from, at - 1)
}

function segmentEnd(bytes: Uint8Array, at: number): number | null {
  if (bytes[at] !== 0xff) return null
  const end = at + 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0)
  if (end > bytes.length || end < at + 4) return null
  return bytes[at + 1] === SCAN ? scanEnd(bytes, end) : end
}

function keptOf(segment: Uint8Array): Uint8Array[] {
  if (isExif(segment)) return turned(segment)
  return isImage(segment) ? [segment] : []
}

const SCAN = 0xda
const END = 0xd9
const COMMENT = 0xfe

// Behind a scan header stands data until a marker that is neither an escaped byte nor a restart.
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

// Of the application segments only JFIF, the colour profile and Adobe's colour transform make the image.
function isImage(segment: Uint8Array): boolean {
  const marker = segment[1] ?? COMMENT
  if (marker === COMMENT) return false
  if (marker < 0xe0 || marker > 0xef) return true
  return (
    startsWith(segment, 'JFIF\0', 4) ||
    startsWith(segment, 'ICC_PROFILE\0', 4) ||
    startsWith(segment, 'Adobe', 4)
  )
}

function isExif(segment: Uint8Array): boolean {
  return segment[1] === 0xe1 && startsWith(segment, 'Exif\0\0', 4)
}

/** An Exif segment that says nothing but how the picture is to be turned; none if it stands upright. */
function turned(exif: Uint8Array): Uint8Array[] {
  const turn = orientationIn(exif.subarray(10))
  if (turn === null || turn === 1) return []
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0]
  return [Uint8Array.from([0xff, 0xe1, 0, 8 + tiff.length, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff])]
}

/** The orientation of a TIFF header's first directory (Exif 2.32 §4.6.4), from 1 to 8. */
function orientationIn(tiff: Uint8Array): number | null {
  if (tiff.length < 14) return null
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = view.getUint16(0) === 0x4949
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return null
  const count = view.getUint16(directory, little)
  for (let at = directory + 2; at + 12 <= tiff.length && at < directory + 2 + count * 12; at += 12) {
    if (view.getUint16(at, little) !== ORIENTATION) continue
    const turn = view.getUint16(at + 8, little)
    return turn >= 1 && turn <= 8 ? turn : null
  }
  return null
}

/**
 * A PNG (W3C PNG third edition §5) with the chunks that make its image alone, nothing behind its end. Null if its
 * chunks do not follow one another to the end, or are over {@link MOST_PIECES}.
 */
export function plainPng(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  let at = 8
  for (let chunk = 0; chunk < MOST_PIECES && at + 12 <= bytes.length; chunk++) {
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length) return null
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    // A capital first letter says that the image cannot be shown without it.
    if (/^[A-Z]/.test(type) || SHOWN.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return joined(kept)
    at = end
  }
  return null
}

const SHOWN = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'pHYs', 'bKGD', 'cICP'])

function startsWith(bytes: Uint8Array, text: string, from: number): boolean {
  return [...text].every((letter, i) => bytes[from + i] === letter.charCodeAt(0))
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
