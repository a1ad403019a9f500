/** The sixteen regional plans of 2016: asked for, drafted at the workshop, approved, reported on, closed. */

import type { Instant } from '../../kernel/instant.ts'
import { plus } from '../../kernel/instant.ts'
import { localDate } from '../../kernel/local-date.ts'
import { done, type Outcome } from '../../kernel/outcome.ts'
import { addActivity, presentPlan, writeText } from '../../plans/draft-commands.ts'
import { closePlan } from '../../plans/plan-commands.ts'
import { findPlan } from '../../plans/queries.ts'
import { answerRequest, closeRequest, openRequest, verifyReports } from '../../plans/report-commands.ts'
import { findRequest } from '../../plans/request-queries.ts'
import { answerPlan } from '../../plans/review-commands.ts'
import { PARTS, TEXT_PARTS } from '../../plans/template.ts'
import { recordTemplate } from '../../plans/template-commands.ts'
import { activitiesOf, newestReports } from '../../plans/written-queries.ts'
import type { Store } from '../../store/store.ts'
import { REGIONAL_PEOPLE } from '../directory/regional-people.ts'
import { REGIONS_OF_2016 } from '../directory/regions.ts'
import { astana } from '../moment.ts'
import { type Act, byLink, idOf, making, type Scene } from '../scene.ts'
import { makesPlans } from './plan-making.ts'
import {
  FIRST_HALF,
  PLAN_TEXTS,
  type PlannedActivity,
  RETURNED,
  SECOND_HALF,
  SILENT,
  type Written,
} from './regional-plan.ts'
import { inThree } from './roadmap.ts'

const TEMPLATE = 'P-2016'

/** A region with the person who answers for it. */
interface Region {
  readonly code: string
  readonly at: number
  readonly person: string
  readonly name: string
  readonly lang: Written
}

const OWNERS: readonly Region[] = REGIONS_OF_2016.flatMap((code, at) => {
  const person = REGIONAL_PEOPLE.find((one) => one.at === code && one.role === 'focal_point')
  if (!person) return []
  const lang: Written = person.locale === 'kk' ? 'kk' : 'ru'
  const { surname = '', given = '' } = person.names[lang] ?? {}
  return [{ code, at, person: person.key, lang, name: `${surname} ${given}` }]
})

/** Everything that happened to the plans, in order. */
export function planActs(): Act[] {
  return [
    records(astana('2016-04-05 11:00')),
    makesPlans({
      at: astana('2016-04-05 11:30'),
      template: TEMPLATE,
      owners: OWNERS.map(({ code }) => code),
      dueOn: localDate('2016-04-15'),
      meeting: 'M1',
    }),
    ...OWNERS.map((region) => drafts(plus(astana('2016-04-14 15:00'), { minutes: region.at }), region)),
    ...OWNERS.map((region) => presents(plus(astana('2016-04-15 10:00'), { minutes: region.at }), region)),
    ...OWNERS.map((region) => answers(plus(astana('2016-04-22 10:00'), { minutes: region.at }), region)),
    ...OWNERS.filter(({ code }) => RETURNED[code]).flatMap((region) => [
      presents(plus(astana('2016-04-28 10:00'), { minutes: region.at }), region),
      answers(plus(astana('2016-05-04 10:00'), { minutes: region.at }), region, 'again'),
    ]),
    ...asks('H1', { asked: '2016-07-01 10:00', from: '2016-01-01', to: '2016-06-30', silent: [] }),
    ...asks('H2', { asked: '2017-01-04 10:00', from: '2016-07-01', to: '2016-12-31', silent: SILENT }),
    closes(astana('2017-02-20 10:00')),
  ]
}

function records(at: Instant): Act {
  return making({
    at,
    what: TEMPLATE,
    code: TEMPLATE,
    run: (store, scene) =>
      recordTemplate(store, {
        actor: scene.actor,
        dialogueId: idOf(scene, 'MMT-2016'),
        titles: inThree([
          'Advocacy plan of the region for 2016',
          'Адвокационный план региона на 2016 год',
          'Өңірдің 2016 жылға арналған адвокация жоспары',
        ]),
        authoritative: 'ru',
        from: localDate('2016-01-01'),
        to: localDate('2016-12-31'),
        roadmapId: idOf(scene, 'R-2015'),
        parts: PARTS.map((part) => ({ part, wanted: 'required', titles: {}, hints: {} })),
      }),
  })
}

function onPlan(scene: Scene, { code, person }: Region) {
  return { actor: byLink(scene, person, code), planId: idOf(scene, `${TEMPLATE}/${code}`) }
}

function activitiesFor({ at }: Region): PlannedActivity[] {
  return [FIRST_HALF[at % FIRST_HALF.length], SECOND_HALF[at % SECOND_HALF.length]].flatMap(
    (one) => one ?? [],
  )
}

function drafts(at: Instant, region: Region): Act {
  return {
    at,
    what: `plan of ${region.code}`,
    run: async (store, scene) => {
      const asked = onPlan(scene, region)
      const texts = PLAN_TEXTS[region.lang][region.at % 2 === 0 ? 0 : 1]
      for (const part of TEXT_PARTS) {
        const written = await writeText(store, { ...asked, part, text: texts[part], version: 0 })
        if (!written.ok) return written
      }
      for (const activity of activitiesFor(region)) {
        const added = await addActivity(store, { ...asked, draft: draftOf(scene, region, activity) })
        if (!added.ok) return added
      }
      return done(null)
    },
  }
}

function draftOf(scene: Scene, { lang, name }: Region, activity: PlannedActivity) {
  return {
    kind: activity.kind,
    title: activity.title[lang],
    startsOn: localDate(activity.from),
    endsOn: localDate(activity.to),
    responsible: name,
    result: activity.result[lang],
    objectiveId: idOf(scene, `R-2015/${activity.objective}`),
  }
}

function presents(at: Instant, region: Region): Act {
  return {
    at,
    what: `${region.code} presents`,
    run: async (store, scene) => {
      const asked = onPlan(scene, region)
      const version = (await findPlan(store, asked.planId))?.version ?? 0
      return presentPlan(store, { ...asked, version })
    },
  }
}

function answers(at: Instant, region: Region, time: 'first' | 'again' = 'first'): Act {
  return {
    at,
    what: `answer to ${region.code}`,
    run: async (store, scene) => {
      const { planId } = onPlan(scene, region)
      const version = (await findPlan(store, planId))?.version ?? 0
      const remark = time === 'first' ? RETURNED[region.code] : undefined
      const remarks = remark ? [{ part: 'whole', text: remark } as const] : []
      const decision = remark ? 'returned' : 'approved'
      return answerPlan(store, { actor: scene.actor, planId, version, decision, remarks })
    },
  }
}

interface HalfYear {
  readonly asked: string
  readonly from: string
  readonly to: string
  readonly silent: readonly string[]
}

/** One request to all, their answers within two weeks, and what the ministry confirms. */
function asks(half: string, { asked, from, to, silent }: HalfYear): Act[] {
  const at = astana(asked)
  const code = `${TEMPLATE}/${half}`
  const answering = OWNERS.filter((region) => !silent.includes(region.code))
  return [
    making({
      at,
      what: code,
      code,
      run: (store, scene) =>
        openRequest(store, {
          actor: scene.actor,
          templateId: idOf(scene, TEMPLATE),
          from: localDate(from),
          to: localDate(to),
          dueOn: localDate(`${asked.slice(0, 8)}15`),
        }),
    }),
    ...answering.map((region) => tells(plus(at, { days: 3, minutes: 7 * region.at }), code, region)),
    ...answering
      .filter((region) => region.at % 3 !== 2)
      .map((region) => confirms(plus(at, { days: 14, minutes: region.at }), region)),
    {
      at: plus(at, { days: 20 }),
      what: `end of ${code}`,
      run: async (store, scene) => {
        const asked = { actor: scene.actor, templateId: idOf(scene, TEMPLATE), id: idOf(scene, code) }
        const request = await findRequest(store, asked.templateId, asked.id)
        return closeRequest(store, { ...asked, version: request?.version ?? 0 })
      },
    },
  ]
}

function tells(at: Instant, request: string, region: Region): Act {
  return {
    at,
    what: `${region.code} answers ${request}`,
    run: async (store, scene) => {
      const asked = { ...onPlan(scene, region), requestId: idOf(scene, request) }
      const activities = (await activitiesOf(store, [asked.planId])).get(asked.planId) ?? []
      const claimed = activities.map(
        ({ id, result }) =>
          ({ activityId: id, claim: region.at % 5 === 4 ? 'under_way' : 'done', text: result }) as const,
      )
      return answerRequest(store, { ...asked, answers: claimed })
    },
  }
}

function confirms(at: Instant, region: Region): Act {
  return {
    at,
    what: `reports of ${region.code}`,
    run: (store, scene) => confirmAll(store, scene, region),
  }
}

async function confirmAll(store: Store, scene: Scene, region: Region): Promise<Outcome<number>> {
  const { planId } = onPlan(scene, region)
  const open = [...(await newestReports(store, [planId])).values()].filter(
    ({ claim, verifiedAt }) => claim === 'done' && verifiedAt === null,
  )
  if (open.length === 0) return done(0)
  return verifyReports(store, { actor: scene.actor, planId, reportIds: open.map(({ id }) => id) })
}

function closes(at: Instant): Act {
  return {
    at,
    what: `end of ${TEMPLATE}`,
    run: async (store, scene) => {
      for (const region of OWNERS) {
        const { planId } = onPlan(scene, region)
        const { actor } = scene
        const version = (await findPlan(store, planId))?.version ?? 0
        const closed = await closePlan(store, {
          ...{ actor, version },
          templateId: idOf(scene, TEMPLATE),
          id: planId,
        })
        if (!closed.ok) return closed
      }
      return done(OWNERS.length)
    },
  }
}
