/** Sends a letter that is no invitation to chosen institutions: load, decide, commit one batch. */

import { officialBody } from '../../views/letters/official.tsx'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import { messagesIn } from '../i18n/messages.ts'
import { type InstitutionName, isStateBody, letterLanguagesOf, nameOf } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import { mailboxOf } from '../invitations/letters.tsx'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { enqueue } from '../mail/outbox.ts'
import type { Actor } from '../people/may.ts'
import { listName } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import { focalPoints } from '../people/queries.ts'
import type { Statement, Store } from '../store/store.ts'
import type { FreeDraft } from './forms.ts'
import type { FreeLetter } from './free-letter.ts'
import { letterPaper, mailWords, signatureLine, signedBy } from './letters.tsx'
import { countUp, decideNumbers, yearOf } from './number.ts'
import { givenNumbers, stationeryOf } from './queries.ts'
import { lockNumbers, type Press, type Registered, registerOutgoing } from './records.ts'
import { templateFault } from './template.ts'

/** Institutions that one letter can go to: each is a file and a dozen statements of one commit. */
const MOST_INSTITUTIONS = 40

interface AskedFree {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly draft: FreeDraft
  /** For naming institutions in a refusal. */
  readonly locale: Locale
}

/** All letters of one act; `seen` identifies them. */
export interface FreeLot {
  readonly dialogue: Dialogue
  readonly letters: readonly FreeLetter[]
  readonly seen: string
}

/**
 * The letters as they would leave: what the preview shows.
 * @returns `not_found`, `forbidden`; `invalid` with the faults of {@link templateFault} at `text_<lang>`, or
 *   `correspondence.no_text`, `correspondence.no_institution`, `correspondence.too_many_institutions` (param `max`),
 *   `correspondence.no_common_language`, `correspondence.no_kazakh` and `correspondence.nobody_to_write_to` (param
 *   `institutions`); `conflict` `correspondence.number_taken`.
 */
export async function prepareFree(store: Store, asked: AskedFree): Promise<Outcome<FreeLot>> {
  const { draft } = asked
  const found = await dialogueFor(store, asked.actor, asked.dialogueId, 'organise')
  if (!found.ok) return found
  const dialogue = found.value
  const typed = decideDraft(draft)
  if (!typed.ok) return typed
  const [names, people, stationery] = await Promise.all([
    institutionNames(store, draft.institutionIds),
    focalPoints(store, draft.institutionIds, dateOf(store.now, dialogue.zone)),
    stationeryOf(store, dialogue),
  ])
  // After the letterhead: its version is their lock (invitations/official-letters.ts).
  const given = await givenNumbers(store, dialogue.id, draft.date)
  const letters = draft.institutionIds.flatMap((id, at): FreeLetter[] => {
    const institution = names.get(id)
    if (!institution) return []
    const recipients = (people.get(id) ?? []).filter((person) => person.email !== '')
    const counting = { pattern: stationery.letterhead.numberPattern, year: yearOf(draft.date) }
    const number = countUp(draft.number, at, counting)
    return [{ institution, recipients, official: { ...stationery, ...partsOf(draft, institution), number } }]
  })
  const fit = decideLot(letters, asked.locale)
  if (!fit.ok) return fit
  const numbers = decideNumbers(
    letters.map(({ official }) => official),
    given.keys,
  )
  return numbers.ok ? done({ dialogue, letters, seen: seenKey(store, letters) }) : numbers
}

function decideDraft({ kind, words, institutionIds }: FreeDraft): Outcome<void> {
  const faults = LOCALES.flatMap((lang) => templateFault(kind, words[lang] ?? '', `text_${lang}`) ?? [])
  if (Object.keys(words).length === 0) faults.push({ field: 'text_kk', messageKey: 'correspondence.no_text' })
  const field = 'institutions'
  if (institutionIds.length === 0) faults.push({ field, messageKey: 'correspondence.no_institution' })
  if (institutionIds.length > MOST_INSTITUTIONS) {
    const params = { max: MOST_INSTITUTIONS }
    faults.push({ field, messageKey: 'correspondence.too_many_institutions', params })
  }
  return faults.length > 0 ? refuseFaults(faults) : done(undefined)
}

function partsOf(draft: FreeDraft, institution: InstitutionName) {
  const { kind, words, date, addressee, replyBy, signatory } = draft
  const languages = letterLanguagesOf(institution).filter((lang) => words[lang] !== undefined)
  const common = { kind, words, date, addressee, replyBy, signatory, languages, occasion: null }
  return { ...common, institution: institution.official }
}

function decideLot(letters: readonly FreeLetter[], locale: Locale): Outcome<void> {
  const named = (wrong: readonly FreeLetter[]) => ({
    institutions: wrong.map(({ institution }) => nameOf(institution, locale).text).join('; '),
  })
  const wordless = letters.filter(({ official }) => official.languages.length === 0)
  if (wordless.length > 0)
    return refuse('invalid', 'correspondence.no_common_language', 'institutions', named(wordless))
  const unkazakh = letters.filter(({ institution, official }) => lacksKazakh(institution, official.languages))
  if (unkazakh.length > 0) return refuse('invalid', 'correspondence.no_kazakh', 'text_kk', named(unkazakh))
  const mute = letters.filter(({ recipients }) => recipients.length === 0)
  if (mute.length > 0)
    return refuse('invalid', 'correspondence.nobody_to_write_to', 'institutions', named(mute))
  return done(undefined)
}

/** A state body gets its Kazakh sheet first; a letter without it must not leave (domain.md §2.6). */
function lacksKazakh(institution: InstitutionName, languages: readonly Locale[]): boolean {
  const expected = isStateBody(institution.sectorClass) && institution.letterLanguages.includes('kk')
  return expected && !languages.includes('kk')
}

function seenKey(store: Store, letters: readonly FreeLetter[]): string {
  return store.instance.digest(JSON.stringify(letters.map(({ official }) => official)))
}

interface AskedSending extends AskedFree {
  readonly press: Press | null
}

/**
 * Sends the letters that the preview showed: register, PDF and mails are one commit.
 * @returns the number of mails; `conflict` `correspondence.preview_outdated`, or as {@link prepareFree}.
 */
export async function sendFree(store: Store, asked: AskedSending): Promise<Outcome<number>> {
  const lot = await prepareFree(store, asked)
  if (!lot.ok) return lot
  const { dialogue, letters, seen } = lot.value
  if (seen !== asked.draft.seen) return refuse('conflict', 'correspondence.preview_outdated')
  const actorId = asked.actor.personId
  const statements: Statement[] = []
  let mails = 0
  for (const letter of letters) {
    const entered = await enter(store, dialogue, letter, { actorId, press: asked.press })
    const posted = letter.recipients.flatMap((person) => mailTo(store, dialogue, letter, { person, entered }))
    mails += letter.recipients.length
    statements.push(entered.fact, ...entered.statements, ...posted)
  }
  const version = letters[0]?.official.letterhead.version ?? 0
  // Also without numbers: one fact opens the batch, and two lots do not mix.
  const [fact, row] = lockNumbers(store, { dialogueId: dialogue.id, version, actorId })
  return store.commit([fact, row, ...statements], mails)
}

async function enter(
  store: Store,
  dialogue: Dialogue,
  { institution, official }: FreeLetter,
  { actorId, press }: { readonly actorId: Id; readonly press: Press | null },
): Promise<Registered> {
  const [lang = dialogue.authoritative] = official.languages
  const paper = letterPaper(official, store.now)
  return registerOutgoing(store, {
    dialogueId: dialogue.id,
    kind: official.kind,
    number: official.number,
    date: official.date,
    institutionId: institution.id,
    names: [...Object.values(institution.official.texts), ...Object.values(institution.short.texts)],
    invitationId: null,
    signatory: signatureLine(signedBy(official, lang)),
    paper,
    pdf: press ? await press(paper) : null,
    fileName: messagesIn(lang).correspondence.paper.file(official.number),
    actorId,
  })
}

function mailTo(
  store: Store,
  dialogue: Dialogue,
  { institution, official }: FreeLetter,
  { person, entered }: { readonly person: PersonCard; readonly entered: Registered },
): Statement[] {
  const [lang = dialogue.authoritative] = official.languages
  const { number, date, addressee, languages } = official
  const kind = official.kind === 'thanks' ? 'thanks' : 'request'
  const common = {
    languages,
    kind,
    number,
    date,
    addressee,
    dialogue,
    institution: institution.official,
  } as const
  const letter = officialBody({
    ...common,
    words: (one) => mailWords(official, one),
    mailbox: mailboxOf(store),
  })
  return enqueue(store, {
    kind: 'official_letter',
    dedupeKey: `official_letter:${entered.id}:${person.id}`,
    subjectId: entered.id,
    institutionId: institution.id,
    to: { personId: person.id, address: person.email, name: listName(person, lang) },
    fromName: messagesIn(lang).invitations.letters.secretariat(dialogue.code),
    lang,
    letter,
    attachments: entered.attachments,
  }).statements
}
