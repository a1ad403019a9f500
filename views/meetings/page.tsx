/** One meeting on one page with anchors: facts, institutions and delegates, agenda, papers, decisions, commitments, mail. */

import type { Child } from 'hono/jsx'
import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { hasDate } from '../../src/feeds/feed.ts'
import { formatWhen } from '../../src/i18n/dates.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Caution } from '../../src/meetings/caution.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { asksFirst, type MeetingMove } from '../../src/meetings/state.ts'
import { asTold } from '../../src/meetings/zone-change.ts'
import { Downloads } from '../feeds/downloads.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { History, type HistoryEntry } from '../parts/history.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { Cautions } from './cautions.tsx'
import { MeetingFacts } from './facts.tsx'
import { meetingTone } from './words.ts'

/** The parts that other rooms bring; each is a section with a heading whose id is its name here. */
export interface MeetingSections {
  readonly delegates?: Child
  readonly agenda?: Child
  readonly papers?: Child
  readonly decisions?: Child
  readonly commitments?: Child
  readonly mail?: Child
}

interface MeetingProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly meeting: Meeting
  readonly previous: Meeting | null
  readonly cautions: readonly Caution[]
  /** Set while edits are gathered: until when, in the reader's words, and how many will be told. */
  readonly gathering: { readonly until: string; readonly delegates: number } | null
  /** The times in the reader's own zone, when that is another one. */
  readonly ownTimes: string | null
  /** The moves that are open to this reader. */
  readonly moves: readonly MeetingMove[]
  readonly mayEdit: boolean
  readonly sections: MeetingSections
  readonly history: readonly HistoryEntry[]
  /** Why a move was refused, in the reader's words. */
  readonly refused: string | null
}

/** The page. */
export function MeetingPage(props: MeetingProps) {
  const { reader, dialogue, meeting, sections } = props
  const { dialogues, meetings: t } = reader.t
  const title = chooseText(meeting.title, reader.locale)
  const trail = [
    { href: '/dialogues', text: dialogues.title },
    { href: `/dialogues/${dialogue.id}`, text: chooseText(dialogue.title, reader.locale).text },
  ]
  return (
    <SecretariatPage {...props} title={title.text}>
      <Heading
        reader={reader}
        trail={trail}
        title={<Words reader={reader} text={title} />}
        status={<Status tone={meetingTone(meeting.state)}>{t.states[meeting.state]}</Status>}
        lead={formatWhen(reader.locale, asTold(meeting))}
        actions={<Acts {...props} />}
      />
      {props.ownTimes && <p>{t.yourTime(props.ownTimes)}</p>}
      {hasDate(meeting.state) && (
        <Downloads reader={reader} meeting={`/meetings/${meeting.id}/meeting.ics`} secretariat={null} />
      )}
      <Remarks {...props} />
      <Anchors {...props} />
      <section aria-labelledby="facts">
        <h2 id="facts">{t.sections.facts}</h2>
        <MeetingFacts reader={reader} meeting={meeting} previous={props.previous} />
      </section>
      {sections.delegates}
      {sections.agenda}
      {sections.papers}
      {sections.decisions}
      {sections.commitments}
      {sections.mail}
      <div id="history">
        <History reader={reader} entries={props.history} />
      </div>
    </SecretariatPage>
  )
}

function Acts({ reader, meeting, moves, mayEdit }: MeetingProps) {
  const { meetings: t, shell } = reader.t
  const own = `/meetings/${meeting.id}`
  const onward = moves.find((move) => move !== 'postponement' && move !== 'cancellation')
  if (moves.length === 0 && !mayEdit) return null
  return (
    <Actions>
      {onward && asksFirst(onward) && (
        <LinkButton href={`${own}/${onward}`} weight="main">
          {t.moves[onward]}
        </LinkButton>
      )}
      {onward && !asksFirst(onward) && (
        <PostButton action={`${own}/${onward}`} weight="main">
          {t.moves[onward]}
        </PostButton>
      )}
      {mayEdit && <LinkButton href={`${own}/edit`}>{shell.form.edit}</LinkButton>}
      {moves
        .filter((move) => move !== onward && asksFirst(move))
        .map((move) => (
          <LinkButton href={`${own}/${move}`} weight={move === 'cancellation' ? 'danger' : 'plain'}>
            {t.moves[move]}
          </LinkButton>
        ))}
    </Actions>
  )
}

function Remarks({ reader, meeting, refused, cautions, gathering, mayEdit }: MeetingProps) {
  const { meetings: t } = reader.t
  return (
    <>
      {refused && (
        <Notice reader={reader} tone="bad">
          <p>{refused}</p>
        </Notice>
      )}
      <Cautions reader={reader} cautions={cautions} />
      {gathering && (
        <Notice reader={reader} tone="neutral">
          <p>{t.gathering(gathering.until, gathering.delegates)}</p>
          {mayEdit && (
            <LinkButton href={`/meetings/${meeting.id}/updates`}>
              {reader.t.invitations.sending.updates.look}
            </LinkButton>
          )}
        </Notice>
      )}
    </>
  )
}

const ANCHORS = ['delegates', 'agenda', 'papers', 'decisions', 'commitments', 'mail'] as const

function Anchors({ reader, sections }: MeetingProps) {
  const { sections: words } = reader.t.meetings
  const present = ANCHORS.filter((name) => sections[name])
  return (
    <nav aria-label={words.label}>
      <ul class="actions">
        {(['facts', ...present, 'history'] as const).map((name) => (
          <li>
            <a href={`#${name}`}>{words[name]}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
