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
const POST_FORM = /<form method="post" action="([^"]*)"[^>]*>/g

/**
 * Puts a key of its own into every form of a rendered page that changes something. Here and not in the views: no
 * form can be forgotten, and what a view gives depends on its props alone. A form that could not be saved keeps
 * its key, because nobody knows whether the commit was heard.
 */
export function withKeys(c: AppContext, html: string): string {
  if (!senderOf(c)) return html
  const { requestId, keptKey } = c.var
  let number = 0
  return html.replace(POST_FORM, (tag, action: string) => {
    number += 1
    const kept = keptKey !== null && action === c.req.path
    return `${tag}<input type="hidden" name="${ONCE}" value="${kept ? keptKey : `${requestId}-${number}`}"/>`
  })
}
