/** Words that the pages of this room share: a rhythm, how a share stands, whose it is. */

import type { Commitment } from '../../src/commitments/commitment.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { formatPeriod } from '../../src/i18n/periods.ts'
import { type InstitutionName, nameOf, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { datedBy } from '../../src/recurring/asked.ts'
import type { Recurrence } from '../../src/recurring/recurrence.ts'
import { faceOf, type Share, type ShareFace } from '../../src/recurring/share.ts'
import { dueWords } from '../commitments/words.ts'
import type { Cell } from '../parts/cell.ts'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

/** Institutions by id, as far as the reader may be told. */
export type Institutions = ReadonlyMap<Id, InstitutionName>

const TONES: Readonly<Record<ShareFace, Tone>> = {
  in_time: 'good',
  late: 'warn',
  silent: 'bad',
  due: 'neutral',
  missed: 'bad',
  waived: 'quiet',
  dropped: 'quiet',
}

/** What the day of a share depends on: a part without a day of its own has that of its commitment. */
export interface Measure {
  readonly commitment: Commitment
  readonly today: LocalDate
}

/** How a share stands: a word and a shape. */
export function standing(reader: Reader, share: Share, { commitment, today }: Measure) {
  const { faces, partFaces } = reader.t.recurring
  const face = faceOf(datedBy(share, commitment), today)
  return { tone: TONES[face], text: (share.kind === 'part' ? partFaces : faces)[face] }
}

/** `every month, 5th working day of the month that follows the period`. */
export function rhythmWords({ locale, t }: Reader, rule: Recurrence): string {
  const { recurring: words } = t
  const day =
    rule.dayRule === 'last_working_day' ? words.due.last_working_day : words.due[rule.dayRule](rule.day)
  const ends = rule.endedOn
    ? words.ended(formatDate(locale, rule.endedOn))
    : rule.last
      ? words.until(formatPeriod(locale, rule.last))
      : ''
  return [words.every[rule.every], words.dueLine(day, words.after(rule.monthsAfter)), ends]
    .filter(Boolean)
    .join(', ')
}

/** What a share is: its period, or the words of the part. */
export function shareWords(reader: Reader, share: Share): string {
  if (share.kind === 'period') return formatPeriod(reader.locale, share.periodKey)
  return share.text ? chooseText(share.text, reader.locale).text : ''
}

/** The short name of an institution; one that is missing is not for this reader. */
export function ownerCell(reader: Reader, institutions: Institutions, id: Id): Cell {
  const institution = institutions.get(id)
  return institution ? shortNameOf(institution, reader.locale) : { quiet: reader.t.commitments.unlisted }
}

/** Its own due day, or the commitment's in its words: that holds for a part without one. */
export function dueDay(reader: Reader, { dueOn }: Pick<Share, 'dueOn'>, commitment: Commitment): string {
  return dueOn ? formatDate(reader.locale, dueOn) : dueWords(reader, commitment)
}

/** The official name of an institution in a line. */
export function ownerWords(reader: Reader, institutions: Institutions, id: Id): string {
  const institution = institutions.get(id)
  return institution ? nameOf(institution, reader.locale).text : reader.t.commitments.unlisted
}
