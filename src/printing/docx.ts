/** A paper as DOCX; what makes it is large and loaded when it is needed. */

import type { Paper } from './sheet.ts'

/** A paper for word processors: the same sheets and words as the PDF, each sheet a section of its own. */
export async function printDocx(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const { composeDocx } = await import('./word.ts')
  return composeDocx(paper)
}
