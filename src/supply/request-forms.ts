/** What the form about asking for stock reports sends, cleaned and typed. */

import * as z from 'zod'
import { type Id, isId } from '../kernel/id.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { flag, integer, readForm, version } from '../web/fields.ts'
import type { Asking } from './request.ts'

const askingForm = z.object({ asked: flag(), due_days: integer(1, 20), version: version() })

/** Prefix of the fields with the person of each place. */
const CONTACT = 'contact_'

/** How a medicine is asked for, and who is asked where it is not the focal points. */
export interface AskingDraft {
  readonly asked: boolean
  readonly dueDays: number
  /** By place. */
  readonly contacts: ReadonlyMap<Id, Id>
  readonly version: number
}

/** The form. @returns `invalid` with the faults of its fields. */
export function readAsking(values: FormValues): Outcome<AskingDraft> {
  const form = readForm(askingForm, values)
  if (!form.ok) return form
  const contacts = Object.entries(values).flatMap(([name, value]): [Id, Id][] => {
    const place = name.startsWith(CONTACT) ? name.slice(CONTACT.length) : ''
    return typeof value === 'string' && isId(place) && isId(value) ? [[place, value]] : []
  })
  const { asked, due_days, version } = form.value
  return done({ asked, dueDays: due_days, contacts: new Map(contacts), version })
}

/** The field of a place. */
export function contactField(placeId: Id): string {
  return `${CONTACT}${placeId}`
}

/** The form as it is filled. */
export function askingValues({ asked, dueDays }: Asking, contacts: ReadonlyMap<Id, Id>): FormValues {
  return {
    asked: asked ? 'on' : '',
    due_days: String(dueDays),
    ...Object.fromEntries([...contacts].map(([place, person]) => [contactField(place), person])),
  }
}
