/** A paper to try things on, and what other programs read in what we printed. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instant } from '../../src/kernel/instant.ts'
import type { Block, Paper, Sheet } from '../../src/printing/sheet.ts'

export const MADE_AT = '2026-11-22T10:00:00.000Z' as Instant

/** A paper of one Kazakh sheet, or of the sheets given. */
export function paperOf(blocks: readonly Block[], more: Partial<Sheet> = {}): Paper {
  const sheet: Sheet = { lang: 'kk', blocks, ...more }
  return { title: 'Күн тәртібі', author: 'Хатшылық', madeAt: MADE_AT, sheets: [sheet] }
}

/** False where it is not installed; the tests then say so and are skipped. */
export const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0

if (!hasPoppler)
  process.stderr.write(
    'Reading PDFs back is skipped: no pdftotext. Install it (apt-get install poppler-utils).\n',
  )

/** What a tool of Poppler says of a PDF. @throws Error with what it complained of: it must not complain at all. */
function poppler(tool: string, args: readonly string[], pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'intersession-pdf-'))
  try {
    const file = join(folder, 'paper.pdf')
    writeFileSync(file, pdf)
    const { status, stdout, stderr } = spawnSync(tool, [
      ...args,
      file,
      ...(tool === 'pdftotext' ? ['-'] : []),
    ])
    if (status !== 0 || stderr.length > 0) throw new Error(`${tool}: ${stderr}`)
    return String(stdout)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The words of each page, with their places kept as far as text can. */
export function pagesIn(pdf: Uint8Array): string[] {
  return poppler('pdftotext', ['-layout', '-enc', 'UTF-8'], pdf).split('\f').slice(0, -1)
}

/** Title, author, whether it is tagged and so on. */
export function factsIn(pdf: Uint8Array): Map<string, string> {
  const lines = poppler('pdfinfo', [], pdf).split('\n')
  return new Map(lines.map((line) => line.split(/:\s+(.*)/s, 2) as [string, string]))
}

/** The structure that programs for the blind read, with its words. */
export function structureIn(pdf: Uint8Array): string {
  return poppler('pdfinfo', ['-struct-text'], pdf)
}
