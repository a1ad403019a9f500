/**
 * What recurs and what is shared in the example: C-05, the monthly stock report of twenty regions, of which fourteen
 * reported on December in time (domain.md §5.4); C-02 and C-03 with the parts of their supporting institutions.
 */

import { findCommitment } from '../../commitments/queries.ts'
import type { Instant } from '../../kernel/instant.ts'
import { localDate } from '../../kernel/local-date.ts'
import type { Locale } from '../../kernel/locale.ts'
import { refuse } from '../../kernel/outcome.ts'
import { setRecurrence, writePart } from '../../recurring/commands.ts'
import { takeShareReport } from '../../recurring/report-commands.ts'
import { shareOf } from '../../recurring/share-queries.ts'
import { astana, named } from '../moment.ts'
import { type Act, byLink, idOf } from '../scene.ts'

/** A part of an institution in a commitment. */
interface ExamplePart {
  readonly commitment: string
  readonly institution: string
  readonly due: string
  readonly text: Readonly<Record<Locale, string>>
  readonly report?: {
    readonly at: string
    readonly by: string
    readonly text: string
    readonly proof: string
  }
}

const PARTS: readonly ExamplePart[] = [
  {
    commitment: 'C-02',
    institution: 'RSPCMH',
    due: '2025-11-28',
    text: {
      en: 'Calculate the need by both methods and hand the sheet to the authority.',
      ru: 'Рассчитать потребность двумя методами и передать расчёт уполномоченному органу.',
      kk: 'Қажеттілікті екі әдіспен есептеп, есепті уәкілетті органға тапсыру.',
    },
    report: {
      at: '2025-11-26 11:20',
      by: 'yelena.pavlova',
      text: 'Расчёт двумя методами передан.',
      proof: 'Письмо № 05-1189 от 25.11.2025',
    },
  },
  {
    commitment: 'C-02',
    institution: 'MFA',
    due: '2025-12-12',
    text: {
      en: 'Transmit the supplementary estimate to the INCB by note verbale.',
      ru: 'Направить дополнительную оценку в МККН вербальной нотой.',
      kk: 'Қосымша бағалауды ХЕБК-ге вербалды нотамен жіберу.',
    },
  },
  {
    commitment: 'C-03',
    institution: 'RSPCMH',
    due: '2026-04-30',
    text: {
      en: 'Give the number of patients expected in 2027 by region.',
      ru: 'Представить ожидаемое число пациентов на 2027 год по регионам.',
      kk: '2027 жылға күтілетін пациенттер санын өңірлер бойынша ұсыну.',
    },
  },
]

/** All acts of this file. */
export function recurringActs(): Act[] {
  return [recurs(astana('2025-10-14 18:20')), ...PARTS.flatMap(partActs)]
}

function recurs(at: Instant): Act {
  return {
    at,
    what: 'rhythm of C-05',
    run: async (store, scene) => {
      const id = idOf(scene, 'C-05')
      const commitment = await findCommitment(store, id, 'all')
      if (!commitment) return refuse('not_found', 'forms.unknown')
      const rhythm = {
        every: 'month',
        dayRule: 'working_day',
        day: 5,
        monthsAfter: 1,
        dayOff: 'next',
      } as const
      const medicineId = idOf(scene, 'S-methadone')
      return setRecurrence(store, {
        actor: scene.actor,
        id,
        version: commitment.version,
        draft: { ...rhythm, first: '2025-10', last: '2026-12', owedBy: 'supporters', medicineId },
      })
    },
  }
}

function partActs({ commitment: code, institution, due, text, report }: ExamplePart): Act[] {
  const written: Act = {
    at: astana('2025-10-14 18:30'),
    what: `part of ${institution} in ${code}`,
    run: async (store, scene) => {
      const id = idOf(scene, code)
      const { version = 0 } = (await findCommitment(store, id, 'all')) ?? {}
      const draft = { text, authoritative: 'ru', dueOn: localDate(due) } as const
      const institutionId = named(scene.institutions, institution)
      return writePart(store, { actor: scene.actor, id, institutionId, version, draft })
    },
  }
  if (!report) return [written]
  const reported: Act = {
    at: astana(report.at),
    what: `report of ${institution} on its part in ${code}`,
    run: async (store, scene) => {
      const id = idOf(scene, code)
      const share = await shareOf(store, id, { institutionId: named(scene.institutions, institution) })
      return takeShareReport(store, {
        ...{ id, shareId: share?.id ?? '', version: share?.version ?? 0 },
        ...{ actor: byLink(scene, report.by, institution), channel: 'link', source: '' },
        ...{ claim: 'done', text: report.text, evidence: report.proof },
      })
    },
  }
  return [written, reported]
}
