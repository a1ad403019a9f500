/**
 * One valid form for every address that takes one, with all the fields it has: what a browser would send from the
 * page. A field that is missing here counts as foreign to the form (`fields.test.ts` sends such on purpose).
 */

import type { Id } from '../../src/kernel/id.ts'
import {
  COMMITMENT_TABLE,
  DECISION,
  DIALOGUE,
  DUE,
  FREE_LETTER,
  HOLIDAY,
  INSTITUTION,
  ITEM,
  LETTERHEAD,
  LINE,
  MEDICINE,
  MEETING,
  NAMED,
  NAMES,
  NOTED,
  PERSON,
  REPORT,
  ROADMAP_PARTS,
  STOCK,
  stockTable,
  TERMS,
  TEXTS,
  VERIFICATION,
} from './form-parts.ts'
import { PLAN_FORMS } from './forms-plans.ts'
import { SHARE_FORMS } from './forms-shares.ts'
import { STATUS_FORMS } from './forms-status.ts'
import { STEP_FORMS } from './forms-steps.ts'
import type { Route } from './policy.ts'
import type { Things } from './things.ts'

export type Form = Readonly<Record<string, string | readonly string[]>>

/** Makes the form for a dialogue; `version` reads the version of a row, as the page would carry it. */
export type FormMaker = (things: Things, version: (table: string, id: Id) => string) => Form

const commitment = ({ lead, verifier, heldItem, adoptedDecision, objective }: Things) => ({
  ...TEXTS,
  authoritative: 'ru',
  lead,
  supporters: verifier,
  verifier,
  item: heldItem,
  decision: adoptedDecision,
  objective,
  visibility: 'members',
})

/** Something of a roadmap with its owner, from the version of the page and with the reason for the change. */
const ofRoadmap =
  (fields: Form): FormMaker =>
  ({ roadmap, lead }, version) => ({
    ...fields,
    ...('position' in fields || 'period_to' in fields ? { owner: lead } : {}),
    reason: 'По решению заседания',
    version: version('roadmaps', roadmap),
  })

const letterText: FormMaker = ({ dialogue }, version) => ({
  text_kk: '',
  text_ru: '{sender} благодарит.',
  text_en: '',
  version: version('letterheads', dialogue),
})

/** By route; a route without fields has an empty form. */
export const FORMS: Readonly<Record<Route, FormMaker>> = {
  'POST /setup/:token': () => ({
    surname: 'Первая',
    given: 'Анна',
    email: 'first@example.org',
    language: 'ru',
    zone: 'Asia/Almaty',
    holiday_calendar: 'KZ',
    start: 'empty',
  }),
  'POST /sign-in': () => ({ email: 'nobody@example.org' }),
  'POST /sign-in/code': ({ signInCode, signInMailToken }) => ({ code: signInCode, token: signInMailToken }),
  'POST /sign-in/:token': () => ({}),
  'POST /sign-in/passkey': () => ({ credential: '' }),
  'POST /sign-out': () => ({}),
  'POST /account/sessions/end': () => ({ session: 'others' }),
  'POST /account/passkeys': () => ({ label: 'Phone', credential: '' }),
  'POST /account/passkeys/:id': ({ passkey }, version) => ({
    label: 'Key',
    version: version('passkeys', passkey),
  }),
  'POST /account/passkeys/:id/removal': ({ passkey }, version) => ({ version: version('passkeys', passkey) }),
  'POST /account/proof/passkey': () => ({ credential: '', back: '/', carried: '' }),
  'POST /account/proof/mail': () => ({ back: '/', carried: '' }),
  'POST /account/proof/code': () => ({ code: '123456', back: '/', carried: '' }),
  'POST /account/feed': () => ({ due_as: 'event', act: 'save' }),
  'POST /account/feed/end': () => ({}),
  'POST /u/:token': () => ({ 'List-Unsubscribe': 'One-Click' }),
  'POST /u/:token/undo': () => ({}),

  'POST /settings/holidays': () => HOLIDAY,
  'POST /settings/holidays/removal': () => ({ calendar: 'KZ', day: '2026-03-21' }),
  'POST /settings/accounts': ({ member }, version) => ({
    person: member,
    rank: 'organiser',
    closed: '',
    version: version('accounts', member),
  }),
  'POST /settings/passkeys': () => ({ required: 'on' }),
  'POST /settings/passkeys/removal': ({ holder }) => ({ person: holder }),
  'POST /sectors': () => ({ code: 'N', class: 'civil_society', name_kk: '', name_ru: 'НПО', name_en: '' }),
  'POST /institutions': ({ sector }) => ({ ...INSTITUTION, ...NAMES, sector }),
  'POST /institutions/:id': ({ sector, lead }, version) => ({
    ...INSTITUTION,
    sector,
    version: version('institutions', lead),
  }),
  'POST /institutions/:id/names': ({ lead }, version) => ({
    ...NAMES,
    version: version('institutions', lead),
  }),
  'POST /people': ({ lead }) => ({ ...PERSON, institution: lead, role: 'member', from: '2026-01-01' }),
  'POST /people/:id': ({ leadPoint }, version) => ({ ...PERSON, version: version('persons', leadPoint) }),
  'POST /people/:id/erasure': () => ({}),
  'POST /people/:id/copy': () => ({}),
  'POST /people/:id/affiliations': ({ uninvited }) => ({
    institution: uninvited,
    role: 'member',
    from: '2026-01-01',
  }),
  'POST /people/:id/affiliations/:affiliation/end': () => ({}),

  'POST /dialogues': () => DIALOGUE,
  'POST /dialogues/:id': ({ dialogue }, version) => ({
    ...DIALOGUE,
    version: version('dialogues', dialogue),
  }),
  'POST /dialogues/:id/activation': () => ({}),
  'POST /dialogues/:id/closure': () => ({}),
  'POST /dialogues/:id/archiving': () => ({}),
  'POST /dialogues/:id/roles': () => ({ email: 'nobody@example.org', role: 'viewer' }),
  'POST /dialogues/:id/roles/:role/end': () => ({}),
  'POST /dialogues/:id/meetings': ({ held }) => ({ ...MEETING, previous_meeting: held }),

  'POST /dialogues/:id/roadmaps': ({ lead }) => ({ ...ROADMAP_PARTS.roadmap, owner: lead }),
  'POST /roadmaps/:id': ofRoadmap(ROADMAP_PARTS.roadmap),
  'POST /roadmaps/:id/approval': ({ draftRoadmap }, version) => ({
    reason: '',
    version: version('roadmaps', draftRoadmap),
  }),
  'POST /roadmaps/:id/start': ({ approvedRoadmap }, version) => ({
    reason: '',
    version: version('roadmaps', approvedRoadmap),
  }),
  'POST /roadmaps/:id/evaluation': ofRoadmap({}),
  'POST /roadmaps/:id/return': ofRoadmap({}),
  'POST /roadmaps/:id/closing': ({ roadmap, objective, subObjective }, version) => ({
    ...Object.fromEntries(
      [objective, subObjective].flatMap((id) => [
        [`${id}_kk`, ''],
        [`${id}_ru`, 'Иначе.'],
        [`${id}_en`, ''],
      ]),
    ),
    version: version('roadmaps', roadmap),
  }),
  'POST /roadmaps/:id/objectives': ofRoadmap(ROADMAP_PARTS.objective),
  'POST /roadmaps/:id/objectives/:objective': ofRoadmap(ROADMAP_PARTS.objective),
  'POST /roadmaps/:id/objectives/:objective/removal': ofRoadmap({}),
  'POST /roadmaps/:id/objectives/:objective/indicators': ofRoadmap(ROADMAP_PARTS.indicator),
  'POST /roadmaps/:id/indicators/:indicator': ofRoadmap(ROADMAP_PARTS.indicator),
  'POST /roadmaps/:id/indicators/:indicator/removal': ofRoadmap({}),
  'POST /roadmaps/:id/indicators/:indicator/values': () => ROADMAP_PARTS.value,
  'POST /dialogues/:id/supply': () => MEDICINE,
  'POST /supply/:id': ({ medicine }, version) => ({ ...MEDICINE, version: version('medicines', medicine) }),
  'POST /supply/:id/places': ({ verifier }) => ({ level: 'region', institutions: verifier }),
  'POST /supply/:id/places/:place/removal': () => ({}),
  'POST /supply/:id/places/:place/report': () => STOCK,
  'POST /supply/:id/asking': ({ medicine }, version) => ({
    asked: 'on',
    due_days: '3',
    version: version('medicines', medicine),
  }),
  'POST /supply/:id/asking/now': () => ({}),
  'POST /p/:token/stock': () => ({ ...STOCK, unit: '5000', version: '0' }),
  'POST /supply/:id/estimates': () => ({
    year: '2027',
    kind: 'confirmed',
    base_grams: '10000',
    confirmed_on: '2026-01-10',
  }),
  'POST /supply/:id/what-if': ({ pipelineLine, medicine }, version) => ({
    [`${pipelineLine}_on`]: '2026-03-01',
    [`${pipelineLine}_quantity`]: '900',
    reason: 'Позже',
    version: version('medicines', medicine),
  }),
  'POST /supply/:id/scenarios': ({ pipelineLine }) => ({
    [`${pipelineLine}_on`]: '2026-03-01',
    [`${pipelineLine}_quantity`]: '900',
    name: 'Самолётом',
    note: '',
  }),
  'POST /supply/:id/scenarios/:scenario/removal': () => ({}),
  'POST /supply/:id/import': ({ stockPlace }) => ({
    take: 'all',
    confirm: 'on',
    table: stockTable(stockPlace),
  }),
  'POST /meetings/:id/supply': () => ({}),
  'POST /supply/:id/lines': ({ commitment }) => ({ ...LINE.added, commitment }),
  'POST /supply/:id/lines/:line': ({ commitment, medicine }, version) => ({
    ...LINE.terms,
    commitment,
    version: version('medicines', medicine),
  }),
  'POST /supply/:id/lines/:line/move': ({ medicine }, version) => ({
    ...LINE.move,
    version: version('medicines', medicine),
  }),
  'POST /supply/:id/lines/:line/steps': ({ lead, medicine }, version) => ({
    ...LINE.steps,
    contract_owner: lead,
    version: version('medicines', medicine),
  }),
  'POST /supply/:id/lines/:line/permits': ({ medicine }, version) => ({
    ...LINE.permit,
    version: version('medicines', medicine),
  }),
  'POST /dialogues/:id/letters': ({ lead, freeSeen }) => ({
    ...FREE_LETTER,
    institutions: lead,
    seen: freeSeen,
    act: 'send',
  }),
  'POST /dialogues/:id/letters/head': ({ dialogue }, version) => ({
    ...LETTERHEAD,
    version: version('letterheads', dialogue),
  }),
  'POST /dialogues/:id/letters/texts/invitation': letterText,
  'POST /dialogues/:id/letters/texts/note': letterText,
  'POST /dialogues/:id/letters/texts/request': letterText,
  'POST /dialogues/:id/letters/texts/thanks': letterText,
  'POST /dialogues/:id/letters/incoming': ({ lead, sentLetter }) => ({
    institution: lead,
    number: '7/12',
    letter_date: '2026-01-14',
    received_on: '2026-01-15',
    reply_to: sentLetter,
    kind: 'other',
    note: 'Получено курьером',
  }),
  'POST /dialogues/:id/feed': () => ({ due_as: 'none', act: 'renew' }),
  'POST /dialogues/:id/feed/end': () => ({}),

  'POST /meetings/:id': ({ announced }, version) => ({ ...MEETING, version: version('meetings', announced) }),
  'POST /meetings/:id/clock': ({ announced }, version) => ({ version: version('meetings', announced) }),
  'POST /meetings/:id/announcement': ({ draftMeeting }, version) => ({
    version: version('meetings', draftMeeting),
  }),
  'POST /meetings/:id/confirmation': () => ({}),
  'POST /meetings/:id/opening': () => ({}),
  'POST /meetings/:id/holding': () => ({}),
  'POST /meetings/:id/minuting': () => ({}),
  'POST /meetings/:id/closing': () => ({}),
  'POST /meetings/:id/postponement': ({ announced }, version) => ({
    version: version('meetings', announced),
  }),
  'POST /meetings/:id/cancellation': ({ announced }, version) => ({
    version: version('meetings', announced),
  }),
  'POST /meetings/:id/agenda/items': ({ lead, leadPoint }) => ({
    ...ITEM,
    presenter_institution: lead,
    presenter_person: leadPoint,
  }),
  'POST /meetings/:id/agenda/items/:item': ({ draftItem }, version) => ({
    ...ITEM,
    version: version('agenda_items', draftItem),
  }),
  'POST /meetings/:id/agenda/items/:item/position': () => ({ direction: 'up' }),
  'POST /meetings/:id/agenda/items/:item/taking': () => ({}),
  'POST /meetings/:id/agenda/items/:item/deferral': () => ({}),
  'POST /meetings/:id/agenda/items/:item/scheduling': () => ({}),
  'POST /meetings/:id/agenda/items/:item/removal': () => ({}),
  'POST /meetings/:id/agenda/publication': () => ({}),
  'POST /meetings/:id/agenda/carry-over': ({ heldItem }) => ({ item: heldItem }),

  'POST /meetings/:id/invitations': ({ uninvited }) => ({ ...TERMS, institutions: uninvited }),
  'POST /meetings/:id/invitations/letters': ({ waitingInvitation, lettersSeen }) => ({
    invitations: waitingInvitation,
    seen: lettersSeen,
  }),
  'POST /meetings/:id/invitations/numbers': ({ draftInvitation }) => ({
    [`number_${draftInvitation}`]: '17-03',
  }),
  'POST /meetings/:id/invitations/reminders': () => ({}),
  'POST /meetings/:id/updates': ({ confirmed }, version) => ({ version: version('meetings', confirmed) }),
  'POST /meetings/:id/invitations/:invitation': ({ draftInvitation }, version) => ({
    ...TERMS,
    letter_form: 'note',
    letter_number: '17-03',
    letter_date: '2026-01-15',
    addressee: 'Министру',
    languages: 'kk,ru',
    version: version('invitations', draftInvitation),
  }),
  'POST /meetings/:id/invitations/:invitation/nominations': ({ invitation }, version) => ({
    ...NAMED,
    ...NOTED,
    version: version('invitations', invitation),
  }),
  'POST /meetings/:id/invitations/:invitation/regrets': ({ invitation }, version) => ({
    ...NOTED,
    version: version('invitations', invitation),
  }),
  'POST /meetings/:id/invitations/:invitation/withdrawal': ({ invitation }, version) => ({
    version: version('invitations', invitation),
  }),
  'POST /meetings/:id/delegates/:delegate/replacement': ({ invitation }, version) => ({
    ...NAMED,
    ...NOTED,
    version: version('invitations', invitation),
  }),
  'POST /meetings/:id/delegates/:delegate/withdrawal': ({ invitation }, version) => ({
    ...NOTED,
    version: version('invitations', invitation),
  }),
  'POST /meetings/:id/delegates/:delegate/answers': ({ announced }, version) => ({
    ...NOTED,
    answer: 'accepted',
    date_version: version('meetings.date_version', announced),
  }),
  'POST /meetings/:id/delegates/:delegate/calendar': () => ({}),

  'POST /meetings/:id/decisions': ({ heldItem }) => ({ ...DECISION, item: heldItem, adopted: 'on' }),
  'POST /decisions/:id': ({ heldItem, decision }, version) => ({
    ...DECISION,
    item: heldItem,
    version: version('decisions', decision),
  }),
  'POST /decisions/:id/adoption': () => ({}),
  'POST /decisions/:id/rejection': () => ({}),
  'POST /decisions/:id/withdrawal': () => ({}),
  'POST /decisions/:id/supersession': () => ({}),

  'POST /meetings/:id/commitments': (things) => ({ ...commitment(things), ...DUE, agreed: 'on' }),
  'POST /meetings/:id/promises': () => ({}),
  'POST /dialogues/:id/promises': ({ lead }) => ({ institution: lead }),
  'POST /filters': () => ({ name: 'Мои', query: 'show=silent' }),
  'POST /filters/:id': ({ savedFilter }, version) => ({
    name: 'Иначе',
    default: 'on',
    version: version('saved_filters', savedFilter),
  }),
  'POST /filters/:id/removal': ({ savedFilter }, version) => ({
    version: version('saved_filters', savedFilter),
  }),
  'POST /dialogues/:id/commitments/import': ({ held }) => ({
    take: 'all',
    meeting: held,
    agreed: 'on',
    table: COMMITMENT_TABLE,
  }),
  'POST /p/:token/promises/:commitment/report': ({ commitment: id }, version) => ({
    ...REPORT,
    version: version('commitments', id),
  }),
  'POST /commitments/:id': (things, version) => ({
    ...commitment(things),
    version: version('commitments', things.commitment),
  }),
  'POST /commitments/:id/person': ({ leadPoint }) => ({ person: leadPoint }),
  'POST /meetings/:id/papers': () => ({ paper: '', item: '', title: 'Обзор', lang: 'ru', file: 'Слова' }),
  'POST /documents/:id/removal': () => ({}),
  'POST /commitments/:id/report': (things, version) => ({
    ...REPORT,
    ...NOTED,
    version: version('commitments', things.commitment),
  }),
  'POST /commitments/:id/due-change': () => ({ ...DUE, reason: 'Задержка', requested_by: 'Дистрибьютор' }),
  'POST /commitments/:id/verification': ({ verifier }) => ({ ...VERIFICATION, institution: verifier }),
  'POST /commitments/:id/call': ({ leadPoint }) => ({
    person: leadPoint,
    result: 'promised',
    words: 'К пятнице.',
    next_on: '2026-02-02',
  }),
  'POST /p/:token/promises/:commitment/person': ({ commitment: id }, version) => ({
    person: 'new',
    surname: 'Нурланова',
    given: 'Гүлнар',
    patronymic: '',
    position: '',
    reading: 'kk',
    email: 'nurlanova@example.org',
    version: version('commitments', id),
  }),
  'POST /commitments/:id/pause': () => ({ until: '2026-02-02' }),
  'POST /commitments/:id/closing': ({ adoptedDecision }) => ({
    to: 'dropped',
    decision: adoptedDecision,
    reason: 'Больше не нужно',
  }),
  'POST /commitments/:id/reports/:report/return': () => ({ reason: 'Нет подтверждения' }),
  'POST /commitments/:id/reports/:report/acceptance': () => ({}),
  'POST /commitments/:id/agreement': () => ({}),
  ...SHARE_FORMS,
  'POST /dialogues/:id/commitments': (things) => {
    const { item: _item, decision: _decision, ...words } = commitment(things)
    return { ...words, ...DUE, agreed: 'on', document: things.paper }
  },
  ...STEP_FORMS,
  ...PLAN_FORMS,
  ...STATUS_FORMS,
  'POST /mail/:id/retry': () => ({}),
  'POST /mail/bounces/:id/settlement': () => ({}),
  'POST /mail/:id/renewal': () => ({}),
  'POST /mail/:id/settlement': () => ({ channel: 'phone', on: '2026-01-10', note: 'Звонок', version: '0' }),
  // Without what was shown, which is another list for everybody: `test/mail/room.test.ts` sends it whole.
  'POST /mail/undelivered/repetition': () => ({ reason: '550', seen: '' }),
  'POST /mail/suppressions/ground': ({ suppressed }) => ({ address: suppressed, scope: 'digest' }),
  'POST /mail/suppressions/lifting': ({ suppressed }) => ({
    address: suppressed,
    scope: 'digest',
    basis: 'asked',
    note: 'Звонок',
  }),
  'POST /inbound/mail': () => ({}),
  'POST /mail/review/:id/decision': ({ openAnswer }, version) => ({
    decision: 'on_behalf',
    version: version('inbound_answers', openAnswer),
  }),

  'POST /p/:token/acknowledgement': ({ invitation }, version) => ({
    version: version('invitations', invitation),
  }),
  'POST /p/:token/delegates': ({ invitation }, version) => ({
    ...NAMED,
    version: version('invitations', invitation),
  }),
  'POST /p/:token/delegates/:delegate/replacement': ({ invitation }, version) => ({
    ...NAMED,
    version: version('invitations', invitation),
  }),
  'POST /p/:token/delegates/:delegate/withdrawal': ({ invitation }, version) => ({
    version: version('invitations', invitation),
  }),
  'POST /p/:token/regrets': ({ invitation }, version) => ({
    reason: 'Командировка',
    version: version('invitations', invitation),
  }),
  'POST /p/:token/answers': ({ announced }, version) => ({
    answer: 'accepted',
    comment: 'Буду',
    listing: '1',
    date_version: version('meetings.date_version', announced),
  }),
  'POST /p/:token/report': (things, version) => ({
    ...REPORT,
    version: version('commitments', things.commitment),
  }),
  'POST /p/:token/verification': () => VERIFICATION,
  'POST /p/:token/preferences': () => ({
    digest: 'off',
    reminders: 'off',
    pausedUntil: '',
    locale: 'kk',
  }),
  'POST /p/:token/feed': () => ({ due_as: 'task', act: 'renew' }),
  'POST /p/:token/feed/end': () => ({}),
}
