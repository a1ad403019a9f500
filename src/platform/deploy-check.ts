/**
 * `npm run deploy:check`: bundles the worker as a deployment would, without an account and without the network,
 * and says how large it is and what it is made of: what every isolate starts with, and all of it. Fails above
 * either limit.
 */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { packageFolder } from './instance.ts'

/** Bytes, gzipped. An isolate starts cold with the first; Cloudflare takes 3 MB in all on the free plan. */
const LIMITS = { start: 700_000, all: 1_600_000 }
const SHOWN = 16

/** The part of esbuild's report that we read. */
interface Report {
  readonly outputs: Readonly<Record<string, Output>>
}

interface Output {
  readonly inputs: Readonly<Record<string, { bytesInOutput: number }>>
  readonly imports: readonly { readonly path: string; readonly kind: string }[]
}

/** Runs the check. @returns the exit code. */
function check(): number {
  const folder = mkdtempSync(join(tmpdir(), 'intersession-bundle-'))
  try {
    bundle(folder)
    const report = JSON.parse(readFileSync(packageFolder('dist/worker.json'), 'utf8')) as Report
    const modules = Object.keys(report.outputs).filter((path) => path.endsWith('.js'))
    const start = startOf(report, modules)
    const sizes = { start: zipped(folder, start), all: zipped(folder, modules) }
    console.log(`The worker starts with ${kilobytes(sizes.start)} gzipped, of which before compression:`)
    for (const [name, bytes] of partsOf(report, start).slice(0, SHOWN)) tell(name, bytes)
    console.log(`Loaded when needed, before compression; with it ${kilobytes(sizes.all)} gzipped in all:`)
    const later = modules.filter((path) => !start.includes(path))
    for (const [name, bytes] of partsOf(report, later).slice(0, SHOWN)) tell(name, bytes)
    const over = (['start', 'all'] as const).filter((part) => sizes[part] > LIMITS[part])
    for (const part of over) console.error(`That is more than ${kilobytes(LIMITS[part])} (${part}).`)
    return over.length
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function bundle(folder: string): void {
  const wrangler = join(packageFolder('node_modules'), 'wrangler', 'bin', 'wrangler.js')
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, CI: '1', WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: join(folder, 'logs') }
  const args = [wrangler, 'deploy', '--dry-run', '--outdir', folder]
  const cwd = packageFolder('.')
  try {
    execFileSync(process.execPath, args, { cwd, env, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`wrangler could not bundle the worker:\n${stdout}${stderr}`)
  }
}

/** The modules that are loaded before the first request: the entry and what it imports, dynamic imports left out. */
function startOf(report: Report, modules: readonly string[]): string[] {
  const found = modules.filter((path) => basename(path) === 'workers.js')
  for (const path of found) {
    const imports = report.outputs[path]?.imports ?? []
    const needed = imports.filter(({ kind }) => kind === 'import-statement').map((one) => one.path)
    found.push(...needed.filter((one) => modules.includes(one) && !found.includes(one)))
  }
  return found
}

/** What wrangler would upload of these modules. */
function zipped(folder: string, modules: readonly string[]): number {
  const sizes = modules.map((path) => gzipSync(readFileSync(join(folder, basename(path)))).length)
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Packages and rooms with their bytes in these modules, largest first. */
function partsOf(report: Report, modules: readonly string[]): [string, number][] {
  const sizes = new Map<string, number>()
  for (const path of modules) {
    for (const [input, { bytesInOutput }] of Object.entries(report.outputs[path]?.inputs ?? {})) {
      const part = partOf(input)
      sizes.set(part, (sizes.get(part) ?? 0) + bytesInOutput)
    }
  }
  return [...sizes].sort(([, a], [, b]) => b - a)
}

function partOf(path: string): string {
  const installed = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)
  if (installed) return installed[1] ?? path
  return /(?:^|\/)((?:src|views)\/[^/]+)/.exec(path)?.[1] ?? 'esbuild'
}

function tell(name: string, bytes: number): void {
  console.log(`  ${kilobytes(bytes).padStart(9)}  ${name}`)
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}

process.exitCode = check()
