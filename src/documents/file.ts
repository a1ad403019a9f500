/**
 * Which files are taken, and under which name (safety.md §1.14): told by the content, never by who sends it. Pure.
 */

import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { cleanLine } from '../kernel/text.ts'
import { attachmentNamed } from '../web/attachment.ts'
import { plainJpeg, plainPng } from './photo.ts'
import { zipContents } from './zip.ts'

/** A kind of file that is taken. */
interface FileKind {
  readonly mediaType: string
  /** The first one is given to a name that has none. */
  readonly extensions: readonly string[]
  /** The content as it is kept, null if it is not of this kind. */
  readonly accept: (bytes: Uint8Array) => Uint8Array | null
  /** What is said of a content that is not of this kind, if there is more to say than that. */
  readonly refusal?: string
}

/** A file that was taken: its name and media type are ours. */
export interface TakenFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

const OOXML = 'application/vnd.openxmlformats-officedocument'
const ODF = 'application/vnd.oasis.opendocument'

// Excel writes CSV in the code page of the machine unless it is told otherwise.
const TEXT: Pick<FileKind, 'accept' | 'refusal'> = {
  accept: (bytes) => (isText(bytes) ? bytes : null),
  refusal: 'documents.not_text',
}

const KINDS: readonly FileKind[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'], accept: (bytes) => (isPdf(bytes) ? bytes : null) },
  {
    mediaType: `${OOXML}.wordprocessingml.document`,
    extensions: ['docx'],
    accept: office('word/document.xml'),
  },
  { mediaType: `${OOXML}.spreadsheetml.sheet`, extensions: ['xlsx'], accept: office('xl/workbook.xml') },
  {
    mediaType: `${OOXML}.presentationml.presentation`,
    extensions: ['pptx'],
    accept: office('ppt/presentation.xml'),
  },
  { mediaType: `${ODF}.text`, extensions: ['odt'], accept: openDocument(`${ODF}.text`) },
  { mediaType: `${ODF}.spreadsheet`, extensions: ['ods'], accept: openDocument(`${ODF}.spreadsheet`) },
  {
    mediaType: 'image/jpeg',
    extensions: ['jpg', 'jpeg'],
    accept: (bytes) => (begins(bytes, '\xff\xd8\xff') ? plainJpeg(bytes) : null),
  },
  {
    mediaType: 'image/png',
    extensions: ['png'],
    accept: (bytes) => (begins(bytes, '\x89PNG\r\n\x1a\n') ? plainPng(bytes) : null),
  },
  { mediaType: 'text/csv', extensions: ['csv'], ...TEXT },
  { mediaType: 'text/plain', extensions: ['txt'], ...TEXT },
]

/** For the `accept` of a file field: what a telephone or a desk offers to choose. */
export const ACCEPTED = KINDS.flatMap(({ extensions }) =>
  extensions.map((extension) => `.${extension}`),
).join(',')

/**
 * Takes a file, or refuses it at the field `file`.
 * @param largest bytes a file may have.
 * @returns the file under a clean name, pictures without what a camera wrote beside them; `too_large`
 *   `documents.too_large` (params `max` in MB), `invalid` `documents.empty`, `documents.not_taken` for a kind that is
 *   not taken, `documents.not_as_named` or `documents.not_text` for a content that is not what the name says,
 *   `documents.has_macros`.
 */
export function takeFile(
  sent: { readonly name: string; readonly bytes: Uint8Array },
  largest: number,
): Outcome<TakenFile> {
  const { bytes } = sent
  if (bytes.length > largest)
    return refuse('too_large', 'documents.too_large', 'file', { max: Math.floor(largest / 1e6) })
  if (bytes.length === 0) return refuse('invalid', 'documents.empty', 'file')
  const { base, extension } = splitName(sent.name)
  const kind =
    extension === '' ? kindOf(bytes) : KINDS.find(({ extensions }) => extensions.includes(extension))
  if (!kind) return refuse('invalid', 'documents.not_taken', 'file')
  if (hasMacros(bytes)) return refuse('invalid', 'documents.has_macros', 'file')
  const content = kind.accept(bytes)
  if (!content) return refuse('invalid', kind.refusal ?? 'documents.not_as_named', 'file')
  const suffix = extension || kind.extensions[0]
  return done({ name: `${base}.${suffix}`, mediaType: kind.mediaType, bytes: content })
}

/** Offers a file for saving under its name (RFC 6266 §4, RFC 8187): plain letters for programs that know no others. */
export function dispositionOf(name: string): string {
  return attachmentNamed(name.replace(/[^\w .-]/g, '_'), name)
}

/** By content alone, for a name without an extension; never a text, which anything could be. */
function kindOf(bytes: Uint8Array): FileKind | undefined {
  return KINDS.find(({ mediaType, accept }) => !mediaType.startsWith('text/') && accept(bytes) !== null)
}

/** Characters of a name without its extension. */
const MAX_NAME = 120

// Marks that turn the direction of writing make `exe.pdf` out of `fdp.exe`; the others no file system takes.
const UNSAFE_IN_NAMES = /[\u061c\u200c-\u200f<>:"|?*%]/gu
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** The last part of a path, cleaned, and its extension in lower case; never empty, never beginning with a dot. */
function splitName(sent: string): { base: string; extension: string } {
  const last = cleanLine(sent.replaceAll('\0', '')).split(/[/\\]/).at(-1) ?? ''
  const safe = last.replace(UNSAFE_IN_NAMES, '').replace(/[.\s]+$/, '')
  const [, named = safe, extension = ''] = /^(.*)\.([A-Za-z0-9]{1,8})$/.exec(safe) ?? []
  const base = [...named.replace(/^[.\s]+/, '')]
    .slice(0, MAX_NAME)
    .join('')
    .replace(/[.\s]+$/, '')
  const shown = base === '' ? 'file' : base
  return { base: RESERVED.test(shown) ? `_${shown}` : shown, extension: extension.toLowerCase() }
}

function begins(bytes: Uint8Array, letters: string): boolean {
  return [...letters].every((letter, i) => bytes[i] === letter.charCodeAt(0))
}

// ISO 32000-2 §7.5.2 and §7.5.5; readers look for the end in the last kilobyte.
function isPdf(bytes: Uint8Array): boolean {
  const end = new TextDecoder('latin1').decode(bytes.subarray(-1_024))
  return (begins(bytes, '%PDF-1.') || begins(bytes, '%PDF-2.')) && end.includes('%%EOF')
}

/** What may come of a document once a program unpacks it, in bytes. */
const MAX_UNPACKED = 200_000_000

function office(main: string): FileKind['accept'] {
  return (bytes) => {
    const zip = zipContents(bytes)
    if (!zip || zip.unpacked > MAX_UNPACKED) return null
    return zip.names.includes('[Content_Types].xml') && zip.names.includes(main) ? bytes : null
  }
}

// OASIS OpenDocument 1.3 part 2 §3.3: the first entry is called `mimetype`, stored, and says it.
function openDocument(mediaType: string): FileKind['accept'] {
  return (bytes) => {
    const zip = zipContents(bytes)
    if (!zip || zip.unpacked > MAX_UNPACKED) return null
    const { name, stored } = zip.first
    return name === 'mimetype' && stored === mediaType && zip.names.includes('content.xml') ? bytes : null
  }
}

// Programs in a document, by the names under which they are written: VBA, Excel 4, ActiveX, and what OpenDocument keeps as
// Basic and scripts. One renamed by hand gets by: nothing is unpacked, and every file is only ever offered for saving.
const MACROS =
  /(^|\/)(vbaProject\.bin|vbaData\.xml)$|^(xl\/macrosheets|(word|xl|ppt)\/activeX|Basic|Scripts)\/./i

function hasMacros(bytes: Uint8Array): boolean {
  return begins(bytes, 'PK') && (zipContents(bytes)?.names ?? []).some((name) => MACROS.test(name))
}

// UTF-8 without the controls that texts do not have.
function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what must not be there
    return !/[\0-\x08\x0b\x0e-\x1f\x7f]/.test(text)
  } catch {
    return false
  }
}
