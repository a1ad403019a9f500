/** The start page of the secretariat: what needs me today, most pressing first. */

import type { Few, Needs } from '../../src/home/needs.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { undeliveredColumns } from '../mail/undelivered.tsx'
import { ExpectedReports, Gaps, LateBy, type OversightProps, Risks, ToGrant } from '../oversight/sections.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { commitmentColumns, meetingColumns, missingColumn } from './columns.ts'
import { Notices } from './notices.tsx'
import { Calls, StoppedReminders } from './phone.tsx'

interface HomeProps extends ShellProps {
  readonly needs: Needs
  /** The leads of these commitments by commitment, as far as they may be named. */
  readonly leads: ReadonlyMap<Id, InstitutionName>
  /** Every institution that is named to who coordinates. */
  readonly institutions: ReadonlyMap<Id, InstitutionName>
  readonly today: LocalDate
  readonly now: Instant
  readonly zone: Zone
  readonly mayOpen: boolean
  readonly keepsMail: boolean
}

/** Mail that failed, meetings ahead, commitments late, silent, to be verified. */
export function HomePage(props: HomeProps) {
  const { reader, needs } = props
  const { home: t } = reader.t
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} actions={props.mayOpen && <NewDialogue reader={reader} />} />
      <Notices {...props} />
      {needs.isNew ? <FirstSteps reader={reader} /> : <Today {...props} />}
    </SecretariatPage>
  )
}

const FIRST_STEPS = [
  ['sectors', '/sectors'],
  ['institutions', '/institutions/new'],
  ['people', '/people/new'],
  ['dialogue', '/dialogues/new'],
] as const

/** What to do in an instance without any dialogue, in the order that saves detours. */
function FirstSteps({ reader }: { readonly reader: Reader }) {
  const { home: t } = reader.t
  return (
    <section class="task">
      <h2>{t.firstSteps}</h2>
      <ol>
        {FIRST_STEPS.map(([step, href]) => (
          <li>
            <a href={href}>{t.steps[step].text}</a> {t.steps[step].why}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Today(props: HomeProps) {
  const { oversight } = props.needs
  return oversight ? <Coordinated {...props} oversight={oversight} /> : <Followed {...props} />
}

/** For who coordinates: what to do, what is at risk, who is late, what comes, what is missing for the next meetings. */
function Coordinated(props: HomeProps & OversightProps) {
  const { reader, needs, oversight } = props
  const { home: t, oversight: words } = reader.t
  const idle =
    oversight.toGrant.length + needs.reported.total + needs.calls.length + needs.lostMails.total === 0
  return (
    <>
      {idle && (
        <section>
          <h2>{words.needsYou}</h2>
          <p class="none">{words.nothing}</p>
        </section>
      )}
      <ToGrant {...props} />
      <ToVerify {...props} />
      <Calls reader={reader} calls={needs.calls} />
      <LostMails {...props} />
      <Gaps {...props} />
      <Risks {...props} />
      <LateBy {...props} />
      <Section {...props} title={t.silent} few={needs.silent} show="silent" empty={t.noSilent} />
      <ExpectedReports {...props} />
      <section>
        <h2>{t.meetings}</h2>
        <Table
          reader={reader}
          caption={t.meetings}
          columns={[...meetingColumns(reader, needs.replies), missingColumn(reader, oversight)]}
          rows={needs.meetings}
          empty={t.noMeetings}
        />
      </section>
      <StoppedReminders reader={reader} stopped={needs.stopped} />
    </>
  )
}

function ToVerify(props: HomeProps) {
  const { reader, needs } = props
  if (needs.reported.total === 0) return null
  const { home: t } = reader.t
  return (
    <Section {...props} title={t.toVerify} few={needs.reported} show="reported_done" empty={t.noneToVerify} />
  )
}

/** For who only follows: the next meetings, what is late and what is silent. */
function Followed(props: HomeProps) {
  const { reader, needs } = props
  const { home: t } = reader.t
  return (
    <>
      <h2>{t.meetings}</h2>
      <Table
        reader={reader}
        caption={t.meetings}
        columns={meetingColumns(reader, needs.replies)}
        rows={needs.meetings}
        empty={t.noMeetings}
      />
      <LostMails {...props} />
      <Section {...props} title={t.silent} few={needs.silent} show="silent" empty={t.noSilent} />
      <Section {...props} title={t.late} few={needs.late} show="late" empty={t.noLate} />
      <Section
        {...props}
        title={t.toVerify}
        few={needs.reported}
        show="reported_done"
        empty={t.noneToVerify}
      />
    </>
  )
}

function NewDialogue({ reader }: { readonly reader: Reader }) {
  return (
    <Actions>
      <LinkButton href="/dialogues/new">{reader.t.home.newDialogue}</LinkButton>
    </Actions>
  )
}

/** Official mail that did not arrive stands here until its reader was told. */
function LostMails({ reader, needs, zone }: HomeProps) {
  const { home: t } = reader.t
  const { total, first } = needs.lostMails
  if (total === 0) return null
  return (
    <section>
      <h2>{`${t.lostMails} (${total})`}</h2>
      <Table reader={reader} caption={t.lostMails} columns={undeliveredColumns(reader, zone)} rows={first} />
      {total > first.length && (
        <p>
          <a href="/mail/undelivered">{t.all(total)}</a>
        </p>
      )}
    </section>
  )
}

interface SectionProps extends HomeProps {
  readonly title: string
  readonly few: Few
  readonly show: string
  readonly empty: string
}

function Section({ reader, leads, now, title, few, show, empty }: SectionProps) {
  const { home: t } = reader.t
  return (
    <section>
      <h2>
        {title}
        {few.total > 0 && ` (${few.total})`}
      </h2>
      <Table
        reader={reader}
        caption={title}
        columns={commitmentColumns(reader, leads, now)}
        rows={few.first}
        empty={empty}
      />
      {few.total > few.first.length && (
        <p>
          <a href={`/commitments?show=${show}`}>{t.all(few.total)}</a>
        </p>
      )}
    </section>
  )
}
