/** The parts of a commitment's record: moves of the date, reports, verifications, mail. */

import type { DueChange } from '../../src/commitments/due.ts'
import type { CommitmentMail } from '../../src/commitments/record.ts'
import type { Report } from '../../src/commitments/report.ts'
import { isFinal } from '../../src/commitments/state.ts'
import type { Verification } from '../../src/commitments/verification.ts'
import { formatDate, formatDue, formatInstant } from '../../src/i18n/dates.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import { EvidenceFiles, type EvidenceShown } from '../documents/evidence.tsx'
import { Actions, LinkButton, PostButton } from '../parts/actions.tsx'
import { Ext, externalUrl } from '../parts/ext.tsx'
import { Status, type Tone } from '../parts/status.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { InstitutionWords, personWords, type RecordProps } from './record-words.tsx'

/** Every move of the due date, first to last; nothing for a date that never moved. */
export function ChangeTable(props: RecordProps) {
  const { reader, record } = props
  const { sections, table } = reader.t.commitments
  if (record.changes.length === 0) return null
  const columns: Column<DueChange>[] = [
    {
      head: table.at,
      names: true,
      tight: true,
      cell: (row) => formatDate(reader.locale, dateOf(row.at, record.dialogue.zone)),
    },
    {
      head: table.from,
      tight: true,
      cell: (row) => formatDue(reader.locale, { on: row.oldDueOn, precision: row.oldPrecision }),
    },
    {
      head: table.to,
      tight: true,
      cell: (row) => formatDue(reader.locale, { on: row.newDueOn, precision: row.newPrecision }),
    },
    { head: table.reason, cell: (row) => row.reason },
    {
      head: table.requestedBy,
      cell: (row) => ({
        lines: [row.requestedBy, { quiet: table.grantedBy(personWords(props, row.grantedBy)) }],
      }),
    },
  ]
  return (
    <section>
      <h2>{sections.changes}</h2>
      <Table reader={reader} caption={sections.changes} columns={columns} rows={record.changes} />
    </section>
  )
}

/** What the lead institution reported, newest first, with what the coordinator can do about it. */
export function Reports(props: RecordProps) {
  const { reader, record } = props
  const { sections, noReports } = reader.t.commitments
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{sections.reports}</h2>
      {record.reports.length === 0 && <p class="none">{noReports}</p>}
      <div class="history" hidden={record.reports.length === 0}>
        <ol>
          {record.reports.map((report) => (
            <li>
              <ReportWords {...props} report={report} />
              <ReportActs {...props} report={report} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

const REPORT_TONES: Readonly<Record<Report['state'], Tone>> = {
  sent: 'neutral',
  accepted: 'good',
  returned: 'warn',
}

function ReportWords(props: RecordProps & { readonly report: Report }) {
  const { reader, record, report } = props
  const { commitments: t } = reader.t
  return (
    <>
      <p>
        {[
          formatInstant(reader.locale, report.at, record.dialogue.zone),
          t.channels[report.channel],
          report.personId ? personWords(props, report.personId) : report.source,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>
        <strong>{t.claims[report.claim]}</strong> ·{' '}
        <Status tone={REPORT_TONES[report.state]}>{t.reportStates[report.state]}</Status>{' '}
        {report.late && <Status tone="bad">{t.lateReport}</Status>}
      </p>
      <ReportTexts
        reader={reader}
        report={report}
        files={{ evidence: record.evidence, under: '/documents', mayRemove: props.rights.coordinate }}
      />
    </>
  )
}

interface ReportTextsProps extends Pick<RecordProps, 'reader'> {
  readonly report: Report
  readonly files: EvidenceShown
}

/** The words of a report: what was done, what proves it, why it came back. */
export function ReportTexts({ reader, report, files }: ReportTextsProps) {
  const { reportFields, returnedBecause } = reader.t.commitments
  return (
    <>
      {report.text && <p>{report.text}</p>}
      {report.evidence && (
        <p>
          {reportFields.evidence}: <Evidence text={report.evidence} />
        </p>
      )}
      <EvidenceFiles reader={reader} reportId={report.id} {...files} />
      {report.returnReason && (
        <p>
          {returnedBecause}: {report.returnReason}
        </p>
      )}
    </>
  )
}

/** Evidence that is nothing but an address becomes a link. */
function Evidence({ text }: { readonly text: string }) {
  return externalUrl(text) ? <Ext href={text} /> : text
}

function ReportActs({ reader, record, rights, report }: RecordProps & { readonly report: Report }) {
  const { acts } = reader.t.commitments
  const { commitment } = record
  if (!rights.coordinate || report.state !== 'sent' || isFinal(commitment.state)) return null
  const path = `/commitments/${commitment.id}/reports/${report.id}`
  return (
    <Actions>
      <PostButton action={`${path}/acceptance`}>{acts.acceptance}</PostButton>
      <LinkButton href={`${path}/return`}>{acts.returning}</LinkButton>
    </Actions>
  )
}

const RESULT_TONES: Readonly<Record<Verification['result'], Tone>> = {
  confirmed: 'good',
  partly: 'warn',
  not_confirmed: 'bad',
}

/** What other institutions say, newest first. */
export function Verifications(props: RecordProps) {
  const { reader, record } = props
  const { commitments: t } = reader.t
  return (
    <section aria-labelledby="verification">
      <h2 id="verification">{t.sections.verification}</h2>
      {record.verifications.length === 0 && <p class="none">{t.notVerified}</p>}
      <div class="history" hidden={record.verifications.length === 0}>
        <ol>
          {record.verifications.map((verification) => (
            <li>
              <p>
                {formatInstant(reader.locale, verification.at, record.dialogue.zone)} · {t.verifiedBy}{' '}
                <InstitutionWords {...props} id={verification.institutionId} />
              </p>
              <p>
                <Status tone={RESULT_TONES[verification.result]}>{t.results[verification.result]}</Status>
              </p>
              {verification.text && <p>{verification.text}</p>}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

const MAIL_TONES: Readonly<Record<CommitmentMail['progress'], Tone>> = {
  waiting: 'neutral',
  sent: 'good',
  kept: 'quiet',
  failed: 'bad',
  withdrawn: 'quiet',
}

/** Mail about this commitment; for the coordinator only, because it names its recipients. */
export function MailTable({ reader, record }: RecordProps) {
  const { commitments: t } = reader.t
  const columns: Column<CommitmentMail>[] = [
    {
      head: t.table.at,
      names: true,
      tight: true,
      cell: (row) => formatInstant(reader.locale, row.at, record.dialogue.zone),
    },
    { head: t.table.mail, cell: (row) => t.mailKinds[row.kind] },
    { head: t.table.recipient, cell: (row) => row.toName },
    {
      head: t.table.state,
      cell: (row) => ({ tone: MAIL_TONES[row.progress], text: t.mailStates[row.progress] }),
    },
  ]
  return (
    <section>
      <h2>{t.sections.mail}</h2>
      <Table
        reader={reader}
        caption={t.sections.mail}
        columns={columns}
        rows={record.mails}
        empty={t.noMail}
      />
    </section>
  )
}
