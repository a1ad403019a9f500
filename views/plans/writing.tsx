/** Behind the link of who drafts: one text or one activity, saved by the script while it is typed. */

import type { Child } from 'hono/jsx'
import { type Activity, KINDS } from '../../src/plans/activity.ts'
import { LINE, type PlanText, TEXT, type Written } from '../../src/plans/plan.ts'
import { partOf, type Template, type TextPart } from '../../src/plans/template.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { SaveOrCancel } from '../parts/actions.tsx'
import { Select } from '../parts/choice.tsx'
import { localPath } from '../parts/ext.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextArea, TextField, textIn } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Passage, Words } from '../parts/passage.tsx'
import type { Reader } from '../reader.ts'
import { Remarks } from './content.tsx'
import { activityDates, objectiveName, partHint, partTitle, templateTitle } from './words.ts'

interface WritingProps extends PersonalProps {
  readonly template: Template
  readonly written: Written
  /** `/p/<token>`, where the plan stands, and the address of the form below it. */
  readonly back: string
  readonly action: string
  readonly form: FormState
}

interface TextProps extends WritingProps {
  readonly part: TextPart
  /** What somebody else saved while this was typed; null without a conflict. */
  readonly theirs: PlanText | null
}

/** One text of the plan. */
export function TextPage(props: TextProps) {
  const { reader, template, part, written, theirs, form } = props
  const title = partTitle(reader, template, part)
  const draft = draftOf(reader, form, { labels: { text: title.text } })
  return (
    <PersonalPage {...props} title={title.text} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={[{ href: props.back, text: templateTitle(reader, template).text }]}
        title={<Words reader={reader} text={title} />}
      />
      <Remarks reader={reader} written={written} part={part} />
      {theirs && (
        <Theirs reader={reader}>
          <Passage reader={reader} text={{ text: theirs.text, lang: reader.locale }} />
        </Theirs>
      )}
      <SavingForm {...props} version={textIn(draft, 'version')}>
        <TextArea
          draft={draft}
          name="text"
          rows={10}
          maxlength={TEXT}
          hint={partHint(reader, template, part).text}
          optional="unsaid"
        />
      </SavingForm>
    </PersonalPage>
  )
}

interface ActivityProps extends WritingProps {
  readonly objectives: readonly Objective[]
  /** What somebody else saved while this was typed; null without a conflict. */
  readonly theirs: Activity | null
}

/** One activity, known or new. */
export function ActivityPage(props: ActivityProps) {
  const { reader, template, written, theirs, form, objectives } = props
  const { draft: t, page, kinds } = reader.t.plans
  const responsible = partTitle(reader, template, 'responsible').text
  const result = partTitle(reader, template, 'result').text
  const labels = {
    ...{ title: t.name, kind: page.kind, starts_on: t.starts, ends_on: t.ends },
    ...{ responsible, result, objective: page.objective },
  }
  const draft = draftOf(reader, form, { labels })
  const version = textIn(draft, 'version')
  return (
    <PersonalPage {...props} title={t.name} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={[{ href: props.back, text: templateTitle(reader, template).text }]}
        title={t.name}
      />
      {(['activity', 'responsible', 'result'] as const).map((part) => (
        <Remarks reader={reader} written={written} part={part} />
      ))}
      {theirs && <TheirActivity {...{ reader, objectives, theirs }} />}
      <SavingForm {...props} version={version}>
        <TextField
          draft={draft}
          name="title"
          maxlength={LINE}
          hint={partHint(reader, template, 'activity').text}
        />
        <Select draft={draft} name="kind" choices={KINDS.map((value) => ({ value, text: kinds[value] }))} />
        <DateField draft={draft} name="starts_on" optional />
        <DateField draft={draft} name="ends_on" optional="unsaid" />
        {partOf(template, 'responsible') && (
          <TextField
            draft={draft}
            name="responsible"
            maxlength={LINE}
            hint={partHint(reader, template, 'responsible').text}
            optional={partOf(template, 'responsible')?.required ? 'unsaid' : true}
          />
        )}
        {partOf(template, 'result') && (
          <TextField
            draft={draft}
            name="result"
            maxlength={LINE}
            hint={partHint(reader, template, 'result').text}
            optional={partOf(template, 'result')?.required ? 'unsaid' : true}
          />
        )}
        {objectives.length > 0 && (
          <Select
            draft={draft}
            name="objective"
            optional
            choices={objectives.map(({ id }) => {
              const { text, lang } = objectiveName(reader, objectives, id)
              return { value: id, text, lang }
            })}
          />
        )}
      </SavingForm>
    </PersonalPage>
  )
}

interface SavingProps extends WritingProps {
  readonly theirs: PlanText | Activity | null
  readonly version: string
  readonly children: Child
}

/**
 * A form that the script saves while one types. A new activity has no version yet, and over what somebody else saved
 * nobody writes by typing: those are only saved by the button.
 * What the script says stands in the form's attributes, in the reader's language.
 */
function SavingForm({ reader, action, back, theirs, version, children }: SavingProps) {
  const { draft: t } = reader.t.plans
  const known = version !== ''
  return (
    <>
      <form
        method="post"
        action={localPath(action) ?? '#'}
        novalidate
        data-saves={known && theirs === null ? 'yes' : undefined}
        data-saving={t.saving}
        data-saved={t.saved}
        data-offline={t.offline}
        data-conflict={t.conflict}
        data-unsaved={t.unsaved}
      >
        {known && <input type="hidden" name="version" value={version} />}
        {children}
        <p role="status" class="hint" data-says />
        <SaveOrCancel reader={reader} back={back} />
      </form>
      <script type="module" src="/drafting.js" />
    </>
  )
}

function Theirs({ reader, children }: { readonly reader: Reader; readonly children: Child }) {
  const { draft: t } = reader.t.plans
  return (
    <section class="notice warn" aria-labelledby="theirs">
      <h2 id="theirs">{t.theirs}</h2>
      {children}
      <p>
        <strong>{t.yours}</strong>
      </p>
    </section>
  )
}

function TheirActivity(props: {
  readonly reader: Reader
  readonly objectives: readonly Objective[]
  readonly theirs: Activity
}) {
  const { reader, objectives, theirs } = props
  const { draft: t, page, kinds, parts } = reader.t.plans
  const rows = [
    [t.name, theirs.title],
    [page.kind, kinds[theirs.kind]],
    [page.dates, activityDates(reader, theirs)],
    [parts.responsible.title, theirs.responsible],
    [parts.result.title, theirs.result],
    [page.objective, theirs.objectiveId ? objectiveName(reader, objectives, theirs.objectiveId).text : ''],
  ] as const
  return (
    <Theirs reader={reader}>
      <dl class="facts">
        {rows
          .filter(([, value]) => value)
          .map(([term, value]) => (
            <div>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Theirs>
  )
}
