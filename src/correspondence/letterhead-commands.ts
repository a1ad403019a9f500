/** Sets the letterhead and the texts of a dialogue's letters: load, decide, commit. */

import { dialogueFor } from '../dialogues/queries.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import { insertRows } from '../store/limits.ts'
import type { Store } from '../store/store.ts'
import { decideLetterhead, type LetterheadDraft } from './letterhead.ts'
import { letterheadOf } from './queries.ts'
import { saveLetterhead } from './records.ts'
import { letterheadSubject } from './register.ts'
import { type LetterKind, templateFault } from './template.ts'

interface Asked {
  readonly actor: Actor
  readonly dialogueId: Id
  /** The version of the letterhead that the page showed. */
  readonly version: number
}

interface AskedLetterhead extends Asked {
  readonly draft: LetterheadDraft
}

/**
 * Sets what letters are written under from now on; those that left keep what was printed.
 * @returns `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile`, or as {@link decideLetterhead}.
 */
export async function setLetterhead(store: Store, asked: AskedLetterhead): Promise<Outcome<null>> {
  const found = await loadFor(store, asked)
  if (!found.ok) return found
  const decision = decideLetterhead(asked.draft)
  if (!decision.ok) return decision
  const { dialogueId, version } = asked
  const { numberPattern, texts, signatories } = decision.value
  const own = { dialogue_id: dialogueId }
  const heads = LOCALES.flatMap((lang) => (texts[lang] ? [{ ...own, lang, ...texts[lang] }] : []))
  const people = signatories.flatMap((signatory, at) =>
    LOCALES.flatMap((lang) =>
      signatory[lang] ? [{ ...own, position: at + 1, lang, ...signatory[lang] }] : [],
    ),
  )
  const fact = { kind: 'letterhead.changed', actorId: asked.actor.personId }
  return store.commit(
    [
      recordFact(store, { id: letterheadSubject(dialogueId), version }, fact),
      saveLetterhead(store, dialogueId, { number_pattern: numberPattern, version: version + 1 }),
      store.db.deleteFrom('letterhead_texts').where('dialogue_id', '=', dialogueId),
      store.db.deleteFrom('signatories').where('dialogue_id', '=', dialogueId),
      ...insertRows(store.db, 'letterhead_texts', heads),
      ...insertRows(store.db, 'signatories', people),
    ],
    null,
  )
}

interface AskedTemplate extends Asked {
  readonly kind: LetterKind
  readonly texts: Readonly<Partial<Record<Locale, string>>>
}

/**
 * Sets the dialogue's own texts of one kind of letter; a language left out falls back to the built-in text.
 * @returns `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile`, or `invalid` with the faults of
 *   {@link templateFault} at `text_<lang>`.
 */
export async function setTemplate(store: Store, asked: AskedTemplate): Promise<Outcome<null>> {
  const found = await loadFor(store, asked)
  if (!found.ok) return found
  const { dialogueId, version, kind, texts } = asked
  const faults = LOCALES.flatMap((lang) => templateFault(kind, texts[lang] ?? '', `text_${lang}`) ?? [])
  if (faults.length > 0) return refuseFaults(faults)
  const rows = LOCALES.flatMap((lang) =>
    texts[lang] ? [{ dialogue_id: dialogueId, kind, lang, text: texts[lang] }] : [],
  )
  const fact = { kind: 'letterhead.text_changed', actorId: asked.actor.personId, details: { kind } }
  return store.commit(
    [
      recordFact(store, { id: letterheadSubject(dialogueId), version }, fact),
      saveLetterhead(store, dialogueId, { version: version + 1 }),
      store.db.deleteFrom('letter_templates').where('dialogue_id', '=', dialogueId).where('kind', '=', kind),
      ...insertRows(store.db, 'letter_templates', rows),
    ],
    null,
  )
}

async function loadFor(store: Store, { actor, dialogueId, version }: Asked): Promise<Outcome<null>> {
  const dialogue = await dialogueFor(store, actor, dialogueId, 'organise')
  if (!dialogue.ok) return dialogue
  const letterhead = await letterheadOf(store, dialogueId)
  return letterhead.version === version ? done(null) : refuse('conflict', 'forms.changed_meanwhile')
}
