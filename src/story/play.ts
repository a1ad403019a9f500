/** Plays the whole story once: `npm run demo -- --once --out DIR`. */

import type { Engine } from '../store/store.ts'
import type { Cast } from './cast.ts'
import { Stage } from './stage.ts'
import { answer, inviteInstitutions, nominate, remind } from './steps/answers.ts'
import { letTimePass, moveDueDate, reportAndVerify } from './steps/between.ts'
import { moveMeeting, replaceDelegate } from './steps/changes.ts'
import { cancelFollowUp, readDigests } from './steps/closing.ts'
import { openDialogue, setTheStage } from './steps/opening.ts'
import { gatherPlans } from './steps/plans.ts'
import { planTheContract } from './steps/progress.ts'
import { holdMeeting, publishAgenda, sendPromises } from './steps/session.ts'
import { nameSuccessor, phoneTheSilent } from './steps/silence.ts'
import { askForStatus } from './steps/status.ts'
import { countPeriods, reportStock } from './steps/stock.ts'
import { adoptScenario, watchMedicine } from './steps/supply.ts'

/** One step: it acts as its people would and checks what they see. */
type Step = (stage: Stage, cast: Cast) => Promise<void>

/** In the order of their days: they are numbered as they are played. */
export const STEPS: readonly Step[] = [
  openDialogue,
  inviteInstitutions,
  nominate,
  answer,
  remind,
  moveMeeting,
  replaceDelegate,
  publishAgenda,
  holdMeeting,
  sendPromises,
  letTimePass,
  reportAndVerify,
  moveDueDate,
  watchMedicine,
  readDigests,
  cancelFollowUp,
  planTheContract,
  reportStock,
  adoptScenario,
  askForStatus,
  nameSuccessor,
  countPeriods,
  phoneTheSilent,
  gatherPlans,
]

interface PlayOptions {
  /** Where mails and `story.json` go. */
  readonly out: string
  /** Open, migrated and empty; the story closes it. SQLite in a folder of its own when left out. */
  readonly engine?: Engine
  readonly print?: (line: string) => void
}

/**
 * Plays all steps through HTTP, a real database and a real mail server on loopback. The clock is
 * the story's own, so the day and the zone of the machine play no part.
 * @returns true if every check held; what did not hold is in `story.json` and printed.
 */
export async function playStory({ out, engine, print = printLine }: PlayOptions): Promise<boolean> {
  const stage = await Stage.build({ out, engine, print })
  try {
    await play(stage)
  } catch (error) {
    stage.record.broke(error)
  } finally {
    await stage.strike()
  }
  stage.record.finish(out)
  return stage.record.holds()
}

async function play(stage: Stage): Promise<void> {
  const cast = await setTheStage(stage)
  for (const step of STEPS) await step(stage, cast)
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`)
}
