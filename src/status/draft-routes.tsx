/** Pages that prepare and change a status request. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { StatusFormPage } from '../../views/status/form.tsx'
import { viewerOf } from '../auth/guards.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { OPEN } from '../commitments/filter.ts'
import { institutionsOfDialogue } from '../commitments/institution-queries.ts'
import { commitmentsById, listCommitments } from '../commitments/queries.ts'
import { reachOf } from '../commitments/reach.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { dialogueFor, findDialogue } from '../dialogues/queries.ts'
import { type Id, isId } from '../kernel/id.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { meetingsOfDialogue } from '../meetings/queries.ts'
import { isAhead } from '../meetings/state.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { isAskable } from './asking.ts'
import { editRequest, prepareRequest } from './commands.ts'
import { readNewRequest, readRequest, requestValues } from './forms.ts'
import { askedCommitments, requestFor } from './queries.ts'
import { MOST_LINES, proposedDay, type StatusRequest } from './request.ts'

interface Place {
  readonly dialogue: Dialogue
  /** Null for a new one. */
  readonly request: StatusRequest | null
}

function idOf(c: AppContext): Id {
  return c.req.param('id') ?? ''
}

/** `GET /dialogues/:id/status/new`: everything that is shown is ticked. */
export async function openNew(c: AppContext): Promise<Response> {
  const found = await dialogueFor(c.var.store, viewerOf(c), idOf(c), 'coordinate')
  return found.ok ? showForm(c, { dialogue: found.value, request: null }, null) : refused(c, found)
}

/** `POST /dialogues/:id/status`. */
export async function prepare(c: AppContext): Promise<Response> {
  const found = await dialogueFor(c.var.store, viewerOf(c), idOf(c), 'coordinate')
  if (!found.ok) return refused(c, found)
  const place = { dialogue: found.value, request: null }
  return submit(c, {
    read: readNewRequest,
    run: (form) =>
      prepareRequest(c.var.store, { actor: viewerOf(c), dialogueId: place.dialogue.id, ...form }),
    done: (id) => seeOther(c, `/status/${id}`),
    again: (form, refusal) => showForm(c, place, form, refusal),
  })
}

/** `GET /status/:id/edit`. */
export async function openEdit(c: AppContext): Promise<Response> {
  return onDraft(c, async (place) => {
    const chosen = await askedCommitments(c.var.store, place.request.id)
    const values = requestValues(
      place.request,
      chosen.map(({ id }) => id),
    )
    return showForm(c, place, formOf(values))
  })
}

/** `POST /status/:id`. */
export async function changeRequest(c: AppContext): Promise<Response> {
  return onDraft(c, (place) =>
    submit(c, {
      read: readRequest,
      run: (form) => editRequest(c.var.store, { actor: viewerOf(c), id: place.request.id, ...form }),
      done: (id) => seeOther(c, `/status/${id}`),
      again: (form, refusal) => showForm(c, place, form, refusal),
      versionNow: place.request.version,
    }),
  )
}

async function onDraft(
  c: AppContext,
  run: (place: Place & { readonly request: StatusRequest }) => Promise<Response>,
): Promise<Response> {
  const { store } = c.var
  const found = await requestFor(store, viewerOf(c), idOf(c), 'coordinate')
  if (!found.ok) return refused(c, found)
  if (found.value.state !== 'draft') return refused(c, refuse('conflict', 'status.not_a_draft'))
  const dialogue = await findDialogue(store, found.value.dialogueId, 'all')
  if (!dialogue) return refused(c, refuse('not_found', 'forms.unknown'))
  return run({ dialogue, request: found.value })
}

/** @param form null for a new request: then everything listed is ticked, and a day is proposed. */
async function showForm(
  c: AppContext,
  { dialogue, request }: Place,
  form: FormState | null,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const today = dateOf(store.now, dialogue.zone)
  const narrowing = narrowingOf(c)
  const [list, all, institutions] = await Promise.all([
    form ? listedWith(c, dialogue, form) : listed(c, dialogue, narrowing),
    meetingsOfDialogue(store, dialogue.id),
    institutionsOfDialogue(store, dialogue.id, reader.locale),
  ])
  const meetings = all.filter(({ id, state }) => isAhead(state) || id === request?.meetingId)
  const meeting = meetings.find(({ id }) => id === c.req.query('meeting')) ?? null
  const shown = {
    ...{ dialogue, request, meetings, today },
    commitments: list.commitments,
    hasMore: list.hasMore,
    leads: new Map(institutions.map((one) => [one.id, one])),
    narrowing: request ? null : { ...narrowing, institutions },
    form:
      form ??
      formOf({
        meeting: meeting?.id ?? '',
        due_on: proposedDay(today, meeting?.days[0]?.date ?? null),
        commitment: list.commitments.map(({ id }) => id),
      }),
  }
  return page(c, <StatusFormPage {...secretariat(c, viewer)} {...shown} />, refusal)
}

interface Narrowing {
  readonly show: 'open' | 'late'
  readonly leadId: Id | null
}

function narrowingOf(c: AppContext): Narrowing {
  const lead = c.req.query('lead')
  return { show: c.req.query('show') === 'late' ? 'late' : 'open', leadId: isId(lead) ? lead : null }
}

interface Listed {
  readonly commitments: readonly Commitment[]
  readonly hasMore: boolean
}

/** As {@link listed}, and whatever is chosen already, lest a form that is saved again should lose it. */
async function listedWith(c: AppContext, dialogue: Dialogue, { values }: FormState): Promise<Listed> {
  const list = await listed(c, dialogue, null)
  const chosen = [values.commitment ?? []].flat().filter(isId)
  const there = new Set(list.commitments.map(({ id }) => id))
  const missing = chosen.filter((id) => !there.has(id)).slice(0, MOST_LINES)
  const about = { dialogueId: dialogue.id, reach: reachOf(viewerOf(c)) }
  const found = [...(await commitmentsById(c.var.store, missing)).values()]
  return { ...list, commitments: [...list.commitments, ...found.filter((one) => isAskable(one, about))] }
}

/** What can be asked about: open, agreed, and within the reader's reach. */
async function listed(c: AppContext, { id }: Dialogue, narrowing: Narrowing | null): Promise<Listed> {
  const filter = { ...OPEN, dialogueId: id, ...narrowing }
  const asked = { page: 1, size: MOST_LINES, locale: c.var.reader.locale }
  const list = await listCommitments(c.var.store, filter, reachOf(viewerOf(c)), asked)
  return { commitments: list.commitments.filter(({ state }) => state !== 'proposed'), hasMore: list.hasNext }
}
