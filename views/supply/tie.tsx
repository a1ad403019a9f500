/** What a commitment means for the supply: the last day of its step, and the day as a proposal. For those who coordinate. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { SupplyTie } from '../../src/supply/tie.ts'
import { LinkButton } from '../parts/actions.tsx'
import { Words } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'
import { proposalHref, tieWords } from './words.ts'

interface SupplyTiesProps {
  readonly reader: Reader
  readonly commitment: Pick<Commitment, 'id' | 'number' | 'dueOn'>
  readonly ties: readonly SupplyTie[]
}

/** The section; nothing for a commitment that no delivery waits for. */
export function SupplyTies({ reader, commitment, ties }: SupplyTiesProps) {
  const { promised: t } = reader.t.supply.ahead
  if (ties.length === 0) return null
  return (
    <section aria-labelledby="supply">
      <h2 id="supply">{t.title}</h2>
      {ties.map(({ medicine, line, step, deadline, isDone }) => (
        <>
          <p>
            <a href={`/supply/${medicine.id}/lines/${line.id}`}>
              <Words reader={reader} text={chooseText(medicine.name, reader.locale)} />
            </a>
          </p>
          <p>
            {deadline && deadline.lateDays > 0 ? (
              <Status tone="bad">{tieWords(reader, { step, deadline })}</Status>
            ) : (
              (deadline && tieWords(reader, { step, deadline })) || (isDone ? t.done : t.noDeadline)
            )}
          </p>
          {line.heldBack && (
            <p>
              {t.warning({
                ...{ code: codeOf(commitment), from: line.heldBack.promised.from },
                done: formatDate(reader.locale, line.heldBack.promised.doneOn),
                expected: formatDate(reader.locale, line.heldBack.expectedOn),
                arrives: formatDate(reader.locale, line.expectedOn),
              })}
            </p>
          )}
          {deadline && deadline.doneBy !== commitment.dueOn && (
            <p>
              <LinkButton href={proposalHref(reader, commitment.id, deadline.doneBy)}>
                {t.propose(codeOf(commitment))}: {formatDate(reader.locale, deadline.doneBy)}
              </LinkButton>
            </p>
          )}
        </>
      ))}
    </section>
  )
}
