/** What is done to a commitment, each act a page of its own: `/commitments/:id/<act>`. */

import { type ActChoices, ActPage, type CommitmentAct } from '../../views/commitments/act.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { sentFile, withFile } from '../documents/forms.ts'
import { allInstitutions } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { done, ifDone, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { adoptedDecisions } from '../minutes/queries.ts'
import type { Act, Actor } from '../people/may.ts'
import { peopleOf } from '../people/queries.ts'
import { openParts } from '../recurring/share.ts'
import { partsOf } from '../recurring/share-queries.ts'
import type { Store } from '../store/store.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
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
import { commitmentFor } from './queries.ts'
import { reportsOf } from './record-queries.ts'
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
  /** What came with the form, if it was of a kind that is taken. */
  readonly file: ReturnType<typeof sentFile>
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
    run: (store, asked, values) =>
      ifDone(readPerson(values), (form) => namePerson(store, { ...asked, ...form })),
    values: ({ personId }) => ({ person: personId ?? '' }),
    choices: peopleChoices,
  },
  report: {
    right: 'record',
    run: (store, asked, values) =>
      ifDone(withFile(asked.file, readNotedReport(values)), (form) =>
        takeReport(store, { ...asked, ...form }),
      ),
  },
  'due-change': {
    right: 'coordinate',
    run: (store, asked, values) =>
      ifDone(readMove(values), (form) => moveDueDate(store, { ...asked, ...form })),
    values: dueValues,
  },
  verification: {
    right: 'coordinate',
    run: (store, asked, values) =>
      ifDone(readNotedVerification(values), (form) =>
        verifyCommitment(store, { ...asked, ...form, by: 'noted' }),
      ),
    values: ({ verifierId }) => ({ institution: verifierId ?? '' }),
    choices: async (c, { id }) => ({
      institutions: await allInstitutions(c.var.store, c.var.reader.locale),
      openParts: openParts(await partsOf(c.var.store, [id])),
    }),
  },
  pause: {
    right: 'coordinate',
    run: (store, asked, values) =>
      ifDone(readPause(values), (form) => pauseReminders(store, { ...asked, ...form })),
    values: ({ pausedUntil }) => ({ until: pausedUntil ?? '' }),
  },
  closing: {
    right: 'coordinate',
    run: (store, asked, values) =>
      ifDone(readClosing(values), (form) => closeCommitment(store, { ...asked, ...form })),
    choices: async (c, { dialogueId }) => ({ decisions: await adoptedDecisions(c.var.store, dialogueId) }),
  },
  return: {
    right: 'coordinate',
    run: (store, asked, values) =>
      ifDone(readReturn(values), (form) => returnReport(store, { ...asked, ...form })),
  },
}

async function peopleChoices(c: AppContext, { leadId, zone }: Commitment): Promise<ActChoices> {
  const staff = await peopleOf(c.var.store, [leadId], dateOf(c.var.store.now, zone))
  return { people: [...new Map(staff.map(({ card }) => [card.id, card])).values()] }
}

/** The commitment to act on; an address that names a report must name one of its own. */
async function placeOf(c: AppContext, act: CommitmentAct): Promise<Outcome<Commitment>> {
  const { actor, id, reportId } = askedIn(c)
  const found = await commitmentFor(c.var.store, actor, id, ACTS[act].right)
  if (!found.ok || act !== 'return') return found
  const reports = await reportsOf(c.var.store, [id])
  return reports.some((report) => report.id === reportId) ? found : refuse('not_found', 'forms.unknown')
}

async function openAct(c: AppContext, act: CommitmentAct): Promise<Response> {
  const found = await placeOf(c, act)
  if (!found.ok) return refused(c, found)
  const commitment = found.value
  const values = {
    ...ACTS[act].values?.(commitment),
    ...(act === 'due-change' ? proposedIn(c.req.query()) : {}),
  }
  return showAct(c, { act, commitment, form: formOf(values) })
}

/** A new date that another page proposes: only what the form has itself, to be looked at and sent by hand. */
function proposedIn({ due_precision, due_date, reason }: Readonly<Record<string, string>>): FormValues {
  return due_date ? { due_date, ...(due_precision && { due_precision }), ...(reason && { reason }) } : {}
}

async function doAct(c: AppContext, act: CommitmentAct): Promise<Response> {
  const found = await placeOf(c, act)
  if (!found.ok) return refused(c, found)
  const commitment = found.value
  return submit(c, {
    // Every act reads its own form.
    read: done<FormValues>,
    run: (values) => ACTS[act].run(c.var.store, askedIn(c), values),
    done: () => seeOther(c, `/commitments/${commitment.id}`, act === 'return' ? 'returned' : 'recorded'),
    again: (form, refusal) => showAct(c, { act, commitment, form }, refusal),
  })
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
  return {
    actor: viewerOf(c),
    id: c.req.param('id') ?? '',
    reportId: c.req.param('report') ?? '',
    file: sentFile(c.var),
  }
}

async function showAct(
  c: AppContext,
  shown: { act: CommitmentAct; commitment: Commitment; form: FormState },
  refusal?: Refusal,
): Promise<Response> {
  const choices = (await ACTS[shown.act].choices?.(c, shown.commitment)) ?? {}
  return page(
    c,
    <ActPage
      {...secretariat(c, viewerOf(c))}
      {...shown}
      {...choices}
      action={c.req.path}
      largest={c.var.largestFile}
    />,
    refusal,
  )
}
