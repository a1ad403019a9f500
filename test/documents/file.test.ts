/** Which files are taken, under which name, and what is taken out of pictures (T51, T52). */

import { describe, expect, test } from 'vitest'
import { dispositionOf, takeFile } from '../../src/documents/file.ts'
import { contentOf, partsOf } from '../../src/documents/parts.ts'
import { startStopwatch } from '../fixtures/stopwatch.ts'
import { EXIF, GOOD, JFIF, joined, jpeg, office, PDF, png, QUANTA, zip } from './samples.ts'

const LARGEST = 1_000_000
const take = (name: string, bytes: Uint8Array) => takeFile({ name, bytes }, LARGEST)
const text = (words: string) => new TextEncoder().encode(words)

/** The message that refuses a file, or the name it is taken under. */
function said(name: string, bytes: Uint8Array): string {
  const outcome = take(name, bytes)
  return outcome.ok ? outcome.value.name : outcome.messageKey
}

describe('a file of a kind that is taken', () => {
  test.each(Object.keys(GOOD))('%s keeps its bytes and gets a media type of ours', (name) => {
    const bytes = GOOD[name] ?? PDF
    const outcome = take(name, bytes)
    expect(outcome).toMatchObject({ ok: true, value: { name } })
    expect(outcome.ok && Buffer.from(outcome.value.bytes).equals(bytes)).toBe(true)
    expect(outcome.ok && outcome.value.mediaType).toMatch(
      /^(application\/(pdf|vnd\.)|image\/|text\/(plain|csv)$)/,
    )
  })

  test('is known by its content when a telephone gives it no extension', () => {
    expect(said('image', GOOD['a.jpg'] ?? PDF)).toBe('image.jpg')
    expect(said('scan', PDF)).toBe('scan.pdf')
    expect(said('notes', text('words'))).toBe('documents.not_taken')
  })
})

describe('T51: a file that is not what it says', () => {
  const SVG = text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  const HTML = text('<!doctype html><script>alert(1)</script>')
  const EXE = joined('MZ', new Uint8Array(100))

  test.each([
    ...[
      'html',
      'htm',
      'xhtml',
      'svg',
      'svgz',
      'xml',
      'js',
      'mjs',
      'exe',
      'bat',
      'lnk',
      'hta',
      'swf',
      'zip',
      'gz',
      'eml',
    ],
    ...[
      'docm',
      'xlsm',
      'pptm',
      'dotm',
      'doc',
      'xls',
      'ppt',
      'rtf',
      'odp',
      'gif',
      'webp',
      'heic',
      'ics',
      'url',
      'ps',
      'eps',
    ],
  ])('.%s is not taken, whatever it holds', (extension) => {
    for (const bytes of [PDF, HTML, ...Object.values(GOOD)])
      expect(said(`a.${extension}`, bytes)).toBe('documents.not_taken')
  })

  test.each(Object.keys(GOOD).filter((name) => !/txt|csv/.test(name)))(
    'nothing else passes as %s',
    (name) => {
      const own = name.replace('jpeg', 'jpg')
      const others = Object.entries(GOOD).filter(([other]) => other.replace('jpeg', 'jpg') !== own)
      for (const [, bytes] of [...others, ['', SVG] as const, ['', HTML] as const, ['', EXE] as const])
        expect(said(name, bytes)).toBe('documents.not_as_named')
    },
  )

  test.each([
    ['a PDF behind something else', 'a.pdf', joined('<html>', PDF)],
    ['a PDF that breaks off', 'a.pdf', PDF.slice(0, 40)],
    ['a document behind something else', 'a.docx', joined('GIF89a', office('word/document.xml'))],
    ['a document with something behind it', 'a.docx', joined(office('word/document.xml'), '<html>')],
    [
      'a document that is locked',
      'a.docx',
      zip({ '[Content_Types].xml': '', 'word/document.xml': '' }, { flags: 1 }),
    ],
    ['a document that breaks off', 'a.docx', office('word/document.xml').slice(0, -30)],
    ['a picture that breaks off', 'a.jpg', jpeg([JFIF]).slice(0, -4)],
    ['a picture whose segment runs over its end', 'a.jpg', joined([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0])],
    ['a picture whose chunk runs over its end', 'a.png', png({ IDAT: 'x' }).slice(0, -5)],
    [
      'a text document whose type is compressed',
      'a.odt',
      zip({ 'content.xml': '', mimetype: 'application/vnd.oasis.opendocument.text' }),
    ],
  ])('%s is refused', (_, name, bytes) => {
    expect(said(name, bytes)).toBe('documents.not_as_named')
  })

  test.each([
    ['a text with a NUL', 'a.txt', text('a\0b')],
    ['a text in UTF-16', 'a.txt', joined([0xff, 0xfe, 0x61, 0])],
    ['a text in another code page', 'a.csv', joined('caf\xe9')],
    ['a text with an escape', 'a.txt', text('\x1b[2J')],
    ['a table as Excel writes it by default', 'a.csv', joined([0xcf, 0xf0, 0xe8, 0xec, 0x3b, 0x31])],
  ])('%s is refused, and how to save it', (_, name, bytes) => {
    expect(said(name, bytes)).toBe('documents.not_text')
  })

  test.each([
    'word/vbaProject.bin',
    'xl/vbaProject.bin',
    'VBAPROJECT.BIN',
    'word/vbaData.xml',
    'word/activeX/activeX1.bin',
    'xl/macrosheets/sheet1.xml',
    'Basic/Standard/Module1.xml',
    'Scripts/python/a.py',
  ])('a document with %s is refused as one with macros', (name) => {
    expect(said('a.docx', office('word/document.xml', { [name]: 'x' }))).toBe('documents.has_macros')
    expect(
      said(
        'a.odt',
        zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '', [name]: '' }),
      ),
    ).toBe('documents.has_macros')
  })

  test('an empty or too large file is refused before it is looked at', () => {
    expect(said('a.pdf', new Uint8Array(0))).toBe('documents.empty')
    expect(take('a.pdf', new Uint8Array(LARGEST + 1))).toMatchObject({
      code: 'too_large',
      messageKey: 'documents.too_large',
      field: 'file',
      params: { max: 1 },
    })
  })
})

test('T52: a document that would unpack to more than 200 MB is refused unopened', () => {
  const bomb = zip({ '[Content_Types].xml': '', 'word/document.xml': 'x' }, { unpacked: 150_000_000 })
  expect(said('a.docx', bomb)).toBe('documents.not_as_named')
})

describe('a name', () => {
  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\Анна\\Отчёт.PDF', 'Отчёт.pdf'],
    ['..\\..\\.htaccess.pdf', 'htaccess.pdf'],
    ['a\0b.pdf', 'ab.pdf'],
    ['a\r\nSet-Cookie: x=1.pdf', 'a Set-Cookie x=1.pdf'],
    ['invoice\u202efdp.pdf', 'invoicefdp.pdf'],
    ['\u200f\u061cа.pdf', 'а.pdf'],
    ['a"b<c>d|e?f*g:h%i.pdf', 'abcdefghi.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['.pdf', 'file.pdf'],
    ['   . .pdf', 'file.pdf'],
    ['a.html.pdf', 'a.html.pdf'],
    [`${'ә'.repeat(300)}.pdf`, `${'ә'.repeat(120)}.pdf`],
  ])('%j becomes %j', (sent, name) => {
    expect(said(sent, PDF)).toBe(name)
  })

  test('goes into a header in plain letters and in full', () => {
    expect(dispositionOf('Отчёт (1).pdf')).toBe(
      `attachment; filename="_____ _1_.pdf"; filename*=UTF-8''%D0%9E%D1%82%D1%87%D1%91%D1%82%20%281%29.pdf`,
    )
  })
})

describe('a picture', () => {
  const comment = joined([0xff, 0xfe, 0, 6], 'Anna')
  const kept = (name: string, bytes: Uint8Array) => {
    const outcome = take(name, bytes)
    return Buffer.from(outcome.ok ? outcome.value.bytes : []).toString('latin1')
  }

  test('keeps its image and how it has to be turned, not where and by what it was taken', () => {
    const bytes = kept('a.jpg', jpeg([JFIF, EXIF, comment, QUANTA], 'ftypmp4 film with sound'))
    expect(bytes).not.toMatch(/GPS|Anna|film/)
    const turned = joined(
      [0xff, 0xe1, 0, 34],
      'Exif\0\0MM\0*',
      [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
    )
    expect(bytes).toBe(Buffer.from(jpeg([JFIF, turned, QUANTA])).toString('latin1'))
  })

  test('in PNG keeps the chunks of its image alone', () => {
    const all = { tEXt: 'Author\0Anna', eXIf: 'GPS', iTXt: 'x', tIME: '1234567', gAMA: '1234', IDAT: 'x' }
    const expected = png({ gAMA: '1234', IDAT: 'x' })
    expect(kept('a.png', png(all, 'behind'))).toBe(Buffer.from(expected).toString('latin1'))
  })

  test('with a damaged Exif loses it', () => {
    const damaged = joined([0xff, 0xe1, 0, 18], 'Exif\0\0II', [42, 0, 255, 255, 255, 127, 0, 0])
    expect(kept('a.jpg', jpeg([JFIF, damaged]))).toBe(kept('a.jpg', jpeg([JFIF])))
  })
})

describe('T55: a picture made to take long', () => {
  const LONG = 9_900_000
  /** So many pieces between head and tail as make a file of that size. */
  const laid = (head: readonly number[], piece: readonly number[], tail: readonly number[]) => {
    const pieces = Buffer.alloc(LONG - (LONG % piece.length), Uint8Array.from(piece))
    return new Uint8Array(Buffer.concat([Uint8Array.from(head), pieces, Uint8Array.from(tail)]))
  }
  const JPEG_HEAD = [0xff, 0xd8]
  const JPEG_END = [0xff, 0xd9]
  const PNG_HEAD = [...joined('\x89PNG\r\n\x1a\n')]
  const CHUNK = [...joined([0, 0, 0, 0], 'IDAT', [0, 0, 0, 0])]

  test.each([
    ['fill bytes', 'a.jpg', laid(JPEG_HEAD, [0xff], JPEG_END), 'a.jpg'],
    ['fill bytes that never end', 'a.jpg', laid(JPEG_HEAD, [0xff], []), 'documents.not_as_named'],
    ['empty segments', 'a.jpg', laid(JPEG_HEAD, [0xff, 0xc0, 0, 2], JPEG_END), 'documents.not_as_named'],
    ['escaped bytes', 'a.jpg', laid([...JPEG_HEAD, 0xff, 0xda, 0, 2], [0xff, 0], JPEG_END), 'a.jpg'],
    ['empty chunks', 'a.png', laid(PNG_HEAD, CHUNK, []), 'documents.not_as_named'],
  ])('of %s is done with at once', (_, name, bytes, answer) => {
    const took = startStopwatch()
    const outcome = takeFile({ name, bytes }, 2 * LONG)
    // A quarter of a second by T55, and as much for whatever else this machine does.
    expect(took()).toBeLessThan(500)
    expect(outcome.ok ? outcome.value.name : outcome.messageKey).toBe(answer)
  })

  test('may have some thousand pieces', () => {
    const many = jpeg(Array.from({ length: 9_000 }, () => QUANTA))
    expect(said('a.jpg', many)).toBe('a.jpg')
  })
})

describe('the parts of a content', () => {
  test.each([0, 1, 2, 3, 491_519, 491_520, 491_521, 1_000_000])('of %d bytes give it back', (size) => {
    const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31) & 255)
    const parts = partsOf(bytes)
    expect(parts).toHaveLength(Math.max(1, Math.ceil(size / 491_520)))
    expect(Buffer.from(contentOf(parts, size) ?? 'none').equals(bytes)).toBe(true)
    expect(contentOf(parts.slice(1), size)).toBeNull()
  })
})
