/** No line of the log tells who somebody is or lets a reader in (T58). */

import { expect, test } from 'vitest'
import { discreet } from '../../src/platform/log.ts'

const TOKEN = 'abcDEF123_-abcDEF123_-abcDEF123_-abcDEF1234'

test.each([
  ['550 <aigul.serikova@example.org>: no such user', '550 <…@…>: no such user'],
  ['UNIQUE constraint failed: persons.id', 'UNIQUE constraint failed: persons.id'],
  [`GET https://dialogue.example.org/p/${TOKEN}/report`, 'GET https://dialogue.example.org/p/…/report'],
  ['/u/abcdefgh.ijklmnop', '/u/….ijklmnop'],
  ['/sign-in/abcdefghijklmn', '/sign-in/…'],
  [`cookie: __Host-intersession=id.${TOKEN}; theme=dark`, 'cookie: __Host-intersession=…; theme=dark'],
  [`bad token ${TOKEN}`, 'bad token …'],
  ['postgres://chair:se@cret@db:5432/x refused', 'postgres://…@db:5432/x refused'],
  [`secret ${'0f'.repeat(32)}`, 'secret …'],
  ['айгуль@example.org', '…@…'],
  ['at file:///app/dist/serve.js:12:34', 'at file:///app/dist/serve.js:12:34'],
])('%s', (line, shown) => {
  expect(discreet(line)).toBe(shown)
})
