/** A calendar entry of ours read back from its source, so that people see what programs will: RFC 5545 §3.1, §3.3. */

import { type Instant, parseInstant } from '../kernel/instant.ts'
import type { PartStat } from './answer.ts'

/** What the source says; texts are empty where a property is missing. */
export interface ShownEntry {
  readonly method: string
  readonly status: string
  readonly sequence: string
  readonly title: string
  readonly starts: Instant | null
  /** The end of the first day, if there are several. */
  readonly ends: Instant | null
  /** On how many days in a row. */
  readonly days: number
  readonly place: string
  readonly conference: string
  readonly text: string
  readonly isPrivate: boolean
  readonly partstat: PartStat
}

/** Reads one VEVENT as `calendar/entry.ts` writes it. */
export function readEntry(source: string): ShownEntry {
  const lines = source.replaceAll('\r\n ', '').split('\r\n').map(propertyOf)
  const found = (name: string) => lines.find((line) => line.name === name)
  const value = (name: string) => found(name)?.value ?? ''
  return {
    method: value('METHOD'),
    status: value('STATUS'),
    sequence: value('SEQUENCE'),
    title: textOf(value('SUMMARY')),
    starts: instantOf(value('DTSTART')),
    ends: instantOf(value('DTEND')),
    days: Number(/COUNT=(\d+)/.exec(value('RRULE'))?.[1] ?? 1),
    place: textOf(value('LOCATION')),
    conference: value('CONFERENCE'),
    text: textOf(value('DESCRIPTION')),
    isPrivate: value('CLASS') === 'PRIVATE',
    partstat:
      ANSWERS[/PARTSTAT=([A-Z-]+)/.exec(found('ATTENDEE')?.params ?? '')?.[1] ?? ''] ?? 'needs_action',
  }
}

const ANSWERS: Readonly<Record<string, PartStat>> = {
  ACCEPTED: 'accepted',
  TENTATIVE: 'tentative',
  DECLINED: 'declined',
}

// A name in quotes may hold the colon that ends the parameters elsewhere.
const PROPERTY = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:])*)*):(.*)$/s

function propertyOf(line: string) {
  const [, name = '', params = '', value = ''] = PROPERTY.exec(line) ?? []
  return { name, params, value }
}

function textOf(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark))
}

function instantOf(value: string): Instant | null {
  return parseInstant(value.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}
