/**
 * One example of every letter that the product sends, made by the functions that make the real ones: what
 * `/dev/letters` shows, and what a test renders in every language.
 */

import { forwardedBody } from '../../views/letters/forwarded.tsx'
import { withdrawnBody } from '../../views/letters/invitation.tsx'
import type { LetterBody } from '../../views/letters/letter.tsx'
import { officialBody } from '../../views/letters/official.tsx'
import { passkeyBody, signInBody } from '../../views/letters/sign-in.tsx'
import {
  dueMoved,
  dueRefused,
  promisedLetter,
  reportReturned,
  verificationRequest,
} from '../commitments/letters.tsx'
import { composeDigest } from '../digests/digest.ts'
import { digestMail, reminderMail } from '../digests/letters.tsx'
import { messagesIn } from '../i18n/messages.ts'
import { factsOf } from '../invitations/calendar-facts.ts'
import { calendarMail, type Seat, type Sending } from '../invitations/calendar-letters.tsx'
import { invitationText, mailboxOf, reminderText } from '../invitations/letters.tsx'
import { localDate, localTime } from '../kernel/local-date.ts'
import { chooseText, type Locale } from '../kernel/locale.ts'
import type { Mail, MailKind } from '../mail/outbox.ts'
import { letterAbout, presentedLetter, reportReminderMail } from '../plans/letters.tsx'
import { statusLetter } from '../status/letters.tsx'
import type { Store } from '../store/store.ts'
import { namedMail, successorMail } from '../succession/letters.tsx'
import { stockMail } from '../supply/letters.tsx'
import {
  ID,
  LETTER_COMMITMENT,
  LETTER_DIALOGUE,
  LETTER_MOVE,
  LETTER_STOCK,
  letterInstitution,
  letterInvitation,
  letterMeeting,
  letterReader,
} from './letter-facts.ts'

/** A letter as it is sent; its calendar entry if it has one. */
export interface ExampleLetter {
  readonly letter: LetterBody
  readonly calendar: string | null
}

/** What the makers need. */
interface Sheet {
  readonly store: Store
  readonly lang: Locale
  readonly url: string
}

type Maker = (sheet: Sheet) => LetterBody | Mail

const meeting = letterMeeting()
const occasion = { meeting, dialogue: LETTER_DIALOGUE, agenda: [] }

/** A kind without an entry does not compile, and fails its test. */
export const EXAMPLE_LETTERS: Readonly<Record<MailKind, Maker>> = {
  sign_in: (sheet) => signInBody({ ...reading(sheet), code: '1234 5678' }),
  account: (sheet) => passkeyBody({ ...reading(sheet), event: 'added', label: 'Firefox, Linux' }),
  invitation_letter: (sheet) => invitationText(sheet.store, letterFacts(sheet), addressee(sheet)),
  invitation_reminder: (sheet) => reminderText(sheet.store, letterFacts(sheet), addressee(sheet)),
  invitation_withdrawn: withdrawn,
  official_letter: official,
  calendar_request: (sheet) => entry(sheet, 1, { kind: 'request', seat: seat(sheet, null) }),
  calendar_update: (sheet) => {
    const earlier = [{ date: localDate('2026-03-24'), starts: localTime('09:00'), ends: localTime('17:00') }]
    const was = factsOf(letterMeeting(earlier))
    return entry(sheet, 2, { kind: 'update', seat: seat(sheet, 1), was, askAgain: true, quiet: false })
  },
  calendar_cancel: (sheet) => entry(sheet, 3, { kind: 'cancel', seat: seat(sheet, 2), reason: 'cancel' }),
  promised: (sheet) => promisedLetter(promises(sheet)),
  verification_request: (sheet) =>
    verificationRequest(letterOf(sheet), { id: ID, text: 'Готово.', evidence: '№ 17' }),
  report_returned: (sheet) =>
    reportReturned(letterOf(sheet), { id: ID, reason: 'Приложите копию договора.' }),
  due_moved: (sheet) => dueMoved(letterOf(sheet), LETTER_MOVE),
  due_refused: (sheet) =>
    dueRefused(letterOf(sheet), {
      id: ID,
      dueOn: localDate('2026-03-31'),
      duePrecision: 'quarter',
      answer: 'Запас заканчивается раньше.',
    }),
  successor_asked: (sheet) => {
    const { dialogue, commitment, lead, person, url } = letterOf(sheet)
    const about = { dialogue, institution: lead, person, url }
    return successorMail({ ...about, commitments: [{ commitment, former: person }] }, ID)
  },
  person_named: (sheet) => {
    const { dialogue, commitment, lead, person, url } = letterOf(sheet)
    const institutions = new Map([[commitment.leadId, lead]])
    const namings = [{ commitment, namedFor: commitment.leadId, url }]
    return namedMail({ dialogue, person, institutions, namings }, ID)
  },
  status_request: (sheet) => statusLetter(statusFacts(sheet), 'status_request'),
  status_reminder: (sheet) => statusLetter(statusFacts(sheet), 'status_reminder'),
  plan_request: (sheet) => letterAbout(planFacts(sheet), { matter: 'request' }),
  plan_reminder: (sheet) => letterAbout(planFacts(sheet), { matter: 'reminder' }),
  plan_presented: (sheet) => presentedLetter([planFacts(sheet), planFacts(sheet)]),
  plan_answer: (sheet) => letterAbout(planFacts(sheet), { matter: 'approved' }),
  plan_report_reminder: (sheet) => {
    const [from, to] = [localDate('2026-01-01'), localDate('2026-06-30')]
    const request = { id: ID, from, to, dueOn: localDate('2026-07-14') }
    const about = { request, step: 'before', settingsUrl: sheet.url } as const
    return reportReminderMail(sheet.store, planFacts(sheet), about)
  },
  forwarded,
  stock_request: (sheet) => stockMail(sheet.store, stockFacts(sheet, null)),
  stock_reminder: (sheet) => stockMail(sheet.store, stockFacts(sheet, sheet.url)),
  reminder,
  digest,
}

/** The example of a kind in a language. Writes nothing. */
export function exampleLetter(store: Store, kind: MailKind, lang: Locale): ExampleLetter {
  const url = `${store.instance.baseUrl}/p/example`
  const made = EXAMPLE_LETTERS[kind]({ store, lang, url })
  return 'letter' in made
    ? { letter: made.letter, calendar: made.calendar?.content ?? null }
    : { letter: made, calendar: null }
}

function reading({ lang, url }: Sheet) {
  return { t: messagesIn(lang), lang, url }
}

function letterFacts({ lang }: Sheet) {
  return { ...occasion, invitation: letterInvitation(lang), institution: letterInstitution(lang) }
}

function addressee({ lang, url }: Sheet) {
  return { person: letterReader(lang), url }
}

function statusFacts({ store, lang, url }: Sheet) {
  const request = {
    ...{
      id: ID,
      dialogueId: ID,
      zone: meeting.zone,
      meetingId: meeting.id,
      state: 'open' as const,
      itemId: null,
    },
    dueOn: localDate('2026-03-31'),
    words: { authoritative: 'ru' as const, texts: { [lang]: 'Просим ответить коротко (демо).' } },
    ...{ openedAt: store.now, askedOn: null, closedAt: null, createdAt: store.now, version: 1 },
  }
  const reader = { institution: letterInstitution(lang), person: letterReader(lang), url }
  return { request, dialogue: LETTER_DIALOGUE, meeting, ...reader, commitments: [LETTER_COMMITMENT] }
}

function planFacts({ lang, url }: Sheet) {
  const [from, to] = [localDate('2026-01-01'), localDate('2026-12-31')]
  return {
    dialogue: LETTER_DIALOGUE,
    template: { title: LETTER_DIALOGUE.title, from, to },
    plan: { id: ID, dueOn: localDate('2026-02-28') },
    owner: letterInstitution(lang),
    ofId: ID,
    person: letterReader(lang),
    url,
  }
}

function official({ store, lang }: Sheet): LetterBody {
  return officialBody({
    languages: [lang],
    kind: 'thanks',
    number: '02-07/131',
    date: localDate('2026-04-20'),
    institution: letterInstitution(lang).official,
    addressee: '',
    dialogue: LETTER_DIALOGUE,
    words: (one) => [chooseText(LETTER_DIALOGUE.title, one).text],
    mailbox: mailboxOf(store),
  })
}

function withdrawn({ store, lang }: Sheet): LetterBody {
  const { letterNumber, addressee: to } = letterInvitation(lang)
  return withdrawnBody({
    languages: [lang],
    number: letterNumber,
    date: localDate('2026-02-02'),
    institution: letterInstitution(lang).official,
    addressee: to,
    meeting,
    dialogue: LETTER_DIALOGUE,
    mailbox: mailboxOf(store),
  })
}

function entry({ store, url }: Sheet, sequence: number, sending: Sending): Mail {
  const revision = { sequence, stamp: store.now, facts: factsOf(meeting) }
  return calendarMail(store, occasion, revision, { sending, url })
}

function seat({ lang }: Sheet, mailedSequence: number | null): Seat {
  return {
    delegateId: ID,
    role: 'head',
    person: letterReader(lang),
    institution: letterInstitution(lang),
    partstat: 'needs_action',
    partstatSequence: null,
    mailedSequence,
    firstMessageId: mailedSequence === null ? null : '<calendar_request.example@intersession.example.org>',
  }
}

function promises({ lang, url }: Sheet) {
  return {
    dialogue: LETTER_DIALOGUE,
    meeting,
    institution: letterInstitution(lang),
    person: letterReader(lang),
    promises: [{ commitment: LETTER_COMMITMENT, url }],
    allUrl: url,
  }
}

function letterOf({ lang, url }: Sheet) {
  const institution = letterInstitution(lang)
  return {
    dialogue: LETTER_DIALOGUE,
    commitment: LETTER_COMMITMENT,
    lead: institution,
    of: institution,
    person: letterReader(lang),
    url,
  }
}

function stockFacts({ lang, url }: Sheet, settingsUrl: string | null) {
  return {
    person: letterReader(lang),
    today: localDate(settingsUrl ? '2026-01-19' : '2026-01-05'),
    dialogue: LETTER_DIALOGUE.code,
    institutionId: ID,
    reports: [{ ...LETTER_STOCK, place: letterInstitution(lang).official, url }],
    subject: 'stock:example',
    settingsUrl,
  }
}

function forwarded({ lang }: Sheet): LetterBody {
  return forwardedBody({
    lang,
    from: { address: 'nurlan.abenov@example.org', name: 'Нұрлан Әбенов' },
    subject: 'Re: 14.04.2026',
    text: 'Добрый день!\n\nМожно ли подключиться дистанционно?',
    meeting: chooseText(meeting.title, lang).text,
  })
}

function told(lang: Locale) {
  return {
    commitment: LETTER_COMMITMENT,
    dialogue: LETTER_DIALOGUE.title,
    lead: letterInstitution(lang).official,
  }
}

function reminder({ store, lang, url }: Sheet): Mail {
  const date = localDate('2026-01-15')
  return reminderMail(store, {
    reminder: { person: letterReader(lang), date, due: [] },
    version: 1,
    promises: [{ ...told(lang), url }],
    promised: [{ institution: letterInstitution(lang).official, url }],
    settingsUrl: url,
  })
}

function digest({ store, lang, url }: Sheet): Mail {
  const target = { kind: 'page', path: '/' } as const
  const owed = { ...told(lang), kind: 'owed', target, lastReportOn: null } as const
  const nominate = { kind: 'nominate', meeting, replyBy: localDate('2026-03-13'), target } as const
  const parts = [
    { kind: 'waiting', lines: [owed] },
    { kind: 'meetings', lines: [nominate] },
  ] as const
  return digestMail(store, {
    person: letterReader(lang),
    digest: composeDigest(localDate('2026-01-15'), parts, null),
    settingsUrl: url,
    urlOf: () => url,
  })
}
