/** Forms with files: only where a form has one, within limits of bytes and parts, and never an exception. */

import { beforeEach, describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/kernel/outcome.ts'
import { type FormValues, readBody } from '../../src/web/body.ts'
import { newRoutes } from '../../src/web/context.ts'
import type { SentFile } from '../../src/web/multipart.ts'
import { startStopwatch } from '../fixtures/stopwatch.ts'

const LARGEST = 100_000
const routes = newRoutes()
let seen: Outcome<FormValues> | null = null
let files: readonly SentFile[] = []
beforeEach(() => {
  seen = null
  files = []
})
routes.all('*', async (c) => {
  c.set('files', [])
  c.set('largestFile', LARGEST)
  seen = await readBody(c)
  files = c.var.files
  return c.text('')
})

const PATH = '/meetings/01jx0000000000000000000000/papers'
const TYPE = 'multipart/form-data; boundary=----7f3a'

/** What {@link readBody} makes of a body, and how long that takes in milliseconds. */
async function read(body: BodyInit, { type = TYPE, path = PATH, method = 'POST' } = {}) {
  const init = { method, headers: { 'content-type': type }, body, duplex: 'half' }
  const took = startStopwatch()
  await routes.fetch(new Request(`https://intersession.example.org${path}`, init as RequestInit))
  return { outcome: seen, took: took() }
}

const field = (name: string, value: string) =>
  `------7f3a\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string, content: string, filename = 'a.pdf') =>
  `------7f3a\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\ncontent-type: text/html\r\n\r\n${content}\r\n`
const END = '------7f3a--\r\n'
const texts = () =>
  files.map(({ bytes, ...rest }) => ({ ...rest, text: Buffer.from(bytes).toString('latin1') }))

describe('a form with a file', () => {
  test('gives its texts and its file with every byte', async () => {
    const bytes = Uint8Array.from({ length: 5_000 }, (_, at) => (at * 13) & 255)
    const body = new FormData()
    body.append('title', 'Қазақша')
    body.append('item', 'a')
    body.append('item', 'b')
    body.append('file', new File([bytes], 'Отчёт "1".pdf', { type: 'text/html' }))
    const request = new Request('https://intersession.example.org/', { method: 'POST', body })
    const { outcome } = await read(await request.arrayBuffer(), {
      type: request.headers.get('content-type') ?? '',
    })
    expect(outcome).toEqual({ ok: true, value: { title: 'Қазақша', item: ['a', 'b'] } })
    expect(files).toHaveLength(1)
    expect(files[0]).toMatchObject({ field: 'file', name: 'Отчёт "1".pdf' })
    expect(Buffer.from(files[0]?.bytes ?? []).equals(bytes)).toBe(true)
  })

  test('whose file was not chosen has none', async () => {
    const { outcome } = await read(`${field('a', '1')}${file('file', '', '')}${END}`)
    expect(outcome).toEqual({ ok: true, value: { a: '1' } })
    expect(files).toEqual([])
  })

  test.each([
    '/',
    '/sign-in',
    '/meetings/x/papers/new',
    '/meetings/x',
    '/p/token/answers',
    '/documents/x/removal',
  ])('is refused unread at %s', async (path) => {
    const { outcome, took } = await read(`${field('a', '').repeat(18_000)}${END}`, { path })
    expect(outcome).toMatchObject({ ok: false, messageKey: 'forms.unreadable_body' })
    expect(took).toBeLessThan(50)
  })
})

describe('a hostile body', () => {
  test.each([
    ['without a boundary', field('a', '1') + END, 'multipart/form-data'],
    ['with an empty boundary', field('a', '1') + END, 'multipart/form-data; boundary='],
    ['with an endless boundary', field('a', '1') + END, `multipart/form-data; boundary=${'x'.repeat(71)}`],
    ['with line ends in its boundary', field('a', '1') + END, 'multipart/form-data; boundary="x y\tz"'],
    ['with another boundary than it says', field('a', '1') + END, 'multipart/form-data; boundary=y'],
    ['that is empty', '', TYPE],
    ['that never ends', field('a', '1'), TYPE],
    ['that ends within a head', '------7f3a\r\ncontent-disposition: form-data; na', TYPE],
    ['without a disposition', `------7f3a\r\n\r\n1\r\n${END}`, TYPE],
    ['without a name', `------7f3a\r\ncontent-disposition: form-data\r\n\r\n1\r\n${END}`, TYPE],
    [
      'of another disposition',
      `------7f3a\r\ncontent-disposition: attachment; name="a"\r\n\r\n1\r\n${END}`,
      TYPE,
    ],
    ['of something else', '{"a":1}', TYPE],
  ])('%s is refused as unreadable', async (_, body, type) => {
    expect((await read(body, { type })).outcome).toMatchObject({ ok: false, code: 'invalid' })
    expect(files).toEqual([])
  })

  test('of ten thousand parts is refused before they are taken apart, of a thousand read', async () => {
    const { outcome, took } = await read(`${field('a', '').repeat(10_000)}${END}`)
    expect(outcome).toMatchObject({ ok: false, code: 'too_large' })
    expect(took).toBeLessThan(100)
    expect((await read(`${field('a', '').repeat(1_000)}${END}`)).outcome).toMatchObject({ ok: true })
  })

  test('with huge and strange names has just such names', async () => {
    const long = 'n'.repeat(200_000)
    expect((await read(`${field(long, '1')}${END}`)).outcome).toEqual({ ok: true, value: { [long]: '1' } })
    await read(`${file('file', 'y', '../../\0b%00%0d%0a\u202e.pdf')}${END}`)
    expect(texts()).toEqual([{ field: 'file', name: '../../\0b%00\r\n\u202e.pdf', text: 'y' }])
    const { outcome } = await read(`${field('__proto__', 'x')}${field('constructor', 'y')}${END}`)
    expect(Object.entries(outcome?.ok ? outcome.value : {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
  })

  const HEAD = '------7f3a\r\ncontent-disposition: form-data; name="file"'
  test.each([
    ['of a million lines', `${HEAD}; filename="a"\r\n${'X: y\r\n'.repeat(170_000)}\r\nx\r\n${END}`],
    ['with an endless name', `${HEAD}; filename="${'%22'.repeat(340_000)}"\r\n\r\nx\r\n${END}`],
    ['that never end', `${HEAD}; filename="a"\r\nX: ${'y'.repeat(1_000_000)}`],
    ['of many parts', `${HEAD}; filename="${'%22'.repeat(1_000)}"\r\n\r\n\r\n`.repeat(340) + END],
    ['with bare line feeds', `${HEAD}\n\n${'X: y\n\n'.repeat(170_000)}\r\n${END}`],
  ])('with heads %s is refused before they are taken apart', async (_, body) => {
    const { outcome, took } = await read(body)
    expect(outcome).toMatchObject({ ok: false, code: 'too_large' })
    expect(took).toBeLessThan(250)
  })

  test('in another charset than UTF-8 gives replacement characters, not an error', async () => {
    const body = Buffer.from(`${field('a', '\xcf\xf0')}${END}`, 'latin1')
    expect((await read(body, { type: `${TYPE}; charset=windows-1251` })).outcome).toEqual({
      ok: true,
      value: { a: '\ufffd\ufffd' },
    })
  })
})

describe('a file that is too large', () => {
  test('loses none of the fields before it', async () => {
    const { outcome } = await read(
      `${field('text', 'Все слова')}${file('file', 'x'.repeat(3_000_000))}${END}`,
    )
    expect(outcome).toEqual({ ok: true, value: { text: 'Все слова' } })
    expect(files).toHaveLength(1)
    expect(files[0]?.bytes.length).toBeGreaterThan(LARGEST)
    expect(files[0]?.bytes.length).toBeLessThan(LARGEST + 1_000_001)
  })

  test('without any end is read to a limit and refused', async () => {
    let given = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given += 1_048_576
        controller.enqueue(new Uint8Array(1_048_576).fill(97))
      },
    })
    expect((await read(endless)).outcome).toMatchObject({ ok: false, code: 'too_large' })
    expect(given).toBeLessThan(65_000_000)
  })

  test('of ten megabytes is taken apart in well under a second', async () => {
    const { took } = await read(`${file('file', 'x\r\n--'.repeat(2_000_000))}${END}`)
    expect(took).toBeLessThan(1_000)
  })
})
