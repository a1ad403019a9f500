/** A joint commitment of the fixture: the parts of two institutions and what was reported on them, all canaries. */

import { findCommitment } from '../../src/commitments/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Actor } from '../../src/people/may.ts'
import type { Matter } from '../../src/people/visible.ts'
import { writePart } from '../../src/recurring/commands.ts'
import { endShare, returnShare, takeShareReport } from '../../src/recurring/report-commands.ts'
import { shareOf } from '../../src/recurring/share-queries.ts'
import type { TestApp } from '../fixtures/app.ts'
import { value } from '../meetings/world.ts'
import type { Aviary } from './canaries.ts'

interface Building {
  readonly app: TestApp
  readonly birds: Aviary
  readonly admin: Actor
  readonly ids: Readonly<Record<string, Id>>
}

/** The part of B was reported on and sent back, the part of E dropped: each is for its own institution and the lead. */
export async function shares({ app, birds, admin, ids }: Building, id: Id): Promise<void> {
  const { store } = app
  const part = async (key: string) => {
    const institutionId = ids[key] ?? ''
    const word = (matter: Matter, parties: readonly string[] = []) =>
      birds.put(matter, { dialogue: 'own', institution: key, parties })
    const { version } = (await findCommitment(store, id, 'all')) ?? { version: 0 }
    const draft = { text: { ru: word('commitment', ['A']) }, authoritative: 'ru', dueOn: null } as const
    value(await writePart(store, { actor: admin, id, institutionId, version, draft }))
    const found = await shareOf(store, id, { institutionId })
    return { word, asked: { actor: admin, id, shareId: found?.id ?? '' } }
  }
  const b = await part('B')
  const said = { text: b.word('report'), evidence: b.word('report'), source: b.word('source') }
  const noted = { ...b.asked, version: 1, claim: 'done', channel: 'phone', ...said } as const
  value(await takeShareReport(store, noted))
  value(await returnShare(store, { ...b.asked, version: 2, reason: b.word('report') }))
  const e = await part('E')
  value(await endShare(store, { ...e.asked, version: 1, to: 'dropped', reason: e.word('commitment', ['A']) }))
}
