/** A short run of the fault harness, and proof that it would notice: each safeguard taken away breaks an invariant. */

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { InvariantName } from '../faults/invariants.ts'
import { type Killing, killAtFailpoints, killAtRandom } from '../faults/kills.ts'
import { besides, oversleep } from '../faults/pause.ts'
import { randomFrom } from '../faults/random.ts'
import { relayFaults } from '../faults/relay.ts'
import { openReport, type Report } from '../faults/report.ts'

beforeAll(() => {
  if (!existsSync('dist/node.js')) execFileSync('npm', ['run', '-s', 'build'])
})

function killing(report: Report, more: Partial<Killing> = {}): Killing {
  const database = async () => ''
  return { report, random: randomFrom(20_260_115), kills: 5, worlds: 2, processes: 1, database, ...more }
}

function brokenBy(report: Report): InvariantName[] {
  return [...new Set(report.violations.map(({ invariant }) => invariant))]
}

describe('the fault harness', () => {
  test('finds nothing lost and nothing doubled over five kills', async () => {
    const report = openReport()
    await killAtRandom(killing(report))
    expect(report.violations).toEqual([])
    expect(report.figures()).toMatchObject({
      kills: 5,
      'acknowledged writes lost': 0,
      'mails lost': 0,
      'reasons with two Message-IDs': 0,
      '- unexplained': 0,
    })
  })

  test('finds every mail delivered or refused for good, however the relay fails', async () => {
    const report = openReport()
    await relayFaults(report)
    expect(report.violations).toEqual([])
  })

  test('finds that without the one commit a command is half there', async () => {
    const report = openReport()
    await killAtFailpoints(killing(report, { broken: 'commit' }), [
      'command.within',
      'command.within',
      'command.within',
    ])
    expect(brokenBy(report)).toContain('I1')
  })

  test('finds that without the lease two processes send the same mail', async () => {
    const report = openReport()
    await besides(killing(report, { broken: 'lease' }))
    expect(brokenBy(report)).toEqual(['I3'])
  })

  test('finds that with the lease another process leaves alone what is in flight', async () => {
    const report = openReport()
    await besides(killing(report))
    expect(report.violations).toEqual([])
  })

  test('finds that without the fence a late outcome sends a mail again', async () => {
    const report = openReport()
    await oversleep(killing(report, { broken: 'fence' }), 'refused')
    expect(brokenBy(report)).toEqual(['I3'])
  })
})
