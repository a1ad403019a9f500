/** What the viewer can do with a commitment, each act behind its own button. */

import { awaitsLead, isFinal } from '../../src/commitments/state.ts'
import { Actions, LinkButton, PostButton } from '../parts/actions.tsx'
import type { RecordProps } from './record-words.tsx'

/** The acts open in this state to this viewer; nothing if there are none. */
export function Acts({ reader, record: { commitment }, rights }: RecordProps) {
  const { acts } = reader.t.commitments
  const { id, state, personId } = commitment
  if (!rights.record || isFinal(state)) return null
  const path = `/commitments/${id}`
  const owing = awaitsLead(state)
  return (
    <section>
      <h2>{acts.title}</h2>
      <Actions>
        {state === 'proposed' && (
          <PostButton action={`${path}/agreement`} weight="main">
            {acts.agreement}
          </PostButton>
        )}
        {owing && <LinkButton href={`${path}/report`}>{acts.report}</LinkButton>}
        <LinkButton href={`${path}/person`} weight={personId ? 'plain' : 'main'}>
          {acts.person}
        </LinkButton>
        {rights.coordinate && (
          <>
            {state === 'reported_done' && (
              <LinkButton href={`${path}/verification`} weight="main">
                {acts.verification}
              </LinkButton>
            )}
            {(owing || state === 'proposed') && (
              <LinkButton href={`${path}/due-change`}>{acts.dueChange}</LinkButton>
            )}
            {owing && <LinkButton href={`${path}/pause`}>{acts.pause}</LinkButton>}
            <LinkButton href={`${path}/closing`} weight="danger">
              {acts.closing}
            </LinkButton>
          </>
        )}
        <LinkButton href={`${path}/edit`}>{reader.t.shell.form.edit}</LinkButton>
      </Actions>
    </section>
  )
}
