/** The pages of signing in: ask, type the code, confirm a link, link expired. */

import type { LocalDate } from '../../src/kernel/local-date.ts'
import { PlainPage } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Notice } from '../parts/notice.tsx'
import type { Reader } from '../reader.ts'
import { PasskeyForm } from './passkey-form.tsx'

interface Plain {
  readonly reader: Reader
  readonly path: string
  readonly example: LocalDate | null
}

interface Asking extends Plain {
  readonly form: FormState
  /** Where to go once signed in. */
  readonly back: string
}

/** Asks for the address. */
export function SignInPage(props: Asking) {
  const { reader, form, back } = props
  const { auth } = reader.t
  const draft = draftOf(reader, form, { labels: { email: auth.email, code: auth.code } })
  // Every calendar entry leads to its meeting's page, and most who press that have no account.
  const meeting = back.startsWith('/meetings/')
  return (
    <PlainPage {...props} title={auth.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <h1>{auth.title}</h1>
      {meeting && <Participants reader={reader} />}
      <p>{auth.intro}</p>
      <PostForm action={`/sign-in?back=${encodeURIComponent(back)}`}>
        <TextField draft={draft} name="email" label={auth.email} type="email" autocomplete="email" />
        <Actions>
          <Submit>{auth.send}</Submit>
        </Actions>
      </PostForm>
      <PasskeyForm
        reader={reader}
        act="get"
        action={`/sign-in/passkey?back=${encodeURIComponent(back)}`}
        button={auth.passkeySignIn}
        weight="plain"
        quiet
      >
        <p>{auth.passkeyOr}</p>
      </PasskeyForm>
      {!meeting && (
        <p>
          <small>{auth.participants}</small>
        </p>
      )}
    </PlainPage>
  )
}

/** Tells delegates who came from their calendar where their own page is. */
function Participants({ reader }: Pick<Plain, 'reader'>) {
  const { auth, invitations } = reader.t
  const { title, find, lost, staff } = auth.fromCalendar
  return (
    <Notice reader={reader} tone="neutral" title={title}>
      <p>{find(invitations.letters.request.action)}</p>
      <p>{lost}</p>
      <p>{staff}</p>
    </Notice>
  )
}

/** Asks for the code; with a token when the link was opened in another browser than the one that asked. */
export function CodePage(props: Asking & { readonly token: string }) {
  const { reader, form, back, token } = props
  const { auth } = reader.t
  const draft = draftOf(reader, form, { labels: { email: auth.email, code: auth.code } })
  return (
    <PlainPage {...props} title={auth.sentTitle} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <h1>{token ? auth.confirmTitle : auth.sentTitle}</h1>
      <p>{token ? auth.elsewhere : auth.sent}</p>
      <PostForm action={`/sign-in/code?back=${encodeURIComponent(back)}`} hidden={{ token }}>
        <TextField
          draft={draft}
          name="code"
          label={auth.code}
          hint={auth.codeHint}
          autocomplete="one-time-code"
          size={8}
        />
        <Submit>{auth.confirmButton}</Submit>
      </PostForm>
      <p>
        <a href="/sign-in">{auth.askAgain}</a>
      </p>
    </PlainPage>
  )
}

/** One button: mail scanners follow links, they do not press buttons. */
export function ConfirmPage(props: Plain & { readonly token: string }) {
  const { auth } = props.reader.t
  return (
    <PlainPage {...props} title={auth.confirmTitle}>
      <h1>{auth.confirmTitle}</h1>
      <p>{auth.confirm}</p>
      <PostForm action={`/sign-in/${props.token}`}>
        <Submit>{auth.confirmButton}</Submit>
      </PostForm>
    </PlainPage>
  )
}

/** The link was used or is too old. */
export function ExpiredPage(props: Plain) {
  const { auth } = props.reader.t
  return (
    <PlainPage {...props} title={auth.expiredTitle}>
      <h1>{auth.expiredTitle}</h1>
      <p>{auth.expired}</p>
      <Actions>
        <LinkButton href="/sign-in" weight="main">
          {auth.askAgain}
        </LinkButton>
      </Actions>
    </PlainPage>
  )
}
