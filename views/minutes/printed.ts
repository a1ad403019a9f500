/** The record of a meeting on paper: what was decided, and who promised what. */

import type { AgendaItem } from '../../src/agenda/item.ts'
import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { type Decision, decisionCode } from '../../src/minutes/decision.ts'
import type { Block, Sheet } from '../../src/printing/sheet.ts'
import type { NotedSupply } from '../../src/supply/snapshot.ts'
import { dueWords } from '../commitments/words.ts'
import { asOf, meetingBlocks, wordsIn } from '../parts/printed.ts'
import type { Reader } from '../reader.ts'
import { supplyBlocks } from '../supply/paper.tsx'
import { methodWords } from './words.ts'

interface Printed {
  readonly meeting: Meeting
  /** Before the minutes are done. */
  readonly isDraft: boolean
  readonly decisions: readonly Decision[]
  /** The items of the agenda that may be named. */
  readonly items: readonly Pick<AgendaItem, 'id' | 'title'>[]
  readonly commitments: readonly Commitment[]
  /** The leads that may be named, by their ids. */
  readonly leads: ReadonlyMap<Id, InstitutionName>
  /** What was noted of it for the papers. */
  readonly supply: readonly NotedSupply[]
  readonly now: Instant
}

/** One sheet; a draft says that it is one. Reservations are not for everybody who gets it. */
export function minutesSheet(reader: Reader, printed: Printed): Sheet {
  const { minutes: t, printing, commitments: c } = reader.t
  const { meeting, isDraft, decisions, commitments, now } = printed
  return {
    lang: reader.locale,
    blocks: [
      ...meetingBlocks(reader, printing.minutes, meeting),
      ...(isDraft ? [said(printing.draft, true)] : []),
      { kind: 'heading', level: 2, text: t.title },
      ...(decisions.length === 0
        ? [said(t.none)]
        : decisions.flatMap((one) => decisionBlocks(reader, one, printed))),
      { kind: 'heading', level: 2, text: c.title },
      commitments.length === 0 ? said(c.noneHere) : commitmentTable(reader, printed),
      ...supplyBlocks(reader, printed.supply),
    ],
    foot: asOf(reader, now, meeting.zone),
  }
}

function decisionBlocks(reader: Reader, decision: Decision, { items }: Printed): Block[] {
  const { fields, states, whole } = reader.t.minutes
  const item = items.find(({ id }) => id === decision.itemId)
  const under = item ? wordsIn(reader, chooseText(item.title, reader.locale)) : whole
  const facts = [
    `${fields.method}: ${methodWords(reader, decision)}`,
    `${fields.state}: ${states[decision.state]}`,
  ]
  return [
    { kind: 'heading', level: 3, text: `${decisionCode(decision)}. ${under}` },
    said(wordsIn(reader, chooseText(decision.text, reader.locale))),
    said(facts.join('\n')),
  ]
}

function said(text: string, strong = false): Block {
  return { kind: 'paragraph', text, strong }
}

function commitmentTable(reader: Reader, { commitments, leads }: Printed): Block {
  const { fields, states, unlisted } = reader.t.commitments
  return {
    kind: 'table',
    columns: [fields.code, fields.text, fields.lead, fields.due, fields.state].map((title) => ({ title })),
    rows: commitments.map((one) => {
      const lead = leads.get(one.leadId)
      return [
        codeOf(one),
        wordsIn(reader, chooseText(one.text, reader.locale)),
        lead ? wordsIn(reader, nameOf(lead, reader.locale)) : unlisted,
        dueWords(reader, one),
        states[one.state],
      ]
    }),
  }
}
