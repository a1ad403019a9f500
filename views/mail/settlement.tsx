/** The form that records how the reader of a lost mail was told by other means. */

import type { MailLine } from '../../src/mail/record.ts'
import { SETTLING_CHANNELS } from '../../src/mail/undelivered.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { PostForm, SaveOrCancel } from '../parts/actions.tsx'
import { Radios } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { DateField, TextField } from '../parts/field.tsx'
import { draftOf, type FormState, fieldValue } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'

interface SettlementProps extends ShellProps {
  readonly mail: MailLine
  readonly form: FormState
}

/** The page. */
export function SettlementPage(props: SettlementProps) {
  const { reader, mail, form } = props
  const { room, kinds, title } = reader.t.mail
  const t = room.settlement
  const draft = draftOf(reader, form, { labels: { channel: t.channel, on: t.on, note: t.note } })
  const back = `/mail/${mail.id}`
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <Heading
        reader={reader}
        trail={[
          { href: '/mail', text: title },
          { href: '/mail/undelivered', text: room.tabs.undelivered },
          { href: back, text: kinds[mail.kind] },
        ]}
        title={t.title}
        lead={t.lead}
      />
      <FaultSummary draft={draft} />
      <p>
        {reader.t.mail.columns.to}: {mail.to.name} {`<${mail.to.address}>`}
      </p>
      <PostForm action={`${back}/settlement`} hidden={{ version: fieldValue(form, 'version') }}>
        <Radios
          draft={draft}
          name="channel"
          choices={SETTLING_CHANNELS.map((value) => ({ value, text: t.channels[value] }))}
        />
        <DateField draft={draft} name="on" />
        <TextField draft={draft} name="note" maxlength={300} />
        <SaveOrCancel reader={reader} back={back} />
      </PostForm>
    </SecretariatPage>
  )
}
