/** The words of a letter with gaps for its facts: plain text, an empty line between paragraphs. Pure. */

import type { Locale } from '../kernel/locale.ts'
import type { Fault } from '../kernel/outcome.ts'

export const LETTER_KINDS = ['invitation', 'note', 'request', 'thanks'] as const
/** What a letter of ours is: an invitation, the same as a note verbale, a request, thanks. */
export type LetterKind = (typeof LETTER_KINDS)[number]

/** The dialogue's own texts; what is missing is built in. */
export type OwnTemplates = Readonly<Partial<Record<LetterKind, Readonly<Partial<Record<Locale, string>>>>>>

/** The gaps that may stand in a text, as `{name}`. */
export const PLACEHOLDERS = [
  'institution',
  'addressee',
  'sender',
  'dialogue',
  'meeting',
  'dates',
  'place',
  'reply_by',
  'seats',
  'number',
  'date',
  'signatory',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** What stands in each gap; empty where there is nothing to say. */
export type LetterValues = Readonly<Record<Placeholder, string>>

/** Facts of a meeting: only an invitation has them. */
const OF_MEETING: readonly Placeholder[] = ['meeting', 'dates', 'place', 'seats']

/** The gaps that a kind of letter can fill. */
export function placeholdersFor(kind: LetterKind): readonly Placeholder[] {
  const invites = kind === 'invitation' || kind === 'note'
  return invites ? PLACEHOLDERS : PLACEHOLDERS.filter((name) => !OF_MEETING.includes(name))
}

const GAP = /\{([^{}\n]*)\}/g

/**
 * What is wrong with a text: the first gap that this kind of letter cannot fill, or a brace that opens or closes
 * none. @returns null, or a fault at `field`: `correspondence.unknown_placeholder` (param `name`),
 *   `correspondence.stray_brace`.
 */
export function templateFault(kind: LetterKind, text: string, field: string): Fault | null {
  const known: readonly string[] = placeholdersFor(kind)
  for (const [, name = ''] of text.matchAll(GAP)) {
    if (!known.includes(name))
      return { field, messageKey: 'correspondence.unknown_placeholder', params: { name: `{${name}}` } }
  }
  return /[{}]/.test(text.replace(GAP, '')) ? { field, messageKey: 'correspondence.stray_brace' } : null
}

/**
 * The paragraphs of a letter, its gaps filled. A line with a gap that has nothing to say is left out, so that no
 * letter reads “Reply by:” and nothing after it.
 */
export function fillTemplate(text: string, values: LetterValues): string[] {
  const filled: Readonly<Record<string, string>> = values
  const said = (line: string) => [...line.matchAll(GAP)].every(([, name = '']) => filled[name] !== '')
  const put = (line: string) => line.replace(GAP, (gap, name: string) => filled[name] ?? gap)
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.split('\n').filter(said).map(put).join('\n').trim())
    .filter((paragraph) => paragraph !== '')
}
