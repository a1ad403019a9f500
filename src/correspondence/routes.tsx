/** The register of a dialogue's letters, what came in, and the letterhead. */

import { IncomingPage } from '../../views/correspondence/incoming.tsx'
import { LetterheadPage } from '../../views/correspondence/letterhead.tsx'
import { RegisterPage } from '../../views/correspondence/register.tsx'
import { type FormState, fieldValue, formOf } from '../../views/parts/form.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import type { TakenFile } from '../documents/file.ts'
import { sentFile } from '../documents/forms.ts'
import { filesOn } from '../documents/queries.ts'
import { formatDate } from '../i18n/dates.ts'
import { allInstitutions, institutionNames } from '../institutions/queries.ts'
import { deliveryOf, officialStates } from '../invitations/delivery-queries.ts'
import type { Id } from '../kernel/id.ts'
import { done, faultsOf, type Outcome, type Refusal, refuse, refuseFaults } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { may } from '../people/may.ts'
import { givePaper, PAPER_FORMATS, type PaperFormat } from '../printing/download.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { onDialogue } from './dialogue-door.ts'
import { letterheadValues, readIncoming, readLetterhead } from './forms.ts'
import { type Logged, logIncoming, type TakeRegrets } from './incoming-commands.ts'
import { MAX_SIGNATORIES } from './letterhead.ts'
import { setLetterhead } from './letterhead-commands.ts'
import { answerableLetters, letterheadOf, lettersById, paperOf, registerPage } from './queries.ts'
import { DIRECTIONS, type IncomingDraft } from './register.ts'
import { writingRoutes } from './writing-routes.tsx'

interface Hands {
  /** Records regrets that came on paper. */
  readonly takeRegrets: TakeRegrets
}

/** `/dialogues/:id/letters…` */
export function correspondenceRoutes({ takeRegrets }: Hands): Routes {
  const routes = newRoutes()
  const own = '/dialogues/:id/letters'
  routes.get(own, signedIn, (c) => onDialogue(c, 'record', (dialogue) => showRegister(c, dialogue)))
  routes.get(`${own}/head`, signedIn, (c) => onDialogue(c, 'organise', (dialogue) => beginHead(c, dialogue)))
  routes.post(`${own}/head`, signedIn, (c) => onDialogue(c, 'organise', (dialogue) => takeHead(c, dialogue)))
  routes.get(`${own}/incoming/new`, signedIn, (c) =>
    onDialogue(c, 'organise', (dialogue) => beginIncoming(c, dialogue)),
  )
  routes.post(`${own}/incoming`, signedIn, (c) =>
    onDialogue(c, 'organise', (dialogue) => takeIncoming(c, dialogue, takeRegrets)),
  )
  for (const format of PAPER_FORMATS)
    routes.get(`${own}/:letter/letter.${format}`, signedIn, (c) =>
      onDialogue(c, 'record', (dialogue) => print(c, dialogue, format)),
    )
  routes.route('/', writingRoutes())
  return routes
}

/** Letters on one page of the register. */
const PAGE = 50

async function showRegister(c: AppContext, dialogue: Dialogue): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const search = (c.req.query('q') ?? '').slice(0, 100)
  const direction = DIRECTIONS.find((one) => one === c.req.query('direction')) ?? null
  const from = Math.min(Math.max(Number(c.req.query('from')) || 0, 0), 1_000_000)
  const asked = { dialogueId: dialogue.id, search, direction, offset: Math.floor(from), limit: PAGE + 1 }
  const [found, letterhead] = await Promise.all([
    registerPage(store, asked),
    letterheadOf(store, dialogue.id),
  ])
  const letters = found.slice(0, PAGE)
  const subjects = letters.map((letter) => letter.invitationId ?? letter.id)
  const [institutions, answered, states, files] = await Promise.all([
    institutionNames(store, [...new Set(letters.map((letter) => letter.institutionId))]),
    lettersById(
      store,
      dialogue.id,
      letters.flatMap((letter) => letter.replyToId ?? []),
    ),
    officialStates(store, subjects),
    filesOn(store, 'letter', subjects),
  ])
  const kept = new Map([...files.values()].flat().map((file) => [file.id, file.removedAt === null]))
  const at = (offset: number) => {
    const query = new URLSearchParams({ ...(search && { q: search }), ...(direction && { direction }) })
    if (offset > 0) query.set('from', String(offset))
    return `/dialogues/${dialogue.id}/letters${query.size > 0 ? `?${query}` : ''}`
  }
  const shown = {
    dialogue,
    search,
    direction,
    first: asked.offset + 1,
    previous: asked.offset > 0 ? at(Math.max(asked.offset - PAGE, 0)) : undefined,
    next: found.length > PAGE ? at(asked.offset + PAGE) : undefined,
    mayOrganise: may(viewer, 'organise', dialogue.id),
    hasHead: Object.keys(letterhead.texts).length > 0,
    lines: letters.map((letter) => ({
      letter,
      institution: institutions.get(letter.institutionId) ?? null,
      delivery: deliveryOf(states.get(letter.invitationId ?? letter.id) ?? []),
      answers: answered.get(letter.replyToId ?? '') ?? null,
      hasFile: kept.get(letter.documentId ?? '') ?? false,
    })),
  }
  return page(c, <RegisterPage {...secretariat(c, viewer)} {...shown} />)
}

async function print(c: AppContext, dialogue: Dialogue, format: PaperFormat): Promise<Response> {
  const { store, reader } = c.var
  const id = c.req.param('letter') ?? ''
  const letter = (await lettersById(store, dialogue.id, [id])).get(id)
  const paper = letter ? await paperOf(store, letter.id) : null
  if (!letter || !paper) return refused(c, refuse('not_found', 'forms.unknown'))
  const words = reader.t.correspondence.paper.file(letter.number)
  return givePaper(c, paper, format, { plain: `letter-${letter.number}`, words })
}

async function beginHead(c: AppContext, dialogue: Dialogue): Promise<Response> {
  return showHead(c, dialogue, formOf(letterheadValues(await letterheadOf(c.var.store, dialogue.id))))
}

function showHead(c: AppContext, dialogue: Dialogue, form: FormState, refusal?: Refusal): Response {
  const places = Array.from({ length: MAX_SIGNATORIES }, (_, at) => at + 1)
  return page(c, <LetterheadPage {...secretariat(c, viewerOf(c))} {...{ dialogue, places, form }} />, refusal)
}

async function takeHead(c: AppContext, dialogue: Dialogue): Promise<Response> {
  const { store } = c.var
  const { version } = await letterheadOf(store, dialogue.id)
  return submit(c, {
    read: readLetterhead,
    run: (form) => setLetterhead(store, { actor: viewerOf(c), dialogueId: dialogue.id, ...form }),
    done: () => seeOther(c, `/dialogues/${dialogue.id}/letters`, 'saved'),
    again: (form, refusal) => showHead(c, dialogue, form, refusal),
    versionNow: version,
  })
}

/** The form, with the letter of ours that it is opened for. */
async function beginIncoming(c: AppContext, dialogue: Dialogue): Promise<Response> {
  const { store } = c.var
  const asked = c.req.query('reply_to') ?? ''
  const answered = (await lettersById(store, dialogue.id, [asked])).get(asked)
  const received_on = dateOf(store.now, dialogue.zone)
  const values = { received_on, reply_to: answered?.id ?? '', institution: answered?.institutionId ?? '' }
  return showIncoming(c, dialogue, formOf(values))
}

async function showIncoming(
  c: AppContext,
  dialogue: Dialogue,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader, largestFile } = c.var
  const [institutions, answerable] = await Promise.all([
    allInstitutions(store, reader.locale),
    answerableLetters(store, dialogue.id, fieldValue(form, 'reply_to')),
  ])
  const names = new Map(institutions.map((institution) => [institution.id, institution]))
  const shown = { dialogue, institutions, answerable, names, form, largest: largestFile }
  return page(c, <IncomingPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

function takeIncoming(c: AppContext, dialogue: Dialogue, takeRegrets: TakeRegrets): Promise<Response> {
  return submit(c, {
    read: (values) => withFile(c, values),
    run: ({ draft, file }) => {
      const asked = { actor: viewerOf(c), dialogueId: dialogue.id, draft, file, source: sourceOf(c, draft) }
      return logIncoming(c.var.store, asked, takeRegrets)
    },
    done: (logged) =>
      seeOther(c, afterwards(dialogue.id, logged), logged.onlyEntered ? 'entered' : 'recorded'),
    again: (form, refusal) => showIncoming(c, dialogue, form, refusal),
  })
}

/** The form and its file. @returns `invalid` with the faults of both. */
function withFile(
  c: AppContext,
  values: FormValues,
): Outcome<{ readonly draft: IncomingDraft; readonly file: TakenFile | null }> {
  const [form, file] = [readIncoming(values), sentFile(c.var)]
  if (!form.ok) return file.ok ? form : refuseFaults([...faultsOf(form), ...faultsOf(file)])
  return file.ok ? done({ draft: form.value, file: file.value }) : file
}

/** The letter as the source of an answer: “Letter no. 5 of 14.10.2025”. */
function sourceOf(c: AppContext, { number, date }: IncomingDraft): string {
  const { t, locale } = c.var.reader
  const { source, sourceUnnumbered } = t.correspondence.log
  const said = formatDate(locale, date)
  return number === '' ? sourceUnnumbered(said) : source(number, said)
}

/** A nomination goes on to where its names are typed. */
function afterwards(dialogueId: Id, { naming }: Logged): string {
  if (!naming) return `/dialogues/${dialogueId}/letters`
  const query = new URLSearchParams({ channel: 'paper', source: naming.source })
  return `/meetings/${naming.meetingId}/invitations/${naming.id}/nominations?${query}`
}
