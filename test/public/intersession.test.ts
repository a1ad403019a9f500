/** The script of the pages, run without a browser: how often it asks for fresh numbers. */

import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'

const SCRIPT = readFileSync('public/intersession.js', 'utf8')

/** Runs the script until the numbers were asked for so often; every answer is another one. @returns its pauses. */
async function pauses({ times, focused }: { times: number; focused: boolean }) {
  const waited: number[] = []
  const link = {}
  const region = {
    id: 'progress',
    dataset: { fresh: '/numbers' } as { fresh?: string },
    innerHTML: 'before',
    contains: (element: unknown) => element === link,
    replaceChildren: () => {},
  }
  const document = {
    hidden: false,
    activeElement: focused ? link : null,
    querySelectorAll: (selector: string) => (selector === '[data-fresh]' ? [region] : []),
    addEventListener: () => {},
  }
  const answered = { dataset: { fresh: '/numbers' }, innerHTML: 'other', childNodes: [] }
  let asked = 0
  const ended = new Promise<void>((resolve) => {
    const context = {
      document,
      setTimeout: (then: () => void, pause: number) => {
        waited.push(pause)
        then()
      },
      fetch: async () => {
        asked += 1
        if (asked < times) return { ok: true, text: async () => '' }
        delete region.dataset.fresh
        resolve()
        return null
      },
      DOMParser: class {
        parseFromString = () => ({ getElementById: () => answered })
      },
    }
    runInContext(SCRIPT, createContext(context))
  })
  await ended
  return waited
}

test('numbers that change are asked for every two seconds', async () => {
  expect(await pauses({ times: 4, focused: false })).toEqual([2000, 2000, 2000, 2000])
})

test('while somebody stands on a link among them they stay as they are, and are asked for less and less', async () => {
  expect(await pauses({ times: 4, focused: true })).toEqual([2000, 3000, 4500, 6750])
})
