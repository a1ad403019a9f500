/** The roadmaps of a dialogue. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Tally } from '../../src/roadmaps/progress.ts'
import type { Roadmap } from '../../src/roadmaps/roadmap.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { periodWords, roadmapTone } from './words.ts'

interface ListProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly rows: readonly { readonly roadmap: Roadmap; readonly tally: Tally }[]
  readonly mayKeep: boolean
}

/** The way down to a roadmap's pages. */
export function roadmapTrail(reader: Reader, dialogue: Dialogue, roadmap?: Roadmap) {
  const words = (text: Roadmap['title']) => <Words reader={reader} text={chooseText(text, reader.locale)} />
  return [
    { href: `/dialogues/${dialogue.id}`, text: words(dialogue.title) },
    { href: `/dialogues/${dialogue.id}/roadmaps`, text: reader.t.roadmaps.title },
    ...(roadmap ? [{ href: `/roadmaps/${roadmap.id}`, text: words(roadmap.title) }] : []),
  ]
}

/** The list. */
export function RoadmapListPage(props: ListProps) {
  const { reader, dialogue, rows, mayKeep } = props
  const { roadmaps: t } = reader.t
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={roadmapTrail(reader, dialogue).slice(0, 1)}
        title={t.title}
        lead={t.lead}
        actions={
          mayKeep && (
            <Actions>
              <LinkButton href={`/dialogues/${dialogue.id}/roadmaps/new`} weight="main">
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
            head: t.columns.title,
            names: true,
            cell: ({ roadmap }) => ({
              href: `/roadmaps/${roadmap.id}`,
              ...chooseText(roadmap.title, reader.locale),
            }),
          },
          { head: t.columns.period, cell: ({ roadmap }) => periodWords(reader, roadmap) },
          {
            head: t.columns.state,
            cell: ({ roadmap }) => ({ tone: roadmapTone(roadmap.state), text: t.states[roadmap.state] }),
          },
          {
            head: t.columns.values,
            cell: ({ tally }) =>
              tally.indicators === 0
                ? { quiet: t.tally.none }
                : t.tally.valued(tally.valued, tally.indicators),
          },
          { head: t.columns.reached, numeric: true, cell: ({ tally }) => tally.reached },
        ]}
      />
    </SecretariatPage>
  )
}
