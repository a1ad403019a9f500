/**
 * `npm run deploy:check`: bundles the worker as a deployment would, without an account and without the network,
 * and says how large it is and what it is made of. Fails above the limit.
 */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { packageFolder } from './instance.ts'

/** Bytes, gzipped; Cloudflare takes 3 MB on the free plan. */
const LIMIT = 600_000
const SHOWN = 16

/** The part of esbuild's report that we read. */
interface Report {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { bytesInOutput: number }>> }>
  >
}

/** Runs the check. @returns the exit code. */
function check(): number {
  const folder = mkdtempSync(join(tmpdir(), 'intersession-bundle-'))
  try {
    bundle(folder)
    const code = readFileSync(join(folder, 'workers.js'))
    const zipped = gzipSync(code).length
    console.log(`The worker: ${kilobytes(code.length)}, gzipped ${kilobytes(zipped)}`)
    console.log('Before compression it is made of:')
    for (const [name, bytes] of partsOf(folder).slice(0, SHOWN))
      console.log(`  ${kilobytes(bytes).padStart(9)}  ${name}`)
    if (zipped <= LIMIT) return 0
    console.error(`That is more than ${kilobytes(LIMIT)}.`)
    return 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function bundle(folder: string): void {
  const wrangler = join(packageFolder('node_modules'), 'wrangler', 'bin', 'wrangler.js')
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, CI: '1', WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: join(folder, 'logs') }
  const args = [wrangler, 'deploy', '--dry-run', '--metafile', '--outdir', folder]
  const cwd = packageFolder('.')
  try {
    execFileSync(process.execPath, args, { cwd, env, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`wrangler could not bundle the worker:\n${stdout}${stderr}`)
  }
}

/** Packages and rooms with their bytes in the bundle, largest first. */
function partsOf(folder: string): [string, number][] {
  const report = JSON.parse(readFileSync(join(folder, 'bundle-meta.json'), 'utf8')) as Report
  const sizes = new Map<string, number>()
  for (const { inputs } of Object.values(report.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const part = partOf(path)
      sizes.set(part, (sizes.get(part) ?? 0) + bytesInOutput)
    }
  }
  return [...sizes].sort(([, a], [, b]) => b - a)
}

function partOf(path: string): string {
  const installed = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)
  if (installed) return installed[1] ?? path
  return /(?:^|\/)((?:src|views)\/[^/]+)/.exec(path)?.[1] ?? 'wrangler'
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}

process.exitCode = check()
