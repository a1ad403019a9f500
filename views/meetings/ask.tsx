/** Asks before a meeting is cancelled or postponed: what it means, what will be mailed, and to how many. */

import { formatWhen } from '../../src/i18n/dates.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'

interface AskProps extends ShellProps {
  readonly meeting: Meeting
  readonly move: 'cancellation' | 'postponement'
  /** How many delegates have the meeting in their calendars. */
  readonly delegates: number
}

/** The page. */
export function AskPage(props: AskProps) {
  const { reader, meeting, move, delegates } = props
  const { dialogues, meetings: t } = reader.t
  const back = `/meetings/${meeting.id}`
  const title = chooseText(meeting.title, reader.locale)
  const cancels = move === 'cancellation'
  const mail = cancels ? t.ask.cancellationMail(delegates) : t.ask.postponementMail(delegates)
  return (
    <SecretariatPage {...props} title={t.ask[move]}>
      <Heading
        reader={reader}
        title={t.ask[move]}
        trail={[
          { href: '/dialogues', text: dialogues.title },
          { href: back, text: title.text },
        ]}
        lead={cancels ? t.ask.cancellationLead : t.ask.postponementLead}
      />
      <p>
        <Words reader={reader} text={title} />
        <br />
        {formatWhen(reader.locale, meeting)}
      </p>
      <p>
        <strong>{delegates > 0 ? mail : t.ask.noMail}</strong>
      </p>
      <PostForm action={`${back}/${move}`}>
        <Actions>
          <Submit weight="danger">{t.moves[move]}</Submit>
          <LinkButton href={back}>{t.ask.keep}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}
