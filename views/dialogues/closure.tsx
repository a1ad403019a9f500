/** Asks before a dialogue is closed, and says what that means. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'

/** The page. */
export function ClosurePage(props: ShellProps & { readonly dialogue: Dialogue }) {
  const { reader, dialogue } = props
  const { dialogues: t, shell } = reader.t
  const back = `/dialogues/${dialogue.id}`
  const trail = [
    { href: '/dialogues', text: t.title },
    { href: back, text: chooseText(dialogue.title, reader.locale).text },
  ]
  return (
    <SecretariatPage {...props} title={t.closureTitle}>
      <Heading reader={reader} title={t.closureTitle} trail={trail} lead={t.closureLead} />
      <PostForm action={`${back}/closure`}>
        <Actions>
          <Submit weight="danger">{t.closureSubmit}</Submit>
          <LinkButton href={back}>{shell.form.back}</LinkButton>
        </Actions>
      </PostForm>
    </SecretariatPage>
  )
}
