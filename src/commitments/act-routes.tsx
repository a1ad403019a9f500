/** What is done to a commitment, each act a page of its own: `/commitments/:id/<act>`. */

import { type ActChoices, ActPage, type CommitmentAct } from '../../views/commitments/act.tsx'
import { type FormState, formOf, refusedForm } from '../../views/parts/form.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { allInstitutions } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { adoptedDecisions } from '../minutes/queries.ts'
import { type Act, type Actor, may } from '../people/may.ts'
import { peopleOf } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type FormValues, readBody } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { statusOf } from '../web/refused.ts'
import { agreeCommitment, closeCommitment, namePerson } from './commands.ts'
import type { Commitment } from './commitment.ts'
import { moveDueDate, pauseReminders } from './due-commands.ts'
import {
  dueValues,
  readClosing,
  readMove,
  readNotedReport,
  readNotedVerification,
  readPause,
  readPerson,
  readReturn,
} from './forms.ts'
import { findCommitment } from './queries.ts'
import { reachOf } from './reach.ts'
import { acceptReport, returnReport, takeReport, verifyCommitment } from './report-commands.ts'

/** All acts; each GET shows a form and changes nothing. */
export function actRoutes(): Routes {
  const routes = newRoutes()
  for (const name of ['person', 'report', 'due-change', 'verification', 'pause', 'closing'] as const) {
    routes.get(`/commitments/:id/${name}`, signedIn, (c) => openAct(c, name))
    routes.post(`/commitments/:id/${name}`, signedIn, (c) => doAct(c, name))
  }
  routes.get('/commitments/:id/reports/:report/return', signedIn, (c) => openAct(c, 'return'))
  routes.post('/commitments/:id/reports/:report/return', signedIn, (c) => doAct(c, 'return'))
  routes.post('/commitments/:id/reports/:report/acceptance', signedIn, accept)
  routes.post('/commitments/:id/agreement', signedIn, agree)
  return routes
}

/** Who acts on what. */
interface Asked {
  readonly actor: Actor
  readonly id: Id
  /** Only where one report is meant. */
  readonly reportId: Id
}

interface ActRule {
  readonly right: Act
  readonly run: (store: Store, asked: Asked, values: FormValues) => Promise<Outcome<unknown>>
  /** What the form begins with. */
  readonly values?: (commitment: Commitment) => FormValues
  readonly choices?: (c: AppContext, commitment: Commitment) => Promise<ActChoices>
}

const ACTS: Readonly<Record<CommitmentAct, ActRule>> = {
  person: {
    right: 'record',
    run: async (store, asked, values) =>
      withForm(readPerson(values), (form) => namePerson(store, { ...asked, ...form })),
    values: ({ personId }) => ({ person: personId ?? '' }),
    choices: peopleChoices,
  },
  report: {
    right: 'record',
    run: async (store, asked, values) =>
      withForm(readNotedReport(values), (form) => takeReport(store, { ...asked, ...form })),
  },
  'due-change': {
    right: 'coordinate',
    run: async (store, asked, values) =>
      withForm(readMove(values), (form) => moveDueDate(store, { ...asked, ...form })),
    values: dueValues,
  },
  verification: {
    right: 'coordinate',
    run: async (store, asked, values) =>
      withForm(readNotedVerification(values), (form) =>
        verifyCommitment(store, { ...asked, ...form, by: 'noted' }),
      ),
    values: ({ verifierId }) => ({ institution: verifierId ?? '' }),
    choices: async (c) => ({ institutions: await allInstitutions(c.var.store, c.var.reader.locale) }),
  },
  pause: {
    right: 'coordinate',
    run: async (store, asked, values) =>
      withForm(readPause(values), (form) => pauseReminders(store, { ...asked, ...form })),
    values: ({ pausedUntil }) => ({ until: pausedUntil ?? '' }),
  },
  closing: {
    right: 'coordinate',
    run: async (store, asked, values) =>
      withForm(readClosing(values), (form) => closeCommitment(store, { ...asked, ...form })),
    choices: async (c, { dialogueId }) => ({ decisions: await adoptedDecisions(c.var.store, dialogueId) }),
  },
  return: {
    right: 'coordinate',
    run: async (store, asked, values) =>
      withForm(readReturn(values), (form) => returnReport(store, { ...asked, ...form })),
  },
}

function withForm<T>(
  form: Outcome<T>,
  run: (value: T) => Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> {
  return form.ok ? run(form.value) : Promise.resolve(form)
}

async function peopleChoices(c: AppContext, { leadId, zone }: Commitment): Promise<ActChoices> {
  const staff = await peopleOf(c.var.store, [leadId], dateOf(c.var.store.now, zone))
  return { people: [...new Map(staff.map(({ card }) => [card.id, card])).values()] }
}

async function openAct(c: AppContext, act: CommitmentAct): Promise<Response> {
  const commitment = await commitmentOf(c, ACTS[act].right)
  if ('ok' in commitment) return refused(c, commitment)
  return showAct(c, { act, commitment, form: formOf(ACTS[act].values?.(commitment) ?? {}) })
}

async function doAct(c: AppContext, act: CommitmentAct): Promise<Response> {
  const commitment = await commitmentOf(c, ACTS[act].right)
  if ('ok' in commitment) return refused(c, commitment)
  const body = await readBody(c)
  if (!body.ok) return refused(c, body)
  const outcome = await ACTS[act].run(c.var.store, askedIn(c), body.value)
  if (outcome.ok)
    return seeOther(c, `/commitments/${commitment.id}`, act === 'return' ? 'returned' : 'recorded')
  return showAct(c, { act, commitment, form: refusedForm(body.value, outcome) }, outcome)
}

async function accept(c: AppContext): Promise<Response> {
  const outcome = await acceptReport(c.var.store, askedIn(c))
  return outcome.ok ? seeOther(c, `/commitments/${askedIn(c).id}`, 'recorded') : refused(c, outcome)
}

async function agree(c: AppContext): Promise<Response> {
  const outcome = await agreeCommitment(c.var.store, askedIn(c))
  return outcome.ok ? seeOther(c, `/commitments/${askedIn(c).id}`, 'recorded') : refused(c, outcome)
}

function askedIn(c: AppContext): Asked {
  return { actor: viewerOf(c), id: c.req.param('id') ?? '', reportId: c.req.param('report') ?? '' }
}

async function commitmentOf(c: AppContext, right: Act): Promise<Commitment | Refusal> {
  const viewer = viewerOf(c)
  const commitment = await findCommitment(c.var.store, c.req.param('id') ?? '', reachOf(viewer))
  if (!commitment) return refuse('not_found', 'forms.unknown')
  return may(viewer, right, commitment.dialogueId) ? commitment : refuse('forbidden', 'forms.forbidden')
}

async function showAct(
  c: AppContext,
  shown: { act: CommitmentAct; commitment: Commitment; form: FormState },
  refusal?: Refusal,
): Promise<Response> {
  const choices = (await ACTS[shown.act].choices?.(c, shown.commitment)) ?? {}
  return page(
    c,
    <ActPage {...secretariat(c, viewerOf(c))} {...shown} {...choices} action={c.req.path} />,
    refusal ? statusOf(refusal) : 200,
  )
}
