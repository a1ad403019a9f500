/** How far the mail of one act came: numbers with a bar, and what did not go out. The script keeps it fresh. */

import { formatInstant } from '../../src/i18n/dates.ts'
import { type ActProgress, PROGRESS, type Progress, sendingPath } from '../../src/invitations/sending.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { MailLine } from '../../src/mail/record.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { mailColumns } from '../mail/columns.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { Heading } from '../parts/heading.tsx'
import { Status, type Tone } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { type MeetingPageProps, trailOf } from './board.tsx'

interface SendingProps extends MeetingPageProps {
  /** Null when nothing was mailed about the meeting yet. */
  readonly progress: ActProgress | null
  readonly troubles: readonly MailLine[]
  /** Of the reader, in which times stand. */
  readonly zone: Zone
}

/** The page. */
export function SendingPage(props: SendingProps) {
  const { reader, meeting, progress, zone } = props
  const { progress: t } = reader.t.invitations.sending
  const kinds = progress?.kinds.map((kind) => reader.t.mail.kinds[kind]).join('; ') ?? ''
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={trailOf(reader, meeting, true)}
        title={t.title}
        lead={progress ? t.lead(kinds, formatInstant(reader.locale, progress.at, zone)) : t.none}
      />
      {progress && (
        <SendingNumbers
          {...props}
          progress={progress}
          path={sendingPath(meeting.id, progress.at)}
          mail={`/mail?meeting=${meeting.id}`}
        />
      )}
    </SecretariatPage>
  )
}

interface NumbersProps {
  readonly reader: Reader
  readonly progress: ActProgress
  readonly troubles: readonly MailLine[]
  readonly zone: Zone
  /** The page itself, and the list of mail that tells more; null where there is none. */
  readonly path: string
  readonly mail: string | null
}

/** What the script fetches anew; it stops when `data-fresh` is gone, which is when all is settled. */
export function SendingNumbers({ reader, progress, troubles, zone, path, mail }: NumbersProps) {
  const { progress: t } = reader.t.invitations.sending
  const { all, settled } = progress
  const finished = settled === all
  return (
    <div id="progress" data-fresh={finished ? undefined : path}>
      <p>
        <label for="settled">{finished ? t.finished : t.settled(settled, all)}</label>
      </p>
      <progress id="settled" max={all} value={settled} />
      <Facts facts={PROGRESS.flatMap((one) => countOf(reader, progress, one))} />
      <Actions>
        {!finished && <LinkButton href={path}>{t.refresh}</LinkButton>}
        {mail && <a href={mail}>{t.more}</a>}
      </Actions>
      {troubles.length > 0 && (
        <section aria-labelledby="troubles">
          <h2 id="troubles">{t.troubles}</h2>
          <Table reader={reader} caption={t.troubles} columns={mailColumns(reader, zone)} rows={troubles} />
        </section>
      )}
    </div>
  )
}

const SHOWN = {
  sent: ['good', 'sent'],
  waiting: ['neutral', 'queued'],
  failed: ['bad', 'failed'],
  uncertain: ['warn', 'uncertain'],
  kept: ['warn', 'kept'],
  left: ['quiet', 'skipped'],
} as const satisfies Readonly<Record<Progress, readonly [Tone, keyof Reader['t']['mail']['states']]>>

function countOf({ t }: Reader, { counts }: ActProgress, one: Progress) {
  const [tone, word] = SHOWN[one]
  // What went well, waits or failed is told also when it is none.
  const always = one === 'sent' || one === 'waiting' || one === 'failed'
  if (counts[one] === 0 && !always) return []
  const term = t.mail.states[word]
  return [{ term, value: counts[one] > 0 ? <Status tone={tone}>{counts[one]}</Status> : '0' }]
}
