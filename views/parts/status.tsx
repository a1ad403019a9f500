/** A status: always a word and a shape, never a colour alone. */

import type { Child } from 'hono/jsx'

/** What a status means to the reader: open ring, disc, triangle, square or dash. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'quiet'

interface StatusProps {
  readonly tone: Tone
  readonly children: Child
}

/** One status word with its shape; the style sheet draws the shape. */
export function Status({ tone, children }: StatusProps) {
  return <span class={`status ${tone}`}>{children}</span>
}
