/** The whole application over load data, and every page that a route gives for it. */

import { type Loaded, load, type Size } from '../../bench/load.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'

export interface SpeedWorld extends TestApp {
  readonly loaded: Loaded
  /** An organiser with a role in every dialogue. */
  readonly organiser: TestBrowser
  readonly administrator: TestBrowser
}

/** Opens the application and fills it. */
export async function openSpeedWorld(size: Size): Promise<SpeedWorld> {
  const app = openTestApp()
  const loaded = await load(app.raw, app.store, size)
  // So that the lists of whom to phone have somebody in them, in a world of any size.
  const points = "select person_id from affiliations where role = 'focal_point'"
  app.raw.prepare(`update persons set reminders = 'off' where id in (${points})`).run()
  const roles = Object.fromEntries(loaded.dialogueIds.map((id) => [id, 'organiser' as const]))
  return {
    ...app,
    loaded,
    organiser: await app.signedIn({ rank: 'organiser', roles }),
    administrator: await app.signedIn(),
  }
}

/** What came between the meetings, by what it is. */
function betweenOf({ loaded }: SpeedWorld): Readonly<Record<string, string>> {
  const { between, dialogueIds, meetingId } = loaded
  if (!between) return {}
  const { steppedId, recurringId, statusId, templateId, planId, medicineId } = between
  return {
    'the call list': '/calls',
    'commitments without a person': '/commitments/unattended',
    'a commitment with steps': `/commitments/${steppedId}`,
    'the periods of a commitment': `/commitments/${recurringId}/periods`,
    'a commitment that recurs': `/commitments/${recurringId}`,
    'a status paper': `/status/${statusId}`,
    'a status paper by item': `/status/${statusId}?by=item`,
    'the letters of a status request': `/status/${statusId}/sending`,
    'a status paper as a table': `/status/${statusId}/paper.csv`,
    'the plans of a dialogue': `/dialogues/${dialogueIds[0]}/plans`,
    'the plans of a template': `/plans/${templateId}`,
    'a matrix of plans': `/plans/${templateId}/matrix`,
    'a matrix of plans by objective': `/plans/${templateId}/matrix?by=objective`,
    'a plan': `/plans/${templateId}/of/${planId}`,
    'the roadmaps of a dialogue': `/dialogues/${dialogueIds[0]}/roadmaps`,
    'a roadmap': `/roadmaps/${between.roadmapId}`,
    'the supply of a dialogue': `/dialogues/${dialogueIds[0]}/supply`,
    'a medicine': `/supply/${medicineId}`,
    'a medicine by region': `/supply/${medicineId}/regions`,
    'what if': `/supply/${medicineId}/what-if`,
    'who is asked for stock': `/supply/${medicineId}/asking`,
    'the places of a medicine': `/supply/${medicineId}/places`,
    'the institution that was asked most': `/institutions/${between.institutionId}`,
    'what returns with a status request': `/meetings/${meetingId}/agenda/carry-over`,
    'the timeline of a dialogue': `/commitments/timeline?dialogue=${dialogueIds[0]}`,
  }
}

/** The pages of the secretariat that show many things, by what they are. */
export function listsOf(world: SpeedWorld): Readonly<Record<string, string>> {
  const { loaded, raw } = world
  // The second one made: the same kind of thing in a world of any size.
  const of = (table: string) =>
    raw.prepare(`select id from ${table} order by rowid limit 1 offset 1`).pluck().get()
  const { meetingId, dialogueIds } = loaded
  return {
    ...betweenOf(world),
    'the start page': '/',
    'the dialogues': '/dialogues',
    'a dialogue': `/dialogues/${dialogueIds[0]}`,
    'a meeting': `/meetings/${meetingId}`,
    'the agenda': `/meetings/${meetingId}/agenda`,
    'what returns to an agenda': `/meetings/${meetingId}/agenda/carry-over`,
    'the status requests': `/dialogues/${dialogueIds[0]}/status`,
    'a new status request': `/dialogues/${dialogueIds[0]}/status/new`,
    'the board of a meeting': `/meetings/${meetingId}/invitations`,
    'the mail of a meeting on its way': `/meetings/${meetingId}/sending`,
    'the cancellation of a meeting': `/meetings/${meetingId}/cancellation`,
    'whom to invite': `/meetings/${meetingId}/invitations/new`,
    'the promises of a meeting': `/meetings/${meetingId}/promises`,
    'a new commitment': `/meetings/${meetingId}/commitments/new`,
    'the agenda as a document': `/meetings/${meetingId}/agenda.docx`,
    'the participants as a table': `/meetings/${meetingId}/participants.xlsx`,
    'the record of a meeting as a document': `/meetings/${meetingId}/minutes.docx`,
    'the commitments as a table': '/commitments.csv?show=all',
    'the commitments': '/commitments?show=all',
    'the open commitments': '/commitments',
    'the late commitments': '/commitments?show=late',
    'the silent commitments': '/commitments?show=silent',
    'the commitments of a dialogue': `/commitments?dialogue=${dialogueIds[0]}`,
    'the commitments of an institution': `/commitments?lead=${of('institutions')}`,
    'what an institution leads or supports': `/commitments?lead=${of('institutions')}&part=any&show=all`,
    'the commitments due soon': '/commitments?show=soon',
    'the undated commitments': '/commitments?show=undated',
    'the recurring commitments': '/commitments?show=recurring',
    'the commitments of a meeting': `/commitments?meeting=${meetingId}`,
    'the commitments without a person': '/commitments?person=none',
    'the commitments by slip': '/commitments?show=all&order=slip',
    'the commitments by report': '/commitments?show=all&order=report',
    'the commitments by institution': '/commitments?show=all&by=lead',
    'the commitments by dialogue': '/commitments?by=dialogue&page=3',
    'the commitments by objective': '/commitments?by=objective',
    'the commitments on a line of months': '/commitments/timeline?show=all',
    'kept views': '/filters',
    'a commitment': `/commitments/${of('commitments')}`,
    'the institutions': '/institutions',
    'an institution': `/institutions/${of('institutions')}`,
    'the people': '/people',
    'a person': `/people/${of('persons')}`,
    'the mail': '/mail',
    'the mail that failed': '/mail?show=failed',
    'a mail': `/mail/${of('outbox')}`,
    'the mail that did not arrive': '/mail/undelivered',
    'the mail that came back': '/mail/bounces',
    'the addresses that are not written to': '/mail/suppressions',
    'the mail of a person': `/people/${of('persons')}/mail`,
    'the mail of a meeting': `/meetings/${meetingId}/mail`,
  }
}

/** The pages that a personal link opens. */
export function linksOf({ loaded }: SpeedWorld): Readonly<Record<string, string>> {
  const paths = loaded.between?.paths
  return {
    'the page of a delegate': loaded.delegatePaths[0] ?? '',
    'the page to report on': loaded.reportPaths[0] ?? '',
    ...(paths && {
      'what an institution promised': paths.promises,
      'the page to answer for all': paths.status,
      'the page to report stock': paths.stock,
      'the page of a plan': paths.plan,
    }),
  }
}
