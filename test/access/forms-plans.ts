/** The forms of regional plans. */

import { LOCALES } from '../../src/kernel/locale.ts'
import { REMARK_PARTS } from '../../src/plans/forms.ts'
import { PARTS } from '../../src/plans/template.ts'
import type { FormMaker } from './forms.ts'

const TEMPLATE = {
  title_kk: '',
  title_ru: 'План на год',
  title_en: '',
  authoritative: 'ru',
  from: '2026-01-01',
  to: '2026-12-31',
  roadmap: '',
  ...Object.fromEntries(
    PARTS.flatMap((part) => [
      [`wanted_${part}`, 'optional'],
      ...LOCALES.flatMap((lang) => [
        [`${part}_title_${lang}`, ''],
        [`${part}_hint_${lang}`, ''],
      ]),
    ]),
  ),
}

const ANSWER = {
  decision: 'returned',
  ...Object.fromEntries(REMARK_PARTS.map((part) => [`remark_${part}`, 'Уточните'])),
}

const ACTIVITY = {
  kind: 'media',
  title: 'Статья',
  starts_on: '2026-03-01',
  ends_on: '2026-03-31',
  responsible: 'Пресс-служба',
  result: 'Одна статья',
  objective: '',
}

const text: FormMaker = () => ({ text: 'Иначе', version: '1' })

/** By route, for `forms.ts`. */
export const PLAN_FORMS: Readonly<Record<string, FormMaker>> = {
  'POST /dialogues/:id/plans': () => TEMPLATE,
  'POST /plans/:id': ({ planTemplate }, version) => ({
    ...TEMPLATE,
    version: version('plan_templates', planTemplate),
  }),
  'POST /plans/:id/owners': ({ uninvited, verifier }) => ({
    institutions: uninvited,
    monitor: verifier,
    due_on: '2026-03-01',
    meeting: '',
    people: '',
  }),
  'POST /plans/:id/sending': () => ({}),
  'POST /plans/:id/commitments': ({ planActivity }) => ({ activities: planActivity }),
  'POST /plans/:id/requests': () => ({ from: '2026-01-01', to: '2026-06-30', due_on: '2026-07-20' }),
  'POST /plans/:id/requests/:request/closure': ({ asked }, version) => ({
    version: version('plan_requests', asked),
  }),
  'POST /plans/:id/of/:plan/terms': ({ plan, leadPoint, verifier }, version) => ({
    due_on: '2026-03-10',
    monitor: verifier,
    people: leadPoint,
    version: version('plans', plan),
  }),
  'POST /plans/:id/of/:plan/answer': ({ presentedPlan }, version) => ({
    ...ANSWER,
    version: version('plans', presentedPlan),
  }),
  'POST /plans/:id/of/:plan/commitments': ({ planActivity }) => ({ activities: planActivity }),
  'POST /plans/:id/of/:plan/verification': ({ planReport }) => ({ reports: planReport }),
  'POST /plans/:id/of/:plan/closure': ({ plan }, version) => ({ version: version('plans', plan) }),
  'POST /p/:token/plan/texts/audience': text,
  'POST /p/:token/plan/texts/message': text,
  'POST /p/:token/plan/texts/channel': text,
  'POST /p/:token/plan/activities': () => ACTIVITY,
  'POST /p/:token/plan/activities/:activity': ({ activity }, version) => ({
    ...ACTIVITY,
    version: version('plan_activities', activity),
  }),
  'POST /p/:token/plan/activities/:activity/removal': () => ({}),
  'POST /p/:token/plan/activities/:activity/move': () => ({ by: 'up' }),
  'POST /p/:token/plan/presentation': ({ openPlan }, version) => ({ version: version('plans', openPlan) }),
  'POST /p/:token/plan/reports/:asked': ({ planActivity }) => ({
    [`claim_${planActivity}`]: 'done',
    [`text_${planActivity}`]: 'Сделано',
  }),
  'POST /p/:token/plan/of/:plan/answer': ({ plan }, version) => ({
    ...ANSWER,
    version: version('plans', plan),
  }),
  'POST /p/:token/plan/of/:plan/verification': () => ({ reports: '' }),
}
