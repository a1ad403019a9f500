/** Bodies: one media type, a megabyte, five thousand fields, and no time lost on any of them. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/kernel/outcome.ts'
import { type FormValues, readBody } from '../../src/web/body.ts'
import { newRoutes } from '../../src/web/context.ts'
import { startStopwatch } from '../fixtures/stopwatch.ts'

const routes = newRoutes()
let seen: Outcome<FormValues> | null = null
beforeAll(() => {
  routes.post('/', async (c) => {
    seen = await readBody(c)
    return c.text('')
  })
})
afterAll(() => {
  seen = null
})

const FORM = 'application/x-www-form-urlencoded'

/** What {@link readBody} makes of a body, and how long that takes in milliseconds. */
async function read(
  type: string,
  body: BodyInit,
): Promise<{ outcome: Outcome<FormValues> | null; took: number }> {
  const init = { method: 'POST', headers: type ? { 'content-type': type } : {}, body, duplex: 'half' }
  const request = new Request('https://intersession.example.org/', init as RequestInit)
  if (!type) request.headers.delete('content-type')
  const took = startStopwatch()
  await routes.fetch(request)
  return { outcome: seen, took: took() }
}

const part = (name: string, value: string) =>
  `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

describe('a form', () => {
  test('gives texts, and lists for names given more than once, in their order', async () => {
    const { outcome } = await read(`${FORM};charset=UTF-8`, 'a=1&b=2&b=3&b=%D2%9B&c=')
    expect(outcome).toEqual({ ok: true, value: { a: '1', b: ['2', '3', 'қ'], c: '' } })
  })

  test('in parts is refused unread where no form has a file: parts take long', async () => {
    const type = 'Multipart/Form-Data; boundary=x'
    const { outcome, took } = await read(type, `${part('a', '').repeat(18_000)}--x--\r\n`)
    expect(outcome).toMatchObject({ ok: false, messageKey: 'forms.unreadable_body' })
    expect(took).toBeLessThan(50)
    expect((await read(type, `${part('a', '1')}--x--\r\n`)).outcome).toMatchObject({ code: 'invalid' })
  })

  test('of five thousand fields is read, of more refused', async () => {
    const names = (count: number) => Array.from({ length: count }, (_, i) => `f${i}=`).join('&')
    expect((await read(FORM, names(5_000))).outcome).toMatchObject({ ok: true })
    expect((await read(FORM, names(5_001))).outcome).toMatchObject({ ok: false, code: 'too_large' })
  })

  test('of half a million fields under one name takes no time', async () => {
    const { outcome, took } = await read(FORM, 'a&'.repeat(499_999))
    expect(outcome).toMatchObject({ ok: false, code: 'too_large' })
    expect(took).toBeLessThan(250)
  })

  test('of five thousand values under one name takes no time either', async () => {
    const { took } = await read(FORM, `a=${'x'.repeat(150)}&`.repeat(4_999))
    expect(took).toBeLessThan(250)
  })

  test('over a megabyte is refused without being read to its end, whatever it says of its length', async () => {
    let given = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(97))
      },
    })
    expect((await read(FORM, endless)).outcome).toMatchObject({ ok: false, code: 'too_large' })
    expect(given).toBeLessThan(2_000_000)
  })

  test.each([
    '',
    'application/json',
    'text/plain',
    `,${FORM}`,
    `${FORM}x`,
    'multipart/mixed; boundary=x',
    'application/xml',
    '*/*',
  ])('of the type %j is refused', async (type) => {
    expect((await read(type, 'a=1')).outcome).toMatchObject({
      ok: false,
      messageKey: 'forms.unreadable_body',
    })
  })

  test('that calls fields __proto__ and constructor has just such fields', async () => {
    const { outcome } = await read(FORM, '__proto__=x&constructor=y&__proto__=z')
    const values = outcome?.ok ? outcome.value : {}
    expect(Object.entries(values)).toEqual([
      ['__proto__', ['x', 'z']],
      ['constructor', 'y'],
    ])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})
