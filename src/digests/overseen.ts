/** What the first page shows to whoever coordinates, as lines of their digest (product.md rule 11). Pure. */

import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import { expectedLines, type Oversight, oversightIn } from '../oversight/oversight.ts'
import type { Line } from './digest.ts'

/** What is to be seen in all dialogues that some recipients coordinate. */
export interface Overseen {
  readonly oversight: Oversight
  readonly institutions: ReadonlyMap<Id, InstitutionName>
}

/** The lines of one recipient, by section. */
interface OverseenLines {
  readonly grant: readonly Line[]
  readonly risks: readonly Line[]
  readonly expected: readonly Line[]
  readonly ahead: readonly Line[]
}

const NOTHING: OverseenLines = { grant: [], risks: [], expected: [], ahead: [] }

/** A meeting for which nothing is missing is no line: it stands in the calendar. */
export function overseenLines(all: Overseen | null, own: ReadonlySet<Id>): OverseenLines {
  if (!all || own.size === 0) return NOTHING
  const { toGrant, gaps, risks, expected, ahead } = oversightIn(all.oversight, own)
  const unattended = gaps.reduce((sum, { count }) => sum + count, 0)
  return {
    grant: [
      ...toGrant.map(
        (request): Line => ({ kind: 'grant', request, target: page(`/commitments/${request.commitmentId}`) }),
      ),
      ...(unattended > 0
        ? [{ kind: 'gaps', count: unattended, target: page('/commitments/unattended') } as const]
        : []),
    ],
    risks: risks.map((risk) => ({
      kind: 'risk',
      risk,
      institutions: all.institutions,
      target: page(`/supply/${risk.medicine.id}`),
    })),
    // Where one sees whether it came is for the words to say: each kind has a page of its own.
    expected: expectedLines(expected).map((line) => ({ kind: 'expected', expected: line, target: null })),
    ahead: ahead
      .filter(({ missing }) => missing.length > 0)
      .map(({ meeting, missing }) => ({
        kind: 'ahead',
        meeting,
        missing,
        target: page(`/meetings/${meeting.id}`),
      })),
  }
}

function page(path: string) {
  return { kind: 'page', path } as const
}
