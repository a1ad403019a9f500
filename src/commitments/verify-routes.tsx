/** The page behind a verification link, for people without an account. */

import { NotYoursPage } from '../../views/commitments/report.tsx'
import { VerificationPage } from '../../views/commitments/verification.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { OpenPartsWarning } from '../../views/recurring/warning.tsx'
import { linkOf } from '../auth/door.ts'
import type { PersonalLink } from '../auth/links.ts'
import { evidenceOf } from '../documents/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import type { Actor } from '../people/may.ts'
import { listableInstitutions } from '../people/visible.ts'
import { openParts } from '../recurring/share.ts'
import { partsOf } from '../recurring/share-queries.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import type { Commitment } from './commitment.ts'
import { readLinkVerification } from './forms.ts'
import { findCommitment } from './queries.ts'
import { reportsOf } from './record-queries.ts'
import { reportToVerify } from './report.ts'
import { verifyCommitment } from './report-commands.ts'

/** The page of a verification link. It changes nothing. */
export function renderVerification(c: AppContext, link: PersonalLink): Promise<Response> {
  return showVerification(c, link, formOf({}))
}

async function showVerification(
  c: AppContext,
  link: PersonalLink,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const commitment = await findCommitment(store, link.subjectId, 'all')
  if (!commitment) return refused(c, refuse('not_found', 'forms.unknown'))
  const { verifyPage } = reader.t.commitments
  const { leadId, verifierId } = commitment
  if (!verifierId || !isVerifier(link.actor, commitment))
    return page(
      c,
      <NotYoursPage {...personal(c)} title={verifyPage.title} text={verifyPage.notYours} />,
      refusal,
    )
  const parts = openParts(await partsOf(store, [commitment.id]))
  const owing = parts.map(({ institutionId }) => institutionId)
  const [names, reports, evidence] = await Promise.all([
    institutionNames(store, [...new Set([leadId, verifierId, ...owing])]),
    reportsOf(store, [commitment.id]),
    evidenceOf(store, [commitment.id]),
  ])
  const [lead, verifier] = [names.get(leadId), names.get(verifierId)]
  if (!lead || !verifier) return refused(c, refuse('not_found', 'forms.unknown'))
  const report = commitment.state === 'reported_done' ? reportToVerify(reports) : null
  const action = `/p/${link.token}/verification`
  const files = { evidence, under: `/p/${link.token}/documents` }
  return page(
    c,
    <VerificationPage {...personal(c)} {...{ commitment, lead, verifier, report, files, action, form }}>
      <OpenPartsWarning
        reader={reader}
        parts={parts}
        institutions={listableInstitutions(names, false)}
        zone={commitment.zone}
      />
    </VerificationPage>,
    refusal,
  )
}

function isVerifier({ speaksFor }: Actor, { leadId, verifierId }: Commitment): boolean {
  return verifierId !== null && speaksFor.includes(verifierId) && !speaksFor.includes(leadId)
}

/** `POST /p/:token/verification`. */
export function answerVerification(c: AppContext): Promise<Response> | Response {
  const link = linkOf(c)
  if (link.purpose !== 'verify') return refused(c, refuse('not_found', 'forms.unknown'))
  const asked = { actor: link.actor, id: link.subjectId, by: 'link' as const }
  return submit(c, {
    read: readLinkVerification,
    run: (form) => verifyCommitment(c.var.store, { ...asked, ...form }),
    done: () => seeOther(c, `/p/${link.token}`, 'verified'),
    again: (form, refusal) => showVerification(c, link, form, refusal),
  })
}
