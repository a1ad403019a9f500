/** A browser at a desk: reads pages, fills in their forms as they stand, and knows when an answer came back. */

import { type Entered, filledIn, formsIn } from '../../src/story/form.ts'
import { parseHtml } from '../../src/story/html.ts'

export interface Answer {
  readonly status: number
  readonly location: string
  readonly body: string
}

/** Thrown when the server was gone before its answer: whether the command happened cannot be known. */
export class Unanswered extends Error {}

export interface Desk {
  get(path: string): Promise<Answer>
  /**
   * Opens a page, fills in one of its forms and sends it. 303 in the answer is the acknowledgement.
   * @returns status 0 when the page offers no such form. @throws Unanswered
   */
  submit(path: string, action: string, entered?: Entered): Promise<Answer>
}

/** A desk that asks the server at `origin` with one cookie; without a cookie it is a visitor. */
export function openDesk(origin: string, cookie = ''): Desk {
  const get = (path: string) => ask(origin, path, { headers: { cookie } })
  return {
    get,
    submit: async (path, action, entered = {}) => {
      const page = await get(path)
      if (page.status !== 200) return page
      const root = parseHtml(page.body)
      const _forms = formsIn(root)
      const form = formsIn(root).find((one) => one.action.split('?')[0]?.endsWith(action))
      // Another client may have been faster: what could be done a moment ago is done.
      if (!form) return { status: 0, location: '', body: '' }
      const body = new URLSearchParams(filledIn(form, entered))
      const headers = { cookie, origin, 'sec-fetch-site': 'same-origin' }
      return ask(origin, form.action || path, { method: 'POST', headers, body })
    },
  }
}

async function ask(origin: string, path: string, init: RequestInit): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(10_000)
    const response = await fetch(new URL(path, origin), { ...init, redirect: 'manual', signal })
    const location = response.headers.get('location') ?? ''
    // What decides is the head of the answer; its body may get lost.
    const body = response.status === 303 ? '' : await response.text()
    if (response.status === 303) await response.body?.cancel()
    return { status: response.status, location, body }
  } catch (error) {
    throw new Unanswered(String(error))
  }
}
