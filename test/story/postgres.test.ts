/** The whole story on PostgreSQL, from the command line where there is a server, otherwise on PGlite. */

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { playStory, STEPS } from '../../src/story/play.ts'
import type { Finding } from '../../src/story/record.ts'
import { createTestDatabase, openTestPostgres, testServer } from '../fixtures/postgres.ts'

const server = await testServer()
const folder = mkdtempSync(join(tmpdir(), 'intersession-story-postgres-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs `demo --once --engine postgres` and gives its exit code with what it printed. */
function play(env: Record<string, string>): Promise<{ code: number | null; printed: string }> {
  const args = [
    '--import',
    'tsx',
    'src/platform/node.ts',
    'demo',
    '--once',
    '--engine',
    'postgres',
    '--out',
    folder,
  ]
  const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH, ...env } })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, printed })))
}

function expectWhole(): void {
  const findings: Finding[] = JSON.parse(readFileSync(join(folder, 'story.json'), 'utf8'))
  expect(findings.filter(({ ok }) => !ok)).toEqual([])
  expect([...new Set(findings.map(({ step }) => step))]).toEqual(
    Array.from({ length: 1 + STEPS.length }, (_, step) => step),
  )
}

describe('the story on PostgreSQL', () => {
  test.skipIf(!server)(
    'holds in every step, and is never played over another one',
    { timeout: 300_000 },
    async () => {
      if (!server) return
      const env = { DATABASE_URL: await createTestDatabase(server, 'empty') }
      const played = await play(env)
      expect(played.code, played.printed).toBe(0)
      expectWhole()
      const again = await play(env)
      expect([again.code, again.printed]).toEqual([
        1,
        'The database is not empty. The story needs one of its own: createdb story\n',
      ])
    },
  )

  test.skipIf(server)('holds in every step', { timeout: 300_000 }, async () => {
    const { engine } = await openTestPostgres()
    expect(await playStory({ out: folder, engine, print: () => {} })).toBe(true)
    expectWhole()
  })

  test('says what it needs when no database is named', async () => {
    const { code, printed } = await play({})
    expect(code).toBe(1)
    expect(printed).toContain('The story needs an empty PostgreSQL database')
  })
})
