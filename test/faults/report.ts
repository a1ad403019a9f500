/** Everything a run counted, and the table that is printed of it. */

import type { Worked } from './clients.ts'
import { type Checked, type Counts, INVARIANTS, type InvariantName, type Violation } from './invariants.ts'

export interface Report {
  readonly violations: readonly Violation[]
  killed(how: string, startMs: readonly number[]): void
  worked(worked: readonly Worked[]): void
  injected(what: string, times?: number): void
  violated(violations: readonly Violation[]): void
  /** The last check of a world. */
  count(checked: Pick<Checked, 'counts' | 'ended'>): void
  passed(failpoint: string): number
  passedPoint(failpoint: string): void
  /** Failpoints that no life came to, though all were to be covered. */
  missed(failpoints: readonly string[]): void
  /** Whether every invariant held and everything was covered. */
  isGood(): boolean
  /** Of an episode that has figures of its own. */
  note(name: string, figure: number | string): void
  /** All figures in their order. */
  figures(): Readonly<Record<string, number | string>>
}

export function openReport(): Report {
  const violations: Violation[] = []
  const kills = new Map<string, number>()
  const faults = new Map<string, number>()
  const points = new Map<string, number>()
  const starts: number[] = []
  const uncovered: string[] = []
  const notes: Record<string, number | string> = {}
  const commands = { acknowledged: 0, unanswered: 0, refused: 0 }
  const totals = new Map<keyof Counts, number>()
  const reasons = new Map<string, number>()
  return {
    violations,
    killed: (how, startMs) => {
      add(kills, how, 1)
      starts.push(...startMs.filter((millis) => millis > 0))
    },
    worked: (worked) => {
      for (const one of worked) {
        commands.acknowledged += one.acknowledged
        commands.unanswered += one.unanswered
        commands.refused += one.refused
        for (const what of one.failed) violations.push({ invariant: 'I7', world: 'a client', what })
      }
    },
    injected: (what, times = 1) => add(faults, what, times),
    violated: (found) => violations.push(...found),
    count: ({ counts, ended }) => {
      for (const reason of ended) add(reasons, reason.slice(0, 40), 1)
      for (const [name, value] of Object.entries(counts) as [keyof Counts, number][]) add(totals, name, value)
    },
    passed: (name) => points.get(name) ?? 0,
    passedPoint: (name) => add(points, name, 1),
    missed: (names) => void uncovered.push(...names),
    isGood: () => violations.length === 0 && uncovered.length === 0,
    note: (name, figure) => {
      notes[name] = figure
    },
    figures: () => {
      const total = (name: keyof Counts) => totals.get(name) ?? 0
      return {
        kills: sum(kills),
        'kills, how': listed(kills),
        'failpoints passed': `${points.size} kinds, ${sum(points)} times`,
        ...(uncovered.length > 0 ? { 'failpoints never passed': uncovered.join(', ') } : {}),
        'acknowledged commands': commands.acknowledged,
        'commands without an answer': commands.unanswered,
        'commands refused': commands.refused,
        'acknowledged writes checked': total('acknowledged'),
        'acknowledged writes lost': total('lostWrites'),
        'mails due': total('mails'),
        'mails arrived': total('arrived'),
        'mails ended with a reason, never sent': total('ended'),
        '- for these reasons': listed(reasons),
        'mails lost': total('lostMails'),
        'reasons (dedupe keys)': total('dedupeKeys'),
        'Message-IDs': total('messageIds'),
        'reasons with two Message-IDs': total('reasonsWithTwoIds'),
        'copies at the relay': total('copies'),
        '- the relay hid its answer': total('copiesHidden'),
        '- a kill before the record': total('copiesKilled'),
        '- unexplained': total('copiesUnexplained'),
        'relay faults injected': sum(faults),
        'relay faults, where': listed(faults),
        'restart p50, ms': percentile(starts, 50),
        'restart p95, ms': percentile(starts, 95),
        ...notes,
      }
    },
  }
}

function add<K>(counts: Map<K, number>, name: K, value: number): void {
  counts.set(name, (counts.get(name) ?? 0) + value)
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, value) => total + value, 0)
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ')
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0)
}

/** The report as lines for a terminal: figures, then each invariant with what broke it. */
export function tableOf(report: Report): string {
  const figures = Object.entries(report.figures())
  const width = Math.max(...figures.map(([name]) => name.length))
  const rows = figures.map(([name, figure]) => `  ${name.padEnd(width)}  ${figure}`)
  const broken = Map.groupBy(report.violations, ({ invariant }) => invariant)
  const invariants = (Object.keys(INVARIANTS) as InvariantName[]).map((name) => {
    const found = broken.get(name)?.length ?? 0
    return `  ${name} ${found === 0 ? 'held  ' : 'BROKEN'}  ${INVARIANTS[name]}${found > 0 ? ` (${found} times)` : ''}`
  })
  const first = [...broken.values()].flatMap((found) => found.slice(0, 5))
  return [
    ...rows,
    '',
    ...invariants,
    ...first.map(({ invariant, world, what }) => `  ! ${invariant} [${world}] ${what}`),
  ].join('\n')
}
