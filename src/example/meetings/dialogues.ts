/** The two processes of the example: the multilateral dialogue of 2025 and the workshop programme of 2016. */

import type { LetterheadDraft } from '../../correspondence/letterhead.ts'
import type { DialogueDraft } from '../../dialogues/dialogue.ts'
import { zone } from '../../kernel/zone.ts'

const ASTANA = zone('Asia/Almaty')

/** The dialogue of source B; its rules of procedure are invented. */
export const DIALOGUE: DialogueDraft = {
  code: 'OAT-KZ',
  title: {
    en: 'Multilateral dialogue on opioid agonist therapy in Kazakhstan',
    ru: 'Многосторонний диалог о поддерживающей терапии агонистами опиоидов в Казахстане',
    kk: 'Қазақстандағы опиоид агонистерімен қолдау терапиясы жөніндегі көпжақты диалог',
  },
  mandate: {
    en: 'Uninterrupted procurement of medicines and flexible, safe and cost-effective models of service. Example: the rules and commitments of this dialogue are invented.',
    ru: 'Бесперебойная закупка препаратов и гибкие, безопасные и экономически эффективные модели помощи. Пример: правила и обязательства этого диалога вымышлены.',
    kk: 'Дәрілік заттарды үздіксіз сатып алу және көмек көрсетудің икемді, қауіпсіз әрі үнемді үлгілері. Мысал: осы диалогтың қағидалары мен міндеттемелері ойдан шығарылған.',
  },
  project: 'iSoS',
  funder: 'The Global Fund',
  zone: ASTANA,
  holidayCalendar: 'KZ',
  languages: ['kk', 'ru', 'en'],
  authoritative: 'ru',
  attribution: 'institution_only',
  participantList: 'institutions',
  quorumBasis: 'institutions',
  quorumPercent: 50,
  decisionRule: 'consensus',
  silenceLength: 5,
  silenceUnit: 'working_days',
}

/** Under which its letters go; who signs is an office, no person. */
export const LETTERHEAD: LetterheadDraft = {
  numberPattern: '14/{n}',
  texts: {
    en: { names: 'Ministry of Health (demo)', contact: 'Astana, 8 Example Street\ndialogue@example.org' },
    ru: {
      names: 'Министерство здравоохранения (демо)',
      contact: 'Астана, ул. Примерная, 8\ndialogue@example.org',
    },
    kk: {
      names: 'Денсаулық сақтау министрлігі (демо)',
      contact: 'Астана қ., Мысал көшесі, 8\ndialogue@example.org',
    },
  },
  signatories: [
    {
      en: { title: 'Executive Secretary of the dialogue', name: 'Signatory (demo)' },
      ru: { title: 'Ответственный секретарь диалога', name: 'Подписант (демо)' },
      kk: { title: 'Диалогтың жауапты хатшысы', name: 'Қол қоюшы (демо)' },
    },
  ],
}

/** The training of source A under the roadmap 2015–2017, kept as a closed process. */
export const WORKSHOP_PROGRAMME: DialogueDraft = {
  code: 'MMT-2016',
  title: {
    en: 'Advocacy for methadone maintenance therapy, 2015–2017',
    ru: 'Адвокация поддерживающей терапии метадоном, 2015–2017',
    kk: 'Метадонмен қолдау терапиясын адвокациялау, 2015–2017',
  },
  mandate: {
    en: 'Advocacy plans of the regions under the roadmap on sustainability of methadone maintenance therapy.',
    ru: 'Адвокационные планы регионов в рамках дорожной карты по устойчивости поддерживающей терапии метадоном.',
    kk: 'Метадонмен қолдау терапиясының тұрақтылығы жөніндегі жол картасы аясындағы өңірлердің адвокация жоспарлары.',
  },
  project: 'Roadmap 2015–2017',
  funder: 'The Global Fund',
  zone: ASTANA,
  holidayCalendar: 'KZ',
  languages: ['kk', 'ru', 'en'],
  authoritative: 'ru',
  attribution: 'attributed',
  participantList: 'institutions',
  quorumBasis: 'none',
  quorumPercent: 50,
  decisionRule: 'consensus',
  silenceLength: 5,
  silenceUnit: 'working_days',
}
