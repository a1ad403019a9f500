/** Letters about commitments: what was promised, asked to be verified, sent back, moved. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import type { DueMove } from '../../src/commitments/due.ts'
import type { Report } from '../../src/commitments/report.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { chooseText, type Locale } from '../../src/kernel/locale.ts'
import type { DueRequest } from '../../src/steps/due-request.ts'
import { dueWords } from '../commitments/words.ts'
import type { Block, LetterBody } from './letter.tsx'

interface PromisedProps {
  readonly t: Messages
  readonly lang: Locale
  readonly greeting: string
  readonly institution: string
  readonly meeting: string
  readonly date: string
  readonly promises: readonly { readonly commitment: Commitment; readonly url: string }[]
  /** The page with all that the institution promised, in other dialogues too. */
  readonly allUrl: string
}

/** After a meeting: everything one institution promised there, each with the link to report. */
export function promised(props: PromisedProps): LetterBody {
  const { t, lang, meeting, date, institution, promises, allUrl } = props
  const { letters } = t.commitments
  const items = promises.map(({ commitment, url }) => ({
    text: textOf(t, lang, commitment),
    note: letters.dueNote(dueWords({ t, locale: lang }, commitment)),
    url,
  }))
  return letterOf(props, letters.promised.subject(meeting), [
    { kind: 'text', text: letters.promised.intro({ meeting, date, institution }) },
    { kind: 'list', items },
    { kind: 'text', text: letters.promised.how },
    { kind: 'action', label: t.overview.promised.letter.all, url: allUrl },
    { kind: 'quiet', text: letters.personalLink },
  ])
}

interface CommitmentLetterProps {
  readonly t: Messages
  readonly lang: Locale
  readonly greeting: string
  readonly dialogue: string
  readonly lead: string
  readonly commitment: Commitment
  readonly url: string
}

/** To the verifying institution: what the lead says it did, and where to say whether that is so. */
export function verificationAsked(
  props: CommitmentLetterProps & { readonly report: Pick<Report, 'text' | 'evidence'> },
): LetterBody {
  const { t, commitment, report } = props
  const { letters, reportFields } = t.commitments
  return letterOf(props, letters.verification.subject(codeOf(commitment)), [
    { kind: 'text', text: letters.verification.intro },
    {
      kind: 'facts',
      rows: [
        ...factsOf(props),
        [reportFields.evidence, report.evidence],
        ...(report.text ? [[reportFields.text, report.text] as const] : []),
      ],
    },
    { kind: 'action', label: letters.verification.action, url: props.url },
    { kind: 'quiet', text: letters.personalLink },
  ])
}

/** To the owner: the report came back, and why. */
export function returned(props: CommitmentLetterProps & { readonly reason: string }): LetterBody {
  const { letters } = props.t.commitments
  return letterOf(props, letters.returned.subject(codeOf(props.commitment)), [
    { kind: 'text', text: letters.returned.intro },
    { kind: 'facts', rows: [[letters.reason, props.reason], ...factsOf(props)] },
    { kind: 'action', label: letters.report, url: props.url },
    { kind: 'quiet', text: letters.personalLink },
  ])
}

/** To the owner: the old date, the new one, and why. */
export function moved(props: CommitmentLetterProps & { readonly move: DueMove }): LetterBody {
  const { t, lang, commitment, move } = props
  const { letters } = t.commitments
  return letterOf(props, letters.moved.subject(codeOf(commitment), dueWords({ t, locale: lang }, move.due)), [
    { kind: 'text', text: letters.moved.intro },
    {
      kind: 'facts',
      rows: [
        [letters.moved.before, dueWords({ t, locale: lang }, commitment)],
        [letters.moved.after, dueWords({ t, locale: lang }, move.due)],
        [letters.reason, move.reason],
        [letters.promise, textOf(t, lang, commitment)],
        [letters.dialogue, props.dialogue],
      ],
    },
    { kind: 'action', label: letters.report, url: props.url },
    { kind: 'quiet', text: letters.personalLink },
  ])
}

/** To the owner: the date that was asked for, and why the one there is stays. */
export function refusedDue(
  props: CommitmentLetterProps & {
    readonly request: Pick<DueRequest, 'dueOn' | 'duePrecision' | 'answer'>
  },
): LetterBody {
  const { t, lang, commitment, request } = props
  const { letters } = t.commitments
  const { dueRequests } = t.steps
  return letterOf(props, dueRequests.letterSubject(codeOf(commitment)), [
    { kind: 'text', text: dueRequests.letterIntro },
    {
      kind: 'facts',
      rows: [
        [dueRequests.asked, dueWords({ t, locale: lang }, { ...request, reviewOn: null })],
        [letters.reason, request.answer],
        ...factsOf(props),
      ],
    },
    { kind: 'action', label: letters.report, url: props.url },
    { kind: 'quiet', text: letters.personalLink },
  ])
}

function letterOf(
  { lang, greeting }: { readonly lang: Locale; readonly greeting: string },
  subject: string,
  blocks: readonly Block[],
): LetterBody {
  return { subject, parts: [{ lang, blocks: [{ kind: 'greeting', text: greeting }, ...blocks] }] }
}

function factsOf(props: CommitmentLetterProps): (readonly [string, string])[] {
  const { t, lang, commitment } = props
  const { letters, fields } = t.commitments
  return [
    [letters.promise, textOf(t, lang, commitment)],
    [fields.lead, props.lead],
    [fields.due, dueWords({ t, locale: lang }, commitment)],
    [letters.dialogue, props.dialogue],
  ]
}

/** Code and words; a text in another language says so. */
function textOf(t: Messages, lang: Locale, commitment: Commitment): string {
  const { text, lang: written } = chooseText(commitment.text, lang)
  const remark = written === lang ? '' : ` (${t.shell.passage.only[written]})`
  return `${codeOf(commitment)}: ${text}${remark}`
}
