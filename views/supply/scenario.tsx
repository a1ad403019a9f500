/** A kept scenario: what it supposes against today's facts, and its adoption. */

import type { ListedScenario } from '../../src/supply/scenario.ts'
import { SecretariatPage } from '../layout/shell.tsx'
import { Actions, LinkButton, PostButton } from '../parts/actions.tsx'
import { Facts } from '../parts/facts.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { draftOf } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Both } from './compared.tsx'
import { supplyTrail } from './page.tsx'
import { madeWords } from './scenarios.tsx'
import { labelsOf, type WhatIfProps } from './what-if.tsx'

interface ScenarioProps extends Omit<WhatIfProps, 'scenarios'> {
  readonly found: ListedScenario
}

/** One scenario. */
export function ScenarioPage(props: ScenarioProps) {
  const { reader, dialogue, supply, form, lines, found, people } = props
  const { scenario: t } = reader.t.supply.ahead
  const { scenario, isStale } = found
  const own = `/supply/${supply.medicine.id}`
  const draft = draftOf(reader, form, { labels: labelsOf(reader, lines) })
  const gone = [...scenario.changes.keys()].some((id) => !lines.some((line) => line.id === id))
  return (
    <SecretariatPage {...props} title={t.title}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={[
          ...supplyTrail(reader, dialogue, supply.medicine),
          { href: `${own}/what-if`, text: reader.t.supply.whatIf.title },
        ]}
        title={`${t.title}: ${scenario.name}`}
        actions={
          <Actions>
            <LinkButton href={`${own}/what-if?scenario=${scenario.id}`}>{t.change}</LinkButton>
            <PostButton action={`${own}/scenarios/${scenario.id}/removal`} weight="danger">
              {t.remove}
            </PostButton>
          </Actions>
        }
      />
      {isStale && (
        <Notice reader={reader} tone="warn" title={t.stale}>
          <p>{t.staleLead}</p>
          {gone && <p>{t.gone}</p>}
        </Notice>
      )}
      <Facts
        facts={[
          { term: t.note, value: scenario.note || null },
          { term: t.made, value: madeWords(reader, found, { dialogue, people }) },
        ]}
      />
      <Both {...props} draft={draft} kept />
    </SecretariatPage>
  )
}
