/** The forms of invitations: what an organiser, a focal point and a delegate type in. */

import * as z from 'zod'
import type { Id } from '../kernel/id.ts'
import { isLocale, type Locale } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { Names } from '../people/name.ts'
import type { FormValues } from '../web/body.ts'
import {
  address,
  choice,
  field,
  flag,
  idList,
  integer,
  line,
  optionalAddress,
  optionalChoice,
  optionalDate,
  optionalLine,
  optionalText,
  readForm,
  text,
  version,
} from '../web/fields.ts'
import { REPLIES } from './answer.ts'
import { CAPACITIES, LETTER_FORMS, MAX_SEATS, RECORDED_CHANNELS } from './invitation.ts'
import { DELEGATE_ROLES } from './nomination.ts'

const TERMS = {
  capacity: choice(CAPACITIES),
  seats: integer(1, MAX_SEATS),
  reply_by: optionalDate(),
}

const INVITE = z.object({ institutions: idList(), ...TERMS })

/** Which institutions to invite, and on which terms. */
export function readInvitations(values: FormValues) {
  const form = readForm(INVITE, values)
  if (!form.ok) return form
  const { institutions, capacity, seats, reply_by } = form.value
  return done({ institutionIds: institutions, capacity, seats, replyBy: reply_by })
}

const LETTER = z.object({
  ...TERMS,
  letter_number: optionalLine(60),
  letter_date: optionalDate(),
  addressee: optionalLine(200),
  letter_form: optionalChoice(LETTER_FORMS),
  languages: languageList(),
  version: version(),
})

/** The letter of one institution, before it is sent. */
export function readLetter(values: FormValues) {
  const form = readForm(LETTER, values)
  if (!form.ok) return form
  const { letter_number, letter_date, letter_form, reply_by, ...rest } = form.value
  const terms = { letterNumber: letter_number, letterDate: letter_date, letterForm: letter_form }
  return done({ ...rest, ...terms, replyBy: reply_by })
}

const LOT = z.object({ invitations: idList(), seen: line(100) })

/** Which letters to send, and which preview was seen. */
export function readLot(values: FormValues) {
  const form = readForm(LOT, values)
  return form.ok ? done({ invitationIds: form.value.invitations, seen: form.value.seen }) : form
}

const NUMBER_FIELD = /^number_([0-9a-z]{26})$/
const NUMBER = optionalLine(60)

/** Letter numbers by invitation: fields `number_<id>`. @returns `invalid` with a fault at each that is too long. */
export function readNumbers(values: FormValues): Outcome<ReadonlyMap<Id, string>> {
  const fields = Object.keys(values).filter((name) => NUMBER_FIELD.test(name))
  const form = readForm(z.object(Object.fromEntries(fields.map((name) => [name, NUMBER]))), values)
  if (!form.ok) return form
  const numbers = Object.entries(form.value).map(([name, number]): [Id, string] => [name.slice(7), number])
  return done(new Map(numbers))
}

const PERSON = {
  role: choice(DELEGATE_ROLES),
  surname: line(100),
  given: optionalLine(100),
  patronymic: optionalLine(100),
  position: optionalLine(200),
  reading: choice(['kk', 'ru', 'en']),
  version: version(),
}

/** A person as an institution names them. */
export interface NamedPerson {
  readonly role: (typeof DELEGATE_ROLES)[number]
  readonly names: Names
  readonly readingLang: Locale
  /** Empty only when an organiser records a nomination that came without an address. */
  readonly email: string
  readonly version: number
}

const OWN_PERSON = z.object({ ...PERSON, email: address() })

/** A nomination by the institution itself: the address is needed, since all else goes there. */
export function readNomination(values: FormValues): Outcome<NamedPerson> {
  const form = readForm(OWN_PERSON, values)
  return form.ok ? done(personOf(form.value)) : form
}

const SOURCE = { channel: choice(RECORDED_CHANNELS), source: line(300) }
const RECORDED_PERSON = z.object({ ...PERSON, email: optionalAddress(), ...SOURCE })

/** A nomination that reached the secretariat by other means, with the channel and the source. */
export function readRecordedNomination(values: FormValues) {
  const form = readForm(RECORDED_PERSON, values)
  if (!form.ok) return form
  return done({ ...personOf(form.value), channel: form.value.channel, source: form.value.source })
}

function personOf(form: z.output<typeof RECORDED_PERSON> | z.output<typeof OWN_PERSON>): NamedPerson {
  const { surname, given, patronymic, position, reading, role, email, version: seen } = form
  return {
    role,
    names: { [reading]: { surname, given, patronymic, salutation: '', position } },
    readingLang: reading,
    email,
    version: seen,
  }
}

const REGRETS = z.object({ reason: optionalText(1000), version: version() })

/** Regrets with a word why, which need not be given. */
export function readRegrets(values: FormValues) {
  const form = readForm(REGRETS, values)
  return form.ok ? done({ source: form.value.reason, version: form.value.version }) : form
}

const RECORDED = z.object({ ...SOURCE, version: version() })

/** What an organiser records on behalf of an institution. */
export function readRecorded(values: FormValues) {
  return readForm(RECORDED, values)
}

const VERSION = z.object({ version: version() })

/** A button that only needs to know what was seen. */
export function readVersion(values: FormValues) {
  return readForm(VERSION, values)
}

const UPDATES = z.object({ version: version(), quiet: flag() })

/** Sends the changes that were shown; `quiet` when that button was pressed. */
export function readUpdates(values: FormValues) {
  return readForm(UPDATES, values)
}

const ANSWER = z.object({
  answer: choice(REPLIES),
  comment: optionalText(2000),
  listing: flag(),
  date_version: version(),
})

/** A delegate's own answer. */
export function readAnswer(values: FormValues) {
  const form = readForm(ANSWER, values)
  if (!form.ok) return form
  const { answer, comment, listing, date_version } = form.value
  return done({ reply: answer, comment, listingConsent: listing, dateVersion: date_version })
}

const RECORDED_ANSWER = z.object({
  answer: choice(REPLIES),
  channel: choice(RECORDED_CHANNELS),
  source: text(2000),
  date_version: version(),
})

/** A delegate's answer that reached the secretariat by other means. */
export function readRecordedAnswer(values: FormValues) {
  const form = readForm(RECORDED_ANSWER, values)
  if (!form.ok) return form
  const { answer, channel, source, date_version } = form.value
  return done({ reply: answer, channel, comment: source, dateVersion: date_version })
}

/** The languages of a letter in the order chosen: `kk,ru`, from a closed list of orders. */
function languageList() {
  return field<readonly Locale[]>((input) => {
    const given = input.split(',')
    const known = given.filter(isLocale)
    const good = known.length === given.length && new Set(known).size === known.length
    return good ? { value: known } : { key: 'forms.not_a_choice' }
  })
}
