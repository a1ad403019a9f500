/** Zone files as the doctor reads them, and SPF as a receiver evaluates it on them. */

import { describe, expect, test } from 'vitest'
import { isPublic, reverseName, sameAddress } from '../../src/platform/doctor-address.ts'
import { addressesOf, type Names } from '../../src/platform/doctor-names.ts'
import { evaluateSpf } from '../../src/platform/doctor-spf.ts'
import { readZones } from '../../src/platform/doctor-zone.ts'

function zone(text: string): Names {
  const read = readZones([{ name: 'test.zone', text: `$ORIGIN example.org.\n${text}` }])
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.names
}

function faultsOf(text: string): readonly string[] {
  const read = readZones([{ name: 'test.zone', text }])
  return 'faults' in read ? read.faults : []
}

describe('a zone file', () => {
  const names = zone(`
$TTL 1h
@  3600 IN SOA ns hostmaster ( 2026010101 ; serial
                               7200 3600 1209600 300 )
@       NS  ns
@    IN 1d MX 10 mail
        MX 20 Backup.Example.NET.
mail    A 192.0.2.1
        A 192.0.2.2
        AAAA 2001:DB8::1
web     CNAME mail
far     CNAME mail.example.com.
long    TXT ( "one "   ; a comment with "quotes" (and more
              "two; \\"three\\"" four\\; ) ; end
$ORIGIN sub.example.org.
a       TXT "v=x"
1.2.0.192.in-addr.arpa. PTR mail.example.org.
`)
  test.each([
    ['example.org', 'MX', ['10 mail.example.org', '20 backup.example.net']],
    ['MAIL.example.org.', 'A', ['192.0.2.1', '192.0.2.2']],
    ['mail.example.org', 'AAAA', ['2001:db8::1']],
    ['web.example.org', 'A', ['192.0.2.1', '192.0.2.2']],
    ['long.example.org', 'TXT', ['one two; "three"four;']],
    ['a.sub.example.org', 'TXT', ['v=x']],
    ['1.2.0.192.in-addr.arpa', 'PTR', ['mail.example.org']],
    ['nobody.example.org', 'A', []],
    ['example.org', 'TXT', []],
  ] as const)('says of %s %s: %j', async (name, kind, values) => {
    expect(await names.look(name, kind)).toEqual({ values })
  })

  test('knows nothing of names outside, also behind an alias', async () => {
    const silent = (name: string) => ({ silent: `${name} is in none of the zone files` })
    expect(await names.look('example.com', 'A')).toEqual(silent('example.com'))
    expect(await names.look('notexample.org', 'A')).toEqual(silent('notexample.org'))
    expect(await names.look('far.example.org', 'A')).toEqual(silent('mail.example.com'))
    expect(await addressesOf(names, 'example.com')).toEqual(silent('example.com'))
    expect(await addressesOf(names, 'mail.example.org')).toEqual({
      values: ['192.0.2.1', '192.0.2.2', '2001:db8::1'],
    })
  })

  test('with an alias of itself has no answer', async () => {
    const looped = zone('a CNAME b\nb CNAME a')
    expect(await looped.look('a.example.org', 'A')).toEqual({
      silent: 'a.example.org is an alias of an alias without an end',
    })
  })

  test('that cannot be read is named with its line', () => {
    expect(faultsOf('mail A 192.0.2.1')).toEqual(['test.zone:1: "mail" is relative and there is no $ORIGIN'])
    expect(faultsOf('a.example.org. A 192.0.2.1')).toEqual([
      'test.zone: neither $ORIGIN nor SOA says which zone it is',
    ])
    expect(faultsOf('$ORIGIN example.org.\n$INCLUDE other\n\nmail A\n  TXT "(\n')).toEqual([
      'test.zone:2: $INCLUDE is not read',
      'test.zone:4: a record without a value',
      'test.zone:5: a record without a name',
    ])
  })
})

describe('addresses', () => {
  test('have their reverse names', () => {
    expect(reverseName('192.0.2.1')).toBe('1.2.0.192.in-addr.arpa')
    expect(reverseName('2001:db8::567:89ab')).toBe(
      'b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
    )
    expect(reverseName('::')).toBe(`${'0.'.repeat(32)}ip6.arpa`)
  })

  test.each([
    ['8.8.8.8', true],
    ['172.32.0.1', true],
    ['2001:4860::1', true],
    ['172.31.0.1', false],
    ['127.0.0.1', false],
    ['::1', false],
    ['fd00::1', false],
  ])('%s can be reached from outside: %s', (address, reached) => {
    expect(isPublic(address)).toBe(reached)
  })

  test('are one however they are written', () => {
    expect(sameAddress('2001:DB8:0::1', '2001:db8::1')).toBe(true)
    expect(sameAddress('192.0.2.1', '::ffff:192.0.2.1')).toBe(false)
  })
})

describe('SPF', () => {
  const IP = '192.0.2.1'
  const spf = async (records: string, ip: string | null = IP) => {
    const { result, by, lookups, voids, skipped } = await evaluateSpf(zone(records), 'example.org', ip)
    return [result, by, lookups, voids, ...skipped]
  }

  test.each([
    ['@ TXT "v=spf1 ip4:192.0.2.0/24 -all"', 'pass', 'ip4:192.0.2.0/24 of example.org', 0],
    ['@ TXT "V=SPF1  IP4:192.0.2.1 -ALL"', 'pass', 'IP4:192.0.2.1 of example.org', 0],
    ['@ TXT "v=spf1 ip4:192.0.3.0/24 -all"', 'fail', '-all of example.org', 0],
    ['@ TXT "v=spf1 a/31 ~all"\n@ A 192.0.2.2', 'softfail', '~all of example.org', 1],
    [
      '@ TXT "v=spf1 a:mail.example.org/30 ~all"\nmail A 192.0.2.2',
      'pass',
      'a:mail.example.org/30 of example.org',
      1,
    ],
    ['@ TXT "v=spf1 a ?all"\n@ A 192.0.2.1', 'pass', 'a of example.org', 1],
    ['@ TXT "v=spf1 mx -all"\n@ MX 1 mail\nmail A 192.0.2.1', 'pass', 'mx of example.org', 1],
    ['@ TXT "v=spf1 -ip4:192.0.2.1 +all"', 'fail', '-ip4:192.0.2.1 of example.org', 0],
    [
      '@ TXT "v=spf1 include:b.example.org -all"\nb TXT "v=spf1 ip4:192.0.2.1 -all"',
      'pass',
      'include:b.example.org of example.org',
      1,
    ],
    ['@ TXT "v=spf1 include:b.example.org ?all"\nb TXT "v=spf1 -all"', 'neutral', '?all of example.org', 1],
    [
      '@ TXT "v=spf1 redirect=b.example.org"\nb TXT "v=spf1 ip4:192.0.2.1 -all"',
      'pass',
      'ip4:192.0.2.1 of b.example.org',
      1,
    ],
    [
      '@ TXT "v=spf1 ip4:192.0.3.1 exp=why.example.org"',
      'neutral',
      'example.org says nothing of other addresses',
      0,
    ],
    ['@ TXT "v=spf2"', 'none', 'example.org has no SPF record', 0],
    ['@ TXT "v=spf1 -all"\n@ TXT "v=spf1 +all"', 'permerror', 'example.org has 2 SPF records', 0],
    [
      '@ TXT "v=spf1 ip4:192.0.2.1 ipv4:1.2.3.4"',
      'permerror',
      '"ipv4:1.2.3.4" of example.org is no term of SPF',
      0,
    ],
    [
      '@ TXT "v=spf1 ip4:192.0.2.1/33"',
      'permerror',
      '"ip4:192.0.2.1/33" of example.org is no term of SPF',
      0,
    ],
    [
      '@ TXT "v=spf1 include:b.example.org"',
      'permerror',
      'include:b.example.org, which has no SPF record',
      1,
    ],
    [
      '@ TXT "v=spf1 redirect=b.example.org"',
      'permerror',
      'redirect=b.example.org, which has no SPF record',
      1,
    ],
    ['@ TXT "v=spf1 include:example.org"', 'permerror', 'more than 10 questions to DNS', 11],
  ])('%j gives %s by %j', async (records, result, by, lookups) => {
    expect((await spf(records)).slice(0, 3)).toEqual([result, by, lookups])
  })

  test('knows IPv6', async () => {
    const records = '@ TXT "v=spf1 ip6:2001:db8::/32 a:mail.example.org//64 -all"\nmail AAAA 2001:db9::1'
    expect((await spf(records, '2001:db8::7'))[1]).toBe('ip6:2001:db8::/32 of example.org')
    expect((await spf(records, '2001:db9::7'))[1]).toBe('a:mail.example.org//64 of example.org')
    expect((await spf(records, '2001:dba::7'))[0]).toBe('fail')
    expect((await spf('@ TXT "v=spf1 ip4:0.0.0.0/0 -all"', '2001:db8::7'))[0]).toBe('fail')
  })

  test('ends at the third question without an answer', async () => {
    const two = 'a:x.example.org a:y.example.org'
    expect(await spf(`@ TXT "v=spf1 ${two} ip4:${IP} -all"`)).toEqual([
      'pass',
      `ip4:${IP} of example.org`,
      2,
      2,
    ])
    expect(await spf(`@ TXT "v=spf1 ${two} mx ip4:${IP} -all"`)).toEqual([
      'permerror',
      'more than 2 questions to DNS have no answer',
      3,
      3,
    ])
  })

  test('passes over macros and ptr, and says so', async () => {
    expect(await spf('@ TXT "v=spf1 exists:%{i}.example.org ptr -all"')).toEqual([
      'fail',
      '-all of example.org',
      2,
      0,
      'exists:%{i}.example.org',
      'ptr',
    ])
  })

  test('walked for nobody in particular counts every question and ends at all', async () => {
    const records = `@ TXT "v=spf1 include:b.example.org a:mail.example.org ip4:0.0.0.0/0 +all"
b TXT "v=spf1 a:mail.example.org -all"
mail AAAA 2001:db8::1`
    expect(await spf(records, null)).toEqual(['pass', '+all of example.org', 3, 0])
  })

  test('tells silence from absence', async () => {
    expect((await spf('@ TXT "v=spf1 include:spf.example.net -all"')).slice(0, 2)).toEqual([
      'temperror',
      'the TXT records of spf.example.net: spf.example.net is in none of the zone files',
    ])
  })
})
