/** The demonstration: an instance with the example, and one link for each kind of user who comes to it. */

import { consoleSignIn, makeFirstOrganiser } from '../auth/commands.ts'
import { type LinkPurpose, linkUrls } from '../auth/links.ts'
import { delegatesOfMeeting, invitationList } from '../invitations/queries.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import { zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Store } from '../store/store.ts'
import { placesOf } from '../supply/queries.ts'
import { loadExample } from './commands.ts'
import { must, named } from './moment.ts'
import { idOf, type Scene } from './scene.ts'

/** What the demonstration needs of a running server. */
interface DemoServer {
  openStore(at?: string): Store
  isNew(): Promise<boolean>
}

interface DemoLink {
  readonly who: string
  readonly url: string
}

/** The links are for looking around, so they last whatever the date is. */
const LINK_LIFE = { days: 30 }

const ORGANISER = {
  names: {
    en: {
      surname: 'Omarova',
      given: 'Zarina',
      patronymic: 'Askarovna',
      salutation: '',
      position: 'Organiser',
    },
    ru: {
      surname: 'Омарова',
      given: 'Зарина',
      patronymic: 'Аскаровна',
      salutation: '',
      position: 'Организатор',
    },
    kk: {
      surname: 'Омарова',
      given: 'Зарина',
      patronymic: 'Асқарқызы',
      salutation: '',
      position: 'Ұйымдастырушы',
    },
  },
  email: 'zarina.omarova@example.org',
  locale: 'en',
  zone: zone('Asia/Almaty'),
  holidayCalendar: 'KZ',
  userAgent: '',
} as const

/**
 * Makes the first organiser of an empty instance, loads the example and gives the links. Sign-in links work
 * once and for ten minutes; the others for thirty days.
 * @throws Error on an instance that is in use already.
 */
export async function demoLinks(server: DemoServer): Promise<DemoLink[]> {
  if (!(await server.isNew())) throw new Error('the demonstration needs an empty instance')
  const organiser = must(await makeFirstOrganiser(server.openStore(), ORGANISER), 'the organiser')
  const scene = await loadExample((instant) => server.openStore(instant), organiser.personId)
  const store = server.openStore()
  return [
    await signIn(store, 'organiser', organiser.personId),
    await signIn(store, 'coordinator', named(scene.people, 'madina.yessenova')),
    ...(await personalLinks(store, scene)),
  ]
}

async function signIn(store: Store, who: string, personId: Id): Promise<DemoLink> {
  return { who, url: must(await consoleSignIn(store, personId), who) }
}

interface Personal {
  readonly who: string
  readonly person: string
  readonly purpose: LinkPurpose
  readonly subjectId: Id
}

async function personalLinks(store: Store, scene: Scene): Promise<DemoLink[]> {
  const wanted = await personalPages(store, scene)
  const expiresAt = plus(store.now, LINK_LIFE)
  const { urls, statements } = await linkUrls(
    store,
    wanted.map(({ person, purpose, subjectId }) => ({
      personId: named(scene.people, person),
      purpose,
      subjectId,
      expiresAt,
    })),
  )
  const actorId = scene.actor.personId
  const fact = recordFact(store, { id: store.newId(), version: 0 }, { kind: 'example.links_made', actorId })
  must(await store.commit([fact, statements], null), 'the links')
  return wanted.map(({ who }, at) => ({ who, url: urls[at] ?? '' }))
}

/**
 * A focal point who has not answered, a delegate, an owner who is late, a verifier, an institution with all it promised, a
 * region that owes stock reports, mail settings.
 */
async function personalPages(store: Store, scene: Scene): Promise<Personal[]> {
  const meetingId = idOf(scene, 'M3')
  const [invitations, delegates, places] = await Promise.all([
    invitationList(store, meetingId),
    delegatesOfMeeting(store, meetingId),
    placesOf(store, [idOf(scene, 'S-methadone')]),
  ])
  const asked = invitations.find((entry) => entry.institutionId === named(scene.institutions, 'GPO'))
  const delegate = delegates.find((entry) => entry.personId === named(scene.people, 'aliya.ospanova'))
  const silent = places.find((entry) => entry.institutionId === named(scene.institutions, 'REG-12'))
  return [
    { who: 'focal point', person: 'qasym.bekturov', purpose: 'nominate', subjectId: asked?.id ?? '' },
    { who: 'delegate', person: 'aliya.ospanova', purpose: 'attend', subjectId: delegate?.id ?? '' },
    { who: 'owner', person: 'umit.sarsenbayeva', purpose: 'report', subjectId: idOf(scene, 'C-07') },
    { who: 'verifier', person: 'anna.keller', purpose: 'verify', subjectId: idOf(scene, 'C-02') },
    {
      who: 'institution',
      person: 'yerlan.sultanov',
      purpose: 'promises',
      subjectId: named(scene.institutions, 'DIST'),
    },
    { who: 'region', person: 'anna.belova', purpose: 'stock', subjectId: silent?.id ?? '' },
    {
      who: 'regional plan',
      person: 'yerlan.abdrakhman',
      purpose: 'plan',
      subjectId: idOf(scene, 'P-2026/REG-01'),
    },
    {
      who: 'ministry',
      person: 'aigerim.seitkali',
      purpose: 'plan',
      subjectId: idOf(scene, 'P-2026/REG-01'),
    },
    {
      who: 'mail settings',
      person: 'umit.sarsenbayeva',
      purpose: 'preferences',
      subjectId: named(scene.people, 'umit.sarsenbayeva'),
    },
  ]
}
