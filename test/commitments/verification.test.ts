/** Verification: another institution than the lead, or nobody. */

import { describe, expect, test } from 'vitest'
import { COMMITMENT_STATES } from '../../src/commitments/state.ts'
import { type AskedVerification, decideVerification } from '../../src/commitments/verification.ts'
import { done } from '../../src/kernel/outcome.ts'
import { member, OPEN, speaker } from './sample.ts'

const reported = { ...OPEN, state: 'reported_done' } as const
const ask: AskedVerification = {
  actor: speaker('moh'),
  institutionId: 'moh',
  by: 'link',
  result: 'confirmed',
  text: '',
}
const noted: AskedVerification = { ...ask, actor: member('coordinator'), by: 'noted' }

describe('verifying a commitment', () => {
  test('confirmed by the institution that was asked, it is verified', () => {
    expect(decideVerification(reported, ask)).toEqual(
      done({ result: 'confirmed', text: '', state: 'verified' }),
    )
  })

  test.each(['partly', 'not_confirmed'] as const)('%s sends it back', (result) => {
    expect(decideVerification(reported, { ...ask, result, text: ' No annex ' })).toEqual(
      done({ result, text: 'No annex', state: 'returned' }),
    )
  })

  test.each(['organiser', 'coordinator'] as const)('the %s may note down the answer of another', (role) => {
    const asked = { ...noted, actor: member(role), institutionId: 'cna' }
    expect(decideVerification(reported, asked)).toMatchObject({ ok: true })
  })

  test.each([
    ['by the lead', { ...ask, actor: speaker('dist'), institutionId: 'dist' }, 'forbidden'],
    ['by the lead through the coordinator', { ...noted, institutionId: 'dist' }, 'forbidden'],
    [
      'by an administrator for the lead',
      { ...noted, actor: { ...member('viewer'), rank: 'administrator' as const }, institutionId: 'dist' },
      'forbidden',
    ],
    ['by somebody who speaks for the lead too', { ...ask, actor: speaker('moh', 'dist') }, 'forbidden'],
    [
      'by link from an institution not asked',
      { ...ask, actor: speaker('cna'), institutionId: 'cna' },
      'forbidden',
    ],
    ['by link for an institution one does not speak for', { ...ask, actor: speaker('cna') }, 'forbidden'],
    ['noted down by a rapporteur', { ...noted, actor: member('rapporteur') }, 'forbidden'],
    ['in part, without words', { ...ask, result: 'partly' as const, text: ' ' }, 'invalid'],
    ['not at all, without words', { ...ask, result: 'not_confirmed' as const }, 'invalid'],
  ])('%s is refused', (_, asked, code) => {
    expect(decideVerification(reported, asked)).toMatchObject({ ok: false, code })
  })

  test.each(COMMITMENT_STATES.filter((state) => state !== 'reported_done'))(
    'while it is %s there is nothing to verify',
    (state) => {
      expect(decideVerification({ ...OPEN, state }, ask)).toMatchObject({
        code: 'conflict',
        messageKey: 'commitments.nothing_to_verify',
      })
    },
  )
})
