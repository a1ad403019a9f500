/** Reports that mail came back: their classes, and the address of a list of them. Pure. */

import type { BouncesTable } from '../store/inbound-schema.ts'

export type BounceClass = BouncesTable['class']

/** Worst first. */
export const BOUNCE_CLASSES: readonly BounceClass[] = ['hard', 'policy', 'complaint', 'soft', 'delayed']

/** Does settling such a report say that the address works? Any other is only marked as seen: it stopped nothing. */
export function saysItWorks(bounce: BounceClass): boolean {
  return bounce === 'hard' || bounce === 'soft'
}

/** What a list can be narrowed to. */
interface Chosen {
  readonly show: 'open' | 'settled'
  readonly class: BounceClass | null
}

/** Reads `?show=settled&class=hard&page=2`; what makes no sense is left out. */
export function readBounceFilter(query: Readonly<Record<string, string>>): Chosen {
  return {
    show: query.show === 'settled' ? 'settled' : 'open',
    class: BOUNCE_CLASSES.find((one) => one === query.class) ?? null,
  }
}

/** The address of a list; defaults are left out. */
export function bouncesPath({ show, class: ofClass }: Chosen, page = 1): string {
  const query = new URLSearchParams()
  if (show !== 'open') query.set('show', show)
  if (ofClass) query.set('class', ofClass)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `/mail/bounces${text && `?${text}`}`
}
