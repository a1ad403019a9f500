/** The page behind a status link: one institution answers for all its commitments at once. */

import { NotYoursPage } from '../../views/commitments/report.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { StatusAnswerPage } from '../../views/status/answer.tsx'
import { linkOf } from '../auth/door.ts'
import type { PersonalLink } from '../auth/links.ts'
import { type Fault, type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { kept } from '../store/readings.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { fieldsOf } from './answer.ts'
import { type TakenAnswer, takeAnswer } from './answer-commands.ts'
import { type LoadedPart, loadPart } from './answer-queries.ts'
import { readAnswer } from './forms.ts'

/** `POST /p/:token/status`, behind the door of `/p`. */
export function statusPages(): Routes {
  const routes = newRoutes()
  routes.post('/p/:token/status', sendAnswer)
  return routes
}

/** The page of a status link. It changes nothing. */
export function renderStatus(c: AppContext, link: PersonalLink): Promise<Response> {
  return show(c, link, { form: formOf({}) })
}

interface Shown {
  readonly form: FormState
  readonly refusal?: Refusal
  readonly taken?: readonly number[]
}

async function show(
  c: AppContext,
  link: PersonalLink,
  { form, refusal, taken = [] }: Shown,
): Promise<Response> {
  const { store, reader } = c.var
  const loaded = await kept(store, loadPart, link.subjectId, reader.locale)
  if (!loaded) return refused(c, refuse('not_found', 'forms.unknown'))
  const { part, request, institution, meeting, lines } = loaded
  const { answer } = reader.t.status
  if (!link.actor.speaksFor.includes(part.institutionId))
    return page(c, <NotYoursPage {...personal(c)} title={answer.title} text={answer.notYours} />, refusal)
  const shown = { request, institution, meeting, lines, taken, today: dateOf(store.now, request.zone) }
  const state = { ...form, faults: [...form.faults, ...overtaken(form, loaded)] }
  const action = `/p/${link.token}/status`
  return page(c, <StatusAnswerPage {...personal(c)} {...shown} form={state} action={action} />, refusal)
}

/** Lines that somebody else reported on between the page and the form, unless they are told already. */
function overtaken({ values, faults }: FormState, { lines }: LoadedPart): Fault[] {
  const told = new Set(faults.map(({ field }) => field))
  return lines.flatMap(({ commitment }) => {
    const names = fieldsOf(commitment.number)
    const [seen, typed] = [values[names.version], values[names.claim] || values[names.words]]
    if (!seen || !typed || seen === String(commitment.version) || told.has(names.claim)) return []
    return [{ field: names.claim, messageKey: 'status.changed_meanwhile' }]
  })
}

function sendAnswer(c: AppContext): Promise<Response> | Response {
  const link = linkOf(c)
  if (link.purpose !== 'status') return refused(c, refuse('not_found', 'forms.unknown'))
  let typed: FormValues = {}
  return submit(c, {
    read: (values) => {
      typed = values
      return readAnswer(values)
    },
    run: (form) => takeAnswer(c.var.store, { actor: link.actor, partId: link.subjectId, ...form }),
    done: (answer) =>
      answer.faults.length === 0
        ? seeOther(c, `/p/${link.token}`, 'reported')
        : showRest(c, link, { typed, answer }),
    again: (form, refusal) => show(c, link, { form, refusal }),
  })
}

/** What was not taken, with what was typed for it; what was taken is a report by now. */
function showRest(
  c: AppContext,
  link: PersonalLink,
  { typed, answer }: { readonly typed: FormValues; readonly answer: TakenAnswer },
): Promise<Response> {
  const gone = new Set(answer.taken.flatMap((number) => Object.values(fieldsOf(number))))
  const values = Object.fromEntries(Object.entries(typed).filter(([name]) => !gone.has(name)))
  const changed = answer.faults.some(({ messageKey }) => messageKey === 'status.changed_meanwhile')
  const refusal = refuse(changed ? 'conflict' : 'invalid', 'forms.invalid')
  return show(c, link, { form: { values, faults: answer.faults }, refusal, taken: answer.taken })
}
