/** What the story expected and what it saw, step by step: printed as it goes and written down at the end. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Letter } from './mailbox.ts'

/** One thing that was checked. */
export interface Finding {
  readonly step: number
  readonly who: string
  readonly what: string
  readonly expected: unknown
  readonly seen: unknown
  readonly ok: boolean
  /** Names of the mail files that the finding is about. */
  readonly mails: readonly string[]
}

export class StoryRecord {
  private readonly findings: Finding[] = []
  private readonly print: (line: string) => void
  private step = -1

  constructor(print: (line: string) => void) {
    this.print = print
  }

  /** Begins the next step; the first one is that before the story, number 0. */
  begin(title: string): void {
    this.step += 1
    this.print(`\n${String(this.step).padStart(2)}  ${title}`)
  }

  /** Compares what was seen with what had to be; the two are equal when they are written alike. */
  check(
    who: string,
    what: string,
    { expected, seen, mails = [] }: { expected: unknown; seen: unknown; mails?: readonly Letter[] },
  ): void {
    const ok = JSON.stringify(expected) === JSON.stringify(seen)
    const finding = { step: this.step, who, what, expected, seen, ok, mails: mails.map(({ file }) => file) }
    this.findings.push(finding)
    this.print(
      `    ${ok ? 'ok  ' : 'FAIL'} ${who}: ${what}${mails.length > 0 ? ` (${mails.length} mails)` : ''}`,
    )
    if (ok) return
    this.print(`         expected ${JSON.stringify(expected)}`)
    this.print(`         seen     ${JSON.stringify(seen)}`)
  }

  /** A step that could not be played to its end. */
  broke(error: unknown): void {
    const seen = error instanceof Error ? error.message : String(error)
    this.check('the story', 'goes on', { expected: '', seen })
    if (error instanceof Error && error.stack) this.print(error.stack)
  }

  /** Did everything hold? */
  holds(): boolean {
    return this.findings.every(({ ok }) => ok)
  }

  /** Writes `story.json` and prints the last line. */
  finish(folder: string): void {
    writeFileSync(join(folder, 'story.json'), `${JSON.stringify(this.findings, null, 2)}\n`)
    const failed = this.findings.filter(({ ok }) => !ok).length
    this.print(`\n${this.findings.length} checks, ${failed} failed; mails and story.json are in ${folder}`)
  }
}
