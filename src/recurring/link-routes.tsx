/** What stands behind a link of an institution that owes a share: it sees the promise and what is its own. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { PersonalSharePage } from '../../views/recurring/personal.tsx'
import { linkOf } from '../auth/door.ts'
import type { PersonalLink } from '../auth/links.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { findCommitment } from '../commitments/queries.ts'
import { isFinal } from '../commitments/state.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { listableInstitutions } from '../people/visible.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { bySoonest } from './asked.ts'
import { readLinkReport } from './forms.ts'
import { takeShareReport } from './report-commands.ts'
import type { Share } from './share.ts'
import { reportsOnShares, shareOfInstitution, sharesOfInstitutions } from './share-queries.ts'

/** `GET` and `POST /p/:token/shares/:share` for `report` and `promises` links, behind the door of `/p`. */
export function sharePages(): Routes {
  const routes = newRoutes()
  routes.get('/p/:token/shares/:share', open)
  routes.post('/p/:token/shares/:share', send)
  return routes
}

/** A page behind a personal link. */
type Render = (c: AppContext, link: PersonalLink) => Promise<Response>

/**
 * The page of a report link: for who speaks for the lead, `ofLead`; for who owes a share, what is theirs; for anybody
 * else what `ofLead` says to them. It changes nothing.
 */
export function renderShares(ofLead: Render): Render {
  return async (c, link) => {
    const found = await ownShares(c, link.subjectId, link.actor.speaksFor)
    if (!found.ok || link.actor.speaksFor.includes(found.value.commitment.leadId)) return ofLead(c, link)
    return showShare(c, link, { ...found.value, chosen: firstOpen(found.value), form: formOf({}) })
  }
}

interface Own {
  readonly commitment: Commitment
  /** Of the institutions for which the link's person speaks today: no other is ever read. */
  readonly shares: readonly Share[]
}

/** @returns `not_found` where nothing is theirs. */
async function ownShares(
  c: AppContext,
  commitmentId: Id,
  institutionIds: readonly Id[],
): Promise<Outcome<Own>> {
  const { store } = c.var
  const [commitment, shares] = await Promise.all([
    findCommitment(store, commitmentId, 'all'),
    sharesOfInstitutions(store, commitmentId, institutionIds),
  ])
  return commitment && shares.length > 0 ? done({ commitment, shares }) : refuse('not_found', 'forms.unknown')
}

/** What is due first; what waits longest comes before what is not due yet. */
function firstOpen({ shares, commitment }: Own): Share | null {
  const open = shares.filter(({ state }) => state === 'open')
  return bySoonest(open, commitment)[0] ?? null
}

interface Shown extends Own {
  readonly chosen: Share | null
  readonly form: FormState
}

async function open(c: AppContext): Promise<Response> {
  const found = await chosenIn(c)
  return found.ok ? showShare(c, linkOf(c), { ...found.value, form: formOf({}) }) : refused(c, found)
}

async function chosenIn(c: AppContext): Promise<Outcome<Own & { chosen: Share }>> {
  const id = c.req.param('share') ?? ''
  const own = await spokenOf(c, id)
  if (!own.ok) return own
  const chosen = own.value.shares.find((share) => share.id === id)
  return chosen ? done({ ...own.value, chosen }) : refuse('not_found', 'forms.unknown')
}

/**
 * The shares among which a link may speak of this one: `report` of those in its commitment, `promises` of those of its
 * institution. @returns `not_found`.
 */
async function spokenOf(c: AppContext, shareId: Id): Promise<Outcome<Own>> {
  const { purpose, subjectId, actor } = linkOf(c)
  if (purpose === 'report') return ownShares(c, subjectId, actor.speaksFor)
  const speaks = purpose === 'promises' && actor.speaksFor.includes(subjectId)
  const share = speaks ? await shareOfInstitution(c.var.store, subjectId, shareId) : null
  return share ? ownShares(c, share.commitmentId, [subjectId]) : refuse('not_found', 'forms.unknown')
}

async function send(c: AppContext): Promise<Response> {
  const found = await chosenIn(c)
  if (!found.ok) return refused(c, found)
  const link = linkOf(c)
  const { commitment, chosen } = found.value
  const asked = { actor: link.actor, id: commitment.id, shareId: chosen.id }
  return submit(c, {
    read: readLinkReport,
    run: (form) => takeShareReport(c.var.store, { ...asked, ...form }),
    done: () => seeOther(c, `/p/${link.token}`, 'reported'),
    again: (form, refusal) => showShare(c, link, { ...found.value, form }, refusal),
  })
}

async function showShare(
  c: AppContext,
  link: PersonalLink,
  { commitment, shares, chosen, form }: Shown,
  refusal?: Refusal,
): Promise<Response> {
  const { store } = c.var
  const own = [...new Set(shares.map(({ institutionId }) => institutionId))]
  const [names, reports] = await Promise.all([
    institutionNames(store, [commitment.leadId, ...own]),
    reportsOnShares(store, chosen ? [chosen.id] : []),
  ])
  return page(
    c,
    <PersonalSharePage
      {...personal(c)}
      {...{ commitment, shares, chosen, reports, form }}
      institutions={names}
      lead={listableInstitutions(names, false).get(commitment.leadId) ?? null}
      base={`/p/${link.token}`}
      today={dateOf(store.now, commitment.zone)}
      open={!isFinal(commitment.state)}
    />,
    refusal,
  )
}
