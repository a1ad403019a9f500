/** The papers of a meeting as its page shows them to the secretariat: what is offered, and what it replaced. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import type { KeptFile, OfferedPaper } from '../../src/documents/paper.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Chosen } from '../../src/kernel/locale.ts'
import { dateOf, type Zone } from '../../src/kernel/zone.ts'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { FileLink, kindWords } from './file.tsx'
import { Others } from './papers.tsx'

interface SectionProps {
  readonly reader: Reader
  readonly meetingId: Id
  readonly papers: readonly OfferedPaper[]
  readonly removed: readonly KeptFile[]
  /** The titles of the items of the agenda that the reader may see. */
  readonly items: ReadonlyMap<Id, Chosen>
  readonly zone: Zone
  readonly mayEdit: boolean
  /** What came of the files, by file, as far as the reader may see it. */
  readonly commitments: ReadonlyMap<Id, readonly Commitment[]>
  /** Where a commitment is recorded that comes of a file; null for who may not. */
  readonly record: string | null
}

/** Heading `papers`, a table of what is offered, the older ones folded away. */
export function PaperSection(props: SectionProps) {
  const { reader, meetingId, papers, mayEdit } = props
  const { documents: t } = reader.t
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{t.title}</h2>
      <Table reader={reader} caption={t.title} columns={columnsOf(props)} rows={papers} empty={t.none} />
      <Older {...props} />
      {mayEdit && (
        <Actions>
          <LinkButton href={`/meetings/${meetingId}/papers/new`}>{t.add}</LinkButton>
        </Actions>
      )}
    </section>
  )
}

function columnsOf(props: SectionProps): Column<OfferedPaper>[] {
  const { reader, items, mayEdit } = props
  const { columns, wholeMeeting } = reader.t.documents
  const shown: Column<OfferedPaper>[] = [
    { head: columns.paper, names: true, cell: (paper) => ({ view: <Offered {...props} paper={paper} /> }) },
    { head: columns.item, cell: ({ subjectId }) => items.get(subjectId) ?? wholeMeeting },
    { head: columns.added, tight: true, cell: ({ file }) => dayOf(props, file.addedAt) },
  ]
  if (!mayEdit && props.record === null) return shown
  return [...shown, { head: columns.acts, cell: (paper) => ({ view: <Acts {...props} paper={paper} /> }) }]
}

type RowProps = SectionProps & { readonly paper: OfferedPaper }

/** The commitments that came of any version of a paper. */
function CameOf({ reader, paper, commitments }: RowProps) {
  const files = [paper.file, ...paper.others, ...paper.older]
  const found = files.flatMap(({ id }) => commitments.get(id) ?? [])
  if (found.length === 0) return null
  return (
    <p class="hint">
      {reader.t.steps.trail.cameOf}:{' '}
      {found.map((one, at) => (
        <>
          {at > 0 && ', '}
          <a href={`/commitments/${one.id}`}>{codeOf(one)}</a>
        </>
      ))}
    </p>
  )
}

function Offered(props: RowProps) {
  const { reader, paper } = props
  return (
    <>
      <FileLink reader={reader} file={paper.file} under="/documents" alone={paper.others.length === 0} />{' '}
      <small>{kindWords(reader, paper.file)}</small>
      <Others reader={reader} others={paper.others} under="/documents" />
      <CameOf {...props} />
    </>
  )
}

function Acts({ reader, meetingId, paper, mayEdit, record }: RowProps) {
  const { documents: t } = reader.t
  const title = <span class="unseen">: {paper.file.title}</span>
  return (
    <div class="actions">
      {mayEdit && (
        <>
          <LinkButton href={`/meetings/${meetingId}/papers/new?paper=${paper.paperId}`}>
            {t.addVersion}
            {title}
          </LinkButton>
          <LinkButton href={`/documents/${paper.file.id}/removal`}>
            {t.remove}
            {title}
          </LinkButton>
        </>
      )}
      {record && (
        <LinkButton href={`${record}?document=${paper.file.id}`}>
          {reader.t.steps.source.fromDocument}
          {title}
        </LinkButton>
      )}
    </div>
  )
}

function Older(props: SectionProps) {
  const { reader, papers, removed, mayEdit } = props
  const { documents: t } = reader.t
  const older = papers.flatMap((paper) => paper.older)
  if (!mayEdit || older.length + removed.length === 0) return null
  return (
    <details>
      <summary>{t.older}</summary>
      <ul class="lines">
        {older.map((file) => (
          <li>
            <span>
              <FileLink reader={reader} file={file} under="/documents" />{' '}
              <small>
                {kindWords(reader, file)} · {dayOf(props, file.addedAt)}
              </small>
            </span>
            <a href={`/documents/${file.id}/removal`}>{t.remove}</a>
          </li>
        ))}
        {removed.map((file) => (
          <li>
            <span>
              {file.title} <small>{file.name}</small>
            </span>
            <small>{t.removedOn(dayOf(props, file.removedAt ?? file.addedAt))}</small>
          </li>
        ))}
      </ul>
    </details>
  )
}

function dayOf({ reader, zone }: SectionProps, at: KeptFile['addedAt']): string {
  return formatDate(reader.locale, dateOf(at, zone))
}
