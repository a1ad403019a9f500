/** One instance under test: its folder or database, its people, its relay, its clock and what is known of it. */

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAccount } from '../../src/auth/accounts.ts'
import { createSession } from '../../src/auth/session.ts'
import { moveDialogue, openDialogue } from '../../src/dialogues/commands.ts'
import { addInstitution, addSector } from '../../src/institutions/commands.ts'
import type { Id } from '../../src/kernel/id.ts'
import { instantOfMillis } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Actor } from '../../src/people/may.ts'
import { newPerson } from '../../src/people/persons.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openInstance } from '../../src/platform/instance.ts'
import { openPostgres } from '../../src/platform/postgres.ts'
import { instanceOf, readSecret } from '../../src/platform/secret.ts'
import { type Received, type Sink, type Strike, startSink } from '../../src/platform/sink.ts'
import { openSqlite } from '../../src/platform/sqlite.ts'
import { type Engine, type Instance, openStore, type Store } from '../../src/store/store.ts'
import { addFocalPoint } from '../invitations/world.ts'
import { DIALOGUE, value } from '../meetings/world.ts'
import type { Start } from './child.ts'
import type { Random } from './random.ts'
import { openRecorder, type Recorder } from './recorder.ts'

export interface World {
  readonly name: string
  readonly random: Random
  readonly recorder: Recorder
  readonly sink: Sink
  readonly start: Start
  readonly engineName: 'sqlite' | 'postgres'
  readonly cast: Cast
  /** What the relay does at each point; null lets everything through. */
  relay: ((at: string) => Strike | null) | null
  /** Called with each message the relay took, before anybody is told. */
  onTaken: ((message: Received) => void) | null
  /** Moves the clock of all processes of this world. */
  passMinutes(minutes: number): void
  now(): string
  /** Looks into the database as it lies there; what it opens it closes again. */
  look<T>(work: (store: Store, engine: Engine) => Promise<T>): Promise<T>
  /** A cookie that is good at this moment of the world's clock. */
  signIn(): Promise<string>
  close(): Promise<void>
}

/** Who is in the world from the beginning. */
export interface Cast {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly sectorId: Id
  readonly institutions: readonly { readonly id: Id; readonly email: string }[]
}

interface NewWorld {
  readonly name: string
  readonly random: Random
  /** How many institutions, each with one focal point: the mails of one lot of letters. */
  readonly institutions: number
  /** Empty for SQLite. */
  readonly databaseUrl?: string
  readonly broken?: string
}

/** A world with its directory filled; nothing runs yet. */
export async function openWorld(asked: NewWorld): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'intersession-faults-'))
  const recorder = openRecorder()
  const taken: { listener: World['onTaken']; relay: World['relay'] } = { listener: null, relay: null }
  const sink = await startSink({
    fault: { plan: (at) => taken.relay?.(at) ?? null },
    taken: (message) => {
      recorder.arrived(message)
      taken.listener?.(message)
    },
  })
  const clockFile = join(folder, 'clock')
  let ahead = 0
  const setClock = () => {
    writeFileSync(`${clockFile}.new`, String(ahead))
    renameSync(`${clockFile}.new`, clockFile)
  }
  setClock()
  const databaseUrl = asked.databaseUrl ?? ''
  const start: Start = {
    dataDir: join(folder, 'data'),
    databaseUrl,
    smtpPort: sink.port,
    clockFile,
    ...(asked.broken ? { broken: asked.broken } : {}),
  }
  mkdirSync(start.dataDir, { mode: 0o700 })
  const now = () => instantOfMillis(Date.now() + ahead)
  const look: World['look'] = (work) => lookInto(start, now(), work)
  const cast = await look((store) => fill(store, asked.institutions))
  return {
    name: asked.name,
    random: asked.random,
    recorder,
    sink,
    start,
    engineName: databaseUrl ? 'postgres' : 'sqlite',
    cast,
    get relay() {
      return taken.relay
    },
    set relay(plan) {
      taken.relay = plan
    },
    get onTaken() {
      return taken.listener
    },
    set onTaken(listener) {
      taken.listener = listener
    },
    passMinutes: (minutes) => {
      ahead += minutes * 60_000
      setClock()
    },
    now,
    look,
    signIn: () => look((store) => newCookie(store, cast.actor.personId)),
    close: async () => {
      await sink.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function lookInto<T>(
  start: Start,
  now: string,
  work: (store: Store, engine: Engine) => Promise<T>,
): Promise<T> {
  const { engine, instance } = await open(start, now)
  try {
    return await work(openStore(engine, instance, instantOf(now)), engine)
  } finally {
    await engine.close()
  }
}

// As the server opens it the first time; later without migrations, which would take its locks.
async function open(start: Start, now: string): Promise<{ engine: Engine; instance: Instance }> {
  if (existsSync(join(start.dataDir, 'secret'))) {
    const instance = instanceOf(readSecret(start.dataDir), 'http://localhost', 'faults.example.org')
    const { engine } = start.databaseUrl
      ? openPostgres(start.databaseUrl)
      : openSqlite(join(start.dataDir, 'intersession.sqlite'))
    return { engine, instance }
  }
  const read = readConfig({ DATA_DIR: start.dataDir, DATABASE_URL: start.databaseUrl, PORT: '0' })
  if ('faults' in read) throw new Error(read.faults.join('; '))
  return openInstance(read.config, 'http://localhost', instantOf(now))
}

function instantOf(text: string) {
  return instantOfMillis(Date.parse(text))
}

async function newCookie(store: Store, personId: Id): Promise<string> {
  const { cookie, statement } = createSession(store, personId, 'faults')
  await store.tidy(statement)
  return `intersession=${cookie}`
}

/** The administrator of a world. @returns their id. */
export async function keeper(store: Store): Promise<Id> {
  const person = newPerson(store, {
    names: { en: { surname: 'Keeper', given: 'Kira', patronymic: '', salutation: '', position: '' } },
    readingLang: 'en',
    zone: zone('Asia/Almaty'),
    email: 'keeper@example.org',
    actorId: 'system',
  })
  const account = openAccount(store, {
    personId: person.id,
    email: 'keeper@example.org',
    rank: 'administrator',
  })
  value(await store.commit([person.fact, person.statements, account], null))
  return person.id
}

async function fill(store: Store, count: number): Promise<Cast> {
  const personId = await keeper(store)
  const actor: Actor = { personId, rank: 'administrator', roles: {}, speaksFor: [] }
  const dialogueId = value(await openDialogue(store, { actor, ...DIALOGUE }))
  value(await moveDialogue(store, { actor, id: dialogueId, move: 'activation' }))
  const sectorId = value(
    await addSector(store, { actor, code: 'faults', class: 'state_health', names: { en: 'Faults' } }),
  )
  const institutions: { id: Id; email: string }[] = []
  for (let n = 1; n <= count; n++) {
    const email = `focal-${n}@example.org`
    const id = await newInstitution(store, { actor, sectorId, name: `Institution ${n}` })
    await addFocalPoint(store, { institutionId: id, email, lang: 'ru' })
    institutions.push({ id, email })
  }
  return { actor, dialogueId, sectorId, institutions }
}

async function newInstitution(
  store: Store,
  { actor, sectorId, name }: { actor: Actor; sectorId: Id; name: string },
): Promise<Id> {
  return value(
    await addInstitution(store, {
      actor,
      fields: {
        sectorId,
        country: 'KZ',
        precedence: 10,
        listable: 'members',
        letterLanguages: ['ru'],
        zone: zone('Asia/Almaty'),
        holidayCalendar: 'KZ',
        officialMail: '',
      },
      names: { official: { ru: name }, short: {}, from: localDate('0001-01-01') },
    }),
  )
}
