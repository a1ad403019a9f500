/** The sections of a meeting's page, each with what its room shows to this reader. */

import { AgendaSection } from '../../views/agenda/section.tsx'
import { CommitmentSection } from '../../views/commitments/section.tsx'
import { paperLines } from '../../views/documents/papers.tsx'
import { PaperSection } from '../../views/documents/section.tsx'
import { InvitationSection } from '../../views/invitations/section.tsx'
import { MailSection } from '../../views/mail/section.tsx'
import { historyEntries, peopleIn } from '../../views/meetings/history.ts'
import type { MeetingSections } from '../../views/meetings/page.tsx'
import { DecisionSection } from '../../views/minutes/section.tsx'
import type { Cell } from '../../views/parts/cell.ts'
import type { HistoryEntry } from '../../views/parts/history.tsx'
import { StatusLinks } from '../../views/status/list.tsx'
import { commitmentLines } from '../../views/steps/trail.tsx'
import { agendaSubject } from '../agenda/items.ts'
import { agendaOf } from '../agenda/queries.ts'
import { namedIn, timetable } from '../agenda/timetable.ts'
import { viewerOf } from '../auth/guards.ts'
import { commitmentsOfMeeting } from '../commitments/queries.ts'
import { leadsShown, readable } from '../commitments/reach.ts'
import { commitmentsOfSources } from '../commitments/source-queries.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { papersFor, readableFiles } from '../documents/paper.ts'
import { papersOf } from '../documents/queries.ts'
import { formatInstant } from '../i18n/dates.ts'
import { institutionNames } from '../institutions/queries.ts'
import { invitationsOfMeeting } from '../invitations/queries.ts'
import type { Id } from '../kernel/id.ts'
import { dateOf } from '../kernel/zone.ts'
import { historyOf } from '../ledger/queries.ts'
import { mailOfMeeting } from '../mail/queries.ts'
import { mailScope } from '../mail/record.ts'
import { decisionCode, isReadable } from '../minutes/decision.ts'
import { decisionsOfMeeting } from '../minutes/queries.ts'
import { may, type Viewer } from '../people/may.ts'
import { personCards } from '../people/queries.ts'
import { listableInstitutions, listablePeople, sees } from '../people/visible.ts'
import { requestsOfMeeting } from '../status/queries.ts'
import { kept } from '../store/readings.ts'
import type { AppContext } from '../web/context.ts'
import type { Meeting } from './meeting.ts'
import { isAhead } from './state.ts'

/** Lines of mail on the page; the outbox has the rest. */
const MAIL_SHOWN = 10

interface Place {
  readonly meeting: Meeting
  readonly dialogue: Dialogue
}

/** What the page of a meeting holds besides its facts; a fixed number of queries for any number of rows. */
interface MeetingParts {
  readonly sections: MeetingSections
  readonly history: readonly HistoryEntry[]
}

/**
 * Loads and renders the sections, each with no more than the reader may see (people/visible.ts). Who only reads
 * the dialogue sees no delegates and no mail, the agenda as participants do, and of decisions what was agreed.
 */
export async function meetingParts(c: AppContext, place: Place): Promise<MeetingParts> {
  const viewer = viewerOf(c)
  const loaded = await load(c, place, viewer)
  const names = await namesFor(c, place, loaded)
  return {
    sections: {
      delegates: delegatesSection(c, place, loaded),
      agenda: agendaSection(c, place, { ...loaded, ...names }),
      papers: paperSection(c, place, loaded),
      ...recordSections(c, place, { ...loaded, ...names }),
      mail: mailSection(c, place, loaded),
    },
    history: historyEntries(c.var.reader, loaded.lines, { zone: viewer.zone, people: names.people }),
  }
}

/** Facts that tell how many delegates there are, or that one of them changed something. */
const ABOUT_DELEGATES: readonly string[] = ['meeting.calendar_mailed', 'meeting.address_changed']

type Loaded = Awaited<ReturnType<typeof load>>
type Names = Awaited<ReturnType<typeof namesFor>>

async function load({ var: { store, reader } }: AppContext, { meeting }: Place, viewer: Viewer) {
  const { dialogueId } = meeting
  const records = sees(viewer, 'closedAgenda', dialogueId)
  const ofAgenda = records ? [agendaSubject(meeting.id)] : []
  const [items, lines, entries, decisions, commitments, mail, files, requests] = await Promise.all([
    kept(store, agendaOf, meeting.id),
    kept(store, historyOf, [meeting.id, ...ofAgenda]),
    sees(viewer, 'delegate', dialogueId)
      ? kept(store, invitationsOfMeeting, meeting.id, meeting.days[0]?.date)
      : null,
    kept(store, decisionsOfMeeting, meeting.id),
    kept(store, commitmentsOfMeeting, meeting.id),
    sees(viewer, 'mail', dialogueId) ? kept(store, mailOfMeeting, meeting.id, mailScope(viewer)) : null,
    kept(store, papersOf, meeting.id),
    kept(store, requestsOfMeeting, meeting.id),
  ])
  const audience = records ? 'secretariat' : 'members'
  const days = timetable(meeting, items, { audience, locale: reader.locale })
  const open = readableFiles(
    files,
    meeting.id,
    days.flatMap(({ rows }) => rows),
  )
  const closed = sees(viewer, 'closedCommitment', dialogueId)
  const sourced = await kept(
    store,
    commitmentsOfSources,
    open.map(({ id }) => id),
  )
  return {
    ...{ records, items, days, entries, mail },
    cameOf: new Map([...sourced].map(([id, some]) => [id, readable(some, closed)])),
    files: open,
    papers: papersFor(open, reader.locale),
    lines: records ? lines : lines.filter((line) => !ABOUT_DELEGATES.includes(line.kind)),
    decisions: decisions.filter((one) => isReadable(one, sees(viewer, 'draftDecision', dialogueId))),
    commitments: readable(commitments, closed),
    requests: requests.filter(({ state }) => state !== 'draft' || may(viewer, 'coordinate', dialogueId)),
  }
}

/** Agenda, commitments and history name the same bodies and people, so they are loaded once. */
async function namesFor(c: AppContext, { meeting }: Place, loaded: Loaded) {
  const { store } = c.var
  const viewer = viewerOf(c)
  const named = namedIn(loaded.days)
  const leads = loaded.commitments.map((commitment) => commitment.leadId)
  const [institutions, people] = await Promise.all([
    kept(store, institutionNames, [...new Set([...named.institutions, ...leads])], meeting.days[0]?.date),
    kept(store, personCards, [...new Set([...named.persons, ...peopleIn(loaded.lines)])]),
  ])
  return {
    leads: leadsShown(viewer, loaded.commitments, institutions),
    institutions: listableInstitutions(institutions, sees(viewer, 'unlistedInstitution', meeting.dialogueId)),
    people: listablePeople(people, sees(viewer, 'protectedPerson', meeting.dialogueId)),
  }
}

function delegatesSection({ var: { reader } }: AppContext, { meeting }: Place, { entries }: Loaded) {
  return entries && <InvitationSection reader={reader} meetingId={meeting.id} entries={entries} />
}

function agendaSection(c: AppContext, { meeting }: Place, loaded: Loaded & Names) {
  const { reader } = c.var
  const at = meeting.agendaPublishedAt
  const below = paperLines({ reader, papers: loaded.papers, under: '/documents' })
  return (
    <AgendaSection
      reader={reader}
      meetingId={meeting.id}
      days={loaded.days}
      names={{ institutions: loaded.institutions, persons: loaded.people }}
      publishedAt={at ? formatInstant(reader.locale, at, meeting.zone) : null}
      mayEdit={may(viewerOf(c), 'organise', meeting.dialogueId)}
      below={(item) => [...below(item), ...linesOf(loaded, item)]}
    />
  )
}

/** What came of an item: its decisions and commitments. */
function linesOf({ decisions, commitments }: Loaded, item: Id): Cell[] {
  const decided = decisions.filter(({ itemId }) => itemId === item)
  return [
    ...decided.map((one) => ({ href: `/decisions/${one.id}`, text: decisionCode(one) })),
    ...commitmentLines(commitments.filter(({ itemId }) => itemId === item)),
  ]
}

function paperSection(c: AppContext, { meeting }: Place, { files, papers, days, cameOf }: Loaded) {
  return (
    <PaperSection
      reader={c.var.reader}
      meetingId={meeting.id}
      papers={papers}
      removed={files.filter(({ removedAt }) => removedAt !== null)}
      items={new Map(days.flatMap(({ rows }) => rows.map(({ id, title }) => [id, title])))}
      zone={meeting.zone}
      mayEdit={may(viewerOf(c), 'organise', meeting.dialogueId)}
      commitments={cameOf}
      record={
        may(viewerOf(c), 'record', meeting.dialogueId)
          ? `/dialogues/${meeting.dialogueId}/commitments/new`
          : null
      }
    />
  )
}

function recordSections(c: AppContext, { meeting, dialogue }: Place, loaded: Loaded & Names) {
  const { reader, store } = c.var
  const mayRecord = may(viewerOf(c), 'record', meeting.dialogueId)
  const shared = { reader, meetingId: meeting.id, mayRecord }
  const visible = new Set(loaded.days.flatMap((day) => day.rows.map((row) => row.id)))
  return {
    decisions: (
      <DecisionSection
        {...shared}
        decisions={loaded.decisions}
        items={loaded.items.filter((item) => visible.has(item.id))}
      />
    ),
    commitments: (
      <>
        <CommitmentSection
          {...shared}
          commitments={loaded.commitments}
          leads={loaded.leads}
          today={dateOf(store.now, dialogue.zone)}
          mayOrganise={may(viewerOf(c), 'organise', meeting.dialogueId)}
        />
        <StatusLinks
          {...shared}
          dialogueId={dialogue.id}
          requests={loaded.requests}
          mayAsk={isAhead(meeting.state) && may(viewerOf(c), 'coordinate', dialogue.id)}
        />
      </>
    ),
  }
}

function mailSection(c: AppContext, { meeting }: Place, { mail }: Loaded) {
  if (!mail) return null
  return (
    <MailSection
      reader={c.var.reader}
      meetingId={meeting.id}
      lines={mail.lines.slice(0, MAIL_SHOWN)}
      more={mail.more || mail.lines.length > MAIL_SHOWN}
      zone={viewerOf(c).zone}
    />
  )
}
