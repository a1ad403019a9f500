/** The reports on a share, and the fields of a new one: the same by link and for the secretariat. */

import { CLAIMS, MIN_EVIDENCE } from '../../src/commitments/report.ts'
import { formatInstant } from '../../src/i18n/dates.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { Share, ShareReport } from '../../src/recurring/share.ts'
import { Radios } from '../parts/choice.tsx'
import { Ext, externalUrl } from '../parts/ext.tsx'
import { type Draft, TextArea } from '../parts/field.tsx'
import type { Reader } from '../reader.ts'

interface ReportsProps {
  readonly reader: Reader
  /** Newest first. */
  readonly reports: readonly ShareReport[]
  readonly zone: Zone
  /** Who reported, as far as the reader may be told. */
  readonly whoOf?: (report: ShareReport) => string
}

/** Everything that was reported on a share, newest first; nothing without a report. */
export function ShareReports({ reader, reports, zone, whoOf }: ReportsProps) {
  const { commitments: t, recurring: own } = reader.t
  if (reports.length === 0) return null
  return (
    <div class="history">
      <ol>
        {reports.map((report) => (
          <li>
            <p>
              {[
                formatInstant(reader.locale, report.at, zone),
                report.ofStock ? own.byStock : t.channels[report.channel],
                whoOf?.(report) ?? '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <p>
              <strong>{t.claims[report.claim]}</strong> · {t.reportStates[report.state]}
              {report.late && <> · {t.lateReport}</>}
            </p>
            {report.text && <p>{report.text}</p>}
            {report.evidence && (
              <p>
                {t.reportFields.evidence}:{' '}
                {externalUrl(report.evidence) ? <Ext href={report.evidence} /> : report.evidence}
              </p>
            )}
            {report.returnReason && (
              <p>
                {t.returnedBecause}: {report.returnReason}
              </p>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** What a report on a share says: a part is under way or done, a period has its figures. */
export function ShareReportFields({ draft, share }: { readonly draft: Draft; readonly share: Share }) {
  const { commitments: t, recurring: own } = draft.reader.t
  if (share.kind === 'period')
    return (
      <>
        <TextArea draft={draft} name="text" label={own.share.words} rows={4} />
        <TextArea draft={draft} name="evidence" rows={2} optional />
      </>
    )
  return (
    <>
      <Radios
        draft={draft}
        name="claim"
        choices={CLAIMS.map((value) => ({ value, text: t.claims[value] }))}
      />
      <TextArea draft={draft} name="text" rows={4} optional="unsaid" />
      <TextArea
        draft={draft}
        name="evidence"
        rows={2}
        hint={t.hints.evidence(MIN_EVIDENCE)}
        optional="unsaid"
      />
    </>
  )
}
