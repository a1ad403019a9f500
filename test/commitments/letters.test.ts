/** The letters of commitments as people get them, word for word, in three languages. */

import { describe, expect, test } from 'vitest'
import type { Commitment } from '../../src/commitments/commitment.ts'
import { type DueMove, dueOf } from '../../src/commitments/due.ts'
import {
  dueMoved,
  type LetterFacts,
  promisedLetter,
  reportReturned,
  verificationRequest,
} from '../../src/commitments/letters.tsx'
import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Mail } from '../../src/mail/outbox.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import type { PersonCard } from '../../src/people/person.ts'
import { letterText } from '../../views/letters/letter.tsx'
import { OPEN } from './sample.ts'

const names = (en: string, ru: string, kk: string) =>
  ({ authoritative: 'ru', texts: { en, ru, kk } }) as const

const dist = {
  id: 'dist',
  official: names('Single distributor', 'Единый дистрибьютор', 'Бірыңғай дистрибьютор'),
} as unknown as InstitutionName
const moh = {
  id: 'moh',
  official: names('Ministry of Health', 'Министерство здравоохранения', 'Денсаулық сақтау министрлігі'),
} as unknown as InstitutionName
const dialogue = {
  id: 'oat',
  code: 'OAT-KZ',
  title: names('Dialogue on OAT', 'Диалог о ПТАО', 'Диалог'),
} as unknown as Dialogue
const meeting = {
  id: 'm2',
  title: names('First dialogue', 'Первый диалог', 'Бірінші диалог'),
  days: [{ date: localDate('2025-10-14') }],
} as unknown as Meeting

function person(locale: Locale): PersonCard {
  const parts = (surname: string, given: string, patronymic: string) => ({
    surname,
    given,
    patronymic,
    salutation: '',
    position: '',
  })
  return {
    id: 'p1',
    names: {
      en: parts('Serikova', 'Aigul', ''),
      ru: parts('Серикова', 'Айгуль', 'Сериковна'),
      kk: parts('Серікова', 'Айгүл', 'Серікқызы'),
    },
    email: 'a@example.org',
    locale,
    zone: zone('Asia/Almaty'),
    holidayCalendar: 'KZ',
    protected: false,
    digest: 'weekly',
    reminders: 'on',
  }
}

const commitment: Commitment = {
  ...OPEN,
  text: names('Sign the contract', 'Заключить договор', 'Шарт жасасу'),
}
const LINK = 'https://intersession.example.org/p/abc'
const ALL = 'https://intersession.example.org/p/all'
const facts = (locale: Locale): LetterFacts => ({
  dialogue,
  commitment,
  lead: dist,
  of: moh,
  person: person(locale),
  url: LINK,
})
const move: DueMove = {
  due: dueOf('quarter', localDate('2026-05-01')),
  reason: 'Повторный тендер',
  requestedBy: 'DIST',
  move: 2,
  firstDueOn: OPEN.firstDueOn,
  dateVersion: 3,
}

const text = ({ letter }: Pick<Mail, 'letter'>) => `${letter.subject}\n\n${letterText(letter)}`.trimEnd()

describe('what was promised', () => {
  const promised = (locale: Locale) => {
    const promises = [{ commitment, url: LINK }]
    return text({
      letter: promisedLetter({
        dialogue,
        meeting,
        institution: dist,
        person: person(locale),
        promises,
        allUrl: ALL,
      }),
    })
  }

  test('in English', () => {
    expect(promised('en')).toBe(`What your institution promised: First dialogue

Dear Aigul Serikova,

Meeting: First dialogue (14 October 2025). These commitments were made
there.
Institution: Single distributor

- C-01: Sign the contract
  Due: 30 Jan 2026
  ${LINK}

Each line leads to a page on which you can report as soon as something
was done, or say what stands in the way.

All that your institution promised, in one place:
https://intersession.example.org/p/all

The links in this mail are meant for you alone. No account is needed.`)
  })

  test('in Russian', () => {
    expect(promised('ru')).toBe(`Обязательства вашей организации: Первый диалог

Здравствуйте, Айгуль Сериковна!

Заседание: Первый диалог (14 октября 2025 г.). На нём приняты следующие
обязательства.
Организация: Единый дистрибьютор

- C-01: Заключить договор
  Срок исполнения: 30.01.2026
  ${LINK}

Каждая строка ведёт на страницу, где можно сообщить об исполнении или о
том, что ему мешает.

Все обязательства вашей организации на одной странице:
https://intersession.example.org/p/all

Ссылки в этом письме предназначены только для вас. Регистрация не нужна.`)
  })

  test('in Kazakh', () => {
    expect(promised('kk')).toBe(`Сіздің ұйымыңыздың міндеттемелері: Бірінші диалог

Құрметті Айгүл Серікқызы!

Отырыс: Бірінші диалог (2025 жылғы 14 қазан). Онда мынадай міндеттемелер
қабылданды.
Ұйым: Бірыңғай дистрибьютор

- C-01: Шарт жасасу
  Орындау мерзімі: 30.01.2026
  ${LINK}

Әр жолдағы сілтеме орындалуы туралы немесе оған не кедергі екені туралы
хабарлайтын бетке апарады.

Сіздің ұйымыңыздың барлық міндеттемелері бір бетте:
https://intersession.example.org/p/all

Бұл хаттағы сілтемелер тек сізге арналған. Тіркелу қажет емес.`)
  })

  test('a text that exists only in another language says so', () => {
    const russian = {
      ...commitment,
      text: { authoritative: 'ru', texts: { ru: 'Заключить договор' } },
    } as const
    const facts = { dialogue, meeting, institution: dist, person: person('en') }
    const letter = promisedLetter({
      ...facts,
      promises: [{ commitment: russian, url: LINK }],
      allUrl: ALL,
    })
    expect(letterText(letter)).toContain('- C-01: Заключить договор (only in Russian)')
  })
})

describe('a new due date', () => {
  test('tells the old one, the new one and why', () => {
    expect(text(dueMoved(facts('ru'), move))).toBe(`Новый срок по C-01: II квартал 2026 г.

Здравствуйте, Айгуль Сериковна!

Срок исполнения обязательства вашей организации перенесён.

Прежний срок: 30.01.2026
Новый срок: II квартал 2026 г.
Основание: Повторный тендер
Обязательство: C-01: Заключить договор
Диалог: Диалог о ПТАО

Сообщить об исполнении:
${LINK}

Ссылки в этом письме предназначены только для вас. Регистрация не нужна.`)
  })

  test('is one mail per version of the date and person', () => {
    expect(dueMoved(facts('ru'), move).dedupeKey).toBe('due_moved:c1:3:p1')
    expect(dueMoved(facts('kk'), { ...move, dateVersion: 4 }).dedupeKey).toBe('due_moved:c1:4:p1')
  })

  test('that is none says when one looks at it again', () => {
    const undated = { ...move, due: dueOf('undated', localDate('2026-04-14')) }
    expect(dueMoved(facts('en'), undated).letter.subject).toBe(
      'New due date of C-01: undated, review on 14 Apr 2026',
    )
  })
})

describe('a request to verify', () => {
  test('shows what is claimed and what proves it', () => {
    const report = { id: 'r1', text: 'Signed on 12 January', evidence: 'Contract 214' }
    expect(text(verificationRequest(facts('kk'), report))).toBe(`Тексеруіңізді сұраймыз: C-01

Құрметті Айгүл Серікқызы!

Жауапты орындаушы төмендегі міндеттеменің орындалғанын хабарлайды.
Тексеру үшін сіздің ұйымыңыз таңдалды.

Міндеттеме: C-01: Шарт жасасу
Жауапты орындаушы: Бірыңғай дистрибьютор
Орындау мерзімі: 30.01.2026
Диалог: Диалог
Растайтын құжат: Contract 214
Не істелді: Signed on 12 January

Растау немесе не жетіспейтінін көрсету:
${LINK}

Бұл хаттағы сілтемелер тек сізге арналған. Тіркелу қажет емес.`)
  })
})

describe('a returned report', () => {
  test('gives the reason first', () => {
    expect(
      text(reportReturned(facts('en'), { id: 'r1', reason: 'The annex is missing' })),
    ).toBe(`The report on C-01 was returned

Dear Aigul Serikova,

The report of your institution was returned. The commitment remains
open.

Reason: The annex is missing
Commitment: C-01: Sign the contract
Lead institution: Single distributor
Due: 30 Jan 2026
Dialogue: Dialogue on OAT

Report on the commitment:
${LINK}

The links in this mail are meant for you alone. No account is needed.`)
  })

  test('comes from the secretariat of the dialogue, to one person', () => {
    const mail = reportReturned(facts('en'), { id: 'r1', reason: 'The annex is missing' })
    expect(mail).toMatchObject({
      kind: 'report_returned',
      fromName: 'Secretariat, OAT-KZ',
      lang: 'en',
      to: { personId: 'p1', address: 'a@example.org', name: 'Aigul Serikova' },
      meetingId: 'm2',
    })
  })
})
