/** Before letters go out: who gets what, in which languages, with the exact text; then one "send" for the lot. */

import { formatInstant } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Invitation } from '../../src/invitations/invitation.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { type LetterBody, letterText } from '../letters/letter.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { FaultSummary } from '../parts/faults.tsx'
import { TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { type MeetingPageProps, trailOf } from './board.tsx'

/** One institution's letter as the preview lists it. */
interface LetterLine {
  readonly invitation: Invitation
  readonly institution: InstitutionName
  readonly recipients: readonly PersonCard[]
}

interface LotProps extends MeetingPageProps {
  readonly letters: readonly LetterLine[]
  /** The letter whose text is shown, and the text; null when there is nothing to send. */
  readonly shown: { readonly line: LetterLine; readonly body: LetterBody } | null
  /** Identifies what is shown here: a text that changed meanwhile is not sent. */
  readonly seen: string
  readonly form: FormState
}

/** The preview of the invitations that are not sent yet. */
export function LettersPage(props: LotProps & { readonly announced: boolean }) {
  const { reader, meeting, letters, form } = props
  const { preview } = reader.t.invitations
  const { good, bad } = sorted(letters)
  const draft = draftOf(reader, form)
  return (
    <SecretariatPage {...props} title={preview.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={trailOf(reader, meeting, true)}
        title={preview.title}
        lead={leadOf(reader, letters, good)}
      />
      {!props.announced && <Warning reader={reader} text={preview.notAnnounced} />}
      {bad.length > 0 && <Warning reader={reader} text={preview.nobody(namesOf(reader, bad))} />}
      {good.length > 0 && (
        <LotForm {...props} letters={good} action="letters" send={props.announced ? preview.send : null} />
      )}
      {letters.length > 0 && <Numbers {...props} />}
      <Text {...props} />
    </SecretariatPage>
  )
}

/** The preview of the reminders; `nothing` says why there are none. */
export function RemindersPage(props: LotProps & { readonly nothing: string | null }) {
  const { reader, meeting, letters, form, nothing } = props
  const { reminders, preview } = reader.t.invitations
  const { good, bad } = sorted(letters)
  return (
    <SecretariatPage {...props} title={reminders.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draftOf(reader, form)} />
      <Heading
        reader={reader}
        trail={trailOf(reader, meeting, true)}
        title={reminders.title}
        lead={nothing ?? (good.length > 0 && reminders.lead(recipientsOf(good), good.length))}
      />
      {bad.length > 0 && <Warning reader={reader} text={preview.nobody(namesOf(reader, bad))} />}
      {good.length > 0 && <LotForm {...props} letters={good} action="reminders" send={reminders.send} />}
      <Text {...props} />
    </SecretariatPage>
  )
}

function leadOf(reader: Reader, all: readonly LetterLine[], good: readonly LetterLine[]): string {
  const { preview } = reader.t.invitations
  if (all.length === 0) return preview.nothing
  return good.length > 0 ? preview.lead(recipientsOf(good), good.length) : ''
}

function recipientsOf(letters: readonly LetterLine[]): number {
  return letters.reduce((sum, line) => sum + line.recipients.length, 0)
}

/** Letters with and without somebody to send them to. */
function sorted(letters: readonly LetterLine[]) {
  return {
    good: letters.filter((line) => line.recipients.length > 0),
    bad: letters.filter((line) => line.recipients.length === 0),
  }
}

function namesOf({ locale }: Reader, letters: readonly LetterLine[]): string {
  return letters.map((line) => nameOf(line.institution, locale).text).join('; ')
}

function Warning({ reader, text }: { readonly reader: Reader; readonly text: string }) {
  return (
    <Notice reader={reader} tone="warn">
      <p>{text}</p>
    </Notice>
  )
}

interface LotFormProps extends LotProps {
  readonly action: 'letters' | 'reminders'
  /** The words of the button; null when nothing may be sent. */
  readonly send: string | null
}

function LotForm({ reader, meeting, letters, seen, action, send, form }: LotFormProps) {
  const { shell, invitations } = reader.t
  const own = `/meetings/${meeting.id}/invitations`
  const kept = form.faults.length > 0 ? form.values.invitations : undefined
  const columns = [
    ...(action === 'letters' ? [chooseColumn(reader, kept)] : []),
    ...columnsOf(reader, meeting, action),
  ]
  return (
    <PostForm action={`${own}/${action}`} hidden={{ seen }}>
      <Table reader={reader} caption={invitations.letter} columns={columns} rows={letters} id="invitations" />
      <Actions>
        {send && <Submit>{send}</Submit>}
        <LinkButton href={own}>{shell.form.back}</LinkButton>
      </Actions>
    </PostForm>
  )
}

function chooseColumn(reader: Reader, kept: string | readonly string[] | undefined): Column<LetterLine> {
  const { choose } = reader.t.invitations.preview
  return {
    head: choose,
    cell: ({ invitation, institution }) => ({
      view: (
        <input
          type="checkbox"
          name="invitations"
          value={invitation.id}
          checked={kept === undefined || kept.includes(invitation.id)}
          aria-label={`${choose}: ${nameOf(institution, reader.locale).text}`}
        />
      ),
    }),
  }
}

function columnsOf(reader: Reader, meeting: Meeting, action: LotFormProps['action']): Column<LetterLine>[] {
  const { invitations: t, shell } = reader.t
  const own = `/meetings/${meeting.id}/invitations`
  return [
    {
      head: t.institution,
      names: true,
      cell: ({ invitation, institution }) => ({
        href: `${own}/${invitation.id}`,
        ...nameOf(institution, reader.locale),
      }),
    },
    { head: t.letterNumber, cell: ({ invitation }) => invitation.letterNumber },
    {
      head: t.preview.recipients,
      cell: ({ recipients }) => ({
        lines: recipients.flatMap((person): Cell[] => [
          listName(person, reader.locale),
          { quiet: person.email },
        ]),
      }),
    },
    {
      head: t.preview.languages,
      cell: ({ invitation }) => invitation.languages.map((lang) => shell.languages[lang]).join(', '),
    },
    ...(action === 'reminders' ? [lastColumn(reader, meeting)] : []),
    {
      head: t.letter,
      cell: ({ invitation }) => ({
        href: `${own}/${action}?show=${invitation.id}#text`,
        text: t.preview.show,
      }),
    },
  ]
}

function lastColumn(reader: Reader, { zone }: Meeting): Column<LetterLine> {
  return {
    head: reader.t.invitations.reminders.last,
    cell: ({ invitation: { remindedAt } }) =>
      remindedAt ? formatInstant(reader.locale, remindedAt, zone) : '',
  }
}

/** The numbers of all letters in one form: the chancery gives them out together. */
function Numbers({ reader, meeting, letters, form }: LotProps) {
  const { invitations: t } = reader.t
  const stored = letters.map((line) => [`number_${line.invitation.id}`, line.invitation.letterNumber])
  const draft = draftOf(reader, { ...form, values: { ...Object.fromEntries(stored), ...form.values } })
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers">{t.preview.numbers}</h2>
      <PostForm action={`/meetings/${meeting.id}/invitations/numbers`}>
        <div class="columns">
          {letters.map(({ invitation, institution }) => (
            <TextField
              draft={draft}
              name={`number_${invitation.id}`}
              label={<Words reader={reader} text={nameOf(institution, reader.locale)} />}
              maxlength={60}
              optional="unsaid"
            />
          ))}
        </div>
        <Submit weight="plain">{t.preview.saveNumbers}</Submit>
      </PostForm>
    </section>
  )
}

function Text({ reader, meeting, shown }: LotProps) {
  const { preview } = reader.t.invitations
  if (!shown) return null
  const { invitation, institution } = shown.line
  const name = nameOf(institution, reader.locale).text
  return (
    <section aria-labelledby="text">
      <h2 id="text">{preview.text(name)}</h2>
      <p>
        {preview.subject}: <strong>{shown.body.subject}</strong>
      </p>
      {invitation.state === 'draft' && (
        <p>
          <a href={`/meetings/${meeting.id}/invitations/${invitation.id}/letter.pdf`}>
            {reader.t.correspondence.sheet.title}
          </a>
        </p>
      )}
      <pre class="sheet">{letterText(shown.body)}</pre>
    </section>
  )
}
