/** What a dialogue may be, and how it moves on. */

import { describe, expect, test } from 'vitest'
import { decideDialogue, decideDialogueMove, dialogueMoves } from '../../src/dialogues/dialogue.ts'
import { decideGrant, decideRoleEnd, type HeldRole } from '../../src/dialogues/role.ts'
import { faultsOf, type Outcome } from '../../src/kernel/outcome.ts'
import { instant } from '../meetings/meetings.ts'
import { DIALOGUE } from '../meetings/world.ts'

function faults(outcome: Outcome<unknown>) {
  return outcome.ok ? [] : faultsOf(outcome).map((fault) => [fault.field, fault.messageKey])
}

describe('a dialogue', () => {
  test('gets its code in capitals and its languages in their order', () => {
    expect(decideDialogue({ ...DIALOGUE, code: 'oat-kz', languages: ['ru', 'kk'] })).toEqual({
      ok: true,
      value: DIALOGUE,
    })
  })

  test('says everything that is wrong at once', () => {
    const asked = { ...DIALOGUE, code: 'диалог', authoritative: 'en', mandate: { kk: 'Мандат' } } as const
    expect(faults(decideDialogue(asked))).toEqual([
      ['code', 'dialogues.code_form'],
      ['authoritative', 'dialogues.authoritative_not_offered'],
      ['title_kk', 'dialogues.mandate_without_title'],
      ['title_en', 'dialogues.title_missing'],
    ])
  })

  test('needs a language', () => {
    expect(faults(decideDialogue({ ...DIALOGUE, languages: [] }))).toEqual([
      ['languages', 'dialogues.no_language'],
    ])
  })

  test('moves from draft to active to closed to archived, and never back', () => {
    expect((['draft', 'active', 'closed', 'archived'] as const).map(dialogueMoves)).toEqual([
      ['activation'],
      ['closure'],
      ['archiving'],
      [],
    ])
    expect(decideDialogueMove('draft', 'activation', 0)).toEqual({ ok: true, value: 'active' })
    expect(decideDialogueMove('closed', 'activation', 0)).toMatchObject({
      code: 'conflict',
      messageKey: 'dialogues.cannot_move',
      params: { state: 'closed', move: 'activation', possible: 'archiving' },
    })
  })

  test('is not closed while delegates expect a meeting', () => {
    expect(decideDialogueMove('active', 'closure', 2)).toMatchObject({
      messageKey: 'dialogues.meetings_ahead',
      params: { count: 2 },
    })
  })
})

describe('roles', () => {
  const held: HeldRole[] = [
    {
      id: 'r1',
      personId: 'p1',
      role: 'organiser',
      grantedAt: instant('2026-01-15T04:00:00Z'),
      endedAt: null,
    },
    {
      id: 'r2',
      personId: 'p2',
      role: 'coordinator',
      grantedAt: instant('2026-01-15T04:00:00Z'),
      endedAt: null,
    },
  ]
  const candidate = { personId: 'p2', email: 'p2@example.org', account: 'open' } as const

  test('somebody may have several, but each once', () => {
    expect(decideGrant(held, candidate, 'rapporteur')).toEqual({ ok: true, value: candidate })
    expect(decideGrant(held, candidate, 'coordinator')).toMatchObject({
      field: 'email',
      messageKey: 'dialogues.has_role_already',
    })
  })

  test.each([
    ['nobody has the address', null, 'dialogues.nobody_with_address'],
    ['the account is disabled', { ...candidate, account: 'disabled' }, 'dialogues.account_disabled'],
  ] as const)('cannot be given when %s', (_, whom, messageKey) => {
    expect(decideGrant(held, whom, 'viewer')).toMatchObject({ code: 'invalid', field: 'email', messageKey })
  })

  test('the last organiser stays', () => {
    expect(decideRoleEnd(held, 'r1')).toMatchObject({
      code: 'conflict',
      messageKey: 'dialogues.last_organiser',
    })
    expect(decideRoleEnd(held, 'r2')).toEqual({ ok: true, value: held[1] })
    expect(decideRoleEnd(held, 'r3')).toMatchObject({
      code: 'not_found',
      messageKey: 'dialogues.role_unknown',
    })
  })
})
