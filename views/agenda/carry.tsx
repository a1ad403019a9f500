/** What returns to an agenda and why: the items of earlier meetings, ticked by rule, in their old order; one act. */

import type { Candidate, ItemHistory, Reason } from '../../src/agenda/carry.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Checkboxes } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import type { Reader } from '../reader.ts'

interface CarryProps extends ShellProps {
  readonly meeting: Meeting
  readonly offered: readonly Candidate[]
  /** The earlier meetings by id. */
  readonly meetings: ReadonlyMap<Id, Meeting>
  readonly form: FormState
}

/** The page. */
export function CarryOverPage(props: CarryProps) {
  const { reader, meeting, offered, form } = props
  const { agenda: t } = reader.t
  const draft = { ...draftOf(reader, form), labels: { item: t.carryOverLabel } }
  const back = `/meetings/${meeting.id}/agenda`
  const trail = [
    { href: `/meetings/${meeting.id}`, text: chooseText(meeting.title, reader.locale).text },
    { href: back, text: t.title },
  ]
  return (
    <SecretariatPage {...props} title={t.carryOver} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={t.carryOver} trail={trail} lead={t.carryOverLead} />
      {offered.length === 0 ? (
        <p>{t.nothingReturns}</p>
      ) : (
        <PostForm action={`${back}/carry-over`}>
          <Checkboxes
            draft={draft}
            name="item"
            choices={offered.map((one) => choiceOf(props, one))}
            optional="unsaid"
          />
          <Actions>
            <Submit>{t.carryOverSubmit}</Submit>
            <LinkButton href={back}>{reader.t.shell.form.cancel}</LinkButton>
          </Actions>
        </PostForm>
      )}
    </SecretariatPage>
  )
}

function choiceOf({ reader, meeting, meetings }: CarryProps, candidate: Candidate) {
  const { item, history, reasons } = candidate
  const { text, lang } = chooseText(item.title, reader.locale)
  const from = meetings.get(item.meetingId)
  const facts = [
    ...reasons.map((reason) => reasonWords(reader, reason, candidate)),
    // Of the last meeting everybody knows; an older one is named.
    from && from.id !== meeting.previousMeetingId ? chooseText(from.title, reader.locale).text : '',
    historyWords(reader, history),
  ]
  return { value: item.id, text, lang, hint: facts.filter(Boolean).join(' · ') }
}

function reasonWords({ t }: Reader, reason: Reason, { openCommitments }: Candidate): string {
  const { reasons } = t.agenda
  return reason === 'open_commitments' ? reasons.open_commitments(openCommitments) : reasons[reason]
}

/** "First on the agenda of 14 Oct 2025, third time"; for an item that stood on one agenda only its day. */
export function historyWords({ locale, t }: Reader, { first, times }: ItemHistory): string {
  return t.agenda.before(formatDate(locale, first), times)
}
