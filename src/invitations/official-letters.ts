/** Invitations as official letters: on the dialogue's letterhead, numbered, printed and entered in its register. */

import type { OfficialLetter, Stationery } from '../correspondence/letters.tsx'
import { letterPaper, signatureLine, signedBy } from '../correspondence/letters.tsx'
import { nextNumber } from '../correspondence/number.ts'
import { type GivenNumbers, givenNumbers, stationeryOf } from '../correspondence/queries.ts'
import { lockNumbers, type Press, type Registered, registerOutgoing } from '../correspondence/records.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { messagesIn } from '../i18n/messages.ts'
import { inProtocolOrder } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import { dateOf } from '../kernel/zone.ts'
import { asTold } from '../meetings/zone-change.ts'
import type { Paper } from '../printing/sheet.ts'
import type { Store } from '../store/store.ts'
import { formOf } from './invitation.ts'
import { type LetterFacts, letterDate } from './letters.tsx'

/** What the letters of a meeting are written with. */
export interface Desk {
  readonly stationery: Stationery
  readonly given: GivenNumbers
}

/**
 * The desk of a dialogue; five queries. Numbers come after the letterhead whose version is their lock: one that is
 * given in between makes the lock collide, never the unique index.
 */
export async function deskOf(store: Store, dialogue: Dialogue): Promise<Desk> {
  const stationery = await stationeryOf(store, dialogue)
  const given = await givenNumbers(store, dialogue.id, dateOf(store.now, dialogue.zone))
  return { stationery, given }
}

/**
 * The letters with the next free numbers for those that have none, if the dialogue has a pattern; counted in
 * protocol order, so that looking twice gives the same numbers.
 */
export function numbered({ stationery, given }: Desk, letters: readonly LetterFacts[]): LetterFacts[] {
  const { letterhead, dialogue } = stationery
  const taken = [...given.inYear, ...letters.map(({ invitation }) => invitation.letterNumber)]
  const waiting = letters.filter(({ invitation }) => invitation.letterNumber === '')
  const institutions = waiting.map(({ institution }) => institution)
  const proposed = new Map<Id, string>()
  for (const { id } of inProtocolOrder(institutions, dialogue.title.authoritative)) {
    const number = nextNumber(letterhead.numberPattern, taken)
    proposed.set(id, number)
    taken.push(number)
  }
  return letters.map((facts) => {
    const letterNumber = proposed.get(facts.institution.id) ?? facts.invitation.letterNumber
    return { ...facts, invitation: { ...facts.invitation, letterNumber } }
  })
}

/** The official letter of an invitation, as it would leave now. */
export function officialOf(store: Store, stationery: Stationery, facts: LetterFacts): OfficialLetter {
  const { invitation, institution, meeting } = facts
  return {
    ...stationery,
    kind: formOf(invitation, institution) === 'note' ? 'note' : 'invitation',
    languages: invitation.languages,
    number: invitation.letterNumber,
    date: letterDate(store, facts),
    institution: institution.official,
    addressee: invitation.addressee,
    replyBy: invitation.replyBy,
    occasion: { meeting: asTold(meeting), seats: invitation.seats },
    signatory: stationery.letterhead.signatories.length > 0 ? 0 : null,
  }
}

/** One letter with what was printed of it, ready to leave. */
interface Printed {
  readonly facts: LetterFacts
  readonly official: OfficialLetter
  readonly paper: Paper
  readonly pdf: Uint8Array | null
}

/** Prints letters one after the other: each is some ten milliseconds in which nobody else is served. */
export async function printLetters(
  store: Store,
  letters: readonly { readonly facts: LetterFacts; readonly official: OfficialLetter }[],
  press: Press | null,
): Promise<Printed[]> {
  const printed: Printed[] = []
  for (const { facts, official } of letters) {
    const paper = letterPaper(official, store.now)
    printed.push({ facts, official, paper, pdf: press ? await press(paper) : null })
  }
  return printed
}

/** Enters one printed letter in the register. */
export function enterLetter(store: Store, { facts, official, paper, pdf }: Printed, actorId: Id): Registered {
  const [first] = official.languages
  const lang = first ?? official.dialogue.title.authoritative
  return registerOutgoing(store, {
    dialogueId: facts.meeting.dialogueId,
    kind: official.kind,
    number: official.number,
    date: official.date,
    institutionId: facts.institution.id,
    names: [
      ...Object.values(facts.institution.official.texts),
      ...Object.values(facts.institution.short.texts),
    ],
    invitationId: facts.invitation.id,
    signatory: signatureLine(signedBy(official, lang)),
    paper,
    pdf,
    fileName: messagesIn(lang).correspondence.paper.file(official.number),
    actorId,
  })
}

/**
 * The lock of a lot, also of one without numbers: each lot moves the version by one, so that none can be left out.
 * @param turn how many lots went before.
 */
export function lockOf(
  store: Store,
  letters: readonly { readonly official: OfficialLetter; readonly facts: LetterFacts }[],
  { turn, actorId }: { readonly turn: number; readonly actorId: Id },
): ReturnType<typeof lockNumbers> | readonly [] {
  const [first] = letters
  if (!first) return []
  const version = first.official.letterhead.version + turn
  return lockNumbers(store, { dialogueId: first.facts.meeting.dialogueId, version, actorId })
}
