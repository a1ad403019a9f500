/** The pages behind report links, for people without an account; the answers of verification links too. */

import { NotYoursPage, ReportPage } from '../../views/commitments/report.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { OwnShareList } from '../../views/recurring/personal.tsx'
import { PartList } from '../../views/recurring/section.tsx'
import { linkOf } from '../auth/door.ts'
import type { PersonalLink } from '../auth/links.ts'
import { sentFile, withFile } from '../documents/forms.ts'
import { evidenceOf } from '../documents/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { listableInstitutions } from '../people/visible.ts'
import { partsOf, sharesOfInstitutions } from '../recurring/share-queries.ts'
import { dueRequestsOf, stepsOf } from '../steps/queries.ts'
import { scheduleFor, scheduleOf } from '../steps/schedule.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { readLinkReport } from './forms.ts'
import { findCommitment } from './queries.ts'
import { reportsOf } from './record-queries.ts'
import { takeReport } from './report-commands.ts'
import { awaitsLead } from './state.ts'
import { answerVerification } from './verify-routes.tsx'

/** `POST /p/:token/report` and `POST /p/:token/verification`, behind the door of `/p`. */
export function reportPages(): Routes {
  const routes = newRoutes()
  routes.post('/p/:token/report', sendReport)
  routes.post('/p/:token/verification', answerVerification)
  return routes
}

/** The page of a report link. It changes nothing. */
export function renderReport(c: AppContext, link: PersonalLink): Promise<Response> {
  return showReport(c, link, formOf({}))
}

async function showReport(
  c: AppContext,
  link: PersonalLink,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader, largestFile } = c.var
  const commitment = await findCommitment(store, link.subjectId, 'all')
  if (!commitment) return refused(c, refuse('not_found', 'forms.unknown'))
  const { reportPage } = reader.t.commitments
  if (!link.actor.speaksFor.includes(commitment.leadId))
    return page(
      c,
      <NotYoursPage {...personal(c)} title={reportPage.title} text={reportPage.notYours} />,
      refusal,
    )
  const [names, reports, evidence, steps, requests, parts, shares] = await Promise.all([
    institutionNames(store, [commitment.leadId]),
    reportsOf(store, [commitment.id]),
    evidenceOf(store, [commitment.id]),
    stepsOf(store, [commitment.id]),
    dueRequestsOf(store, [commitment.id]),
    partsOf(store, [commitment.id]),
    sharesOfInstitutions(store, commitment.id, link.actor.speaksFor),
  ])
  const lead = names.get(commitment.leadId)
  if (!lead) return refused(c, refuse('not_found', 'forms.unknown'))
  const files = { evidence, under: `/p/${link.token}/documents`, largest: largestFile }
  const today = dateOf(store.now, commitment.zone)
  // When and how shipments travel is told to nobody by mail or link.
  const schedule = scheduleFor(scheduleOf(steps.get(commitment.id) ?? [], commitment, today), false)
  const owing = [...parts, ...shares].map(({ institutionId }) => institutionId)
  const owed = await institutionNames(store, [...new Set(owing)])
  const shown = { commitment, lead, reports, files, form, today }
  const under = `/p/${link.token}`
  const chain = { under, schedule, requests }
  return page(
    c,
    <ReportPage
      {...personal(c)}
      {...shown}
      action={`${under}/report`}
      chain={chain}
      open={awaitsLead(commitment.state)}
    >
      <OwnShareList {...{ reader, commitment, shares, today }} institutions={owed} base={under} />
      <PartList {...{ reader, commitment, parts, today }} institutions={listableInstitutions(owed, false)} />
    </ReportPage>,
    refusal,
  )
}

function sendReport(c: AppContext): Promise<Response> | Response {
  const link = linkOf(c)
  if (link.purpose !== 'report') return refused(c, refuse('not_found', 'forms.unknown'))
  return submit(c, {
    read: (values) => withFile(sentFile(c.var), readLinkReport(values)),
    run: (form) => takeReport(c.var.store, { actor: link.actor, id: link.subjectId, ...form }),
    done: () => seeOther(c, `/p/${link.token}`, 'reported'),
    again: (form, refusal) => showReport(c, link, form, refusal),
  })
}
