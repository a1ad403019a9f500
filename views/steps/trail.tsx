/** Where a commitment comes from and how far it got, as one line to follow (product.md rule 4), each part a link. */

import type { Child } from 'hono/jsx'
import { type Commitment, codeOf, type SourceShown } from '../../src/commitments/commitment.ts'
import type { CommitmentRecord } from '../../src/commitments/record.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import { decisionCode } from '../../src/minutes/decision.ts'
import { toneOf } from '../commitments/words.ts'
import type { Cell } from '../parts/cell.ts'
import { localPath } from '../parts/ext.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

interface TrailProps {
  readonly reader: Reader
  readonly record: CommitmentRecord
  /** The plan or document it comes from, if this reader may open it. */
  readonly source: SourceShown | null
}

/** One link of the chain: what it is, and what there is of it. */
interface Part {
  readonly term: string
  readonly value: Child
}

/** Agenda item → decision → commitment → steps → evidence → report → verification. */
export function EvidenceTrail(props: TrailProps) {
  const { reader } = props
  const { trail: t } = reader.t.steps
  return (
    <section aria-labelledby="chain">
      <h2 id="chain">{t.title}</h2>
      <ol class="chain">
        {[...originOf(props), ...courseOf(props)].map(({ term, value }) => (
          <li>
            <small>{term}</small> <span>{value ?? t.missing}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What it came of, as far as this reader may know of it. */
function originOf({ reader, record, source }: TrailProps): Part[] {
  const { commitment, meeting, item, decision } = record
  const { trail: t, source: words } = reader.t.steps
  const { kind } = commitment.source
  if (kind !== 'meeting') {
    const there = source && <a href={localPath(source.href) ?? '#'}>{source.title}</a>
    return [{ term: words.title, value: there ?? words.kinds[kind] }]
  }
  const title = item && <Words reader={reader} text={chooseText(item.title, reader.locale)} />
  const where = meeting && <Words reader={reader} text={chooseText(meeting.title, reader.locale)} />
  const agenda = meeting && <a href={`/meetings/${meeting.id}${item ? '#agenda' : ''}`}>{title ?? where}</a>
  return [
    ...(agenda ? [{ term: item ? t.item : words.title, value: agenda }] : []),
    ...(decision
      ? [{ term: t.decision, value: <a href={`/decisions/${decision.id}`}>{decisionCode(decision)}</a> }]
      : []),
  ]
}

/** What became of it, up to the verification. */
function courseOf({ reader, record }: TrailProps): Part[] {
  const { commitment, steps, evidence, reports, verifications, dialogue } = record
  const { steps: own, commitments: t } = reader.t
  const counted = steps.filter(({ state }) => state !== 'skipped')
  const over = counted.filter(({ state }) => state === 'done').length
  const files = [...evidence.values()].flat().filter(({ removedAt }) => removedAt === null)
  const [report, verification] = [reports[0], verifications[0]]
  const day = (at: typeof commitment.createdAt) => formatDate(reader.locale, dateOf(at, dialogue.zone))
  return [
    { term: own.trail.commitment, value: <CommitmentWords reader={reader} commitment={commitment} /> },
    {
      term: own.trail.steps,
      value: counted.length > 0 ? <a href="#steps">{own.trail.done(over, counted.length)}</a> : null,
    },
    {
      term: own.trail.evidence,
      value: files[0] ? (
        <a href={`/documents/${files[0].id}`}>
          {files[0].title || files[0].name}
          {files.length > 1 ? ` (+${files.length - 1})` : ''}
        </a>
      ) : null,
    },
    {
      term: own.trail.report,
      value: report ? (
        <a href="#reports">
          {t.claims[report.claim]}, {day(report.at)}
        </a>
      ) : null,
    },
    {
      term: own.trail.verification,
      value: verification ? (
        <a href="#verification">
          {t.results[verification.result]}, {day(verification.at)}
        </a>
      ) : null,
    },
  ]
}

function CommitmentWords({
  reader,
  commitment,
}: {
  readonly reader: Reader
  readonly commitment: Commitment
}) {
  return (
    <>
      {codeOf(commitment)}
      {' · '}
      <Status tone={toneOf(commitment.state)}>{reader.t.commitments.states[commitment.state]}</Status>
    </>
  )
}

/** Commitments as cells of lines that lead to them: what came of an item or a document. */
export function commitmentLines(commitments: readonly Commitment[]): readonly Cell[] {
  return commitments.map((one) => ({ href: `/commitments/${one.id}`, text: codeOf(one) }))
}
