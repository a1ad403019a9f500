/** Whom a limit counts: the network of a client, found behind proxies of our own and nobody else's. */

import { describe, expect, test } from 'vitest'
import { clientBehind, networkOf } from '../../src/limits/network.ts'

describe('the network of an address', () => {
  test.each([
    ['192.0.2.1', '192.0.2.0/24'],
    ['192.0.2.255', '192.0.2.0/24'],
    ['::ffff:192.0.2.1', '192.0.2.0/24'],
    ['::FFFF:c000:0201', '192.0.2.0/24'],
    ['192.0.2.1:50000', '192.0.2.0/24'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0:ffff:1:2:3', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0001::', '2001:db8:0:1::/64'],
    ['[2001:db8::1]:443', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  test.each([
    '',
    'unknown',
    '_hidden',
    '300.1.1.1',
    '1.2.3',
    '0x7f.1',
    'evil.example',
    '1::2::3',
    '::1]/x[',
    '1.2.3.4.5',
  ])('what is no address, %j, is one network for all', (address) => {
    expect(networkOf(address)).toBe('unknown')
  })
})

describe('the client', () => {
  const socket = '10.0.0.9'
  test.each([
    ['without proxies is the socket, whatever the header says', 0, '203.0.113.7', '10.0.0.9'],
    ['behind one proxy is the last entry', 1, '203.0.113.7', '203.0.113.7'],
    ['cannot hide behind entries of its own', 1, '198.51.100.1, 127.0.0.1, 203.0.113.7', '203.0.113.7'],
    ['behind two proxies is the last but one', 2, '198.51.100.1, 203.0.113.7, 10.0.0.1', '203.0.113.7'],
    ['behind fewer proxies than promised is the first entry', 3, '203.0.113.7, 10.0.0.1', '203.0.113.7'],
    ['is the socket when the header is missing', 1, '', '10.0.0.9'],
    ['is the socket when the entry is no address', 1, '203.0.113.7, unknown', '10.0.0.9'],
  ])('%s', (_, proxies, forwarded, client) => {
    expect(clientBehind({ socket, forwarded, proxies })).toBe(client)
  })
})
