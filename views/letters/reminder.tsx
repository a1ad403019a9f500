/** The reminder: everything on which one person owes a word, in one mail. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText, type Versions } from '../../src/kernel/locale.ts'
import type { OwnStep } from '../../src/supply/tie.ts'
import { tieWords } from '../supply/words.ts'
import { marked } from './invitation.tsx'
import type { Block, LetterBody } from './letter.tsx'
import {
  distanceWords,
  dueWords,
  type PromisedUrl,
  promisedItems,
  promiseText,
  type Telling,
  timing,
} from './reminder-words.tsx'

/** One commitment with the recipient's own link to report on it. */
export interface RemindedPromise {
  readonly commitment: Commitment
  readonly dialogue: Versions
  readonly lead: Versions
  readonly lastReportOn: LocalDate | null
  /** Steps of a delivery that are the recipient's own, with their last days; nothing else of the delivery. */
  readonly ownSteps?: readonly OwnStep[]
  readonly url: string
}

interface ReminderProps extends Telling {
  readonly greeting: string
  /** At least one. */
  readonly promises: readonly RemindedPromise[]
  /** All that an institution promised, for its focal point. */
  readonly promised: readonly PromisedUrl[]
  readonly settingsUrl: string
}

/** One commitment is told in full with a button, several as a list with a link each. */
export function reminderLetter(props: ReminderProps): LetterBody {
  const { t, lang, greeting, promises, promised, settingsUrl } = props
  const { letters } = t.digests
  const [first] = promises
  const { subject, blocks } = first && promises.length === 1 ? single(props, first) : several(props)
  return {
    subject,
    parts: [
      {
        lang,
        blocks: [
          { kind: 'greeting', text: greeting },
          ...blocks,
          ...(promised.length > 0 ? [{ kind: 'list' as const, items: promisedItems(props, promised) }] : []),
          { kind: 'quiet', text: letters.reminder.why },
          { kind: 'list', items: [{ text: letters.settings, url: settingsUrl }] },
        ],
      },
    ],
  }
}

interface Told {
  readonly subject: string
  readonly blocks: readonly Block[]
}

function single(props: ReminderProps, promise: RemindedPromise): Told {
  const { t, lang } = props
  const { commitment, dialogue, lead, lastReportOn, url } = promise
  const { reminder } = t.digests.letters
  const { timing: words } = t.digests
  const distance = distanceWords(props, commitment)
  const due = dueWords(props, commitment)
  return {
    subject: reminder.subject(codeOf(commitment), timing(props, commitment)),
    blocks: [
      { kind: 'text', text: reminder.intro },
      {
        kind: 'facts',
        rows: [
          [reminder.commitment, promiseText(props, commitment)],
          [reminder.due, commitment.dueOn ? words.line(due, distance) : timing(props, commitment)],
          [reminder.lastReport, lastReportOn ? formatDate(lang, lastReportOn) : words.noReport],
          [reminder.lead, marked(chooseText(lead, lang), lang, t)],
          [reminder.dialogue, marked(chooseText(dialogue, lang), lang, t)],
          ...stepLines(props, promise).map((line) => [t.supply.ahead.promised.title, line] as const),
        ],
      },
      { kind: 'action', label: reminder.action, url },
    ],
  }
}

function stepLines({ t, lang }: ReminderProps, { ownSteps = [] }: RemindedPromise): string[] {
  return ownSteps.map((own) => tieWords({ locale: lang, t }, { step: own.step, deadline: own }))
}

function several(props: ReminderProps): Told {
  const { t, lang, promises } = props
  const { reminder } = t.digests.letters
  const items = promises.map((promise) => ({
    text: promiseText(props, promise.commitment),
    url: promise.url,
    note: [
      timing(props, promise.commitment),
      marked(chooseText(promise.dialogue, lang), lang, t),
      ...stepLines(props, promise),
    ].join('\n'),
  }))
  return {
    subject: reminder.subjectMany(promises.length),
    blocks: [
      { kind: 'text', text: reminder.introMany },
      { kind: 'list', items },
    ],
  }
}
