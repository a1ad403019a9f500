/** Sends an institution the way to all that it promised: load, decide, commit one batch. */

import { promisedPage } from '../../views/letters/promised.ts'
import { linkUrls } from '../auth/links.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import { messagesIn } from '../i18n/messages.ts'
import { nameOf } from '../institutions/institution.ts'
import { findInstitution } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { enqueue, type Mail } from '../mail/outbox.ts'
import type { Actor } from '../people/may.ts'
import { fullName, salutation } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import { peopleOf } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import { LINK_LIFE } from './commitment.ts'
import { countsOf } from './count-queries.ts'
import { OPEN } from './filter.ts'
import { reachOf } from './reach.ts'

interface AskedPage {
  readonly actor: Actor
  /** In whose name the institution is written to. */
  readonly dialogueId: Id
  readonly institutionId: Id
}

/**
 * Mails the focal points of an institution their link to all that it promised; nobody else ever sees that link. Twice
 * on one day for one dialogue is one mail.
 * @returns how many were queued; `not_found`, `forbidden`, `invalid` `overview.nothing_promised` (`institution`) for one
 *   that leads and supports nothing open in the dialogue, `conflict` `overview.nobody_to_write`.
 */
export async function sendPromisedPage(
  store: Store,
  { actor, dialogueId, institutionId }: AskedPage,
): Promise<Outcome<number>> {
  const dialogue = await dialogueFor(store, actor, dialogueId, 'coordinate')
  if (!dialogue.ok) return dialogue
  const filter = { ...OPEN, dialogueId, leadId: institutionId, supports: true }
  const [open = 0] = await countsOf(store, [filter], reachOf(actor))
  const institution = open > 0 ? await findInstitution(store, institutionId) : null
  if (!institution) return refuse('invalid', 'overview.nothing_promised', 'institution')
  const today = dateOf(store.now, institution.zone)
  const points = (await peopleOf(store, [institutionId], today)).filter(
    ({ card, affiliation }) => affiliation.role === 'focal_point' && card.email !== '',
  )
  if (points.length === 0) return refuse('conflict', 'overview.nobody_to_write')

  const people = points.map(({ card }) => card)
  const expiresAt = plus(store.now, LINK_LIFE)
  const links = await linkUrls(
    store,
    people.map(({ id }) => ({
      ...{ personId: id, purpose: 'promises' as const },
      ...{ subjectId: institutionId, expiresAt },
    })),
  )
  const mails = people.map((person, at) => {
    const lang = person.locale
    return mailOf(person, {
      ...{ dialogueId, institutionId, open, date: today, url: links.urls[at] ?? '' },
      institution: nameOf(institution, lang).text,
      code: dialogue.value.code,
    })
  })
  const subject = { id: `promises:${store.newId()}`, version: 0 }
  const details = { institution: institutionId, dialogue: dialogueId }
  return store.commit(
    [
      recordFact(store, subject, { kind: 'institution.promises_sent', actorId: actor.personId, details }),
      links.statements,
      mails.flatMap((mail) => enqueue(store, mail).statements),
    ],
    mails.length,
  )
}

interface PageFacts {
  readonly dialogueId: Id
  readonly institutionId: Id
  readonly institution: string
  readonly date: string
  readonly open: number
  readonly code: string
  readonly url: string
}

function mailOf(person: PersonCard, { dialogueId, institutionId, date, code, ...facts }: PageFacts): Mail {
  const lang = person.locale
  const t = messagesIn(lang)
  return {
    kind: 'promised',
    dedupeKey: `promises:${dialogueId}:${institutionId}:${date}:${person.id}`,
    subjectId: dialogueId,
    institutionId,
    to: { personId: person.id, address: person.email, name: fullName(person, lang) },
    fromName: t.commitments.letters.from(code),
    lang,
    letter: promisedPage({ t, lang, greeting: salutation(person, lang), ...facts }),
  }
}
