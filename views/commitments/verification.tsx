/** The page behind a verification link: what was promised, what is reported, and the question whether it is so. */

import type { Child } from 'hono/jsx'
import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import type { Report } from '../../src/commitments/report.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { EvidenceShown } from '../documents/evidence.tsx'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { Actions, PostForm, Submit } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import type { Draft } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Passage, Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { AnswerFields } from './act.tsx'
import { ReportTexts } from './record-parts.tsx'
import { dueWords, toneOf } from './words.ts'

interface VerificationProps extends PersonalProps {
  readonly commitment: Commitment
  readonly lead: InstitutionName
  readonly verifier: InstitutionName
  /** The report that is in question; null when nothing is to be verified. */
  readonly report: Report | null
  readonly files: EvidenceShown
  /** Where the form is sent. */
  readonly action: string
  readonly form: FormState
  /** What the verifier has to know before the answer. */
  readonly children?: Child
}

/** The report first, then the answer. */
export function VerificationPage(props: VerificationProps) {
  const { reader, commitment, report, form, verifier } = props
  const { verifyPage, states, fields } = reader.t.commitments
  const draft: Draft = {
    ...draftOf(reader, form),
    labels: reader.t.commitments.actFields,
  }
  const title = `${verifyPage.title} ${codeOf(commitment)}`
  return (
    <PersonalPage {...props} title={title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        title={title}
        status={<Status tone={toneOf(commitment.state)}>{states[commitment.state]}</Status>}
        lead={verifyPage.speakingFor(nameOf(verifier, reader.locale).text)}
      />
      <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
      <Facts
        facts={[
          { term: fields.lead, value: <Words reader={reader} text={nameOf(props.lead, reader.locale)} /> },
          { term: fields.due, value: dueWords(reader, commitment) },
        ]}
      />
      {report && props.children}
      {report ? <Question {...props} report={report} draft={draft} /> : <p>{verifyPage.closed}</p>}
    </PersonalPage>
  )
}

function Question({
  reader,
  report,
  files,
  action,
  draft,
}: VerificationProps & { readonly report: Report; readonly draft: Draft }) {
  const { verifyPage } = reader.t.commitments
  return (
    <>
      <section>
        <h2>{verifyPage.reported}</h2>
        <ReportTexts reader={reader} report={report} files={files} />
      </section>
      <section class="task">
        <h2>{verifyPage.task}</h2>
        <PostForm action={action}>
          <AnswerFields draft={draft} />
          <Actions>
            <Submit>{verifyPage.send}</Submit>
          </Actions>
        </PostForm>
      </section>
    </>
  )
}
