/** The templates of a dialogue, each with how far its plans are. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDateRange } from '../../src/i18n/dates.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Completeness } from '../../src/plans/matrix.ts'
import type { Template } from '../../src/plans/template.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { completenessWords, templateTitle } from './words.ts'

interface ListProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly rows: readonly { readonly template: Template; readonly complete: Completeness }[]
  readonly mayCoordinate: boolean
}

/** The way down to the plans of a dialogue. */
export function plansTrail(reader: Reader, dialogue: Dialogue) {
  return [
    {
      href: `/dialogues/${dialogue.id}`,
      text: <Words reader={reader} text={chooseText(dialogue.title, reader.locale)} />,
    },
    { href: `/dialogues/${dialogue.id}/plans`, text: reader.t.plans.title },
  ]
}

/** The page. */
export function PlanListPage(props: ListProps) {
  const { reader, dialogue, rows } = props
  const { plans: t } = reader.t
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={plansTrail(reader, dialogue).slice(0, 1)}
        title={t.title}
        lead={t.lead}
        actions={
          props.mayCoordinate && (
            <Actions>
              <LinkButton href={`/dialogues/${dialogue.id}/plans/new`} weight="main">
                {t.add}
              </LinkButton>
            </Actions>
          )
        }
      />
      <Table
        reader={reader}
        caption={t.title}
        rows={rows}
        empty={t.none}
        columns={[
          {
            head: t.template.title,
            names: true,
            cell: ({ template }) => ({ href: `/plans/${template.id}`, ...templateTitle(reader, template) }),
          },
          {
            head: t.template.period,
            tight: true,
            cell: ({ template }) => formatDateRange(reader.locale, template.from, template.to),
          },
          { head: t.template.plans, cell: ({ complete }) => completenessWords(reader, complete) },
          {
            head: t.template.matrix,
            cell: ({ template }) => ({ href: `/plans/${template.id}/matrix`, text: t.template.matrix }),
          },
        ]}
      />
    </SecretariatPage>
  )
}
