/** `/calls`: whom to phone, with numbers; and the page on which a call is noted down. */

import { CallPage } from '../../views/calls/call.tsx'
import { CallsPage } from '../../views/calls/list.tsx'
import { type FormState, fieldValue, formOf } from '../../views/parts/form.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { commitmentFor } from '../commitments/queries.ts'
import type { Call } from '../digests/call.ts'
import { whomToPhone } from '../digests/call-queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { addDays } from '../kernel/local-date.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { type Scope, scopeFor } from '../people/may.ts'
import { peopleOf, personCards } from '../people/queries.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { callKey } from './call-note.ts'
import { noteCall } from './commands.ts'
import { readCall } from './forms.ts'
import { callsAbout, lastReminders, lastShareReminders, owedIn, phonesOf } from './queries.ts'

/** For who coordinates or organises a dialogue; others find an empty list. */
export function callRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/calls', signedIn, showCalls)
  routes.get('/commitments/:id/call', signedIn, (c) => {
    const next = addDays(dateOf(c.var.store.now, viewerOf(c).zone), DAYS_UNTIL_NEXT)
    return showCall(c, formOf({ institution: c.req.query('institution') ?? '', next_on: next }))
  })
  routes.post('/commitments/:id/call', signedIn, takeCall)
  return routes
}

/** What most secretariats wait before they phone again; only a proposal. */
const DAYS_UNTIL_NEXT = 7

/** More than anybody phones in a week; the rest comes up as these are done. */
const SHOWN = 200

async function showCalls(c: AppContext): Promise<Response> {
  const viewer = viewerOf(c)
  const lists = await kept(c.var.store, listsFor, scopeFor(viewer, 'coordinate'))
  return page(c, <CallsPage {...secretariat(c, viewer)} {...lists} zone={viewer.zone} />)
}

/** Whom to phone in the dialogues of a scope, with numbers and when they were reminded last. */
async function listsFor(store: Store, scope: Scope) {
  const { calls, resting, stopped } = await whomToPhone(store, scope, SHOWN)
  const shown = [...calls.slice(0, SHOWN), ...resting.slice(0, SHOWN)]
  const commitments = shown.map(({ commitment }) => commitment)
  const [institutions, phones, reminded, ofShares] = await Promise.all([
    institutionNames(store, [...new Set(shown.map(({ institutionId }) => institutionId))]),
    phonesOf(store, peopleIn(shown, stopped)),
    lastReminders(
      store,
      commitments.map(({ id }) => id),
    ),
    lastShareReminders(
      store,
      shown.flatMap(({ shares }) => shares.map(({ id }) => id)),
    ),
  ])
  return {
    calls: calls.slice(0, SHOWN),
    resting: resting.slice(0, SHOWN),
    stopped,
    more: calls.length - SHOWN,
    institutions,
    phones,
    reminded: new Map([...reminded, ...ofShares]),
  }
}

function peopleIn(
  calls: readonly Call[],
  stopped: readonly { readonly person: { readonly id: Id } }[],
): Id[] {
  return [
    ...new Set([
      ...calls.flatMap(({ owners }) => owners.map(({ id }) => id)),
      ...stopped.map(({ person }) => person.id),
    ]),
  ]
}

async function showCall(c: AppContext, form: FormState, refusal?: Refusal): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const found = await commitmentFor(store, viewer, c.req.param('id') ?? '', 'coordinate')
  if (!found.ok) return refused(c, found)
  const commitment = found.value
  const institutionId = fieldValue(form, 'institution') || commitment.leadId
  const owed = await owedIn(store, commitment, institutionId)
  if (!owed.ok) return refused(c, owed)
  const shares = owed.value
  const [staff, all, institutions, reminded, ofShares] = await Promise.all([
    peopleOf(store, [institutionId], dateOf(store.now, commitment.zone)),
    callsAbout(store, commitment.id),
    institutionNames(store, [institutionId]),
    lastReminders(store, institutionId === commitment.leadId ? [commitment.id] : []),
    lastShareReminders(
      store,
      shares.map(({ id }) => id),
    ),
  ])
  const own = callKey(commitment, institutionId)
  const notes = all.filter((note) => callKey(commitment, note.institutionId) === own)
  const people = [...new Map(staff.map(({ card }) => [card.id, card])).values()]
  const spoken = notes.flatMap(({ personId, calledBy }) => [calledBy, ...(personId ? [personId] : [])])
  const [phones, cards] = await Promise.all([
    phonesOf(
      store,
      people.map(({ id }) => id),
    ),
    personCards(store, [...new Set(spoken)]),
  ])
  const institution = institutions.get(institutionId) ?? null
  const facts = { commitment, shares, institution, people, phones, notes, cards }
  const last = [...reminded.values(), ...ofShares.values()].sort().at(-1) ?? null
  return page(
    c,
    <CallPage {...secretariat(c, viewer)} {...facts} reminded={last} form={form} zone={viewer.zone} />,
    refusal,
  )
}

function takeCall(c: AppContext): Promise<Response> | Response {
  const id = c.req.param('id') ?? ''
  return submit(c, {
    read: readCall,
    run: (form) => noteCall(c.var.store, { ...form, actor: viewerOf(c), id }),
    done: () => seeOther(c, '/calls', 'saved'),
    again: (form, refusal) => showCall(c, form, refusal),
  })
}
