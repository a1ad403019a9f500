/** The files that prove a report, under its words. */

import type { Evidence, KeptFile } from '../../src/documents/paper.ts'
import type { Reader } from '../reader.ts'
import { FileLink, kindWords } from './file.tsx'

/** Files by report, and under which address they are fetched here. */
export interface EvidenceShown {
  readonly evidence: Evidence
  readonly under: string
  /** May the reader remove them? */
  readonly mayRemove?: boolean
}

interface EvidenceProps extends EvidenceShown {
  readonly reader: Reader
  readonly reportId: KeptFile['subjectId']
}

/** A line for each file; of a removed one only that there was one. Nothing for a report without files. */
export function EvidenceFiles({ reader, evidence, reportId, under, mayRemove }: EvidenceProps) {
  const { documents: t } = reader.t
  return (
    <>
      {(evidence.get(reportId) ?? []).map((file) => (
        <p>
          {t.evidence}:{' '}
          {file.removedAt ? (
            <>
              {file.name} <small>{t.refusals.removed}</small>
            </>
          ) : (
            <>
              <FileLink reader={reader} file={file} under={under} /> <small>{kindWords(reader, file)}</small>
              {mayRemove && (
                <>
                  {' '}
                  <a href={`/documents/${file.id}/removal`}>{t.remove}</a>
                </>
              )}
            </>
          )}
        </p>
      ))}
    </>
  )
}
