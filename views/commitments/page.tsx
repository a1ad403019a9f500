/** One commitment as a record: the promise and its facts left, what happened to it right. */

import { codeOf } from '../../src/commitments/commitment.ts'
import { isFinal } from '../../src/commitments/state.ts'
import { formatDate, formatInstant } from '../../src/i18n/dates.ts'
import { shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { HistoryLine } from '../../src/ledger/history.ts'
import { decisionCode } from '../../src/minutes/decision.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import type { SupplyTie } from '../../src/supply/tie.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Facts } from '../parts/facts.tsx'
import { Heading } from '../parts/heading.tsx'
import { History, type HistoryEntry } from '../parts/history.tsx'
import { Notice } from '../parts/notice.tsx'
import { Passage, Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { JointSections } from '../recurring/section.tsx'
import { objectiveWords } from '../roadmaps/objective-choice.tsx'
import { DueRequestSection } from '../steps/due-request.tsx'
import { forecastWords, StepSection } from '../steps/section.tsx'
import { EvidenceTrail } from '../steps/trail.tsx'
import { SupplyTies } from '../supply/tie.tsx'
import { Acts } from './acts.tsx'
import { ChangeTable, MailTable, Reports, Verifications } from './record-parts.tsx'
import { InstitutionWords, personWords, type RecordProps } from './record-words.tsx'
import { dueWords, pressing, slipWords, toneOf } from './words.ts'

/** The page of a commitment. Its title carries only code and dialogue. */
export function CommitmentPage(props: ShellProps & RecordProps & { readonly ties: readonly SupplyTie[] }) {
  const { reader, record, rights } = props
  const { commitment, dialogue, meeting } = record
  const { commitments: t } = reader.t
  const trail = [
    { href: '/commitments', text: t.title },
    ...(meeting
      ? [
          {
            href: `/meetings/${meeting.id}#commitments`,
            text: <Words reader={reader} text={chooseText(meeting.title, reader.locale)} />,
          },
        ]
      : []),
  ]
  return (
    <SecretariatPage {...props} title={`${codeOf(commitment)} · ${dialogue.code}`}>
      <Heading reader={reader} trail={trail} title={codeOf(commitment)} status={<StateWords {...props} />} />
      <div class="record">
        <div>
          <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
          <Warnings {...props} />
          <section>
            <RecordFacts {...props} />
          </section>
          <SupplyTies reader={reader} commitment={commitment} ties={props.ties} />
          <EvidenceTrail reader={reader} record={record} source={props.source} />
          <Acts {...props} />
          <Steps {...props} />
          <JointSections {...props} />
          <ChangeTable {...props} />
          <Reports {...props} />
          <Verifications {...props} />
          {rights.coordinate && <MailTable {...props} />}
        </div>
        <div>
          <History reader={reader} entries={record.history.map((line) => entryOf(props, line))} />
        </div>
      </div>
    </SecretariatPage>
  )
}

/** Steps and requests for another date, in the words of their own room. */
function Steps(props: RecordProps) {
  const { reader, record, rights } = props
  const { commitment, institutions } = record
  const coordinate = rights.coordinate && !isFinal(commitment.state)
  const personOf = (id: Id) => personWords(props, id)
  const nameOf = (id: Id) => {
    const institution = institutions.get(id)
    return institution ? shortNameOf(institution, reader.locale) : { quiet: reader.t.commitments.unlisted }
  }
  const shown = { reader, commitment, coordinate, personOf }
  return (
    <>
      <StepSection
        {...shown}
        files={record.evidence}
        schedule={props.schedule}
        today={props.today}
        nameOf={nameOf}
      />
      <DueRequestSection {...shown} requests={record.requests} />
    </>
  )
}

function StateWords({ reader, record: { commitment }, today }: RecordProps) {
  return (
    <>
      <Status tone={toneOf(commitment.state)}>{reader.t.commitments.states[commitment.state]}</Status>
      {pressing(reader, commitment, today).map((text) => (
        <Status tone="bad">{text}</Status>
      ))}
    </>
  )
}

function Warnings({ reader, record }: RecordProps) {
  if (record.reachable) return null
  return (
    <Notice reader={reader} tone="warn">
      <p>{reader.t.commitments.nobodyReachable}</p>
    </Notice>
  )
}

function RecordFacts(props: RecordProps) {
  const { reader, record } = props
  const { commitment, supporterIds, item, dialogue, objective } = record
  const { fields, visibilities, firstDue, noPerson } = reader.t.commitments
  const { verifierId, personId, pausedUntil, firstDueOn } = commitment
  const title = chooseText(dialogue.title, reader.locale)
  return (
    <Facts
      facts={[
        { term: fields.lead, value: <InstitutionWords {...props} id={commitment.leadId} /> },
        {
          term: fields.person,
          value: personId ? personWords(props, personId) : <Status tone="warn">{noPerson}</Status>,
        },
        { term: fields.due, value: <DueWords {...props} /> },
        { term: reader.t.steps.forecast, value: forecastWords(reader, props.schedule) },
        {
          term: firstDue,
          value: commitment.dueMoves > 0 && firstDueOn ? formatDate(reader.locale, firstDueOn) : null,
        },
        { term: fields.pausedUntil, value: pausedUntil ? formatDate(reader.locale, pausedUntil) : null },
        { term: fields.supporters, value: supporterIds.length > 0 ? <Supporters {...props} /> : null },
        { term: fields.verifier, value: verifierId ? <InstitutionWords {...props} id={verifierId} /> : null },
        {
          term: fields.item,
          value: item && <Words reader={reader} text={chooseText(item.title, reader.locale)} />,
        },
        { term: fields.decision, value: record.decision && <DecisionLink decision={record.decision} /> },
        {
          term: reader.t.roadmaps.objectiveField,
          value: objective && <ServedObjective {...props} objective={objective} />,
        },
        { term: fields.dialogue, value: <Words reader={reader} text={title} /> },
        { term: fields.visibility, value: visibilities[commitment.visibility] },
        { term: reader.t.commitments.actFields.reason, value: closingWords(props) },
      ]}
    />
  )
}

/** The objective with the way to its roadmap. */
function ServedObjective({
  reader,
  objective,
}: Pick<RecordProps, 'reader'> & { readonly objective: Objective }) {
  const href = `/roadmaps/${objective.roadmapId}#${objective.id}`
  return <a href={href}>{objectiveWords(reader, objective)}</a>
}

/** Why it ended: the decision, the reason, or both; nothing while it is open. */
function closingWords({ record: { commitment, closingDecision } }: RecordProps) {
  if (!closingDecision) return commitment.stateNote
  return (
    <>
      <DecisionLink decision={closingDecision} /> {commitment.stateNote}
    </>
  )
}

function DecisionLink({ decision }: { readonly decision: { readonly id: Id; readonly number: number } }) {
  return <a href={`/decisions/${decision.id}`}>{decisionCode(decision)}</a>
}

function DueWords({ reader, record: { commitment } }: RecordProps) {
  const slip = slipWords(reader, commitment)
  return (
    <>
      {dueWords(reader, commitment)}
      {slip && <small> {slip}</small>}
    </>
  )
}

function Supporters(props: RecordProps) {
  return (
    <ul>
      {props.record.supporterIds.map((id) => (
        <li>
          <InstitutionWords {...props} id={id} />
        </li>
      ))}
    </ul>
  )
}

function entryOf(props: RecordProps, line: HistoryLine): HistoryEntry {
  const { reader, record } = props
  const events: Readonly<Record<string, string>> = {
    ...reader.t.recurring.events,
    ...reader.t.commitments.events,
    ...reader.t.steps.events,
  }
  return {
    at: line.at,
    when: formatInstant(reader.locale, line.at, record.dialogue.zone),
    who: personWords(props, line.actorId) || undefined,
    what: events[line.kind.replace('commitment.', '')] ?? line.kind,
  }
}
