/** What needs somebody's eye before all else: mail in trouble, answers that wait, clocks that changed. */

import type { Needs } from '../../src/home/needs.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import { Notice } from '../parts/notice.tsx'
import type { Reader } from '../reader.ts'

interface NoticesProps {
  readonly reader: Reader
  readonly needs: Needs
  readonly keepsMail: boolean
}

/** What somebody has to look at, each with the way there; nothing when all is well. */
export function Notices({ reader, needs, keepsMail }: NoticesProps) {
  const { home: t } = reader.t
  return (
    <>
      {needs.failedMails > 0 && (
        <Notice reader={reader} tone="bad" title={t.failedMails(needs.failedMails)}>
          <p>
            <a href="/mail/undelivered">{t.toMail}</a>
          </p>
        </Notice>
      )}
      {needs.returnedMails + needs.openAnswers > 0 && (
        <Notice reader={reader} tone="warn" title={reader.t.inbound.task}>
          <p>
            <a href="/mail/bounces">
              {reader.t.inbound.returned.number(formatNumber(reader.locale, needs.returnedMails))}
            </a>
            {' · '}
            <a href="/mail/review">
              {reader.t.inbound.waiting(formatNumber(reader.locale, needs.openAnswers))}
            </a>
          </p>
        </Notice>
      )}
      {needs.clockChanges > 0 && (
        <Notice reader={reader} tone="warn" title={reader.t.meetings.clocks.task(needs.clockChanges)}>
          <p>
            <a href="/meetings/zones">{reader.t.meetings.clocks.open}</a>
          </p>
        </Notice>
      )}
      {keepsMail && (
        <Notice reader={reader} tone="warn" title={t.keepsMail}>
          <p>{t.keepsMailWhy}</p>
        </Notice>
      )}
    </>
  )
}
