/** A medicine of a dialogue: what one unit holds, the plan, and how much should lie in store. Pure. */

import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'

/** What the secretariat says of a medicine. */
export interface MedicineDraft {
  /** Substance, form and strength. */
  readonly names: Readonly<Partial<Record<Locale, string>>>
  /** What is counted, in the plural: `bottles of 1 l`. */
  readonly units: Readonly<Partial<Record<Locale, string>>>
  readonly authoritative: Locale
  /** Milligrams of the substance in one unit. */
  readonly unitMilligrams: number
  /** Tenths of a per cent of the substance that are base, in which estimates are given. */
  readonly basePermille: number
  readonly patients: number
  /** The mean dose of a patient, milligrams a day. */
  readonly dailyMilligrams: number
  readonly minMonths: number
  readonly maxMonths: number
  readonly safetyDays: number
  /** Whether stock-outs are counted from what was reported or from the plan. */
  readonly rate: 'reported' | 'plan'
}

export const RATES = ['reported', 'plan'] as const

export interface Medicine extends Omit<MedicineDraft, 'names' | 'units'> {
  readonly id: Id
  readonly dialogueId: Id
  readonly name: Versions
  readonly unit: Versions
  readonly version: number
}

/**
 * @returns the draft, or `invalid` with every fault: no name, a name without its unit or a unit without its name, no
 *   words in the language that binds (`supply.needs_authoritative`), more at least than at most (`supply.min_max`).
 */
export function decideMedicine(draft: MedicineDraft): Outcome<MedicineDraft> {
  const faults: Fault[] = []
  const required = (field: string) => faults.push({ field, messageKey: 'forms.required' })
  for (const lang of LOCALES) {
    if (draft.names[lang] && !draft.units[lang]) required(`unit_${lang}`)
    if (draft.units[lang] && !draft.names[lang]) required(`name_${lang}`)
  }
  if (!draft.names[draft.authoritative])
    faults.push({ field: 'authoritative', messageKey: 'supply.needs_authoritative' })
  if (draft.maxMonths < draft.minMonths) faults.push({ field: 'max_months', messageKey: 'supply.min_max' })
  return faults.length > 0 ? refuseFaults(faults) : done(draft)
}
