/** One dialogue: its meetings on a line, what is open, who is invited, its rules, roles and history. */

import type { Dialogue, DialogueMove } from '../../src/dialogues/dialogue.ts'
import type { Sector } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { CommitmentCounts, type CountedShow } from '../commitments/counts.tsx'
import { Downloads } from '../feeds/downloads.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { MeetingLine } from '../meetings/line.tsx'
import { Actions, LinkButton, PostButton } from '../parts/actions.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { History, type HistoryEntry } from '../parts/history.tsx'
import { Notice } from '../parts/notice.tsx'
import { Passage, Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { DialogueFacts, DialogueRules } from './facts.tsx'
import { type NamedRole, RoleSection } from './roles.tsx'
import { dialogueTone } from './words.ts'

interface DialogueProps extends ShellProps {
  readonly dialogue: Dialogue
  /** In order of their dates. */
  readonly meetings: readonly Meeting[]
  /** Of its commitments, as far as the reader sees them. */
  readonly counts: readonly CountedShow[]
  readonly sectors: readonly Sector[]
  /** Institutions invited to the next meeting by sector id; null when none is planned or it is not for this reader. */
  readonly invited: ReadonlyMap<Id, number> | null
  readonly roles: readonly NamedRole[]
  readonly history: readonly HistoryEntry[]
  readonly moves: readonly DialogueMove[]
  readonly mayOrganise: boolean
  /** May this reader see the official letters? */
  readonly seesLetters: boolean
  readonly mayCoordinate: boolean
  /** May meetings still be planned? */
  readonly takesMeetings: boolean
  readonly form: FormState
  /** Why an act was refused, in the reader's words. */
  readonly refused: string | null
}

/** The page. */
export function DialoguePage(props: DialogueProps) {
  const { reader, dialogue, meetings } = props
  const { dialogues: t } = reader.t
  const title = chooseText(dialogue.title, reader.locale)
  return (
    <SecretariatPage {...props} title={title.text} faulty={props.form.faults.length > 0}>
      <FaultSummary draft={draftOf(reader, props.form)} />
      <Heading
        reader={reader}
        trail={[{ href: '/dialogues', text: t.title }]}
        title={<Words reader={reader} text={title} />}
        status={<Status tone={dialogueTone(dialogue.state)}>{t.states[dialogue.state]}</Status>}
        actions={props.mayOrganise && <Acts {...props} />}
      />
      {props.refused && (
        <Notice reader={reader} tone="bad">
          <p>{props.refused}</p>
        </Notice>
      )}
      <div class="record">
        <div>
          <section aria-labelledby="meetings">
            <h2 id="meetings">{t.meetings}</h2>
            <MeetingLine reader={reader} meetings={meetings} />
            <Downloads
              reader={reader}
              meeting={null}
              secretariat={`/dialogues/${dialogue.id}/secretariat.vcf`}
            />
          </section>
          <Commitments {...props} />
          <Supply {...props} />
          <Roadmaps {...props} />
          <Plans {...props} />
          {props.seesLetters && <Letters {...props} />}
          <SectorBalance {...props} />
          <Mandate {...props} />
          <section aria-labelledby="rules">
            <h2 id="rules">{t.rules}</h2>
            <DialogueRules reader={reader} dialogue={dialogue} />
          </section>
          <RoleSection {...props} />
          {props.mayCoordinate && (
            <p>
              <a href={`/dialogues/${dialogue.id}/reach`}>{reader.t.digests.reach.title}</a>
            </p>
          )}
        </div>
        <History reader={reader} entries={props.history} />
      </div>
    </SecretariatPage>
  )
}

function Acts({ reader, dialogue, moves, takesMeetings }: DialogueProps) {
  const { dialogues: t, shell } = reader.t
  const own = `/dialogues/${dialogue.id}`
  return (
    <Actions>
      {takesMeetings && (
        <LinkButton href={`${own}/meetings/new`} weight="main">
          {t.plan}
        </LinkButton>
      )}
      {moves.map((move) =>
        // Closing ends planning for everybody, so it asks first.
        move === 'closure' ? (
          <LinkButton href={`${own}/closure`}>{t.moves.closure}</LinkButton>
        ) : (
          <PostButton action={`${own}/${move}`}>{t.moves[move]}</PostButton>
        ),
      )}
      {dialogue.state !== 'archived' && <LinkButton href={`${own}/edit`}>{shell.form.edit}</LinkButton>}
      <LinkButton href={`${own}/feed`}>{reader.t.feeds.title}</LinkButton>
    </Actions>
  )
}

function Commitments({ reader, dialogue, counts, mayCoordinate }: DialogueProps) {
  return (
    <section aria-labelledby="commitments">
      <h2 id="commitments">{reader.t.commitments.title}</h2>
      <CommitmentCounts reader={reader} dialogueId={dialogue.id} counts={counts} mayImport={mayCoordinate} />
      <p>
        <a href={`/dialogues/${dialogue.id}/status`}>{reader.t.status.see}</a>
        {mayCoordinate && (
          <>
            {' · '}
            <a href={`/dialogues/${dialogue.id}/commitments/new`}>{reader.t.steps.source.record}</a>
            {' · '}
            <a href={`/dialogues/${dialogue.id}/step-templates`}>{reader.t.steps.templates.title}</a>
          </>
        )}
      </p>
    </section>
  )
}

function Supply({ reader, dialogue }: DialogueProps) {
  const { supply: t } = reader.t
  return (
    <section aria-labelledby="supply">
      <h2 id="supply">{t.title}</h2>
      <p>
        <a href={`/dialogues/${dialogue.id}/supply`}>{t.open}</a>
      </p>
    </section>
  )
}

function Plans({ reader, dialogue }: DialogueProps) {
  const { plans: t } = reader.t
  return (
    <section aria-labelledby="plans">
      <h2 id="plans">{t.title}</h2>
      <p>
        <a href={`/dialogues/${dialogue.id}/plans`}>{t.open}</a>
      </p>
    </section>
  )
}

function Roadmaps({ reader, dialogue }: DialogueProps) {
  const { roadmaps: t } = reader.t
  return (
    <section aria-labelledby="roadmaps">
      <h2 id="roadmaps">{t.title}</h2>
      <p>
        <a href={`/dialogues/${dialogue.id}/roadmaps`}>{t.open}</a>
      </p>
    </section>
  )
}

function Letters({ reader, dialogue }: DialogueProps) {
  const { correspondence: t } = reader.t
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{t.title}</h2>
      <p>
        <a href={`/dialogues/${dialogue.id}/letters`}>{t.register.open}</a>
      </p>
    </section>
  )
}

function SectorBalance({ reader, sectors, invited }: DialogueProps) {
  const { dialogues: t } = reader.t
  if (!invited) return null
  return (
    <section aria-labelledby="sectors">
      <h2 id="sectors">{t.sectors}</h2>
      <Table
        reader={reader}
        caption={t.sectors}
        rows={sectors}
        columns={[
          { head: t.sector, names: true, cell: (sector) => chooseText(sector.names, reader.locale) },
          {
            head: t.invited,
            numeric: true,
            cell: (sector) => invited.get(sector.id) ?? { tone: 'warn', text: t.nobodyYet },
          },
        ]}
      />
    </section>
  )
}

function Mandate({ reader, dialogue }: DialogueProps) {
  const { dialogues: t } = reader.t
  const mandate = chooseText(dialogue.mandate, reader.locale)
  return (
    <section aria-labelledby="mandate">
      <h2 id="mandate">{t.mandate}</h2>
      {mandate.text ? <Passage reader={reader} text={mandate} /> : <p class="none">{t.noMandate}</p>}
      <DialogueFacts reader={reader} dialogue={dialogue} />
    </section>
  )
}
