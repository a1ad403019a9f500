/** Pages of dialogues: the list, one dialogue with its roles, its form. */

import { ClosurePage } from '../../views/dialogues/closure.tsx'
import { DialogueFormPage } from '../../views/dialogues/form.tsx'
import { DialoguesPage } from '../../views/dialogues/list.tsx'
import { DialoguePage } from '../../views/dialogues/page.tsx'
import { historyEntries, peopleIn } from '../../views/meetings/history.ts'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { signedIn, strongly, viewerOf } from '../auth/guards.ts'
import { openByDialogue, standingOf } from '../commitments/count-queries.ts'
import { reachOf } from '../commitments/reach.ts'
import { formatDate } from '../i18n/dates.ts'
import { faultText } from '../i18n/messages.ts'
import { allSectors } from '../institutions/queries.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { historyOf } from '../ledger/queries.ts'
import { meetingsOfDialogue, nextMeetings } from '../meetings/queries.ts'
import { nextAmong } from '../meetings/state.ts'
import { dialogueScope, may, mayOpenDialogue } from '../people/may.ts'
import { listName } from '../people/name.ts'
import { personCards } from '../people/queries.ts'
import { listablePeople, sees } from '../people/visible.ts'
import { kept } from '../store/readings.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { editDialogue, endRole, grantRole, moveDialogue, openDialogue } from './commands.ts'
import { type Dialogue, type DialogueMove, dialogueMoves, takesMeetings } from './dialogue.ts'
import { dialogueValues, newDialogueValues, readDialogue, readGrant, readNewDialogue } from './forms.ts'
import { dialoguesInScope, findDialogue, invitedBySector, rolesInForce } from './queries.ts'

/** `/dialogues…` */
export function dialogueRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/dialogues/*', signedIn)
  routes.get('/dialogues', showList)
  routes.get('/dialogues/new', (c) => showForm(c, null, formOf(newDialogueValues(viewerOf(c).zone))))
  routes.post('/dialogues', add)
  routes.get('/dialogues/:id', (c) => onDialogue(c, (dialogue) => showOne(c, dialogue, {})))
  routes.get('/dialogues/:id/edit', (c) =>
    onDialogue(c, (dialogue) => showForm(c, dialogue, formOf(dialogueValues(dialogue)))),
  )
  routes.post('/dialogues/:id', edit)
  routes.get('/dialogues/:id/closure', (c) => onDialogue(c, (dialogue) => askClosure(c, dialogue)))
  for (const name of ['activation', 'closure', 'archiving'] as const)
    routes.post(`/dialogues/:id/${name}`, (c) => move(c, name))
  routes.post('/dialogues/:id/roles', strongly, grant)
  routes.post('/dialogues/:id/roles/:role/end', strongly, end)
  return routes
}

async function onDialogue(
  c: AppContext,
  show: (dialogue: Dialogue) => Response | Promise<Response>,
): Promise<Response> {
  const dialogue = await findDialogue(c.var.store, idOf(c), dialogueScope(viewerOf(c)))
  return dialogue ? show(dialogue) : refused(c, refuse('not_found', 'forms.unknown'))
}

function idOf(c: AppContext): string {
  return c.req.param('id') ?? ''
}

async function showList(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const dialogues = await dialoguesInScope(store, dialogueScope(viewer))
  const ids = dialogues.map((dialogue) => dialogue.id)
  const [next, open] = await Promise.all([
    nextMeetings(store, ids),
    openByDialogue(store, ids, reachOf(viewer)),
  ])
  const rows = dialogues.map((dialogue) => ({
    dialogue,
    next: next.get(dialogue.id) ?? null,
    openCommitments: open.get(dialogue.id) ?? 0,
  }))
  return page(
    c,
    <DialoguesPage {...secretariat(c, viewer)} dialogues={rows} mayOpen={mayOpenDialogue(viewer)} />,
  )
}

interface PageState {
  /** The form of a new role, when it met a fault. */
  readonly form?: FormState
  /** Why something was refused; at the form if it has one, else on top. */
  readonly refusal?: Refusal
}

async function showOne(c: AppContext, dialogue: Dialogue, { form, refusal }: PageState): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const [meetings, counts, held, sectors, lines] = await Promise.all([
    kept(store, meetingsOfDialogue, dialogue.id),
    kept(store, standingOf, dialogue.id, reachOf(viewer)),
    kept(store, rolesInForce, dialogue.id),
    kept(store, allSectors),
    kept(store, historyOf, [dialogue.id]),
  ])
  const next = nextAmong(meetings, store.now)
  const [named, invited] = await Promise.all([
    kept(store, personCards, [...new Set([...peopleIn(lines), ...held.map((role) => role.personId)])]),
    next && sees(viewer, 'invitation', dialogue.id) ? kept(store, invitedBySector, next.id) : null,
  ])
  const people = listablePeople(named, sees(viewer, 'protectedPerson', dialogue.id))
  const roles = held.map((role) => {
    const card = people.get(role.personId)
    const since = formatDate(reader.locale, dateOf(role.grantedAt, dialogue.zone))
    const personName = card ? listName(card, reader.locale) : reader.t.commitments.protectedPerson
    return { id: role.id, role: role.role, since, personName }
  })
  const shown = {
    dialogue,
    meetings,
    counts,
    sectors,
    invited,
    roles,
    history: historyEntries(reader, lines, { zone: viewer.zone, people }),
    moves: dialogueMoves(dialogue.state),
    mayOrganise: may(viewer, 'organise', dialogue.id),
    seesLetters: sees(viewer, 'letter', dialogue.id),
    mayCoordinate: may(viewer, 'coordinate', dialogue.id),
    takesMeetings: takesMeetings(dialogue.state),
    form: form ?? formOf({}),
    refused: refusal && !form ? faultText(reader.t, refusal) : null,
  }
  return page(c, <DialoguePage {...secretariat(c, viewer)} {...shown} />, refusal)
}

function showForm(c: AppContext, dialogue: Dialogue | null, form: FormState, refusal?: Refusal): Response {
  const viewer = viewerOf(c)
  const allowed = dialogue ? may(viewer, 'organise', dialogue.id) : mayOpenDialogue(viewer)
  if (!allowed) return refused(c, refuse('forbidden', 'forms.forbidden'))
  const changed = refusal?.messageKey === 'forms.changed_meanwhile'
  return page(
    c,
    <DialogueFormPage
      {...secretariat(c, viewer)}
      dialogue={dialogue}
      form={form}
      changedMeanwhile={changed}
    />,
    refusal,
  )
}

function add(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readNewDialogue,
    run: (form) => openDialogue(c.var.store, { actor: viewerOf(c), ...form }),
    done: (id) => seeOther(c, `/dialogues/${id}`, 'created'),
    again: (form, refusal) => showForm(c, null, form, refusal),
  })
}

function edit(c: AppContext): Promise<Response> {
  return onDialogue(c, (dialogue) =>
    submit(c, {
      read: readDialogue,
      run: (form) => editDialogue(c.var.store, { actor: viewerOf(c), id: dialogue.id, ...form }),
      done: () => seeOther(c, `/dialogues/${dialogue.id}`, 'saved'),
      again: (form, refusal) => showForm(c, dialogue, form, refusal),
      versionNow: dialogue.version,
    }),
  )
}

function askClosure(c: AppContext, dialogue: Dialogue): Response {
  const viewer = viewerOf(c)
  if (!may(viewer, 'organise', dialogue.id)) return refused(c, refuse('forbidden', 'forms.forbidden'))
  return page(c, <ClosurePage {...secretariat(c, viewer)} dialogue={dialogue} />)
}

async function move(c: AppContext, name: DialogueMove): Promise<Response> {
  const outcome = await moveDialogue(c.var.store, { actor: viewerOf(c), id: idOf(c), move: name })
  return outcome.ok ? seeOther(c, `/dialogues/${idOf(c)}`, 'recorded') : showRefused(c, outcome)
}

function grant(c: AppContext): Promise<Response> {
  return onDialogue(c, (dialogue) =>
    submit(c, {
      read: readGrant,
      run: (form) => grantRole(c.var.store, { actor: viewerOf(c), dialogueId: dialogue.id, ...form }),
      done: () => seeOther(c, `/dialogues/${dialogue.id}#roles`, 'granted'),
      again: (form, refusal) =>
        refusal.code === 'forbidden' ? refused(c, refusal) : showOne(c, dialogue, { form, refusal }),
    }),
  )
}

async function end(c: AppContext): Promise<Response> {
  const roleId = c.req.param('role') ?? ''
  const outcome = await endRole(c.var.store, { actor: viewerOf(c), dialogueId: idOf(c), roleId })
  return outcome.ok ? seeOther(c, `/dialogues/${idOf(c)}#roles`, 'ended') : showRefused(c, outcome)
}

/** The dialogue with the reason why not; what is not the reader's stays a page of its own. */
function showRefused(c: AppContext, refusal: Refusal): Promise<Response> | Response {
  if (refusal.code !== 'conflict') return refused(c, refusal)
  return onDialogue(c, (dialogue) => showOne(c, dialogue, { refusal }))
}
