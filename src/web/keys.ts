/** The one-time keys in the forms of a page; `receipts.ts` says what they are for. */

import type { AppContext } from './context.ts'

/** The name of the hidden field. */
export const ONCE = 'once'

/**
 * Who sends forms here: an account or a personal link; null for strangers, who could otherwise fill the table of
 * receipts, and whose forms (sign-in) answer with a cookie that must not be given twice.
 */
export function senderOf(c: AppContext): string | null {
  return c.var.viewer?.personId ?? c.var.link?.id ?? null
}

// As `PostForm` (views/parts/actions.tsx) is written. What people typed is escaped and cannot look like this.
const OPENING = '<form method="post" action="'
const POST_FORM = new RegExp(`${OPENING}([^"]*)"[^>]*>`, 'g')

/**
 * Puts a key of its own into every form of a rendered page that changes something. Here and not in the views: no
 * form can be forgotten, and what a view gives depends on its props alone. The form that could not be saved keeps
 * its key, because nobody knows whether the commit was heard; no other form on the page gets it.
 */
export function withKeys(c: AppContext, html: string): string {
  if (!senderOf(c)) return html
  const { requestId, keptKey } = c.var
  const sent = keptKey === null ? null : placeOf(html, c.req.path, keptKey)
  // Not by the expression: over a long table it takes as long as the rest of the page.
  let [keyed, from, number] = ['', 0, 0]
  for (let at = html.indexOf(OPENING); at >= 0; at = html.indexOf(OPENING, from)) {
    const end = html.indexOf('>', at) + 1
    number += 1
    const key = number === sent ? keptKey : `${requestId}-${number}`
    keyed += `${html.slice(from, end)}<input type="hidden" name="${ONCE}" value="${key}"/>`
    from = end
  }
  return keyed + html.slice(from)
}

/** Which form of the page was sent to `path`: the only one, or the one in the place that its key tells. */
function placeOf(html: string, path: string, key: string): number | null {
  const places = [...html.matchAll(POST_FORM)].flatMap(([, action], at) =>
    action?.split('?')[0] === path ? [at + 1] : [],
  )
  const [only = null, ...others] = places
  if (others.length === 0) return only
  const place = Number(/-(\d+)$/.exec(key)?.[1])
  return places.includes(place) ? place : null
}
