/** How far the letters of a request came; the script keeps it fresh, and it is the same page after a reload. */

import { formatInstant } from '../../src/i18n/dates.ts'
import type { ActProgress } from '../../src/invitations/sending.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { MailLine } from '../../src/mail/record.ts'
import type { StatusRequest } from '../../src/status/request.ts'
import { SendingNumbers } from '../invitations/sending.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Heading } from '../parts/heading.tsx'
import { titleOf } from './words.ts'

interface SendingProps extends ShellProps {
  readonly request: StatusRequest
  /** Null when nothing was sent. */
  readonly progress: ActProgress | null
  readonly troubles: readonly MailLine[]
  readonly zone: Zone
}

/** The page. */
export function StatusSendingPage(props: SendingProps) {
  const { reader, request, progress, zone } = props
  const { progress: t } = reader.t.invitations.sending
  const kinds = progress?.kinds.map((kind) => reader.t.mail.kinds[kind]).join('; ') ?? ''
  const own = `/status/${request.id}`
  const path = progress ? `${own}/sending?at=${encodeURIComponent(progress.at)}` : own
  const mail = request.meetingId ? `/mail?meeting=${request.meetingId}` : null
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={[{ href: own, text: titleOf(reader, request) }]}
        title={t.title}
        lead={progress ? t.lead(kinds, formatInstant(reader.locale, progress.at, zone)) : t.none}
      />
      {progress && <SendingNumbers {...props} progress={progress} path={path} mail={mail} />}
    </SecretariatPage>
  )
}
