/** A share as reminders and digests see it: a promise of its own, with the share's date and words. Pure. */

import type { Commitment } from '../commitments/commitment.ts'
import type { Remindable } from '../commitments/reminders.ts'
import { messagesIn } from '../i18n/messages.ts'
import { formatPeriod } from '../i18n/periods.ts'
import { LOCALES, type Versions } from '../kernel/locale.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import type { Share } from './share.ts'

/** A share with the commitment it belongs to. */
export interface OwedShare {
  readonly share: Share
  readonly commitment: Commitment
}

/** The day on which a share is due: its own, or the commitment's. */
export function dueOfShare(
  share: Pick<Share, 'dueOn'>,
  commitment: Pick<Commitment, 'dueOn'>,
): Share['dueOn'] {
  return share.dueOn ?? commitment.dueOn
}

/** A share with the day that holds for it in place of its own: how it stands, and whether a report on it is late. */
export function datedBy(share: Share, commitment: Pick<Commitment, 'dueOn'>): Share {
  return { ...share, dueOn: dueOfShare(share, commitment) }
}

/** Soonest due first, undated last. */
export function bySoonest(shares: readonly Share[], commitment: Pick<Commitment, 'dueOn'>): Share[] {
  const day = (share: Share) => dueOfShare(share, commitment) ?? '9999'
  return shares.toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0))
}

/** The ladder of a share, shorter than a commitment's: 7 and 1 days before, on the day, then weekly for four weeks. */
export function ladderOf(share: Share, commitment: Commitment, zone: Zone): Remindable {
  return {
    state: share.state === 'open' ? 'agreed' : 'verified',
    dueOn: dueOfShare(share, commitment),
    reviewOn: null,
    pausedUntil: commitment.pausedUntil,
    lastReportOn: share.lastReportAt && dateOf(share.lastReportAt, zone),
    since: dateOf(share.createdAt, zone),
    short: true,
  }
}

/**
 * The commitment in the words of a share: its code and its lead stay, its date, its last report and its text are the
 * share's. Reminders and digests tell it as they tell a commitment.
 */
export function promiseOf(share: Share, commitment: Commitment): Commitment {
  return {
    ...commitment,
    text: share.text ? partText(share.text) : periodText(share, commitment.text),
    state: 'agreed',
    dueOn: dueOfShare(share, commitment),
    duePrecision: 'day',
    reviewOn: null,
    lastReportAt: share.lastReportAt,
  }
}

function partText({ authoritative, texts }: Versions): Versions {
  const named = LOCALES.flatMap((lang) =>
    texts[lang] ? [[lang, messagesIn(lang).recurring.yourPart(texts[lang])]] : [],
  )
  return { authoritative, texts: Object.fromEntries(named) }
}

/** The words of the commitment, and the period that they are asked for. */
function periodText({ periodKey }: Share, { authoritative, texts }: Versions): Versions {
  const named = LOCALES.flatMap((lang) =>
    texts[lang] ? [[lang, `${texts[lang]} (${formatPeriod(lang, periodKey)})`]] : [],
  )
  return { authoritative, texts: Object.fromEntries(named) }
}
