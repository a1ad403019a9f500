/**
 * The supply of two invented medicines (domain.md §2.5, §5.5): twenty regions, a contract that is late, and a permit
 * that ends too soon; what the regions reported stands in `stock.ts`.
 */

import { localDate } from '../../kernel/local-date.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { zone } from '../../kernel/zone.ts'
import type { Store } from '../../store/store.ts'
import { addEstimate, addMedicine, addPlaces } from '../../supply/commands.ts'
import { CHAIN, newChain, type StepKey } from '../../supply/line.ts'
import { addLine, addPermit, moveLine, setSteps, setTerms } from '../../supply/line-commands.ts'
import type { MedicineDraft } from '../../supply/medicine.ts'
import { REGIONS } from '../directory/regions.ts'
import { astana, named } from '../moment.ts'
import { type Act, idOf, making, type Scene } from '../scene.ts'
import { scenarioActs } from './scenario.ts'
import { methadone, stockActs, supplyIn, tablets } from './stock.ts'

const ASTANA = zone('Asia/Almaty')
const METHADONE = 'S-methadone'
const TABLETS = 'S-tablets'

/** The medicine of the worked example. */
export const METHADONE_DRAFT: MedicineDraft = {
  names: {
    en: 'Methadone, oral solution 5 mg/ml (demo)',
    ru: 'Метадон, раствор для приёма внутрь 5 мг/мл (демо)',
    kk: 'Метадон, ішуге арналған ерітінді 5 мг/мл (демо)',
  },
  units: { en: 'bottles of 1 l', ru: 'флаконов по 1 л', kk: '1 л құты' },
  authoritative: 'ru',
  unitMilligrams: 5_000,
  basePermille: 890,
  patients: 420,
  dailyMilligrams: 70,
  minMonths: 3,
  maxMonths: 6,
  safetyDays: 30,
  rate: 'reported',
}

const TABLETS_DRAFT: MedicineDraft = {
  ...METHADONE_DRAFT,
  names: {
    en: 'Buprenorphine, sublingual tablets 8 mg (demo)',
    ru: 'Бупренорфин, таблетки подъязычные 8 мг (демо)',
    kk: 'Бупренорфин, тіл астына салынатын таблеткалар 8 мг (демо)',
  },
  units: { en: 'tablets', ru: 'таблеток', kk: 'таблетка' },
  unitMilligrams: 8,
  basePermille: 928,
  patients: 2,
  dailyMilligrams: 8,
  maxMonths: 12,
}

function watches(wall: string, code: string, draft: MedicineDraft): Act {
  return making({
    at: astana(wall),
    what: code,
    code,
    run: (store, scene) =>
      addMedicine(store, { actor: scene.actor, dialogueId: idOf(scene, 'OAT-KZ'), draft }),
  })
}

function asks(code: string, regions: readonly string[]): Act {
  return {
    at: astana('2025-09-01 10:10'),
    what: `places of ${code}`,
    run: (store, scene) =>
      addPlaces(store, {
        actor: scene.actor,
        id: idOf(scene, code),
        institutionIds: regions.map((region) => named(scene.institutions, region)),
        level: 'region',
      }),
  }
}

const OWNERS: Readonly<Partial<Record<StepKey, string>>> = {
  quantification: 'RSPCMH',
  estimate: 'CNA',
  budget: 'MOH',
  tender: 'DIST',
  contract: 'DIST',
  import_permit: 'CNA',
  shipment: 'DIST',
  customs: 'DIST',
  warehouse: 'DIST',
  distribution: 'DIST',
}
const DONE: Readonly<Partial<Record<StepKey, string>>> = {
  quantification: '2025-04-18',
  estimate: '2025-06-27',
  budget: '2025-09-12',
  tender: '2025-10-02',
}

/** Does something to the only delivery of the methadone. */
function changes(
  wall: string,
  what: string,
  run: (store: Store, asked: OnLine) => Promise<Outcome<unknown>>,
): Act {
  return {
    at: astana(wall),
    what,
    run: async (store, scene) => {
      const { medicine } = await supplyIn(store, scene, METHADONE)
      const lineId = idOf(scene, 'S-line')
      return run(store, { actor: scene.actor, id: medicine.id, lineId, version: medicine.version, scene })
    },
  }
}
type OnLine = Parameters<typeof moveLine>[1] extends infer Asked
  ? Omit<Asked, 'move'> & { readonly scene: Scene }
  : never

const TERMS = {
  certainty: 'planned',
  received: 0,
  receivedOn: null,
  shipsOn: localDate('2025-12-12'),
  contract: '',
  goodUntil: null,
} as const

function delivery(): Act[] {
  const expectedOn = localDate('2026-01-12')
  return [
    making({
      at: astana('2025-10-15 12:00'),
      what: 'delivery',
      code: 'S-line',
      run: (store, scene) =>
        addLine(store, {
          actor: scene.actor,
          id: idOf(scene, METHADONE),
          quantity: 1_080,
          expectedOn,
          terms: { ...TERMS, commitmentId: idOf(scene, 'C-01'), commitmentStep: 'contract' },
          zone: ASTANA,
        }),
    }),
    changes('2025-10-15 12:10', 'steps', (store, { scene, ...asked }) => {
      const steps = newChain().map((step, at) => {
        const key = CHAIN[at]?.key ?? step.key
        const [owner, doneOn] = [OWNERS[key], DONE[key]]
        return {
          ...step,
          institutionId: owner ? named(scene.institutions, owner) : null,
          doneOn: doneOn ? localDate(doneOn) : null,
        }
      })
      return setSteps(store, { ...asked, steps })
    }),
    changes('2025-11-28 15:00', 'move', (store, { scene: _, ...asked }) =>
      moveLine(store, {
        ...asked,
        move: { expectedOn: localDate('2026-02-20'), quantity: 1_080, reason: 'Договор не подписан в срок.' },
      }),
    ),
    changes('2025-11-28 15:10', 'shipment', (store, { scene, ...asked }) =>
      setTerms(store, {
        ...asked,
        terms: {
          ...{ ...TERMS, shipsOn: localDate('2026-02-08') },
          ...{ commitmentId: idOf(scene, 'C-01'), commitmentStep: 'contract' },
        },
        zone: ASTANA,
      }),
    ),
    changes('2025-12-05 11:00', 'permit', (store, { scene: _, ...asked }) =>
      addPermit(store, {
        ...asked,
        permit: {
          kind: 'import',
          number: 'KZ-2025-0417',
          quantity: 1_080,
          validFrom: localDate('2025-12-05'),
          validTo: localDate('2026-02-05'),
        },
      }),
    ),
  ]
}

/** All acts of the supply of both medicines. */
export function supplyActs(): Act[] {
  const all = REGIONS.map(({ code }) => code)
  const two = ['REG-15', 'REG-16']
  return [
    watches('2025-09-01 10:00', METHADONE, METHADONE_DRAFT),
    watches('2025-09-01 10:05', TABLETS, TABLETS_DRAFT),
    asks(METHADONE, all),
    asks(TABLETS, two),
    ...stockActs({ code: METHADONE, regions: all, figures: methadone }),
    ...stockActs({ code: TABLETS, regions: two, figures: tablets }),
    ...delivery(),
    ...scenarioActs(METHADONE, 'S-line'),
    {
      at: astana('2025-11-10 10:00'),
      what: 'estimate',
      run: (store, scene) =>
        addEstimate(store, {
          actor: scene.actor,
          id: idOf(scene, METHADONE),
          year: 2026,
          kind: 'confirmed',
          baseGrams: 10_000,
          confirmedOn: localDate('2025-11-10'),
        }),
    },
  ]
}
