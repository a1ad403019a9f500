/** Ways to take what a page shows along as files. */

import { localPath } from './ext.tsx'

interface FilesProps {
  /** What is in the files; said before their formats, and read out with each. */
  readonly label: string
  /** Without ending. */
  readonly path: string
  readonly formats: readonly ('pdf' | 'docx' | 'xlsx' | 'csv')[]
  /** With its question mark: the filter of a list. */
  readonly query?: string
}

/** `Agenda: PDF · DOCX`, on one line. */
export function Files({ label, path, formats, query = '' }: FilesProps) {
  return (
    <p class="files">
      {label}:{' '}
      {formats.map((format, at) => (
        <>
          {at > 0 && ' · '}
          <a
            href={localPath(`${path}.${format}${query}`) ?? '#'}
            aria-label={`${label}, ${format.toUpperCase()}`}
          >
            {format.toUpperCase()}
          </a>
        </>
      ))}
    </p>
  )
}
