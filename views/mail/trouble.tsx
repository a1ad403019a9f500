/** What is wrong with the mail to somebody, beside their record. */

import type { Zone } from '../../src/kernel/zone.ts'
import type { MailTrouble } from '../../src/mail/trouble.ts'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { bounceLineColumns } from './bounce-list.tsx'
import { undeliveredColumns } from './undelivered.tsx'

interface TroubleProps {
  readonly reader: Reader
  readonly title: string
  readonly trouble: MailTrouble
  /** Where all mail to them stands, if there is such a page. */
  readonly history?: string
  readonly mayEdit: boolean
  readonly zone: Zone
}

/** Heading `mail`: what came back, what did not arrive, and the way to the rest; nothing when there is none of it. */
export function TroubleSection({ reader, title, trouble, history, mayEdit, zone }: TroubleProps) {
  const { returned, lost } = trouble
  const { mail, people, home } = reader.t
  if (!history && returned.length + lost.length === 0) return null
  return (
    <section aria-labelledby="mail">
      <h2 id="mail">{mail.title}</h2>
      {returned.length > 0 && (
        <Table
          reader={reader}
          caption={title}
          captionSeen
          columns={bounceLineColumns(reader, zone, mayEdit)}
          rows={returned}
        />
      )}
      {lost.length > 0 && (
        <Table
          reader={reader}
          caption={home.lostMails}
          captionSeen
          columns={undeliveredColumns(reader, zone)}
          rows={lost}
        />
      )}
      {history && (
        <p>
          <a href={history}>{people.mail}</a>
        </p>
      )}
    </section>
  )
}
