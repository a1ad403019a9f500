/** The focal point's pages: the letter's facts, the own delegation, and the ways to answer. No account, no script. */

import type { Child } from 'hono/jsx'
import { formatDate } from '../../src/i18n/dates.ts'
import { nameOf } from '../../src/institutions/institution.ts'
import { type InvitationEntry, type NamedDelegate, namedIn } from '../../src/invitations/board.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { listName } from '../../src/people/name.ts'
import { MeetingFiles } from '../feeds/downloads.tsx'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { type Draft, TextArea } from '../parts/field.tsx'
import type { FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'
import { namingDraft, PersonFields } from './fields.tsx'
import { MeetingSummary } from './summary.tsx'
import { answerTone } from './words.ts'

export interface NominateProps extends PersonalProps {
  /** Address of this page, `/p/<token>`. */
  readonly own: string
  /** The name of the focal point. */
  readonly you: string
  readonly meeting: Meeting
  readonly entry: InvitationEntry
  /** Where the letter as PDF is; null when it left without one. */
  readonly letter: string | null
  readonly form: FormState
  /** Until the meeting is held. */
  readonly open: boolean
}

/** The page behind the link of the letter. */
export function NominatePage(props: NominateProps) {
  const { reader, meeting, entry, open, form } = props
  const { nominate: t } = reader.t.invitations
  const draft = namingDraft(reader, form)
  // On the day itself somebody comes to replace a person, not to name the first one.
  const named = namedIn(entry).length > 0
  return (
    <PersonalPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Who {...props} title={t.title} />
      <p>
        <Words reader={reader} text={chooseText(meeting.title, reader.locale)} />
      </p>
      <MeetingSummary reader={reader} meeting={meeting} />
      <MeetingFiles {...props} />
      {!open && <Over {...props} />}
      {named && <Delegation {...props} />}
      {open && <Tasks {...props} draft={draft} />}
      {!named && <Delegation {...props} />}
      {open && <Otherwise {...props} />}
      <section aria-labelledby="letter">
        <h2 id="letter">{reader.t.invitations.letter}</h2>
        <Terms {...props} />
      </section>
    </PersonalPage>
  )
}

/** For whom one answers and as whom, because letters are forwarded. */
function Who({ reader, entry, you, title }: NominateProps & { readonly title: string }) {
  const { nominate: t } = reader.t.invitations
  return (
    <Heading
      reader={reader}
      title={title}
      lead={
        <>
          {t.for}:{' '}
          <strong>
            <Words reader={reader} text={nameOf(entry.institution, reader.locale)} />
          </strong>
          <br />
          {t.you(you)}
        </>
      }
    />
  )
}

function Tasks(props: NominateProps & { readonly draft: Draft }) {
  const { reader, entry, meeting, own, draft } = props
  const { nominate: t, forms } = reader.t.invitations
  const { invitation } = entry
  const full = namedIn(entry).length >= invitation.seats
  const { answer } = invitation
  return (
    <section class="task" aria-labelledby="name">
      <h2 id="name">{t.name}</h2>
      {invitation.state === 'regrets' && (
        <p>
          {t.regrets} {answer?.source ? t.reasonGiven(answer.source) : ''}
        </p>
      )}
      {full ? (
        <p>{t.full}</p>
      ) : (
        <PostForm action={`${own}/delegates`} hidden={{ version: invitation.version }}>
          <p>{meeting.state === 'postponed' ? t.later : t.calendar}</p>
          <PersonFields draft={draft} addressNeeded />
          <Submit>{forms.nominate}</Submit>
        </PostForm>
      )}
    </section>
  )
}

/** What else can be said than a name. */
function Otherwise({ reader, entry: { invitation }, own }: NominateProps) {
  const { nominate: t } = reader.t.invitations
  return (
    <Actions>
      {invitation.state === 'sent' && (
        <PostButton action={`${own}/acknowledgement`} hidden={{ version: invitation.version }}>
          {t.received}
        </PostButton>
      )}
      {invitation.state !== 'regrets' && <LinkButton href={`${own}/regrets`}>{t.cannot}</LinkButton>}
    </Actions>
  )
}

function Over({ reader, meeting }: NominateProps) {
  const { nominate: t } = reader.t.invitations
  return (
    <Notice reader={reader} tone="neutral">
      <p>{meeting.state === 'cancelled' ? t.cancelled : t.over}</p>
    </Notice>
  )
}

function Delegation({ reader, entry, own, open }: NominateProps) {
  const { nominate: t, forms, noDelegates } = reader.t.invitations
  const named = namedIn(entry)
  return (
    <section aria-labelledby="delegation">
      <h2 id="delegation">{t.delegation}</h2>
      <p>{t.seatsLeft(named.length, entry.invitation.seats)}</p>
      {named.length === 0 && <p class="none">{noDelegates}</p>}
      <ul class="lines">
        {named.map((row) => (
          <li>
            <DelegateLine reader={reader} row={row} />
            {open && (
              <Actions>
                <LinkButton href={`${own}/delegates/${row.delegate.id}/replacement`}>
                  {forms.replace}
                </LinkButton>
                <LinkButton href={`${own}/delegates/${row.delegate.id}/withdrawal`}>
                  {forms.remove}
                </LinkButton>
              </Actions>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function DelegateLine({ reader, row }: { readonly reader: Reader; readonly row: NamedDelegate }) {
  const { roles, answers } = reader.t.invitations
  const { delegate, person } = row
  return (
    <span>
      {listName(person, reader.locale)}, {roles[delegate.role]}{' '}
      <Status tone={answerTone(delegate.partstat)}>{answers[delegate.partstat]}</Status>
    </span>
  )
}

function Terms({
  reader,
  entry: { invitation },
  letter,
}: Pick<NominateProps, 'reader' | 'entry' | 'letter'>) {
  const { invitations: t } = reader.t
  const { sheet } = reader.t.correspondence
  const date = invitation.letterDate ? formatDate(reader.locale, invitation.letterDate) : ''
  return (
    <Facts
      facts={[
        { term: t.letter, value: t.numberOf(invitation.letterNumber, date) },
        { term: sheet.title, value: letter && <a href={letter}>{sheet.open}</a> },
        { term: t.addressee, value: invitation.addressee },
        { term: t.capacity, value: t.capacities[invitation.capacity] },
        { term: t.seats, value: String(invitation.seats) },
        {
          term: t.replyBy,
          value: invitation.replyBy ? formatDate(reader.locale, invitation.replyBy) : null,
        },
      ]}
    />
  )
}

interface LeavingProps extends NominateProps {
  readonly leaving: NamedDelegate
}

/** Names somebody else in a delegate's place: one click and this form, also on the day itself. */
export function OwnReplacementPage(props: LeavingProps) {
  const { forms } = props.reader.t.invitations
  const draft = namingDraft(props.reader, props.form)
  const { id } = props.leaving.delegate
  return (
    <Asking {...props} draft={draft} title={forms.replaceTitle} text={forms.replaceMail}>
      <PostForm
        action={`${props.own}/delegates/${id}/replacement`}
        hidden={{ version: props.entry.invitation.version }}
      >
        <p>{forms.replaceLead(listName(props.leaving.person, props.reader.locale))}</p>
        <PersonFields draft={draft} addressNeeded />
        <Actions>
          <Submit>{forms.replace}</Submit>
          <LinkButton href={props.own}>{forms.keep}</LinkButton>
        </Actions>
      </PostForm>
    </Asking>
  )
}

/** Takes a name back, after saying what will be mailed. */
export function OwnRemovalPage(props: LeavingProps) {
  const { forms } = props.reader.t.invitations
  const { id } = props.leaving.delegate
  return (
    <Asking
      {...props}
      draft={namingDraft(props.reader, props.form)}
      title={forms.removeTitle}
      text={forms.removeMail}
    >
      <PostForm
        action={`${props.own}/delegates/${id}/withdrawal`}
        hidden={{ version: props.entry.invitation.version }}
      >
        <p>{forms.replaceLead(listName(props.leaving.person, props.reader.locale))}</p>
        <Actions>
          <Submit weight="danger">{forms.remove}</Submit>
          <LinkButton href={props.own}>{forms.keep}</LinkButton>
        </Actions>
      </PostForm>
    </Asking>
  )
}

/** Declines as a body, with a word why. */
export function OwnRegretsPage(props: NominateProps) {
  const { forms } = props.reader.t.invitations
  const draft = namingDraft(props.reader, props.form)
  const people = namedIn(props.entry).length
  return (
    <Asking {...props} draft={draft} title={forms.regretsTitle} text={forms.regretsMail(people)}>
      <PostForm action={`${props.own}/regrets`} hidden={{ version: props.entry.invitation.version }}>
        <TextArea draft={draft} name="reason" hint={forms.reasonHint} rows={3} optional />
        <Actions>
          <Submit weight={people > 0 ? 'danger' : 'main'}>{forms.regrets}</Submit>
          <LinkButton href={props.own}>{forms.keep}</LinkButton>
        </Actions>
      </PostForm>
    </Asking>
  )
}

interface AskingProps extends NominateProps {
  readonly draft: Draft
  readonly title: string
  readonly text: string
  readonly children: Child
}

function Asking(props: AskingProps) {
  return (
    <PersonalPage {...props} faulty={props.form.faults.length > 0}>
      <FaultSummary draft={props.draft} />
      <Who {...props} />
      <p>{props.text}</p>
      {props.children}
    </PersonalPage>
  )
}
