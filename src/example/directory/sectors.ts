/** The sectors of the example: the groups in which a balance of voices is watched (domain.md §5.1). */

import type { Locale } from '../../kernel/locale.ts'
import type { SectorClass } from '../../store/schema.ts'

interface ExampleSector {
  readonly code: string
  readonly class: SectorClass
  readonly names: Readonly<Record<Locale, string>>
}

export const SECTORS: readonly ExampleSector[] = [
  {
    code: 'HEALTH',
    class: 'state_health',
    names: { en: 'State: health', ru: 'Государство: здравоохранение', kk: 'Мемлекет: денсаулық сақтау' },
  },
  {
    code: 'JUSTICE',
    class: 'state_justice',
    names: {
      en: 'State: justice and security',
      ru: 'Государство: правосудие и безопасность',
      kk: 'Мемлекет: әділет және қауіпсіздік',
    },
  },
  {
    code: 'STATE',
    class: 'state_other',
    names: {
      en: 'State: other bodies',
      ru: 'Государство: другие органы',
      kk: 'Мемлекет: басқа органдар',
    },
  },
  {
    code: 'SUPPLY',
    class: 'supplier',
    names: { en: 'Suppliers', ru: 'Поставщики', kk: 'Жеткізушілер' },
  },
  {
    code: 'INTERNATIONAL',
    class: 'multilateral',
    names: {
      en: 'International organisations',
      ru: 'Международные организации',
      kk: 'Халықаралық ұйымдар',
    },
  },
  { code: 'FUNDER', class: 'funder', names: { en: 'Funders', ru: 'Доноры', kk: 'Донорлар' } },
  {
    code: 'CIVIL-INT',
    class: 'civil_society',
    names: {
      en: 'Civil society: international',
      ru: 'Гражданское общество: международные организации',
      kk: 'Азаматтық қоғам: халықаралық ұйымдар',
    },
  },
  {
    code: 'CIVIL',
    class: 'civil_society',
    names: { en: 'Civil society', ru: 'Гражданское общество', kk: 'Азаматтық қоғам' },
  },
  {
    code: 'COMMUNITY',
    class: 'affected_community',
    names: { en: 'Patients’ community', ru: 'Сообщество пациентов', kk: 'Пациенттер қауымдастығы' },
  },
  {
    code: 'EXPERTS',
    class: 'academia',
    names: { en: 'Independent experts', ru: 'Независимые эксперты', kk: 'Тәуелсіз сарапшылар' },
  },
]
