/** Posts lots of letters: the facts, the register, the files and the mails of each institution are one act. */

import { linkUrls } from '../auth/links.ts'
import type { OfficialLetter } from '../correspondence/letters.tsx'
import type { Press } from '../correspondence/records.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import type { Enqueued } from '../mail/outbox.ts'
import type { PersonCard } from '../people/person.ts'
import type { InvitationsTable } from '../store/followup-schema.ts'
import { type Batch, type Statement, type Store, Unavailable } from '../store/store.ts'
import { type Addressee, invitationLetter, type LetterFacts, letterDate } from './letters.tsx'
import { enterLetter, lockOf, printLetters } from './official-letters.ts'
import { moveInvitation } from './rows.ts'
import { linkExpiry } from './turn.ts'

/** Institutions written to in one commit: with three focal points each some 700 statements (D1 takes 1,000 a request). */
const PART = 40

/** One institution's letter and the people it would go to. */
export interface Letter {
  readonly facts: LetterFacts
  readonly recipients: readonly PersonCard[]
}

/** A letter of which the official text is known. */
export interface OfficialLot extends Letter {
  readonly official: OfficialLetter
}

/** The letter, if its official text is known. */
export function withOfficial(letter: Letter): OfficialLot[] {
  const { official } = letter.facts
  return official ? [{ ...letter, official }] : []
}

interface Sending {
  readonly actorId: Id
  /** Makes the PDFs; null where none can be made. */
  readonly press: Press | null
}

/**
 * Sends invitations, {@link PART} institutions a commit. The receipt of the form comes with the last one: a form
 * repeated after a break is told what is left, never that all is done.
 * @returns the number of mails; `conflict` `forms.changed_meanwhile` when nothing was sent,
 *   `correspondence.partly_sent` (params `sent`, `all`) when something came between two commits,
 *   `correspondence.next_part` (the same params) when one request takes no more.
 * @throws Unavailable when the database cannot be written before anything was sent.
 */
export async function sendInParts(
  store: Store,
  letters: readonly OfficialLot[],
  asked: Sending,
): Promise<Outcome<number>> {
  let mails = 0
  for (let at = 0; at < letters.length; at += PART) {
    const told = { sent: at, all: letters.length }
    const partly = refuse('conflict', 'correspondence.partly_sent', undefined, told)
    const turn = at / PART
    if (turn >= store.largeBatches) return refuse('conflict', 'correspondence.next_part', undefined, told)
    const part = at + PART < letters.length ? 'more' : 'last'
    const sending = sendPart(store, letters.slice(at, at + PART), { ...asked, turn, part })
    const sent = await (at === 0 ? sending : unlessGone(sending, partly))
    if (!sent.ok) return at === 0 ? sent : partly
    mails += sent.value
  }
  return done(mails)
}

/** The outcome, or `instead` when the database cannot be written at this moment. */
function unlessGone<T>(outcome: Promise<Outcome<T>>, instead: Refusal): Promise<Outcome<T>> {
  return outcome.catch((error) => {
    if (error instanceof Unavailable) return instead
    throw error
  })
}

interface SendingPart extends Sending {
  /** How many parts went before. */
  readonly turn: number
  readonly part: 'more' | 'last'
}

async function sendPart(
  store: Store,
  letters: readonly OfficialLot[],
  { actorId, press, turn, part }: SendingPart,
): Promise<Outcome<number>> {
  const printed = await printLetters(store, letters, press)
  const entered = printed.map((letter) => enterLetter(store, letter, actorId))
  const lock = lockOf(store, letters, { turn, actorId })
  return post(store, letters, {
    actorId,
    part,
    kind: 'invitation.sent',
    before: [...lock, ...entered.flatMap(({ fact, statements }) => [fact, ...statements])],
    write: (facts, to, at) => invitationLetter(store, facts, to, entered[at]?.attachments ?? []),
    set: (facts) => ({
      state: 'sent',
      sent_at: store.now,
      letter_date: letterDate(store, facts),
      letter_number: facts.invitation.letterNumber,
    }),
  })
}

/** How a lot goes out: what happens to each invitation, and what is written to whom. */
interface Posting {
  readonly actorId: Id
  /** `more` when the rest of the lot follows in batches of its own. */
  readonly part?: 'more' | 'last'
  readonly kind: string
  /** What has to be written before the mails that refer to it. */
  readonly before: readonly Statement[]
  /** @param at which of the letters this is. */
  readonly write: (facts: LetterFacts, to: Addressee, at: number) => Enqueued
  readonly set: (facts: LetterFacts) => Partial<InvitationsTable>
}

/** Posts a lot in one commit. @returns the number of mails, or `conflict` `forms.changed_meanwhile`. */
export async function post(
  store: Store,
  letters: readonly Letter[],
  { actorId, part = 'last', kind, before, write, set }: Posting,
): Promise<Outcome<number>> {
  const links = await linkUrls(
    store,
    letters.flatMap(({ facts, recipients }) =>
      recipients.map((person) => ({
        personId: person.id,
        purpose: 'nominate',
        subjectId: facts.invitation.id,
        expiresAt: linkExpiry(facts),
      })),
    ),
  )
  const urls = links.urls.values()
  const moves = letters.map(({ facts }) =>
    moveInvitation(store, facts.invitation, { kind, actorId, set: set(facts) }),
  )
  const mails = letters.flatMap(({ facts, recipients }, at) =>
    recipients.map((person) => write(facts, { person, url: urls.next().value ?? '' }, at).statements),
  )
  const [first, ...rest] = moves
  if (!first) return refuse('invalid', 'invitations.nothing_to_send', 'invitations')
  const batch: Batch = [first[0], first[1], ...rest.flat(), ...links.statements, ...before, ...mails.flat()]
  return store.commit(batch, mails.length, part)
}
