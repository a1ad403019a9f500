/** Importing commitments: the template, the trial of a table, and its taking over. */

import { CommitmentImportPage } from '../../views/commitments/import.tsx'
import { commitmentTemplate } from '../../views/commitments/printed.ts'
import { type FormState, formOf, refusedForm } from '../../views/parts/form.ts'
import { TAKE } from '../../views/parts/import.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import { shortNameOf } from '../institutions/institution.ts'
import { done, ifDone, type Refusal } from '../kernel/outcome.ts'
import { meetingsOfDialogue } from '../meetings/queries.ts'
import { giveGrid } from '../printing/download.ts'
import { keptTable, sentTable } from '../tables/kept.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { readImportChoice } from './forms.ts'
import { importLines } from './import.ts'
import { importCommitments, importKnown } from './import-commands.ts'
import { institutionsOfDialogue } from './institution-queries.ts'

/** `/dialogues/:id/commitments/import…`: for those who coordinate, since people are found by their addresses. */
export function commitmentImports(): Routes {
  const routes = newRoutes()
  const path = '/dialogues/:id/commitments/import'
  routes.get(path, signedIn, (c) => onDialogue(c, (dialogue) => show(c, dialogue, formOf({}))))
  routes.post(path, signedIn, (c) => onDialogue(c, (dialogue) => take(c, dialogue)))
  routes.get(`${path}/template.xlsx`, signedIn, (c) => onDialogue(c, (dialogue) => giveTemplate(c, dialogue)))
  return routes
}

async function onDialogue(
  c: AppContext,
  run: (dialogue: Dialogue) => Response | Promise<Response>,
): Promise<Response> {
  const found = await dialogueFor(c.var.store, viewerOf(c), c.req.param('id') ?? '', 'coordinate')
  return found.ok ? run(found.value) : refused(c, found)
}

function show(c: AppContext, dialogue: Dialogue, form: FormState, refusal?: Refusal): Response {
  const shown = { dialogue, form, trial: null, meetings: [] }
  return page(c, <CommitmentImportPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

function sent(c: AppContext, values: FormValues) {
  return sentTable({ values, files: c.var.files, largest: c.var.largestFile })
}

function take(c: AppContext, dialogue: Dialogue): Promise<Response> {
  const { store, reader } = c.var
  const asked = { actor: viewerOf(c), dialogueId: dialogue.id, locale: reader.locale }
  return submit(c, {
    instead: (values) => (TAKE in values ? null : tryOut(c, dialogue, { form: formOf(values) })),
    read: (values) => {
      const choice = readImportChoice(values)
      return choice.ok ? done({ choice: choice.value, values }) : choice
    },
    run: async ({ choice, values }) =>
      ifDone(await sent(c, values), (table) => importCommitments(store, { ...asked, ...choice, table })),
    done: () => seeOther(c, `/commitments?dialogue=${dialogue.id}`, 'recorded'),
    again: (form, refusal) =>
      refusal.code === 'not_found' ? refused(c, refusal) : tryOut(c, dialogue, { form, refusal }),
  })
}

/** Shows every line of a table; writes nothing. */
async function tryOut(
  c: AppContext,
  dialogue: Dialogue,
  { form, refusal }: { readonly form: FormState; readonly refusal?: Refusal },
): Promise<Response> {
  const { store, reader } = c.var
  const table = await sent(c, form.values)
  if (!table.ok) return show(c, dialogue, refusedForm({}, table), table)
  const choice = readImportChoice(form.values)
  const chosen = choice.ok ? choice.value : { meetingId: null, agreed: false }
  const [known, meetings] = await Promise.all([
    importKnown(store, dialogue, chosen),
    meetingsOfDialogue(store, dialogue.id),
  ])
  const lines = importLines(table.value, known, reader.locale)
  if (!lines.ok) return show(c, dialogue, refusedForm({}, lines), lines)
  const trial = { lines: lines.value, kept: keptTable(table.value) }
  const shown = { dialogue, form, trial, meetings }
  return page(c, <CommitmentImportPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

/** One line that shows what is meant, with an institution of the dialogue. */
async function giveTemplate(c: AppContext, dialogue: Dialogue): Promise<Response> {
  const { store, reader } = c.var
  const [lead, supporter] = await institutionsOfDialogue(store, dialogue.id, reader.locale)
  const { overview, commitments } = reader.t
  const sample = {
    [`text_${reader.locale}`]: overview.import.sample,
    lead: lead ? shortNameOf(lead, reader.locale).text : '',
    supporters: supporter ? shortNameOf(supporter, reader.locale).text : '',
    due: `${Number(store.now.slice(0, 4)) + 1}-Q1`,
    visibility: commitments.visibilities.members,
  }
  const grid = commitmentTemplate(reader, dialogue.zone, sample)
  return giveGrid(c, grid, 'xlsx', { plain: 'commitments', words: commitments.title })
}
