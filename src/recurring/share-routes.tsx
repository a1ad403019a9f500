/** One share for the secretariat: `/commitments/:id/shares/:share`, and what is done to it. */

import type { FormState } from '../../views/parts/form.ts'
import { type ShareForm, SharePage } from '../../views/recurring/share.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { commitmentFor } from '../commitments/queries.ts'
import { needsCall } from '../commitments/reminders.ts'
import { institutionNames } from '../institutions/queries.ts'
import { done, ifDone, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { historyOf } from '../ledger/queries.ts'
import { may } from '../people/may.ts'
import { personCards } from '../people/queries.ts'
import { listableInstitutions, listablePeople, sees } from '../people/visible.ts'
import type { Store } from '../store/store.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { ladderOf } from './asked.ts'
import { readEnding, readNotedReport, readReturn, readVersion } from './forms.ts'
import { acceptShare, endShare, returnShare, takeShareReport } from './report-commands.ts'
import type { Share } from './share.ts'
import { findShare, reportsOnShares } from './share-queries.ts'

/** The pages and acts of one share. */
export function shareRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/commitments/:id/shares/:share', signedIn, show)
  for (const which of ['report', 'return', 'closing'] as const)
    routes.post(`/commitments/:id/shares/:share/${which}`, signedIn, (c) => act(c, which))
  routes.post('/commitments/:id/shares/:share/acceptance', signedIn, accept)
  return routes
}

interface Found {
  readonly commitment: Commitment
  readonly share: Share
}

type Asked = ReturnType<typeof askedIn>

function askedIn(c: AppContext) {
  return { actor: viewerOf(c), id: c.req.param('id') ?? '', shareId: c.req.param('share') ?? '' }
}

async function foundIn(c: AppContext, right: 'record' | 'coordinate'): Promise<Outcome<Found>> {
  const { actor, id, shareId } = askedIn(c)
  const commitment = await commitmentFor(c.var.store, actor, id, right)
  if (!commitment.ok) return commitment
  const share = await findShare(c.var.store, id, shareId)
  return share ? done({ commitment: commitment.value, share }) : refuse('not_found', 'forms.unknown')
}

async function show(c: AppContext): Promise<Response> {
  const found = await foundIn(c, 'record')
  return found.ok ? showShare(c, found.value, null) : refused(c, found)
}

const RUN: Readonly<
  Record<ShareForm, (store: Store, asked: Asked, values: FormValues) => Promise<Outcome<unknown>>>
> = {
  report: (store, asked, values) =>
    ifDone(readNotedReport(values), (form) => takeShareReport(store, { ...asked, ...form })),
  return: (store, asked, values) =>
    ifDone(readReturn(values), (form) => returnShare(store, { ...asked, ...form })),
  closing: (store, asked, values) =>
    ifDone(readEnding(values), (form) => endShare(store, { ...asked, ...form })),
}

async function act(c: AppContext, which: ShareForm): Promise<Response> {
  const found = await foundIn(c, which === 'report' ? 'record' : 'coordinate')
  if (!found.ok) return refused(c, found)
  return submit(c, {
    // Every act reads its own form.
    read: done<FormValues>,
    run: (values) => RUN[which](c.var.store, askedIn(c), values),
    done: () => seeOther(c, pathOf(found.value), 'recorded'),
    again: (form, refusal) => showShare(c, found.value, { which, form }, refusal),
  })
}

async function accept(c: AppContext): Promise<Response> {
  const found = await foundIn(c, 'coordinate')
  if (!found.ok) return refused(c, found)
  return submit(c, {
    read: readVersion,
    run: (form) => acceptShare(c.var.store, { ...askedIn(c), ...form }),
    done: () => seeOther(c, pathOf(found.value), 'recorded'),
    again: (_, refusal) => refused(c, refusal),
  })
}

function pathOf({ commitment, share }: Found): string {
  return `/commitments/${commitment.id}/shares/${share.id}`
}

async function showShare(
  c: AppContext,
  { commitment, share }: Found,
  sent: { which: ShareForm; form: FormState } | null,
  refusal?: Refusal,
): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const { dialogueId, zone } = commitment
  const [names, reports, history] = await Promise.all([
    institutionNames(store, [share.institutionId]),
    reportsOnShares(store, [share.id]),
    historyOf(store, [share.id]),
  ])
  const ids = [...reports.flatMap(({ personId }) => personId ?? []), ...history.map(({ actorId }) => actorId)]
  const people = await personCards(
    store,
    [...new Set(ids)].filter((id) => id !== 'system'),
  )
  const today = dateOf(store.now, zone)
  return page(
    c,
    <SharePage
      {...secretariat(c, viewer)}
      {...{ commitment, share, reports, history, today, sent }}
      institutions={listableInstitutions(names, sees(viewer, 'unlistedInstitution', dialogueId))}
      people={listablePeople(people, sees(viewer, 'protectedPerson', dialogueId))}
      rights={{ record: true, coordinate: may(viewer, 'coordinate', dialogueId) }}
      toPhone={needsCall(ladderOf(share, commitment, zone), today)}
    />,
    refusal,
  )
}
