/** Changes what mail a person gets, by their own will: load, decide, commit. */

import type { Id } from '../kernel/id.ts'
import { plus, type Span } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { PersonsTable } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import {
  decidePause,
  isPaused,
  type MailScope,
  type Preferences,
  readUnsubscribeToken,
  type Way,
} from './preference.ts'

/**
 * Of a person, what their settings page shows; a pause that is over is none.
 * @returns `not_found` when the person is not there any more.
 */
export async function preferencesOf(store: Store, personId: Id): Promise<Outcome<Preferences>> {
  const row = await wishesOf(store, personId)
  if (!row) return refuse('not_found', 'forms.unknown')
  const { digest, digest_rhythm, reminders, reading_lang, paused_until, zone } = row
  return done({
    digest: digest === 'off' ? 'off' : (digest_rhythm ?? 'weekly'),
    reminders,
    locale: reading_lang,
    pausedUntil: isPaused(paused_until, dateOf(store.now, zone)) ? paused_until : null,
  })
}

/**
 * Writes a person's own choice.
 * @returns the choice; `not_found`, `invalid` of {@link decidePause}, `conflict` `forms.changed_meanwhile` when two
 *   changes collide.
 */
export async function savePreferences(
  store: Store,
  personId: Id,
  chosen: Preferences,
): Promise<Outcome<Preferences>> {
  const row = await wishesOf(store, personId)
  if (!row) return refuse('not_found', 'forms.unknown')
  const pause = decidePause(chosen.pausedUntil, row.paused_until, dateOf(store.now, row.zone))
  if (!pause.ok) return pause
  const { digest, reminders, locale } = chosen
  const change: Change = { reminders, reading_lang: locale, paused_until: pause.value }
  const rhythm: Change = digest === 'off' ? { digest } : { digest: 'weekly', digest_rhythm: digest }
  const saved = await write(store, row, { change: { ...change, ...rhythm }, by: 'page' })
  return saved.ok ? done(chosen) : saved
}

/** How often a click is tried again while somebody else edits the same person. */
const TRIES = 3

/**
 * The one click (RFC 8058 §3.2): stops one kind of mail, at once and as often as it is pressed. A token that is
 * not ours does nothing, and nobody can tell.
 * @param by how it came; the door for mail coming in does not say, and is `mail`.
 */
export function stopMail(store: Store, token: string, by: 'click' | 'mail' = 'mail'): Promise<void> {
  return turn(store, token, { to: 'off', by })
}

/** So long a click can be taken back: the token itself stands in every mail ever sent, and never expires. */
const TAKEN_BACK: Span = { days: -1 }

/**
 * Takes the click back: the mail comes again as it did. Only what a click or a mail stopped within a day, and nothing
 * was chosen since. As {@link stopMail}, it tells nobody whether it did anything.
 */
export async function resumeMail(store: Store, token: string): Promise<void> {
  const known = readUnsubscribeToken(store.instance, token)
  if (known && (await wasStoppedJustNow(store, known))) await turn(store, token, { to: 'on', by: 'undo' })
}

async function wasStoppedJustNow(
  store: Store,
  { personId, scope }: { readonly personId: Id; readonly scope: MailScope },
): Promise<boolean> {
  const rows = await store.db
    .selectFrom('facts')
    .select(['at', 'details'])
    .where('subject_id', '=', personId)
    .where('kind', '=', 'person.preferences_changed')
    .where('at', '>=', plus(store.now, TAKEN_BACK))
    .orderBy('subject_version', 'desc')
    .execute()
  const [latest] = rows.map(({ details }) => JSON.parse(details)).filter((details) => scope in details)
  return latest?.[scope] === 'off' && (latest.by === 'click' || latest.by === 'mail')
}

async function turn(store: Store, token: string, wanted: { to: 'on' | 'off'; by: Way }): Promise<void> {
  const known = readUnsubscribeToken(store.instance, token)
  if (!known) return
  const change = turned(known.scope, wanted.to)
  for (let tries = 0; tries < TRIES; tries++) {
    const row = await wishesOf(store, known.personId)
    if (!row) return
    const outcome = await write(store, row, { change, by: wanted.by })
    if (outcome.ok || outcome.code !== 'conflict') return
  }
}

function turned(scope: MailScope, to: 'on' | 'off'): Change {
  if (scope === 'reminders') return { reminders: to }
  return { digest: to === 'off' ? 'off' : 'weekly' }
}

const WISHES = ['digest', 'digest_rhythm', 'reminders', 'reading_lang', 'paused_until'] as const

type Change = Partial<Pick<PersonsTable, (typeof WISHES)[number]>>

type Wishes = Pick<PersonsTable, 'id' | 'version' | 'zone' | (typeof WISHES)[number]>

/** Somebody who was erased is nobody any more. */
function wishesOf(store: Store, personId: Id): Promise<Wishes | undefined> {
  return store.db
    .selectFrom('persons')
    .select(['id', 'version', 'zone', ...WISHES])
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
}

async function write(
  store: Store,
  before: Wishes,
  { change, by }: { change: Change; by: Way },
): Promise<Outcome<null>> {
  const changed = WISHES.filter((name) => name in change && change[name] !== before[name])
  if (changed.length === 0) return done(null)
  const details = Object.fromEntries(changed.map((name) => [name, change[name] ?? null]))
  const fact = { kind: 'person.preferences_changed', actorId: before.id, details: { ...details, by } }
  const update = store.db
    .updateTable('persons')
    .set({ ...change, version: before.version + 1 })
    .where('id', '=', before.id)
  return store.commit([recordFact(store, before, fact), update], null)
}
