/** Small files of every kind that is taken, made byte by byte, and the form that sends one. */

import type { Page, TestBrowser } from '../fixtures/app.ts'
import { INSTANCE } from '../fixtures/store.ts'

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

export function joined(...pieces: (Uint8Array | string | readonly number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(pieces.flatMap((piece) => [...(typeof piece === 'string' ? latin(piece) : piece)]))
}

export const PDF = joined('%PDF-1.7\n1 0 obj<<>>endobj\nxref\n0 1\ntrailer<<>>\nstartxref\n9\n%%EOF\n')

const u16 = (n: number) => [n & 255, n >> 8]
const u32 = (n: number) => [...u16(n & 0xffff), ...u16(n >>> 16)]

/** A ZIP whose entries are stored as they are. `unpacked` is what its table says of the size of each. */
export function zip(
  entries: Readonly<Record<string, string>>,
  { unpacked, flags = 0 }: { unpacked?: number; flags?: number } = {},
): Uint8Array<ArrayBuffer> {
  const locals: number[] = []
  const table: number[] = []
  for (const [name, content] of Object.entries(entries)) {
    const sizes = [...u32(0), ...u32(content.length), ...u32(unpacked ?? content.length)]
    const shared = [...u16(20), ...u16(flags), ...u16(0), ...u16(0), ...u16(0), ...sizes, ...u16(name.length)]
    table.push(...u32(0x02014b50), ...u16(20), ...shared, ...u16(0), ...u16(0), ...u16(0), ...u16(0))
    table.push(...u32(0), ...u32(locals.length), ...latin(name))
    locals.push(...u32(0x04034b50), ...shared, ...u16(0), ...latin(name), ...latin(content))
  }
  const count = u16(Object.keys(entries).length)
  const end = [
    ...u32(0x06054b50),
    0,
    0,
    0,
    0,
    ...count,
    ...count,
    ...u32(table.length),
    ...u32(locals.length),
    0,
    0,
  ]
  return joined(locals, table, end)
}

export const office = (main: string, more: Readonly<Record<string, string>> = {}) =>
  zip({ '[Content_Types].xml': '<Types/>', [main]: '<x/>', ...more })

export const openDocument = (kind: string) =>
  zip({ mimetype: `application/vnd.oasis.opendocument.${kind}`, 'content.xml': '<x/>' })

const segment = (marker: number, content: Uint8Array) =>
  joined([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255], content)

/** Exif in Intel order that turns the picture by 90° and tells where it was taken. */
export const EXIF = segment(
  0xe1,
  joined(
    'Exif\0\0II',
    [42, 0, 8, 0, 0, 0, 2, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0],
    [0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0],
    'GPS 51.1282 71.4306',
  ),
)
const SCAN = joined(
  segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
  [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
)
export const JFIF = segment(0xe0, joined('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0]))
export const QUANTA = segment(0xdb, new Uint8Array(65))

/** A JPEG of these segments before its scan, and what a telephone writes behind the end. */
export function jpeg(segments: readonly Uint8Array[], behind = ''): Uint8Array<ArrayBuffer> {
  return joined([0xff, 0xd8], ...segments, SCAN, [0xff, 0xd9], behind)
}

const chunk = (type: string, content: string) => {
  const size = content.length
  return joined([size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255], type, content, [0, 0, 0, 0])
}

/** A PNG of these chunks between its head and its end. */
export function png(chunks: Readonly<Record<string, string>>, behind = ''): Uint8Array<ArrayBuffer> {
  const between = Object.entries(chunks).map(([type, content]) => chunk(type, content))
  return joined('\x89PNG\r\n\x1a\n', chunk('IHDR', 'x'.repeat(13)), ...between, chunk('IEND', ''), behind)
}

/** One good file of each kind, by its name. */
export const GOOD: Readonly<Record<string, Uint8Array>> = {
  'a.pdf': PDF,
  'a.docx': office('word/document.xml'),
  'a.xlsx': office('xl/workbook.xml'),
  'a.pptx': office('ppt/presentation.xml'),
  'a.odt': openDocument('text'),
  'a.ods': openDocument('spreadsheet'),
  'a.jpg': jpeg([JFIF, QUANTA]),
  'a.jpeg': jpeg([JFIF, QUANTA]),
  'a.png': png({ IDAT: 'x' }),
  'a.txt': new TextEncoder().encode('Бірінші жол\r\nВторая строка\n'),
  'a.csv': new TextEncoder().encode('name;value\r\nҚазақ;1\r\n'),
}

/** Sends a form with a file from one of our own pages. */
export function sendFile(
  browser: TestBrowser,
  path: string,
  fields: Readonly<Record<string, string>>,
  file?: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Page> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  if (file) body.append('file', new File([Uint8Array.from(file.bytes)], file.name))
  return browser.request(path, { method: 'POST', body, headers: { origin: INSTANCE.baseUrl } })
}
