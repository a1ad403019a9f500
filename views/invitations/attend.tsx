/** The delegate's page: who one is, when and where, one answer to give. Works without script, on a poor line. */

import type { TimetableDay } from '../../src/agenda/timetable.ts'
import type { OfferedPaper } from '../../src/documents/paper.ts'
import { formatInstant } from '../../src/i18n/dates.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import { type GivenAnswer, outdatedAnswer, REPLIES } from '../../src/invitations/answer.ts'
import type { Delegate } from '../../src/invitations/nomination.ts'
import type { ParticipantsShown } from '../../src/invitations/participants.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { Timetable, type TimetableNames } from '../agenda/timetable.tsx'
import { PapersToRead, paperLines } from '../documents/papers.tsx'
import { MeetingFiles } from '../feeds/downloads.tsx'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { PostForm, Submit } from '../parts/actions.tsx'
import { Radios } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { type Draft, TextArea, textIn } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import type { Reader } from '../reader.ts'
import { MeetingSummary } from './summary.tsx'
import { choicesOf } from './words.ts'

interface AttendProps extends PersonalProps {
  /** Address of this page, `/p/<token>`. */
  readonly own: string
  readonly you: string
  /** The reader's own zone, in which the history's instants are told. */
  readonly zone: Zone
  readonly meeting: Meeting
  readonly institution: InstitutionName
  readonly delegate: Delegate
  /** The days in the reader's own zone, when the clocks differ; else null. */
  readonly ownTimes: string | null
  /** Oldest first. */
  readonly history: readonly GivenAnswer[]
  /** What participants may read of the published agenda; no days until it is. */
  readonly agenda: { readonly days: readonly TimetableDay[]; readonly names: TimetableNames }
  readonly papers: readonly OfferedPaper[]
  readonly participants: ParticipantsShown
  /** What may still be done: answering needs a date that is told. */
  readonly open: boolean
  readonly form: FormState
}

/** The page. */
export function AttendPage(props: AttendProps) {
  const { reader, meeting, delegate, form, ownTimes } = props
  const { attend: t, roles, answer, forms } = reader.t.invitations
  const draft = draftOf(reader, form, { labels: { answer, comment: forms.comment } })
  return (
    <PersonalPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={<Words reader={reader} text={chooseText(meeting.title, reader.locale)} />}
        lead={
          <>
            {t.you(props.you)}
            <br />
            {t.for}: <Words reader={reader} text={nameOf(props.institution, reader.locale)} />
            <br />
            {t.role(roles[delegate.role])}
          </>
        }
      />
      <State {...props} />
      <MeetingSummary reader={reader} meeting={meeting} ownTimes={ownTimes} />
      {delegate.state === 'nominated' && <MeetingFiles {...props} />}
      {props.open && <Question {...props} draft={draft} />}
      <Agenda {...props} />
      <PapersToRead reader={reader} papers={props.papers} under={`${props.own}/documents`} />
      <Participants reader={reader} participants={props.participants} />
      <Given {...props} />
    </PersonalPage>
  )
}

function State({ reader, meeting, delegate }: AttendProps) {
  const { attend: t } = reader.t.invitations
  const { state } = meeting
  const text =
    delegate.state !== 'nominated'
      ? t.left
      : state === 'cancelled'
        ? t.cancelled
        : state === 'postponed'
          ? t.postponed
          : state === 'held' || state === 'minuted' || state === 'closed'
            ? t.held
            : null
  if (text === null) return null
  return (
    <Notice reader={reader} tone={state === 'cancelled' ? 'bad' : 'neutral'}>
      <p>{text}</p>
    </Notice>
  )
}

function Question(props: AttendProps & { readonly draft: Draft }) {
  const { reader, meeting, delegate, own, draft, participants } = props
  const { attend: t, answers, ownAnswers, forms } = reader.t.invitations
  const old = outdatedAnswer(delegate, props.history)
  return (
    <section class="task" aria-labelledby="question">
      <h2 id="question">{t.heading}</h2>
      {old && <p>{t.moved(answers[old.partstat])}</p>}
      {delegate.partstat !== 'needs_action' && <p>{t.current(answers[delegate.partstat])}</p>}
      <PostForm action={`${own}/answers`} hidden={{ date_version: meeting.dateVersion }}>
        <Radios draft={draft} name="answer" label={t.question} choices={choicesOf(REPLIES, ownAnswers)} />
        <TextArea
          draft={draft}
          name="comment"
          label={forms.comment}
          hint={forms.commentHint}
          rows={3}
          optional
        />
        {participants.mode === 'names' && <Consent reader={reader} draft={draft} />}
        <p>
          <small>{t.calendarNote}</small>
        </p>
        <Submit>{t.send}</Submit>
      </PostForm>
    </section>
  )
}

function Consent({ reader, draft }: { readonly reader: Reader; readonly draft: Draft }) {
  return (
    <div class="tick">
      <input
        type="checkbox"
        id="listing"
        name="listing"
        value="1"
        checked={textIn(draft, 'listing') !== ''}
      />
      <label for="listing">{reader.t.invitations.attend.consent}</label>
    </div>
  )
}

function Agenda({ reader, agenda, papers, own }: AttendProps) {
  if (agenda.days.every((day) => day.rows.length === 0)) return null
  return (
    <section aria-labelledby="agenda">
      <h2 id="agenda">{reader.t.invitations.attend.agenda}</h2>
      <Timetable
        {...agenda}
        reader={reader}
        below={paperLines({ reader, papers, under: `${own}/documents` })}
      />
    </section>
  )
}

interface ParticipantsProps {
  readonly reader: Reader
  readonly participants: ParticipantsShown
}

function Participants({ reader, participants }: ParticipantsProps) {
  const { attend: t } = reader.t.invitations
  const { mode, institutions, counted, unlisted } = participants
  const countWords = (count: number | null) => (count === null ? t.few : formatNumber(reader.locale, count))
  if (mode === 'nobody') return null
  return (
    <section aria-labelledby="participants">
      <h2 id="participants">{t.participants}</h2>
      {counted && <p>{t.counted(countWords(counted.institutions), countWords(counted.people))}</p>}
      {institutions.length > 0 && (
        <ul class="lines">
          {institutions.map(({ name, people }) => (
            <li>
              <span>
                <Words reader={reader} text={name} />
                {people.length > 0 && `: ${people.join(', ')}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {unlisted > 0 && <p>{t.unlisted(unlisted)}</p>}
    </section>
  )
}

function Given({ reader, history, zone }: AttendProps) {
  const { attend: t, answers, channels } = reader.t.invitations
  if (history.length === 0) return null
  return (
    <section aria-labelledby="given">
      <h2 id="given">{t.history}</h2>
      <ul class="lines">
        {history.map((given) => (
          <li>
            <time datetime={given.at}>{formatInstant(reader.locale, given.at, zone)}</time>
            <span>
              {answers[given.partstat]}, {channels[given.channel]}
              {given.comment && (
                <>
                  <br />
                  {given.comment}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
