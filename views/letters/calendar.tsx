/** The letters around a calendar entry: named, changed, cancelled, postponed, no longer named. */

import { formatDateRange, formatWhen } from '../../src/i18n/dates.ts'
import { type Messages, messagesIn } from '../../src/i18n/messages.ts'
import type { CalendarChange, CalendarFacts } from '../../src/invitations/calendar-facts.ts'
import type { DelegateRole } from '../../src/invitations/nomination.ts'
import { chooseText, type Locale, type Versions } from '../../src/kernel/locale.ts'
import { type LetterMeeting, marked, meetingRows, titleOutside } from './invitation.tsx'
import type { Block, LetterBody } from './letter.tsx'

/** What every letter to a delegate carries. */
export interface DelegateLetter {
  readonly lang: Locale
  /** «Құрметті Айгүл Серікқызы!» */
  readonly greeting: string
  readonly institution: Versions
  readonly role: DelegateRole
  readonly meeting: LetterMeeting
  readonly code: string
  readonly mailbox: string
}

/** Tells a person that they are named; the request for the calendar goes with it. */
export function requestBody(props: DelegateLetter & { readonly url: string }): LetterBody {
  const t = messagesIn(props.lang)
  const { request, facts } = t.invitations.letters
  const institution = marked(chooseText(props.institution, props.lang), props.lang, t)
  return body(props, request.subject(titleDatePlace(props)), [
    { kind: 'text', text: request.intro },
    {
      kind: 'facts',
      rows: [
        ...meetingRows(props.meeting, props.lang),
        [facts.institution, institution],
        [facts.role, t.invitations.roles[props.role]],
      ],
    },
    { kind: 'action', label: request.action, url: props.url },
    { kind: 'quiet', text: request.note },
  ])
}

interface UpdateLetter extends DelegateLetter {
  readonly url: string
  readonly was: CalendarFacts
  readonly is: CalendarFacts
  /** What this reader sees change, not empty. */
  readonly changes: readonly CalendarChange[]
  /** True when the person had answered to an earlier time. */
  readonly askAgain: boolean
}

/** Tells what changed, old values beside the new ones, all in the reader's language. */
export function updateBody(props: UpdateLetter): LetterBody {
  const t = messagesIn(props.lang)
  const { update, request } = t.invitations.letters
  const blocks: Block[] = [
    { kind: 'text', text: update.intro },
    { kind: 'heading', text: update.heading },
    { kind: 'facts', rows: props.changes.map((change) => changeRow(props, change, t)) },
    { kind: 'heading', text: update.now },
    { kind: 'facts', rows: meetingRows(props.meeting, props.lang) },
    ...(props.askAgain ? [{ kind: 'text', text: update.askAgain } as const] : []),
    { kind: 'action', label: request.action, url: props.url },
    { kind: 'quiet', text: request.note },
  ]
  return body(props, subjectOf(props), blocks)
}

/**
 * The text of an update that is sent quietly: what, when and where, no greeting, no old values, no link. One
 * sentence stays when the person has to answer again, since their answer is dropped whether they read this or not.
 */
export function quietBody(props: UpdateLetter): LetterBody {
  const { update } = messagesIn(props.lang).invitations.letters
  const rows = meetingRows({ ...props.meeting, languages: [], interpretation: [] }, props.lang)
  return {
    subject: subjectOf(props),
    parts: [
      {
        lang: props.lang,
        blocks: [
          { kind: 'facts', rows },
          ...(props.askAgain ? [{ kind: 'text', text: update.askAgain } as const] : []),
        ],
      },
    ],
  }
}

function subjectOf(props: UpdateLetter): string {
  const { update } = messagesIn(props.lang).invitations.letters
  const confirmed = props.changes.every((change) => change === 'status') && !props.is.tentative
  return (confirmed ? update.confirmed : update.subject)(titleDatePlace(props))
}

/** Why an entry is taken out of a calendar. */
export type CancelReason = 'cancel' | 'postponed' | 'removed' | 'moved'

/** Takes the entry out of the calendar and says why; carries no link. */
export function cancelBody(props: DelegateLetter & { readonly reason: CancelReason }): LetterBody {
  const { subject, intro } = messagesIn(props.lang).invitations.letters[props.reason]
  return body(props, subject(titleDatePlace(props)), [
    { kind: 'text', text: intro },
    { kind: 'facts', rows: meetingRows(props.meeting, props.lang) },
  ])
}

function body(props: DelegateLetter, subject: string, blocks: readonly Block[]): LetterBody {
  const t = messagesIn(props.lang)
  const signature = `${t.invitations.letters.secretariat(props.code)}\n${props.mailbox}`
  return {
    subject,
    parts: [
      {
        lang: props.lang,
        blocks: [{ kind: 'greeting', text: props.greeting }, ...blocks, { kind: 'text', text: signature }],
      },
    ],
  }
}

/** For subjects: title, date and place, so that a mail list alone tells what is when. */
function titleDatePlace({ meeting, code, lang }: DelegateLetter): string {
  const [first, last] = [meeting.days[0], meeting.days.at(-1)]
  const date = first && last ? formatDateRange(lang, first.date, last.date) : ''
  const title = titleOutside(meeting, code, lang)
  // The name of a house may tell as much as a title.
  const venue = meeting.neutralSubject ? '' : chooseText(meeting.venue, lang).text
  return [title, date, venue].filter(Boolean).join(', ')
}

function changeRow(props: UpdateLetter, change: CalendarChange, t: Messages): [string, string] {
  const { label, was, is } = changeShown(props, change, props.lang)
  return [label, t.invitations.letters.update.wasIs(was, is)]
}

/** One change in words: what it is about, what was and what is; also for the organiser's page. */
export function changeShown(
  { was, is }: Readonly<Record<'was' | 'is', CalendarFacts>>,
  change: CalendarChange,
  lang: Locale,
): Readonly<Record<'label' | 'was' | 'is', string>> {
  const { facts, update } = messagesIn(lang).invitations.letters
  const label = {
    status: facts.status,
    time: facts.when,
    title: facts.meeting,
    venue: facts.where,
    link: facts.link,
    format: facts.format,
  }[change]
  const value = (of: CalendarFacts) => shownValue(of, change, lang) || update.nothing
  return { label, was: value(was), is: value(is) }
}

function shownValue(facts: CalendarFacts, change: CalendarChange, lang: Locale): string {
  const { invitations, meetings } = messagesIn(lang)
  const { status } = invitations.letters
  switch (change) {
    case 'status':
      return facts.tentative ? status.tentative : status.confirmed
    case 'time':
      return formatWhen(lang, facts)
    case 'title':
      return chooseText(facts.title, lang).text
    case 'venue':
      return chooseText(facts.venue, lang).text
    case 'link':
      return facts.link
    case 'format':
      return meetings.formats[facts.format]
  }
}
