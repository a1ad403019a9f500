/** The page behind a report link for an institution that owes a share: the promise, its own periods, its own part. */

import { codeOf } from '../../src/commitments/commitment.ts'
import { formatPeriod } from '../../src/i18n/periods.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import { nameOf } from '../../src/institutions/institution.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Share, ShareReport } from '../../src/recurring/share.ts'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { Actions, PostForm, Submit } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Passage } from '../parts/passage.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { ShareReportFields, ShareReports } from './reports.tsx'
import {
  dueDay,
  type Institutions,
  type Measure,
  ownerCell,
  ownerWords,
  shareWords,
  standing,
} from './words.ts'

interface OwnShares extends Measure {
  readonly reader: Reader
  /** Of the institutions for which the reader speaks, newest period first. */
  readonly shares: readonly Share[]
  /** Those institutions. */
  readonly institutions: Institutions
  /** `/p/<token>`. */
  readonly base: string
}

interface PersonalShareProps extends PersonalProps, OwnShares {
  /** Null for a lead that is never listed. */
  readonly lead: InstitutionName | null
  /** The one that the form is about; null while nothing is asked. */
  readonly chosen: Share | null
  /** Reports on the chosen one, newest first. */
  readonly reports: readonly ShareReport[]
  readonly form: FormState
  /** False once the commitment was settled: then nothing is asked any more. */
  readonly open: boolean
}

/** The task on top, then what else was asked. */
export function PersonalSharePage(props: PersonalShareProps) {
  const { reader, commitment, lead, chosen, form, shares } = props
  const { recurring: t, commitments: words } = reader.t
  const title = `${words.reportPage.title} ${codeOf(commitment)}`
  const names = [...new Set(shares.map(({ institutionId }) => institutionId))].map((id) =>
    ownerWords(reader, props.institutions, id),
  )
  const draft = draftOf(reader, form, { labels: words.reportFields })
  return (
    <PersonalPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} lead={words.reportPage.speakingFor(names.join(', '))} />
      <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
      <Facts
        facts={[{ term: t.page.lead, value: lead ? nameOf(lead, reader.locale).text : words.unlisted }]}
      />
      {chosen ? <Task {...props} chosen={chosen} draft={draft} /> : <p>{t.page.nothing}</p>}
      <OwnShareList {...props} shares={shares.filter(({ id }) => id !== chosen?.id)} />
    </PersonalPage>
  )
}

function Task({
  reader,
  chosen,
  reports,
  commitment,
  base,
  today,
  draft,
  open,
}: PersonalShareProps & { readonly chosen: Share; readonly draft: ReturnType<typeof draftOf> }) {
  const { recurring: t, commitments: words } = reader.t
  const what = chosen.kind === 'part' ? t.page.part : formatPeriod(reader.locale, chosen.periodKey)
  const own = standing(reader, chosen, { commitment, today })
  const returned = reports.find((report) => report.state === 'returned')
  const expected = open && (chosen.state === 'open' || chosen.state === 'missed')
  return (
    <section class="task">
      <h2>{t.page.task(what)}</h2>
      {chosen.text && <Passage reader={reader} text={chooseText(chosen.text, reader.locale)} />}
      <Facts
        facts={[
          { term: t.columns.due, value: dueDay(reader, chosen, commitment) },
          { term: t.columns.state, value: own.text },
        ]}
      />
      {chosen.state === 'open' && returned && (
        <Notice reader={reader} tone="warn" title={words.returnedBecause}>
          <p>{returned.returnReason}</p>
        </Notice>
      )}
      {expected ? (
        <PostForm action={`${base}/shares/${chosen.id}`} hidden={{ version: chosen.version }}>
          <ShareReportFields draft={draft} share={chosen} />
          <Actions>
            <Submit>{words.reportPage.send}</Submit>
          </Actions>
        </PostForm>
      ) : (
        <p>{words.reportPage.closed}</p>
      )}
      <ShareReports reader={reader} reports={reports} zone={commitment.zone} />
    </section>
  )
}

/** What an institution owes and owed, each line leading to its form; nothing without any. */
export function OwnShareList({ reader, shares, institutions, base, ...measure }: OwnShares) {
  const { recurring: t } = reader.t
  if (shares.length === 0) return null
  const several = new Set(shares.map(({ institutionId }) => institutionId)).size > 1
  return (
    <section>
      <h2>{t.page.yours}</h2>
      <Table
        reader={reader}
        caption={t.page.yours}
        rows={shares}
        columns={[
          {
            head: t.columns.period,
            names: true,
            cell: (share) => ({
              href: `${base}/shares/${share.id}`,
              text:
                share.kind === 'part'
                  ? `${t.page.part}: ${shareWords(reader, share)}`
                  : shareWords(reader, share),
            }),
          },
          ...(several
            ? [
                {
                  head: t.columns.institution,
                  cell: (share: Share) => ownerCell(reader, institutions, share.institutionId),
                },
              ]
            : []),
          { head: t.columns.due, tight: true, cell: (share) => dueDay(reader, share, measure.commitment) },
          { head: t.columns.state, cell: (share) => standing(reader, share, measure) },
        ]}
      />
    </section>
  )
}
