/** The whole story from the command line, as `npm run demo -- --once --out DIR` plays it. */

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { STEPS } from '../../src/story/play.ts'
import type { Finding } from '../../src/story/record.ts'
import { hasIcalendar, readByPython, readByUs } from '../fixtures/second-reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'intersession-story-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Played {
  readonly folder: string
  readonly exitCode: number | null
  readonly printed: string
  readonly findings: readonly Finding[]
  readonly mails: readonly string[]
}

/** One play in a process of its own, so that it has a time zone of its own. */
async function playIn(zone: string): Promise<Played> {
  const out = join(folder, zone.replaceAll('/', '-'))
  const args = ['--import', 'tsx', 'src/platform/node.ts', 'demo', '--once', '--out', out]
  // Not the test runner's own environment: it has a BASE_URL that is none of ours.
  const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH, TZ: zone } })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (!existsSync(join(out, 'story.json'))) throw new Error(`nothing was played: ${printed}`)
  const files = readdirSync(out)
  return {
    folder: out,
    exitCode,
    printed,
    findings: JSON.parse(readFileSync(join(out, 'story.json'), 'utf8')),
    mails: files.filter((name) => name.endsWith('.eml')).sort(),
  }
}

let east: Played
let west: Played
beforeAll(async () => {
  ;[east, west] = await Promise.all([playIn('Pacific/Kiritimati'), playIn('America/St_Johns')])
}, 300_000)

test('every step holds, on any day and in any zone alike', () => {
  expect(east.findings.filter(({ ok }) => !ok)).toEqual([])
  expect([east.exitCode, west.exitCode], east.printed).toEqual([0, 0])
  expect([...new Set(east.findings.map(({ step }) => step))]).toEqual(
    Array.from({ length: 1 + STEPS.length }, (_, step) => step),
  )
  expect(west.findings).toEqual(east.findings)
  expect(west.mails).toEqual(east.mails)
})

test.skipIf(!hasIcalendar)(
  'two independent parsers read every mail of it alike, calendars included',
  async () => {
    const paths = east.mails.map((name) => join(east.folder, name))
    const read = readByPython(paths)
    expect(read).toEqual(await readByUs(paths))
    const calendars = Object.values(read).flatMap((mail) => ('calendar' in mail && mail.calendar) || [])
    expect(calendars.length).toBeGreaterThan(25)
  },
)
