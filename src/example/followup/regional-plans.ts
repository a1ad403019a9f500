/** C-13 of domain.md: regional plans for 2026 from one template; 6 drafted, 3 returned, 11 did not answer yet. */

import type { Instant } from '../../kernel/instant.ts'
import { localDate } from '../../kernel/local-date.ts'
import { done } from '../../kernel/outcome.ts'
import type { ActivityDraft } from '../../plans/activity.ts'
import { addActivity, presentPlan, writeText } from '../../plans/draft-commands.ts'
import { findPlan } from '../../plans/queries.ts'
import { answerPlan } from '../../plans/review-commands.ts'
import { PARTS, TEXT_PARTS } from '../../plans/template.ts'
import { recordTemplate } from '../../plans/template-commands.ts'
import { REGIONAL_PEOPLE } from '../directory/regional-people.ts'
import { REGIONS } from '../directory/regions.ts'
import { makesPlans } from '../meetings/plan-making.ts'
import { PLAN_TEXTS, type Written } from '../meetings/regional-plan.ts'
import { astana } from '../moment.ts'
import { type Act, byLink, idOf, making, type Scene } from '../scene.ts'

const TEMPLATE = 'P-2026'

/** Wrote something, and stopped after the texts or after one activity. */
const DRAFTED: readonly string[] = ['REG-02', 'REG-05', 'REG-09', 'REG-12', 'REG-16', 'REG-18']

/** Handed in and came back, with what was remarked. */
const RETURNED: Readonly<Record<string, string>> = {
  'REG-01': 'Сроки второго мероприятия приходятся на праздники; просим перенести (демо).',
  'REG-08': 'Не указано, сколько врачей будет обучено (демо).',
  'REG-14': 'Нәтижені санмен көрсетіңіз (демо).',
}

const WORDS: Readonly<Record<Written, readonly (readonly [title: string, result: string])[]>> = {
  ru: [
    ['Обучение врачей поликлиник направлению на терапию', 'Обучено 20 врачей (демо)'],
    ['День открытых дверей для родственников пациентов', 'Пришло не менее 30 человек (демо)'],
  ],
  kk: [
    ['Емхана дәрігерлерін терапияға жолдауға оқыту', '20 дәрігер оқытылды (демо)'],
    ['Пациенттердің туыстарына арналған ашық есік күні', 'Кемінде 30 адам келді (демо)'],
  ],
}

const TERMS = [
  { kind: 'training', startsOn: localDate('2026-03-10'), endsOn: localDate('2026-04-30') },
  { kind: 'meeting', startsOn: localDate('2026-09-14'), endsOn: localDate('2026-09-18') },
] as const

function activitiesIn(lang: Written): ActivityDraft[] {
  return TERMS.map((terms, at) => {
    const [title = '', result = ''] = WORDS[lang][at] ?? []
    return { ...terms, title, result, responsible: responsibleIn(lang), objectiveId: null }
  })
}

function responsibleIn(lang: Written): string {
  return lang === 'kk'
    ? 'Өңірлік орталықтың бас маманы (демо)'
    : 'Главный специалист регионального центра (демо)'
}

interface Region {
  readonly code: string
  readonly person: string
  readonly lang: Written
}

function regionsOf(codes: readonly string[]): Region[] {
  return codes.flatMap((code) => {
    const person = REGIONAL_PEOPLE.find((one) => one.at === code && one.role === 'focal_point')
    return person ? [{ code, person: person.key, lang: person.locale === 'kk' ? 'kk' : 'ru' }] : []
  })
}

/** Everything that happened to them until 15 January 2026. */
export function regionalPlanActs(): Act[] {
  const returned = regionsOf(Object.keys(RETURNED))
  return [
    records(astana('2025-11-17 10:00')),
    makesPlans({
      at: astana('2025-11-18 10:00'),
      template: TEMPLATE,
      owners: REGIONS.map(({ code }) => code),
      dueOn: localDate('2026-02-28'),
    }),
    ...regionsOf(DRAFTED).map((region, at) => drafts(astana(`2025-12-1${at} 11:00`), region, at % 2)),
    ...returned.map((region, at) => drafts(astana(`2025-12-2${at} 15:00`), region, 2)),
    ...returned.map((region, at) => presents(astana(`2026-01-0${at + 5} 12:00`), region)),
    ...returned.map((region, at) => returns(astana(`2026-01-13 1${at}:00`), region)),
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
        dialogueId: idOf(scene, 'OAT-KZ'),
        titles: {
          en: 'Regional plan 2026 (demo)',
          ru: 'Региональный план на 2026 год (демо)',
          kk: '2026 жылға арналған өңірлік жоспар (демо)',
        },
        authoritative: 'ru',
        from: localDate('2026-01-01'),
        to: localDate('2026-12-31'),
        roadmapId: null,
        parts: PARTS.map((part) => ({ part, wanted: 'required', titles: {}, hints: {} })),
      }),
  })
}

function onPlan(scene: Scene, { code, person }: Region) {
  return { actor: byLink(scene, person, code), planId: idOf(scene, `${TEMPLATE}/${code}`) }
}

/** All texts, and so many activities. */
function drafts(at: Instant, region: Region, activities: number): Act {
  return {
    at,
    what: `plan of ${region.code} for 2026`,
    run: async (store, scene) => {
      const asked = onPlan(scene, region)
      const [texts] = PLAN_TEXTS[region.lang]
      for (const part of TEXT_PARTS) {
        const written = await writeText(store, { ...asked, part, text: texts[part], version: 0 })
        if (!written.ok) return written
      }
      for (const draft of activitiesIn(region.lang).slice(0, activities)) {
        const added = await addActivity(store, { ...asked, draft })
        if (!added.ok) return added
      }
      return done(null)
    },
  }
}

function presents(at: Instant, region: Region): Act {
  return {
    at,
    what: `${region.code} presents its plan for 2026`,
    run: async (store, scene) => {
      const asked = onPlan(scene, region)
      return presentPlan(store, { ...asked, version: (await findPlan(store, asked.planId))?.version ?? 0 })
    },
  }
}

/** By the ministry's focal point, through the link of that plan. */
function returns(at: Instant, region: Region): Act {
  return {
    at,
    what: `the ministry returns the plan of ${region.code}`,
    run: async (store, scene) => {
      const { planId } = onPlan(scene, region)
      const remarks = [{ part: 'activity' as const, text: RETURNED[region.code] ?? '' }]
      const version = (await findPlan(store, planId))?.version ?? 0
      const actor = byLink(scene, 'aigerim.seitkali', 'MOH')
      return answerPlan(store, { actor, planId, version, decision: 'returned', remarks })
    },
  }
}
