/** The whole example as it would have happened, from the workshop of 2016 to 15 January 2026. */

import { decides, promises, tellsPromises } from './followup/acts.ts'
import { DECISIONS } from './followup/decisions.ts'
import { mornings } from './followup/mornings.ts'
import { OTHER_PROMISES } from './followup/other-promises.ts'
import { SUPPLY_PROMISES } from './followup/promises.ts'
import { recurringActs } from './followup/recurring.ts'
import { regionalPlanActs } from './followup/regional-plans.ts'
import { statusActs } from './followup/status.ts'
import { stepActs } from './followup/steps.ts'
import { supplyActs } from './followup/supply.ts'
import { viewActs } from './followup/views.ts'
import {
  edits,
  grants,
  heads,
  lists,
  moves,
  opens,
  type Planned,
  plans,
  publishes,
  settles,
  takesAll,
  turns,
} from './meetings/acts.ts'
import { DIALOGUE_AGENDA, WORKSHOP_AGENDA } from './meetings/agenda.ts'
import {
  OCTOBER_DELEGATIONS,
  PREPARATION_DELEGATIONS,
  SECOND_DELEGATIONS,
  TECHNICAL_DELEGATIONS,
  VISIT_DELEGATIONS,
  WORKSHOP_DELEGATIONS,
} from './meetings/delegations.ts'
import { DIALOGUE, LETTERHEAD, WORKSHOP_PROGRAMME } from './meetings/dialogues.ts'
import { invites, replaces } from './meetings/invitation-acts.ts'
import {
  DIALOGUE_OF_OCTOBER,
  OVERSIGHT_VISIT,
  PREPARATORY_CALL,
  SECOND_DIALOGUE,
  SECOND_DIALOGUE_FIRST_DATE,
  technicalCall,
  WORKSHOP,
} from './meetings/meetings.ts'
import { laysNote } from './meetings/papers.ts'
import { planActs } from './meetings/plan-acts.ts'
import { ROADMAP_2025 } from './meetings/present-roadmap.ts'
import { ROADMAP_2015 } from './meetings/roadmap.ts'
import { roadmapActs } from './meetings/roadmap-acts.ts'
import { astana } from './moment.ts'
import type { Act } from './scene.ts'

/** M1: held in 2016 and closed with its programme. */
function workshop(): Act[] {
  const code = 'M1'
  return [
    opens(astana('2016-03-14 10:00'), WORKSHOP_PROGRAMME),
    turns(astana('2016-03-14 10:10'), 'MMT-2016', 'activation'),
    plans(astana('2016-03-14 10:30'), { code, dialogue: 'MMT-2016', draft: WORKSHOP }),
    ...lists(astana('2016-03-14 11:00'), code, WORKSHOP_AGENDA),
    publishes(astana('2016-03-15 09:30'), code),
    moves(astana('2016-03-15 10:00'), code, 'announcement'),
    ...invites(astana('2016-03-15 11:00'), {
      meeting: code,
      replyBy: '2016-04-01',
      delegations: WORKSHOP_DELEGATIONS,
    }),
    moves(astana('2016-04-05 10:00'), code, 'confirmation'),
    settles(astana('2016-04-05 10:10')),
    moves(astana('2016-04-13 09:00'), code, 'opening'),
    takesAll(astana('2016-04-15 15:50'), code),
    moves(astana('2016-04-15 16:00'), code, 'holding'),
    moves(astana('2016-04-22 12:00'), code, 'minuting'),
    moves(astana('2016-04-29 12:00'), code, 'closing'),
    turns(astana('2018-01-15 10:00'), 'MMT-2016', 'closure'),
  ]
}

/** The dialogue of October 2025 with its preparation. */
function october(): Act[] {
  const dialogue = 'OAT-KZ'
  return [
    opens(astana('2025-08-26 10:00'), DIALOGUE),
    heads(astana('2025-08-26 10:05'), dialogue, LETTERHEAD),
    turns(astana('2025-08-26 10:10'), dialogue, 'activation'),
    grants(astana('2025-08-26 10:20'), dialogue, 'madina.yessenova', 'coordinator'),
    grants(astana('2025-08-26 10:25'), dialogue, 'arman.tolegen', 'rapporteur'),
    plans(astana('2025-09-02 09:30'), { code: 'M2', dialogue, draft: DIALOGUE_OF_OCTOBER }),
    ...lists(astana('2025-09-02 10:00'), 'M2', DIALOGUE_AGENDA),
    moves(astana('2025-09-04 16:00'), 'M2', 'announcement'),
    ...invites(astana('2025-09-05 10:00'), {
      meeting: 'M2',
      replyBy: '2025-09-19',
      delegations: OCTOBER_DELEGATIONS,
    }),
    plans(astana('2025-09-22 10:00'), { code: 'M2p', dialogue, draft: PREPARATORY_CALL }),
    moves(astana('2025-09-22 10:20'), 'M2p', 'announcement'),
    ...invites(astana('2025-09-22 10:30'), {
      meeting: 'M2p',
      replyBy: '2025-09-30',
      delegations: PREPARATION_DELEGATIONS,
    }),
    ...held('M2p', ['2025-10-03 12:00', '2025-10-07 15:00', '2025-10-07 16:30']),
    publishes(astana('2025-09-30 17:00'), 'M2'),
    ...replaces(astana('2025-10-13 10:15'), {
      meeting: 'M2',
      institution: 'DIST',
      leaving: 'irina.gorbunova',
      coming: { person: 'yerlan.sultanov', role: 'head', reply: 'accepted' },
    }),
    ...held('M2', ['2025-10-09 10:00', '2025-10-14 09:00', '2025-10-14 17:30']),
    ...DECISIONS.map((decision) => decides('M2', '2025-10-14', decision)),
    ...[...SUPPLY_PROMISES, ...OTHER_PROMISES].flatMap((promise) =>
      promises(
        'M2',
        `2025-10-14 16:${String(54 + Math.floor(promise.number / 3)).padStart(2, '0')}`,
        promise,
      ),
    ),
    takesAll(astana('2025-10-14 17:25'), 'M2'),
    tellsPromises(astana('2025-10-15 11:00'), 'M2'),
    moves(astana('2025-10-24 15:00'), 'M2', 'minuting'),
  ]
}

/** Confirmed, opened and held at these wall times. */
function held(code: string, [confirmed, opened, over]: readonly [string, string, string]): Act[] {
  const settled = confirmed.replace(/:00$/, ':10')
  return [
    moves(astana(confirmed), code, 'confirmation'),
    settles(astana(settled)),
    moves(astana(opened), code, 'opening'),
    moves(astana(over), code, 'holding'),
  ]
}

/** Between the meetings: technical calls, a visit put on a day off, and the second dialogue. */
function between(): Act[] {
  const dialogue = 'OAT-KZ'
  const second: Planned = { code: 'M3', dialogue, draft: SECOND_DIALOGUE, previous: 'M2' }
  const [day] = SECOND_DIALOGUE.days
  const first = day ? { ...SECOND_DIALOGUE, days: [{ ...day, date: SECOND_DIALOGUE_FIRST_DATE }] } : null
  return [
    plans(astana('2025-11-24 10:00'), { code: 'MX', dialogue, draft: OVERSIGHT_VISIT }),
    moves(astana('2025-11-24 10:20'), 'MX', 'announcement'),
    ...invites(astana('2025-11-24 10:30'), {
      meeting: 'MX',
      replyBy: '2025-12-05',
      delegations: VISIT_DELEGATIONS,
    }),
    moves(astana('2025-12-08 11:00'), 'MX', 'cancellation'),
    ...(first ? [plans(astana('2025-12-18 10:00'), { ...second, draft: first })] : []),
    edits(astana('2025-12-19 09:40'), second),
    moves(astana('2026-01-12 10:00'), 'M3', 'announcement'),
    ...invites(astana('2026-01-12 10:30'), {
      meeting: 'M3',
      replyBy: '2026-02-27',
      delegations: SECOND_DELEGATIONS,
    }),
    ...laysNote(astana('2026-01-12 11:30'), 'M3'),
    plans(astana('2026-01-12 15:00'), { code: 'M2t', dialogue, draft: technicalCall('2026-01-29') }),
    moves(astana('2026-01-12 15:10'), 'M2t', 'announcement'),
    ...invites(astana('2026-01-12 15:20'), {
      meeting: 'M2t',
      replyBy: '2026-01-23',
      delegations: TECHNICAL_DELEGATIONS,
    }),
  ]
}

/** All acts in the order of their instants; those of one instant stay in the order in which they are written. */
export function allActs(): Act[] {
  const all = [
    ...workshop(),
    ...roadmapActs(ROADMAP_2015),
    ...roadmapActs(ROADMAP_2025),
    ...planActs(),
    ...october(),
    ...between(),
    ...statusActs(),
    ...regionalPlanActs(),
    ...supplyActs(),
    ...stepActs(),
    ...recurringActs(),
    ...viewActs(),
    ...mornings('2025-10-15', '2026-01-14'),
  ]
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
