/** One institution's invitation: its letter, its delegates, what they answered, what can be done. */

import type { RegisteredLetter } from '../../src/correspondence/register.ts'
import { formatDate, formatInstant } from '../../src/i18n/dates.ts'
import { LETTER_LANGUAGE_CHOICES } from '../../src/institutions/choices.ts'
import { nameOf } from '../../src/institutions/institution.ts'
import type { GivenAnswer } from '../../src/invitations/answer.ts'
import type { InvitationEntry, NamedDelegate } from '../../src/invitations/board.ts'
import { LETTER_FORMS } from '../../src/invitations/invitation.ts'
import { parseLocales } from '../../src/kernel/locale.ts'
import { listName, positionOf } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Select } from '../parts/choice.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, type Draft, TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { History, type HistoryEntry } from '../parts/history.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { type MeetingPageProps, trailOf } from './board.tsx'
import { TermFields, termLabels } from './invite.tsx'
import { answerTone, invitationTone } from './words.ts'

interface InvitationProps extends MeetingPageProps {
  readonly entry: InvitationEntry
  readonly focalPoints: readonly PersonCard[]
  readonly answers: readonly GivenAnswer[]
  /** Names of those who answered or recorded, by person id. */
  readonly authors: ReadonlyMap<string, string>
  /** May this reader change anything, and is it still time? */
  readonly mayChange: boolean
  /** May this reader see addresses and comments? */
  readonly contacts: boolean
  /** The letter as it left; null before. */
  readonly letter: RegisteredLetter | null
  readonly form: FormState
  readonly history: readonly HistoryEntry[]
}

/** The page. */
export function InvitationPage(props: InvitationProps) {
  const { reader, meeting, entry, focalPoints, form } = props
  const { invitations: t } = reader.t
  const { invitation, institution } = entry
  const labels = { ...termLabels(reader.t), ...letterLabels(reader.t) }
  const draft = draftOf(reader, form, { labels })
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={trailOf(reader, meeting, true)}
        title={<Words reader={reader} text={nameOf(institution, reader.locale)} />}
        status={<Status tone={invitationTone(invitation.state)}>{t.states[invitation.state]}</Status>}
        actions={props.mayChange && invitation.state !== 'withdrawn' && <Acts {...props} />}
      />
      {!focalPoints.some((person) => person.email) && (
        <Notice reader={reader} tone="warn">
          <p>{t.detail.noFocalPoint}</p>
        </Notice>
      )}
      {invitation.state === 'draft' && props.mayChange && <LetterForm {...props} draft={draft} />}
      <section aria-labelledby="delegates">
        <h2 id="delegates">{t.delegates}</h2>
        <Table
          reader={reader}
          caption={t.delegates}
          columns={delegateColumns(props)}
          rows={entry.delegates}
          empty={t.noDelegates}
        />
      </section>
      {props.contacts && <Answers {...props} />}
      <div class="record">
        <section aria-labelledby="facts">
          <h2 id="facts">{t.letter}</h2>
          <InvitationFacts {...props} />
        </section>
        <History reader={reader} entries={props.history} />
      </div>
    </SecretariatPage>
  )
}

function Acts({ reader, meeting, entry: { invitation } }: InvitationProps) {
  const { detail } = reader.t.invitations
  const own = `/meetings/${meeting.id}/invitations/${invitation.id}`
  return (
    <Actions>
      <LinkButton href={`${own}/nominations`}>{detail.record}</LinkButton>
      {invitation.state !== 'regrets' && (
        <LinkButton href={`${own}/regrets`}>{detail.recordRegrets}</LinkButton>
      )}
      <LinkButton href={`${own}/withdrawal`} weight="danger">
        {detail.withdraw}
      </LinkButton>
    </Actions>
  )
}

function InvitationFacts(props: InvitationProps) {
  const { reader, entry, focalPoints, authors, meeting, contacts } = props
  const { invitations: t, shell } = reader.t
  const { invitation } = entry
  const { answer, sentAt, remindedAt } = invitation
  const { sheet } = reader.t.correspondence
  const href = letterHref(props)
  const at = (instant: NonNullable<typeof sentAt>) => formatInstant(reader.locale, instant, meeting.zone)
  const date = invitation.letterDate ? formatDate(reader.locale, invitation.letterDate) : ''
  const how =
    answer &&
    t.detail.answeredHow(t.channels[answer.channel], at(answer.at), authors.get(answer.by ?? '') ?? '')
  const people = focalPoints.map((person) =>
    [listName(person, reader.locale), contacts ? person.email : ''].filter(Boolean).join(', '),
  )
  return (
    <Facts
      facts={[
        { term: t.letter, value: t.numberOf(invitation.letterNumber, date) },
        { term: sheet.title, value: href && <a href={href}>{sheet.open}</a> },
        { term: t.addressee, value: invitation.addressee },
        { term: t.languages, value: invitation.languages.map((lang) => shell.languages[lang]).join(', ') },
        { term: t.capacity, value: t.capacities[invitation.capacity] },
        { term: t.seats, value: String(invitation.seats) },
        {
          term: t.replyBy,
          value: invitation.replyBy ? formatDate(reader.locale, invitation.replyBy) : null,
        },
        { term: t.detail.sent, value: sentAt ? at(sentAt) : null },
        { term: t.detail.reminded, value: remindedAt ? at(remindedAt) : null },
        { term: t.detail.answered, value: how },
        { term: t.detail.source, value: answer?.source ?? null },
        { term: t.detail.focalPoints, value: people.join('; ') },
      ]}
    />
  )
}

/** Where the letter is as it left, or as it would leave; null when there is none to show. */
function letterHref({ meeting, entry: { invitation }, letter, mayChange }: InvitationProps): string | null {
  if (invitation.state === 'draft')
    return mayChange ? `/meetings/${meeting.id}/invitations/${invitation.id}/letter.pdf` : null
  if (!letter?.printed) return null
  if (letter.documentId) return `/documents/${letter.documentId}`
  return `/dialogues/${letter.dialogueId}/letters/${letter.id}/letter.pdf`
}

function letterLabels({ invitations: t, correspondence }: Reader['t']): Record<string, string> {
  const { letterNumber, letterDate, addressee, languages } = t
  const form = correspondence.forms.label
  return { letter_number: letterNumber, letter_date: letterDate, addressee, letter_form: form, languages }
}

function LetterForm({ reader, meeting, entry, draft }: InvitationProps & { readonly draft: Draft }) {
  const { invitations: t, shell } = reader.t
  const { invitation } = entry
  const orders = LETTER_LANGUAGE_CHOICES.map((order) => ({
    value: order,
    text: parseLocales(order)
      .map((lang) => shell.languages[lang])
      .join(', '),
  }))
  return (
    <section aria-labelledby="letter">
      <h2 id="letter">{t.detail.edit}</h2>
      <PostForm
        action={`/meetings/${meeting.id}/invitations/${invitation.id}`}
        hidden={{ version: invitation.version }}
      >
        <TextField draft={draft} name="letter_number" size={20} optional />
        <DateField draft={draft} name="letter_date" hint={t.letterDateHint} optional />
        <TextField draft={draft} name="addressee" hint={t.addresseeHint} optional />
        <Select draft={draft} name="letter_form" choices={formChoices(reader)} />
        <Select draft={draft} name="languages" hint={t.languagesHint} choices={orders} />
        <TermFields draft={draft} />
        <Submit>{t.detail.save}</Submit>
      </PostForm>
    </section>
  )
}

function formChoices({ t }: Reader) {
  return LETTER_FORMS.map((value) => ({ value, text: t.correspondence.forms[value] }))
}

function delegateColumns(props: InvitationProps): Column<NamedDelegate>[] {
  const { reader } = props
  const { invitations: t } = reader.t
  return [
    {
      head: t.detail.person,
      names: true,
      cell: ({ person }) => ({
        lines: [
          props.mayChange
            ? { href: `/people/${person.id}`, text: listName(person, reader.locale) }
            : listName(person, reader.locale),
          { quiet: positionOf(person, reader.locale) },
        ],
      }),
    },
    { head: t.forms.role, cell: ({ delegate }) => t.roles[delegate.role] },
    { head: t.answer, cell: ({ delegate }) => standingCell(reader, delegate) },
    { head: t.detail.calendar, cell: (row) => calendarCell(reader, row) },
    ...(props.mayChange ? [{ head: t.detail.acts, cell: (row: NamedDelegate) => actsCell(props, row) }] : []),
  ]
}

function standingCell({ t }: Reader, { state, partstat }: NamedDelegate['delegate']): Cell {
  if (state !== 'nominated') return { tone: 'quiet', text: t.invitations.delegateStates[state] }
  return { tone: answerTone(partstat), text: t.invitations.answers[partstat] }
}

function calendarCell({ t }: Reader, { delegate, person }: NamedDelegate): Cell {
  const { detail } = t.invitations
  if (!person.email) return { tone: 'warn', text: detail.noAddress }
  const { mailedSequence } = delegate
  return mailedSequence === null ? { quiet: detail.notInCalendar } : detail.inCalendar(mailedSequence)
}

function actsCell({ reader, meeting }: InvitationProps, { delegate }: NamedDelegate): Cell {
  const { detail } = reader.t.invitations
  const own = `/meetings/${meeting.id}/delegates/${delegate.id}`
  if (delegate.state !== 'nominated') return null
  const again = <PostButton action={`${own}/calendar`}>{detail.again}</PostButton>
  return {
    lines: [
      { href: `${own}/replacement`, text: detail.replace },
      { href: `${own}/answers`, text: detail.recordAnswer },
      { href: `${own}/withdrawal`, text: detail.remove },
      ...(delegate.mailedSequence === null ? [] : [{ view: again }]),
    ],
  }
}

function Answers({ reader, entry, answers, authors, meeting }: InvitationProps) {
  const { invitations: t } = reader.t
  if (answers.length === 0) return null
  const people = new Map(
    entry.delegates.map(({ delegate, person }) => [delegate.id, listName(person, reader.locale)]),
  )
  const columns: Column<GivenAnswer>[] = [
    { head: t.detail.person, names: true, cell: (row) => people.get(row.delegateId) ?? '' },
    { head: t.answer, cell: (row) => ({ tone: answerTone(row.partstat), text: t.answers[row.partstat] }) },
    {
      head: t.detail.answered,
      cell: (row) => {
        const at = formatInstant(reader.locale, row.at, meeting.zone)
        return t.detail.answeredHow(t.channels[row.channel], at, authors.get(row.recordedBy) ?? '')
      },
    },
    { head: t.detail.comment, cell: (row) => row.comment },
  ]
  return (
    <section aria-labelledby="answers">
      <h2 id="answers">{t.detail.history}</h2>
      <Table reader={reader} caption={t.detail.history} columns={columns} rows={answers} />
    </section>
  )
}
