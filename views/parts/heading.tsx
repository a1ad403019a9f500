/** The head of a page: where one is, what it is called, how it stands, what can be done. */

import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { localPath } from './ext.tsx'

/** A page above this one. */
interface TrailStep {
  readonly href: string
  readonly text: Child
}

interface HeadingProps {
  readonly reader: Reader
  readonly title: Child
  /** The way down to this page. */
  readonly trail?: readonly TrailStep[]
  readonly status?: Child
  /** One or two sentences under the title. */
  readonly lead?: Child
  readonly actions?: Child
}

/** The only `h1` of a page. */
export function Heading({ reader, title, trail = [], status, lead, actions }: HeadingProps) {
  return (
    <header class="heading">
      {trail.length > 0 && (
        <nav class="trail" aria-label={reader.t.shell.trail}>
          {trail.map(({ href, text }) => (
            <a href={localPath(href) ?? '#'}>{text}</a>
          ))}
        </nav>
      )}
      <div>
        <h1>{title}</h1>
        {status}
        {actions}
      </div>
      {lead && <p class="lead">{lead}</p>}
    </header>
  )
}
