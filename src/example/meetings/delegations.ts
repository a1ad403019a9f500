/** Who was invited to which meeting of the example, whom they sent, and what those persons answered. */

import type { Reply } from '../../invitations/answer.ts'
import type { Capacity } from '../../invitations/invitation.ts'
import type { DelegateRole } from '../../invitations/nomination.ts'

export interface ExampleDelegate {
  /** Key of the person. */
  readonly person: string
  readonly role: DelegateRole
  /** Null while the person has not answered. */
  readonly reply: Reply | null
}

export interface ExampleDelegation {
  readonly institution: string
  readonly capacity: Capacity
  readonly seats: number
  /** When the institution answered, wall time in Astana; null while it is silent. */
  readonly answered: string | null
  /** Nobody with an answer means regrets. */
  readonly delegates: readonly ExampleDelegate[]
}

const MARKS: Readonly<Record<string, Reply | null>> = {
  '+': 'accepted',
  '-': 'declined',
  '?': 'tentative',
  '': null,
}

/**
 * Reads lines of `institution | capacity | seats | answered | role person±, …`; after a person `+` stands for
 * accepted, `-` for declined, `?` for tentative, nothing for no answer.
 */
function readDelegations(table: string): ExampleDelegation[] {
  const lines = table
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return lines.map((line) => {
    const [institution = '', capacity = '', seats = '', answered = '', people = ''] = line
      .split('|')
      .map((cell) => cell.trim())
    return {
      institution,
      capacity: capacity as Capacity,
      seats: Number(seats),
      answered: answered || null,
      delegates: people
        .split(',')
        .map((text) => text.trim())
        .filter(Boolean)
        .map(readDelegate),
    }
  })
}

function readDelegate(text: string): ExampleDelegate {
  const [, role, person = '', mark = ''] = /^(\w+) ([a-z.]+)([+\-?]?)$/.exec(text) ?? []
  if (!role) throw new RangeError(`a delegate of the example is wrong: ${text}`)
  return { person, role: role as DelegateRole, reply: MARKS[mark] ?? null }
}

export const OCTOBER_DELEGATIONS = readDelegations(`
  MOH        | member   | 3 | 2025-09-09 11:20 | head nurlan.abenov+, alternate aliya.ospanova+
  RSPCMH     | member   | 3 | 2025-09-08 16:05 | head galym.tursunbekov+, member yelena.pavlova+
  GPO        | member   | 2 | 2025-09-12 15:40 | member umit.sarsenbayeva+
  NSC        | member   | 2 | 2025-09-15 10:10 | member daulet.zhakypov?
  LEA        | member   | 2 | 2025-09-12 17:25 | member olzhas.zhihanger+
  MFA        | member   | 2 | 2025-09-11 12:00 | member ilyas.orazbek+
  MOF        | member   | 1 | 2025-09-16 09:30 |
  CNA        | member   | 2 | 2025-09-15 14:45 | member oksana.li+
  DIST       | member   | 2 | 2025-09-10 10:50 | head irina.gorbunova+
  WHO        | member   | 2 | 2025-09-08 18:30 | member liam.ohara+
  UNODC      | member   | 1 | 2025-09-09 17:15 | member hiroshi.tanaka+
  UNODC-ROCA | member   | 1 | 2025-09-10 13:35 | member nilufar.yusupova-
  GF         | observer | 1 | 2025-09-11 18:20 | observer thandiwe.mbeki+
  APH        | member   | 2 | 2025-09-08 15:55 | member petro.shevchuk+
  EHRA       | member   | 2 | 2025-09-08 17:45 | member jonas.petrauskas+
  CSO-1      | member   | 2 | 2025-09-09 09:25 | head ainur.rakhim+, alternate sergey.volkov+
  CSO-2      | member   | 1 | 2025-09-10 19:05 | member ulan.uaitkhan+
  CSO-3      | member   | 1 |                  |
  COM-1      | member   | 1 | 2025-09-17 20:30 | member tansyk.amanzhol+
  EXP-1      | resource | 1 | 2025-09-09 21:10 | adviser natalya.berezina+
  EXP-2      | resource | 1 | 2025-09-12 11:55 | adviser wirawan+
`)

export const PREPARATION_DELEGATIONS = readDelegations(`
  APH   | member | 1 | 2025-09-24 15:00 | member petro.shevchuk+
  EHRA  | member | 1 | 2025-09-24 16:30 | member ieva.kazlauskaite+
  CSO-1 | member | 1 | 2025-09-25 10:00 | member ainur.rakhim+
  CSO-2 | member | 1 | 2025-09-25 19:00 | member meruert.sabit+
  CSO-3 | member | 1 | 2025-09-26 12:00 | member timur.nasyr+
  COM-1 | member | 1 | 2025-09-26 20:00 | member tansyk.amanzhol+
`)

export const TECHNICAL_DELEGATIONS = readDelegations(`
  MOH    | member | 1 | 2026-01-13 11:00 | member aliya.ospanova+
  RSPCMH | member | 1 | 2026-01-13 15:30 | member yelena.pavlova+
  CNA    | member | 1 | 2026-01-14 10:15 | member oksana.li
  DIST   | member | 2 |                  |
`)

export const VISIT_DELEGATIONS = readDelegations(`
  RSPCMH | member | 1 | 2025-11-26 11:00 | member yelena.pavlova+
  REG-08 | member | 2 | 2025-11-27 09:40 | head viktor.schmidt+
  APH    | member | 1 | 2025-11-27 18:10 | member petro.shevchuk+
  CSO-1  | member | 1 | 2025-11-28 10:20 | member sergey.volkov?
`)

export const SECOND_DELEGATIONS = readDelegations(`
  MOH        | member   | 3 | 2026-01-13 16:40 | head nurlan.abenov+, alternate aliya.ospanova
  RSPCMH     | member   | 3 | 2026-01-13 12:15 | head galym.tursunbekov+
  GPO        | member   | 2 |                  |
  NSC        | member   | 2 |                  |
  LEA        | member   | 2 |                  |
  MFA        | member   | 2 |                  |
  MOF        | member   | 1 |                  |
  CNA        | member   | 2 |                  |
  DIST       | member   | 2 |                  |
  WHO        | member   | 2 | 2026-01-13 18:05 | member liam.ohara+
  UNODC      | member   | 1 |                  |
  GF         | observer | 1 |                  |
  APH        | member   | 2 |                  |
  EHRA       | member   | 2 | 2026-01-13 19:20 | member jonas.petrauskas
  CSO-1      | member   | 2 |                  |
  CSO-2      | member   | 1 |                  |
  COM-1      | member   | 1 |                  |
  EXP-1      | resource | 1 |                  |
`)

/** Thirty participants of sixteen regions; the others teach, watch over the plans or observe. */
export const WORKSHOP_DELEGATIONS = readDelegations(`
  MOH        | resource | 1 | 2016-03-25 10:00 | adviser aliya.ospanova+
  RSPCMH     | resource | 2 | 2016-03-25 11:00 | head galym.tursunbekov+, adviser yelena.pavlova+
  UNODC-ROCA | resource | 2 | 2016-03-25 12:00 | adviser nilufar.yusupova+
  GF         | observer | 1 | 2016-03-28 17:00 |
  REG-01     | member   | 2 | 2016-03-29 09:00 | member yerlan.abdrakhman+, member aisulu.kassymova+
  REG-02     | member   | 2 | 2016-03-29 09:10 | member gulsim.zholdasbay+, member irina.zhuravlyova+
  REG-03     | member   | 2 | 2016-03-29 09:20 | member maral.nurgaliyeva+, member timur.rakhimov+
  REG-04     | member   | 2 | 2016-03-29 09:30 | member bauyrzhan.utegen+
  REG-05     | member   | 2 | 2016-03-29 09:40 | member valentina.sidorenko+, member saule.zhumadilova+
  REG-06     | member   | 2 | 2016-03-29 09:50 | member asylkhan.mombek+, member dinara.akhmetbek+
  REG-07     | member   | 2 | 2016-03-29 10:00 | member inkar.qabdolova+, member marat.gubaidullin+
  REG-08     | member   | 2 | 2016-03-29 10:10 | member viktor.schmidt+, member galina.petrenko+
  REG-09     | member   | 2 | 2016-03-29 10:20 | member lyudmila.kovalenko+, member nurbolat.baizhan+
  REG-10     | member   | 2 | 2016-03-29 10:30 | member ularbek.aitbay+, member aqmaral.smadiyar+
  REG-11     | member   | 2 | 2016-03-29 10:40 | member zhangul.qosbarmaq+
  REG-12     | member   | 2 | 2016-03-29 10:50 | member anna.belova+, member zhanna.tolebekova+
  REG-13     | member   | 2 | 2016-03-29 11:00 | member oleg.ivanchenko+, member oksana.vorobyova+
  REG-14     | member   | 2 | 2016-03-29 11:10 | member qalima.amirkhan+, member gulnaz.seidakhmet+
  REG-15     | member   | 2 | 2016-03-29 11:20 | member marina.ten+, member daniyar.iskendir+
  REG-16     | member   | 2 | 2016-03-29 11:30 | member askhat.dauletov+, member vera.klimenko+
`)
