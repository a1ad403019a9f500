/** Kazakh texts of the room `documents`: papers of meetings, evidence, files to download. */

import type { Params } from '../../kernel/outcome.ts'
import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const documents: Messages['documents'] = {
  title: 'Материалдар',
  none: 'Материалдар әзірге жоқ.',
  add: 'Материал қосу',
  addVersion: review('Басқа тілін немесе жаңа нұсқасын қосу'),
  columns: {
    paper: 'Материал',
    item: 'Күн тәртібінің тармағы',
    added: 'Қосылған күні',
    acts: 'Әрекеттер',
  },
  labels: {
    paper: 'Материал',
    item: 'Күн тәртібінің тармағы',
    title: 'Атауы',
    lang: 'Файлдың тілі',
    file: 'Файл',
  },
  wholeMeeting: review('Жалпы отырысқа'),
  noLanguage: review('Бірнеше тілде немесе тілсіз'),
  titleHint: review('Файлдың тілінде. Бос қалдырылса, файлдың аты алынады.'),
  fileHint: (max: string) =>
    review(
      `PDF, DOCX, XLSX, PPTX, ODT, ODS, JPEG, PNG, TXT немесе CSV, ең көбі ${max}. Суреттерден орын мен камера туралы мәлімет алып тасталады.`,
    ),
  chooseAgain: review('Файлды қайта таңдаңыз: браузер оны сақтамайды.'),
  upload: 'Жүктеу',
  also: 'сондай-ақ',
  older: review('Бұрынғы нұсқалар және жойылған файлдар'),
  removedOn: (date: string) => review(`жойылған күні: ${date}`),
  remove: 'Файлды жою',
  removal: {
    title: review('Файл біржола жойылсын ба?'),
    lead: review(
      'Файлдың мазмұны қалпына келтіру мүмкіндігінсіз жойылады. Мұндай файл болғаны, оны кім қосқаны және кім жойғаны тарихта қалады. Жүктеп алынған және поштамен жіберілген көшірмелер өзгермейді.',
    ),
    keep: 'Қалдыру',
  },
  evidence: review('Растайтын файл'),
  evidenceHint: review('Есепте айтылғанды растайтын фотосурет, скан немесе PDF.'),
  attached: 'Тіркелген файлдар',
  units: { kb: 'КБ', mb: 'МБ' },
  refusals: {
    missing: 'Файлды таңдаңыз.',
    empty: 'Файл бос.',
    too_large: (p: Params) =>
      review(
        `Файл көлемі шектен асады. Шегі: ${p.max} МБ. Кішірек файл жіберіңіз. Енгізілген мәтін сақталды.`,
      ),
    not_taken: review(
      'Мұндай файлдар қабылданбайды. PDF, DOCX, XLSX, PPTX, ODT, ODS, JPEG, PNG, TXT немесе CSV файлын жіберіңіз.',
    ),
    not_as_named: review(
      'Файлдың мазмұны атына сәйкес келмейді немесе файл бүлінген. Оны сол бағдарламада қайта сақтап, жіберіңіз.',
    ),
    not_text: review(
      'Бұл UTF-8 кодтауындағы мәтін емес. Оны сол кодтауда сақтап (Excel: «CSV UTF-8»), жіберіңіз.',
    ),
    has_macros: review('Файлда макростар бар. Оны макроссыз сақтап, жіберіңіз.'),
    names_somebody: (p: Params) =>
      review(
        `Файлдың атауында қатысушының аты аталған (${p.name}). Бұл отырыстың ережесі бұған жол бермейді.`,
      ),
    quota: (p: Params) =>
      review(`Бұл диалогтің файлдары шекке жетті. Шегі: ${p.max} ГБ. Алдымен кейбір файлдарды жойыңыз.`),
    removed: 'Бұл файл жойылған.',
  },
}
