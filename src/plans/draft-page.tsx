/** The page of who drafts, for all acts that come back to it, and what the pages behind links show of a plan. */

import type { FormState } from '../../views/parts/form.ts'
import { DraftPage } from '../../views/plans/draft.tsx'
import type { PersonalLink } from '../auth/links.ts'
import { faultText } from '../i18n/messages.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { page, personal } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import { ownersFor } from './door.ts'
import type { ByLink } from './link-door.ts'
import { listedIn } from './matrix.ts'
import { objectivesFor } from './objective-queries.ts'
import { isOpen, missingIn } from './plan.ts'
import { askedAbout, wasAsked } from './request.ts'
import { requestsOf } from './request-queries.ts'
import { newestReports, placedIn, writtenOf } from './written-queries.ts'

/** All that stands in a plan. */
export async function contentFor(c: AppContext, { plan, template }: ByLink) {
  const { store } = c.var
  const [written, [row], owners, objectives, reports] = await Promise.all([
    writtenOf(store, plan.id),
    placedIn(store, [template.id], [plan]),
    ownersFor(c, template, [plan]),
    objectivesFor(store, template),
    newestReports(store, [plan.id]),
  ])
  const placed = listedIn(row, written.activities)
  return { plan, template, written, placed, owners, objectives, reports }
}

/** Where the pages of a plan link lie. */
export function under(link: PersonalLink): string {
  return `/p/${link.token}/plan`
}

/** What an act on the page met. */
export interface Met {
  readonly form?: FormState
  readonly refusal?: Refusal
  /** What was typed and can no longer be saved. */
  readonly unsaved?: string
}

/** The page of who drafts. */
export async function showDraft(
  c: AppContext,
  found: ByLink,
  { refusal, unsaved = '' }: Met = {},
): Promise<Response> {
  const { store, reader } = c.var
  const { plan, template, link } = found
  const [content, requests] = await Promise.all([contentFor(c, found), requestsOf(store, [template.id])])
  const props = {
    ...content,
    under: under(link),
    missing: isOpen(plan) ? missingIn(template, content.written) : [],
    requests: requests.filter(
      (request) =>
        !request.closedAt &&
        wasAsked(plan, request) &&
        askedAbout(content.written.activities, request).length > 0,
    ),
    unsaved,
    refused: refusal ? faultText(reader.t, refusal) : null,
  }
  return page(c, <DraftPage {...personal(c)} {...props} />, refusal)
}
