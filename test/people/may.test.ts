/** The policy: who may do what in which dialogue. */

import { describe, expect, test } from 'vitest'
import {
  type Act,
  type Actor,
  type DialogueRole,
  dialogueScope,
  may,
  mayAdminister,
  mayEditDirectory,
  mayOpenDialogue,
  mayReadDirectory,
} from '../../src/people/may.ts'

const actor = (rank: Actor['rank'], roles: Actor['roles'] = {}): Actor => ({
  personId: 'p',
  rank,
  roles,
  speaksFor: [],
})
const ACTS: readonly Act[] = ['read', 'organise', 'record', 'coordinate']
const allowed = (who: Actor, dialogue: string) => ACTS.filter((act) => may(who, act, dialogue))

describe('in a dialogue', () => {
  test.each<[DialogueRole, Act[]]>([
    ['organiser', ['read', 'organise', 'record', 'coordinate']],
    ['coordinator', ['read', 'record', 'coordinate']],
    ['rapporteur', ['read', 'record']],
    ['viewer', ['read']],
  ])('a %s may %j, and nothing in another one', (role, acts) => {
    const who = actor('member', { here: [role] })
    expect(allowed(who, 'here')).toEqual(acts)
    expect(allowed(who, 'elsewhere')).toEqual([])
  })

  test('an administrator may do everything everywhere', () => {
    expect(allowed(actor('administrator'), 'any')).toEqual(ACTS)
    expect(dialogueScope(actor('administrator'))).toBe('all')
  })

  test('a person with a personal link may do nothing of this', () => {
    expect(allowed(actor('none'), 'here')).toEqual([])
    expect(dialogueScope(actor('none'))).toEqual([])
  })

  test('the scope holds the dialogues with a role and no others', () => {
    expect(dialogueScope(actor('member', { here: ['viewer'], gone: [] }))).toEqual(['here'])
  })
})

test.each<[string, Actor, boolean[]]>([
  ['administrator', actor('administrator'), [true, true, true, true]],
  ['organiser by rank', actor('organiser'), [true, true, true, false]],
  ['organiser of a dialogue', actor('member', { here: ['organiser'] }), [true, true, false, false]],
  ['coordinator', actor('member', { here: ['coordinator'] }), [true, false, false, false]],
  ['viewer', actor('member', { here: ['viewer'] }), [false, false, false, false]],
  ['nobody', actor('none'), [false, false, false, false]],
])('the directory, new dialogues and settings for an %s', (_, who, expected) => {
  expect([mayReadDirectory(who), mayEditDirectory(who), mayOpenDialogue(who), mayAdminister(who)]).toEqual(
    expected,
  )
})
