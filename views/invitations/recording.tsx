/** The organiser's forms about one delegation: record, replace, take back, withdraw; each on a page of its own. */

import type { Child } from 'hono/jsx'
import { nameOf } from '../../src/institutions/institution.ts'
import { REPLIES } from '../../src/invitations/answer.ts'
import type { InvitationEntry, NamedDelegate } from '../../src/invitations/board.ts'
import { RECORDED_CHANNELS } from '../../src/invitations/invitation.ts'
import { listName } from '../../src/people/name.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { Actions, type Hidden, LinkButton, PostForm, Submit, type Weight } from '../parts/actions.tsx'
import { Radios } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { type Draft, TextArea } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { type MeetingPageProps, trailOf } from './board.tsx'
import { namingDraft, PersonFields, SourceFields } from './fields.tsx'
import { choicesOf } from './words.ts'

interface EntryProps extends MeetingPageProps {
  readonly entry: InvitationEntry
  readonly form: FormState
}

interface DelegateProps extends EntryProps {
  readonly named: NamedDelegate
}

/** Records a nomination that came by other means than the link. */
export function RecordNominationPage(props: EntryProps) {
  const { forms } = props.reader.t.invitations
  return (
    <SaidPage
      {...props}
      title={forms.recordTitle}
      lead={forms.recordLead}
      action="nominations"
      submit={{ text: forms.nominate }}
      newcomer
    />
  )
}

/** Puts somebody else in a delegate's place. */
export function ReplacePage(props: DelegateProps) {
  const { forms } = props.reader.t.invitations
  return (
    <SaidPage
      {...props}
      title={forms.replaceTitle}
      lead={forms.replaceMail}
      action={`delegates/${props.named.delegate.id}/replacement`}
      submit={{ text: forms.replace }}
      newcomer
    />
  )
}

/** Takes a name back. */
export function RemovePage(props: DelegateProps) {
  const { forms } = props.reader.t.invitations
  return (
    <SaidPage
      {...props}
      title={forms.removeTitle}
      lead={forms.removeMail}
      action={`delegates/${props.named.delegate.id}/withdrawal`}
      submit={{ text: forms.remove, weight: 'danger' }}
    />
  )
}

/** Records that the institution declined. */
export function RecordRegretsPage(props: EntryProps & { readonly people: number }) {
  const { forms } = props.reader.t.invitations
  return (
    <SaidPage
      {...props}
      title={forms.regretsTitle}
      lead={forms.regretsMail(props.people)}
      action="regrets"
      submit={{ text: forms.regrets, weight: props.people > 0 ? 'danger' : 'main' }}
    />
  )
}

interface SaidProps extends EntryProps, Pick<OwnPageProps, 'title' | 'lead' | 'action' | 'submit'> {
  /** Who leaves, where somebody does. */
  readonly named?: NamedDelegate
  /** True where somebody is named. */
  readonly newcomer?: boolean
}

/** What an institution said about its delegation, and from where we know. */
function SaidPage(props: SaidProps) {
  const { reader, entry, named, newcomer } = props
  const draft = namingDraft(reader, props.form)
  return (
    <OwnPage {...props} draft={draft} hidden={{ version: entry.invitation.version }}>
      {named && <p>{reader.t.invitations.forms.replaceLead(listName(named.person, reader.locale))}</p>}
      {newcomer && <PersonFields draft={draft} addressNeeded={false} />}
      <SourceFields draft={draft} />
    </OwnPage>
  )
}

/** Asks before an invitation is taken back, and says what will be mailed. */
export function WithdrawPage(props: EntryProps & { readonly letters: number; readonly people: number }) {
  const { forms } = props.reader.t.invitations
  return (
    <OwnPage
      {...props}
      draft={draftOf(props.reader, props.form)}
      title={forms.withdrawTitle}
      lead={forms.withdrawMail(props.letters, props.people)}
      action="withdrawal"
      hidden={{ version: props.entry.invitation.version }}
      submit={{ text: forms.withdraw, weight: 'danger' }}
    >
      {null}
    </OwnPage>
  )
}

/** Records a delegate's yes or no that came by other means. */
export function RecordAnswerPage(props: DelegateProps) {
  const { reader, named, meeting } = props
  const { forms, answers, channels, answer } = reader.t.invitations
  const { channel, source } = forms
  const draft = draftOf(reader, props.form, { labels: { answer, channel, source } })
  return (
    <OwnPage
      {...props}
      draft={draft}
      title={forms.answerTitle}
      lead={listName(named.person, reader.locale)}
      action={`delegates/${named.delegate.id}/answers`}
      hidden={{ date_version: meeting.dateVersion }}
      submit={{ text: forms.recordAnswer }}
    >
      <Radios draft={draft} name="answer" choices={choicesOf(REPLIES, answers)} />
      <Radios draft={draft} name="channel" choices={choicesOf(RECORDED_CHANNELS, channels)} />
      <TextArea draft={draft} name="source" hint={forms.sourceHint} rows={3} />
    </OwnPage>
  )
}

interface OwnPageProps extends EntryProps {
  readonly draft: Draft
  readonly title: string
  readonly lead: string
  /** Below the invitation, or below the meeting for a delegate. */
  readonly action: string
  readonly hidden: Hidden
  readonly submit: { readonly text: string; readonly weight?: Weight }
  readonly children: Child
}

function OwnPage(props: OwnPageProps) {
  const { reader, meeting, entry, draft, title, lead, action, hidden, submit, children } = props
  const own = `/meetings/${meeting.id}/invitations/${entry.invitation.id}`
  const institution = { href: own, text: nameOf(entry.institution, reader.locale).text }
  const path = action.startsWith('delegates/') ? `/meetings/${meeting.id}/${action}` : `${own}/${action}`
  return (
    <SecretariatPage {...props} title={title} faulty={draft.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={[...trailOf(reader, meeting, true), institution]}
        title={title}
        lead={lead}
      />
      <PostForm action={path} hidden={hidden}>
        {children}
        <Actions>
          <Submit weight={submit.weight ?? 'main'}>{submit.text}</Submit>
          <LinkButton href={own}>{reader.t.invitations.forms.keep}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}
