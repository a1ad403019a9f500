/** One roadmap: its act, how far it is, every objective with its indicators and what serves it, its history. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { MeasuredObjective, Named } from '../../src/roadmaps/content.ts'
import type { Tally } from '../../src/roadmaps/progress.ts'
import { type Roadmap, type RoadmapMove, roadmapMoves } from '../../src/roadmaps/roadmap.ts'
import type { Served } from '../../src/roadmaps/served.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Ext } from '../parts/ext.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { TextArea } from '../parts/field.tsx'
import { Files } from '../parts/files.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { History, type HistoryEntry } from '../parts/history.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { roadmapTrail } from './list.tsx'
import { ObjectiveSection } from './objective.tsx'
import { actWords, ownerWords, periodWords, roadmapTone, tallyWords } from './words.ts'

export interface RoadmapPageProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly roadmap: Roadmap
  readonly measured: readonly MeasuredObjective[]
  readonly tally: Tally
  readonly named: Named
  readonly served: Served
  /** The day it is looked at, and today. */
  readonly on: LocalDate
  readonly today: LocalDate
  readonly history: readonly HistoryEntry[]
  readonly mayKeep: boolean
  /** The move that was refused, with what was typed. */
  readonly form: FormState
  readonly refused: RoadmapMove | null
}

/** The page. */
export function RoadmapPage(props: RoadmapPageProps) {
  const { reader, dialogue, roadmap, measured, tally, mayKeep, form } = props
  const { roadmaps: t } = reader.t
  const title = chooseText(roadmap.title, reader.locale)
  const own = `/roadmaps/${roadmap.id}`
  const edits = mayKeep && roadmap.state !== 'evaluated'
  return (
    <SecretariatPage {...props} title={title.text} faulty={form.faults.length > 0}>
      {props.refused && <FaultSummary draft={draftOf(reader, form, moveDraft(props, props.refused))} />}
      <Heading
        reader={reader}
        trail={roadmapTrail(reader, dialogue)}
        title={<Words reader={reader} text={title} />}
        status={<Status tone={roadmapTone(roadmap.state)}>{t.states[roadmap.state]}</Status>}
        lead={tallyWords(reader, tally)}
        actions={
          edits && (
            <Actions>
              <LinkButton href={`${own}/objectives/new`} weight="main">
                {t.objective.add}
              </LinkButton>
              <LinkButton href={`${own}/edit`}>{reader.t.shell.form.edit}</LinkButton>
              {roadmap.state === 'running' && (
                <LinkButton href={`${own}/closing`}>{t.closing.write}</LinkButton>
              )}
            </Actions>
          )
        }
      />
      <Files label={t.one} path={`${own}/roadmap`} formats={['pdf', 'docx', 'xlsx', 'csv']} />
      <About {...props} />
      {measured.some(({ own: indicators }) => indicators.length > 0) && <p class="hint">{t.progress.line}</p>}
      {measured.length === 0 && <p class="none">{t.objective.none}</p>}
      {measured.map((one) => (
        <ObjectiveSection {...props} one={one} edits={edits} />
      ))}
      {mayKeep && <Moves {...props} />}
      <History reader={reader} entries={props.history} />
    </SecretariatPage>
  )
}

function About(props: RoadmapPageProps) {
  const { reader, roadmap, named } = props
  const { facts: t } = reader.t.roadmaps
  return (
    <>
      <Facts
        facts={[
          { term: t.period, value: periodWords(reader, roadmap) },
          { term: t.owner, value: ownerWords(reader, roadmap.ownerId, named) },
          { term: t.act, value: <Act {...props} /> },
        ]}
      />
      {roadmap.state === 'evaluated' && props.on < props.today && (
        <p class="hint">{t.asOf(formatDate(reader.locale, props.on))}</p>
      )}
      {roadmap.state !== 'draft' && roadmap.actOn && (
        <p class="hint">{t.namesOf(formatDate(reader.locale, roadmap.actOn))}</p>
      )}
    </>
  )
}

function Act({ reader, roadmap }: RoadmapPageProps) {
  const { facts: t } = reader.t.roadmaps
  const words = actWords(reader, roadmap) ?? t.draft
  return (
    <>
      {words}
      {roadmap.actDocumentId && (
        <>
          {' · '}
          <a href={`/documents/${roadmap.actDocumentId}`}>{t.actText}</a>
        </>
      )}
      {roadmap.actLink && (
        <>
          {' · '}
          <Ext href={roadmap.actLink}>{t.actText}</Ext>
        </>
      )}
    </>
  )
}

function moveDraft({ reader }: RoadmapPageProps, move: RoadmapMove) {
  return { labels: { reason: reader.t.roadmaps.moves.reason }, form: move }
}

/** The steps that are open, each with the words that go into the history. */
function Moves(props: RoadmapPageProps) {
  const { reader, roadmap, form, refused } = props
  const { moves: t } = reader.t.roadmaps
  return (
    <section aria-labelledby="moves">
      <h2 id="moves">{t.title}</h2>
      {roadmapMoves(roadmap.state).map((move) => {
        const typed = move === refused ? form : { values: {}, faults: [] }
        return (
          <details open={move === refused}>
            <summary>{t[move]}</summary>
            <p class="hint">{t.hints[move]}</p>
            <PostForm
              action={`/roadmaps/${roadmap.id}/${move}`}
              hidden={{ version: roadmap.version }}
              label={t[move]}
            >
              <TextArea
                draft={draftOf(reader, typed, moveDraft(props, move))}
                name="reason"
                rows={3}
                optional={move !== 'return'}
              />
              <Submit weight={move === 'return' ? 'plain' : 'main'}>{t[move]}</Submit>
            </PostForm>
          </details>
        )
      })}
    </section>
  )
}
