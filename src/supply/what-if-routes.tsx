/** What if: a GET form that keeps nothing, both projections side by side, and its adoption as ordinary moves. */

import { type FormState, formOf, refusedForm } from '../../views/parts/form.ts'
import { WhatIfPage } from '../../views/supply/what-if.tsx'
import { viewerOf } from '../auth/guards.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { page, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { onMedicine, type Shown } from './door.ts'
import { adoptChanges } from './line-commands.ts'
import { changeValues, readAdoption, readChanges } from './line-forms.ts'
import { institutionsIn, outlookOf } from './outlook.ts'
import { supplyOf } from './queries.ts'
import { type Changes, changeableLines, changedLines, supposed } from './supposition.ts'

/** `/supply/:id/what-if`: for those who coordinate. */
export function whatIfRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/supply/:id/what-if', (c) => onMedicine(c, 'coordinate', (shown) => suppose(c, shown)))
  routes.post('/supply/:id/what-if', (c) => onMedicine(c, 'coordinate', (shown) => adopt(c, shown)))
  return routes
}

/** What was typed, and why it is not adopted. */
interface Typed {
  readonly form: FormState
  readonly refusal: Refusal
}

async function suppose(
  c: AppContext,
  { dialogue, medicine, today }: Shown,
  typed?: Typed,
): Promise<Response> {
  const supply = await supplyOf(c.var.store, medicine)
  const lines = changeableLines(supply.lines)
  const asked: FormValues = typed?.form.values ?? c.req.query()
  const read = readChanges(asked, lines)
  const changes: Changes = read.ok ? read.value : new Map()
  const differs = changedLines(lines, changes).length > 0
  const form = typed?.form ?? (read.ok ? formOf(changeValues(lines, changes)) : refusedForm(asked, read))
  const props = {
    ...{ dialogue, supply, lines, today, form },
    now: outlookOf(supply, today),
    changed: differs ? outlookOf(supposed(supply, changes), today) : null,
    owners: await institutionNames(c.var.store, institutionsIn(supply)),
  }
  const refusal = typed?.refusal ?? (read.ok ? undefined : read)
  return page(c, <WhatIfPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

async function adopt(c: AppContext, shown: Shown): Promise<Response> {
  const { store } = c.var
  const { id, version } = shown.medicine
  const lines = changeableLines((await supplyOf(store, shown.medicine)).lines)
  return submit(c, {
    read: (values) => readAdoption(values, lines),
    run: (form) => adoptChanges(store, { actor: viewerOf(c), id, ...form }),
    done: () => seeOther(c, `/supply/${id}`, 'moved'),
    again: (form, refusal) => suppose(c, shown, { form, refusal }),
    versionNow: version,
  })
}
