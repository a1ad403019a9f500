/** The forms of status requests. */

import type { FormMaker } from './forms.ts'

const request: FormMaker = ({ announced, commitment }) => ({
  meeting: announced,
  commitment,
  due_on: '2026-03-01',
  words_kk: '',
  words_ru: 'Просим ответить',
  words_en: '',
})

/** By route, for `forms.ts`. */
export const STATUS_FORMS: Readonly<Record<string, FormMaker>> = {
  'POST /dialogues/:id/status': request,
  'POST /status/:id': (things, version) => ({
    ...request(things, version),
    version: version('status_requests', things.statusDraft),
  }),
  'POST /status/:id/sending': () => ({}),
  'POST /status/:id/reminder': () => ({}),
  'POST /status/:id/due': () => ({ due_on: '2026-03-15' }),
  'POST /status/:id/closing': () => ({}),
  'POST /status/:id/removal': () => ({}),
  'POST /status/:id/agenda': () => ({ item: '' }),
  // The first commitment of each dialogue.
  'POST /p/:token/status': ({ commitment }, version) => ({
    claim_1: 'in_progress',
    words_1: 'Идёт тендер',
    version_1: version('commitments', commitment),
  }),
}
