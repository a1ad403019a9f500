/** One decision as a record: its words, how it was taken, what follows from it, what happened to it. */

import type { AgendaItem } from '../../src/agenda/item.ts'
import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatInstant } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { HistoryLine } from '../../src/ledger/history.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { type Decision, decisionCode, isEditable, possibleMoves } from '../../src/minutes/decision.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import { toneOf as commitmentTone } from '../commitments/words.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { Heading } from '../parts/heading.tsx'
import { History } from '../parts/history.tsx'
import { Passage, Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { methodWords, toneOf } from './words.ts'

interface DecisionProps extends ShellProps {
  readonly decision: Decision
  readonly meeting: Meeting
  /** Null also when the viewer may not know of it. */
  readonly item: AgendaItem | null
  /** Those recorded under it that the viewer may see. */
  readonly commitments: readonly Commitment[]
  readonly history: readonly HistoryLine[]
  /** Those who acted, as far as the viewer may be told their names. */
  readonly people: ReadonlyMap<Id, PersonCard>
  readonly mayRecord: boolean
}

/** The page of a decision. */
export function DecisionPage(props: DecisionProps) {
  const { reader, decision, meeting } = props
  const { minutes: t } = reader.t
  const title = <Words reader={reader} text={chooseText(meeting.title, reader.locale)} />
  return (
    <SecretariatPage {...props} title={`${t.fields.text} ${decisionCode(decision)}`}>
      <Heading
        reader={reader}
        trail={[{ href: `/meetings/${meeting.id}#decisions`, text: title }]}
        title={decisionCode(decision)}
        status={<Status tone={toneOf(decision.state)}>{t.states[decision.state]}</Status>}
      />
      <div class="record">
        <div>
          <Passage reader={reader} text={chooseText(decision.text, reader.locale)} />
          <section>
            <DecisionFacts {...props} />
          </section>
          {props.mayRecord && <Moves {...props} />}
          <Following {...props} />
        </div>
        <div>
          <Past {...props} />
        </div>
      </div>
    </SecretariatPage>
  )
}

function DecisionFacts({ reader, decision, item, meeting }: DecisionProps) {
  const { fields, whole } = reader.t.minutes
  return (
    <Facts
      facts={[
        {
          term: fields.item,
          value: item ? <Words reader={reader} text={chooseText(item.title, reader.locale)} /> : whole,
        },
        { term: fields.method, value: methodWords(reader, decision) },
        { term: fields.reservations, value: decision.reservations },
        { term: fields.recordedAt, value: formatInstant(reader.locale, decision.recordedAt, meeting.zone) },
      ]}
    />
  )
}

function Moves({ reader, decision, meeting }: DecisionProps) {
  const { moves } = reader.t.minutes
  const { commitments: commitmentTexts, shell } = reader.t
  const path = `/decisions/${decision.id}`
  const editable = isEditable(decision.state, meeting.state)
  return (
    <section aria-label={moves.title}>
      <Actions>
        {possibleMoves(decision.state).map((move) => (
          <PostButton action={`${path}/${move}`} weight={move === 'adoption' ? 'main' : 'plain'}>
            {moves[move]}
          </PostButton>
        ))}
        {editable && <LinkButton href={`${path}/edit`}>{shell.form.edit}</LinkButton>}
        <LinkButton href={`/meetings/${meeting.id}/commitments/new?decision=${decision.id}`}>
          {commitmentTexts.record}
        </LinkButton>
      </Actions>
    </section>
  )
}

function Following({ reader, commitments }: DecisionProps) {
  const { follows, followsNothing } = reader.t.minutes
  const { fields, states } = reader.t.commitments
  return (
    <section>
      <h2>{follows}</h2>
      <Table
        reader={reader}
        caption={follows}
        empty={followsNothing}
        rows={commitments}
        columns={[
          {
            head: fields.code,
            names: true,
            tight: true,
            cell: (row) => ({ href: `/commitments/${row.id}`, text: codeOf(row) }),
          },
          { head: fields.text, cell: (row) => chooseText(row.text, reader.locale) },
          {
            head: fields.state,
            cell: (row) => ({ tone: commitmentTone(row.state), text: states[row.state] }),
          },
        ]}
      />
    </section>
  )
}

function Past({ reader, history, people, meeting }: DecisionProps) {
  const events: Readonly<Record<string, string>> = reader.t.minutes.events
  const entries = history.map((line) => {
    const card = people.get(line.actorId)
    return {
      at: line.at,
      when: formatInstant(reader.locale, line.at, meeting.zone),
      who: card && listName(card, reader.locale),
      what: events[line.kind.replace('decision.', '')] ?? line.kind,
    }
  })
  return <History reader={reader} entries={entries} />
}
