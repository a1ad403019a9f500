/** What the page of a feed sends. */

import * as z from 'zod'
import type { Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { choice, readForm } from '../web/fields.ts'
import { DUE_AS, type DueAs } from './feed.ts'

const FEED = z.object({ due_as: choice(DUE_AS), act: choice(['save', 'renew']) })

/** @returns `invalid` with every fault: a missing or unknown choice. */
export function readFeed(values: FormValues): Outcome<{ dueAs: DueAs; renew: boolean }> {
  const read = readForm(FEED, values)
  if (!read.ok) return read
  return { ok: true, value: { dueAs: read.value.due_as, renew: read.value.act === 'renew' } }
}
