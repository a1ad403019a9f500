/** What a link in a mail's header opens: one button that stops a kind of mail. Looking changes nothing. */

import type { MailScope } from '../../src/digests/preference.ts'
import { PersonalPage, type PersonalProps } from '../layout/shell.tsx'
import { PostButton } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'

interface ScopeProps extends PersonalProps {
  readonly scope: MailScope
}

/** Says what will stop, and asks. It looks the same whether the address is genuine or not. */
export function StopPage({ scope, action, ...shell }: ScopeProps & { readonly action: string }) {
  const words = shell.reader.t.digests.unsubscribe
  return (
    <PersonalPage {...shell} title={words.title[scope]}>
      <Heading reader={shell.reader} title={words.title[scope]} lead={words.text[scope]} />
      <PostButton action={action} hidden={{ 'List-Unsubscribe': 'One-Click' }} weight="main">
        {words.button}
      </PostButton>
    </PersonalPage>
  )
}

/** After the click, with the way back for whom a slip of the finger or a mail program clicked. */
export function StoppedPage({ scope, action, ...shell }: ScopeProps & { readonly action: string }) {
  const words = shell.reader.t.digests.unsubscribe
  return (
    <PersonalPage {...shell} title={words.doneTitle}>
      <Heading reader={shell.reader} title={words.doneTitle} lead={words.done[scope]} />
      <PostButton action={action}>{words.undo}</PostButton>
    </PersonalPage>
  )
}

/** After the click was taken back. */
export function ResumedPage({ scope, ...shell }: ScopeProps) {
  const words = shell.reader.t.digests.unsubscribe
  return (
    <PersonalPage {...shell} title={words.undoneTitle}>
      <Heading reader={shell.reader} title={words.undoneTitle} lead={words.undone[scope]} />
    </PersonalPage>
  )
}
