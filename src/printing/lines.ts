/** Text broken into lines of a given width. Pure: widths come from who knows the fonts. */

/** How text is set: the face and its size in points. */
export interface Hand {
  readonly face: 'regular' | 'bold'
  readonly size: number
}

/** The width of a text in points, without line breaks. */
export type Measure = (text: string, hand: Hand) => number

/** What lines are broken for: their width, the indent of the first, and the hand they are set in. */
export interface Setting {
  readonly width: number
  readonly indent?: number
  readonly hand: Hand
  readonly measure: Measure
}

/** A line as it stands: `ends` says that its paragraph or its forced line ends with it. */
export interface Line {
  readonly text: string
  readonly width: number
  readonly ends: boolean
}

// Between words, and after a hyphen or a stroke inside a word; no-break spaces keep their words together.
const BREAK = /(?<= )(?! )|(?<=\p{L}[-–—/])(?=\p{L})/u

/** Breaks a text; what is wider than a whole line is broken between its letters. Never empty. */
export function breakLines(text: string, setting: Setting): Line[] {
  return text.split('\n').flatMap((part, at) => breakPart(part.trim(), setting, at === 0))
}

function breakPart(part: string, setting: Setting, isFirst: boolean): Line[] {
  const { width, hand, measure } = setting
  const room = (lines: number) => width - (isFirst && lines === 0 ? (setting.indent ?? 0) : 0)
  const lines: Line[] = []
  let [line, filled, blanks] = ['', 0, '']
  const put = (ends: boolean) => {
    lines.push({ text: line, width: filled, ends })
    line = ''
    filled = 0
    blanks = ''
  }
  const add = (word: string, wide: number) => {
    const gap = blanks === '' ? 0 : measure(blanks, hand)
    if (line !== '' && filled + gap + wide > room(lines.length)) put(false)
    else {
      line += blanks
      filled += gap
    }
    line += word
    filled += wide
    blanks = ''
  }
  for (const piece of part.split(BREAK)) {
    const word = piece.trimEnd()
    const wide = measure(word, hand)
    if (wide <= room(1) && (line !== '' || wide <= room(lines.length))) add(word, wide)
    else for (const letter of word.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) add(letter, measure(letter, hand))
    blanks = piece.slice(word.length)
  }
  put(true)
  return lines
}

/** How much a gap may grow before a justified line looks torn, in parts of the size. */
const WIDEST_GAP = 0.8

/** The points that each gap of a justified line grows by; 0 for a last line, or one that would look torn. */
export function gapOf(line: Line, width: number, hand: Hand): number {
  const gaps = line.text.match(/\s+/g)?.length ?? 0
  if (line.ends || gaps === 0) return 0
  const gap = (width - line.width) / gaps
  return gap > 0 && gap <= WIDEST_GAP * hand.size ? gap : 0
}
