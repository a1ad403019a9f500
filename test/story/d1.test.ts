/** The whole story on D1 in workerd. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { playStory } from '../../src/story/play.ts'
import type { Finding } from '../../src/story/record.ts'
import { openTestD1 } from '../fixtures/d1.ts'

const folder = mkdtempSync(join(tmpdir(), 'intersession-story-d1-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the story holds in every step on D1', { timeout: 900_000 }, async () => {
  const d1 = await openTestD1()
  try {
    const held = await playStory({ out: folder, engine: d1.engine, print: () => {} })
    const findings: Finding[] = JSON.parse(readFileSync(join(folder, 'story.json'), 'utf8'))
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(held).toBe(true)
  } finally {
    await d1.close()
  }
})
