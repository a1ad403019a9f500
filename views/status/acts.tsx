/** What can be done with a request that is open or closed: send the rest, remind, move the day, close, put on the agenda. */

import { chooseText } from '../../src/kernel/locale.ts'
import { Actions, LinkButton, PostButton, PostForm, Submit } from '../parts/actions.tsx'
import { Select } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField } from '../parts/field.tsx'
import { draftOf } from '../parts/form.ts'
import type { StatusPageProps } from './page.tsx'

/** The acts that are open to the reader; nothing for who only reads. */
export function RequestActs(props: StatusPageProps) {
  if (!props.rights.coordinate) return <OnAgenda {...props} />
  return (
    <>
      <OnAgenda {...props} />
      {props.paper.request.state === 'open' ? <OpenActs {...props} /> : <AgendaForm {...props} />}
    </>
  )
}

function OnAgenda({ reader, paper }: StatusPageProps) {
  const { itemId, meetingId } = paper.request
  if (!itemId || !meetingId) return null
  return (
    <p>
      <a href={`/meetings/${meetingId}/agenda#item-${itemId}`}>{reader.t.status.acts.onAgenda}</a>
    </p>
  )
}

function OpenActs(props: StatusPageProps) {
  const { reader, paper, waiting, unsent, today, form } = props
  const { acts: t, preview } = reader.t.status
  const own = `/status/${paper.request.id}`
  const draft = { ...draftOf(reader, form), labels: { due_on: reader.t.status.fields.due_on } }
  const askedToday = paper.request.askedOn === today
  return (
    <>
      <Actions>
        {unsent > 0 && (
          <PostButton action={`${own}/sending`} weight="main">
            {preview.sendRest(unsent)}
          </PostButton>
        )}
        {waiting > 0 && !askedToday && (
          <PostButton action={`${own}/reminder`}>{t.remind(waiting)}</PostButton>
        )}
        <PostButton action={`${own}/closing`}>{t.close}</PostButton>
        <LinkButton href={`${own}/sending`}>{t.progress}</LinkButton>
      </Actions>
      <p class="hint">
        {askedToday && `${t.reminded} `}
        {t.closeHint}
      </p>
      <FaultSummary draft={draft} />
      <details open={form.faults.length > 0}>
        <summary>{t.prolong}</summary>
        <PostForm action={`${own}/due`}>
          <DateField draft={draft} name="due_on" />
          <Submit weight="plain">{reader.t.shell.form.save}</Submit>
        </PostForm>
      </details>
    </>
  )
}

/** Once the paper is kept: under which item it is laid. */
function AgendaForm({ reader, paper, rights, items, form }: StatusPageProps) {
  const { acts: t } = reader.t.status
  const { id, state, itemId, meetingId } = paper.request
  if (state !== 'closed' || itemId || !meetingId || !rights.organise) return null
  const draft = { ...draftOf(reader, form), labels: { item: t.item } }
  const choices = items.map((item) => {
    const { text, lang } = chooseText(item.title, reader.locale)
    return { value: item.id, text, lang }
  })
  return (
    <section class="task">
      <h2>{t.agenda}</h2>
      <p>{t.agendaLead}</p>
      <FaultSummary draft={draft} />
      <PostForm action={`/status/${id}/agenda`}>
        {choices.length > 0 && (
          <Select draft={draft} name="item" hint={`—: ${t.newItem}`} choices={choices} optional />
        )}
        <Submit>{choices.length > 0 ? t.agenda : t.newItem}</Submit>
      </PostForm>
    </section>
  )
}
