/**
 * What if: both projections side by side, scenarios to keep, their adoption as ordinary moves. What is supposed is posted,
 * although comparing keeps nothing: addresses stay in histories and logs, and days of deliveries must not stand there.
 */

import { type FormState, formOf, refusedForm } from '../../views/parts/form.ts'
import { ScenarioPage } from '../../views/supply/scenario.tsx'
import { COMPARE, WhatIfPage } from '../../views/supply/what-if.tsx'
import { viewerOf } from '../auth/guards.ts'
import { institutionNames } from '../institutions/queries.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { personCards } from '../people/queries.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { onMedicine, type Shown } from './door.ts'
import { adoptChanges } from './line-commands.ts'
import { changeValues, readAdoption, readChanges, readScenario } from './line-forms.ts'
import { institutionsIn, outlookOf, type Supply } from './outlook.ts'
import type { PromisedDates } from './promised.ts'
import { promisedFor } from './promised-queries.ts'
import { supplyOf } from './queries.ts'
import { keepScenario, removeScenario } from './scenario-commands.ts'
import { scenarioIn, scenariosOf } from './scenario-queries.ts'
import { bothSides, type Changes, changeableLines, changedLines } from './supposition.ts'

/** `/supply/:id/what-if`, `/supply/:id/scenarios…`: for those who coordinate. */
export function whatIfRoutes(): Routes {
  const routes = newRoutes()
  const on = (c: AppContext, show: (shown: Shown) => Promise<Response>) => onMedicine(c, 'coordinate', show)
  routes.get('/supply/:id/what-if', (c) => on(c, (shown) => suppose(c, shown)))
  routes.post('/supply/:id/what-if', (c) => on(c, (shown) => adopt(c, shown)))
  routes.post('/supply/:id/scenarios', (c) => on(c, (shown) => keep(c, shown)))
  routes.get('/supply/:id/scenarios/:scenario', (c) => on(c, (shown) => showScenario(c, shown)))
  routes.post('/supply/:id/scenarios/:scenario/removal', (c) => on(c, (shown) => remove(c, shown)))
  return routes
}

/** What was typed: to be compared, or not adopted or kept, and why. */
interface Typed {
  readonly values: FormValues
  readonly refused?: { readonly form: FormState; readonly refusal: Refusal }
}

async function suppose(c: AppContext, shown: Shown, typed?: Typed): Promise<Response> {
  const { store } = c.var
  const { dialogue, today } = shown
  const { supply, promised, lines, scenarios } = await knownOf(c, shown)
  const opened = scenarioIn(scenarios, c.req.query('scenario'))
  const asked = typed?.values ?? (opened ? changeValues(lines, opened.scenario.changes) : {})
  const read = readChanges(asked, lines)
  const changes: Changes = read.ok ? read.value : new Map()
  const form =
    typed?.refused?.form ?? (read.ok ? formOf(changeValues(lines, changes)) : refusedForm(asked, read))
  const props = {
    ...{ dialogue, supply, lines, today, form, scenarios },
    ...(await compared(c, shown, { supply, promised, changes })),
    people: await personCards(
      store,
      scenarios.map(({ scenario }) => scenario.madeBy),
    ),
  }
  const refusal = typed?.refused?.refusal ?? (read.ok ? undefined : read)
  return page(c, <WhatIfPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

/** The supply with what its deliveries wait for, and the scenarios about it. */
async function knownOf({ var: { store } }: AppContext, { medicine }: Shown) {
  const supply = await supplyOf(store, medicine)
  const promised = await promisedFor(store, [supply])
  const scenarios = await scenariosOf(store, supply, promised)
  return { supply, promised, scenarios, lines: changeableLines(supply.lines) }
}

/** The projections; `changed` is null when nothing differs, `adopted` when adopting it comes to the same. */
async function compared(
  c: AppContext,
  { today }: Shown,
  given: { readonly supply: Supply; readonly promised: PromisedDates; readonly changes: Changes },
) {
  const { supply, promised, changes } = given
  const owners = await institutionNames(c.var.store, institutionsIn(supply))
  const sides = bothSides(supply, { changes, promised, today })
  const differs = changedLines(supply.lines, changes).length > 0
  return {
    now: outlookOf(sides.now, today),
    changed: differs ? outlookOf(sides.changed, today) : null,
    adopted: sides.takenBack.length > 0 ? outlookOf(sides.adopted, today) : null,
    takenBack: sides.takenBack,
    owners,
  }
}

async function adopt(c: AppContext, shown: Shown): Promise<Response> {
  const { store } = c.var
  const { id, version } = shown.medicine
  const lines = changeableLines((await supplyOf(store, shown.medicine)).lines)
  return submit(c, {
    instead: (values) => (COMPARE in values ? suppose(c, shown, { values }) : null),
    read: (values) => readAdoption(values, lines),
    run: (form) => adoptChanges(store, { actor: viewerOf(c), id, ...form }),
    done: () => seeOther(c, `/supply/${id}`, 'moved'),
    again: (form, refusal) => suppose(c, shown, { values: form.values, refused: { form, refusal } }),
    versionNow: version,
  })
}

async function keep(c: AppContext, shown: Shown): Promise<Response> {
  const { store } = c.var
  const { id } = shown.medicine
  const lines = changeableLines((await supplyOf(store, shown.medicine)).lines)
  return submit(c, {
    read: (values) => readScenario(values, lines),
    run: (form) => keepScenario(store, { actor: viewerOf(c), id, ...form }),
    done: (scenario) => seeOther(c, `/supply/${id}/scenarios/${scenario}`, 'saved'),
    again: (form, refusal) => suppose(c, shown, { values: form.values, refused: { form, refusal } }),
  })
}

async function showScenario(c: AppContext, shown: Shown): Promise<Response> {
  const { store, reader } = c.var
  const { dialogue, today } = shown
  const { supply, promised, scenarios, lines } = await knownOf(c, shown)
  const found = scenarioIn(scenarios, c.req.param('scenario'))
  if (!found) return refused(c, refuse('not_found', 'forms.unknown'))
  const { scenario } = found
  const reason = [reader.t.supply.ahead.scenario.adoptReason(scenario.name), scenario.note]
  const props = {
    ...{ dialogue, supply, lines, today, found },
    form: formOf({ ...changeValues(lines, scenario.changes), reason: reason.join(' ').trim().slice(0, 500) }),
    ...(await compared(c, shown, { supply, promised, changes: scenario.changes })),
    people: await personCards(store, [scenario.madeBy]),
  }
  return page(c, <ScenarioPage {...secretariat(c, viewerOf(c))} {...props} />)
}

async function remove(c: AppContext, { medicine }: Shown): Promise<Response> {
  const asked = { actor: viewerOf(c), id: medicine.id, scenarioId: c.req.param('scenario') ?? '' }
  const outcome = await removeScenario(c.var.store, asked)
  return outcome.ok ? seeOther(c, `/supply/${medicine.id}/what-if`, 'ended') : refused(c, outcome)
}
