/** What the doctor finds: one line each with what it means and what to do. */

export interface Finding {
  /** `warn` also for what could not be asked: it is not known to be wrong. */
  readonly level: 'ok' | 'warn' | 'bad'
  readonly check: string
  readonly says: string
  /** What to do, such as the record to add; may have several lines. */
  readonly fix?: string
}

/** Ways to write a finding of one check. */
export function findingsOf(check: string) {
  return {
    ok: (says: string): Finding => ({ level: 'ok', check, says }),
    warn: (says: string, fix?: string): Finding => ({ level: 'warn', check, says, ...(fix ? { fix } : {}) }),
    bad: (says: string, fix?: string): Finding => ({ level: 'bad', check, says, ...(fix ? { fix } : {}) }),
    /** No answer is not the same as a bad one. */
    unasked: (what: string, why: string): Finding => ({
      level: 'warn',
      check,
      says: `${what} could not be asked (${why})`,
      fix: 'Run the doctor again where the question can be answered.',
    }),
  }
}

/** The report for a terminal, ending with a count. */
export function reportText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length))
  const indent = ' '.repeat(6 + width + 2)
  const lines = findings.flatMap(({ level, check, says, fix }) => [
    `${level.padEnd(6)}${check.padEnd(width)}  ${says}`,
    ...(fix ?? '').split('\n').flatMap((line) => (line ? [`${indent}> ${line}`] : [])),
  ])
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length
  return [...lines, '', `${count('ok')} ok, ${count('warn')} to look at, ${count('bad')} bad`].join('\n')
}
