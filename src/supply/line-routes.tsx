/** Pages of deliveries: a new one, and one with the forms that move it, date its steps and record its permits. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { type LineForm, LinePage, NewLinePage } from '../../views/supply/line.tsx'
import { viewerOf } from '../auth/guards.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { OPEN } from '../commitments/filter.ts'
import { listCommitments } from '../commitments/queries.ts'
import { reachOf } from '../commitments/reach.ts'
import { allInstitutions } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { onMedicine, type Shown } from './door.ts'
import { addLine, addPermit, moveLine, setSteps, setTerms } from './line-commands.ts'
import { lineValues, readLine, readMove, readPermit, readSteps, readTerms } from './line-forms.ts'
import { supplyOf } from './queries.ts'

/** `/supply/:id/lines…`: only for those who coordinate, reading too. */
export function lineRoutes(): Routes {
  const routes = newRoutes()
  const on = (c: AppContext, show: (shown: Shown) => Promise<Response>) => onMedicine(c, 'coordinate', show)
  routes.get('/supply/:id/lines/new', (c) => on(c, (shown) => showNew(c, shown)))
  routes.post('/supply/:id/lines', (c) => on(c, (shown) => add(c, shown)))
  routes.get('/supply/:id/lines/:line', (c) => on(c, (shown) => showLine(c, shown)))
  routes.post('/supply/:id/lines/:line', (c) => on(c, (shown) => change(c, shown, termsForm)))
  routes.post('/supply/:id/lines/:line/move', (c) => on(c, (shown) => change(c, shown, moveForm)))
  routes.post('/supply/:id/lines/:line/steps', (c) => on(c, (shown) => change(c, shown, stepsForm)))
  routes.post('/supply/:id/lines/:line/permits', (c) => on(c, (shown) => change(c, shown, permitForm)))
  return routes
}

/** What a delivery can be tied to: the commitments of its dialogue that this reader sees, as many as a list holds. */
async function commitmentsOf(c: AppContext, dialogueId: Id): Promise<readonly Commitment[]> {
  const { store, reader } = c.var
  const asked = { page: 1, size: MOST, locale: reader.locale }
  const filter = { ...OPEN, show: 'all', dialogueId } as const
  return (await listCommitments(store, filter, reachOf(viewerOf(c)), asked)).commitments
}

/** More than a dialogue has in years. */
const MOST = 500

async function showNew(
  c: AppContext,
  { dialogue, medicine }: Shown,
  form: FormState = formOf({ certainty: 'planned', received: '0' }),
  refusal?: Refusal,
): Promise<Response> {
  const [supply, commitments] = await Promise.all([
    supplyOf(c.var.store, medicine),
    commitmentsOf(c, dialogue.id),
  ])
  const props = { dialogue, supply, commitments, form }
  return page(c, <NewLinePage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function add(c: AppContext, shown: Shown): Promise<Response> {
  const { medicine, dialogue } = shown
  const asked = { actor: viewerOf(c), id: medicine.id, zone: dialogue.zone }
  return submit(c, {
    read: readLine,
    run: (form) => addLine(c.var.store, { ...asked, ...form }),
    done: (id) => seeOther(c, `/supply/${medicine.id}/lines/${id}`, 'created'),
    again: (form, refusal) => showNew(c, shown, form, refusal),
  })
}

interface Refused {
  readonly which: LineForm
  readonly form: FormState
  readonly refusal: Refusal
}

async function showLine(
  c: AppContext,
  { dialogue, medicine }: Shown,
  refusedOne?: Refused,
): Promise<Response> {
  const { store, reader } = c.var
  const [supply, commitments, institutions] = await Promise.all([
    supplyOf(store, medicine),
    commitmentsOf(c, dialogue.id),
    allInstitutions(store, reader.locale),
  ])
  const line = supply.lines.find(({ id }) => id === c.req.param('line'))
  if (!line) return refused(c, refuse('not_found', 'forms.unknown'))
  const stored = lineValues(line)
  const filled = (which: LineForm) => (refusedOne?.which === which ? refusedOne.form : formOf(stored[which]))
  const forms = {
    terms: filled('terms'),
    move: filled('move'),
    steps: filled('steps'),
    permits: filled('permits'),
  }
  const props = { dialogue, supply, commitments, institutions, line, forms, form: formOf({}) }
  return page(c, <LinePage {...secretariat(c, viewerOf(c))} {...props} />, refusedOne?.refusal)
}

/** One of the forms of the page: how it is read, and what it runs. */
interface Change<Form> {
  readonly which: LineForm
  read(values: FormValues): Outcome<Form>
  run(c: AppContext, asked: Asked, form: Form): Promise<Outcome<null>>
}

interface Asked {
  readonly actor: ReturnType<typeof viewerOf>
  readonly id: Id
  readonly lineId: Id
  readonly zone: Shown['dialogue']['zone']
}

function change<Form>(c: AppContext, shown: Shown, { which, read, run }: Change<Form>): Promise<Response> {
  const { medicine, dialogue } = shown
  const lineId = c.req.param('line') ?? ''
  const asked = { actor: viewerOf(c), id: medicine.id, lineId, zone: dialogue.zone }
  return submit(c, {
    read,
    run: (form) => run(c, asked, form),
    done: () => seeOther(c, `/supply/${medicine.id}/lines/${lineId}`, 'saved'),
    again: (form, refusal) =>
      refusal.code === 'not_found' ? refused(c, refusal) : showLine(c, shown, { which, form, refusal }),
    versionNow: medicine.version,
  })
}

type Read<F extends (values: FormValues) => Outcome<unknown>> = Extract<ReturnType<F>, { ok: true }>['value']

const termsForm: Change<Read<typeof readTerms>> = {
  which: 'terms',
  read: readTerms,
  run: (c, asked, form) => setTerms(c.var.store, { ...asked, ...form }),
}
const moveForm: Change<Read<typeof readMove>> = {
  which: 'move',
  read: readMove,
  run: (c, asked, form) => moveLine(c.var.store, { ...asked, ...form }),
}
const stepsForm: Change<Read<typeof readSteps>> = {
  which: 'steps',
  read: readSteps,
  run: (c, asked, form) => setSteps(c.var.store, { ...asked, ...form }),
}
const permitForm: Change<Read<typeof readPermit>> = {
  which: 'permits',
  read: readPermit,
  run: (c, asked, form) => addPermit(c.var.store, { ...asked, ...form }),
}
