/** What the start page of the secretariat shows. */

import type { Commitment } from '../commitments/commitment.ts'
import type { Call, Stopped } from '../digests/call.ts'
import type { Id } from '../kernel/id.ts'
import type { UndeliveredMail } from '../mail/undelivered.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { Oversight } from '../oversight/oversight.ts'

/** How many institutions were invited to a meeting, and how many of them nominated or sent regrets. */
export interface Replies {
  readonly invited: number
  readonly answered: number
}

/** The first few of a longer list. */
export interface Few {
  readonly total: number
  readonly first: readonly Commitment[]
}

export interface Needs {
  readonly meetings: readonly Meeting[]
  /** By meeting; of a meeting without an entry the answers are not for this reader. */
  readonly replies: ReadonlyMap<Id, Replies>
  /** Late, with some report. */
  readonly late: Few
  /** Late without any report. */
  readonly silent: Few
  /** Reported done, to be verified by another institution. */
  readonly reported: Few
  /** Whom to phone, because reminders have ended or reach nobody. */
  readonly calls: readonly Call[]
  /** Who gets no reminders. */
  readonly stopped: readonly Stopped[]
  /** Official mail that did not arrive and of which nobody was told by other means: the first few, and how many. */
  readonly lostMails: { readonly total: number; readonly first: readonly UndeliveredMail[] }
  /** All mail that failed or is not certain. */
  readonly failedMails: number
  /** Mail that came back after a relay had taken it. */
  readonly returnedMails: number
  /** Answers by mail that wait for a decision. */
  readonly openAnswers: number
  /** Announced meetings whose clock was changed by law. */
  readonly clockChanges: number
  /** The reader may open dialogues and has none so far: say what to do first. */
  readonly isNew: boolean
  /** For who coordinates something; else null. */
  readonly oversight: Oversight | null
}
