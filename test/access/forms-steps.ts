/** The forms of steps, of their templates and of requests for another due date. */

import type { Id } from '../../src/kernel/id.ts'
import type { FormMaker } from './forms.ts'
import type { Things } from './things.ts'

const STEP = {
  ...{ title_kk: 'Тендер', title_ru: 'Тендер', title_en: '' },
  ...{ who_kk: '', who_ru: 'дистрибьютор', who_en: '', proof_kk: '', proof_ru: 'лот', proof_en: '' },
  ...{ authoritative: 'ru', days: '30', planned_on: '2026-03-01', guarded: 'on' },
}

const TITLE = { title_kk: '', title_ru: 'Закупка', title_en: '', authoritative: 'ru' }

/** A form about a step carries that step's version. */
const about =
  (fields: Record<string, string>, which: (things: Things) => Id = ({ step }) => step): FormMaker =>
  (things, version) => ({ ...fields, version: version('commitment_steps', which(things)) })

/** By route. */
export const STEP_FORMS: Readonly<Record<`POST ${string}`, FormMaker>> = {
  'POST /commitments/:id/steps': ({ lead, step }) => ({
    ...STEP,
    institution: lead,
    after: step,
    reason: '',
  }),
  'POST /commitments/:id/steps/:step': ({ step, lead, doneStep }, version) => ({
    ...STEP,
    institution: lead,
    after: doneStep,
    reason: 'Задержка',
    version: version('commitment_steps', step),
  }),
  'POST /commitments/:id/steps/template': () => ({
    template: 'minutes',
    anchor: 'end',
    on: '2026-03-31',
    steps: ['1', '2', '6'],
  }),
  'POST /commitments/:id/step-template': () => TITLE,
  'POST /commitments/:id/steps/:step/start': about({ on: '2026-01-14' }),
  'POST /commitments/:id/steps/:step/completion': about({ on: '2026-01-14', evidence: '№ 17' }),
  'POST /commitments/:id/steps/:step/forecast': about({ on: '2026-03-14', reason: 'Задержка' }),
  'POST /commitments/:id/steps/:step/obstacle': about({ reason: 'Нет предложений' }),
  'POST /commitments/:id/steps/:step/skip': about({ reason: 'Не нужен' }),
  'POST /commitments/:id/steps/:step/reopening': about({}, ({ doneStep }) => doneStep),
  'POST /commitments/:id/steps/:step/removal': about({}),
  'POST /commitments/:id/steps/:step/release': about({}, ({ blockedStep }) => blockedStep),
  'POST /commitments/:id/steps/:step/place': about({ to: 'down' }),
  'POST /commitments/:id/due-requests/:asking/grant': () => ({}),
  'POST /commitments/:id/due-requests/:asking/refusal': () => ({ reason: 'Запаса не хватит' }),
  'POST /dialogues/:id/step-templates/:template': ({ stepTemplate }, version) => ({
    ...TITLE,
    ...{ days_1: '10', days_2: '20', days_3: '30' },
    version: version('step_templates', stepTemplate),
  }),
  'POST /dialogues/:id/step-templates/:template/removal': ({ stepTemplate }, version) => ({
    version: version('step_templates', stepTemplate),
  }),
  'POST /p/:token/due-request': ({ commitment }, version) => ({
    due_date: '2026-05-15',
    due_precision: 'quarter',
    reason: 'Тендер',
    version: version('commitments', commitment),
  }),
  'POST /p/:token/steps/:step': about({ kind: 'done', on: '2026-01-14', words: '№ 17' }),
}
