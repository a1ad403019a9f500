/** The steps behind some commitments of the example: a contract that is late, a permit that waits for it, papers in time. */

import { commitmentsById } from '../../commitments/queries.ts'
import { localDate } from '../../kernel/local-date.ts'
import { addStep, applyTemplate, editStep, noteProgress, sayProgress } from '../../steps/commands.ts'
import type { StepDraft } from '../../steps/draft.ts'
import { askForDue } from '../../steps/due-request-commands.ts'
import type { Progress } from '../../steps/progress.ts'
import { stepsOf } from '../../steps/queries.ts'
import type { Store } from '../../store/store.ts'
import { astana, named } from '../moment.ts'
import { type Act, byLink, idOf, type Scene } from '../scene.ts'

/** Chosen steps of a built-in template, planned back from a day. */
function plansSteps(at: string, code: string, plan: readonly [string, readonly number[], string]): Act {
  const [template, chosen, end] = plan
  return {
    at: astana(at),
    what: `steps of ${code}`,
    run: (store, scene) =>
      applyTemplate(store, {
        ...{ actor: scene.actor, id: idOf(scene, code), locale: 'ru' },
        plan: { template, chosen, anchor: { kind: 'end', on: localDate(end) } },
      }),
  }
}

async function stepAt(store: Store, scene: Scene, [code, position]: readonly [string, number]) {
  const id = idOf(scene, code)
  const step = (await stepsOf(store, [id])).get(id)?.[position - 1]
  if (!step) throw new Error(`${code} has no step ${position}`)
  return { id, stepId: step.id, version: step.version, locale: 'ru' as const }
}

/** What the secretariat notes down of a step, counted from 1. */
function notes(at: string, where: readonly [string, number], progress: Progress): Act {
  return {
    at: astana(at),
    what: `step ${where[1]} of ${where[0]}: ${progress.kind}`,
    run: async (store, scene) => {
      const step = await stepAt(store, scene, where)
      return noteProgress(store, { actor: scene.actor, ...step, progress })
    },
  }
}

/** Another institution than the lead does a step. */
function assigns(at: string, where: readonly [string, number], institution: string): Act {
  return {
    at: astana(at),
    what: `institution of step ${where[1]} of ${where[0]}`,
    run: async (store, scene) => {
      const asked = await stepAt(store, scene, where)
      const step = (await stepsOf(store, [asked.id])).get(asked.id)?.[where[1] - 1]
      if (!step) throw new Error(`${where[0]} has no step ${where[1]}`)
      const { title, who, proof, days, plannedOn, after, guarded } = step
      const draft: StepDraft = {
        ...{ title: title.texts, who: who.texts, proof: proof.texts, authoritative: title.authoritative },
        ...{ days, plannedOn, after, guarded, reason: '' },
        institutionId: named(scene.institutions, institution),
      }
      return editStep(store, { actor: scene.actor, ...asked, draft })
    },
  }
}

interface Speaker {
  readonly person: string
  readonly institution: string
}

/** What the lead says of a step by its link. */
function says(
  at: string,
  where: readonly [string, number],
  said: Speaker & { readonly progress: Progress },
): Act {
  return {
    at: astana(at),
    what: `step ${where[1]} of ${where[0]}: ${said.progress.kind}`,
    run: async (store, scene) => {
      const { id, ...step } = await stepAt(store, scene, where)
      const actor = byLink(scene, said.person, said.institution)
      const link = { purpose: 'report' as const, subjectId: id, actor }
      return sayProgress(store, { ...step, link, progress: said.progress })
    },
  }
}

const done = (on: string, evidence: string): Progress => ({ kind: 'done', on: localDate(on), evidence })

const DISTRIBUTOR = { person: 'yerlan.sultanov', institution: 'DIST' }

/** C-01: the tender took longer than planned, the contract is still being agreed. */
function contract(): Act[] {
  const code = 'C-01'
  return [
    plansSteps('2025-10-15 15:00', code, ['procurement', [1, 2, 3, 4, 5], '2025-11-28']),
    assigns('2025-10-15 15:01', [code, 1], 'RSPCMH'),
    assigns('2025-10-15 15:02', [code, 2], 'CNA'),
    assigns('2025-10-15 15:03', [code, 3], 'MOF'),
    notes('2025-10-15 15:05', [code, 1], done('2025-06-06', '')),
    notes('2025-10-15 15:06', [code, 2], done('2025-08-04', '')),
    notes('2025-10-15 15:07', [code, 3], done('2025-09-02', '')),
    says('2025-11-24 11:25', [code, 4], {
      ...DISTRIBUTOR,
      progress: {
        kind: 'forecast',
        on: localDate('2025-12-12'),
        reason: 'Өтінімдер 5 желтоқсанға дейін қабылданады.',
      },
    }),
    says('2026-01-09 16:15', [code, 4], { ...DISTRIBUTOR, progress: done('2026-01-08', '№ 118-2 хаттама') }),
    says('2026-01-09 16:16', [code, 5], {
      ...DISTRIBUTOR,
      progress: { kind: 'started', on: localDate('2026-01-09') },
    }),
    says('2026-01-13 10:20', [code, 5], {
      ...DISTRIBUTOR,
      progress: {
        kind: 'forecast',
        on: localDate('2026-02-06'),
        reason: 'Жеткізуші шарттың екі тармағын нақтылауды сұрады.',
      },
    }),
  ]
}

/** C-04: nothing can be asked for before the contract is there. */
function permit(): Act[] {
  const code = 'C-04'
  return [
    plansSteps('2025-10-15 15:20', code, ['procurement', [6, 7], '2026-02-10']),
    says('2026-01-08 12:05', [code, 1], {
      ...{ person: 'oksana.li', institution: 'CNA' },
      progress: { kind: 'blocked', reason: 'Договор (C-01) ещё не подписан.' },
    }),
  ]
}

/** C-10: the minutes of the first dialogue. */
function minutes(): Act[] {
  const code = 'C-10'
  const days = ['2025-10-29', '2025-11-03', '2025-11-10', '2025-11-11', '2025-11-12', '2025-11-12']
  return [
    plansSteps('2025-10-15 15:30', code, ['minutes', [1, 2, 3, 4, 5, 6], '2025-11-14']),
    ...days.map((on, at) => notes(`2025-11-12 1${at}:00`, [code, at + 1], done(on, ''))),
  ]
}

/** C-08: a step by another institution, and a later date that the lead asks for. */
function comparison(): Act[] {
  const code = 'C-08'
  const words = {
    first: { en: 'Figures of the sites', ru: 'Данные пунктов', kk: 'Пункттердің деректері' },
    second: { en: 'Comparison', ru: 'Сравнение', kk: 'Салыстыру' },
  }
  const step = (
    at: string,
    name: keyof typeof words,
    more: { by?: string; end: string; days: number },
  ): Act => ({
    at: astana(at),
    what: `${name} step of ${code}`,
    run: async (store, scene) => {
      const id = idOf(scene, code)
      const before = (await stepsOf(store, [id])).get(id) ?? []
      const draft: StepDraft = {
        ...{ title: words[name], who: {}, proof: {}, guarded: false, reason: '' },
        ...{ days: more.days, plannedOn: localDate(more.end), after: before.map((one) => one.id) },
        authoritative: 'ru',
        institutionId: more.by ? named(scene.institutions, more.by) : null,
      }
      return addStep(store, { actor: scene.actor, id, locale: 'ru', draft })
    },
  })
  return [
    step('2025-10-16 10:00', 'first', { by: 'RSPCMH', end: '2025-12-19', days: 45 }),
    step('2025-10-16 10:05', 'second', { end: '2026-03-01', days: 60 }),
    asksForDue('2026-01-14 17:10'),
  ]
}

function asksForDue(at: string): Act {
  const code = 'C-08'
  return {
    at: astana(at),
    what: `another due date for ${code}`,
    run: async (store, scene) => {
      const id = idOf(scene, code)
      const commitment = (await commitmentsById(store, [id])).get(id)
      const person = [...scene.people].find(([, personId]) => personId === commitment?.personId)?.[0] ?? ''
      const link = { purpose: 'report' as const, subjectId: id, actor: byLink(scene, person, 'EXP-1') }
      const reason = 'The figures of the sites have not come yet.'
      const due = { dueOn: localDate('2026-03-31'), duePrecision: 'day' as const, reason }
      return askForDue(store, { link, due, version: commitment?.version ?? 0 })
    },
  }
}

/** All of it. */
export function stepActs(): Act[] {
  return [...contract(), ...permit(), ...minutes(), ...comparison()]
}
