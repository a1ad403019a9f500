/** The digest: what waits for one person and what changed, a line each. */

import { type Commitment, type CommitmentState, codeOf, type Due } from '../../src/commitments/commitment.ts'
import type { Unreached } from '../../src/digests/call.ts'
import type { Digest, Line, PromiseLine, Section, Target } from '../../src/digests/digest.ts'
import { formatDate, formatInstant, formatWhen } from '../../src/i18n/dates.ts'
import { chooseText, type Versions } from '../../src/kernel/locale.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import { asTold } from '../../src/meetings/zone-change.ts'
import { expectedSentence, missingWords, requestWords } from '../oversight/words.ts'
import { headline } from '../supply/words.ts'
import { marked } from './invitation.tsx'
import type { Block, LetterBody, LetterItem } from './letter.tsx'
import {
  distanceWords,
  dueWords,
  promisedItems,
  promiseText,
  type Telling,
  timing,
} from './reminder-words.tsx'

interface DigestProps extends Telling {
  readonly greeting: string
  readonly zone: Zone
  readonly digest: Digest
  readonly settingsUrl: string
  /** The address behind a line; undefined where it leads nowhere. */
  urlOf(target: Target): string | undefined
}

/** The sections in their order, each with what was left out, then how to stop the digest. */
export function digestLetter(props: DigestProps): LetterBody {
  const { t, lang, today, digest, greeting, settingsUrl } = props
  const { letters } = t.digests
  const unchanged: Block[] = digest.unchangedSince
    ? [{ kind: 'text', text: letters.digest.unchanged(formatDate(lang, digest.unchangedSince)) }]
    : []
  return {
    subject: letters.digest.subject(formatDate(lang, today), digest.waiting),
    parts: [
      {
        lang,
        blocks: [
          { kind: 'greeting', text: greeting },
          ...digest.sections.flatMap((section) => sectionBlocks(props, section)),
          ...unchanged,
          ...promisedPages(props),
          { kind: 'quiet', text: letters.digest.why },
          { kind: 'list', items: [{ text: letters.settings, url: settingsUrl }] },
        ],
      },
    ],
  }
}

/** For a focal point: the way to everything that the institution promised. */
function promisedPages({ t, lang, digest, urlOf }: DigestProps): Block[] {
  const pages = digest.promised.flatMap(({ institution, target }) => {
    const url = urlOf(target)
    return url ? [{ institution, url }] : []
  })
  return pages.length > 0 ? [{ kind: 'list', items: promisedItems({ t, lang }, pages) }] : []
}

function sectionBlocks(props: DigestProps, { kind, lines, more }: Section): Block[] {
  const { digest } = props.t.digests.letters
  const rest: LetterItem[] = more > 0 ? [{ text: digest.more(more) }] : []
  return [
    { kind: 'heading', text: digest.sections[kind] },
    { kind: 'list', items: [...lines.map((line) => itemOf(props, line)), ...rest] },
  ]
}

function itemOf(props: DigestProps, line: Line): LetterItem {
  const { text, notes } = tell(props, line)
  const page =
    line.kind === 'expected' ? expectedSentence({ t: props.t, locale: props.lang }, line.expected).href : null
  const url = props.urlOf(page ? { kind: 'page', path: page } : line.target)
  const note = notes.filter(Boolean).join('\n')
  return { text, ...(url ? { url } : {}), ...(note ? { note } : {}) }
}

interface Told {
  readonly text: string
  readonly notes: readonly string[]
}

function tell(props: DigestProps, line: Line): Told {
  switch (line.kind) {
    case 'attend':
    case 'nominate':
      return tellMeeting(props, line)
    case 'concluded':
      return {
        text: inWords(props, line.meeting.title),
        notes: [formatWhen(props.lang, asTold(line.meeting)), props.t.meetings.states[line.state]],
      }
    case 'stopped':
      return tellStopped(props, line)
    case 'grant':
      return {
        text: requestWords({ t: props.t, locale: props.lang }, line.request),
        notes: [line.request.reason],
      }
    case 'gaps':
      return { text: props.t.oversight.gaps(line.count), notes: [] }
    case 'risk':
      return tellRisk(props, line)
    case 'expected':
      return { text: expectedSentence({ t: props.t, locale: props.lang }, line.expected).text, notes: [] }
    case 'ahead':
      return tellAhead(props, line)
    case 'failed':
      return { text: line.subject, notes: [formatInstant(props.lang, line.at, props.zone)] }
    default:
      return { text: promiseText(props, line.commitment), notes: promiseNotes(props, line) }
  }
}

function promiseNotes(props: DigestProps, line: Extract<Line, PromiseLine>): string[] {
  const { digest } = props.t.digests.letters
  const dialogue = inWords(props, line.dialogue)
  const lead = inWords(props, line.lead)
  switch (line.kind) {
    case 'owed':
      return [timing(props, line.commitment), dialogue]
    case 'verify':
      return [digest.verify, `${lead}. ${dialogue}`]
    case 'unverified':
      return [digest.noVerifier, `${lead}. ${dialogue}`]
    case 'late':
      return [`${lead}: ${lateWords(props, line)}`]
    case 'call':
      return [`${lead}: ${lateWords(props, line)}`, ownerWords(props, line)]
    default:
      return [changeWords(props, line), `${lead}. ${dialogue}`]
  }
}

function lateWords(props: DigestProps, { commitment, lastReportOn }: PromiseLine): string {
  const { timing: words } = props.t.digests
  const report = lastReportOn ? words.lastReport(formatDate(props.lang, lastReportOn)) : words.noReport
  const late = commitment.dueOn ? distanceWords(props, commitment) : timing(props, commitment)
  return `${late}, ${report}`
}

function ownerWords(
  { t, lang }: DigestProps,
  { owner, pausedUntil }: Extract<Line, { kind: 'call' }>,
): string {
  const { digest } = t.digests.letters
  if (owner === null) return digest.nobody
  const who = digest.owner(owner === 'hidden' ? t.commitments.protectedPerson : owner)
  return pausedUntil ? `${who}. ${t.digests.pausedUntil(formatDate(lang, pausedUntil))}` : who
}

interface Changed {
  readonly state: CommitmentState | null
  readonly moved: { readonly from: Due; readonly to: Due } | null
  readonly commitment: Commitment
}

function changeWords(props: DigestProps, { state, moved, commitment }: Changed): string {
  const { digest } = props.t.digests.letters
  const date = (due: Due) => dueWords(props, { ...commitment, ...due }) || '–'
  return [
    state ? digest.state(props.t.commitments.states[state]) : '',
    moved ? digest.moved(date(moved.from), date(moved.to)) : '',
  ]
    .filter(Boolean)
    .join('. ')
}

function tellMeeting(props: DigestProps, line: Extract<Line, { kind: 'attend' | 'nominate' }>): Told {
  const { meeting, kind, replyBy } = line
  const { digest } = props.t.digests.letters
  const nominate = replyBy ? digest.nominateBy(formatDate(props.lang, replyBy)) : digest.nominate
  return {
    text: inWords(props, meeting.title),
    notes: [formatWhen(props.lang, asTold(meeting)), kind === 'attend' ? digest.attend : nominate],
  }
}

function tellStopped(props: DigestProps, line: Extract<Line, { kind: 'stopped' }>): Told {
  const name = line.owner === 'hidden' ? props.t.commitments.protectedPerson : line.owner
  return {
    text: `${inWords(props, line.lead)}: ${name}`,
    notes: [`${unreachedWords(props, line)}: ${line.numbers.map(codeOf).join(', ')}`],
  }
}

function unreachedWords({ t, lang }: Telling, line: Unreached): string {
  if (line.reason === 'paused') return t.digests.pausedUntil(formatDate(lang, line.pausedUntil))
  const { digest } = t.digests.letters
  return line.reason === 'off' ? digest.stopped : digest.suppressed
}

function inWords({ lang, t }: Telling, versions: Versions): string {
  return marked(chooseText(versions, lang), lang, t)
}

/** The one sentence of a medicine: what runs out when, which step is late, whose it is. */
function tellRisk(props: DigestProps, { risk, institutions }: Extract<Line, { kind: 'risk' }>): Told {
  const reader = { t: props.t, locale: props.lang }
  const { medicine, outlook, today, seesShipments } = risk
  const sentence = headline(reader, outlook, { today, seesShipments, owners: institutions })
  return { text: inWords(props, medicine.name), notes: [sentence] }
}

function tellAhead(props: DigestProps, { meeting, missing }: Extract<Line, { kind: 'ahead' }>): Told {
  const told = { t: props.t, locale: props.lang }
  const words = missing.map((one) => missingWords(told, one)).join('; ')
  return {
    text: inWords(props, meeting.title),
    notes: [formatWhen(props.lang, asTold(meeting)), `${props.t.oversight.missingTitle}: ${words}`],
  }
}
