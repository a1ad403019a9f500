/** A form that a passkey fills in. Hidden until `passkey.js` finds that this browser can do it. */

import type { Child } from 'hono/jsx'
import { Actions, Submit, type Weight } from '../parts/actions.tsx'
import type { Reader } from '../reader.ts'

interface PasskeyFormProps {
  readonly reader: Reader
  /** Asks the device for a new key or for one that it has. */
  readonly act: 'create' | 'get'
  /** Where the form goes; a GET there gives the options for the device. */
  readonly action: string
  readonly hidden?: Readonly<Record<string, string>>
  readonly button: string
  readonly weight?: Weight
  /** True where there is another way, so that nobody needs to know that this one is missing. */
  readonly quiet?: boolean
  readonly children?: Child
}

/** The form, and what to say where it cannot work. */
export function PasskeyForm(props: PasskeyFormProps) {
  const { act, action, hidden = {}, button, weight = 'main', quiet, children } = props
  const { auth } = props.reader.t
  return (
    <>
      <form method="post" action={action} data-passkey={act} hidden novalidate>
        {Object.entries({ ...hidden, credential: '' }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {children}
        <p class="fault" role="alert" data-failed hidden>
          {auth.passkeyFailed}
        </p>
        <Actions>
          <Submit weight={weight}>{button}</Submit>
        </Actions>
      </form>
      {!quiet && (
        <>
          <p data-unable hidden>
            {auth.passkeyUnable}
          </p>
          <noscript>
            <p>{auth.passkeyScript}</p>
          </noscript>
        </>
      )}
      <script type="module" src="/passkey.js" />
    </>
  )
}
