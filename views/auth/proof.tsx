/** The pages that ask for fresh proof before something that reaches far, and keep what was typed meanwhile. */

import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, PostForm, Submit } from '../parts/actions.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { TextField } from '../parts/field.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { PasskeyForm } from './passkey-form.tsx'

/** Where to go on after the proof: a page, or with `carried` a form that waits to be sent there. */
export interface Onward {
  readonly back: string
  /** The form as JSON; the empty text for a page. */
  readonly carried: string
}

interface ProofProps extends ShellProps {
  readonly onward: Onward
  readonly hasPasskey: boolean
  /** Has a code been mailed, so that it can be typed? */
  readonly codeSent: boolean
  /** Is mail kept instead of sent? */
  readonly keepsMail: boolean
  readonly recommend: boolean
  readonly form: FormState
}

/** Asks for a passkey, or for a mailed code where there is none. */
export function ProofPage(props: ProofProps) {
  const { reader, form, onward, hasPasskey } = props
  const { auth } = reader.t
  const { proof: t } = auth
  const draft = draftOf(reader, form, { labels: { code: auth.code } })
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading reader={reader} title={t.title} lead={t.lead} />
      {onward.carried && <p>{t.kept}</p>}
      {hasPasskey ? <ByPasskey {...props} /> : <ByMail {...props} />}
    </SecretariatPage>
  )
}

function ByPasskey({ reader, onward }: ProofProps) {
  const { proof: t } = reader.t.auth
  return (
    <>
      <PasskeyForm
        reader={reader}
        act="get"
        action="/account/proof/passkey"
        hidden={{ ...onward }}
        button={t.byPasskey}
      />
      <p>
        <small>{t.lost}</small>
      </p>
    </>
  )
}

function ByMail(props: ProofProps) {
  const { reader, onward, codeSent, keepsMail, recommend } = props
  const { proof: t } = reader.t.auth
  return (
    <>
      {keepsMail ? (
        <Notice reader={reader} tone="warn">
          <p>{t.keptMail}</p>
        </Notice>
      ) : (
        <p>{codeSent ? t.sent : t.byMail}</p>
      )}
      {codeSent && <Code {...props} />}
      <PostForm action="/account/proof/mail" hidden={{ ...onward }}>
        <Actions>
          <Submit weight={codeSent ? 'plain' : 'main'}>{codeSent ? t.again : t.sendCode}</Submit>
        </Actions>
      </PostForm>
      {recommend && (
        <p>
          {t.recommend} <a href="/account#passkeys">{reader.t.auth.account.addPasskey}</a>
        </p>
      )}
    </>
  )
}

function Code({ reader, form, onward }: ProofProps) {
  const { auth } = reader.t
  const draft = draftOf(reader, form, { labels: { code: auth.code } })
  return (
    <PostForm action="/account/proof/code" hidden={{ ...onward }}>
      <TextField
        draft={draft}
        name="code"
        label={auth.code}
        hint={auth.codeHint}
        autocomplete="one-time-code"
        size={10}
      />
      <Submit>{auth.proof.confirm}</Submit>
    </PostForm>
  )
}

interface ProvedProps extends ShellProps {
  readonly back: string
  /** The fields of the form that waits. */
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** One more button: what was typed goes where it was to go, by the person's own hand. */
export function ProvedPage(props: ProvedProps) {
  const { reader, back, fields } = props
  const { proof: t } = reader.t.auth
  return (
    <SecretariatPage {...props} title={t.doneTitle}>
      <Heading reader={reader} title={t.doneTitle} lead={t.doneText} />
      <PostForm action={back}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Submit>{t.go}</Submit>
      </PostForm>
    </SecretariatPage>
  )
}
