/** Papers to read: the list on a participant's page, and the lines under an item of the agenda. */

import type { KeptFile, OfferedPaper } from '../../src/documents/paper.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Cell } from '../parts/cell.ts'
import type { Reader } from '../reader.ts'
import { FileLink, kindWords } from './file.tsx'

interface PapersProps {
  readonly reader: Reader
  readonly papers: readonly OfferedPaper[]
  readonly under: string
}

/** A section `papers` for a participant: each paper in their language first; nothing when there are none. */
export function PapersToRead({ reader, papers, under }: PapersProps) {
  if (papers.length === 0) return null
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{reader.t.documents.title}</h2>
      <ul class="lines">
        {papers.map(({ file, others }) => (
          <li>
            <span>
              <FileLink reader={reader} file={file} under={under} alone={others.length === 0} />
              <Others reader={reader} others={others} under={under} />
            </span>
            <small>{kindWords(reader, file)}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The same paper in its other languages. */
export function Others({
  reader,
  others,
  under,
}: Omit<PapersProps, 'papers'> & { others: readonly KeptFile[] }) {
  const { documents: t, shell } = reader.t
  if (others.length === 0) return null
  return (
    <>
      <br />
      <small>
        {t.also}:{' '}
        {others.map((file, at) => (
          <>
            {at > 0 && ', '}
            <a href={`${under}/${file.id}`} lang={file.lang ?? undefined}>
              {file.lang ? shell.languages[file.lang] : t.noLanguage}
            </a>
          </>
        ))}
      </small>
    </>
  )
}

/** What stands under the title of an item: its papers, the reader's language first. */
export function paperLines({ reader, papers, under }: PapersProps): (item: Id) => Cell[] {
  const byItem = Map.groupBy(papers, ({ subjectId }) => subjectId)
  return (item) =>
    (byItem.get(item) ?? []).map(({ file, others }) => ({
      view: <FileLink reader={reader} file={file} under={under} alone={others.length === 0} />,
    }))
}
