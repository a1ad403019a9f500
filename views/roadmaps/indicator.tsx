/** One indicator: what it shall become, its course, every value with who noted it, and one more. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate, formatInstant } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { Measured, Named } from '../../src/roadmaps/content.ts'
import type { FormerTerms, IndicatorValue } from '../../src/roadmaps/indicator.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import type { Roadmap } from '../../src/roadmaps/roadmap.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Checkboxes } from '../parts/choice.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextArea, TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import { wordsIn } from '../parts/printed.ts'
import { Status } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { roadmapTrail } from './list.tsx'
import { objectiveWords } from './objective-choice.tsx'
import { Spark } from './spark.tsx'
import {
  amountWords,
  baselineWords,
  latestWords,
  ownerWords,
  paceWords,
  progressTone,
  progressWords,
  targetWords,
} from './words.ts'

interface IndicatorPageProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly roadmap: Roadmap
  readonly objective: Objective
  readonly one: Measured
  readonly former: readonly FormerTerms[]
  readonly named: Named
  /** Those who noted and changed, as far as they may be named. */
  readonly people: ReadonlyMap<Id, string>
  readonly zone: Zone
  readonly mayKeep: boolean
  readonly form: FormState
}

/** The page. */
export function IndicatorPage(props: IndicatorPageProps) {
  const { reader, dialogue, roadmap, objective, one, mayKeep, form } = props
  const { indicator: t, progress } = reader.t.roadmaps
  const name = chooseText(one.indicator.name, reader.locale)
  const own = `/roadmaps/${roadmap.id}/indicators/${one.indicator.id}`
  const edits = mayKeep && roadmap.state !== 'evaluated'
  const draft = draftOf(reader, form, { labels: labelsOf(reader) })
  return (
    <SecretariatPage {...props} title={name.text} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={roadmapTrail(reader, dialogue, roadmap)}
        title={<Words reader={reader} text={name} />}
        status={
          <Status tone={progressTone(one.progress)}>
            {progressWords(reader, one.indicator, one.progress)}
          </Status>
        }
        lead={objectiveWords(reader, objective)}
        actions={
          edits && (
            <Actions>
              <LinkButton href={`${own}/edit`}>{t.edit}</LinkButton>
            </Actions>
          )
        }
      />
      <About {...props} />
      {one.progress.value && (
        <figure>
          <section class="scroll" aria-label={t.course} tabindex={0}>
            <Spark reader={reader} indicator={one.indicator} values={one.values} size="large" />
          </section>
          <figcaption class="hint">{progress.line}</figcaption>
        </figure>
      )}
      <Values {...props} />
      {edits && <NewValue {...props} />}
      <Former {...props} />
    </SecretariatPage>
  )
}

function labelsOf({ t }: Reader): Readonly<Record<string, string>> {
  const { as_of, amount, source, note, correction } = t.roadmaps.value
  return { as_of, amount, source, note, correction }
}

function About({ reader, one, named }: IndicatorPageProps) {
  const { indicator: t } = reader.t.roadmaps
  const { indicator, progress } = one
  const rhythm = wordsIn(reader, chooseText(indicator.rhythm, reader.locale))
  const pace = paceWords(reader, progress)
  const way = progressWords(reader, indicator, progress)
  return (
    <Facts
      facts={[
        { term: t.direction, value: t.directions[indicator.direction] },
        { term: t.baseline, value: baselineWords(reader, indicator) },
        { term: t.target, value: targetWords(reader, indicator) },
        { term: t.latest, value: latestWords(reader, indicator, progress) },
        { term: t.progress, value: pace ? `${way}; ${pace}` : way },
        { term: t.rhythm, value: rhythm },
        { term: t.owner, value: ownerWords(reader, indicator.ownerId, named) },
      ]}
    />
  )
}

function Values({ reader, one, people, zone }: IndicatorPageProps) {
  const { value: t } = reader.t.roadmaps
  const when = (value: IndicatorValue) =>
    value.supersededAt === null
      ? t.stands
      : { quiet: t.corrected(formatInstant(reader.locale, value.supersededAt, zone)) }
  return (
    <section aria-labelledby="values">
      <h2 id="values">{t.all}</h2>
      <Table
        reader={reader}
        caption={t.all}
        rows={one.values.toReversed()}
        empty={t.none}
        columns={[
          { head: t.as_of, names: true, tight: true, cell: ({ asOf }) => formatDate(reader.locale, asOf) },
          { head: t.amount, numeric: true, cell: ({ amount }) => amountWords(reader, amount, one.indicator) },
          { head: t.source, cell: ({ source }) => source },
          { head: t.note, cell: ({ note }) => note },
          { head: t.state, cell: when },
          {
            head: t.notedBy,
            cell: ({ notedBy, notedAt }) => ({
              lines: [people.get(notedBy) ?? '', { quiet: formatInstant(reader.locale, notedAt, zone) }],
            }),
          },
        ]}
      />
    </section>
  )
}

function NewValue({ reader, roadmap, one, form }: IndicatorPageProps) {
  const { value: t } = reader.t.roadmaps
  const draft = draftOf(reader, form, { labels: labelsOf(reader) })
  return (
    <section aria-labelledby="add">
      <h2 id="add">{t.add}</h2>
      <PostForm action={`/roadmaps/${roadmap.id}/indicators/${one.indicator.id}/values`}>
        <DateField draft={draft} name="as_of" />
        <TextField draft={draft} name="amount" type="number" hint={t.amountHint} />
        <TextField draft={draft} name="source" hint={t.sourceHint} />
        <TextArea draft={draft} name="note" hint={t.noteHint} rows={2} optional />
        <Checkboxes
          draft={draft}
          name="correction"
          label={t.state}
          choices={[{ value: '1', text: t.correction }]}
          optional="unsaid"
        />
        <Submit>{reader.t.shell.form.save}</Submit>
      </PostForm>
    </section>
  )
}

function Former({ reader, one, former, people, zone }: IndicatorPageProps) {
  const { indicator: t, form } = reader.t.roadmaps
  if (former.length === 0) return null
  return (
    <section aria-labelledby="former">
      <h2 id="former">{t.former}</h2>
      <Table
        reader={reader}
        caption={t.former}
        rows={former.toReversed()}
        columns={[
          {
            head: t.until,
            names: true,
            cell: ({ changedAt }) => formatInstant(reader.locale, changedAt, zone),
          },
          { head: t.baseline, cell: (terms) => baselineWords(reader, { ...one.indicator, ...terms }) },
          { head: t.target, cell: (terms) => targetWords(reader, { ...one.indicator, ...terms }) },
          { head: form.reason, cell: ({ reason }) => reason },
          { head: reader.t.roadmaps.value.notedBy, cell: ({ changedBy }) => people.get(changedBy) ?? '' },
        ]}
      />
    </section>
  )
}
