/** One objective on the page of its roadmap: what is measured, what serves it, what was said at the end. */

import { codeOf } from '../../src/commitments/commitment.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Measured, MeasuredObjective } from '../../src/roadmaps/content.ts'
import type { ServedActivity, ServedCommitment } from '../../src/roadmaps/served.ts'
import { dueCell, leadCell, stateCell } from '../commitments/words.ts'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Passage, Words } from '../parts/passage.tsx'
import { Table } from '../parts/table.tsx'
import type { RoadmapPageProps } from './page.tsx'
import { Spark } from './spark.tsx'
import {
  baselineWords,
  latestWords,
  ownerWords,
  ownOwner,
  paceWords,
  progressTone,
  progressWords,
  tallyWords,
  targetWords,
} from './words.ts'

interface SectionProps extends RoadmapPageProps {
  readonly one: MeasuredObjective
  readonly edits: boolean
}

/** The section. */
export function ObjectiveSection(props: SectionProps) {
  const { reader, roadmap, named, edits } = props
  const { objective, tally } = props.one
  const { objective: t, facts, indicator } = reader.t.roadmaps
  const own = `/roadmaps/${roadmap.id}/objectives/${objective.id}`
  const title = chooseText(objective.title, reader.locale)
  const owner = ownerWords(reader, objective.ownerId, named)
  const closing = chooseText(objective.closing, reader.locale)
  const [Head, Below] = objective.parentId === null ? (['h2', 'h3'] as const) : (['h3', 'h4'] as const)
  return (
    <section aria-labelledby={objective.id}>
      <Head id={objective.id}>
        {objective.code} <Words reader={reader} text={title} />
      </Head>
      <Passage reader={reader} text={chooseText(objective.description, reader.locale)} />
      <p class="hint">
        {[owner && `${facts.owner}: ${owner}`, tallyWords(reader, tally)].filter(Boolean).join(' · ')}
      </p>
      <Indicators {...props} />
      <ServedBy {...props} />
      {closing.text && (
        <>
          <Below>{t.closing}</Below>
          <Passage reader={reader} text={closing} />
        </>
      )}
      {edits && (
        <Actions>
          <LinkButton href={`${own}/indicators/new`}>{indicator.add}</LinkButton>
          <LinkButton href={`${own}/edit`}>{t.edit}</LinkButton>
        </Actions>
      )}
    </section>
  )
}

function Indicators({ reader, roadmap, named, one }: SectionProps) {
  const { indicator: t } = reader.t.roadmaps
  if (one.own.length === 0) return null
  return (
    <Table
      reader={reader}
      caption={`${t.all}: ${chooseText(one.objective.title, reader.locale).text}`}
      rows={one.own}
      columns={[
        {
          head: t.one,
          names: true,
          cell: ({ indicator }: Measured) => ({
            lines: [
              {
                href: `/roadmaps/${roadmap.id}/indicators/${indicator.id}`,
                ...chooseText(indicator.name, reader.locale),
              },
              { quiet: ownOwner(reader, indicator, { objective: one.objective, named }) ?? '' },
            ],
          }),
        },
        { head: t.baseline, cell: ({ indicator }) => baselineWords(reader, indicator) },
        {
          head: t.target,
          cell: ({ indicator }) => ({
            lines: [targetWords(reader, indicator), { quiet: t.directions[indicator.direction] }],
          }),
        },
        { head: t.latest, cell: ({ indicator, progress }) => latestWords(reader, indicator, progress) },
        {
          head: t.progress,
          cell: ({ indicator, progress }) => ({
            lines: [
              { tone: progressTone(progress), text: progressWords(reader, indicator, progress) },
              { quiet: paceWords(reader, progress) ?? '' },
            ],
          }),
        },
        {
          head: t.course,
          cell: ({ indicator, values }) => ({
            view: <Spark reader={reader} indicator={indicator} values={values} size="small" />,
          }),
        },
      ]}
    />
  )
}

function ServedBy({ reader, served, one, today }: SectionProps) {
  const { served: t } = reader.t.roadmaps
  const commitments = served.commitments.get(one.objective.id) ?? []
  const activities = served.activities.get(one.objective.id) ?? []
  return (
    <>
      {commitments.length > 0 && (
        <details>
          <summary>{`${t.commitments}: ${commitments.length}`}</summary>
          <Table
            reader={reader}
            caption={t.commitments}
            rows={commitments}
            columns={[
              {
                head: reader.t.commitments.fields.text,
                names: true,
                cell: ({ commitment }: ServedCommitment) => {
                  const { text, lang } = chooseText(commitment.text, reader.locale)
                  return {
                    href: `/commitments/${commitment.id}`,
                    text: `${codeOf(commitment)} ${text}`,
                    lang,
                  }
                },
              },
              { head: t.lead, cell: ({ commitment, lead }) => leadCell(reader, commitment, lead) },
              { head: t.due, cell: ({ commitment }) => dueCell(reader, commitment) },
              { head: t.state, cell: ({ commitment }) => stateCell(reader, commitment, today) },
            ]}
          />
        </details>
      )}
      {activities.length > 0 && (
        <details>
          <summary>{`${t.activities}: ${activities.length}`}</summary>
          <Table
            reader={reader}
            caption={t.activities}
            rows={activities}
            columns={[
              {
                head: t.institution,
                names: true,
                cell: ({ institution }: ServedActivity) =>
                  institution ? chooseText(institution.official, reader.locale).text : null,
              },
              { head: t.activity, cell: ({ title }) => title },
              {
                head: t.when,
                tight: true,
                cell: ({ endsOn }) => endsOn && formatDate(reader.locale, endsOn),
              },
            ]}
          />
        </details>
      )}
    </>
  )
}
