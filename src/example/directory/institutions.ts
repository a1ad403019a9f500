/** State bodies and the single distributor of the example (domain.md §5.1), with the names they had before. */

import { type ExampleInstitution, exampleInstitution } from './institution.ts'

export const STATE_BODIES: readonly ExampleInstitution[] = [
  exampleInstitution({
    code: 'MOH',
    sector: 'HEALTH',
    precedence: 10,
    official: {
      en: 'Ministry of Health',
      ru: 'Министерство здравоохранения',
      kk: 'Денсаулық сақтау министрлігі',
    },
    short: { en: 'MoH', ru: 'Минздрав', kk: 'ДСМ' },
    former: [
      {
        official: {
          en: 'Ministry of Health and Social Development',
          ru: 'Министерство здравоохранения и социального развития',
          kk: 'Денсаулық сақтау және әлеуметтік даму министрлігі',
        },
        short: { en: 'MoHSD', ru: 'МЗСР', kk: 'ДСӘДМ' },
        until: '2017-01-25',
      },
    ],
  }),
  exampleInstitution({
    code: 'RSPCMH',
    sector: 'HEALTH',
    precedence: 12,
    official: {
      en: 'Republican Scientific and Practical Centre for Mental Health',
      ru: 'Республиканский научно-практический центр психического здоровья',
      kk: 'Психикалық денсаулық республикалық ғылыми-практикалық орталығы',
    },
    short: { en: 'RSPCMH', ru: 'РНПЦПЗ', kk: 'ПДРҒПО' },
    former: [
      {
        official: {
          en: 'Republican Centre for Applied Research on Psychiatry, Psychotherapy and Addiction Treatment',
          ru: 'Республиканский научно-практический центр психиатрии, психотерапии и наркологии',
          kk: 'Психиатрия, психотерапия және наркология республикалық ғылыми-практикалық орталығы',
        },
        short: { en: 'RCAR PPAT', ru: 'РНПЦ ППН', kk: 'ППН РҒПО' },
        until: '2018-05-01',
      },
    ],
  }),
  exampleInstitution({
    code: 'GPO',
    sector: 'JUSTICE',
    precedence: 20,
    official: { en: 'Prosecutor General’s Office', ru: 'Генеральная прокуратура', kk: 'Бас прокуратура' },
    short: { en: 'GPO', ru: 'Генпрокуратура', kk: 'Бас прокуратура' },
  }),
  exampleInstitution({
    code: 'NSC',
    sector: 'JUSTICE',
    precedence: 21,
    listable: 'members',
    official: {
      en: 'National Security Committee',
      ru: 'Комитет национальной безопасности',
      kk: 'Ұлттық қауіпсіздік комитеті',
    },
    short: { en: 'NSC', ru: 'КНБ', kk: 'ҰҚК' },
  }),
  exampleInstitution({
    code: 'LEA',
    sector: 'JUSTICE',
    precedence: 22,
    official: {
      en: 'Ministry of Internal Affairs',
      ru: 'Министерство внутренних дел',
      kk: 'Ішкі істер министрлігі',
    },
    short: { en: 'MIA', ru: 'МВД', kk: 'ІІМ' },
  }),
  exampleInstitution({
    code: 'MFA',
    sector: 'STATE',
    precedence: 23,
    languages: ['kk', 'ru', 'en'],
    official: {
      en: 'Ministry of Foreign Affairs',
      ru: 'Министерство иностранных дел',
      kk: 'Сыртқы істер министрлігі',
    },
    short: { en: 'MFA', ru: 'МИД', kk: 'СІМ' },
  }),
  exampleInstitution({
    code: 'MOF',
    sector: 'STATE',
    precedence: 24,
    official: { en: 'Ministry of Finance', ru: 'Министерство финансов', kk: 'Қаржы министрлігі' },
    short: { en: 'MoF', ru: 'Минфин', kk: 'ҚМ' },
  }),
  exampleInstitution({
    code: 'CNA',
    sector: 'JUSTICE',
    precedence: 25,
    official: {
      en: 'Competent Authority for Narcotic Permits',
      ru: 'Уполномоченный орган по разрешениям на наркотические средства',
      kk: 'Есірткі құралдарына рұқсат беру жөніндегі уәкілетті орган',
    },
    short: { en: 'CNA', ru: 'Уполномоченный орган', kk: 'Уәкілетті орган' },
  }),
  exampleInstitution({
    code: 'DIST',
    sector: 'SUPPLY',
    precedence: 30,
    official: { en: 'Single Distributor', ru: 'Единый дистрибьютор', kk: 'Бірыңғай дистрибьютор' },
    short: { en: 'Distributor', ru: 'Дистрибьютор', kk: 'Дистрибьютор' },
  }),
]
