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

/** The pages of what comes between the meetings, over the data of some years (issue 5 §5). */
export function pagesBetween(loaded: Loaded): PageCase[] {
  const { between, meetingId } = loaded
  if (!between) throw new Error('the load data holds nothing between the meetings')
  const by = (cookie: string) => ({ cookie: `intersession=${cookie}`, 'accept-language': 'ru' })
  const all = by(between.coordinator)
  const page = (name: string, path: string, more: Partial<Options> = {}): PageCase => {
    const { goal = LIST, headers = all, holds = '<h1' } = more
    const ask = (): Ask => ({ method: 'GET', path, headers, status: 200 })
    return { name, goal, ask, proof: (body) => body.includes(holds) }
  }
  const link = { headers: { 'accept-language': 'ru' } }
  const own = `dialogue=${loaded.dialogueIds[0]}`
  return [
    page('home of who coordinates one dialogue', '/', { headers: by(between.ofOne) }),
    page('home of who coordinates ten dialogues', '/'),
    page('home of an organiser of ten dialogues', '/', { headers: by(loaded.cookie) }),
    page('commitments', '/commitments', { holds: 'href="/commitments/0' }),
    page('commitments of a dialogue, late', `/commitments?show=late&${own}`),
    page('commitments by institution', '/commitments?by=lead'),
    page('commitments by slip', '/commitments?order=slip'),
    page('timeline of 200 commitments', `/commitments/timeline?${own}`, { goal: TIMELINE, holds: '<svg' }),
    page('institution', `/institutions/${between.institutionId}`),
    page('call list', '/calls'),
    page('commitments without a person', '/commitments/unattended'),
    page('status paper of 200 commitments', `/status/${between.statusId}`),
    page('matrix of 20 plans with 40 activities', `/plans/${between.templateId}/matrix`),
    page('plan with 40 activities', `/plans/${between.templateId}/of/${between.planId}`),
    page('roadmap', `/roadmaps/${between.roadmapId}`),
    page('supply of a medicine', `/supply/${between.medicineId}`, { holds: '<svg' }),
    page('medicine by region', `/supply/${between.medicineId}/regions`),
    page('dialogue with 40 meetings', `/dialogues/${loaded.dialogueIds[0]}`),
    page('commitment with twelve steps', `/commitments/${between.steppedId}`),
    page('commitment that recurs', `/commitments/${between.recurringId}/periods`),
    page('what returns to an agenda', `/meetings/${meetingId}/agenda/carry-over`, {
      headers: by(loaded.cookie),
    }),
    page('what an institution promised, by link', between.paths.promises, link),
    page('status of 40 commitments, by link', between.paths.status, { ...link, holds: '<form' }),
    page('monthly stock, by link', between.paths.stock, { ...link, holds: '<form' }),
    page('plan, by link', between.paths.plan, link),
  ]
}

interface Options {
  readonly goal: number
  readonly headers: Ask['headers']
  /** What the first answer must hold. */
  readonly holds: string
}

const LIST = 60
const TIMELINE = 100

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
