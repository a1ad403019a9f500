/**
 * The page behind a status link: all commitments of one institution, two fields each, one form. For a telephone, without
 * an account and without a script; short, because forty of them must not weigh more than forty kilobytes.
 */

import { codeOf } from '../../src/commitments/commitment.ts'
import { CLAIMS, type Report } from '../../src/commitments/report.ts'
import { formatDate, formatLongDate } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { type AskedLine, fieldsOf, takesAnswer } from '../../src/status/answer.ts'
import { isForPaper } from '../../src/status/paper.ts'
import type { StatusRequest } from '../../src/status/request.ts'
import { dueWords, pressing } from '../commitments/words.ts'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { PostForm, Submit } from '../parts/actions.tsx'
import { FaultSummary, fieldId } from '../parts/faults.tsx'
import { type Draft, textIn } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'

interface AnswerProps extends PersonalProps {
  readonly request: StatusRequest
  readonly institution: InstitutionName
  readonly meeting: Meeting | null
  readonly lines: readonly AskedLine[]
  /** Today in the zone of the dialogue. */
  readonly today: LocalDate
  /** Where the form is sent. */
  readonly action: string
  readonly form: FormState
  /** Codes of what was taken just now although something else was not. */
  readonly taken: readonly number[]
}

/** The whole page. */
export function StatusAnswerPage(props: AnswerProps) {
  const { reader, form, institution, meeting, request, lines } = props
  const { answer: t } = reader.t.status
  const draft: Draft = { ...draftOf(reader, form), labels: labelsOf(props) }
  const open = request.state === 'open'
  return (
    <PersonalPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <Taken {...props} />
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={t.title} lead={t.lead(nameOf(institution, reader.locale).text)} />
      {meeting && <p>{t.meeting(chooseText(meeting.title, reader.locale).text)}</p>}
      {open ? <Task {...props} draft={draft} /> : <Over {...props} />}
      {lines.length === 0 && <p>{t.empty}</p>}
    </PersonalPage>
  )
}

/** Each fault in the summary names its commitment. */
function labelsOf({ lines }: AnswerProps): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap(({ commitment }) => {
      const { claim, words } = fieldsOf(commitment.number)
      const code = codeOf(commitment)
      return [
        [claim, code],
        [words, code],
      ]
    }),
  )
}

function Taken({ reader, taken }: AnswerProps) {
  const { answer: t } = reader.t.status
  if (taken.length === 0) return null
  return (
    <Notice reader={reader} tone="good">
      <p>{t.taken(taken.map((number) => codeOf({ number })).join(', '))}</p>
      <p>{t.notTaken}</p>
    </Notice>
  )
}

type Drafted = AnswerProps & { readonly draft: Draft }

function Task(props: Drafted) {
  const { reader, request, lines, action } = props
  const { answer: t } = reader.t.status
  const { openedAt } = request
  const open = lines.filter((line) => openedAt && takesAnswer(line, openedAt))
  const others = lines.filter((line) => !open.includes(line))
  return (
    <>
      <p>
        <strong>{t.by(formatLongDate(reader.locale, request.dueOn))}</strong>
      </p>
      <p>{t.how}</p>
      <p class="hint">{t.read}</p>
      {open.length > 0 && (
        <PostForm action={action}>
          {open.map((line) => (
            <Line {...props} line={line} />
          ))}
          <Submit>{t.send}</Submit>
        </PostForm>
      )}
      {others.map((line) => (
        <section>
          <Promised {...props} line={line} />
          <p>{line.commitment.state === 'reported_done' ? t.verify : t.over}</p>
        </section>
      ))}
    </>
  )
}

function Over(props: AnswerProps) {
  const { answer: t } = props.reader.t.status
  return (
    <>
      <p>{t.closed}</p>
      {props.lines.map((line) => (
        <section>
          <Promised {...props} line={line} />
        </section>
      ))}
    </>
  )
}

type LineProps = AnswerProps & { readonly line: AskedLine }

/** What was promised, by when, what was said last. */
function Promised(props: LineProps) {
  const { reader, line, today } = props
  const { commitment } = line
  const remarks = [dueWords(reader, commitment), ...pressing(reader, commitment, today)].join(' · ')
  return (
    <>
      <h2>{codeOf(commitment)}</h2>
      <p>
        <Words reader={reader} text={chooseText(commitment.text, reader.locale)} />
      </p>
      <p>
        {reader.t.status.answer.due}: {remarks}
      </p>
      <Last {...props} last={line.last} />
    </>
  )
}

function Last({ reader, request, last }: LineProps & { readonly last: Report | null }) {
  const { answer: t } = reader.t.status
  const { claims, reportStates } = reader.t.commitments
  if (!last) return null
  const label = isForPaper(last, request.openedAt) ? t.yours : t.last
  const said = last.text || last.evidence
  const back = last.state === 'returned' ? ` (${reportStates.returned})` : ''
  return (
    <p>
      {label}: {formatDate(reader.locale, dateOf(last.at, request.zone))}, <b>{claims[last.claim]}</b>
      {back}
      {said && `. ${said}`}
    </p>
  )
}

/** Once something was reported for this paper, the fields are folded away until they are wanted. */
function Line(props: Drafted & LineProps) {
  const { reader, line, request, draft } = props
  const { claim, words } = fieldsOf(line.commitment.number)
  const faulty = draft.faults.some(({ field }) => field === claim || field === words)
  const told = line.last !== null && isForPaper(line.last, request.openedAt)
  const fields = <Fields {...props} />
  return (
    <section>
      <Promised {...props} />
      {told ? (
        <details open={faulty}>
          <summary>{reader.t.status.answer.correct}</summary>
          {fields}
        </details>
      ) : (
        fields
      )}
    </section>
  )
}

/** Bare controls, each named once for all: the house's fields would weigh twice as much. */
function Fields({ reader, line, draft }: Drafted & LineProps) {
  const { fields: f, answer: t } = reader.t.status
  const { claims } = reader.t.commitments
  const names = fieldsOf(line.commitment.number)
  const chosen = textIn(draft, names.claim)
  return (
    <>
      <input type="hidden" name={names.version} value={line.commitment.version} />
      <div class="field">
        <Label draft={draft} name={names.claim} text={f.claim} />
        <select {...control(draft, names.claim)}>
          <option value="">{t.choose}</option>
          {CLAIMS.map((claim) => (
            <option value={claim} selected={claim === chosen}>
              {claims[claim]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <Label draft={draft} name={names.words} text={f.said} />
        <textarea {...control(draft, names.words)} rows={2}>
          {`\n${textIn(draft, names.words)}`}
        </textarea>
      </div>
    </>
  )
}

function control(draft: Draft, name: string) {
  const id = fieldId(name)
  const fault = draft.faults.some(({ field }) => field === name)
  return {
    id,
    name,
    ...(fault ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-fault` } : {}),
  }
}

function Label({
  draft,
  name,
  text,
}: {
  readonly draft: Draft
  readonly name: string
  readonly text: string
}) {
  const id = fieldId(name)
  const fault = draft.faults.find(({ field }) => field === name)?.text
  return (
    <>
      <label for={id}>{text}</label>
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </>
  )
}
