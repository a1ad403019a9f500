/** For whom a mail is: which addresses come to the door, and what a header tells where a mailbox kept no envelope. */

import { describe, expect, test } from 'vitest'
import { envelopeIn, isOurs } from '../../src/inbound/envelope.ts'
import { bytes } from './samples.ts'

const DOMAIN = 'y.example'

test.each([
  ['rsvp@y.example', true],
  ['RSVP@Y.Example', true],
  ['digest@y.example', true],
  ['bounce+01abc.Ab_c-1@y.example', true],
  ['unsubscribe+01abc.x@y.example', true],
  ['bounce+@y.example', false],
  ['bounce@y.example', false],
  [`bounce+${'x'.repeat(201)}@y.example`, false],
  ['bounce+a b@y.example', false],
  ['rsvp+x@y.example', false],
  ['postmaster@y.example', false],
  ['rsvp@x.y.example', false],
  ['rsvp@y.example.evil.example', false],
  ['rsvp@evil.example@y.example', false],
  ['rsvp', false],
  ['', false],
])('%s comes to the door: %s', (address, ours) => {
  expect(isOurs(address, DOMAIN)).toBe(ours)
})

describe('the envelope in a header', () => {
  const read = (...lines: string[]) =>
    envelopeIn(bytes([...lines, '', 'To: rsvp@y.example'].join('\r\n')), DOMAIN)

  test('is what servers noted before what senders wrote, and a sealed address before a plain one', () => {
    expect(read('Return-Path: <a@b.example>', 'To: "R" <rsvp@y.example>, x@z.example')).toEqual({
      from: '<a@b.example>',
      to: 'rsvp@y.example',
    })
    expect(
      read('return-path: <>', 'Delivered-To: rsvp@y.example', 'To: x@z.example,\r\n bounce+a.b@y.example'),
    ).toEqual({ from: '<>', to: 'bounce+a.b@y.example' })
    expect(read('X-Original-To: bounce+a.b@y.example', 'To: bounce+c.d@y.example').to).toBe(
      'bounce+a.b@y.example',
    )
  })

  test('tells nothing of others, and is no part of the body', () => {
    expect(read('To: x@z.example', 'Subject: to: rsvp@y.example')).toEqual({ from: '', to: '' })
    expect(envelopeIn(bytes(''), DOMAIN)).toEqual({ from: '', to: '' })
  })

  test('is found in a moment in a header of any size', () => {
    const began = performance.now()
    expect(
      read(`To: ${'a'.repeat(1_000_000)}`, `To: ${'<,'.repeat(200_000)}`, 'X: @'.repeat(100_000)).to,
    ).toBe('')
    expect(performance.now() - began).toBeLessThan(500)
  })
})
