/** A message to the reader about the page or about what was just done. */

import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { Status } from './status.tsx'

interface NoticeProps {
  readonly reader: Reader
  readonly tone: 'neutral' | 'good' | 'warn' | 'bad'
  /** Said instead of the usual word for the tone. */
  readonly title?: string
  readonly children?: Child
}

/** A notice in the flow of the page: a word, a shape, and what there is to say. */
export function Notice({ reader, tone, title, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`}>
      <p>
        <Status tone={tone}>{title ?? reader.t.shell.notice[tone]}</Status>
      </p>
      {children}
    </div>
  )
}
