/** What is measured over HTTP, and what each must hold (speed.md). */

import type { Loaded } from './load.ts'
import type { Ask, PageCase } from './measure.ts'

const ROWS = 100

/** The pages that are only read. */
export function pages(loaded: Loaded): PageCase[] {
  const signedIn = { cookie: `intersession=${loaded.cookie}`, 'accept-language': 'ru' }
  const visitor = { 'accept-language': 'ru' }
  const get = (path: string, headers: Ask['headers']): Ask => ({ method: 'GET', path, headers, status: 200 })
  const nextDelegate = inTurn(loaded.delegatePaths)
  return [
    {
      name: 'list of commitments, 100 of 10,000',
      goal: 60,
      ask: () => get('/commitments?show=all', signedIn),
      proof: (body) => body.split('href="/commitments/').length > ROWS,
    },
    {
      name: 'list of open commitments, 100 of some 7,000',
      goal: 60,
      ask: () => get('/commitments', signedIn),
      proof: (body) => body.split('href="/commitments/').length > ROWS,
    },
    {
      name: 'page of a meeting with 50 delegates',
      goal: 40,
      ask: () => get(`/meetings/${loaded.meetingId}`, signedIn),
      proof: (body) => body.includes('<h1'),
    },
    {
      name: 'page of a delegate',
      goal: 25,
      ask: () => get(nextDelegate(), visitor),
      proof: (body) => body.includes('<form'),
    },
  ]
}

/** Rounds of the writing case: every promise can be reported done only once. */
const WRITES = { warmUp: 700, round: 600 }

/** A report of "done": a fact, the report, and the letter that asks another institution to verify it. */
export function creation(loaded: Loaded): PageCase {
  const next = inTurn(loaded.reportPaths)
  const body = new URLSearchParams({
    claim: 'done',
    text: 'Поставка завершена, акты подписаны.',
    evidence: 'Приказ № 214 от 12 января',
    version: '1',
  }).toString()
  return {
    name: 'report with fact and letter, 16 writers',
    goal: 60,
    requests: WRITES,
    proof: (answer) => answer === '',
    ask: (): Ask => ({
      method: 'POST',
      path: `${next()}/report`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
        'sec-fetch-site': 'same-origin',
      },
      body,
      status: 303,
    }),
  }
}

function inTurn(paths: readonly string[]): () => string {
  let at = 0
  return () => {
    const path = paths[at++ % paths.length]
    if (path === undefined) throw new Error('the load data has no such page')
    return path
  }
}
