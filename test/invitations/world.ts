/** A dialogue with an announced meeting, institutions with focal points, and the application over it. */

import { moveDialogue, openDialogue } from '../../src/dialogues/commands.ts'
import { addInstitution, addSector } from '../../src/institutions/commands.ts'
import type { SectorClass } from '../../src/institutions/institution.ts'
import { inviteInstitutions } from '../../src/invitations/commands.ts'
import type { NamedPerson } from '../../src/invitations/forms.ts'
import type { Invitation } from '../../src/invitations/invitation.ts'
import { loadLetters, sendLetters } from '../../src/invitations/letter-commands.ts'
import { invitationList } from '../../src/invitations/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import { zone } from '../../src/kernel/zone.ts'
import { createMeeting, editMeeting, moveMeeting } from '../../src/meetings/commands.ts'
import type { Meeting, MeetingDraft } from '../../src/meetings/meeting.ts'
import { findMeeting } from '../../src/meetings/queries.ts'
import type { MeetingMove } from '../../src/meetings/state.ts'
import type { Actor } from '../../src/people/may.ts'
import { newAffiliation, newPerson } from '../../src/people/persons.ts'
import type { OutboxTable } from '../../src/store/followup-schema.ts'
import type { Store } from '../../src/store/store.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { day } from '../meetings/meetings.ts'
import { DIALOGUE, value } from '../meetings/world.ts'

/** The meeting that delegates are named for: 14 April 2026 in Astana. */
export const MEETING: MeetingDraft = {
  kind: 'dialogue',
  format: 'in_person',
  zone: zone('Asia/Almaty'),
  days: [day('2026-04-14', '09:00', '17:30')],
  title: { kk: 'Екінші диалог', ru: 'Второй диалог', en: 'Second dialogue' },
  venue: { kk: 'Астана, Мысал көшесі, 8', ru: 'Астана, ул. Примерная, 8', en: 'Astana, 8 Example Street' },
  link: '',
  languages: ['kk', 'ru'],
  interpretation: ['en'],
  attribution: 'attributed',
  previousMeetingId: null,
}

export interface NewInstitution {
  readonly name: string
  readonly sector?: SectorClass
  readonly languages?: readonly Locale[]
  readonly listable?: 'public' | 'members' | 'never'
  readonly precedence?: number
  /** Addresses of focal points; each reads the first language of the letters. */
  readonly focal?: readonly string[]
}

export interface World extends TestApp {
  readonly actor: Actor
  readonly organiser: TestBrowser
  readonly dialogueId: Id
  readonly meetingId: Id
  institution(asked: NewInstitution): Promise<Id>
  /** Invites and sends, and gives the invitation. */
  invited(institutionId: Id, seats?: number): Promise<Invitation>
  invitation(institutionId: Id): Promise<Invitation>
  meeting(): Promise<Meeting>
  edit(changes: Partial<MeetingDraft>): Promise<void>
  move(name: MeetingMove): Promise<void>
  /** All mails, oldest first, with the ones left out that were skipped. */
  mails(kind?: string): OutboxTable[]
  /** The path `/p/…` in the latest mail to an address. */
  linkTo(address: string): string
  /** Marks all waiting mail as sent, as delivery would. */
  deliver(): void
}

/** Opens the world; the meeting is announced. */
export async function openWorld(changes: Partial<MeetingDraft> = {}): Promise<World> {
  const app = openTestApp()
  const { store } = app
  const opener = await app.signedIn({ rank: 'organiser' })
  const founder: Actor = { personId: opener.personId, rank: 'organiser', roles: {}, speaksFor: [] }
  const dialogueId = value(
    await openDialogue(store, {
      actor: founder,
      ...DIALOGUE,
      title: { ...DIALOGUE.title, kk: 'Көпжақты диалог' },
    }),
  )
  const actor: Actor = { ...founder, roles: { [dialogueId]: ['organiser'] } }
  value(await moveDialogue(store, { actor, id: dialogueId, move: 'activation' }))
  const meetingId = value(await createMeeting(store, { actor, dialogueId, ...MEETING, ...changes }))
  value(await moveMeeting(store, { actor, id: meetingId, move: 'announcement' }))
  const organiser = opener
  const meeting = async () => {
    const found = await findMeeting(app.now(), meetingId, 'all')
    if (!found) throw new Error('the meeting of this test is not there')
    return found
  }
  const invitation = async (institutionId: Id) => {
    const found = (await invitationList(app.now(), meetingId)).find(
      (one) => one.institutionId === institutionId,
    )
    if (!found) throw new Error('not invited')
    return found
  }
  return {
    ...app,
    actor,
    organiser,
    dialogueId,
    meetingId,
    meeting,
    invitation,
    institution: (asked) => addOne(app.now(), actor, asked),
    invited: async (institutionId, seats = 3) => {
      const at = app.now()
      value(
        await inviteInstitutions(at, {
          actor,
          meetingId,
          institutionIds: [institutionId],
          capacity: 'member',
          seats,
          replyBy: null,
        }),
      )
      const { id } = await invitation(institutionId)
      const { seen } = await loadLetters(at, await meeting())
      value(await sendLetters(at, { actor, meetingId, invitationIds: [id], seen, locale: 'en' }))
      return invitation(institutionId)
    },
    edit: async (edits) => {
      const { version } = await meeting()
      value(await editMeeting(app.now(), { actor, id: meetingId, version, ...MEETING, ...changes, ...edits }))
    },
    move: async (move) => {
      value(await moveMeeting(app.now(), { actor, id: meetingId, move }))
    },
    mails: (kind) => {
      const rows = app.raw.prepare("select * from outbox where state <> 'skipped' order by rowid").all()
      return (rows as OutboxTable[]).filter((row) => kind === undefined || row.kind === kind)
    },
    linkTo: (address) => {
      const row = app.raw
        .prepare(
          "select body_text from outbox where to_address = ? and body_text like '%/p/%' order by rowid desc",
        )
        .get(address) as { body_text: string } | undefined
      const [path] = /\/p\/[\w-]+/.exec(row?.body_text ?? '') ?? []
      if (!path) throw new Error(`no link was mailed to ${address}`)
      return path
    },
    deliver: () => void app.raw.prepare("update outbox set state = 'sent' where state = 'queued'").run(),
  }
}

/** Somebody an institution names. */
export function somebody(changes: Partial<NamedPerson> & { readonly version: number }): NamedPerson {
  const parts = { given: 'Дана', patronymic: '', salutation: '', position: 'Врач' }
  return {
    role: 'member',
    names: { ru: { surname: 'Ахметова', ...parts } },
    readingLang: 'ru',
    email: 'dana@health.example',
    ...changes,
  }
}

/** The form that names somebody, as a browser sends it. */
export function namingForm(changes: Record<string, string> = {}): Record<string, string> {
  return {
    role: 'member',
    reading: 'ru',
    surname: 'Ахметова',
    given: 'Дана',
    patronymic: '',
    position: 'Врач',
    email: 'dana@health.example',
    ...changes,
  }
}

async function addOne(store: Store, actor: Actor, asked: NewInstitution): Promise<Id> {
  const languages = asked.languages ?? ['kk', 'ru']
  const sectorId = await sectorOf(store, actor, asked.sector ?? 'state_health')
  const official = Object.fromEntries(languages.map((lang) => [lang, asked.name]))
  const id = value(
    await addInstitution(store, {
      actor,
      fields: {
        sectorId,
        country: 'KZ',
        precedence: asked.precedence ?? 10,
        listable: asked.listable ?? 'members',
        letterLanguages: languages,
        zone: zone('Asia/Almaty'),
        holidayCalendar: 'KZ',
        officialMail: '',
      },
      names: { official, short: {}, from: localDate('0001-01-01') },
    }),
  )
  for (const email of asked.focal ?? [])
    await addFocalPoint(store, { institutionId: id, email, lang: languages[0] ?? 'ru' })
  return id
}

/** A contact person of an institution. */
export async function addFocalPoint(
  store: Store,
  { institutionId, email, lang }: { institutionId: Id; email: string; lang: Locale },
): Promise<Id> {
  const surname = email.split('@')[0] ?? ''
  const person = newPerson(store, {
    names: { [lang]: { surname, given: '', patronymic: '', salutation: '', position: '' } },
    readingLang: lang,
    zone: zone('Asia/Almaty'),
    email,
    actorId: 'system',
  })
  const from = localDate('2020-01-01')
  const speaks = newAffiliation(store, {
    personId: person.id,
    institutionId,
    role: 'focal_point',
    from,
    actorId: 'system',
  })
  return value(
    await store.commit([person.fact, person.statements, speaks.fact, speaks.statements], person.id),
  )
}

async function sectorOf(store: Store, actor: Actor, sector: SectorClass): Promise<Id> {
  const known = await store.db
    .selectFrom('sectors')
    .select('id')
    .where('code', '=', sector)
    .executeTakeFirst()
  return (
    known?.id ?? value(await addSector(store, { actor, code: sector, class: sector, names: { en: sector } }))
  )
}
