/** The pages behind links of purpose `promises`: what an institution promised, and a report on each of it. */

import { InstitutionPromisesPage } from '../../views/commitments/promised.tsx'
import { NotYoursPage, ReportPage } from '../../views/commitments/report.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { linkOf } from '../auth/door.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { PersonalLink } from '../auth/links.ts'
import { sentFile, withFile } from '../documents/forms.ts'
import { evidenceOf } from '../documents/queries.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { kept } from '../store/readings.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { isSafe } from '../web/guard.ts'
import { submit } from '../web/submit.ts'
import type { Commitment } from './commitment.ts'
import { readInstitutionChosen, readLinkReport } from './forms.ts'
import { sendPromisedPage } from './promised-commands.ts'
import { promisedOf } from './promised-queries.ts'
import { findCommitment } from './queries.ts'
import { reportsOf } from './record-queries.ts'
import { takeReport } from './report-commands.ts'
import { awaitsLead } from './state.ts'

/** `/p/:token/promises/:commitment…` behind the door of `/p`, and `POST /dialogues/:id/promises`. */
export function promisedPages(): Routes {
  const routes = newRoutes()
  routes.get('/p/:token/promises/:commitment', (c) => onOwn(c, (own) => showReport(c, own, formOf({}))))
  routes.post('/p/:token/promises/:commitment/report', (c) => onOwn(c, (own) => sendReport(c, own)))
  routes.post('/dialogues/:id/promises', signedIn, sendPage)
  return routes
}

/** The page of such a link. It changes nothing. */
export async function renderPromises(c: AppContext, link: PersonalLink): Promise<Response> {
  const { store, reader } = c.var
  const institution = await spokenFor(c, link)
  if (!institution.ok) return institution.response
  const promised = await kept(store, promisedOf, link.subjectId, {
    reader: { institution: link.subjectId },
    locale: reader.locale,
  })
  const shown = { ...promised, institution: institution.value, own: `/p/${link.token}`, now: store.now }
  return page(c, <InstitutionPromisesPage {...personal(c)} {...shown} />)
}

type Spoken = { ok: true; value: InstitutionName } | { ok: false; response: Response }

/** The institution of the link, if its holder still speaks for it; else what they are told. */
async function spokenFor(c: AppContext, { subjectId, actor }: PersonalLink): Promise<Spoken> {
  const { commitments, overview } = c.var.reader.t
  const found = (await institutionNames(c.var.store, [subjectId])).get(subjectId)
  if (!found) return { ok: false, response: refused(c, refuse('not_found', 'forms.unknown')) }
  if (actor.speaksFor.includes(subjectId)) return { ok: true, value: found }
  const words = { title: overview.promised.title, text: commitments.reportPage.notYours }
  const shown = isSafe(c.req.method) ? 200 : refuse('forbidden', 'commitments.only_lead_reports')
  return { ok: false, response: page(c, <NotYoursPage {...personal(c)} {...words} />, shown) }
}

/** A commitment of the link's institution, and who reports on it. */
interface Own {
  readonly link: PersonalLink
  readonly lead: InstitutionName
  readonly commitment: Commitment
}

async function onOwn(c: AppContext, show: (own: Own) => Response | Promise<Response>): Promise<Response> {
  const link = linkOf(c)
  if (link.purpose !== 'promises') return refused(c, refuse('not_found', 'forms.unknown'))
  const lead = await spokenFor(c, link)
  if (!lead.ok) return lead.response
  const found = await ledBy(c, link.subjectId)
  return found.ok ? show({ link, lead: lead.value, commitment: found.value }) : refused(c, found)
}

async function ledBy(c: AppContext, institutionId: string): Promise<Outcome<Commitment>> {
  const found = await findCommitment(c.var.store, c.req.param('commitment') ?? '', 'all')
  return found?.leadId === institutionId ? done(found) : refuse('not_found', 'forms.unknown')
}

async function showReport(
  c: AppContext,
  { link, lead, commitment }: Own,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, largestFile } = c.var
  const [reports, evidence] = await Promise.all([
    reportsOf(store, [commitment.id]),
    evidenceOf(store, [commitment.id]),
  ])
  const files = { evidence, under: `/p/${link.token}/documents`, largest: largestFile }
  const shown = { commitment, lead, reports, files, form, today: dateOf(store.now, commitment.zone) }
  const action = `/p/${link.token}/promises/${commitment.id}/report`
  return page(
    c,
    <ReportPage {...personal(c)} {...shown} action={action} open={awaitsLead(commitment.state)} />,
    refusal,
  )
}

function sendReport(c: AppContext, own: Own): Promise<Response> {
  const { link, commitment } = own
  return submit(c, {
    read: (values) => withFile(sentFile(c.var), readLinkReport(values)),
    run: (form) => takeReport(c.var.store, { actor: link.actor, id: commitment.id, ...form }),
    done: () => seeOther(c, `/p/${link.token}`, 'reported'),
    again: (form, refusal) => showReport(c, own, form, refusal),
  })
}

function sendPage(c: AppContext): Promise<Response> {
  const asked = { actor: viewerOf(c), dialogueId: c.req.param('id') ?? '' }
  return submit(c, {
    read: readInstitutionChosen,
    run: async ({ institutionId }) => {
      const sent = await sendPromisedPage(c.var.store, { ...asked, institutionId })
      return sent.ok ? done(institutionId) : sent
    },
    done: (institutionId) => seeOther(c, `/institutions/${institutionId}`, 'queued'),
    again: (_form, refusal) => refused(c, refusal),
  })
}
