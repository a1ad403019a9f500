/** How the secretariat asked before the second dialogue how the commitments stand, and who had answered by 15 January. */

import { OPEN } from '../../commitments/filter.ts'
import { findCommitment, listCommitments } from '../../commitments/queries.ts'
import type { Claim } from '../../commitments/report.ts'
import { localDate } from '../../kernel/local-date.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { takeAnswer } from '../../status/answer-commands.ts'
import { prepareRequest } from '../../status/commands.ts'
import { partsOfRequests } from '../../status/queries.ts'
import { sendRequest } from '../../status/sending-commands.ts'
import type { Store } from '../../store/store.ts'
import { astana, named } from '../moment.ts'
import { type Act, byLink, idOf, making, type Scene } from '../scene.ts'

const CODE = 'S-1'

const WORDS = {
  ru: 'Справка будет представлена участникам заседания 14 апреля 2026 года (демо).',
  kk: 'Анықтама 2026 жылғы 14 сәуірдегі отырысқа қатысушыларға ұсынылады (демо).',
  en: 'The paper will be laid before the meeting of 14 April 2026 (demo).',
}

/** What one institution said about one commitment. */
interface ExampleAnswer {
  readonly at: string
  readonly by: string
  readonly institution: string
  readonly commitment: string
  readonly claim: Claim
  readonly words: string
}

const ANSWERS: readonly ExampleAnswer[] = [
  {
    at: '2026-01-14 10:40',
    by: 'yerlan.sultanov',
    institution: 'DIST',
    commitment: 'C-01',
    claim: 'in_progress',
    words: 'Шарт жобасы жеткізушіде, қол қою 30 қаңтарға жоспарланған.',
  },
  {
    at: '2026-01-14 16:25',
    by: 'yelena.pavlova',
    institution: 'RSPCMH',
    commitment: 'C-05',
    claim: 'in_progress',
    words: 'Отчёты получены из 14 регионов из 20, остальные запрошены повторно.',
  },
]

/** One request to the leads of everything that is open, and two answers. */
export function statusActs(): Act[] {
  return [
    making({
      at: astana('2026-01-13 10:00'),
      what: CODE,
      code: CODE,
      run: async (store, scene) => {
        const dialogueId = idOf(scene, 'OAT-KZ')
        const filter = { ...OPEN, dialogueId }
        const { commitments } = await listCommitments(store, filter, 'all', { page: 1, locale: 'ru' })
        const draft = {
          meetingId: idOf(scene, 'M3'),
          commitmentIds: commitments.filter(({ state }) => state !== 'proposed').map(({ id }) => id),
          dueOn: localDate('2026-03-31'),
          words: WORDS,
        }
        return prepareRequest(store, { actor: scene.actor, dialogueId, draft })
      },
    }),
    {
      at: astana('2026-01-13 10:10'),
      what: `letters of ${CODE}`,
      run: (store, scene) => sendRequest(store, { actor: scene.actor, id: idOf(scene, CODE) }),
    },
    ...ANSWERS.map(
      (answer): Act => ({
        at: astana(answer.at),
        what: `${answer.institution} answers ${CODE}`,
        run: (store, scene) => answers(store, scene, answer),
      }),
    ),
  ]
}

async function answers(store: Store, scene: Scene, answer: ExampleAnswer): Promise<Outcome<unknown>> {
  const id = idOf(scene, CODE)
  const institutionId = named(scene.institutions, answer.institution)
  const parts = (await partsOfRequests(store, [id])).get(id) ?? []
  const part = parts.find((one) => one.institutionId === institutionId)
  const commitment = await findCommitment(store, idOf(scene, answer.commitment), 'all')
  if (!part || !commitment) throw new Error(`${answer.institution} was not asked about ${answer.commitment}`)
  const { number, version } = commitment
  const lines = [{ number, version, claim: answer.claim, words: answer.words }]
  const actor = byLink(scene, answer.by, answer.institution)
  return takeAnswer(store, { actor, partId: part.id, lines })
}
