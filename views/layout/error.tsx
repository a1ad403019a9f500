/** The page that says why something cannot be done or found. */

import type { LocalDate } from '../../src/kernel/local-date.ts'
import type { Reader } from '../reader.ts'
import { PlainPage } from './shell.tsx'

interface ErrorPageProps {
  readonly reader: Reader
  readonly path: string
  readonly example?: LocalDate | null
  readonly text: string
  /** A number to quote to the administrator, for faults of ours. */
  readonly reference?: string
}

/** One sentence, and the way back to the start. */
export function ErrorPage({ reader, path, example, text, reference }: ErrorPageProps) {
  const { error } = reader.t.home
  return (
    <PlainPage reader={reader} path={path} title={error.title} example={example ?? null}>
      <h1>{error.title}</h1>
      <p>{text}</p>
      {reference && <p>{error.reference(reference)}</p>}
      <p>
        <a href="/">{error.toStart}</a>
      </p>
    </PlainPage>
  )
}
