import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { done, refuse } from '../../src/kernel/outcome.ts'
import { parseAddress } from '../../src/mail/address.ts'

describe('a mail address', () => {
  test.each([
    ['petr@example.org', 'petr@example.org'],
    ['Petr.Ivanov+x@EXAMPLE.org', 'Petr.Ivanov+x@example.org'],
    ["o'brien@example.org", "o'brien@example.org"],
    ['petr@қазақстан.қаз', 'petr@xn--80aaa0a6awh12ed.xn--80ao21a'],
    [`a@${'b'.repeat(63)}.org`, `a@${'b'.repeat(63)}.org`],
  ])('%s is taken as %s', (typed, address) => {
    expect(parseAddress(typed)).toEqual(done(address))
  })

  test.each([
    '',
    'petr',
    '@example.org',
    'petr@',
    'petr@localhost',
    'petr@example',
    'petr@.org',
    'petr@example..org',
    'petr@-example.org',
    'petr@example.org.',
    'petr@127.0.0.1',
    'petr@[127.0.0.1]',
    'petr@0x7f.1',
    'petr@example.org:25',
    'petr@example.org/x',
    'petr@ex%61mple.org',
    '.petr@example.org',
    'pe..tr@example.org',
    'petr.@example.org',
    '"petr"@example.org',
    'petr(x)@example.org',
    'user@good.org(x)evil.com',
    'petr ivanov@example.org',
    'petr@example.org, evil@example.com',
    'petr@example.org evil@example.com',
    'v@x\r\nRCPT TO:<evil@example.com>',
    'petr@example.org\n',
    'petr@example.org\u0000',
    '<petr@example.org>',
    'Petr <petr@example.org>',
    'a@b@example.org',
    'пётр@example.org',
    'petr＠example.org',
    'petr@example。org',
    'petr@℀.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(64)}.org`,
    `a@${'b.'.repeat(130)}org`,
  ])('%j is refused', (typed) => {
    expect(parseAddress(typed)).toEqual(refuse('invalid', 'forms.not_an_address'))
  })

  test('what is taken once is taken again unchanged, and holds nothing that mail gives a meaning', () => {
    const piece = fc.stringMatching(/^[\u0020-\u007eа-яәғқ.@-]{0,12}$/)
    fc.assert(
      fc.property(piece, piece, (local, domain) => {
        const read = parseAddress(`${local}@${domain}.org`)
        if (!read.ok) return
        expect(parseAddress(read.value)).toEqual(read)
        expect(read.value).toMatch(/^[^\s"(),:;<>[\]\\@]+@[a-z0-9.-]+$/)
      }),
      { numRuns: 2000 },
    )
  })
})
