/** Asks before a meeting is announced, postponed or cancelled: what it means, and who is mailed what. */

import { formatWhen } from '../../src/i18n/dates.ts'
import { mailsIn, type SendingPreview } from '../../src/invitations/update.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import type { AskingMove } from '../../src/meetings/state.ts'
import { Preview } from '../invitations/preview.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from '../parts/passage.tsx'

interface AskProps extends ShellProps {
  readonly meeting: Meeting
  readonly move: AskingMove
  readonly preview: SendingPreview
  /** Why it was not done, in the reader's words. */
  readonly refused: string | null
}

/** The page. */
export function AskPage(props: AskProps) {
  const { reader, meeting, move, preview, refused } = props
  const { dialogues, meetings: t } = reader.t
  const back = `/meetings/${meeting.id}`
  const title = chooseText(meeting.title, reader.locale)
  const mails = mailsIn(preview.lines)
  return (
    <SecretariatPage {...props} title={t.ask[move]}>
      <Heading
        reader={reader}
        title={t.ask[move]}
        trail={[
          { href: '/dialogues', text: dialogues.title },
          { href: back, text: title.text },
        ]}
        lead={t.ask[`${move}Lead`]}
      />
      {refused && (
        <Notice reader={reader} tone="warn">
          <p>{refused}</p>
        </Notice>
      )}
      <p>
        <Words reader={reader} text={title} />
        <br />
        {formatWhen(reader.locale, meeting)}
      </p>
      <p>
        <strong>{mails > 0 ? t.ask[`${move}Mail`](mails) : t.ask.noMail}</strong>
      </p>
      <PostForm action={`${back}/${move}`} hidden={{ version: meeting.version }}>
        <Actions>
          <Submit weight={move === 'announcement' ? 'main' : 'danger'}>{t.moves[move]}</Submit>
          <LinkButton href={back}>{t.ask.keep}</LinkButton>
        </Actions>
      </PostForm>
      <Preview reader={reader} meeting={meeting} preview={preview} path={`${back}/${move}`} />
    </SecretariatPage>
  )
}
