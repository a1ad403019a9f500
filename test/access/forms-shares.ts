/** The forms of what is owed by period and in part. */

import type { FormMaker } from './forms.ts'

const PROSE = { claim: 'done', text: 'Остаток 630', evidence: '' }

export const SHARE_FORMS: Readonly<Record<`POST ${string}`, FormMaker>> = {
  'POST /commitments/:id/recurrence': ({ commitment }, version) => ({
    every: 'month',
    owed_by: 'lead',
    first: '2026-01',
    last: '2026-12',
    day_rule: 'working_day',
    day: '5',
    months_after: '1',
    day_off: 'next',
    medicine: '',
    version: version('commitments', commitment),
  }),
  'POST /commitments/:id/recurrence/ending': ({ jointCommitment }, version) => ({
    version: version('commitments', jointCommitment),
  }),
  'POST /commitments/:id/parts/:institution': ({ jointCommitment }, version) => ({
    text_ru: 'Внести строку в бюджет',
    authoritative: 'ru',
    due: '2026-02-20',
    version: version('commitments', jointCommitment),
  }),
  'POST /commitments/:id/shares/:share/report': ({ share }, version) => ({
    ...PROSE,
    channel: 'phone',
    source: 'Звонок',
    version: version('commitment_shares', share),
  }),
  'POST /commitments/:id/shares/:share/closing': ({ share }, version) => ({
    to: 'waived',
    reason: 'Реорганизация',
    version: version('commitment_shares', share),
  }),
  'POST /commitments/:id/shares/:share/return': ({ reportedShare }, version) => ({
    reason: 'Нет расхода',
    version: version('commitment_shares', reportedShare),
  }),
  'POST /commitments/:id/shares/:share/acceptance': ({ reportedShare }, version) => ({
    version: version('commitment_shares', reportedShare),
  }),
  'POST /p/:token/shares/:share': ({ share }, version) => ({
    ...PROSE,
    version: version('commitment_shares', share),
  }),
}
