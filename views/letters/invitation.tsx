/** The letters to an institution: invitation, reminder, withdrawal; each part complete in its language. */

import type { Told } from '../../src/calendar/days.ts'
import { type DayHours, formatLongDate, formatWhen } from '../../src/i18n/dates.ts'
import { type Messages, messagesIn } from '../../src/i18n/messages.ts'
import { formatList, formatNumber } from '../../src/i18n/numbers.ts'
import type { Capacity } from '../../src/invitations/invitation.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { type Chosen, chooseText, type Locale, type Versions } from '../../src/kernel/locale.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { MeetingFormat } from '../../src/meetings/meeting.ts'
import { listName, type Named } from '../../src/people/name.ts'
import type { Block, LetterBody, LetterPart } from './letter.tsx'

/** The facts of a meeting as letters tell them. */
export interface LetterMeeting {
  readonly title: Versions
  readonly venue: Versions
  readonly days: readonly DayHours[]
  readonly zone: Zone
  /** As in `CalendarFacts`. */
  readonly told?: Told
  readonly link: string
  readonly format: MeetingFormat
  readonly languages: readonly Locale[]
  readonly interpretation: readonly Locale[]
  /** Subjects must not tell what it is about. */
  readonly neutralSubject: boolean
}

/** What all letters to an institution carry. */
export interface InstitutionLetter {
  /** In the order in which the parts are to be read; at least one. */
  readonly languages: readonly Locale[]
  readonly number: string
  readonly date: LocalDate
  readonly institution: Versions
  /** The office addressed; may be empty. */
  readonly addressee: string
  readonly meeting: LetterMeeting
  readonly dialogue: { readonly title: Versions; readonly code: string }
  /** The mailbox that people can write to. */
  readonly mailbox: string
}

/** The invitation and its reminder ask for names by a personal link. */
export interface AskingLetter extends InstitutionLetter {
  readonly capacity: Capacity
  readonly seats: number
  readonly replyBy: LocalDate | null
  /** The focal point for whom the link is. */
  readonly recipient: Named
  readonly url: string
  /** The paragraphs of the official letter in a language; without them the usual opening stands there. */
  readonly words?: (lang: Locale) => readonly string[]
}

/** The official letter: number, date, addressee, its words, meeting, seats, reply-by, link; no calendar entry. */
export function invitationBody(props: AskingLetter): LetterBody {
  return letter(props, 'invitation', (lang, t) => asking(props, lang, t), props.words)
}

/** The same facts and the same link, to those who have neither named anybody nor declined. */
export function reminderBody(props: AskingLetter): LetterBody {
  return letter(props, 'reminder', (lang, t) => asking(props, lang, t))
}

/** Takes the invitation back. */
export function withdrawnBody(props: InstitutionLetter): LetterBody {
  return letter(props, 'withdrawn', (lang, t) => [meetingFacts(props, lang, t)])
}

function letter(
  props: InstitutionLetter,
  kind: 'invitation' | 'reminder' | 'withdrawn',
  rest: (lang: Locale, t: Messages) => readonly Block[],
  words?: AskingLetter['words'],
): LetterBody {
  const parts = props.languages.map((lang): LetterPart => {
    const t = messagesIn(lang)
    const own = t.invitations.letters[kind]
    const opening = words?.(lang) ?? [own.intro]
    return {
      lang,
      blocks: [
        { kind: 'heading', text: own.heading },
        { kind: 'facts', rows: headRows(props, lang, t) },
        ...opening.map((text): Block => ({ kind: 'text', text })),
        ...rest(lang, t),
        { kind: 'text', text: `${t.invitations.letters.secretariat(props.dialogue.code)}\n${props.mailbox}` },
      ],
    }
  })
  const first = props.languages[0] ?? props.meeting.title.authoritative
  const { subject } = messagesIn(first).invitations.letters[kind]
  return { subject: subject(titleOutside(props.meeting, props.dialogue.code, first)), parts }
}

function asking(props: AskingLetter, lang: Locale, t: Messages): Block[] {
  const words = t.invitations.letters.invitation
  return [
    meetingFacts(props, lang, t),
    { kind: 'facts', rows: termRows(props, lang, t) },
    { kind: 'text', text: words.ask(formatNumber(lang, props.seats)) },
    { kind: 'action', label: words.action, url: props.url },
    { kind: 'text', text: words.calendar },
    { kind: 'text', text: words.otherWays },
    { kind: 'quiet', text: words.personal(listName(props.recipient, lang)) },
  ]
}

function headRows(props: InstitutionLetter, lang: Locale, t: Messages): Row[] {
  const { facts } = t.invitations.letters
  const institution = marked(chooseText(props.institution, lang), lang, t)
  return filled([
    [facts.number, props.number],
    [facts.date, formatLongDate(lang, props.date)],
    [facts.to, [institution, props.addressee].filter(Boolean).join('\n')],
  ])
}

function meetingFacts(props: InstitutionLetter, lang: Locale, t: Messages): Block {
  const { facts } = t.invitations.letters
  const dialogue = marked(chooseText(props.dialogue.title, lang), lang, t)
  return { kind: 'facts', rows: filled([...meetingRows(props.meeting, lang), [facts.dialogue, dialogue]]) }
}

function termRows(props: AskingLetter, lang: Locale, t: Messages): Row[] {
  const { facts } = t.invitations.letters
  return filled([
    [facts.capacity, t.invitations.capacities[props.capacity]],
    [facts.seats, formatNumber(lang, props.seats)],
    [facts.replyBy, props.replyBy ? formatLongDate(lang, props.replyBy) : ''],
  ])
}

/** The title where strangers may look over a shoulder: in lists of mails and in shared calendars. */
export function titleOutside(
  { title, neutralSubject }: Pick<LetterMeeting, 'title' | 'neutralSubject'>,
  code: string,
  lang: Locale,
): string {
  if (neutralSubject) return messagesIn(lang).invitations.letters.neutralTitle(code)
  return chooseText(title, lang).text
}

type Row = readonly [label: string, value: string]

/** When and where in `lang`, the zone written out, empty facts left out; every letter about a meeting has them. */
export function meetingRows(meeting: LetterMeeting, lang: Locale): Row[] {
  const t = messagesIn(lang)
  const { facts, languageNames } = t.invitations.letters
  const names = (locales: readonly Locale[]) =>
    formatList(
      lang,
      locales.map((locale) => languageNames[locale]),
    )
  return filled([
    [facts.meeting, marked(chooseText(meeting.title, lang), lang, t)],
    [facts.when, formatWhen(lang, meeting)],
    [facts.where, marked(chooseText(meeting.venue, lang), lang, t)],
    [facts.format, t.meetings.formats[meeting.format]],
    [facts.link, meeting.link],
    [facts.languages, names(meeting.languages)],
    [facts.interpretation, names(meeting.interpretation)],
  ])
}

/** A text, with a note when it is in another language than the letter (product.md rule 6). */
export function marked(chosen: Chosen, lang: Locale, t: Messages): string {
  if (chosen.text === '' || chosen.lang === lang) return chosen.text
  return `${chosen.text} (${t.shell.passage.only[chosen.lang]})`
}

function filled(rows: readonly Row[]): Row[] {
  return rows.filter(([, value]) => value !== '')
}
