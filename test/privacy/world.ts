/** Two dialogues in which every private field holds a canary, made by the commands of the house. */

import { addItem, publishAgenda } from '../../src/agenda/commands.ts'
import type { ItemDraft } from '../../src/agenda/item.ts'
import { ensureLink, type LinkPurpose } from '../../src/auth/links.ts'
import { closeCommitment, namePerson, recordCommitment } from '../../src/commitments/commands.ts'
import type { CommitmentDraft } from '../../src/commitments/commitment.ts'
import { moveDueDate } from '../../src/commitments/due-commands.ts'
import { sendPromises } from '../../src/commitments/promise-commands.ts'
import { findCommitment } from '../../src/commitments/queries.ts'
import { reportsOf } from '../../src/commitments/record-queries.ts'
import { returnReport, takeReport, verifyCommitment } from '../../src/commitments/report-commands.ts'
import { logIncoming } from '../../src/correspondence/incoming-commands.ts'
import { setLetterhead, setTemplate } from '../../src/correspondence/letterhead-commands.ts'
import { moveDialogue, openDialogue } from '../../src/dialogues/commands.ts'
import type { AttributionRule, ParticipantList } from '../../src/dialogues/dialogue.ts'
import { addPaper } from '../../src/documents/commands.ts'
import { addInstitution, addSector } from '../../src/institutions/commands.ts'
import { inviteInstitutions } from '../../src/invitations/commands.ts'
import { loadLetters, sendLetters } from '../../src/invitations/letter-commands.ts'
import { nominate } from '../../src/invitations/nomination-commands.ts'
import { invitationList } from '../../src/invitations/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { createMeeting, moveMeeting } from '../../src/meetings/commands.ts'
import { findMeeting } from '../../src/meetings/queries.ts'
import { recordDecision } from '../../src/minutes/commands.ts'
import { addPerson } from '../../src/people/commands.ts'
import type { Actor } from '../../src/people/may.ts'
import type { Matter } from '../../src/people/visible.ts'
import { moveLine } from '../../src/supply/line-commands.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { day } from '../meetings/meetings.ts'
import { DIALOGUE, MEETING, value } from '../meetings/world.ts'
import { furnishRoadmap } from '../roadmaps/sample.ts'
import { DRAFT, furnishSupply, known } from '../supply/sample.ts'
import { type About, Aviary } from './canaries.ts'
import { regionalPlans } from './plans.ts'
import { shares } from './shares.ts'
import { statusRequests } from './status.ts'
import { stepsOfCommitment, templateOf } from './steps.ts'

export interface Rules {
  readonly attribution: AttributionRule
  readonly participantList: ParticipantList
}

/** The fixture: what is where, by the keys that {@link About} uses. */
export interface World extends TestApp {
  readonly birds: Aviary
  readonly rules: Rules
  readonly admin: Actor
  readonly ids: Readonly<Record<string, Id>>
  /** The path of somebody's personal link, made if they have none. */
  link(person: string, purpose: LinkPurpose, subject: string): Promise<string>
}

interface Building {
  readonly app: TestApp
  readonly birds: Aviary
  readonly rules: Rules
  readonly admin: Actor
  readonly ids: Record<string, Id>
}

/** Builds everything; some 200 ms. */
export async function openWorld(rules: Rules): Promise<World> {
  const app = openTestApp()
  const { personId } = await app.signedIn({ rank: 'administrator' })
  const admin: Actor = { personId, rank: 'administrator', roles: {}, speaksFor: [] }
  const building: Building = { app, birds: new Aviary(), rules, admin, ids: {} }
  building.ids.sector = value(
    await addSector(app.store, { actor: admin, code: 'S1', class: 'civil_society', names: { en: 'Sector' } }),
  )
  await foreignDialogue(building)
  await ownDialogue(building)
  const { birds, ids } = building
  return {
    ...app,
    ...{ birds, rules, admin, ids },
    link: async (person, purpose, subject) => {
      const asked = { personId: idOf(ids, person), purpose, subjectId: idOf(ids, subject) }
      const expiresAt = '2027-01-01T00:00:00.000Z' as never
      const { url, statements } = await ensureLink(app.store, { ...asked, expiresAt })
      for (const statement of statements) await app.engine.runOne(statement.compile())
      return new URL(url).pathname
    },
  }
}

/** The id behind a key. @throws Error for a key that this world does not know. */
export function idOf(ids: Readonly<Record<string, Id>>, key: string): Id {
  const id = ids[key]
  if (!id) throw new Error(`this world has no ${key}`)
  return id
}

async function foreignDialogue(b: Building): Promise<void> {
  const dialogueId = await dialogue(b, 'foreign', 'FOREIGN')
  await institution(b, 'F', { dialogue: 'foreign', meetings: ['mf'], listed: true })
  const meetingId = await meeting(b, 'mf', dialogueId, 'foreign')
  await invite(b, 'mf', 'foreign', ['F'])
  await delegate(b, { key: 'x1', meeting: 'mf', institution: 'F', dialogue: 'foreign', listed: true })
  const title = b.birds.put('agenda', { dialogue: 'foreign', meetings: ['mf'] })
  value(await addItem(b.app.store, { actor: b.admin, meetingId, item: item(title) }))
  value(await publishAgenda(b.app.store, { actor: b.admin, meetingId }))
  await decision(b, 'mf', { text: b.birds.put('decision', { dialogue: 'foreign', meetings: ['mf'] }) })
  const text = b.birds.put('commitment', { dialogue: 'foreign', institution: 'F' })
  await commitment(b, 'cf', { meeting: 'mf', text, lead: 'F' })
  value(await sendPromises(b.app.store, { actor: b.admin, meetingId }))
}

async function ownDialogue(b: Building): Promise<void> {
  const dialogueId = await dialogue(b, 'own', 'OWN')
  const all = ['m1', 'm2']
  await institution(b, 'A', { dialogue: 'own', meetings: ['m1'], parties: ['B', 'E'], listed: true })
  await institution(b, 'B', { dialogue: 'own', meetings: ['m1'], parties: ['A'], listed: true }, 'presents')
  await institution(b, 'N', { dialogue: 'own', meetings: ['m1'], listed: false }, 'never')
  await institution(b, 'E', { dialogue: 'own', meetings: [], parties: ['A'], listed: true })
  await institution(b, 'D', { dialogue: 'own', meetings: ['m2'], listed: true })
  for (const key of all) await meeting(b, key, dialogueId, 'own')
  await letterhead(b, dialogueId)
  await invite(b, 'm1', 'own', ['A', 'B', 'N', 'E'])
  await invite(b, 'm2', 'own', ['D'])
  await incomingLetter(b, dialogueId)
  await delegations(b)
  await agenda(b)
  await papers(b)
  await decisions(b)
  await commitments(b)
  await supply(b, dialogueId)
  await roadmap(b, dialogueId)
  await plans(b, dialogueId)
}

/** A's plan was approved and reported on, E drafts its own: neither is for the other. */
async function plans({ app, birds, admin, ids }: Building, dialogueId: Id): Promise<void> {
  const { approved, drafted } = await regionalPlans(app.store, {
    ...{ actor: admin, dialogueId },
    owner: [idOf(ids, 'A'), idOf(ids, 'fA')],
    drafter: [idOf(ids, 'E'), idOf(ids, 'fE')],
    word: () => birds.put('dialogue', { dialogue: 'own', ...insiders('own') }),
    ofOwner: birds.put('report', { dialogue: 'own', institution: 'A' }),
    ofDrafter: birds.put('report', { dialogue: 'own', institution: 'E' }),
  })
  ids['p/A'] = approved
  ids['p/E'] = drafted
}

/** A running roadmap of which every word is a canary. */
async function roadmap({ app, birds, admin, ids }: Building, dialogueId: Id): Promise<void> {
  const words = () => birds.put('dialogue', { dialogue: 'own' })
  const made = await furnishRoadmap(app.store, { actor: admin, dialogueId, closed: true, words })
  ids.roadmap = made.roadmap
  ids.indicator = made.indicator
}

/** A medicine with a delivery: its name for the dialogue, its contract and permit for those who coordinate. */
async function supply({ app, birds, admin, ids }: Building, dialogueId: Id): Promise<void> {
  const { store } = app
  const word = (matter: Matter) => birds.put(matter, { dialogue: 'own' })
  const draft = { ...DRAFT, names: { ru: word('supply') }, units: { ru: word('supply') } }
  const words = {
    contract: word('shipment'),
    permit: word('shipment'),
    scenario: { name: word('shipment'), note: word('shipment') },
  }
  const asked = { actor: admin, dialogueId, institutionId: idOf(ids, 'A'), draft, ...words }
  const { medicine: id, pipelineLine: lineId } = await furnishSupply(store, asked)
  const { version } = (await known(store, admin, id)).medicine
  const move = { expectedOn: localDate('2026-03-01'), quantity: 1_080, reason: word('shipment') }
  value(await moveLine(store, { actor: admin, id, lineId, version, move }))
  ids.medicine = id
  ids.delivery = lineId
}

async function letterhead({ app, birds, admin }: Building, dialogueId: Id): Promise<void> {
  // Every institution that is written to reads these.
  const word = () => birds.put('dialogue', { dialogue: 'own', meetings: ['m1', 'm2'], ...insiders('own') })
  const draft = {
    numberPattern: '',
    texts: { en: { names: word(), contact: word() } },
    signatories: [{ en: { name: word(), title: word() } }],
  }
  value(await setLetterhead(app.store, { actor: admin, dialogueId, version: 0, draft }))
  const asked = { actor: admin, dialogueId, version: 1, kind: 'thanks', texts: { en: word() } } as const
  value(await setTemplate(app.store, asked))
}

async function incomingLetter({ app, birds, admin, ids }: Building, dialogueId: Id): Promise<void> {
  const draft = {
    number: '1',
    date: localDate('2026-01-14'),
    receivedOn: localDate('2026-01-15'),
    institutionId: idOf(ids, 'A'),
    replyToId: null,
    kind: 'other',
    note: birds.put('letter', { dialogue: 'own' }),
  } as const
  const asked = { actor: admin, dialogueId, draft, file: null, source: '' }
  value(await logIncoming(app.store, asked, async () => ({ ok: true, value: undefined })))
}

async function delegations(b: Building): Promise<void> {
  const own = { meeting: 'm1', dialogue: 'own' } as const
  await delegate(b, { ...own, key: 'a1', institution: 'A', listed: true })
  await delegate(b, { ...own, key: 'a2', institution: 'A', listed: false })
  await delegate(b, { ...own, key: 'b1', institution: 'B', listed: true })
  await delegate(b, { ...own, key: 'b2', institution: 'B', listed: true, protected: true })
  await delegate(b, { ...own, key: 'b3', institution: 'B', listed: false, presents: true })
  await delegate(b, { ...own, key: 'n1', institution: 'N', listed: true })
  await delegate(b, { key: 'd1', meeting: 'm2', dialogue: 'own', institution: 'D', listed: true })
  const reason = b.birds.put('letter', { dialogue: 'own', institution: 'E' })
  const regrets = await link(b, 'fE', 'nominate', 'm1/E')
  const version = String((await invitationOf(b, 'm1', 'E')).version)
  const sent = await b.app.visitor().post(`${regrets}/regrets`, { version, reason })
  if (sent.status !== 303) throw new Error(`regrets: ${sent.status}`)
}

async function agenda(b: Building): Promise<void> {
  const { app, admin, birds, ids } = b
  const meetingId = idOf(ids, 'm1')
  const add = async (key: string, changes: Partial<ItemDraft>, matter: Matter = 'agenda') => {
    const title = birds.put(matter, { dialogue: 'own', meetings: ['m1'] })
    ids[key] = value(
      await addItem(app.store, { actor: admin, meetingId, item: { ...item(title), ...changes } }),
    )
  }
  await add('open', { presenterInstitutionId: idOf(ids, 'B'), presenterPersonId: idOf(ids, 'b3') })
  await add('byProtected', { presenterInstitutionId: idOf(ids, 'N'), presenterPersonId: idOf(ids, 'b2') })
  await add('closed', { visibility: 'closed', presenterPersonId: idOf(ids, 'a2') }, 'closedAgenda')
  value(await publishAgenda(app.store, { actor: admin, meetingId }))
  await add('draft', {}, 'closedAgenda')
}

/** A file whose name and words are canaries of the same matter. */
function file(birds: Aviary, matter: Matter, about: About) {
  const bytes = new TextEncoder().encode(birds.put(matter, about))
  return { name: `${birds.put(matter, about)}.txt`, mediaType: 'text/plain', bytes }
}

/** Papers of a meeting, of an open and of a closed item; each title, name and content. */
async function papers({ app, admin, birds, ids }: Building): Promise<void> {
  const about = { dialogue: 'own', meetings: ['m1'] } as const
  const add = async (matter: Matter, item: string | null) =>
    value(
      await addPaper(app.store, {
        actor: admin,
        meetingId: idOf(ids, 'm1'),
        paperId: null,
        itemId: item && idOf(ids, item),
        title: birds.put(matter, about),
        lang: 'ru',
        file: file(birds, matter, about),
      }),
    )
  await add('agenda', null)
  await add('agenda', 'open')
  await add('closedAgenda', 'closed')
  await add('closedAgenda', 'draft')
}

async function decisions(b: Building): Promise<void> {
  const about = { dialogue: 'own', meetings: ['m1'] } as const
  const reservations = b.birds.put('reservation', about)
  await decision(b, 'm1', { text: b.birds.put('decision', about), reservations, item: 'open' }, 'adopted')
  await decision(b, 'm1', { text: b.birds.put('draftDecision', about), adopted: false }, 'proposed')
  await decision(b, 'm1', { text: b.birds.put('draftDecision', about), item: 'closed' }, 'underClosed')
}

async function commitments(b: Building): Promise<void> {
  const { app, admin, birds, ids } = b
  const led = { dialogue: 'own', institution: 'A', parties: ['B'] } as const
  await person(b, 'o1', ['person', 'directory'], { dialogue: 'own', institution: 'A' })
  await person(b, 'po', ['protectedPerson', 'directory'], { dialogue: 'own', institution: 'B' })
  const open = { meeting: 'm1', lead: 'A', supporters: ['B'], verifier: 'B' }
  await commitment(b, 'c1', {
    ...open,
    text: birds.put('commitment', led),
    item: 'closed',
    decision: 'proposed',
  })
  value(await namePerson(app.store, { actor: admin, id: idOf(ids, 'c1'), personId: idOf(ids, 'o1') }))
  const closed = birds.put('closedCommitment', led)
  await commitment(b, 'c2', { ...open, text: closed, changes: { visibility: 'closed' } })
  await commitment(b, 'c3', { ...open, text: birds.put('closedCommitment', led), changes: { agreed: false } })
  const byB = birds.put('commitment', { dialogue: 'own', institution: 'B' })
  await commitment(b, 'c4', { meeting: 'm1', lead: 'B', text: byB })
  value(await namePerson(app.store, { actor: admin, id: idOf(ids, 'c4'), personId: idOf(ids, 'po') }))
  const byN = birds.put('commitment', { dialogue: 'own', institution: 'N' })
  await commitment(b, 'c5', { meeting: 'm1', lead: 'N', text: byN })
  const dropped = birds.put('commitment', led)
  await commitment(b, 'c6', { ...open, text: dropped })
  const reason = birds.put('commitment', led)
  const closing = { actor: admin, id: idOf(ids, 'c6'), to: 'dropped', reason, decisionId: null } as const
  value(await closeCommitment(app.store, closing))
  const joint = birds.put('commitment', { dialogue: 'own', institution: 'A', parties: ['B', 'E'] })
  await commitment(b, 'c7', { meeting: 'm1', lead: 'A', supporters: ['B', 'E'], text: joint })
  await shares(b, idOf(ids, 'c7'))
  value(await sendPromises(app.store, { actor: admin, meetingId: idOf(ids, 'm1') }))
  await reports(b)
  const parts = await statusRequests(app.store, {
    actor: admin,
    dialogueId: idOf(ids, 'own'),
    commitmentIds: ['c1', 'c2', 'c4', 'c5'].map((key) => idOf(ids, key)),
    word: () => birds.put('commitment', { dialogue: 'own', institution: 'A', parties: ['B', 'N'] }),
  })
  ids['s1/A'] = parts.find(({ institutionId }) => institutionId === idOf(ids, 'A'))?.id ?? ''
}

async function reports({ app, admin, birds, ids }: Building): Promise<void> {
  const about = { dialogue: 'own', institution: 'A', parties: ['B'] } as const
  const id = idOf(ids, 'c1')
  const word = (matter: Matter) => birds.put(matter, about)
  const report = async () => {
    const { version } = (await findCommitment(app.store, id, 'all')) ?? { version: 0 }
    const noted = { actor: admin, id, version, channel: 'phone', claim: 'done' } as const
    const words = { text: word('report'), evidence: word('report'), source: word('source') }
    value(await takeReport(app.store, { ...noted, ...words, file: file(birds, 'report', about) }))
    return (await reportsOf(app.store, [id]))[0]?.id ?? ''
  }
  const due = { dueOn: localDate('2026-01-12'), duePrecision: 'day', reviewOn: null } as const
  const move = { due, reason: word('report'), requestedBy: word('source') }
  value(await moveDueDate(app.store, { actor: admin, id, ...move }))
  value(await returnReport(app.store, { actor: admin, id, reportId: await report(), reason: word('report') }))
  await stepsOfCommitment(app.store, { actor: admin, id, word })
  const kept = () => birds.put('dialogue', { dialogue: 'own', ...insiders('own') })
  await templateOf(app.store, { actor: admin, id, word: kept })
  await report()
  const institutionId = idOf(ids, 'B')
  const answer = { by: 'noted', institutionId, result: 'partly', text: word('report') } as const
  value(await verifyCommitment(app.store, { actor: admin, id, ...answer }))
  await report()
}

async function dialogue(b: Building, place: 'own' | 'foreign', code: string): Promise<Id> {
  const { app, admin, birds, rules } = b
  const word = () =>
    birds.put('dialogue', {
      dialogue: place,
      meetings: place === 'own' ? ['m1', 'm2'] : ['mf'],
      ...insiders(place),
    })
  const texts = { title: { ru: word() }, mandate: { ru: word() }, project: word(), funder: word() }
  const id = value(await openDialogue(app.store, { actor: admin, ...DIALOGUE, ...rules, code, ...texts }))
  value(await moveDialogue(app.store, { actor: admin, id, move: 'activation' }))
  b.ids[place] = id
  return id
}

/** Every institution of a dialogue may be told what the dialogue is. */
function insiders(place: 'own' | 'foreign'): Pick<About, 'parties'> {
  return { parties: place === 'own' ? ['A', 'B', 'N', 'E', 'D'] : ['F'] }
}

async function meeting(b: Building, key: string, dialogueId: Id, place: 'own' | 'foreign'): Promise<Id> {
  const { app, admin, birds, rules } = b
  const word = () => birds.put('meeting', { dialogue: place, meetings: [key, `letter:${key}`] })
  const id = value(
    await createMeeting(app.store, {
      actor: admin,
      dialogueId,
      ...MEETING,
      ...rules,
      days: [day(key === 'm2' ? '2026-05-14' : '2026-04-14', '09:00', '17:30')],
      title: { ru: word() },
      venue: { ru: word() },
      link: `https://${word()}.example.org/`,
    }),
  )
  value(await moveMeeting(app.store, { actor: admin, id, move: 'announcement' }))
  b.ids[key] = id
  return id
}

async function institution(
  b: Building,
  key: string,
  about: About,
  kind: 'members' | 'never' | 'presents' = 'members',
): Promise<void> {
  const { app, admin, birds, ids, rules } = b
  const whose = { ...about, institution: key }
  const presents =
    kind === 'presents' && rules.attribution !== 'chatham_house' ? (['presenter'] as const) : []
  const matter: readonly Matter[] = kind === 'never' ? ['unlistedInstitution'] : ['institution', ...presents]
  const fields = {
    sectorId: idOf(ids, 'sector'),
    country: 'KZ',
    precedence: 10,
    listable: kind === 'never' ? 'never' : 'members',
    letterLanguages: ['ru'],
    zone: zone('Asia/Almaty'),
    holidayCalendar: 'KZ',
    officialMail: `${birds.put('institutionRecord', whose)}@example.org`,
  } as const
  const names = {
    official: { ru: birds.put(matter, whose) },
    short: { ru: birds.put(matter, whose) },
    from: localDate('0001-01-01'),
  }
  ids[key] = value(await addInstitution(app.store, { actor: admin, fields, names }))
  await person(b, `f${key}`, ['person', 'directory'], { ...about, institution: key })
}

/** Somebody of an institution: name, position, address and telephone are canaries. */
async function person(b: Building, key: string, matters: readonly Matter[], about: About): Promise<void> {
  const { app, admin, birds, ids } = b
  const hidden = matters.some((matter) => matter.startsWith('protected'))
  const whose = { ...about, person: key }
  const word = () => birds.put(matters, whose)
  const parts = { surname: word(), given: word(), patronymic: word(), salutation: word(), position: word() }
  const fields = {
    names: { ru: parts },
    readingLang: 'ru',
    zone: zone('Asia/Almaty'),
    holidayCalendar: 'KZ',
    email: `${birds.put('contact', whose)}@example.org`,
    phone: birds.put('contact', whose),
    protected: hidden,
  } as const
  const affiliation = {
    institutionId: idOf(ids, about.institution ?? ''),
    role: key.startsWith('f') ? 'focal_point' : 'member',
    from: localDate('2020-01-01'),
  } as const
  ids[key] = value(await addPerson(app.store, { actor: admin, fields, affiliation }))
}

async function invite(
  { app, admin, birds, ids }: Building,
  key: string,
  place: 'own' | 'foreign',
  institutions: readonly string[],
): Promise<void> {
  const meetingId = idOf(ids, key)
  const asked = { capacity: 'member', seats: 4, replyBy: null } as const
  const institutionIds = institutions.map((one) => idOf(ids, one))
  value(await inviteInstitutions(app.store, { actor: admin, meetingId, institutionIds, ...asked }))
  for (const invitation of await invitationList(app.store, meetingId)) {
    const institutionKey = institutions.find((one) => ids[one] === invitation.institutionId) ?? ''
    ids[`${key}/${institutionKey}`] = invitation.id
    const about = { dialogue: place, institution: institutionKey } as const
    app.raw
      .prepare('update invitations set letter_number = ?, addressee = ? where id = ?')
      .run(birds.put('letter', about), birds.put('letter', about), invitation.id)
  }
  const found = await findMeeting(app.store, meetingId, 'all')
  if (!found) throw new Error('the meeting of this test is not there')
  const { seen } = await loadLetters(app.store, found)
  const invitationIds = institutions.map((one) => idOf(ids, `${key}/${one}`))
  value(await sendLetters(app.store, { actor: admin, meetingId, invitationIds, seen, locale: 'ru' }))
}

async function invitationOf({ app, ids }: Building, meetingKey: string, institutionKey: string) {
  const found = (await invitationList(app.store, idOf(ids, meetingKey))).find(
    (one) => one.institutionId === ids[institutionKey],
  )
  if (!found) throw new Error('not invited')
  return found
}

interface Named {
  readonly key: string
  readonly meeting: string
  readonly institution: string
  readonly dialogue: 'own' | 'foreign'
  readonly listed: boolean
  readonly protected?: boolean
  readonly presents?: boolean
}

async function delegate(b: Building, named: Named): Promise<void> {
  const { app, admin, birds, ids, rules } = b
  const { key, meeting: meetingKey, institution: institutionKey, listed } = named
  const about = { dialogue: named.dialogue, institution: institutionKey, meetings: [meetingKey], listed }
  const presents = named.presents && rules.attribution === 'attributed' ? (['presenter'] as const) : []
  const matter = named.protected ? 'protectedDelegate' : 'delegate'
  await person(b, key, [matter, 'directory', ...presents], about)
  const email = app.raw
    .prepare('select email from persons where id = ?')
    .pluck()
    .get(idOf(ids, key)) as string
  const invitation = await invitationOf(b, meetingKey, institutionKey)
  const id = value(
    await nominate(app.store, {
      actor: admin,
      by: 'organiser',
      invitationId: invitation.id,
      version: invitation.version,
      channel: 'phone',
      source: birds.put('letter', { dialogue: named.dialogue, institution: institutionKey }),
      person: { role: 'member', names: {}, readingLang: 'ru', email } as never,
    }),
  )
  ids[`seat:${key}`] = id
  const comment = birds.put('comment', { dialogue: named.dialogue, person: key })
  const own = await link(b, key, 'attend', `seat:${key}`)
  const form = { answer: 'accepted', comment, date_version: '1', ...(listed ? { listing: '1' } : {}) }
  const sent = await app.visitor().post(`${own}/answers`, form)
  if (sent.status !== 303) throw new Error(`answer: ${sent.status}`)
  // Consent is only asked for where names are listed; here it stands as given.
  app.raw.prepare('update delegates set listing_consent = ? where id = ?').run(listed ? 1 : 0, id)
  inbound(b, named, id)
}

/** An answer by mail that waits for a decision, and a report that a mail of ours did not arrive. */
function inbound({ app, birds, ids }: Building, { key, meeting, dialogue }: Named, delegateId: Id): void {
  const put = (matter: Matter) => birds.put(matter, { dialogue, person: key })
  const insert = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row)
    const holes = names.map((name) => `@${name}`)
    app.raw.prepare(`insert into ${table} (${names.join()}) values (${holes.join()})`).run(row)
  }
  const at = app.store.now
  const meeting_id = idOf(ids, meeting)
  const from_address = `${put('mail')}@example.org`
  const mail_id = `mail-${delegateId}`
  const common = { meeting_id, from_address, version: 1 }
  insert('inbound_mails', {
    id: mail_id,
    received_at: at,
    verdict: 'calendar',
    outcome: 'review',
    ...common,
  })
  insert('inbound_answers', {
    id: app.store.newId(),
    mail_id,
    delegate_id: delegateId,
    kind: 'answer',
    reason: 'other_address',
    from_name: put('mail'),
    attendee_address: `${put('mail')}@example.org`,
    partstat: 'declined',
    proposed: put('comment'),
    comment: put('comment'),
    sequence: 0,
    answered_at: at,
    state: 'open',
    ...common,
  })
  const outbox_id = app.raw
    .prepare('select id from outbox where meeting_id = ? order by id limit 1')
    .pluck()
    .get(meeting_id)
  const address = `${put('contact')}@example.org`
  const report = { class: 'soft', status: '4.2.2', words: put('mail'), at, version: 1 }
  insert('bounces', { id: app.store.newId(), outbox_id, address, ...report })
  const settled = { channel: 'phone', settled_on: '2026-01-10', recorded_by: delegateId, recorded_at: at }
  const told = app.raw.prepare('select 1 from mail_settlements where outbox_id = ?').get(outbox_id)
  if (!told) insert('mail_settlements', { outbox_id, note: put('mail'), version: 1, ...settled })
  const phoned = { result: 'talked', next_on: '2026-01-22', called_by: delegateId, at }
  for (const { id: commitment_id } of app.raw.prepare('select id from commitments').all() as { id: string }[])
    if (!app.raw.prepare('select 1 from call_notes where commitment_id = ?').get(commitment_id))
      insert('call_notes', { id: app.store.newId(), commitment_id, words: put('mail'), ...phoned })
  insert('suppression_liftings', {
    id: app.store.newId(),
    address: `${put('contact')}@example.org`,
    scope: 'all',
    reason: 'hard',
    since: at,
    basis: 'works',
    note: put('contact'),
    lifted_by: delegateId,
    lifted_at: at,
    version: 1,
  })
}

async function link(b: Building, person: string, purpose: LinkPurpose, subject: string): Promise<string> {
  const { app, ids } = b
  const asked = { personId: idOf(ids, person), purpose, subjectId: idOf(ids, subject) }
  const expiresAt = '2027-01-01T00:00:00.000Z' as never
  const { url, statements } = await ensureLink(app.store, { ...asked, expiresAt })
  for (const statement of statements) await app.engine.runOne(statement.compile())
  return new URL(url).pathname
}

function item(title: string): ItemDraft {
  return {
    day: localDate('2026-04-14'),
    kind: 'discussion',
    isBreak: false,
    minutes: 30,
    presenterInstitutionId: null,
    presenterPersonId: null,
    attribution: null,
    visibility: 'members',
    title: { ru: title },
  }
}

async function decision(
  { app, admin, ids }: Building,
  meetingKey: string,
  asked: { text: string; reservations?: string; item?: string; adopted?: boolean },
  key = `d:${meetingKey}`,
): Promise<void> {
  ids[key] = value(
    await recordDecision(app.store, {
      actor: admin,
      meetingId: idOf(ids, meetingKey),
      text: { ru: asked.text },
      authoritative: 'ru',
      itemId: asked.item ? idOf(ids, asked.item) : null,
      method: 'consensus',
      ...{ votesFor: null, votesAgainst: null, votesAbstained: null },
      reservations: asked.reservations ?? '',
      adopted: asked.adopted ?? true,
    }),
  )
}

interface Promised {
  readonly meeting: string
  readonly text: string
  readonly lead: string
  readonly supporters?: readonly string[]
  readonly verifier?: string
  readonly item?: string
  readonly decision?: string
  readonly changes?: Partial<CommitmentDraft>
}

async function commitment({ app, admin, ids }: Building, key: string, asked: Promised): Promise<void> {
  ids[key] = value(
    await recordCommitment(app.store, {
      actor: admin,
      meetingId: idOf(ids, asked.meeting),
      text: { ru: asked.text },
      authoritative: 'ru',
      leadId: idOf(ids, asked.lead),
      supporterIds: (asked.supporters ?? []).map((one) => idOf(ids, one)),
      verifierId: asked.verifier ? idOf(ids, asked.verifier) : null,
      itemId: asked.item ? idOf(ids, asked.item) : null,
      decisionId: asked.decision ? idOf(ids, asked.decision) : null,
      visibility: 'members',
      due: { dueOn: localDate('2026-01-10'), duePrecision: 'day', reviewOn: null },
      agreed: true,
      ...asked.changes,
    }),
  )
}
