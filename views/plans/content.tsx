/** What stands in a plan, to be read: texts, activities, when it was handed in and what was answered. */

import { formatInstant } from '../../src/i18n/dates.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Placed } from '../../src/plans/matrix.ts'
import {
  isAccepted,
  type Plan,
  type Presentation,
  standingRemarks,
  textOf,
  type Written,
} from '../../src/plans/plan.ts'
import { TEXT_PARTS, type Template } from '../../src/plans/template.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import { Passage, Words } from '../parts/passage.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { activityDates, activityState, objectiveName, ownerName, partTitle } from './words.ts'

export interface ContentProps {
  readonly reader: Reader
  readonly template: Template
  readonly plan: Plan
  readonly written: Written
  /** Its activities with how each stands; of a plan that is not accepted yet, nothing is told. */
  readonly placed: readonly Placed[]
  readonly objectives: readonly Objective[]
  readonly owners: ReadonlyMap<Id, InstitutionName>
  /** Beside each activity. */
  readonly more?: readonly Column<Placed>[]
}

/** The texts with the remarks that wait, then the activities. */
export function PlanContent(props: ContentProps) {
  const { reader, template, written, placed } = props
  const { page: t } = reader.t.plans
  return (
    <>
      {TEXT_PARTS.filter((part) => template.parts.some((one) => one.part === part)).map((part) => {
        const { text } = textOf(written, part)
        return (
          <section aria-labelledby={part}>
            <h2 id={part}>
              <Words reader={reader} text={partTitle(reader, template, part)} />
            </h2>
            {text ? (
              <Passage reader={reader} text={{ text, lang: reader.locale }} />
            ) : (
              <p class="none">{t.unwritten}</p>
            )}
            <Remarks reader={reader} written={written} part={part} />
          </section>
        )
      })}
      <section aria-labelledby="activities">
        <h2 id="activities">
          <Words reader={reader} text={partTitle(reader, template, 'activity')} />
        </h2>
        <Remarks reader={reader} written={written} part="activity" />
        <Remarks reader={reader} written={written} part="responsible" />
        <Remarks reader={reader} written={written} part="result" />
        <Table
          reader={reader}
          caption={partTitle(reader, template, 'activity').text}
          rows={placed}
          empty={t.noActivities}
          columns={activityColumns(props)}
        />
      </section>
    </>
  )
}

function activityColumns(props: ContentProps): Column<Placed>[] {
  const { reader, template, plan, objectives, more = [] } = props
  const { page: t, draft, kinds } = reader.t.plans
  const title = (part: 'responsible' | 'result') => partTitle(reader, template, part).text
  const serves = (id: Id | null) => (id ? objectiveName(reader, objectives, id).text : '')
  return [
    {
      head: draft.name,
      names: true,
      cell: ({ activity }) => ({
        lines: [
          activity.title,
          { quiet: [kinds[activity.kind], serves(activity.objectiveId)].filter(Boolean).join(' · ') },
        ],
      }),
    },
    {
      head: isAccepted(plan) ? `${t.dates} / ${t.state}` : t.dates,
      cell: ({ activity, state }) => ({
        lines: [activityDates(reader, activity), ...(isAccepted(plan) ? [activityState(reader, state)] : [])],
      }),
    },
    {
      head: [title('responsible'), title('result')].join(' / '),
      cell: ({ activity }) => ({
        lines: [activity.responsible, { quiet: activity.result }].filter((line) => line !== ''),
      }),
    },
    ...more,
  ]
}

interface RemarksProps {
  readonly reader: Reader
  readonly written: Written
  readonly part: Parameters<typeof partTitle>[2]
}

/** The remarks of the last return on one part; nothing without any. */
export function Remarks({ reader, written, part }: RemarksProps) {
  const remarks = standingRemarks(written).filter((one) => one.part === part)
  if (remarks.length === 0) return null
  return (
    <aside class="notice warn" aria-label={reader.t.plans.draft.remarks}>
      <p>
        <strong>{reader.t.plans.page.remarks}</strong>
      </p>
      {remarks.map(({ text }) => (
        <Passage reader={reader} text={{ text, lang: reader.locale }} />
      ))}
    </aside>
  )
}

interface PresentationsProps {
  readonly reader: Reader
  readonly plan: Plan
  readonly template: Template
  readonly written: Written
  readonly owners: ReadonlyMap<Id, InstitutionName>
}

/** Each time it was handed in, by which institution, and what was answered by which. */
export function Presentations({ reader, plan, template, written, owners }: PresentationsProps) {
  const { page: t, states } = reader.t.plans
  if (written.presentations.length === 0) return null
  const decided = ({ decision, decidedAt, decidedFor }: Presentation) => {
    if (!decision || !decidedAt) return null
    const by = decidedFor ? ownerName(reader, owners, decidedFor).text : t.secretariat
    return {
      lines: [
        { tone: decision === 'approved' ? ('good' as const) : ('warn' as const), text: states[decision] },
        `${formatInstant(reader.locale, decidedAt, plan.zone)} ${t.by(by)}`,
      ],
    }
  }
  return (
    <section aria-labelledby="presentations">
      <h2 id="presentations">{t.presented}</h2>
      <Table
        reader={reader}
        caption={t.presented}
        rows={written.presentations}
        columns={[
          {
            head: t.presented,
            names: true,
            cell: ({ presentedAt }) =>
              `${formatInstant(reader.locale, presentedAt, plan.zone)} ${t.by(ownerName(reader, owners, plan.institutionId).text)}`,
          },
          { head: t.decided, cell: decided },
          {
            head: t.remarks,
            cell: ({ number }) => ({
              lines: written.remarks
                .filter((remark) => remark.number === number)
                .map(({ part, text }) => `${partTitle(reader, template, part).text}: ${text}`),
            }),
          },
        ]}
      />
    </section>
  )
}
