/** A paper that lies before a meeting, in two languages, and how it came there. */

import { addPaper } from '../../documents/commands.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Locale } from '../../kernel/locale.ts'
import { type Act, idOf, making } from '../scene.ts'

interface PaperFile {
  readonly lang: Locale
  readonly name: string
  readonly title: string
  readonly lines: readonly string[]
}

const SUPPLY_NOTE: readonly [PaperFile, PaperFile] = [
  {
    lang: 'ru',
    name: 'обзор-снабжения.txt',
    title: 'Обзор снабжения к заседанию (демо)',
    lines: [
      'Обзор снабжения к заседанию 14 апреля 2026 года (демо)',
      'Все сведения в этом файле вымышлены.',
      '1. Остатки на конец декабря 2025 года сообщили 14 мест из 20.',
      '2. Договор на поставку следовало заключить в сентябре 2025 года.',
      '3. До заседания просим сообщить остатки по другим местам.',
    ],
  },
  {
    lang: 'kk',
    name: 'жабдықтау-шолуы.txt',
    title: 'Отырысқа арналған жабдықтау шолуы (демо)',
    lines: [
      '2026 жылғы 14 сәуірдегі отырысқа арналған жабдықтау шолуы (демо)',
      'Бұл файлдағы мәліметтердің бәрі ойдан шығарылған.',
      '1. 2025 жылғы желтоқсанның соңындағы қалдықтарды 20 орынның 14-і хабарлады.',
      '2. Жеткізу шарты 2025 жылғы қыркүйекте жасалуға тиіс еді.',
      '3. Отырысқа дейін қалған орындардың қалдықтарын хабарлауды сұраймыз.',
    ],
  },
]

/** Lays the note on supply before a meeting as a whole: in Russian, then in Kazakh as a language of the same paper. */
export function laysNote(at: Instant, meeting: string): Act[] {
  const [first, second] = SUPPLY_NOTE
  const code = `${meeting}/note`
  return [lays(at, { meeting, code, file: first }), lays(at, { meeting, code, file: second, of: code })]
}

interface Laid {
  readonly meeting: string
  readonly code: string
  readonly file: PaperFile
  /** Code of the paper of which it is another language. */
  readonly of?: string
}

function lays(at: Instant, { meeting, code, file, of }: Laid): Act {
  const { lang, name, title, lines } = file
  return making({
    at,
    what: `${code} in ${lang}`,
    code: of ? `${code}/${lang}` : code,
    run: (store, scene) =>
      addPaper(store, {
        actor: scene.actor,
        meetingId: idOf(scene, meeting),
        paperId: of ? idOf(scene, of) : null,
        itemId: null,
        title,
        lang,
        file: {
          name,
          mediaType: 'text/plain',
          bytes: new TextEncoder().encode(`${lines.join('\r\n\r\n')}\r\n`),
        },
      }),
  })
}
