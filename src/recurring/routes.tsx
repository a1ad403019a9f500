/** Pages of this room for the secretariat: `/commitments/:id/{periods,recurrence,parts,shares}…`. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { PartFormPage, RecurrenceFormPage } from '../../views/recurring/form.tsx'
import { GridPage } from '../../views/recurring/grid.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { commitmentFor, supportersOf } from '../commitments/queries.ts'
import { calendarsBetween } from '../holidays/queries.ts'
import { inProtocolOrder } from '../institutions/institution.ts'
import { findInstitution, institutionNames } from '../institutions/queries.ts'
import { addDays } from '../kernel/local-date.ts'
import { chooseText } from '../kernel/locale.ts'
import { type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { type Act, may } from '../people/may.ts'
import { listableInstitutions, sees } from '../people/visible.ts'
import { medicinesOf } from '../supply/queries.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { endRecurrence, setRecurrence, writePart } from './commands.ts'
import { earlierDays } from './following.ts'
import { partValues, readPart, readRecurrence, readVersion, recurrenceValues } from './forms.ts'
import { GRID_PERIODS, gridOf } from './grid.ts'
import { askedTo, recurrencesOf } from './queries.ts'
import type { RecurrenceDraft } from './recurrence.ts'
import { type DuePeriod, periodAt, periodOfKey, periodsAhead } from './rhythm.ts'
import { periodsOf, shareOf } from './share-queries.ts'
import { shareRoutes } from './share-routes.tsx'

/** All pages of this room behind the sign-in. */
export function recurringRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/commitments/:id/periods', signedIn, showGrid)
  routes.get('/commitments/:id/recurrence', signedIn, openRecurrence)
  routes.post('/commitments/:id/recurrence', signedIn, saveRecurrence)
  routes.post('/commitments/:id/recurrence/ending', signedIn, endSeries)
  routes.get('/commitments/:id/parts/:institution', signedIn, openPart)
  routes.post('/commitments/:id/parts/:institution', signedIn, savePart)
  routes.route('/', shareRoutes())
  return routes
}

function commitmentIn(c: AppContext, act: Act): Promise<Outcome<Commitment>> {
  return commitmentFor(c.var.store, viewerOf(c), c.req.param('id') ?? '', act)
}

async function showGrid(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const found = await commitmentIn(c, 'read')
  if (!found.ok) return refused(c, found)
  const commitment = found.value
  const { id, dialogueId, zone } = commitment
  const before = periodOfKey(c.req.query('before') ?? '')?.startsOn ?? null
  const [recurrences, { shares, hasOlder }, earlier] = await Promise.all([
    recurrencesOf(store, [id]),
    periodsOf(store, id, { before, count: GRID_PERIODS }),
    earlierDays(store, id),
  ])
  const recurrence = recurrences.get(id)
  if (!recurrence) return refused(c, refuse('not_found', 'forms.unknown'))
  const rights = {
    record: may(viewer, 'record', dialogueId),
    coordinate: may(viewer, 'coordinate', dialogueId),
  }
  const [names, medicines] = await Promise.all([
    institutionNames(store, [...new Set(shares.map(({ institutionId }) => institutionId))]),
    rights.coordinate ? medicinesOf(store, dialogueId) : [],
  ])
  const institutions = listableInstitutions(names, sees(viewer, 'unlistedInstitution', dialogueId))
  const grid = gridOf(
    shares,
    inProtocolOrder([...institutions.values()], reader.locale).map((one) => one.id),
  )
  const tied = medicines.find((one) => one.id === recurrence.medicineId)
  const path = `/commitments/${id}/periods`
  const first = grid.periods[0]
  return page(
    c,
    <GridPage
      {...secretariat(c, viewer)}
      {...{ commitment, recurrence, grid, institutions, rights, earlier }}
      medicine={tied ? { id: tied.id, name: chooseText(tied.name, reader.locale).text } : null}
      today={dateOf(store.now, zone)}
      older={hasOlder && first ? `${path}?before=${first.key}` : null}
      newer={before ? path : null}
    />,
  )
}

async function openRecurrence(c: AppContext): Promise<Response> {
  const found = await commitmentIn(c, 'coordinate')
  if (!found.ok) return refused(c, found)
  const rule = await ruleFor(c, found.value)
  return showRecurrence(c, { commitment: found.value, form: formOf(recurrenceValues(rule)), ahead: rule })
}

/** The rule that holds, from the next period on; for a new one what is most often so. */
async function ruleFor(c: AppContext, { id, zone }: Commitment): Promise<RecurrenceDraft> {
  const { store } = c.var
  const [rules, asked, supporters] = await Promise.all([
    recurrencesOf(store, [id]),
    askedTo(store, [id]),
    supportersOf(store, [id]),
  ])
  const rule = rules.get(id)
  const every = rule?.every ?? 'month'
  const last = asked.get(id)
  const from = last ? addDays(last, 1) : dateOf(store.now, zone)
  if (rule) return last ? { ...rule, first: periodAt(every, from).key } : rule
  const first = periodAt(every, from).key
  const rhythm = { every, first, last: null, dayRule: 'working_day', day: 5, monthsAfter: 1 } as const
  return { ...rhythm, dayOff: 'next', owedBy: supporters.has(id) ? 'supporters' : 'lead', medicineId: null }
}

/** Periods that a form shows. */
const AHEAD = 4

async function periodsBy(c: AppContext, { id, leadId, zone }: Commitment, rule: RecurrenceDraft) {
  const { store } = c.var
  const today = dateOf(store.now, zone)
  const [lead, asked] = await Promise.all([findInstitution(store, leadId), askedTo(store, [id])])
  const calendars = await calendarsBetween(store, addDays(today, -400), addDays(today, 2000))
  const holidays = calendars(lead?.holidayCalendar ?? '')
  return periodsAhead(rule, { after: asked.get(id) ?? null, count: AHEAD, holidays })
}

function saveRecurrence(c: AppContext): Promise<Response> {
  return withCommitment(c, 'coordinate', (commitment) =>
    submit(c, {
      instead: (values) => {
        if (values.preview !== 'on') return null
        const read = readRecurrence(values)
        if (!read.ok) return null
        return showRecurrence(c, { commitment, form: formOf(values), ahead: read.value.draft })
      },
      read: readRecurrence,
      run: (form) => setRecurrence(c.var.store, { actor: viewerOf(c), id: commitment.id, ...form }),
      done: () => seeOther(c, `/commitments/${commitment.id}`, 'saved'),
      again: (form, refusal) => showRecurrence(c, { commitment, form, ahead: null }, refusal),
      versionNow: commitment.version,
    }),
  )
}

async function withCommitment(
  c: AppContext,
  act: Act,
  go: (commitment: Commitment) => Promise<Response>,
): Promise<Response> {
  const found = await commitmentIn(c, act)
  return found.ok ? go(found.value) : refused(c, found)
}

async function showRecurrence(
  c: AppContext,
  shown: { commitment: Commitment; form: FormState; ahead: RecurrenceDraft | null },
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const { commitment, form } = shown
  const [medicines, rules, ahead] = await Promise.all([
    medicinesOf(store, commitment.dialogueId),
    recurrencesOf(store, [commitment.id]),
    shown.ahead ? periodsBy(c, commitment, shown.ahead) : ([] as readonly DuePeriod[]),
  ])
  const choices = medicines.map(({ id, name }) => ({ value: id, ...chooseText(name, reader.locale) }))
  return page(
    c,
    <RecurrenceFormPage
      {...secretariat(c, viewerOf(c))}
      {...{ commitment, form, ahead }}
      medicines={choices}
      known={rules.has(commitment.id)}
    />,
    refusal,
  )
}

function endSeries(c: AppContext): Promise<Response> {
  return withCommitment(c, 'coordinate', ({ id }) =>
    submit(c, {
      read: readVersion,
      run: (form) => endRecurrence(c.var.store, { actor: viewerOf(c), id, ...form }),
      done: () => seeOther(c, `/commitments/${id}`, 'ended'),
      again: (_, refusal) => refused(c, refusal),
    }),
  )
}

async function openPart(c: AppContext): Promise<Response> {
  return withCommitment(c, 'record', async (commitment) => {
    const part = await shareOf(c.var.store, commitment.id, { institutionId: institutionIn(c) })
    const form = formOf(part ? partValues(part) : { authoritative: commitment.text.authoritative })
    return showPart(c, { commitment, form, known: part !== null })
  })
}

function savePart(c: AppContext): Promise<Response> {
  return withCommitment(c, 'record', (commitment) => {
    const institutionId = institutionIn(c)
    const asked = { actor: viewerOf(c), id: commitment.id, institutionId }
    return submit(c, {
      read: readPart,
      run: (form) => writePart(c.var.store, { ...asked, ...form }),
      done: () => seeOther(c, `/commitments/${commitment.id}`, 'saved'),
      again: (form, refusal) => showPart(c, { commitment, form, known: false }, refusal),
      versionNow: commitment.version,
    })
  })
}

function institutionIn(c: AppContext): string {
  return c.req.param('institution') ?? ''
}

/** The form, for whom supports the commitment or has a part already. */
async function showPart(
  c: AppContext,
  shown: { commitment: Commitment; form: FormState; known: boolean },
  refusal?: Refusal,
): Promise<Response> {
  const { store } = c.var
  const id = institutionIn(c)
  const [names, supporters] = await Promise.all([
    institutionNames(store, [id]),
    supportersOf(store, [shown.commitment.id]),
  ])
  const institution = names.get(id)
  const supports = supporters.get(shown.commitment.id)?.includes(id)
  if (!institution || !(supports || shown.known)) return refused(c, refuse('not_found', 'forms.unknown'))
  return page(
    c,
    <PartFormPage {...secretariat(c, viewerOf(c))} {...shown} institution={institution} />,
    refusal,
  )
}
