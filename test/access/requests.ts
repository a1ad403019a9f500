/** Sends the requests of the matrix, each from the same state, and tells what became of it. */

import type { TestApp } from '../fixtures/app.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { undone } from '../fixtures/undone.ts'
import type { Decision } from './decisions.ts'
import { begin, type Difference, differences } from './differences.ts'
import type { Form } from './forms.ts'

/** What came back, and which rows are different after it. */
export interface Answer {
  readonly status: number
  readonly location: string
  readonly body: string
  readonly changes: readonly Difference[]
  /** Was anything written at all? */
  readonly wrote: boolean
}

/** A request; `form` may be text already, for bodies that no form can hold. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly cookie: string
  readonly form: Form | string | null
  /** Leaves `changes` empty: reading what was written costs more than most requests. */
  readonly quick?: boolean
  readonly headers?: Readonly<Record<string, string>>
  /** Another origin than our own to ask. */
  readonly host?: string
}

/**
 * Rows that count what was tried, so that guessing runs out: they change although, or just because, a request is
 * refused. Everything else has to stay as it was. By table: where, and why.
 */
const COUNTED: Readonly<Record<string, { readonly paths: RegExp; readonly why: string }>> = {
  sign_in_requests: {
    paths: /^\/(sign-in|account\/proof)\b/,
    why: 'every try of a code is counted before it is judged (safety.md §2.2)',
  },
  rate_limits: {
    paths: /^\/(sign-in|account\/proof|setup|p|u)\b/,
    why: 'what strangers try is counted before it is looked at (T61, T62)',
  },
}

/** What a refused request changed and should not have. */
export function tracesOf(path: string, { changes }: Answer): readonly Difference[] {
  return changes.filter(({ table }) => !COUNTED[table]?.paths.test(path))
}

/** Sends one request and puts the database back to how it was. */
export async function ask(app: TestApp, asked: Asked): Promise<Answer> {
  const { raw } = app
  const total = raw.prepare('select total_changes()').pluck()
  begin(raw)
  return undone(raw, async () => {
    const before = total.get()
    const page = await app.visitor().request((asked.host ?? INSTANCE.baseUrl) + asked.path, {
      method: asked.method,
      headers: {
        cookie: asked.cookie ? `__Host-intersession=${asked.cookie}` : '',
        origin: INSTANCE.baseUrl,
        'user-agent': 'test',
        ...sentAs(asked.path, asked.form).headers,
        ...asked.headers,
      },
      ...(asked.form === null ? {} : { body: sentAs(asked.path, asked.form).body }),
    })
    const { status, location, body } = page
    const wrote = total.get() !== before
    return { status, location, body, wrote, changes: wrote && !asked.quick ? differences(raw) : [] }
  })
}

/** A form as a browser sends it; one with a file in parts, where the field `file` is a text to upload. */
export function sentAs(
  path: string,
  form: Asked['form'],
): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  if (form === null || typeof form === 'string' || !/^\/meetings\/[^/]+\/papers$/.test(path))
    return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: bodyOf(form ?? '') }
  const parts = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one) => {
      const file = name === 'file' ? '; filename="a.txt"' : ''
      return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${one}\r\n`
    }),
  )
  const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }
  return { headers, body: `${parts.join('')}--${BOUNDARY}--\r\n` }
}

const BOUNDARY = 'matrix-7f3a'

/** A form as a browser sends it. */
export function bodyOf(form: Form | string): string {
  if (typeof form === 'string') return form
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one)
  return body.toString()
}

/** An answer in the words of the matrix. */
function wordOf(method: string, { status, location, body }: Answer): string {
  if (status === 303 && /^\/sign-in(\?|$)/.test(location)) return 'sign in'
  if (status === 303 && location.startsWith('/account/proof')) return 'prove'
  if (status === 403 && body.includes('action="/account/proof/')) return 'prove'
  if (status === 200 && method === 'GET') return 'yes'
  if (status === 303 && method === 'POST') return 'yes'
  return String(status)
}

/** Takes one decision to the application. @returns what deviates, null when all is as it has to be. */
export async function deviationOf(app: TestApp, decision: Decision): Promise<string | null> {
  const [method = ''] = decision.route.split(' ')
  const allowed = decision.expected === 'yes'
  const acts = allowed && decision.writes
  const answer = await ask(app, { ...decision, method, quick: acts })
  const expected = allowed ? decision.yes : decision.expected
  // Where a word and a number say the same, the row may use either.
  const got = String(answer.status) === expected ? expected : wordOf(method, answer)
  const said = `${decision.who} ${decision.route} (${decision.object})`
  if (got !== expected) return `${said}: ${got} instead of ${expected}`
  if (acts && !answer.wrote && expected !== 'sign in') return `${said}: allowed, but nothing was done`
  const [trace] = tracesOf(decision.path, answer)
  return trace ? `${said}: ${got}, and yet a row of ${trace.table} changed` : null
}
