/** Choosing what to ask about: the commitments with a tick each, the day, the covering words. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { type InstitutionName, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { MOST_LINES, type StatusRequest } from '../../src/status/request.ts'
import { dueWords, pressing } from '../commitments/words.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Checkboxes, Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextInLanguages } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'

interface FormProps extends ShellProps {
  readonly dialogue: { readonly id: Id; readonly code: string }
  /** Null for a new one. */
  readonly request: StatusRequest | null
  /** What can be asked about, soonest due first. */
  readonly commitments: readonly Commitment[]
  readonly leads: ReadonlyMap<Id, InstitutionName>
  /** More than can be asked about at once. */
  readonly hasMore: boolean
  readonly meetings: readonly Meeting[]
  /** All lead institutions, and what the list is narrowed to; not offered when a draft is changed. */
  readonly narrowing: {
    readonly show: 'open' | 'late'
    readonly leadId: Id | null
    readonly institutions: readonly InstitutionName[]
  } | null
  readonly today: LocalDate
  readonly form: FormState
}

/** The page. */
export function StatusFormPage(props: FormProps) {
  const { reader, dialogue, request, form } = props
  const { status: t, shell } = reader.t
  const title = request ? t.form.editTitle : t.form.title
  const back = request ? `/status/${request.id}` : `/dialogues/${dialogue.id}/status`
  const draft = { ...draftOf(reader, form), labels: t.fields }
  const trail = [{ href: `/dialogues/${dialogue.id}/status`, text: `${t.list}, ${dialogue.code}` }]
  const hidden = request ? { version: fieldValue(form, 'version') } : {}
  return (
    <SecretariatPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={title} trail={trail} lead={t.form.lead} />
      <Narrowing {...props} />
      <PostForm
        action={request ? `/status/${request.id}` : `/dialogues/${dialogue.id}/status`}
        hidden={hidden}
      >
        <Select
          draft={draft}
          name="meeting"
          choices={props.meetings.map((meeting) => meetingChoice(props, meeting))}
          hint={`—: ${t.form.noMeeting}`}
          optional
        />
        <DateField draft={draft} name="due_on" />
        <TextInLanguages draft={draft} name="words" hint={t.form.wordsHint} multiline optional />
        <Chosen {...props} />
        <Actions>
          <Submit>{t.form.save}</Submit>
          <LinkButton href={back}>{shell.form.cancel}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}

function meetingChoice({ reader }: FormProps, meeting: Meeting) {
  const { text, lang } = chooseText(meeting.title, reader.locale)
  const day = meeting.days[0]?.date
  return { value: meeting.id, text: day ? `${formatDate(reader.locale, day)} · ${text}` : text, lang }
}

function Chosen({ reader, commitments, leads, hasMore, today, form }: FormProps) {
  const { status: t, commitments: c } = reader.t
  const draft = { ...draftOf(reader, form), labels: t.fields }
  if (commitments.length === 0) return <p>{t.form.nothing}</p>
  const choices = commitments.map((one) => {
    const { text, lang } = chooseText(one.text, reader.locale)
    const lead = leads.get(one.leadId)
    const facts = [
      lead ? shortNameOf(lead, reader.locale).text : c.unlisted,
      dueWords(reader, one),
      c.states[one.state],
      ...pressing(reader, one, today),
    ]
    return { value: one.id, text: `${codeOf(one)}: ${text}`, lang, hint: facts.join(' · ') }
  })
  return (
    <>
      <Checkboxes draft={draft} name="commitment" choices={choices} />
      {hasMore && <p>{t.form.more(MOST_LINES)}</p>}
    </>
  )
}

/** An ordinary GET form: choosing anew ticks everything that is shown. */
function Narrowing({ reader, dialogue, narrowing, form }: FormProps) {
  const { status: t, shell } = reader.t
  if (!narrowing) return null
  const { show, leadId, institutions } = narrowing
  return (
    <search class="filter">
      <form method="get" action={`/dialogues/${dialogue.id}/status/new`} aria-label={shell.filter.label}>
        <input type="hidden" name="meeting" value={fieldValue(form, 'meeting')} />
        <div class="field">
          <label for="show">{t.form.show}</label>
          <select id="show" name="show">
            {(['open', 'late'] as const).map((value) => (
              <option value={value} selected={value === show}>
                {t.form.shows[value]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="lead">{t.fields.institution}</label>
          <select id="lead" name="lead">
            <option value="">{t.form.anyInstitution}</option>
            {institutions.map((one) => {
              const { text, lang } = shortNameOf(one, reader.locale)
              return (
                <option value={one.id} selected={one.id === leadId} lang={lang}>
                  {text}
                </option>
              )
            })}
          </select>
        </div>
        <button type="submit" class="button plain">
          {shell.filter.apply}
        </button>
      </form>
    </search>
  )
}
