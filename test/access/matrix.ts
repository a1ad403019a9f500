/**
 * `npm run matrix`: takes every decision of the access matrix to the application and prints the policy as a table;
 * with `-- --json` it ends with one line of figures. Exit code 1 when anything deviates or an address has no row.
 */

import { coverageOf } from './coverage.ts'
import { decisionsOf } from './decisions.ts'
import { IN_DIALOGUE, IN_INSTANCE, LINKS, OWNED, ROWS } from './matrix-rows.ts'
import type { Word } from './policy.ts'
import { deviationOf } from './requests.ts'
import { openAccessWorld } from './world.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)

const world = await openAccessWorld()
const decisions = decisionsOf(world)
const coverage = coverageOf(world.app)
const deviations: string[] = [
  ...coverage.missing.map((route) => `${route}: no row in matrix-rows.ts`),
  ...coverage.stale.map((route) => `${route}: a row, but no such address`),
]
for (const decision of decisions) {
  const deviation = await deviationOf(world.app, decision)
  if (deviation) deviations.push(deviation)
}

if (!process.argv.includes('--json')) printTable()
for (const deviation of deviations) print(`DEVIATES ${deviation}`)
if (process.argv.includes('--json')) {
  const covered = coverage.routes.length - coverage.missing.filter((route) => route.includes(' ')).length
  print(JSON.stringify({ decisions: decisions.length, routes: coverage.routes.length, covered }))
} else
  print(
    `${decisions.length} decisions about ${coverage.routes.length} addresses, ${deviations.length} deviate`,
  )
process.exitCode = deviations.length > 0 ? 1 : 0

function printTable(): void {
  const lines = ROWS.map(({ route, needs, but }) => [
    route,
    but.stale === 'prove' ? `${needs} and fresh proof` : needs,
    allowedBy(needs),
  ])
  const links = Object.entries(LINKS).map(([route, words]) => [route, 'a personal link', whoIn(words)])
  const all = [['route', 'needs', 'allowed'], ...lines, ...links]
  const widths = [0, 1].map((at) => Math.max(...all.map((line) => line[at]?.length ?? 0)))
  for (const [route = '', needs = '', allowed = ''] of all)
    print(`${route.padEnd(widths[0] ?? 0)}  ${needs.padEnd(widths[1] ?? 0)}  ${allowed}`)
}

function allowedBy(right: string): string {
  const words = IN_DIALOGUE[right] ?? IN_INSTANCE[right]
  if (words) return whoIn(words)
  return right === OWNED ? 'its owner' : 'everybody'
}

function whoIn(words: Readonly<Record<string, Word>>): string {
  return Object.keys(words)
    .filter((who) => words[who] === 'yes')
    .join(', ')
}
